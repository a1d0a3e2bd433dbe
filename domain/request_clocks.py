"""The clock of every request: on which days whoever is to act is told that it waits, and who above hears of it too.

Days count from the day on which it was asked or, of what has a day of its own, from that day. Only the newest step
that was reached is told, so that an outage or a holiday gives one word and not a burst. What the supervisors are to
decide is told on their desk, to all others in a message of the day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.requests import RequestKind


class Rung(StrEnum):
    """Who hears, nearest to the work first."""

    DECIDER = "decider"
    HEAD = "head"
    OFFICE = "office"
    ASKER = "asker"


@dataclass(frozen=True, slots=True)
class ClockStep:
    """`day` may lie before the day that it counts from."""

    day: int
    hears: tuple[Rung, ...] = (Rung.DECIDER,)


@dataclass(frozen=True, slots=True)
class RequestClock:
    """`from_due`: counted from the day by which the answer is due."""

    steps: tuple[ClockStep, ...]
    from_due: bool = False

    def reached(self, asked_on: date, due_on: date | None, today: date) -> ClockStep | None:
        """The newest step that has come."""
        start = due_on if self.from_due and due_on is not None else asked_on
        come = [step for step in self.steps if (today - start).days >= step.day]
        return come[-1] if come else None


_UP = (Rung.DECIDER, Rung.HEAD)
_TO_OFFICE = (*_UP, Rung.OFFICE)
_TO_ASKER = (*_TO_OFFICE, Rung.ASKER)
# What the office owes: the desk has it from the first day, and who waits is told that it is not forgotten.
_OF_OFFICE = RequestClock((ClockStep(1), ClockStep(3, (Rung.DECIDER, Rung.ASKER)), ClockStep(7), ClockStep(30)))
_BY_ITS_DAY = RequestClock(
    (ClockStep(-1), ClockStep(0), ClockStep(1, _TO_OFFICE), ClockStep(3, _TO_OFFICE), ClockStep(7, _TO_OFFICE)),
    from_due=True,
)

CLOCKS: dict[RequestKind, RequestClock] = {
    # 1-3-7-30: received on the first day, first word on the third, result in a week, settled in a month.
    RequestKind.INSTRUCTION: RequestClock(
        (ClockStep(1), ClockStep(3, _UP), ClockStep(7, _TO_OFFICE), ClockStep(30, _TO_ASKER))
    ),
    RequestKind.QUESTION: RequestClock((ClockStep(1), ClockStep(3, (*_UP, Rung.ASKER)), ClockStep(7, _TO_ASKER))),
    RequestKind.COORDINATION: RequestClock((ClockStep(1), ClockStep(3, _TO_OFFICE), ClockStep(7, _TO_ASKER))),
    RequestKind.SLIP_ANSWER: _BY_ITS_DAY,
    RequestKind.COMPLETION: _OF_OFFICE,
    RequestKind.EXTENSION: _OF_OFFICE,
    RequestKind.LATE_PLAN: _OF_OFFICE,
    RequestKind.DIFFICULTY: _OF_OFFICE,
    RequestKind.ENQUIRY: _OF_OFFICE,
    RequestKind.LOOK_BACK: RequestClock((ClockStep(1), ClockStep(7), ClockStep(30))),
    RequestKind.HELD_POST: RequestClock((ClockStep(1), ClockStep(3), ClockStep(7))),
    RequestKind.SIGNATURE: RequestClock((ClockStep(1), ClockStep(3, (Rung.DECIDER, Rung.ASKER)))),
    # What a head leaves lying goes on to the office by itself.
    RequestKind.COUNTERSIGN: RequestClock((ClockStep(0),), from_due=True),
}


def reached(kind: RequestKind, asked_on: date, due_on: date | None, today: date) -> ClockStep | None:
    return CLOCKS[kind].reached(asked_on, due_on, today)
