"""What columns hold, found from all their cells where their names tell nothing."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import mean

from papers.reading.tables.cells import (
    BLANK,
    counted,
    is_amount,
    is_count,
    is_date,
    is_people,
    is_state,
    is_sure_units,
    is_told,
    is_units,
    parts_of,
)
from papers.reading.tables.columns import LONGEST_NAME, column_kind, is_item_header, kinds_of
from papers.reading.tables.grid import unmarked_cell

_FEWEST_ROWS = 3
_MOST = 0.6
_DEEPEST_HEADER = 6
_SHORTEST_TASK, _LONGEST_VERDICT = 4, 8
_LONGEST_NAMES = 14
_LONGEST_DAY = 9
_OFFICE_ENDS = frozenset("局办委厅署科室部处所站队院校馆庭组司团社会镇乡街道区县市州旗行心政")
_IN_CHARGE = re.compile(r"(?:责任|负责)人员?$")
_NO_NAME = re.compile(r"[。；！？]|\d{2,}|：$")
# Rows that this many tell for all.
ENOUGH = 40


def settled(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The kinds of columns by their names, and of those whose names are unknown by their cells; empty when these
    are not rows of items."""
    named = kinds_of(names)
    columns = _columns(rows[:ENOUGH], len(named))
    kinds = [
        _checked(kind, cells, is_sure=column_kind(name) is not None)
        for name, kind, cells in zip(names, named, columns, strict=True)
    ]
    for at, (kind, cells) in enumerate(zip(kinds, columns, strict=True)):
        if kind == "directive" and kinds.count(kind) > 1 and "due" not in kinds and _are_days(cells):
            # 要求 over days alone.
            kinds[at] = "due"
        if kind is None:
            kinds[at] = _short_kind(cells, kinds, at, is_named=bool(names[at].strip())) or None
    for at, (kind, cells) in enumerate(zip(kinds, columns, strict=True)):
        if kind == "other" and "leads" not in kinds and _IN_CHARGE.search(names[at]):
            kinds[at] = "leads" if _share(cells, is_people) > _MOST else kind
    for at, (kind, cells) in enumerate(zip(kinds, columns, strict=True)):
        if kind is None:
            kinds[at] = _long_kind(cells, [one or "" for one in kinds], at, is_named=bool(names[at].strip()))
    told = _one_of_each([kind or "" for kind in kinds], columns)
    return told if is_item_header(told) else []


def _one_of_each(kinds: list[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """Beside a column of tasks one whose words stand in row after row only classes them; beside sentences of
    progress a word each (完成任务) is a verdict."""
    tasks = [at for at, kind in enumerate(kinds) if kind == "directive"]
    if any(not _repeats(columns[at]) for at in tasks):
        kinds = ["category" if at in tasks and _repeats(columns[at]) else kind for at, kind in enumerate(kinds)]
    lengths = {at: mean(map(len, columns[at])) for at, kind in enumerate(kinds) if kind == "progress" and columns[at]}
    for at, length in lengths.items():
        if length <= _LONGEST_VERDICT and max(lengths.values()) >= 2 * length:
            kinds[at] = "other" if "state" in kinds else "state"
    return kinds


def _repeats(cells: Sequence[str]) -> bool:
    return len(cells) > 2 and len(set(cells)) <= len(cells) / 2


def guessed(rows: Sequence[Sequence[str]]) -> tuple[list[str], int]:
    """Kinds of columns, and how many of the first rows only name them; empty where nothing shows that these rows
    are items: no number that counts on, no names over cells that differ from them."""
    if any(cell.endswith("：") for row in rows[:ENOUGH] for cell in row):
        return [], 0
    width = _width(rows)
    for first in range(min(_DEEPEST_HEADER, len(rows))):
        body = rows[first + 1 :]
        kinds = settled(_padded(rows[first], width), body) if body and looks_like_names(rows[first]) else []
        if kinds and (len(body) >= _FEWEST_ROWS or counts_on(body, kinds)):
            return kinds, first + 1
    if len(rows) >= 2 and (kinds := settled([""] * width, rows)):
        is_sure = counts_on(rows, kinds) or (len(rows) >= _FEWEST_ROWS and {"responsible", "due"} <= set(kinds))
        return (kinds, 0) if is_sure else ([], 0)
    return [], 0


def looks_like_names(cells: Sequence[str]) -> bool:
    """Short words that differ, none of them a day, a number or a figure."""
    filled = [cell for cell in (unmarked_cell(one).replace(" ", "") for one in cells) if cell]
    return (
        len(filled) >= _FEWEST_ROWS
        and len(set(filled)) == len(filled)
        and all(len(cell) <= LONGEST_NAME and not _NO_NAME.search(cell) and not is_count(cell) for cell in filled)
        and not any(is_date(cell) and column_kind(cell) is None for cell in filled)
    )


def counts_on(rows: Sequence[Sequence[str]], kinds: Sequence[str]) -> bool:
    if "number" not in kinds:
        return False
    at = kinds.index("number")
    numbers = [number for row in rows if at < len(row) and (number := counted(row[at])) is not None]
    return len(numbers) >= 2 and 2 * sum(b == a + 1 for a, b in pairwise(numbers)) >= len(numbers) - 1


def _width(rows: Sequence[Sequence[str]]) -> int:
    lengths = [len(row) for row in rows[:ENOUGH]]
    return max(set(lengths), key=lambda length: (lengths.count(length), length))


def _padded(names: Sequence[str], width: int) -> list[str]:
    return [*names, *[""] * (width - len(names))]


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    whole = [row for row in rows if len(row) >= width] or rows
    cells = ([unmarked_cell(row[at]) for row in whole if at < len(row)] for at in range(width))
    return [[cell for cell in column if cell not in BLANK] for column in cells]


def _share(cells: Sequence[str], is_one: Callable[[str], bool]) -> float:
    return sum(is_one(cell) for cell in cells) / len(cells) if cells else 0.0


def _are_days(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and _share(cells, lambda cell: is_date(cell) and len(cell) <= _LONGEST_DAY) > _MOST


def _checked(kind: str | None, cells: Sequence[str], *, is_sure: bool) -> str | None:
    """A name that its cells deny: 任务数 over amounts is no task, 单位 over 公里 no office."""
    denied = (is_amount, is_sure_units) if is_sure else (is_amount, is_sure_units, is_people)
    if kind == "directive" and any(_share(cells, one) > _MOST for one in denied):
        return "other"
    if kind == "leads" and _share(cells, is_units) > _MOST:
        return None
    if kind == "responsible" and cells and mean(len(cell) for cell in cells) < 2.5 and not _share(cells, is_units):
        return "other"
    return kind


def _short_kind(cells: Sequence[str], kinds: Sequence[str | None], at: int, *, is_named: bool) -> str:
    """Kinds that show in the form of the cells."""
    if not cells:
        return "other"
    if at <= 1 and "number" not in kinds and _share(cells, is_count) > _MOST:
        return "number"
    if _share(cells, is_amount) > _MOST and not _share(cells, lambda cell: cell.endswith("%")) > _MOST:
        return "other"
    if _share(cells, is_date) > _MOST:
        return "due" if "due" not in kinds else "other"
    if _share(cells, is_state) > _MOST:
        return "state" if "state" not in kinds else "other"
    if _share(cells, is_units) > _MOST:
        return "responsible" if "responsible" not in kinds else "cooperating" if "cooperating" not in kinds else "other"
    if _share(cells, is_people) > _MOST:
        # Under a name that tells nothing of leaders stands who proposed it, or whom to call.
        return "leads" if not is_named and "leads" not in kinds else "other"
    return ""


def _end_like_offices(cells: Sequence[str]) -> bool:
    """设备科, 后勤科: names of offices that nobody has heard of end like those of others."""
    ends = [part[-1] for cell in cells for part in parts_of(cell)]
    is_short = bool(ends) and mean(len(cell) for cell in cells) <= _LONGEST_NAMES and not _share(cells, is_told)
    return is_short and len(ends) > 1 and 3 * sum(end in _OFFICE_ENDS for end in ends) >= 2 * len(ends)


def _ends_with_outcome(kinds: Sequence[str], at: int) -> bool:
    """What stands last, behind who and by when, tells what came of it, whatever it is called."""
    is_last = at == len(kinds) - 1 and {"responsible", "due"} <= set(kinds[:at])
    return is_last and not {"progress", "state"} & set(kinds)


def _long_kind(cells: Sequence[str], kinds: Sequence[str], at: int, *, is_named: bool) -> str:
    """Of columns of words the first tells the tasks, one of what was done the progress; words that repeat class."""
    if "progress" not in kinds and _share(cells, is_told) >= _MOST:
        return "progress"
    if "directive" in kinds:
        free = next((kind for kind in ("responsible", "cooperating") if kind not in kinds), "")
        if free and kinds.index("directive") < at and _end_like_offices(cells):
            return free
        return "progress" if is_named and _ends_with_outcome(kinds, at) else "other"
    return "category" if _repeats(cells) or mean(len(cell) for cell in cells) < _SHORTEST_TASK else "directive"
