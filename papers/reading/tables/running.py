"""Which of the numbers that stand alone are those of rows: the longest run that counts on, with whole rows between."""

from collections.abc import Sequence

from domain.dates.words import number_of
from papers.reading.tables.cells import is_amount, is_date, is_units, row_number

_FURTHEST = 60
_MOST_STANDING = 6_000
Word = tuple[int, str, bool]


def row_starts(words: Sequence[Word], width: int) -> list[int]:
    """Places of the numbers that begin rows. They may start anywhere, leave some out, and begin again at 1."""
    standing = _standing(words)
    best: dict[int, tuple[float, int | None]] = {}
    recent: list[tuple[int, int]] = []
    for place, number in standing[:_MOST_STANDING]:
        recent = [one for one in recent if place - one[0] <= _FURTHEST]
        own = _weight(words, place)
        score, before = own - (0.3 if number > 1 else 0.0), None
        for earlier, last in recent:
            came = best[earlier][0] + own - _cost(number - last, cells=place - earlier, width=width, begins=number == 1)
            if came > score:
                score, before = came, earlier
        best[place] = (score, before)
        recent.append((place, number))
    return _traced(best)


def _standing(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Numbers that begin their lines, in digits or, where there are none, 一, 二."""
    found = [(at, number) for at, word in enumerate(words) if word[2] and (number := row_number(word[1])) is not None]
    if found:
        return found
    chinese = "一二三四五六七八九十"
    return [(at, number_of(word[1])) for at, word in enumerate(words) if word[1] and not word[1].strip(chinese)]


def _weight(words: Sequence[Word], place: int) -> float:
    """A number before a day or another amount is a figure of its row, one before a unit may be."""
    if place + 1 >= len(words):
        return 0.4
    after = words[place + 1][1]
    return 0.4 if is_date(after) or is_amount(after) else 0.8 if is_units(after) else 1.0


def _cost(step: int, *, cells: int, width: int, begins: bool) -> float:
    if cells < 2:
        return 9.0
    if step <= 0:
        # A number printed twice, or a list that begins again.
        if begins:
            return 0.4
        return 0.5 if step == 0 and cells >= max(3, width - 1) else 9.0
    gap = 0.0 if step == 1 else 0.2 if step <= 3 else 0.5 if step <= 30 else 0.8
    return gap + (0.2 if cells < width - 2 else 0.0) + (0.1 if cells > width + 2 else 0.0)


def _traced(best: dict[int, tuple[float, int | None]]) -> list[int]:
    if not best:
        return []
    at: int | None = max(best, key=lambda place: best[place][0])
    run: list[int] = []
    while at is not None:
        run.append(at)
        at = best[at][1]
    return run[::-1]
