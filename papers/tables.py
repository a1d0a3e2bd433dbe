"""Tables of items: a row a line with tabs (from docx), or flattened to one cell a line (from web pages).

Columns are known by their names, in any order (bulletin-shapes.md section 4).
"""

import re
from dataclasses import dataclass, field

from domain.reading import ReadItem, ReadSection
from papers import errors
from papers.due import find_due
from papers.duties import find_duties, with_fields
from papers.errors import UnreadablePaper
from papers.items import Setting, as_item, is_done
from papers.label_names import FIELD_OF
from papers.layout import is_page_number, tidy
from papers.leaders import is_person
from papers.outline import BLOCK_LIMIT, section_from
from papers.units import looks_like_unit

_MORE_NAMES = {
    "number": "序号 编号",
    "directive": "项目内容 事项 任务 重点任务 主要任务 工作事项 重点工作 议定事项 会议议定事项 确定事项 会议确定事项 "
    "具体内容 项目名称 主要内容 具体任务 任务名称 事项名称 工作内容及要求 重点事项 具体事项 具体工作 任务分解",
    "responsible": "责任单位（部门） 牵头（责任）单位 责任（牵头）单位 责任科室 主要责任单位",
    "due": "完成时间（时限） 计划完成时间 截止时间 办结时间",
    "progress": "进度 推进情况 工作进展情况 目前进展情况 完成进度 落实进展情况",
    "state": "办结情况 是否办结 是否完成 是否销号",
    "meeting": "来源 会议 来源/会议 会议名称 事项来源 任务来源",
    "other": "责任人/联络员 交办日期 交办时间 类别 分类 批次",
}
COLUMNS = {
    **FIELD_OF,
    **{name: kind for kind, names in _MORE_NAMES.items() for name in names.split()},
}
_FEWEST_COLUMNS = 3
# A row of more lines than this is no row of a ledger.
_MOST_CELLS = 60
_GRAMMAR_LIMIT = 2000
_DATE_LIKE = re.compile(r"\d+月|年|底前|长期|季度|持续|\d{1,2}\.\d{1,2}")


@dataclass(slots=True)
class Table:
    """Cells by row; `lines` are the 1-based source lines of each row; `before` is the text around the table."""

    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    before: str = ""


def find_table(text: str) -> Table | None:
    """The first table of items, with the text that is not in it."""
    lines = ["" if is_page_number(line) else line for line in text.splitlines()]
    for place, line in enumerate(lines):
        if "\t" in line or line.count("|") >= _FEWEST_COLUMNS - 1:
            columns = _columns(_cells(line))
            if columns:
                return _with_tabs(lines, place, columns)
        elif tidy(line) in COLUMNS:
            names, end = _flat_header(lines, place)
            columns = _columns(names)
            if columns:
                return _flat(lines, place, end, columns)
    return None


def _cells(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
    return [tidy(part) for part in parts]


def _columns(names: list[str]) -> list[str]:
    """Kinds by place, "" for unknown ones; empty when this is no header of a table of items."""
    kinds = [COLUMNS.get(re.sub(r"[\s]", "", name), "") for name in names]
    known = [kind for kind in kinds if kind]
    is_header = len(known) >= _FEWEST_COLUMNS and "directive" in kinds
    return kinds if is_header else []


def _with_tabs(lines: list[str], place: int, columns: list[str]) -> Table:
    table = Table(columns)
    end = place + 1
    while end < len(lines) and ("\t" in lines[end] or "|" in lines[end] or not lines[end].strip()):
        cells = _cells(lines[end])
        if lines[end].strip() and not _columns(cells) and not set("".join(cells)) <= set("-: "):
            table.rows.append((cells + [""] * len(columns))[: max(len(columns), 1)])
            table.lines.append((end + 1, end + 1))
        end += 1
    table.before = "\n".join(lines[:place] + lines[end:])
    return table


def _flat_header(lines: list[str], place: int) -> tuple[list[str], int]:
    names: list[str] = []
    for end, line in enumerate(lines[place:], place):
        name = tidy(line)
        if name and name not in COLUMNS:
            return names, end
        if name:
            names.append(name)
    return names, len(lines)


def _flat(lines: list[str], start: int, end: int, columns: list[str]) -> Table:
    """Rows begin at the next number; cells that were empty left no line."""
    table = Table(columns, before="\n".join(lines[:start]))
    row: list[str] = []
    first = end
    for place, line in enumerate([*lines[end:], "\0"], end):
        cell = tidy(line)
        is_last = line == "\0"
        expected = str(len(table.rows) + (2 if row else 1))
        if row and (is_last or (cell == expected and len(row) > 1)):
            table.rows.append(_spread(row, columns))
            table.lines.append((first + 1, place))
            row, first = [], place
        if cell and not is_last:
            row.append(cell)
    return table


def _spread(cells: list[str], columns: list[str]) -> list[str]:
    """Cells to columns in order, so that each fits its column best; several may share one."""
    width = len(columns)
    if len(cells) == width or len(cells) > _MOST_CELLS:
        return [*cells[: width - 1], "".join(cells[width - 1 :])]
    best: list[tuple[float, list[int]]] = [(0.0 if at == 0 else 9.0, [at]) for at in range(width)]
    for cell in cells[1:]:
        following: list[tuple[float, list[int]]] = []
        for at in range(width):
            costs = [
                (cost + _step(before[-1], at) + _misfit(cell, columns[at]), [*before, at])
                for cost, before in best[: at + 1]
            ]
            following.append(min(costs, key=lambda pair: pair[0]))
        best = following
    places = min(best, key=lambda pair: pair[0])[1]
    spread = [""] * width
    for cell, at in zip(cells, places, strict=True):
        spread[at] += cell
    return spread


def _step(before: int, at: int) -> float:
    return 0.8 if at == before else 0.5 * (at - before - 1)


def _misfit(cell: str, kind: str) -> float:
    parts = re.split(r"[、，,；]", cell)
    is_units = all(looks_like_unit(part) for part in parts)
    if kind in ("responsible", "cooperating"):
        return 0.0 if is_units else 2.0
    if kind == "leads":
        return 0.0 if all(is_person(part) for part in parts) else 2.0
    if kind == "due":
        return 0.0 if _DATE_LIKE.search(cell) else 2.0
    if kind == "number":
        return 0.0 if cell.isdigit() else 3.0
    return 1.0 if is_units and kind in ("directive", "progress", "state") else 0.0


def read_rows(table: Table, setting: Setting) -> tuple[tuple[ReadSection, ...], tuple[ReadItem, ...]]:
    """A row with one cell only is a heading; a row without number and directive goes on with the one above."""
    if len(table.rows) > BLOCK_LIMIT:
        raise UnreadablePaper(errors.TOO_MANY.format(limit=BLOCK_LIMIT))
    sections: list[ReadSection] = []
    items: list[ReadItem] = []
    for fields, lines in _joined_rows(table):
        if "heading" in fields:
            sections.append(section_from(fields["heading"], len(sections) + 1))
            continue
        section = sections[-1] if sections else None
        items.append(_row_item(len(items) + 1, fields, section, lines, setting))
    return tuple(sections), tuple(items)


def _joined_rows(table: Table) -> list[tuple[dict[str, str], tuple[int, int]]]:
    rows: list[tuple[dict[str, str], tuple[int, int]]] = []
    for cells, lines in zip(table.rows, table.lines, strict=True):
        filled = [cell for cell in cells if cell]
        fields: dict[str, str] = {}
        for kind, cell in zip(table.columns, cells, strict=False):
            if kind and kind != "other" and cell:
                fields[kind] = f"{fields[kind]}、{cell}" if kind in fields else cell
        if len(filled) == 1 and not filled[0].isdigit() and (cells[0] or not rows):
            rows.append(({"heading": filled[0]}, lines))
        elif "directive" in fields:
            rows.append((fields, lines))
        elif rows and "number" not in fields and "heading" not in rows[-1][0]:
            for kind, words in fields.items():
                rows[-1][0][kind] = rows[-1][0].get(kind, "") + words
    return rows


def _row_item(
    position: int,
    fields: dict[str, str],
    section: ReadSection | None,
    lines: tuple[int, int],
    setting: Setting,
) -> ReadItem:
    directive = fields["directive"].strip("“”").rstrip("。；")
    progress = fields.get("progress", "")
    is_closed = (
        is_done(fields["state"])
        if fields.get("state")
        else re.fullmatch(r"(?:已?(?:全部)?(?:完成|办结|销号)|100%)。?", progress)
    )
    if not fields.get("state") and section is not None and section.state != "unknown":
        is_closed = section.state == "closed"
    told = directive[:_GRAMMAR_LIMIT]
    duties = with_fields(find_duties(told, "", setting.roster), fields, setting.roster)
    due = find_due(told, "", fields.get("due", ""), setting.written, is_closed=bool(is_closed))
    number = fields.get("number", "")
    return as_item(
        (position, section.number if section else 1, int(number) if number.isdigit() else None),
        directive,
        duties,
        due,
        (),
        progress,
        "closed" if is_closed else "in_progress",
        lines,
    )
