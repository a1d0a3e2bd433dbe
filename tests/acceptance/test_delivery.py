"""What faults of the wire and refusals of Telegram do to messages: S01 to S14 of docs/reliability.md."""

import io
import itertools
from datetime import timedelta

import pytest
from pypdf import PdfReader

from bot import look, pacing
from domain.hygiene import utf16_length
from sandbox import Fault, Limits, Phone
from storage.database import Database
from storage.items import items
from storage.tables import Assignment
from tests.acceptance.harness import until
from tests.acceptance.town import CHAT, DUE, Town, looked, passing
from tests.building import TELEGRAM_IDS, County


def bot_texts(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.from_bot]


async def test_a_receipt_lost_after_apply_comes_at_most_twice(town: Town) -> None:
    """S01."""
    bob = town.phones["bob"]
    async with town.running():
        fault = town.sandbox.faults.add(Fault("drop_after", "sendMessage", TELEGRAM_IDS["bob"], times=1))
        await bob.send("/report 1 方案已拟定")
        await until(lambda: fault.fired == 1 and len([t for t in bot_texts(bob) if "已记录" in t]) >= 1)
        # The retry is set from when the bot notices, so the clock has to run on, not jump once.
        async with passing(town):
            await until(lambda: len([t for t in bot_texts(bob) if "已记录" in t]) == 2)
        receipts = {text for text in bot_texts(bob) if "已记录" in text}
    assert len(receipts) == 1


UNKNOWN = {
    "drop": Fault("drop_after", "sendMessage", CHAT, times=1),
    "5xx": Fault("5xx_after", "sendMessage", CHAT, times=1),
    "html": Fault("html_502", "sendMessage", CHAT, times=1, applied=True),
    "summary": Fault("drop_after", "sendPhoto", CHAT, times=1),
    "paper": Fault("drop_after", "sendDocument", CHAT, times=1),
    "not applied": Fault("5xx_before", "sendMessage", CHAT, times=1),
}


@pytest.mark.parametrize("kind", UNKNOWN)
async def test_a_bulletin_of_unknown_outcome_is_looked_up_and_posted_once(town: Town, kind: str) -> None:
    """S02: the look finds it, or finds that it is not there."""
    fault = UNKNOWN[kind]
    fault.seen = fault.fired = 0
    town.sandbox.faults.add(fault)
    town.clock.at = DUE
    async with town.running() as program, passing(town):
        await until(lambda: fault.fired == 1)
        await looked(town, program)
    town.assert_posted_once()


async def test_a_bulletin_that_cannot_be_looked_up_is_held_and_asked_about(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S02: the look itself is refused, so a supervisor decides."""
    monkeypatch.setattr(look, "TRY_AGAIN_SECONDS", 0.1)
    town.sandbox.faults.add(Fault("drop_after", "sendMessage", CHAT, times=1))
    town.sandbox.faults.add(Fault("4xx", "editMessage*", CHAT, error_code=403, description="Forbidden: no"))
    town.clock.at = DUE
    alice = town.phones["alice"]
    async with town.running() as program:
        card = await alice.wait(lambda message: "群里已有" in str(message.labels), timeout=60)
        assert len(town.parts()) == 2
        town.sandbox.faults.clear()
        await alice.press(card, "群里已有")
        await looked(town, program)
    town.assert_posted_once()


@pytest.mark.parametrize("kind", ["429", "5xx_before"])
async def test_a_bulletin_that_surely_failed_is_posted_later_once(town: Town, kind: str) -> None:
    """S03."""
    fault = town.sandbox.faults.add(Fault(kind, "sendMessage", CHAT, times=2, retry_after=1))
    town.clock.at = DUE
    async with town.running() as program, passing(town):
        await until(lambda: fault.fired == 2)
        await looked(town, program)
    town.assert_posted_once()


@pytest.mark.parametrize("seconds", [5, pytest.param(35, marks=pytest.mark.full)])
async def test_retry_after_holds_that_chat_alone(town: Town, seconds: int) -> None:
    """S04."""
    town.sandbox.faults.add(Fault("429", "sendMessage", CHAT, times=1, retry_after=seconds))
    town.clock.at = DUE
    alice = town.phones["alice"]
    async with town.running() as program, passing(town):
        refused = await town.sandbox.wait_call(lambda call: call.status == 429, timeout=60)
        await alice.send("/status")
        await looked(town, program)
    town.assert_posted_once()
    later = [call for call in town.sandbox.calls if call.applied and call.tick > refused.tick]
    again = next(call for call in later if call.chat_id == CHAT and call.method == "sendMessage")
    assert again.tick - refused.tick >= seconds
    assert any(call.chat_id == alice.chat_id and call.tick < again.tick for call in later)


async def _county_with(town: Town, count: int) -> list[int]:
    """`count` officials of a unit each, whose item is due tomorrow; their telegram ids."""
    from domain.office.people import Role
    from storage.tables import Person, Seat

    database = Database(town.settings.database(), lambda: town.clock())
    made = County(database)
    ids = [7000 + number for number in range(count)]
    try:
        async with database.transaction() as tx:
            for telegram_id in ids:
                person = Person(office_id=1, telegram_id=telegram_id, name=f"员{telegram_id}", joined_at=tx.now)
                tx.session.add(person)
                await tx.session.flush()
                unit_id = await made.unit(f"单位{telegram_id}", tx)
                tx.session.add(Seat(office_id=1, person_id=person.person_id, role=Role.OFFICIAL, unit_id=unit_id))
        for telegram_id in ids:
            await made.item(
                f"落实{telegram_id}事项", units=(f"单位{telegram_id}",), deadline=(DUE + timedelta(days=1)).date()
            )
    finally:
        await database.close()
    for telegram_id in ids:
        town.sandbox.phone(telegram_id, f"员{telegram_id}").person.started = True
    return ids


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When each message left; when it arrives is a matter of the machine."""
    times, count = list[float](), pacing.Pacing.count

    def counted(kept: pacing.Pacing, chat_id: int, now: float) -> None:
        times.append(now)
        count(kept, chat_id, now)

    monkeypatch.setattr(pacing.Pacing, "count", counted)
    return times


@pytest.mark.parametrize("count", [60, pytest.param(300, marks=pytest.mark.full)])
async def test_a_storm_of_nudges_keeps_the_limits(town: Town, left: list[float], count: int) -> None:
    """S05: paced (the sandbox refuses what breaks the limit), nothing refused, nothing dropped, one each."""
    ids = await _county_with(town, count)
    town.sandbox.meter.limits = Limits()
    start = len(town.sandbox.calls)
    async with town.running(pacing.Limits()) as program:
        await looked(town, program)
    calls = [call for call in town.sandbox.calls[start:] if call.method == "sendMessage"]
    assert not [call for call in calls if call.status == 429]
    reached = [call.chat_id for call in calls if call.applied and call.chat_id in ids]
    assert sorted(reached) == ids
    assert len(left) >= len(calls)
    # 31 messages take a second, less what is made good after a late start.
    assert all(later - first >= 0.94 for first, later in zip(left, left[31:], strict=False))


async def test_a_blocked_official_is_told_about_once(town: Town) -> None:
    """S06. Only the refusal tells: the update that says so may have been lost."""
    town.phones["bob"].person.blocked = True
    town.clock.at = DUE - timedelta(minutes=1)
    database = Database(town.settings.database(), town.clock)
    made = County(database)
    await made.item("另一件事项", deadline=(DUE + timedelta(days=3)).date())
    await database.close()
    alice = town.phones["alice"]
    async with town.running() as program:
        town.clock.advance(days=2, hours=17)
        await looked(town, program)
        town.clock.advance(days=1)
        await looked(town, program)
    tries = [call for call in town.sandbox.calls if call.chat_id == TELEGRAM_IDS["bob"] and call.status == 403]
    assert len(tries) == 1
    assert len([text for text in bot_texts(alice) if "收不到消息（" in text]) == 1


async def test_an_upgraded_group_gets_the_post_once_in_its_new_id(town: Town) -> None:
    """S08: the id is learnt from the refusal, or from the service messages."""
    plain = town.sandbox.group("老领导群", [town.phones["alice"]], chat_id=-4001, kind="group")
    async with town.running() as program:
        await plain.send_as(town.phones["alice"], "/bind")
        await looked(town, program)
        asked = await town.phones["alice"].wait(lambda message: "改绑" in str(message.labels))
        await town.phones["alice"].press(asked, "改绑")
        await looked(town, program)
    new_id = plain.upgrade()
    town.clock.at = DUE
    async with town.running() as program:
        await looked(town, program)
        await until(lambda: any("督办通报" in message.text for message in plain.messages if message.photo))
        await looked(town, program)
    assert len([message for message in plain.messages if message.photo]) == 1
    assert new_id == plain.messages[-1].chat_id


async def test_a_bulletin_of_400_items_is_a_summary_and_a_file(town: Town) -> None:
    """S09."""
    database = Database(town.settings.database(), town.clock)
    made = County(database)
    for number in range(400):
        await made.item(f"第{number}件" + "推进茶叶𠮷品牌建设" * 12)
    await database.close()
    town.clock.at = DUE
    async with town.running() as program:
        for _ in range(30):
            town.clock.advance(seconds=1)
        await looked(town, program)
    said = [message for message in town.group.messages if message.from_bot and "/bind" not in message.text]
    summary, file = said[-2:]
    assert "共40" in summary.text
    assert utf16_length(summary.text) <= 1024
    assert "看全文、Word 版" in str(summary.labels)
    whole = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file.document.content)).pages)
    whole = "".join(whole.split())
    places = [whole.index(f"、“第{number}件推进") for number in range(400)]
    assert all(first < second for first, second in itertools.pairwise(places))
    assert len([message for message in said if message.text.startswith("督办通报")]) == 2


async def test_refused_markup_goes_as_plain_text(town: Town) -> None:
    """S11."""
    description = "Bad Request: can't parse entities: unexpected end tag"
    town.sandbox.faults.add(
        Fault("4xx", "sendMessage", TELEGRAM_IDS["alice"], times=1, error_code=400, description=description)
    )
    alice = town.phones["alice"]
    async with town.running():
        await alice.send("/start")
        message = await alice.wait("您的身份")
    mine = [call for call in town.sandbox.calls if call.chat_id == TELEGRAM_IDS["alice"]]
    assert [call.status for call in mine if call.method == "sendMessage"][-2:] == [400, 200]
    assert not [entity for entity in message.entities if entity["type"] == "bold"]


async def test_a_finished_or_reassigned_item_is_not_nudged_to_its_former_owner(town: Town) -> None:
    """S14: decided while due, changed before it leaves."""
    ids = await _county_with(town, 4)
    fault = town.sandbox.faults.add(Fault("refuse"))
    database = Database(town.settings.database(), town.clock)
    from domain.states import State
    from scheduler.runner import run_until_none
    from usecases.nudging.nudge import nudge_next

    await run_until_none(database.transaction, nudge_next)
    async with database.transaction() as tx:
        finished = await items.by_label(tx, "2")
        handed = await items.by_label(tx, "3")
        assert finished is not None
        assert handed is not None
        await tx.move(finished.assignments[0][0], state=State.CLOSED)
        await items.follow_parts(tx, finished.item)
        await tx.move(handed.assignments[0][0], state=State.CANCELLED)
        carol = await items.by_label(tx, "5")
        assert carol is not None
        new_unit = carol.assignments[0][0].unit_id
        tx.session.add(Assignment(office_id=1, item_id=handed.item.item_id, unit_id=new_unit, assigned_on=tx.today))
    await database.close()
    town.sandbox.faults.remove(fault)
    await town.sandbox.faults_settled()
    async with town.running() as program:
        await looked(town, program)
    urged = {telegram_id: "\n".join(bot_texts(town.sandbox.phone(telegram_id))) for telegram_id in ids}
    assert "催办" not in urged[ids[0]]
    assert "催办" not in urged[ids[1]]
    assert "落实7002" in urged[ids[2]]
    assert "落实7003" in urged[ids[3]]
