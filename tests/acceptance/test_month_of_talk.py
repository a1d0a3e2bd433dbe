"""A month of twenty officials who talk as people do: a third of what they say is no progress.

What they said, meant, and what then stood in truth is `talk/month.json`, written by somebody who knew none of the
rules. The program runs over HTTP on an injected clock; whoever is asked presses what they had meant.

First look, before anything was mended for it: 9 of 76 messages that are no progress were stored, 16 of 46 figures
were wrong. `-s` shows the table.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import col, func, select

from domain.office.people import Role
from sandbox import Limits, Message, Phone, Sandbox
from storage.database import Database
from storage.items import items
from storage.tables import Person, Report, ReportKind, Seat
from tests.acceptance.town import Town, looked
from tests.building import County, county
from tests.conftest import Clock
from usecases.items.targets import targets_of

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 11, 2, 8, 40, tzinfo=ZONE)
DUE = time(17)
REPORTED = ("progress", "finished", "no_change")
MONTH = json.loads((Path(__file__).parent / "talk" / "month.json").read_text(encoding="utf-8"))


@dataclass
class Tally:
    """What became of the messages of each act."""

    stored: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    figures: int = 0
    asked_figures: int = 0

    def table(self) -> str:
        rows = [f"{act:16} {self.said[act]:4} {self.stored[act]:6} {self.asked[act]:5}" for act in sorted(self.said)]
        head = f"{'act':16} said stored asked"
        return "\n".join((head, *rows, f"figures {self.figures}, asked about {self.asked_figures}", *self.wrong))


class MonthTown(Town):
    """The town of the tests with twenty officials more, and thirty items of theirs."""

    officials: dict[str, Phone]
    labels: dict[str, str]
    last: dict[str, date]

    async def settle(self) -> None:
        database = Database(self.settings.database(), self.clock)
        try:
            made = await county(database)
            await self._seats(made)
            self.labels = {task["key"]: await self._item(made, task) for task in MONTH["tasks"]}
        finally:
            await database.close()
        self.last = dict.fromkeys(self.labels, FIRST.date())

    async def _seats(self, made: County) -> None:
        self.officials = {}
        async with made.database.transaction() as tx:
            for place, unit in enumerate(MONTH["units"]):
                telegram_id, name = 5001 + place, f"联络{chr(0x4E00 + place)}"
                row = Person(office_id=1, telegram_id=telegram_id, name=name, joined_at=tx.now)
                tx.session.add(row)
                await tx.session.flush()
                unit_id = await made.unit(unit, tx)
                tx.session.add(Seat(office_id=1, person_id=row.person_id, role=Role.OFFICIAL, unit_id=unit_id))
                self.officials[unit] = self.sandbox.phone(telegram_id, name)
                self.officials[unit].person.started = True

    async def _item(self, made: County, task: dict[str, Any]) -> str:
        deadline = date.fromisoformat(task["deadline"]) if task["deadline"] else None
        label = await made.item(task["directive"], units=(task["unit"],), deadline=deadline, long_term=deadline is None)
        if task["target"]:
            async with made.database.transaction() as tx:
                parts = await items.by_label(tx, label)
                assert parts is not None
                parts.item.target_amount, parts.item.target_measure = Decimal(task["target"][0]), task["target"][1]
                await tx.add(parts.item)
        return label


@dataclass(frozen=True, slots=True)
class Standing:
    """What is stored of an item."""

    reports: int
    figure: Decimal | None
    moved_on: date


async def standing(database: Database, label: str) -> Standing:
    async with database.reading() as tx:
        parts = await items.by_label(tx, label)
        assert parts is not None
        told = select(func.count()).where(
            col(Report.item_id) == parts.item.item_id, col(Report.kind) != ReportKind.IMPORTED
        )
        targets = await targets_of(tx, [parts.item])
        figure = sum((one.amount for one in targets[0].units), Decimal()) if targets else None
        return Standing((await tx.session.exec(told)).one(), figure, parts.item.last_moved_on)


class Month:
    """The messages in their order, and what became of each."""

    def __init__(self, town: MonthTown, database: Database) -> None:
        self.town, self.database, self.tally = town, database, Tally()

    async def let_go(self) -> None:
        """What is held for a word that may be read otherwise goes once the supervisor has looked at it."""
        alice = self.town.phones["alice"]
        held = [one for one in alice.messages if "没有自动发布" in one.text and "发布" in one.labels]
        alice.skip()
        for card in held:
            await alice.press(card, "发布")
            asked = await alice.wait(lambda one: "仍要发布" in one.labels)
            await alice.press(asked, "仍要发布")
            await alice.wait("已发布第")

    async def say(self, message: dict[str, Any]) -> None:
        town, act, label = self.town, message["act"], self.town.labels[message["task"]]
        phone = town.officials[message["unit"]]
        town.clock.at = _moment(message["at"])
        before = await standing(self.database, label)
        answer = await self._answer(phone, label, message["text"])
        self.tally.said[act] += 1
        await self._decide(phone, answer, message, before)
        now = await standing(self.database, label)
        wrong = len(self.tally.wrong)
        self._judge(message, label, before, now)
        if len(self.tally.wrong) > wrong:
            self.tally.wrong.append(f"    -> {answer.text!r} {answer.labels}")

    async def _answer(self, phone: Phone, label: str, text: str) -> Message:
        phone.skip()
        await phone.send(f"/item {label.lstrip('#')}")
        card = await phone.wait(label)
        phone.skip()
        await phone.reply(card, text)
        return await phone.wait()

    async def _decide(self, phone: Phone, answer: Message, message: dict[str, Any], before: Standing) -> None:
        """Whoever is asked presses what was meant: first what sort of words they are, then what the figure is."""
        meant = "记为进展" if message["act"] in REPORTED else "不用记"
        if any(meant in one for one in answer.labels):
            self.tally.asked[message["act"]] += 1
            phone.skip()
            await phone.press(answer, next(one for one in answer.labels if meant in one))
            answer = await phone.wait()
        if message["stands"] is None:
            return
        stands = Decimal(str(message["stands"]))
        now = await standing(self.database, self.town.labels[message["task"]])
        self.tally.figures += 1
        if now.figure != stands and (label := _figure_button(answer, stands, before.figure or Decimal())):
            self.tally.asked_figures += 1
            phone.skip()
            await phone.press(answer, label)
            await phone.wait()

    def _judge(self, message: dict[str, Any], label: str, before: Standing, now: Standing) -> None:
        act, is_report = message["act"], now.reports > before.reports
        said = f"{message['at']} {message['task']} {act}: {message['text']}"
        self.tally.stored[act] += is_report
        if is_report is not (act in REPORTED):
            self.tally.wrong.append(f"{'stored' if is_report else 'not stored'} {said}")
        if is_report:
            self.town.last[message["task"]] = self.town.clock.at.astimezone(ZONE).date()
        stands = None if message["stands"] is None else Decimal(str(message["stands"]))
        if stands is not None and now.figure is not None and now.figure != stands:
            self.tally.wrong.append(f"stands at {now.figure}, not {message['stands']}: {said}")
        if message["stands"] is None and now.figure != before.figure:
            self.tally.wrong.append(f"a figure from nowhere, {now.figure}: {said}")
        if now.moved_on != self.town.last[message["task"]]:
            self.tally.wrong.append(f"moved on {now.moved_on}: {said}")


def _figure_button(answer: Message, stands: Decimal, before: Decimal) -> str | None:
    total, more = f"{stands.normalize():f}", f"{(stands - before).normalize():f}"
    for label in answer.labels:
        if (f"累计{total}" in label.replace(" ", "")) or (stands > before and f"增加{more}" in label.replace(" ", "")):
            return label
    return next((one for one in answer.labels if "计入" in one), None)


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZONE).astimezone(UTC)


def _days() -> list[tuple[date, list[dict[str, Any]]]]:
    days = [FIRST.date() + timedelta(days=place) for place in range(26)]
    return [(day, [one for one in MONTH["messages"] if one["at"].startswith(day.isoformat())]) for day in days]


async def test_only_progress_is_reported_and_printed_and_every_figure_is_so(data: Path) -> None:
    clock = Clock(FIRST.astimezone(UTC))
    async with Sandbox(limits=Limits.off(), clock=lambda: clock().timestamp()) as sandbox:
        town = MonthTown(sandbox, data, clock)
        await town.settle()
        database = Database(town.settings.database(), clock)
        month = Month(town, database)
        async with town.running() as program:
            await town.group.send_as(town.phones["alice"], "/bind")
            await town.group.wait("领导群")
            printed: list[str] = []
            for day, messages in _days():
                clock.at = datetime.combine(day, time(9), ZONE).astimezone(UTC)
                await looked(town, program)
                for message in (one for one in messages if one["at"][11:] < f"{DUE:%H:%M}"):
                    await month.say(message)
                clock.at = datetime.combine(day, DUE, ZONE).astimezone(UTC)
                await looked(town, program)
                await month.let_go()
                for message in (one for one in messages if one["at"][11:] >= f"{DUE:%H:%M}"):
                    await month.say(message)
            await looked(town, program)
        printed = town.parts()
        await database.close()
    print(month.tally.table())
    assert len([one for one in printed if "正文" not in one.split("\n")[0]]) == 4
    for message in MONTH["messages"]:
        if message["act"] not in REPORTED and len(message["text"]) > 5:
            assert not any(message["text"] in text for text in printed), message
    assert not month.tally.wrong
