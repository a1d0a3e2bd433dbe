"""The formal ladder (三色督查单): steps as data, and when the next step may be taken.

One matter has one slip at a time; a step is open only after the one below it failed.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.items import ladder_texts as texts
from domain.office.setting_kinds import SettingEntry
from domain.refusals import BadInput


@dataclass(frozen=True, slots=True)
class SlipStep:
    """`overdue_days` or `silent_days` is what must have come about; the answer is due in working days."""

    name: str
    mark: str
    overdue_days: int
    silent_days: int
    answer_workdays: int


DEFAULT_LADDER = (SlipStep("蓝单", "🔵", 1, 14, 5), SlipStep("黄单", "🟡", 1, 14, 3), SlipStep("红单", "🔴", 1, 14, 2))
_LEAST = {"overdue_days": 0, "silent_days": 1, "answer_workdays": 1}
_MOST = 365
_STEPS_AT_MOST = 5
# The colours of the wording profile: in some counties the middle slip is orange.
_ORANGE = ("橙单", "🟠")
_MARKS = {step.name: step.mark for step in DEFAULT_LADDER} | dict([_ORANGE])


def ladder_of(steps: Sequence[SlipStep] | None, colours: str = "蓝黄红") -> tuple[SlipStep, ...]:
    """The office's own steps, or the default ones in its colours."""
    if steps:
        return tuple(steps)
    first, middle, last = DEFAULT_LADDER
    name, mark = _ORANGE if "橙" in colours else (middle.name, middle.mark)
    return (first, replace(middle, name=name, mark=mark), last)


@dataclass(frozen=True, slots=True)
class SlipLadder(SettingEntry):
    """Steps, the first one first: "蓝单 1 14 5；黄单 1 14 3" are name, days overdue, days silent, days to answer."""

    default: tuple[SlipStep, ...] | None = None

    def read(self, words: str) -> tuple[SlipStep, ...] | None:
        if words == texts.USUAL_LADDER:
            return None
        parts = [part.split() for part in re.split("[；;\n]", words) if part.strip()]
        if not 1 <= len(parts) <= _STEPS_AT_MOST or any(len(part) != 4 for part in parts):
            raise BadInput(texts.ladder_usage(self.label))
        return tuple(_step(name, numbers) for name, *numbers in parts)

    def known(self, stored: Any) -> tuple[SlipStep, ...]:
        return tuple(SlipStep(**one) for one in stored)

    def plain(self, value: Any) -> Any:
        return [asdict(step) for step in value] if value else None

    def shown(self, value: Any) -> str:
        steps: Sequence[SlipStep] = value or DEFAULT_LADDER
        return "；".join(f"{one.name} {one.overdue_days} {one.silent_days} {one.answer_workdays}" for one in steps)

    @property
    def range(self) -> str:
        return texts.LADDER_RANGE


def _step(name: str, numbers: Sequence[str]) -> SlipStep:
    if len(name) > 10:
        raise BadInput(texts.LADDER_NAME)
    days = [int(one) if one.isascii() and one.isdigit() else -1 for one in numbers]
    for field, day in zip(_LEAST, days, strict=True):
        if not _LEAST[field] <= day <= _MOST:
            raise BadInput(texts.ladder_number(name, _LEAST[field], _MOST))
    return SlipStep(name, _MARKS.get(name, "📄"), *days)


@dataclass(frozen=True, slots=True)
class NewestSlip:
    """The newest slip to a unit on an item; `answered_on` is its first report after it.

    `still_late`: the deadline that had passed when it was given has passed still.
    """

    round: int
    level: int
    answer_due: date
    answered_on: date | None
    still_late: bool


class SlipState(StrEnum):
    """How a slip stands on a day."""

    WAITS = "waits"
    ANSWERED = "answered"
    FAILED = "failed"
    SETTLED = "settled"


def standing(sent: NewestSlip, today: date) -> SlipState:
    """It failed when no answer came in time, or when the item is still late once the time is up."""
    in_time = sent.answered_on is not None and sent.answered_on <= sent.answer_due
    if today <= sent.answer_due:
        return SlipState.ANSWERED if in_time else SlipState.WAITS
    if in_time and not sent.still_late:
        return SlipState.SETTLED
    return SlipState.FAILED


class SlipObstacle(StrEnum):
    """Why no slip can be given now."""

    NOT_YET = "not_yet"
    STILL_WAITS = "still_waits"
    LAST_STEP = "last_step"


def next_step(
    ladder: Sequence[SlipStep], sent: NewestSlip | None, *, overdue_days: int, silent_days: int, today: date
) -> tuple[int, int] | SlipObstacle:
    """(round, level) of the slip that may be given now; levels count from 1."""
    number, level = (1, 1) if sent is None else (sent.round, sent.level + 1)
    if sent is not None:
        state = standing(sent, today)
        if state in (SlipState.WAITS, SlipState.ANSWERED):
            return SlipObstacle.STILL_WAITS
        if state is SlipState.SETTLED:
            number, level = sent.round + 1, 1
        elif level > len(ladder):
            return SlipObstacle.LAST_STEP
    step = ladder[level - 1]
    has_come = (step.overdue_days and overdue_days >= step.overdue_days) or silent_days >= step.silent_days
    return (number, level) if has_come else SlipObstacle.NOT_YET
