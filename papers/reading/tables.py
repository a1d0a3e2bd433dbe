"""Rows of tables become items: a row an item, a row with one cell a heading (docs/bulletin-form.md, 4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from domain.papers import unreadable
from domain.papers.reading import ReadItem, ReadSection
from domain.papers.unreadable import UnreadablePaper
from papers.reading.due import find_due
from papers.reading.duties import Duties, find_duties, with_fields
from papers.reading.flat_rows import STATE_LIKE
from papers.reading.grids import CELL_BREAK, CellGrid
from papers.reading.items import GRAMMAR_LIMIT, PaperContext, as_item, is_done, take_bracket
from papers.reading.layout import tidy
from papers.reading.sections import section_from
from papers.reading.units import listed_cell

_MOST_ROWS = 12_000
_LISTS = ("responsible", "cooperating", "leads")
_SUM_ROW = re.compile(r"^(?:合计|总计|小计|共计|平均)")
_NOTE_ROW = re.compile(r"^(?:注[：:]|备注|说明|填表|填报|制表|审核|联系人|审批|报送单位|单位[：:（])")
_HEADING_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)、.]?$")
_NUMBERED_HEADING = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)、]")
_FINISHED = re.compile(r"(?:已?(?:全部)?(?:完成|办结|销号|完工)|100%)。?")
_SHARE = re.compile(r"[01]?\.\d+|1|0")


@dataclass(slots=True)
class ItemRow:
    """What the cells of one item say by kind, or a heading; `lines` are 1-based."""

    lines: tuple[int, int]
    fields: dict[str, str] = field(default_factory=dict)
    heading: str = ""


def read_rows(
    table: CellGrid, setting: PaperContext, sections: Sequence[ReadSection] = (), position: int = 1
) -> tuple[list[ReadSection], list[ReadItem]]:
    """Headings and items. `sections` are those before the table: its rows belong to the last of them until a
    heading of its own comes; `position` is that of its first item."""
    if len(table.rows) > _MOST_ROWS:
        raise UnreadablePaper(unreadable.TOO_MANY.format(limit=_MOST_ROWS))
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
    """A row without number and directive goes on with the one above, as does one that repeats them."""
    rows: list[ItemRow] = []
    last = ""
    for cells, lines in zip(table.rows, table.lines, strict=True):
        filled = [cell for cell in cells if cell]
        if not filled or _SUM_ROW.match(filled[0]) or (len(filled) < 3 and _NOTE_ROW.match(filled[0])):
            continue
        heading = _heading(cells, filled, is_first=not rows)
        fields = _fields(table.columns, cells)
        category = fields.pop("category", "")
        if category and category != last and _NUMBERED_HEADING.match(category):
            rows.append(ItemRow(lines, heading=category))
        last = category or last
        before = rows[-1] if rows and not rows[-1].heading else None
        if heading:
            rows.append(ItemRow(lines, heading=heading))
        elif before is not None and _goes_on(before.fields, fields):
            _append(before, fields, lines)
        elif "directive" in fields:
            rows.append(ItemRow(lines, fields))
    return rows


def _heading(cells: Sequence[str], filled: Sequence[str], *, is_first: bool) -> str:
    if len(filled) == 1 and not filled[0].strip("、.").isdigit() and (cells[0] or is_first):
        return tidy(filled[0])
    if len(filled) == 2 and _HEADING_NUMBER.match(filled[0]):
        return tidy(filled[1])
    # A heading that a copy has written into every column.
    if len(filled) > 2 and len(set(filled)) == 1:
        return tidy(filled[0])
    return ""


def _goes_on(before: dict[str, str], fields: dict[str, str]) -> bool:
    if "directive" not in fields:
        return "number" not in fields
    return "number" in fields and all(fields.get(kind) == before.get(kind) for kind in ("number", "directive"))


def _append(row: ItemRow, fields: dict[str, str], lines: tuple[int, int]) -> None:
    for kind, words in fields.items():
        before = row.fields.get(kind, "")
        if words not in before:
            row.fields[kind] = f"{before}、{words}" if before and kind in _LISTS else before + words
    row.lines = (row.lines[0], lines[1])


def _fields(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Two columns of one kind are one field: names a list, tasks and their aims parted by a colon."""
    fields: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        kind = column
        words = _cell(kind, cell) if kind and kind != "other" else ""
        if not words:
            continue
        # 办理情况 tells, 办理结果 says 办结.
        if kind == "progress" and kind in fields and STATE_LIKE.match(words):
            kind = "state"
        before = fields.get(kind, "")
        glue = "、" if kind in _LISTS else "：" if kind == "directive" else "；"
        if words not in before.split(glue):
            fields[kind] = f"{before.rstrip('。；')}{glue}{words}" if before else words
    return fields


def _cell(kind: str, raw: str) -> str:
    if kind in _LISTS:
        return listed_cell(raw, tidy)
    words = tidy(raw.replace(CELL_BREAK, ""))
    if kind == "progress" and _SHARE.fullmatch(words):
        return f"{float(words) * 100:g}%"
    return "" if words in ("/", "-", "—", "无") and kind != "progress" else words


def _row_item(position: int, row: ItemRow, section: ReadSection | None, setting: PaperContext) -> ReadItem:
    fields = row.fields
    whole = fields["directive"].rstrip("。；")
    whole = whole.strip("“”") if whole.startswith("“") and whole.endswith("”") and whole.count("“") == 1 else whole
    directive, bracket = take_bracket(whole, setting.roster)
    progress = fields.get("progress", "")
    is_closed = _is_closed(fields, section)
    told = directive[:GRAMMAR_LIMIT]
    duties = with_fields(_told_duties(told, bracket, fields, setting), fields, setting.roster)
    due = find_due(told, bracket=bracket, label=fields.get("due", ""), written=setting.written, is_closed=is_closed)
    number = re.sub(r"\D", "", fields.get("number", ""))
    return as_item(
        (position, section.number if section else 1, int(number) if number and len(number) < 6 else None),
        directive,
        duties,
        due,
        (),
        progress,
        "closed" if is_closed else "in_progress",
        row.lines,
        origin=fields.get("meeting", ""),
    )


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
