"""What was said in the quarter, as written by somebody who knew no rule."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2026, 9, 7), date(2026, 12, 4)
# Mid-Autumn Friday and the Friday of the National Day are free: the last working days before them.
ISSUE_DAYS = tuple(
    {date(2026, 9, 25): date(2026, 9, 24), date(2026, 10, 2): date(2026, 9, 30)}.get(friday, friday)
    for friday in (date(2026, 9, 11) + timedelta(weeks=place) for place in range(13))
)
FREE = {date(2026, 9, 25), *(date(2026, 10, day) for day in range(1, 8))}
MADE_UP = {date(2026, 9, 20), date(2026, 10, 10)}
_TARGET = re.compile(r"(\d+)([家个条])")


def local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


@dataclass(frozen=True)
class Event:
    """Something somebody did."""

    raw: dict[str, Any]

    @cached_property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.raw["at"]).replace(tzinfo=ZONE).astimezone(UTC)

    @property
    def who(self) -> str:
        return str(self.raw["who"])

    @property
    def act(self) -> str:
        return str(self.raw["act"])

    @property
    def item(self) -> str | None:
        return self.raw["item"] and str(self.raw["item"])

    @property
    def text(self) -> str:
        return str(self.raw["text"])

    @property
    def is_progress(self) -> bool:
        return bool(self.raw["truth"]["is_progress"])

    @property
    def figure(self) -> Decimal | None:
        told = self.raw["truth"]["figure"]
        return Decimal(str(told["value"])) if told else None

    @property
    def should_say(self) -> str:
        return str(self.raw["truth"]["printed_should_say"] or "")


SCRIPT: dict[str, Any] = json.loads((Path(__file__).parents[1] / "talk" / "quarter.json").read_text(encoding="utf-8"))
CHATTER = ("smalltalk", "ack")


def _told() -> Iterator[Event]:
    """Of what is neither progress nor an act every second: the rest takes time and tells nothing new."""
    chatted = 0
    for event in (Event(one) for one in SCRIPT["events"]):
        if event.act in CHATTER and not event.is_progress:
            chatted += 1
            if chatted % 2:
                continue
        yield event


EVENTS = tuple(_told())


def works(day: date) -> bool:
    return day in MADE_UP or (day.weekday() < 5 and day not in FREE)


def days() -> list[date]:
    return [FIRST + timedelta(days=place) for place in range((LAST - FIRST).days + 1)]


def target_of(task: dict[str, Any]) -> tuple[Decimal, str] | None:
    found = _TARGET.search(task.get("target") or "")
    return (Decimal(found[1]), found[2]) if found else None


def registered_on(task: dict[str, Any]) -> date:
    """The working day after its meeting."""
    held = next(date.fromisoformat(one["date"]) for one in SCRIPT["meetings"] if one["title"] == task["meeting"])
    day = max(held + timedelta(days=1), FIRST)
    while not works(day):
        day += timedelta(days=1)
    return day
