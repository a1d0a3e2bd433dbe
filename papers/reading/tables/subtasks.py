"""Tasks numbered inside one cell: 1.…；2.…, （1）, ① or one a line."""

import re
import unicodedata
from itertools import pairwise

from papers.reading.tables.grid import CELL_BREAK

_MARK = re.compile(
    rf"(?:^|(?<=[；。：;:{CELL_BREAK}]))\s*(?:[（(](?P<bracketed>\d{{1,2}})[)）]|(?P<plain>\d{{1,2}})(?:[、．]|\.(?!\d))|(?P<ring>[①-⑳]))"
)
_LOOSE = "；。：;: \u2063"


def split_cell(cell: str) -> tuple[str, list[str]]:
    """The words before the first number and the parts, none where the numbers do not count on from 1."""
    for form in ("bracketed", "plain", "ring"):
        marks = [mark for mark in _MARK.finditer(cell) if mark[form]]
        numbers = [_value(mark[form]) for mark in marks]
        if len(marks) > 1 and numbers == [*range(1, len(marks) + 1)] and _is_outermost(cell, marks[0].start()):
            ends = [*marks, None]
            parts = [cell[one.end() : after.start() if after else len(cell)] for one, after in pairwise(ends) if one]
            return _plain(cell[: marks[0].start()]), [_plain(part) for part in parts]
    return _plain(cell), []


def follows_part(before: str, cell: str) -> bool:
    """2.… on a line of its own below 1.…, within one cell."""
    mark = _MARK.match(cell)
    if mark is None or _value(_digits(mark)) < 2:
        return False
    marks = [one for one in _MARK.finditer(before) if one.lastgroup == mark.lastgroup]
    return [_value(_digits(one)) for one in marks] == [*range(1, _value(_digits(mark)))]


def _digits(mark: re.Match[str]) -> str:
    return mark["bracketed"] or mark["plain"] or mark["ring"]


def _is_outermost(cell: str, first: int) -> bool:
    """Numbers of another form before these make them parts of a part."""
    return _MARK.search(cell[:first]) is None


def _value(mark: str) -> int:
    return int(mark) if mark.isdecimal() else int(unicodedata.numeric(mark))


def _plain(words: str) -> str:
    return words.replace(CELL_BREAK, "").strip(_LOOSE)
