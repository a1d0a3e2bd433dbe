"""What the audit trail alone says of items at a moment: read line by line, by none of the program's rules."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from storage.tables import AuditEntry

ENDINGS = {"cancel_item": "cancelled", "stop_item": "stopped"}
DONE = ("awaiting_review", "closed")


@dataclass
class Life:
    registered: datetime
    units: dict[str, str]
    deadline: date | None
    closed: datetime | None = None
    ended: str = ""
    asked: dict[str, date] = field(default_factory=dict)
    before_end: dict[str, str] = field(default_factory=dict)

    @property
    def held(self) -> dict[str, str]:
        return {unit: state for unit, state in self.units.items() if state != "gone"}

    @property
    def is_closed(self) -> bool:
        return not self.ended and bool(self.held) and all(state == "closed" for state in self.held.values())

    def is_late(self, day: date) -> bool:
        if self.is_closed or self.ended or self.deadline is None or self.deadline >= day:
            return False
        if all(state in DONE for state in self.held.values()):
            return max(self.asked[unit] for unit in self.held) > self.deadline
        return True


@dataclass(frozen=True)
class Figures:
    total: int
    closed: int
    stopped: int
    overdue: int
    registered: int
    finished: int
    units: Mapping[str, Sequence[str]]
    late: Sequence[str]


def replayed(
    entries: Iterable[AuditEntry], unit_of: Mapping[int | None, str], since: datetime, until: datetime, zone: tzinfo
) -> Figures:
    lives: dict[str, Life] = {}
    stopped_in: set[str] = set()
    for entry in entries:
        if entry.at < until and entry.result == "done" and entry.subject.startswith("#"):
            _play(lives, stopped_in, entry, unit_of, since, zone)
    day = until.astimezone(zone).date().fromordinal(until.astimezone(zone).date().toordinal() - 1)
    alive = {
        label: one
        for label, one in lives.items()
        if not one.ended and (not one.is_closed or (one.closed is not None and one.closed >= since))
    }
    late = sorted(label for label, one in alive.items() if one.is_late(day))
    return Figures(
        total=len(alive),
        closed=sum(one.is_closed for one in alive.values()),
        stopped=sum(lives[label].ended == "stopped" for label in stopped_in),
        overdue=len(late),
        registered=sum(since <= one.registered for one in alive.values()),
        finished=sum(one.is_closed for one in alive.values()),
        units={
            label: sorted(unit for unit, state in one.units.items() if state != "gone") for label, one in alive.items()
        },
        late=late,
    )


def _play(
    lives: dict[str, Life],
    stopped_in: set[str],
    entry: AuditEntry,
    unit_of: Mapping[int | None, str],
    since: datetime,
    zone: tzinfo,
) -> None:
    label, action = entry.subject, entry.action
    before, after = _read(entry.before), _read(entry.after)
    if action == "register":
        lives[label] = Life(entry.at, dict.fromkeys(after["units"], "assigned"), _day(after["deadline"]))
        return
    life = lives[label]
    if action == "assign":
        for unit in after["units"]:
            if life.units.get(unit, "gone") == "gone":
                life.units[unit] = "assigned"
        for unit in set(life.units) - set(after["units"]):
            life.units[unit] = "gone"
    elif action == "set_deadline":
        life.deadline = _day(after["deadline"])
    elif action in ENDINGS:
        life.before_end = dict(life.units)
        life.ended = ENDINGS[action]
        if action == "stop_item" and entry.at >= since:
            stopped_in.add(label)
        else:
            stopped_in.discard(label)
    elif action == "reopen_item":
        was = "awaiting_review" if life.ended else "closed"
        held = life.before_end if life.ended else life.units
        life.units = {unit: "in_progress" if state == was else state for unit, state in held.items()}
        life.ended = ""
        life.closed = None
        stopped_in.discard(label)
    elif action in ("progress", "completion"):
        unit = unit_of[entry.actor_id]
        life.units[unit] = after["state"]
        if action == "completion":
            life.asked[unit] = entry.at.astimezone(zone).date()
    elif action in ("approve", "send_back"):
        life.units[before["unit"]] = after["state"]
    if life.is_closed and life.closed is None:
        life.closed = entry.at


def _read(words: str) -> dict[str, Any]:
    told = json.loads(words) if words else {}
    return told if isinstance(told, dict) else {}


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words) if words and words != "None" else None
