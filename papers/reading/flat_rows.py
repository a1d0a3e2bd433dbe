"""Rows of a table that a copy has flattened: cells in order, those that were empty left out."""

import re
from collections.abc import Iterable, Iterator

from domain.ideographs import HAN
from papers.reading.leaders import is_person
from papers.reading.units import looks_like_unit

# A row of more cells than this is no row of a ledger.
_MOST_CELLS = 60
_MOST_SKIPPED = 3
_NUMBER = re.compile(r"^(\d{1,4})[、.．]?$")
_DATE_LIKE = re.compile(r"\d+月|年|底前|长期|季度|持续|\d{1,2}\.\d{1,2}")
STATE_LIKE = re.compile(
    r"^(?:已?(?:办结|完成|销号)|(?:正在|未)?(?:办理|推进|实施|启动|完成|开工)中?|推进中|滞后|逾期|是|否|正常|长期推进)$"
)
# 一、产业转型 between two rows.
_HEADING = re.compile(r"^[一二三四五六七八九十]{1,3}、[^，。；]{2,30}$")
_NAME_LIKE = re.compile(rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,7}})?")
Word = tuple[int, str, bool]


def flat_rows(words: Iterable[Word], columns: list[str]) -> Iterator[tuple[list[str], tuple[int, int]]]:
    """Rows begin at the next number (one or two may be missing); without numbers, at the first column again."""
    row: list[Word] = []
    last = 0
    whole = list(words)
    for word, after in zip(whole, [*whole[1:], None], strict=True):
        number = _number_of(word)
        if after is not None and _HEADING.match(word[1]) and _number_of(after) == last + 1:
            if row and last:
                yield _row(row, columns)
            yield [word[1], *[""] * (len(columns) - 1)], (word[0], word[0])
            row = []
            continue
        # The next number begins a row, unless the row before has nothing but its own number yet.
        is_next = number is not None and last < number <= last + _MOST_SKIPPED and (len(row) > 1 or not row)
        if number is not None and is_next and (number == last + 1 or len(row) >= len(columns) - 3):
            if row:
                yield _row(row, columns)
            row, last = [], number
        row.append(word)
    if row and last:
        yield _row(row, columns)


def _number_of(word: Word) -> int | None:
    match = _NUMBER.match(word[1]) if word[2] else None
    return int(match[1]) if match else None


def _row(row: list[Word], columns: list[str]) -> tuple[list[str], tuple[int, int]]:
    return spread([cell for _, cell, _ in row], columns), (row[0][0], row[-1][0])


def spread(cells: list[str], columns: list[str]) -> list[str]:
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
    out = [""] * width
    for cell, at in zip(cells, places, strict=True):
        out[at] += cell
    return out


def _step(before: int, at: int) -> float:
    return 0.8 if at == before else 0.5 * (at - before - 1)


def _misfit(cell: str, kind: str) -> float:
    parts = [part for part in re.split(r"[、,，；/]", cell) if part]
    is_units = bool(parts) and all(looks_like_unit(part) for part in parts)
    if kind in ("responsible", "cooperating"):
        return 0.0 if is_units or cell in ("无", "/", "—", "-") else 2.0
    if kind == "leads":
        if parts and all(is_person(part) for part in parts):
            return 0.0
        is_likely = bool(parts) and not is_units and all(_NAME_LIKE.fullmatch(part) for part in parts)
        return 0.5 if is_likely and len(parts[0]) <= 3 else 2.0
    if kind == "due":
        return 0.0 if _DATE_LIKE.search(cell) and len(cell) <= 20 else 2.0
    if kind == "state":
        return 0.0 if STATE_LIKE.match(cell) else 1.5
    if kind == "number":
        return 0.0 if cell.isdigit() else 3.0
    return 1.0 if is_units and kind in ("directive", "progress") else 0.0
