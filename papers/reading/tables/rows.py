"""Rows of tables become items: a row an item, a row with one cell a heading (docs/bulletin-form.md, 4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise, takewhile

from domain.papers import oddities_texts as texts
from domain.papers import unreadable
from domain.papers.reading import FieldSource, ReadItem, ReadSection, ReadSubItem
from domain.papers.unreadable import UnreadablePaper
from papers.reading.due import find_due
from papers.reading.duties import Duties, find_duties, with_fields
from papers.reading.items import GRAMMAR_LIMIT, PaperContext, as_item, is_done, sub_item, take_bracket
from papers.reading.layout import tidy
from papers.reading.sections import section_from
from papers.reading.tables.cells import BLANK, LISTS, ODD, is_state, misfit, parted_names, row_number
from papers.reading.tables.grid import CELL_BREAK, MERGED, MOST_ROWS, CellGrid, unmarked_cell
from papers.reading.tables.subtasks import split_cell
from papers.reading.units import listed_cell

_SUM_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|平均)")
_NOTE_ROW = re.compile(r"^(?:注[：:]|备注|说明|填表|填报|制表|审核|联系人|审批|报送单位|单位[：:（])")
_HEADING_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)、.]?$")
_NUMBERED_HEADING = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_FINISHED = re.compile(r"(?:已?(?:全部)?(?:完成|办结|销号|完工)|100%)。?")
_BULLET = re.compile(r"^[△▲○●◆◇■□★☆※]+\s*(?=\S)")
_SHARE = re.compile(r"[01]?\.\d+|1|0")
_SHOWN, _MOST_HEADED = 12, 200
_TARGET = re.compile(
    r"^(?![（(]?[一二三四五六七八九十]{1,3}[、）)])[^\d（(]{2,}(?P<count>\d{1,9})(?![\d年月日])[^项件、）)]{1,6}$"
)
_FEWEST_OF_ITEM = 2
_TOLD_NUMBER = re.compile(r"^(\d{1,3})(?:[、．]|\.(?!\d))\s*(?=\S)")


# What the cells of a table tell once for the tasks below one number.
_SHARED = (*LISTS, "due", "meeting")
_FIELD_OF_KIND = {"responsible": "responsible_units", "cooperating": "cooperating_units", "leads": "lead_leaders"}


@dataclass(slots=True)
class ItemRow:
    """What the cells of one item say by kind, or a heading; `lines` are 1-based. An item that is not the first
    below its number `shares` it."""

    lines: tuple[int, int]
    fields: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    shares: bool = False


def read_rows(
    table: CellGrid, setting: PaperContext, sections: Sequence[ReadSection] = (), position: int = 1
) -> tuple[list[ReadSection], list[ReadItem]]:
    """Headings and items. `sections` are those before the table: its rows belong to the last of them until a
    heading of its own comes; `position` is that of its first item."""
    if len(table.rows) > MOST_ROWS:
        raise UnreadablePaper(unreadable.TOO_MANY.format(limit=MOST_ROWS))
    opened: list[ReadSection] = []
    items: list[ReadItem] = []
    section = sections[-1] if sections else None
    number = max((one.number for one in sections), default=0)
    for row in joined_rows(table):
        if row.heading:
            number += 1
            section = section_from(row.heading, number)
            opened.append(section)
        else:
            items.append(_row_item(position + len(items), row, section, setting))
    return opened, items


def joined_rows(table: CellGrid) -> list[ItemRow]:
    """A row without number and directive goes on with the one above, as does one that repeats them; one without a
    number of its own is another task below the number above."""
    rows: list[ItemRow] = []
    last = ""
    above: Sequence[str] = ()
    repeats = _repeats_numbers(table)
    for at, (raw, lines) in enumerate(zip(table.rows, table.lines, strict=True)):
        if rows and not rows[-1].heading and _is_lone_task(table, at):
            raw = _as_task(table.columns, raw)
        raw = _grouped(table.columns, _with_task(table.columns, raw), above=above)
        cells = [unmarked_cell(cell) for cell in raw]
        filled = [cell for cell in cells if cell]
        if not filled or _is_no_item(filled):
            continue
        heading = _heading(cells, filled, is_first=not rows)
        fields = _fields(table.columns, raw)
        merged = {kind for kind, cell in zip(table.columns, raw, strict=False) if cell.startswith(MERGED)}
        category = fields.pop("category", "")
        if category and category != last and _NUMBERED_HEADING.match(category):
            rows.append(ItemRow(lines, heading=category))
        last = category or last
        before = rows[-1] if rows and not rows[-1].heading else None
        if heading:
            rows.append(ItemRow(lines, heading=heading))
        elif before is not None and _goes_on(before.fields, fields, merged):
            _append(before, fields, lines)
        elif "directive" in fields:
            is_same = before is not None and repeats and fields.get("number") == before.fields.get("number")
            shares = "number" in table.columns and ("number" not in fields or "number" in merged or is_same)
            whole = _with_shared(table.columns, raw, above=above) if shares and before else raw
            if at in table.short and before and not shares:
                whole = _with_merged(table.columns, raw, above=above)
            rows.append(ItemRow(lines, _fields(table.columns, whole), shares=shares))
            rows[-1].fields.pop("category", "")
            above = whole
    return rows


def _with_task(columns: Sequence[str], cells: list[str]) -> list[str]:
    """A numbered row that names who, and what in the column of classes alone, has that for its task."""
    told = {kind: at for at, (kind, cell) in enumerate(zip(columns, cells, strict=False)) if cell}
    if "directive" in told or "directive" not in columns or not {"category", "responsible", "number"} <= {*told}:
        return cells
    task, whole = told["category"], list(cells)
    whole[columns.index("directive")], whole[task] = cells[task], ""
    return whole


def _as_task(columns: Sequence[str], cells: Sequence[str]) -> list[str]:
    words = next(cell for cell in cells if cell)
    return [words if at == columns.index("directive") else "" for at in range(len(columns))]


def _is_no_item(filled: Sequence[str]) -> bool:
    is_sum = _SUM_ROW.match(filled[0]) or (len(filled) > 1 and row_number(filled[0]) and _SUM_ROW.match(filled[1]))
    return bool(is_sum or (len(filled) < 3 and _NOTE_ROW.match(filled[0])))


def _repeats_numbers(table: CellGrid) -> bool:
    """Whether one number after another stands twice running: a copy has written merged cells into each row, where
    one that does so alone is a slip."""
    if "number" not in table.columns:
        return False
    at = table.columns.index("number")
    numbers = [row_number(row[at]) for row in table.rows if at < len(row)]
    return len({one for one, after in pairwise(numbers) if one is not None and one == after}) > 1


def _grouped(columns: Sequence[str], cells: list[str], *, above: Sequence[str]) -> list[str]:
    """A unit or leader left of the tasks heads those below it, where their own cells are empty."""
    task = columns.index("directive") if "directive" in columns else 0
    if (
        not above
        or sum(bool(cell) for cell in cells) < _FEWEST_OF_ITEM
        or not cells[task : task + 1]
        or not cells[task]
    ):
        return cells
    left = [
        over if kind in LISTS and not cell else cell
        for kind, cell, over in zip(columns[:task], cells, above, strict=False)
    ]
    return [*left, *cells[task:]]


def _with_shared(columns: Sequence[str], cells: Sequence[str], *, above: Sequence[str]) -> list[str]:
    """The cells, and those of the row above where theirs are lost."""
    pairs = zip(columns, cells, above, strict=False)
    return [over if kind in _SHARED and not cell else cell for kind, cell, over in pairs]


def _with_merged(columns: Sequence[str], cells: Sequence[str], *, above: Sequence[str]) -> list[str]:
    """A row that has lost cells within has them in common with the row above: a leader printed once for three."""
    last = max(at for at, cell in enumerate(cells) if cell)
    return [
        over if kind in LISTS and not cell and at < last else cell
        for at, (kind, cell, over) in enumerate(zip(columns, cells, above, strict=False))
    ]


def _is_lone_task(table: CellGrid, at: int) -> bool:
    """新增学位810个 alone in its row is another target below the number above; 工业项目2个 over two rows heads them."""
    filled = [cell for cell in table.rows[at] if cell]
    told = _TARGET.search(filled[0]) if len(filled) == 1 and table.columns[:1] == ["number"] else None
    if not told:
        return False
    below = islice(table.rows, at + 1, at + 2 + min(int(told["count"]), _MOST_HEADED))
    rows = sum(1 for _ in takewhile(lambda cells: sum(map(bool, cells)) > 1, below))
    return rows != int(told["count"])


def _heading(cells: Sequence[str], filled: Sequence[str], *, is_first: bool) -> str:
    if len(filled) == 1 and not filled[0].strip("、.").isdigit() and (cells[0] or is_first):
        return tidy(filled[0])
    if len(filled) == 2 and _HEADING_NUMBER.match(filled[0]):
        return tidy(filled[1])
    # A heading that a copy has written into every column.
    if len(filled) > 2 and len(set(filled)) == 1:
        return tidy(filled[0])
    return ""


def _goes_on(before: dict[str, str], fields: dict[str, str], merged: set[str]) -> bool:
    is_same_number = "number" not in fields or fields["number"] == before.get("number")
    if "directive" not in fields:
        return "number" not in fields or "number" in merged
    is_same = is_same_number and fields["directive"] == before.get("directive")
    return is_same and ("number" in fields or "directive" in merged)


def _append(row: ItemRow, fields: dict[str, str], lines: tuple[int, int]) -> None:
    for kind, words in fields.items():
        before = row.fields.get(kind, "")
        if words not in before:
            row.fields[kind] = f"{before}、{words}" if before and kind in LISTS else before + words
    row.lines = (row.lines[0], lines[1])


def _fields(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Two columns of one kind are one field: names a list, tasks and their aims parted by a colon."""
    fields: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        kind = column
        words = _cell(kind, cell.removeprefix(MERGED)) if kind and kind != "other" else ""
        if not words:
            continue
        # 办理情况 tells, 办理结果 says 办结.
        if kind == "progress" and kind in fields and is_state(words):
            kind = "state"
        before = fields.get(kind, "")
        glue = "、" if kind in LISTS else "：" if kind == "directive" else "；"
        if words not in before.split(glue):
            fields[kind] = f"{before.rstrip('。；')}{glue}{words}" if before else words
    return fields


def _cell(kind: str, raw: str) -> str:
    """Breaks in a cell stay only where they part numbered tasks."""
    if kind == "leads":
        raw = parted_names(raw)
    if kind in LISTS:
        return listed_cell(raw, tidy)
    if kind in ("directive", "progress") and CELL_BREAK in raw and split_cell(raw)[1]:
        return CELL_BREAK.join(tidy(line) for line in raw.split(CELL_BREAK))
    words = tidy(raw.replace(CELL_BREAK, ""))
    if kind == "directive":
        words = _BULLET.sub("", words)
    if kind == "progress" and _SHARE.fullmatch(words):
        return f"{float(words) * 100:g}%"
    return "" if words in BLANK and kind != "progress" else words


def _row_item(position: int, row: ItemRow, section: ReadSection | None, setting: PaperContext) -> ReadItem:
    fields = row.fields
    own = None if row.shares else row_number(fields.get("number", ""))
    if own is None and (mark := _TOLD_NUMBER.match(fields["directive"])) and not split_cell(fields["directive"])[1]:
        # 1.修路 where the cell of the number is lost, or tells another level.
        own, fields["directive"] = int(mark[1]), fields["directive"][mark.end() :]
    main, parts = split_cell(fields["directive"])
    whole = (main if parts and main else fields["directive"].replace(CELL_BREAK, "")).rstrip("。；：")
    whole = whole.strip("“”") if whole.startswith("“") and whole.endswith("”") and whole.count("“") == 1 else whole
    directive, bracket = take_bracket(whole, setting.roster)
    progress = fields.get("progress", "")
    is_closed = _is_closed(fields, section)
    told = fields["directive"].replace(CELL_BREAK, "")[:GRAMMAR_LIMIT] if parts else directive[:GRAMMAR_LIMIT]
    duties = with_fields(_told_duties(told, bracket, fields, setting), fields, setting.roster)
    due = find_due(told, bracket=bracket, label=fields.get("due", ""), written=setting.written, is_closed=is_closed)
    item = as_item(
        (position, section.number if section else 1, own),
        directive,
        duties,
        due,
        _sub_items(parts, progress, setting),
        progress.replace(CELL_BREAK, ""),
        "closed" if is_closed else "in_progress",
        row.lines,
        origin=fields.get("meeting", ""),
    )
    return _with_doubts(item, fields)


def _sub_items(parts: Sequence[str], progress: str, setting: PaperContext) -> tuple[ReadSubItem, ...]:
    """The parts of a task, each with its progress where that is numbered alike."""
    told = split_cell(progress)[1] if progress else []
    plain = replace(setting, is_bulletin=False)
    subs = [sub_item(number, words, plain) for number, words in enumerate(parts, 1)]
    if len(told) != len(subs):
        return tuple(subs)
    return tuple(replace(sub, progress=words) for sub, words in zip(subs, told, strict=True))


def _with_doubts(item: ReadItem, fields: dict[str, str]) -> ReadItem:
    """A cell that looks like none of its column is read as it stands, and said to look so."""
    odd = [
        FieldSource(name, item.source_lines, texts.ODD_CELL.format(words=fields[kind][:_SHOWN]))
        for kind, name in _FIELD_OF_KIND.items()
        if kind in fields and misfit(fields[kind], kind) >= ODD
    ]
    return replace(item, sources=(*item.sources, *odd))


def _told_duties(told: str, bracket: str, fields: dict[str, str], setting: PaperContext) -> Duties:
    """What the task's own words say counts only where the table has no column that says it."""
    duties = find_duties(told, bracket, setting.roster)
    if "responsible" in fields:
        duties = replace(duties, responsible_units=(), cooperating_units=(), open_list=False)
    return replace(duties, lead_leaders=()) if "leads" in fields else duties


def _is_closed(fields: dict[str, str], section: ReadSection | None) -> bool:
    """The state's word before that of the heading, and both before the progress."""
    state = fields.get("state", "")
    if state:
        return is_done(state)
    if section is not None and section.state != "unknown":
        return section.state == "closed"
    return bool(_FINISHED.fullmatch(fields.get("progress", "")))
