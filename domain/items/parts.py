"""An item and its parts (子事项): whose date counts, and what the words of a part say of their own."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import Protocol

from domain.states import OPEN_STATES, State


class DueOf(StrEnum):
    """Whose date a deadline is: decided for the item itself, its item's, or that of its nearest open part."""

    OWN = "own"
    WHOLE = "whole"
    PARTS = "parts"


class DatedPart(Protocol):
    @property
    def state(self) -> State: ...
    @property
    def deadline(self) -> date | None: ...
    @property
    def due_of(self) -> DueOf: ...


def nearest_part(parts: Iterable[DatedPart]) -> date | None:
    """How near an item is that has no date of its own: as near as the nearest of its open parts."""
    own = (part.deadline for part in parts if part.state in OPEN_STATES and part.due_of is DueOf.OWN)
    return min((day for day in own if day is not None), default=None)


# A mark stands at the head of its part, as ① in 由①甲 does not.
_MARK = re.compile(r"(?:^|(?<=[：；。，、:;,\n]))\s*[①-⑳]\s*")
_LOOSE = "；;。，, \n\t"


def split_marked(words: str) -> tuple[str, tuple[str, ...]]:
    """What stands before ①, and the words of each part; no parts where the marks do not count from ①."""
    marks = list(_MARK.finditer(words))
    if not marks or [mark[0].strip() for mark in marks] != [chr(ord("①") + place) for place in range(len(marks))]:
        return words, ()
    ends = [*(mark.start() for mark in marks[1:]), len(words)]
    parts = tuple(words[mark.end() : end].strip(_LOOSE) for mark, end in zip(marks, ends, strict=True))
    return words[: marks[0].start()].strip(f"{_LOOSE}：:"), parts


def leaders_named(words: str, known: Collection[str]) -> tuple[str, ...]:
    """The office's leaders whom the words call the lead: 由艾县长同志牵头, 牵头领导：艾县长."""
    found = [(match.start(), name) for name in known if name and (match := _leads(name).search(words))]
    return tuple(name for _, name in sorted(found))


def _leads(name: str) -> re.Pattern[str]:
    who = re.escape(name)
    return re.compile(rf"牵头领导[:：]\s*[^，。；]{{0,12}}{who}|{who}[^，。；]{{0,6}}牵头")
