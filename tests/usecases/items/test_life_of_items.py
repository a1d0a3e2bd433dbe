"""The whole life of items in any order, with restarts: figures add up, states follow, all is recorded.

Nobody is urged without an open duty, and nobody has two digests of a round.
"""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlmodel import col, func, select

from domain.notes import Note
from domain.requests import STANDING, RequestKind
from domain.states import OPEN_STATES, State, state_of_item
from scheduler.timetable import TICK, wake
from storage.audit import find_flaw
from storage.database import Database
from storage.delivery import outbox
from storage.nudging import nudges
from storage.office import people
from storage.tables import Assignment, AuditEntry, Ending, Item, OutboxState, Request
from storage.tx import Tx
from storage.views import totals
from tests.building import county
from tests.conftest import START, Clock
from tests.feeding import button, feed, heard, press
from tests.storage.test_tallies import counted
from usecases.bulletin.delivery import note_to_send
from usecases.views.status import bounds_of

LABELS = st.sampled_from(["1", "2", "3", "4", "1.1", "1.2", "2.1", "4.1"])
OFFICIALS = st.sampled_from(["bob", "carol"])
SUPERVISORS = st.sampled_from(["alice", "dave"])
UNITS = st.sampled_from(["县农林局", "县财政局", "县农林局、县财政局"])


@dataclass(frozen=True)
class Seen:
    """The states of an item and of everyone's hands on it."""

    item: State
    hands: tuple[tuple[int, State], ...]


async def _template(path: Path) -> None:
    """A county with items in a migrated database, made once: each run begins from a copy."""
    database = Database(f"sqlite+aiosqlite:///{path}", lambda: START)
    made = await county(database)
    await made.item("修建河堤", ("县农林局", "县财政局"), START.date() + timedelta(days=5), subs=("建堤", "绿化"))
    await made.item("推进河长制", long_term=True, subs=("巡河",))
    await made.item("防洪工程", ("县财政局",), START.date() + timedelta(days=40))
    await made.item("无人承办的事", ())
    await database.close()


class Life(RuleBasedStateMachine):
    template: Path
    folder: Path

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = Clock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))
        self.path = Path(tempfile.mkdtemp(dir=self.folder)) / "life.db"
        shutil.copy(self.template, self.path)
        self.database = self._open()
        self.seen: dict[str, Seen] = {}
        self.entries = 0
        self.digests: set[str | None] = set()

    def _open(self) -> Database:
        return Database(f"sqlite+aiosqlite:///{self.path}", self.clock)

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    def say(self, who: str, words: str, *, confirm: bool = False) -> None:
        """A refusal is an answer, too: what matters is what it leaves behind."""
        answer = self.run(feed(self.database, who, words))
        if confirm and answer.kind == "question":
            self.run(feed(self.database, who, "确认"))

    @initialize()
    def look(self) -> None:
        self.seen, self.entries = self.run(self._states())

    @rule(who=OFFICIALS, label=LABELS)
    def report(self, who: str, label: str) -> None:
        self.say(who, f"/report {label} 有了新进展")

    @rule(who=OFFICIALS, label=LABELS)
    def ask(self, who: str, label: str) -> None:
        self.say(who, f"/done {label} 已全部完成")

    @rule(who=SUPERVISORS, label=LABELS)
    def approve(self, who: str, label: str) -> None:
        self.say(who, f"/approve {label}")

    @rule(who=SUPERVISORS, label=LABELS)
    def send_back(self, who: str, label: str) -> None:
        self.say(who, f"/return {label} 材料不全")

    @rule(who=SUPERVISORS)
    def take_back(self, who: str) -> None:
        self.say(who, "/retract")

    @rule(who=OFFICIALS, label=LABELS, days=st.integers(1, 60))
    def extend(self, who: str, label: str, days: int) -> None:
        day = self.clock().date() + timedelta(days=days)
        self.say(who, f"/extend {label} {day:%Y年%m月%d日} 资金未到位")

    @rule(who=SUPERVISORS, word=st.sampled_from(["同意", "不同意"]))
    def decide_extension(self, who: str, word: str) -> None:
        """Also on a card that was decided meanwhile: a phone shows the old buttons for a moment."""
        told = self.run(heard(self.database, who, "extension_card"))
        cards = [one for one in told if any(word in choice.label for row in one.choices for choice in row)]
        cards = [one for one in cards if len(one.choices[0]) > 1]
        if cards:
            self.run(feed(self.database, who, press(who, button(cards[-1], word))))

    @rule(who=SUPERVISORS, label=LABELS, days=st.integers(1, 60))
    def set_deadline(self, who: str, label: str, days: int) -> None:
        day = self.clock().date() + timedelta(days=days)
        self.say(who, f"/due {label} {day:%Y年%m月%d日}")

    @rule(who=SUPERVISORS, label=LABELS, units=UNITS)
    def assign(self, who: str, label: str, units: str) -> None:
        self.say(who, f"/assign {label} {units}")

    @rule(who=SUPERVISORS, label=LABELS, units=UNITS)
    def hand_over(self, who: str, label: str, units: str) -> None:
        self.say(who, f"/handover {label} {units}", confirm=True)

    @rule(who=SUPERVISORS, label=LABELS, verb=st.sampled_from(["cancel", "stop"]))
    def end(self, who: str, label: str, verb: str) -> None:
        self.say(who, f"/{verb} {label} 情况有变", confirm=True)

    @rule(who=SUPERVISORS, label=LABELS)
    def reopen(self, who: str, label: str) -> None:
        self.say(who, f"/reopen {label} 还需再办", confirm=True)

    @rule(who=SUPERVISORS, label=LABELS, into=LABELS)
    def merge(self, who: str, label: str, into: str) -> None:
        self.say(who, f"/merge {label} {into}", confirm=True)

    @rule(who=SUPERVISORS, label=LABELS, unit=UNITS)
    def split(self, who: str, label: str, unit: str) -> None:
        self.say(who, f"/split {label}\n拆出的工作；{unit}", confirm=True)

    @rule(who=OFFICIALS, label=LABELS)
    def sign(self, who: str, label: str) -> None:
        self.say(who, f"/sign {label}")

    @rule(minutes=st.sampled_from([1, 11, 60 * 24, 60 * 24 * 9]))
    def time_passes(self, minutes: int) -> None:
        """The clock's work is done and the mail leaves, whatever hour it is."""
        self.clock.advance(minutes=minutes)
        self.run(self._let_leave())

    @rule()
    def a_round(self) -> None:
        """Digests are put, and wait while other things happen."""
        self.run(wake(self.database.transaction, TICK, lambda: None))

    async def _let_leave(self) -> None:
        """As the pump does it; nobody is urged whose unit has nothing open, and once a round."""
        async with self.database.transaction() as tx:
            for row in await outbox.due(tx, [], limit=1000):
                note = await note_to_send(tx, row)
                if note is None:
                    continue
                await outbox.settle(tx, row.outbox_id, state=OutboxState.SENT, sent_at=tx.now)
                if row.kind == "nudge":
                    await self._is_deserved(tx, note)

    async def _is_deserved(self, tx: Tx, note: Note) -> None:
        actor = await people.actor_of(tx, note.chat_id)
        assert actor is not None
        assert note.dedupe_key not in self.digests
        self.digests.add(note.dedupe_key)
        if actor.is_supervisor:
            return
        open_to = await nudges.duties_of(tx, set(range(1, 200)))
        mine = {one.item.label for one in open_to if one.unit_id in actor.unit_ids}
        named = set(re.findall(r"#\d+(?:\.\d+)?", note.text))
        assert named
        assert named <= mine, (note.text, mine)

    @rule()
    def restart(self) -> None:
        self.run(self.database.close())
        self.database = self._open()

    @invariant()
    def all_is_well(self) -> None:
        self.run(self._check())

    async def _check(self) -> None:
        await self._figures_add_up()
        now, entries = await self._states()
        await self._parts_and_wholes_agree()
        await self._what_waits_was_asked_for()
        await self._changes_are_recorded(now)
        self.seen, self.entries = now, entries

    async def _figures_add_up(self) -> None:
        async with self.database.reading() as tx:
            kept, own = await totals.counts(tx, bounds_of(tx)), await counted(tx, bounds_of(tx))
            rows = (await tx.session.exec(select(Item))).all()
            endings = (await tx.session.exec(select(Ending).where(col(Ending.lifted_at).is_(None)))).all()
        assert kept == own
        ended = [item for item in rows if item.state is State.CANCELLED]
        whole = [item.state for item in rows if item.parent_id is None]
        assert kept.total + whole.count(State.CANCELLED) == len(whole)
        assert {item.item_id for item in ended} == {one.item_id for one in endings}
        assert len({one.item_id for one in endings}) == len(endings)

    async def _states(self) -> tuple[dict[str, Seen], int]:
        async with self.database.reading() as tx:
            items = (await tx.session.exec(select(Item))).all()
            hands = (await tx.session.exec(select(Assignment).order_by(col(Assignment.assignment_id)))).all()
            entries = (await tx.session.exec(select(func.max(AuditEntry.position)))).one()
        found = {
            item.label: Seen(
                item.state, tuple((one.unit_id, one.state) for one in hands if one.item_id == item.item_id)
            )
            for item in items
        }
        return found, int(entries or 0)

    async def _parts_and_wholes_agree(self) -> None:
        async with self.database.reading() as tx:
            items = (await tx.session.exec(select(Item))).all()
            hands = (await tx.session.exec(select(Assignment))).all()
        for item in items:
            mine = [one.state for one in hands if one.item_id == item.item_id]
            parts = [*mine, *(one.state for one in items if one.parent_id == item.item_id)]
            if item.state is State.CANCELLED:
                assert set(parts) <= {State.CANCELLED}, item.label
                continue
            assert item.state is state_of_item(parts, item.state), (item.label, parts)
            if item.state is State.CLOSED:
                assert not set(parts) & set(OPEN_STATES), item.label
            assert (item.closed_at is not None) == (item.state is State.CLOSED), item.label

    async def _what_waits_was_asked_for(self) -> None:
        """An assignment waits for a verdict exactly while one request for it stands."""
        async with self.database.reading() as tx:
            hands = (await tx.session.exec(select(Assignment))).all()
            asked = (await tx.session.exec(select(Request).where(col(Request.state).in_(STANDING)))).all()
        waiting = [one.assignment_id for one in hands if one.state is State.AWAITING_REVIEW]
        requests = [one.assignment_id for one in asked if one.kind is RequestKind.COMPLETION]
        assert sorted(waiting, key=str) == sorted(requests, key=str)

    async def _changes_are_recorded(self, now: dict[str, Seen]) -> None:
        """A whole or a part that changed has an entry of its own or of its family in this very step."""
        async with self.database.reading() as tx:
            newer = col(AuditEntry.position) > self.entries
            query = select(AuditEntry.subject).where(newer, col(AuditEntry.result) == "done")
            subjects = (await tx.session.exec(query)).all()
        families = {subject.partition(".")[0] for subject in subjects}
        for label, seen in now.items():
            if self.seen.get(label) != seen:
                assert label.partition(".")[0] in families, (label, self.seen.get(label), seen)

    def teardown(self) -> None:
        self.run(self._close())
        self.runner.close()

    async def _close(self) -> None:
        async with self.database.reading() as tx:
            assert await find_flaw(tx) is None
        await self.database.close()


def test_the_life_of_items(tmp_path: Path, migrated_file: Path) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    Life.folder = tmp_path
    Life.template = Path(shutil.copy(migrated_file, tmp_path / "template.db"))
    asyncio.run(_template(Life.template))
    bounded = settings(max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Life, settings=bounded)
