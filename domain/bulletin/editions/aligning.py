"""Which paragraph of one text is which of another, though words were changed in between; their order is kept."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Less alike than this, two paragraphs are two.
_ALIKE_AT_LEAST = 0.4
# Larger stretches in which nothing stayed the same are no finishing by hand.
_CELLS_AT_MOST = 250_000

Pair = tuple[int | None, int | None]


def bare(text: str) -> str:
    """Without blanks and the two kinds of quotes and marks that editors turn into each other."""
    plain = re.sub(r"\s+", "", text)
    return plain.translate(str.maketrans("“”„‟＂‘’,;:()．", '"""""\'\'，；：（）.'))


def pairs(expected: Sequence[str], found: Sequence[str]) -> list[Pair]:
    """(place, place) of what belongs together, (place, None) of what is missing, (None, place) of what is new."""
    before, after = [bare(one) for one in expected], [bare(one) for one in found]
    matched: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            matched += zip(range(a, b), range(c, d), strict=True)
        else:
            matched += _by_likeness(before, after, (a, b), (c, d))
    return matched


def _by_likeness(
    before: Sequence[str], after: Sequence[str], left: tuple[int, int], right: tuple[int, int]
) -> Iterator[Pair]:
    """The pairs that are most alike in sum, without crossing each other."""
    rows, columns = range(*left), range(*right)
    if not rows or not columns or len(rows) * len(columns) > _CELLS_AT_MOST:
        yield from ((row, None) for row in rows)
        yield from ((None, column) for column in columns)
        return
    mine, others = [_pieces(before[row]) for row in rows], [_pieces(after[column]) for column in columns]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
    for i in range(len(rows) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            together = _alike(mine[i], others[j])
            joined = best[i + 1][j + 1] + together if together >= _ALIKE_AT_LEAST else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined)
    yield from _walked(best, rows, columns)


def _walked(best: Sequence[Sequence[float]], rows: range, columns: range) -> Iterator[Pair]:
    i = j = 0
    while i < len(rows) and j < len(columns):
        if best[i][j] == best[i + 1][j]:
            yield rows[i], None
            i += 1
        elif best[i][j] == best[i][j + 1]:
            yield None, columns[j]
            j += 1
        else:
            yield rows[i], columns[j]
            i, j = i + 1, j + 1
    yield from ((row, None) for row in rows[i:])
    yield from ((None, column) for column in columns[j:])


def _pieces(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def likeness(one: str, other: str) -> float:
    return _alike(_pieces(bare(one)), _pieces(bare(other)))


def held_in(part: str, whole: str) -> float:
    """How much of a shorter text stands in a longer one."""
    pieces = _pieces(bare(part))
    return len(pieces & _pieces(bare(whole))) / len(pieces)
