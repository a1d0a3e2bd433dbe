"""Kills, deploys, locks, poison, redelivery and a cut network: what was acknowledged is stored, once."""

import asyncio
import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.clock import system_clock
from domain.office.people import Role
from sandbox import Fault, Message, Phone, Sandbox
from storage.database import Database
from storage.tables import Person, Seat
from tests.acceptance.harness import START_SECONDS, BotProcess, until
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
        unit_id = await made.unit(unit, tx)
        tx.session.add(Seat(office_id=1, person_id=person.person_id, role=Role.OFFICIAL, unit_id=unit_id))
    await made.item(f"推进第{place}项工作", units=(unit,))


async def seeded(url: str) -> None:
    """Official n answers for item #n."""
    database = Database(url, system_clock)
    try:
        made = County(database)
        for place in range(1, OFFICIALS + 1):
            await _official(database, made, place)
    finally:
        await database.close()


on_sqlite = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
async def phones(sandbox: Sandbox, bot: BotProcess, migrated_url: str) -> AsyncIterator[list[Phone]]:
    """The bot runs, and may write to each official."""
    await seeded(migrated_url)
    bot.extra["DATABASE_URL"], bot.is_paced = migrated_url, True
    await bot.start()
    made = [sandbox.phone(FIRST_ID + place, f"官员{place}") for place in range(1, OFFICIALS + 1)]
    for phone in made:
        await phone.send("/start")
    for phone in made:
        await phone.wait("官员")
    yield made
    # Before its database is dropped.
    await bot.kill()


async def report(phones: Sequence[Phone], place: int, words: str) -> Message:
    """The place-th report goes round the officials."""
    number = place % len(phones)
    return await phones[number].send(f"/report {number + 1} {words}")


async def reports(phones: Sequence[Phone], count: int, per_second: float = PER_SECOND) -> list[Message]:
    sent = []
    for place in range(count):
        sent.append(await report(phones, place, f"第{place}次进展：完成{place}公里"))
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
    """A new process that is about to fetch what waits for it."""
    start = len(sandbox.calls)
    await bot.launch()
    await sandbox.wait_call(lambda call: call.method == "getMe", START_SECONDS, start)


@on_sqlite
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
    # Each chat takes a message a second: a backlog of many kills leaves no faster than that.
    await all_acknowledged(phones, count, 120 + count / OFFICIALS * 2)
    doubled = await assert_each_once(bot, phones, sent)
    print(f"R01 kills={kills} reports={count} lost=0 doubled_receipts={doubled}")
    assert doubled <= kills


@on_sqlite
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
    await all_acknowledged(phones, count, 120)
    doubled = await assert_each_once(bot, phones, sent)
    print(f"R02 deploys={deploys} reports={count} lost=0 doubled_receipts={doubled}")
    # A receipt that was leaving at the stop leaves again, as after a kill.
    assert doubled <= deploys


@on_sqlite
@pytest.mark.parametrize(
    ("seconds", "count"), [(7, 20), pytest.param(10, 50, marks=pytest.mark.full)], ids=["short", "full"]
)
async def test_reports_wait_out_a_locked_database(
    bot: BotProcess, phones: list[Phone], tmp_path: Path, seconds: float, count: int
) -> None:
    """R03. Longer than busy_timeout, so that the bot's own statements fail meanwhile."""
    with closing(sqlite3.connect(tmp_path / "duban.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        # The commit is this connection's; what the bot stores can only come after it.
        sent = await reports(phones, count, per_second=count / seconds)
        assert not acknowledged(phones)
        other.execute("ROLLBACK")
    loop = asyncio.get_running_loop()
    freed = loop.time()
    await all_acknowledged(phones, count, 60 if count >= 50 else 120)
    took = loop.time() - freed
    doubled = await assert_each_once(bot, phones, sent)
    print(f"R03 locked={seconds}s stored={count}/{count} after={took:.1f}s doubled_receipts={doubled}")
    assert doubled == 0


NAMELESS_ORIGIN = {"type": "hidden_user", "date": 1}


def raw_of(folder: Path, update_id: int) -> dict[str, Any]:
    """An update as it is stored; the export leaves it out."""
    with closing(sqlite3.connect(folder / "duban.db")) as connection:
        (raw,) = connection.execute("SELECT raw FROM inbox WHERE update_id = ?", (update_id,)).fetchone()
    return _plain(raw)


@on_sqlite
@pytest.mark.parametrize("flaw", ["origin", "chat"])
async def test_a_poison_update_leaves_its_neighbours_alone(
    sandbox: Sandbox, bot: BotProcess, phones: list[Phone], tmp_path: Path, flaw: str
) -> None:
    """R05."""
    first, second = phones[:2]
    poison = dict(first.messages[0].payload, message_id=999, text="毒")
    poison |= {"forward_origin": NAMELESS_ORIGIN} if flaw == "origin" else {"chat": {"type": "private"}}
    await report(phones, 0, "之前已完成一段")
    update_id = sandbox.inject({"message": poison})
    await report(phones, 1, "之后又完成一段")
    await until(lambda: bool(receipts(first) and receipts(second)), 20, "both neighbours answered")
    tables = await bot.stored()
    (kept,) = [row for row in tables["inbox"] if row["update_id"] == update_id]
    assert kept["state"] == "dead"
    assert raw_of(tmp_path, update_id)["message"] == poison
    told = [entry for entry in tables["audit_entry"] if entry["subject"] == f"U-{update_id}"]
    assert [entry["result"] for entry in told] == ["failed"]


async def duban(bot: BotProcess, *words: str) -> str:
    """The command line beside the running bot; what it printed."""
    code, out, err = await bot.quick(*words)
    assert code == 0, err
    return out


@on_sqlite
async def test_a_set_aside_update_is_found_by_its_number_and_worked_on_again(
    sandbox: Sandbox, bot: BotProcess, phones: list[Phone], tmp_path: Path
) -> None:
    """The sender is told a number; once the cause is gone, another try stores the report."""
    phone = phones[0]
    words = "/report 1 设备已到"
    command = [{"type": "bot_command", "offset": 0, "length": len("/report")}]
    good = dict(phone.messages[0].payload, message_id=999, text=words, entities=command)
    update_id = sandbox.inject({"message": good | {"forward_origin": NAMELESS_ORIGIN}})
    await phone.wait(f"U-{update_id}")
    code, out, err = await bot.command("inbox")
    assert code == 0, err
    assert f"U-{update_id}" in out
    await duban(bot, "inbox", "retry", f"U-{update_id}")
    await until(
        lambda: sum(f"U-{update_id}" in one.text for one in phone.messages) == 2, 10, "still the same: told once more"
    )
    with closing(sqlite3.connect(tmp_path / "duban.db")) as connection, connection:
        raw = json.dumps({"update_id": update_id, "message": good})
        connection.execute("UPDATE inbox SET raw = ? WHERE update_id = ?", (raw, update_id))
    await duban(bot, "inbox", "retry", f"U-{update_id}")
    await until(lambda: bool(receipts(phone)), 30, "its receipt")
    assert await duban(bot, "inbox") == "Nothing is set aside.\n"


@pytest.mark.parametrize("together", [False, True], ids=["in turn", "at once"])
async def test_an_update_that_comes_five_times_has_one_effect(
    sandbox: Sandbox, bot: BotProcess, phones: list[Phone], together: bool
) -> None:
    """R06."""
    phone = phones[0]
    payload = phone.messages[0].payload
    words = "/report 1 只报一次"
    command = [{"type": "bot_command", "offset": 0, "length": len("/report")}]
    repeated = {"message": dict(payload, message_id=999, text=words, entities=command)}
    update_id = sandbox.inject(repeated)
    for _ in range(4):
        if not together:
            await sandbox.until_polled()
        sandbox.inject({"update_id": update_id, **repeated})
    await until(lambda: bool(receipts(phone)), what="a receipt")
    # The last word of the chat: whatever the copies had caused would stand before it.
    last = await report(phones, 0, "另外完成一段")
    await until(lambda: len(set(receipts(phone))) == 2, what="the second receipt")
    tables = await bot.stored()
    assert sources(tables) == Counter({(phone.chat_id, 999): 1, (phone.chat_id, last.message_id): 1})
    assert acknowledged(phones).total() == 2
    assert len([row for row in tables["inbox"] if row["update_id"] == update_id]) == 1


@on_sqlite
@pytest.mark.parametrize(
    ("seconds", "count"), [(5, 20), pytest.param(600, 200, marks=pytest.mark.full)], ids=["short", "full"]
)
async def test_a_cut_network_heals_by_itself(
    sandbox: Sandbox, bot: BotProcess, phones: list[Phone], seconds: float, count: int
) -> None:
    """S13."""
    cut = sandbox.faults.add(Fault("refuse"))
    sent = await reports(phones, count, per_second=count / seconds)
    assert not acknowledged(phones)
    sandbox.faults.remove(cut)
    loop = asyncio.get_running_loop()
    healed = loop.time()
    await all_acknowledged(phones, count, 60 if count >= 50 else 120)
    took = loop.time() - healed
    doubled = await assert_each_once(bot, phones, sent)
    print(f"S13 cut={seconds}s reports={count} recovered after={took:.1f}s doubled_receipts={doubled}")
    assert doubled == 0
