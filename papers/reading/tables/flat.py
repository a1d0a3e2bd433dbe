"""Rows of a table that a copy has flattened: cells in order, those that were empty or merged left out."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from domain.dates.words import number_of
from papers.reading.layout import AGENCY, DATE_LINE
from papers.reading.tables.cells import BLANK, is_amount, is_units
from papers.reading.tables.fitting import FitRow, TableCell, fit_rows, is_whole
from papers.reading.tables.grid import CELL_BREAK, ROW_END
from papers.reading.tables.running import Word, row_starts
from papers.reading.tables.subtasks import follows_part
from papers.reading.units import looks_like_unit

# 一、产业转型, （二）民生保障, 第三部分 开放 between two rows.
HEADING = re.compile(
    r"^(?P<mark>[（(]?(?P<number>[一二三四五六七八九十]{1,3})(?:[）)]|、)[、.]?|第[一二三四五六七八九十]{1,3}[章节类部]分?)"
    r"(?P<words>[^。；：]{2,40})$"
)
_OPEN_END, _OPEN_START = re.compile(r"[、，；：（(/]$"), re.compile(r"^[、，；）)]")
_OF_A_PLACE = re.compile(r"^(?:[省市县区州旗镇乡]|各)")
_LONGEST_TORN = 10
_LONGEST_HEADING = 30


def flat_rows(words: Iterable[Word], columns: Sequence[str], names: Sequence[str] = ()) -> list[FitRow]:
    """Rows by their numbers; without any, by the columns that begin again. A heading is a row of one cell."""
    told = _without(_mended(list(words)), [name for name in names if name])
    ends = {at + 1 for at, word in enumerate(told) if word[1].endswith(ROW_END)}
    whole = [(line, cell.removesuffix(ROW_END), begins) for line, cell, begins in told]
    starts = set(row_starts(whole, len(columns))) if "number" in columns else set()
    rows: list[FitRow] = []
    stretch: list[TableCell] = []
    headings = _headings(whole, starts)
    for at, (line, cell, _) in enumerate(whole):
        if at in headings:
            rows += _rows_of(stretch, columns)
            rows.append(FitRow([cell, *[""] * (len(columns) - 1)], (line, line)))
            stretch = []
        else:
            stretch.append(TableCell(line, cell, at in starts, at in ends))
    rows += _rows_of(stretch, columns)
    return _with_an_end(rows)


def _rows_of(cells: Sequence[TableCell], columns: Sequence[str]) -> list[FitRow]:
    """Rows that have all their cells as they stand; those between together."""
    rows: list[FitRow] = []
    loose: list[TableCell] = []
    starts = [at for at, cell in enumerate(cells) if cell.is_start]
    for one, after in pairwise([0, *(at for at in starts if at), len(cells)]):
        piece = cells[one:after]
        if is_whole(piece, columns):
            rows += fit_rows(loose, columns)
            rows.append(FitRow([cell.words for cell in piece], (piece[0].line, piece[-1].line), has_start=True))
            loose = []
        else:
            loose += piece
    return rows + fit_rows(loose, columns)


def _headings(words: Sequence[Word], starts: set[int]) -> set[int]:
    """Places of words numbered like headings right before a row begins (or before others such). Longer ones, with
    commas, are headings only where they count on over the whole table: those of a cell begin anew in each row."""
    told: dict[int, re.Match[str]] = {}
    last = max(starts, default=len(words))
    for at in range(len(words) - 1, -1, -1):
        match = HEADING.match(words[at][1].rstrip("。")) if at not in starts else None
        if match and (at + 1 in starts or at + 1 in told or at + 1 == len(words)):
            told[at] = match
    places = {at for at in told if at < last}
    long = {at for at, match in told.items() if "，" in match["words"] or len(match["words"]) > _LONGEST_HEADING}
    forms = {told[at]["mark"][-1] for at in long}
    return places if _count_on([told[at] for at in sorted(told)], forms) else places - long


def _count_on(headings: Sequence[re.Match[str]], forms: set[str]) -> bool:
    """Whether 一、 二、 count up from the first to the last; （一） begins again below each of them."""
    counts = {"、": 0, "）": 0}
    for match in headings:
        form = match["mark"][-1]
        if form == "、":
            counts["）"] = 0
        if form in counts:
            number = number_of(match["number"])
            if form in forms and number <= counts[form]:
                return False
            counts[form] = number
    return True


def _mended(words: list[Word]) -> list[Word]:
    """Cells that a line has cut are one: an open end, an open bracket, 县人力资源 above 社会保障局."""
    out: list[Word] = []
    for line, cell, begins in words:
        if out and follows_part(out[-1][1], cell):
            out[-1] = (out[-1][0], out[-1][1] + CELL_BREAK + cell, out[-1][2])
        elif out and _is_cut(out[-1][1], cell.removesuffix(ROW_END)):
            out[-1] = (out[-1][0], out[-1][1] + cell, out[-1][2])
        else:
            out.append((line, cell, begins))
    return out


def _is_cut(before: str, cell: str) -> bool:
    if before in BLANK or cell in BLANK:
        return False
    if _OPEN_END.search(before) or _OPEN_START.match(cell):
        # Clauses end in a semicolon, names do not: a unit below them is another cell.
        is_other = before[-1] == "；" and is_units(cell) and not is_units(before)
        return not is_other and not is_amount(before) and not is_amount(cell)
    if before.count("（") > before.count("）") and "）" in cell:
        return True
    if len(before) > _LONGEST_TORN or not _OF_A_PLACE.match(before) or looks_like_unit(before):
        return False
    return looks_like_unit(cell) and not _OF_A_PLACE.match(cell) and len(cell) <= _LONGEST_TORN


def _without(words: list[Word], names: Sequence[str]) -> list[Word]:
    """A header that each page repeats is no row."""
    if len(names) < 3:
        return words
    told = [word[1] for word in words]
    out: list[Word] = []
    at = 0
    while at < len(words):
        if told[at : at + len(names)] == list(names):
            at += len(names)
        else:
            out.append(words[at])
            at += 1
    return out


def _with_an_end(rows: list[FitRow]) -> list[FitRow]:
    """A signature and a day below the last row are none of it."""
    while rows and not rows[-1].has_start and all(DATE_LINE.match(cell) for cell in rows[-1].cells if cell):
        rows.pop()
    if rows:
        rows[-1].cells = [_unsigned(cell) for cell in rows[-1].cells]
    return _with_a_beginning(rows)


def _unsigned(cell: str) -> str:
    lines = cell.split(CELL_BREAK)
    if len(lines) > 1 and DATE_LINE.match(lines[-1]):
        lines.pop()
        if len(lines) > 1 and AGENCY.match(lines[-1]):
            lines.pop()
    return CELL_BREAK.join(lines)


def _with_a_beginning(rows: list[FitRow]) -> list[FitRow]:
    """What stands between the header and the first number heads the rows, or is a remark (单位：万元)."""
    if len(rows) < 2 or rows[0].has_start or not rows[1].has_start:
        return rows
    filled = [cell for cell in rows[0].cells if cell]
    if len(filled) > 1 or "：" in filled[0] or len(filled[0]) > _LONGEST_HEADING:
        return rows[1:]
    rows[0].cells = [filled[0], *[""] * (len(rows[0].cells) - 1)]
    return rows
