"""核稿: the working day before, one message a person, every answer once, and silence on record."""

import asyncio
from datetime import UTC, datetime

import pytest

from domain.arrivals import MessageSource, Saying
from domain.bulletin.proofs import sentence_of
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json
from domain.hygiene import utf16_length
from domain.notes import Choice, Note
from domain.nudging.policy import NUDGING
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from scheduler.runner import run_until_none
from storage import audit
from storage.bulletin import bulletins, proofs
from storage.database import Database
from storage.nudging import nudges
from storage.office import settings
from storage.tables import CalendarOverride, Proof
from tests.building import County
from tests.conftest import Clock
from tests.feeding import button, heard, press
from tests.feeding import feed as fed
from tests.usecases.bulletin.test_bulletin import FRIDAY, an_office, draft, press_anyway, press_publish, report, tick
from usecases.bulletin.bulletin import turn_bulletin
from usecases.bulletin.proof_answers import ProofWords, ask_words, confirm, confirm_all, take_words
from usecases.bulletin.proof_office import send_draft, show_proofs
from usecases.bulletin.proofs import follow_proofs
from usecases.steps.asking import drop, expected

# 10:00 in Beijing on the day before the weekly bulletin.
THURSDAY = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


async def round_of(database: Database, clock: Clock, at: datetime = THURSDAY, **office: int) -> County:
    made = await an_office(database, **{"total": 3, "closed": 0, **office})
    if not office.get("closed"):
        await report(database, made, "bob", "#1", "方案已印发", 1)
    clock.at = at
    await run_until_none(database.transaction, follow_proofs)
    return made


async def cards(database: Database, who: str = "bob") -> list[Note]:
    return [note for note in await heard(database, who, "proof") if not note.edits_key]


def pressed(note: Note, label: str) -> Choice:
    return next(one for row in note.choices for one in row if label in one.label)


async def states(database: Database) -> list[str]:
    async with database.reading() as tx:
        rows = await proofs.of_round(tx, "2026-W48")
    return [str(row.state) for row, _ in rows]


async def weekly_snapshot(database: Database, clock: Clock) -> BulletinSnapshot:
    clock.at = FRIDAY
    assert await tick(database) == 1
    async with database.reading() as tx:
        row = await bulletins.newest_issue(tx)
        assert row is not None
        return bulletin_from_json(row.snapshot)


async def test_each_unit_gets_the_very_sentence_the_day_before(database: Database, clock: Clock) -> None:
    await round_of(database, clock)
    (card,) = await cards(database)
    assert card.title == "核稿：11月27日的通报将这样写县农林局"
    assert "#1 “推进第1项重点工作”。方案已印发。" in card.text
    assert await cards(database, "carol") == []
    snapshot = await weekly_snapshot(database, clock)
    assert f"#1 {sentence_of(snapshot.entries[0])}" in card.text


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 25, 2, 0, tzinfo=UTC),
        datetime(2026, 11, 26, 14, 0, tzinfo=UTC),
        datetime(2026, 11, 27, 2, 0, tzinfo=UTC),
    ],
    ids=["two days before", "in the evening", "on the day"],
)
async def test_at_no_other_time(database: Database, clock: Clock, at: datetime) -> None:
    await round_of(database, clock, at)
    assert await cards(database) == []


async def test_a_day_off_moves_it_to_the_working_day_before(database: Database, clock: Clock) -> None:
    await an_office(database)
    async with database.transaction() as tx:
        tx.session.add(CalendarOverride(office_id=1, day=THURSDAY.date(), is_workday=False))
    clock.at = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
    await run_until_none(database.transaction, follow_proofs)
    assert await cards(database)


async def test_it_is_asked_once_and_counts_against_the_most_of_a_day(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    await run_until_none(database.transaction, follow_proofs)
    assert len(await cards(database)) == 1
    async with database.reading() as tx:
        assert await nudges.digests_of_day(tx) == {made.person_ids["bob"]: ["proof-2026-W48"]}


async def test_who_was_silent_on_the_day_is_not_told_again_on_the_next(database: Database, clock: Clock) -> None:
    await round_of(database, clock)
    clock.advance(hours=23)
    async with asyncio.timeout(20):
        assert await run_until_none(database.transaction, follow_proofs) == 0
    assert len(await cards(database)) == 1


async def test_a_full_day_leaves_the_unit_unasked_and_says_so(database: Database, clock: Clock) -> None:
    made = await an_office(database, total=1, closed=0)
    clock.at = THURSDAY
    async with database.transaction() as tx:
        await settings.learn(tx, NUDGING, {"daily_cap": 1})
        await nudges.keep_digest(tx, made.person_ids["bob"], "day-2026-11-26")
    await run_until_none(database.transaction, follow_proofs)
    assert await cards(database) == []
    snapshot = await weekly_snapshot(database, clock)
    assert snapshot.entries[0].proofs == (("县农林局", "unasked"),)


async def test_right_wrong_and_silent_stand_in_the_snapshot_and_the_audit(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    (card,) = await cards(database)
    ok, fix = pressed(card, "#1 无误"), pressed(card, "#2 更正")
    async with database.transaction() as tx:
        bob = await made.actor("bob", tx)
        after = await confirm(tx, bob, ok.subject, ok.version)
        assert "#1（无误）" in after.text
        assert after.edit
        assert (await ask_words(tx, bob, 2001, fix.subject)).ask
    async with database.transaction() as tx:
        bob = await made.actor("bob", tx)
        asked, there = await expected(tx, bob, 2001, ProofWords, "")
        await drop(tx, there)
        said = await take_words(tx, bob, asked, Saying("已完成招标，12月开工", MessageSource(2001, 77)))
        assert said.text.startswith("已记录 R-")
    assert await states(database) == ["confirmed", "corrected", "asked"]
    snapshot = await weekly_snapshot(database, clock)
    assert [entry.proofs[0][1] for entry in snapshot.entries] == ["confirmed", "corrected", "silent"]
    assert snapshot.entries[1].progress == "已完成招标，12月开工。"
    assert await states(database) == ["confirmed", "corrected", "silent"]
    async with database.reading() as tx:
        (closed,) = [one for one in await audit.entries_about(tx, "2026-W48", limit=9) if "close" in one.action]
    assert "无误1、已更正1、未回复1" in closed.after
    with pytest.raises(TooLate, match="已截止"):
        async with database.transaction() as tx:
            await confirm_all(tx, await made.actor("bob", tx), pressed(card, "#3 无误").subject)


async def test_a_later_report_is_told_apart_from_what_was_found_right(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    (card,) = await cards(database)
    async with database.transaction() as tx:
        await confirm_all(tx, await made.actor("bob", tx), pressed(card, "全部").subject)
    clock.advance(hours=2)
    await report(database, made, "bob", "#1", "方案已修订", 9)
    snapshot = await weekly_snapshot(database, clock)
    assert [entry.proofs[0][1] for entry in snapshot.entries] == ["changed", "confirmed", "confirmed"]


async def test_a_report_instead_of_a_press_is_a_correction(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    clock.advance(hours=2)
    await report(database, made, "bob", "#3", "已完成勘察", 9)
    snapshot = await weekly_snapshot(database, clock)
    assert [entry.proofs[0][1] for entry in snapshot.entries] == ["silent", "silent", "corrected"]


async def test_what_was_found_right_is_not_asked_again(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    (card,) = await cards(database)
    async with database.transaction() as tx:
        await confirm_all(tx, await made.actor("bob", tx), pressed(card, "全部").subject)
    await weekly_snapshot(database, clock)
    await report(database, made, "bob", "#2", "正在招标", 9)
    clock.at = THURSDAY
    clock.advance(days=7)
    await run_until_none(database.transaction, follow_proofs)
    again = (await cards(database))[-1]
    assert "#2 无误" in str(again.choices)
    assert "#1 无误" not in str(again.choices)


async def test_what_was_passed_over_is_not_asked_week_by_week(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    await weekly_snapshot(database, clock)
    await report(database, made, "bob", "#2", "正在招标", 9)
    clock.at = THURSDAY
    clock.advance(days=7)
    await run_until_none(database.transaction, follow_proofs)
    again = (await cards(database))[-1]
    assert "#2 无误" in str(again.choices)
    assert "#1 无误" not in str(again.choices)


async def test_the_correction_of_a_closed_item_goes_to_the_supervisors(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock, total=2, closed=2)
    (card,) = await cards(database)
    fix = pressed(card, "#2 更正")
    async with database.transaction() as tx:
        await ask_words(tx, await made.actor("bob", tx), 2001, fix.subject)
    async with database.transaction() as tx:
        bob = await made.actor("bob", tx)
        asked, there = await expected(tx, bob, 2001, ProofWords, "")
        await drop(tx, there)
        said = await take_words(tx, bob, asked, Saying("应为11月20日完成", MessageSource(2001, 77)))
    assert "已转督查室" in said.text
    told = [note for note in await heard(database, "alice", "word") if "核稿更正" in note.title]
    assert "应为11月20日完成" in told[0].text


async def test_two_answers_are_one(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    (card,) = await cards(database)
    ok = pressed(card, "#1 无误")
    async with database.transaction() as tx:
        await confirm(tx, await made.actor("bob", tx), ok.subject, ok.version)
    async with database.transaction() as tx:
        bob = await made.actor("bob", tx)
        with pytest.raises(TooLate, match="已核过"):
            await confirm(tx, bob, ok.subject, ok.version)
        with pytest.raises(TooLate, match="已核过"):
            await ask_words(tx, bob, 2001, ok.subject)


async def test_only_the_unit_answers(database: Database, clock: Clock) -> None:
    made = await round_of(database, clock)
    (card,) = await cards(database)
    ok = pressed(card, "#1 无误")
    async with database.transaction() as tx:
        for who in ("carol", "alice", "lena"):
            with pytest.raises(NotFound):
                await confirm(tx, await made.actor(who, tx), ok.subject, ok.version)
        for who in ("bob", "lena"):
            with pytest.raises(NotAllowed):
                await show_proofs(tx, await made.actor(who, tx), "off")


async def test_it_can_be_switched_off_and_on(database: Database, clock: Clock) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        assert "开启的" in (await show_proofs(tx, alice)).text
        await show_proofs(tx, alice, "off")
        assert "没有变动" in (await show_proofs(tx, alice, "关")).text
    clock.at = THURSDAY
    await run_until_none(database.transaction, follow_proofs)
    assert await cards(database) == []
    async with database.transaction() as tx:
        await show_proofs(tx, await made.actor("alice", tx), "on")
    await run_until_none(database.transaction, follow_proofs)
    assert len(await cards(database)) == 1
    async with database.reading() as tx:
        shown = await show_proofs(tx, await made.actor("alice", tx))
    assert "尚未回复：县农林局" in shown.text


async def test_a_draft_is_sent_to_its_units_and_shows_what_they_say(database: Database, clock: Clock) -> None:
    made = await an_office(database, total=2, closed=0)
    bulletin_id, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        said = await send_draft(tx, await made.actor("alice", tx), bulletin_id, version)
    assert "2条文字" in said.text
    await run_until_none(database.transaction, follow_proofs)
    (card,) = await cards(database)
    assert card.title == "核稿：下一期通报将这样写县农林局"
    async with database.transaction() as tx:
        ok = pressed(card, "#1 无误")
        await confirm(tx, await made.actor("bob", tx), ok.subject, ok.version)
        seen = await turn_bulletin(tx, await made.actor("alice", tx), bulletin_id, 1)
    assert seen.text == "核稿：无误1、未回复1\n· #2 县农林局：未回复"
    assert "1个单位没有回复：县农林局" in await press_publish(database, made, "alice", bulletin_id, version)
    await press_anyway(database, made, "alice", bulletin_id, version)
    async with database.reading() as tx:
        row = await bulletins.newest_issue(tx)
        assert row is not None
    assert [entry.proofs[0][1] for entry in bulletin_from_json(row.snapshot).entries] == ["confirmed", "silent"]


async def test_nobody_to_send_a_draft_to(database: Database) -> None:
    made = await an_office(database, total=0, closed=0)
    await made.item("无主事项", units=())
    bulletin_id, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        with pytest.raises(BadInput, match="没有可送核的单位"):
            await send_draft(tx, await made.actor("alice", tx), bulletin_id, version)


async def test_by_chat(database: Database, clock: Clock) -> None:
    await round_of(database, clock)
    (card,) = await cards(database)
    asked = await fed(database, "bob", press("bob", button(card, "#3 更正")))
    assert "#3 拟刊：" in asked.text
    done = await fed(database, "bob", "已完成选址")
    assert done.text.startswith("已记录 R-")
    edits = [note for note in await heard(database, "bob", "proof") if note.edits_key]
    assert "#3（已更正）" in edits[-1].text
    shown = await fed(database, "alice", "/proof")
    assert "已更正1" in shown.text


async def test_another_office_sees_nothing(database: Database, clock: Clock) -> None:
    await round_of(database, clock)
    async with database.transaction(office_id=2) as tx:
        assert await proofs.open_units(tx) == []
        assert await tx.row(Proof, 1) is None
        await proofs.close(tx, "2026-W48")
    assert await states(database) == ["asked"] * 3


async def test_long_sentences_are_whole_and_take_as_many_messages_as_they_need(
    database: Database, clock: Clock
) -> None:
    made = await an_office(database, total=0, closed=0)
    for place in range(5):
        label = await made.item(f"第{place + 1}件" + "认真组织实施，" * 60, subs=("前期" * 40, "后期" * 40))
        await report(database, made, "bob", f"{label}.1", "方案已印发，" * 60, place)
    clock.at = THURSDAY
    await run_until_none(database.transaction, follow_proofs)
    notes = await cards(database)
    assert len(notes) > 1
    assert all(utf16_length(note.title) + utf16_length(note.text) < 4000 for note in notes)
    snapshot = await weekly_snapshot(database, clock)
    text = "\n".join(note.text for note in notes)
    assert all(sentence_of(entry) in text for entry in snapshot.entries)
