"""Recognised pieces of a page put back into lines: a row of the page is a line, wide gaps stay as gaps."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

# Pieces share a row when their middles are nearer than this part of the lower one's height.
_SAME_ROW = 0.5
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class InkBox:
    """Words with their box in pixels, how sure each of their letters is (0 to 1), and where its middle lies across;
    `middles` are empty where that is not known."""

    words: str
    sure: tuple[float, ...]
    left: float
    top: float
    right: float
    bottom: float
    middles: tuple[float, ...] = ()

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def parted(self, borders: Iterable[float]) -> "list[InkBox]":
        """Cut where a border runs between two of its letters."""
        inside = sorted(one for one in borders if self.left < one < self.right)
        if not inside or len(self.middles) != len(self.words):
            return [self]
        parts: list[InkBox] = []
        for left, right in pairwise((self.left, *inside, self.right)):
            own = [at for at, middle in enumerate(self.middles) if left <= middle < right]
            if own:
                kept = slice(own[0], own[-1] + 1)
                parts.append(InkBox(self.words[kept], self.sure[kept], left, self.top, right, self.bottom))
        return parts


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """`unsure` are runs of letters that may be others."""

    words: str
    unsure: tuple[str, ...] = ()


def lines_of(pieces: Iterable[InkBox]) -> list[RecognisedLine]:
    """From the top of the page to its foot."""
    rows: list[list[InkBox]] = []
    for piece in sorted(pieces, key=lambda one: one.middle):
        last = rows[-1][-1] if rows else None
        if last is not None and piece.middle - last.middle < _SAME_ROW * min(piece.height, last.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda one: one.left)) for row in rows]


def _line(row: list[InkBox]) -> RecognisedLine:
    words = row[0].words
    for before, piece in pairwise(row):
        is_apart = piece.left - before.right > _GAP * min(piece.height, before.height)
        words += ("    " if is_apart else "") + piece.words
    return RecognisedLine(words, tuple(run for piece in row for run in unsure_runs(piece.words, piece.sure)))


# A wrong figure costs more than a wrong letter.
_SURE_FIGURE, _SURE_LETTER = 0.9, 0.6


def unsure_runs(words: str, sure: tuple[float, ...]) -> list[str]:
    """Runs of unsure letters and figures; a figure brings the whole number that it stands in."""
    doubtful = [
        level < (_SURE_FIGURE if letter.isdigit() else _SURE_LETTER) for letter, level in zip(words, sure, strict=False)
    ]
    runs: list[str] = []
    place = 0
    while place < len(doubtful):
        if not doubtful[place] or not words[place].isalnum():
            place += 1
            continue
        start, end = place, place + 1
        while start > 0 and _goes_with(words[start - 1], words[start]):
            start -= 1
        while end < len(doubtful) and (doubtful[end] or _goes_with(words[end], words[end - 1])):
            end += 1
        runs.append(words[start:end])
        place = end
    return runs


def _goes_with(letter: str, beside: str) -> bool:
    return letter.isdigit() and beside.isdigit()
