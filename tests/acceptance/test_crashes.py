"""Kills, deploys, locks, poison, redelivery and a cut network: what was acknowledged is stored, once."""

import asyncio
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.clock import system_clock
from domain.people import Role
from sandbox import Message, Phone, Sandbox
from storage.database import Database
from storage.migrate import migrate
from storage.tables import Person, Seat
from tests.acceptance.harness import BotProcess, until
from tests.building import County

OFFICIALS = 10
FIRST_ID = 5001
PER_SECOND = 6
_RECEIPT = re.compile(r"^已记录 R-(\d+) · ")

Tables = dict[str, list[dict[str, Any]]]


async def _official(database: Database, made: County, place: int) -> None:
    """An official of a unit of its own, with one item."""
    unit = f"县第{place}局"
    async with database.transaction() as tx:
        person = Person(office_id=1, telegram_id=FIRST_ID + place, name=f"官员{place}", joined_at=tx.now)
        tx.session.add(person)
        await tx.session.flush()
        assert person.person_id is not None
        unit_id = await made.unit(unit, tx)
        tx.session.add(Seat(office_id=1, person_id=person.person_id, role=Role.OFFICIAL, unit_id=unit_id))
    await made.item(f"推进第{place}项工作", units=(unit,))


async def seeded(folder: Path) -> None:
    """Official n answers for item #n."""
    database = Database(f"sqlite+aiosqlite:///{folder / 'duban.db'}", system_clock)
    try:
        await migrate(database)
        made = County(database)
        for place in range(1, OFFICIALS + 1):
            await _official(database, made, place)
    finally:
        await database.close()


@pytest.fixture
async def phones(sandbox: Sandbox, bot: BotProcess, tmp_path: Path) -> list[Phone]:
    """The bot runs, and may write to each official."""
    await seeded(tmp_path)
    await bot.start()
    made = [sandbox.phone(FIRST_ID + place, f"官员{place}") for place in range(1, OFFICIALS + 1)]
    for phone in made:
        await phone.send("/start")
    for phone in made:
        await phone.wait("官员")
    return made


async def report(phones: Sequence[Phone], place: int, words: str) -> Message:
    """The place-th report goes round the officials."""
    number = place % len(phones)
    return await phones[number].send(f"/report {number + 1} {words}")


async def reports(phones: Sequence[Phone], count: int, per_second: float = PER_SECOND) -> list[Message]:
    sent = []
    for place in range(count):
        sent.append(await report(phones, place, f"第{place}次进展"))
        await asyncio.sleep(1 / per_second)
    return sent


def receipts(phone: Phone) -> list[int]:
    """The numbers in the receipts an official got, doubles included."""
    found = [_RECEIPT.match(message.text) for message in phone.messages if message.from_bot]
    return [int(match[1]) for match in found if match]


def acknowledged(phones: Sequence[Phone]) -> Counter[int]:
    return Counter(number for phone in phones for number in receipts(phone))


def audited(tables: Tables) -> Counter[str]:
    """How often the audit trail tells of each report."""
    entries = [entry["after"] for entry in tables["audit_entry"] if entry["action"] == "progress"]
    return Counter(_plain(after)["report"] for after in entries)


def _plain(after: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(after) if isinstance(after, str) else after
    return made


def sources(tables: Tables) -> Counter[tuple[int, int]]:
    return Counter((row["source_chat"], row["source_message"]) for row in tables["report"])


async def assert_each_once(bot: BotProcess, phones: Sequence[Phone], sent: Sequence[Message]) -> int:
    """One report, one audit entry and a receipt of that number for each message; how many receipts too many."""
    tables = await bot.stored()
    assert sources(tables) == Counter((message.chat_id, message.message_id) for message in sent)
    assert audited(tables) == Counter(f"R-{row['report_id']}" for row in tables["report"])
    for phone in phones:
        mine = {row["report_id"] for row in tables["report"] if row["source_chat"] == phone.chat_id}
        assert set(receipts(phone)) == mine
    return acknowledged(phones).total() - len(sent)


async def all_acknowledged(phones: Sequence[Phone], count: int, timeout: float) -> None:
    await until(lambda: len(acknowledged(phones)) >= count, timeout, "a receipt for each report")


async def relaunched(bot: BotProcess, sandbox: Sandbox) -> None:
    """A new process that has begun to fetch, in the middle of what waits for it."""
    start = len(sandbox.calls)
    await bot.launch()
    await sandbox.wait_call(lambda call: call.method == "getUpdates", timeout=60, start=start)


@pytest.mark.parametrize(
    ("kills", "count"), [(4, 60), pytest.param(100, 2000, marks=pytest.mark.full)], ids=["few", "full"]
)
async def test_killed_while_reports_arrive(
    sandbox: Sandbox, bot: BotProcess, phones: list[Phone], kills: int, count: int
) -> None:
    """R01."""
    chance = random.Random(kills)
    sending = asyncio.ensure_future(reports(phones, count))
    for _ in range(kills):
        await asyncio.sleep(chance.uniform(0, 1))
        await bot.kill()
        await relaunched(bot, sandbox)
    sent = await sending
    await all_acknowledged(phones, count, 120)
    doubled = await assert_each_once(bot, phones, sent)
    print(f"R01 kills={kills} reports={count} lost=0 doubled_receipts={doubled}")
    assert doubled <= kills


@pytest.mark.parametrize(
    ("deploys", "count"), [(2, 30), pytest.param(20, 400, marks=pytest.mark.full)], ids=["few", "full"]
)
async def test_deployed_while_reports_arrive(
    sandbox: Sandbox, bot: BotProcess, phones: list[Phone], deploys: int, count: int
) -> None:
    """R02."""
    chance = random.Random(deploys)
    sending = asyncio.ensure_future(reports(phones, count))
    for _ in range(deploys):
        await asyncio.sleep(chance.uniform(0, 1))
        await bot.stop(limit=10)
        await relaunched(bot, sandbox)
    sent = await sending
    await all_acknowledged(phones, count, 60)
    doubled = await assert_each_once(bot, phones, sent)
    print(f"R02 deploys={deploys} reports={count} lost=0 doubled_receipts={doubled}")
    # A receipt that was leaving at the stop leaves again, as after a kill.
    assert doubled <= deploys
