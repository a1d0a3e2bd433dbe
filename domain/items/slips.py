"""The formal ladder (三色督查单): steps as data, and when the next step may be taken.

One matter has one slip at a time; a step is open only after the one below it failed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from domain.refusals import BadInput


@dataclass(frozen=True, slots=True)
class Step:
    """`overdue_days` or `silent_days` is what must have come about; the answer is due in working days."""

    name: str
    mark: str
    overdue_days: int
    silent_days: int
    answer_workdays: int


DEFAULT_LADDER = (
    Step("蓝单", "🔵", 1, 14, 5),
    Step("黄单", "🟡", 1, 14, 3),
    Step("红单", "🔴", 1, 14, 2),
)
_LEAST = {"overdue_days": 0, "silent_days": 1, "answer_workdays": 1}
_MOST = 365


# The colours of the wording profile: in some counties the middle slip is orange.
_ORANGE = ("橙单", "🟠")


def ladder_of(stored: Mapping[str, Any], colours: str = "蓝黄红") -> tuple[Step, ...]:
    """The office's own steps (setting `slips`: {"steps": [...]}), or the default ones in its colours.

    BadInput says which value cannot be.
    """
    listed = stored.get("steps")
    if not listed:
        first, middle, last = DEFAULT_LADDER
        name, mark = _ORANGE if "橙" in colours else (middle.name, middle.mark)
        return (first, replace(middle, name=name, mark=mark), last)
    return tuple(_step(one) for one in listed)


def _step(stored: Mapping[str, Any]) -> Step:
    name = str(stored.get("name", "")).strip()
    if not name or len(name) > 10:
        raise BadInput("督办单的名称要在1到10个字之间。请修改设置 slips。")
    numbers = {}
    for field, least in _LEAST.items():
        number = stored.get(field)
        if not isinstance(number, int) or not least <= number <= _MOST:
            raise BadInput(f"督办单“{name}”的 {field} 要在{least}到{_MOST}之间。请修改设置 slips。")
        numbers[field] = number
    return Step(name, str(stored.get("mark", "📄")), **numbers)


@dataclass(frozen=True, slots=True)
class Sent:
    """The newest slip to a unit on an item; `answered_on` is its first report after it.

    `still_late`: the deadline that had passed when it was given has passed still.
    """

    round: int
    level: int
    answer_due: date
    answered_on: date | None
    still_late: bool


class Standing(StrEnum):
    """How a slip stands on a day."""

    WAITS = "waits"
    ANSWERED = "answered"
    FAILED = "failed"
    SETTLED = "settled"


def standing(sent: Sent, today: date) -> Standing:
    """It failed when no answer came in time, or when the item is still late once the time is up."""
    in_time = sent.answered_on is not None and sent.answered_on <= sent.answer_due
    if today <= sent.answer_due:
        return Standing.ANSWERED if in_time else Standing.WAITS
    if in_time and not sent.still_late:
        return Standing.SETTLED
    return Standing.FAILED


class No(StrEnum):
    """Why no slip can be given now."""

    NOT_YET = "not_yet"
    STILL_WAITS = "still_waits"
    LAST_STEP = "last_step"


def next_step(
    ladder: Sequence[Step], sent: Sent | None, *, overdue_days: int, silent_days: int, today: date
) -> tuple[int, int] | No:
    """(round, level) of the slip that may be given now; levels count from 1."""
    number, level = (1, 1) if sent is None else (sent.round, sent.level + 1)
    if sent is not None:
        state = standing(sent, today)
        if state in (Standing.WAITS, Standing.ANSWERED):
            return No.STILL_WAITS
        if state is Standing.SETTLED:
            number, level = sent.round + 1, 1
        elif level > len(ladder):
            return No.LAST_STEP
    step = ladder[level - 1]
    has_come = (step.overdue_days and overdue_days >= step.overdue_days) or silent_days >= step.silent_days
    return (number, level) if has_come else No.NOT_YET
