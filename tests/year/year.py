"""A year of an office in one process: real updates, use cases and database, with a clock that is moved.

`Year.pass_by` walks from one hour to the next: the timetable's pieces, the mail, then what people do.
"""

import itertools
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from bot.answers import say, spoken_of
from bot.dispatch import Dispatch, parse
from domain.arrivals import NOTHING
from domain.dates.workdays import WorkCalendar
from domain.notes import Note
from domain.office.people import Role
from domain.refusals import Refusal
from scheduler.timetable import TICK, wake
from storage.database import Database
from storage.delivery import outbox
from storage.nudging import nudges
from storage.tables import OutboxState, Person, Seat
from storage.tx import Tx
from tests.building import known_unit
from tests.conftest import Clock
from tests.year.people import Act, Habit, Resident, raw
from usecases.bulletin.delivery import note_to_send, post_sent

HOURS = (time(9), time(10, 30), time(14, 30), time(16, 45), time(17), time(20))
GROUP = {"id": -1001, "type": "supergroup", "title": "领导群"}
_HABITS = (Habit.PROMPT, Habit.LATE, Habit.WRONG, Habit.TWICE, Habit.SILENT)
_WEIGHTS = (30, 30, 15, 12, 13)
_TASKS = ("制定实施方案", "修建灌溉渠系", "整治背街小巷", "推进项目前期", "开展隐患排查", "盘活闲置资产")


@dataclass(frozen=True, slots=True)
class Size:
    items: int
    units: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that reached a phone. `asked`: not an answer to that phone's own words."""

    telegram_id: int
    at: datetime
    kind: str
    text: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A duty that waited for its unit on a morning."""

    label: str
    unit: str
    deadline: date | None


@dataclass
class Year:
    database: Database
    clock: Clock
    size: Size
    chance: Random
    residents: dict[int, Resident] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    mornings: dict[date, frozenset[Open]] = field(default_factory=dict)
    registered: int = 0
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    _updates: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _messages: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))
    _dispatch: Dispatch = field(default_factory=lambda: Dispatch("duban_bot"))

    async def settle_in(self) -> None:
        """Two supervisors, a leader, the leadership group, and two officials a unit; every third has a head."""
        self.clock.at = self._at(self.size.first, time(8, 30))
        async with self.database.transaction() as tx:
            for place, (name, habit, role) in enumerate(_OFFICE):
                await self._seat(tx, 1001 + place, name, habit, role, "")
            for place in range(self.size.units * 2):
                habit = self.chance.choices(_HABITS, _WEIGHTS)[0]
                unit = f"第{place // 2 + 1}局"
                await self._seat(tx, 2001 + place, f"联络{place + 1:03}", habit, Role.OFFICIAL, unit)
        await self._says(1001, "/bind", GROUP)
        for place in range(0, self.size.units, 3):
            await self._says(1001, f"/policy 负责人 第{place + 1}局 联络{place * 2 + 2:03}")

    async def _seat(self, tx: Tx, telegram_id: int, name: str, habit: Habit, role: Role, unit: str) -> None:
        row = Person(office_id=1, telegram_id=telegram_id, name=name, joined_at=tx.now)
        tx.session.add(row)
        await tx.session.flush()
        unit_id = (await known_unit(tx, unit)).unit_id if unit else None
        tx.session.add(Seat(office_id=1, person_id=row.person_id, role=role, unit_id=unit_id))
        await tx.session.flush()
        mind = Random(f"{telegram_id}{self.chance.random()}")
        self.residents[telegram_id] = Resident(telegram_id, name, habit, mind, unit)

    async def pass_by(self) -> None:
        day = self.size.first
        while day <= self.size.last:
            await self._register(day)
            for hour in HOURS if self.calendar.is_workday(day) else HOURS[1::3]:
                self.clock.at = self._at(day, hour)
                if hour == HOURS[0]:
                    self.mornings[day] = await self._open_duties()
                await self._tick()
                await self._people_act()
            day += timedelta(days=1)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.database.profile.zone)

    async def _register(self, day: date) -> None:
        """Meetings every other Tuesday; what was decided is registered the same morning."""
        whole = (self.size.last - self.size.first).days * 0.85
        wanted = round(self.size.items * min(1.0, ((day - self.size.first).days + 1) / whole))
        if day.toordinal() % 14 and day != self.size.first:
            return
        self.clock.at = self._at(day, time(8, 40))
        while self.registered < wanted:
            self.registered += 1
            number, far = self.registered, self.chance.choice((12, 20, 30, 45, 60, 90, 150))
            units = self.chance.sample(range(1, self.size.units + 1), self.chance.choice((1, 1, 1, 2, 3)))
            when = f"{day + timedelta(days=far):%Y年%m月%d日}" if number % 8 else "长期"
            names = "、".join(f"第{one}局" for one in sorted(units))
            await self._says(1001, f"/new 第{number}项：{_TASKS[number % len(_TASKS)]}；{names}；{when}")
            if number % 8 == 0:
                await self._says(1001, f"/rhythm {number} 每月")
            elif not self.calendar.is_workday(day + timedelta(days=far)):
                # A deadline on a day off is asked back.
                await self._says(1001, "确认")

    async def _open_duties(self) -> frozenset[Open]:
        async with self.database.reading() as tx:
            ids = set(range(1, self.registered + 1))
            duties = await nudges.duties_of(tx, ids)
        return frozenset(
            Open(one.item.label, one.unit, None if one.item.long_term else one.item.deadline) for one in duties
        )

    async def _tick(self) -> None:
        await wake(self.database.transaction, TICK, lambda: None)
        await self._deliver()

    async def _deliver(self) -> None:
        """The pump's part, without a network: everything that waits arrives."""
        while True:
            async with self.database.transaction() as tx:
                rows = await outbox.due(tx, [])
                for row in rows:
                    note = await note_to_send(tx, row)
                    if note is None:
                        continue
                    message_id = next(self._messages)
                    changes: dict[str, Any] = {"sent_at": tx.now, "message_id": message_id}
                    await outbox.settle(tx, row.outbox_id, state=OutboxState.SENT, **changes)
                    if row.claim_id is not None:
                        await post_sent(tx, row)
                    self._arrives(note, message_id, asked=row.person_id is not None)
            if not rows:
                return

    def _arrives(self, note: Note, message_id: int, *, asked: bool) -> None:
        if note.chat_id == GROUP["id"]:
            self.group.append(note.text)
        resident = self.residents.get(note.chat_id)
        if resident is None or note.kind in ("menu", "profile", "toast") or note.edits_message is not None:
            return
        now = self.clock.at
        self.heard.append(Heard(note.chat_id, now, note.kind, f"{note.title}\n{note.text}", asked))
        if asked:
            resident.hears(note, message_id, now)

    async def _people_act(self) -> None:
        now = self.clock.at
        for resident in self.residents.values():
            for act in resident.due(now):
                await self._does(resident.telegram_id, act)
        await self._deliver()

    async def _says(self, telegram_id: int, words: str, chat: dict[str, Any] | None = None) -> None:
        await self._does(telegram_id, Act(self.clock.at, words), chat)

    async def _does(self, telegram_id: int, act: Act, chat: dict[str, Any] | None = None) -> None:
        update = parse(json.dumps(raw(next(self._updates), telegram_id, act, chat)))
        try:
            async with self.database.transaction(update_id=update.update_id) as tx:
                answer = await self._dispatch.feed(update, tx, NOTHING)
                await say(tx, answer, spoken_of(update))
        except Refusal as refusal:
            self.heard.append(Heard(telegram_id, self.clock.at, "refusal", refusal.sentence, asked=False))

    def digests(self) -> dict[tuple[int, date], list[Heard]]:
        """Nudges by person and day."""
        found: dict[tuple[int, date], list[Heard]] = defaultdict(list)
        for one in self.heard:
            if one.kind == "nudge":
                found[one.telegram_id, one.at.date()].append(one)
        return found


_OFFICE: Sequence[tuple[str, Habit, Role]] = (
    ("艾督", Habit.OFFICE, Role.SUPERVISOR),
    ("戴督", Habit.OFFICE, Role.SUPERVISOR),
    ("吴明远", Habit.LEADER, Role.LEADER),
)


@asynccontextmanager
async def lived(url: str, size: Size, seed: int) -> AsyncIterator[Year]:
    """The whole span, from a migrated database on."""
    clock = Clock()
    database = Database(url, clock)
    year = Year(database, clock, size, Random(seed))
    try:
        await year.settle_in()
        await year.pass_by()
        yield year
    finally:
        await database.close()
