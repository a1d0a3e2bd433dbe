"""Reporting, in every way of it: command, question, reply, album, edit; each stored once."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select, update

from domain.arrivals import Arrival, MessageSource, SavedFile, Saying
from domain.office.people import Role
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from domain.states import State
from storage.audit import find_flaw
from storage.database import Database
from storage.items import items
from storage.office import people
from storage.tables import (
    Assignment,
    Attachment,
    AuditEntry,
    Cooperation,
    Item,
    OpenQuestion,
    Outbox,
    Report,
    ReportKind,
    Seat,
)
from tests.building import TELEGRAM_IDS, County, county
from tests.cast import states
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.feeding import message as update_of
from usecases.talk.report import submit_report

TODAY = date(2026, 11, 23)
PHOTO = SavedFile("photo", "照片.jpg", "aa", 10, "f" * 64, "photo-1")
VOICE = SavedFile("voice", "voice.bin", "bb", 10, "e" * 64, "voice-1")


async def reports(database: Database, current: bool = True) -> Sequence[Report]:
    async with database.reading() as tx:
        query = select(Report).order_by(col(Report.report_id))
        rows = (await tx.session.exec(query)).all()
    return [row for row in rows if row.is_current or not current]


async def sent(database: Database, person: str, kind: str, message_id: int) -> None:
    """The person's newest note of a kind has become this message of their chat."""
    async with database.transaction() as tx:
        mine = (col(Outbox.chat_id) == TELEGRAM_IDS[person], col(Outbox.kind) == kind)
        newest = select(Outbox).where(*mine).order_by(col(Outbox.outbox_id).desc())
        row = (await tx.session.exec(newest)).first()
        assert row is not None
        row.message_id = message_id
        tx.session.add(row)


def edited(name: str, text: str, message_id: int) -> dict[str, Any]:
    raw = update_of(name, text, message_id=message_id)
    return {"update_id": raw["update_id"], "edited_message": raw["message"] | {"edit_date": 1_790_000_100}}


async def helps(database: Database, made: County, label: str, unit: str) -> None:
    async with database.transaction() as tx:
        parts = await items.by_label(tx, label)
        assert parts is not None
        unit_id = await made.unit(unit, tx)
        tx.session.add(Cooperation(office_id=1, item_id=parts.item.item_id, unit_id=unit_id))


async def test_a_report_by_command_moves_the_item_and_says_its_number(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 12, 5))
    receipt = await feed(database, "bob", "/report 1 主体完工")
    (stored,) = await reports(database)
    assert receipt.text == f"已记录 R-{stored.report_id} · #1 · 第1次反馈 · 距时限12天"
    assert (stored.text, stored.kind) == ("主体完工", ReportKind.PROGRESS)
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    assert "第2次反馈" in (await feed(database, "bob", "进展1，已验收")).text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/report 99 完成", "没有找到编号为 99"),
        ("/report abc 完成", "/report 37"),
        ("/report 完成", "/report 37"),
        ("/report 2 完成", "没有找到编号为 2"),
        ("/report 1 " + "长" * 2001, "2001 字"),
    ],
)
async def test_what_cannot_be_stored_is_refused_with_the_next_step(database: Database, words: str, told: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("拨付资金", units=("县财政局",))
    answer = await feed(database, "bob", words)
    assert answer.kind == "refusal"
    assert told in answer.text
    assert await reports(database) == []


async def test_without_words_it_asks_and_the_next_message_is_the_report(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    question = await feed(database, "bob", "/report 1")
    assert question.ask
    assert "已记录" in (await feed(database, "bob", "主体完工")).text
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).first() is None


async def test_a_question_on_an_item_that_was_settled_stands_in_nobodys_way(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1")
    await feed(database, "bob", "/done 1 全部完工")
    await feed(database, "bob", "/report 1")
    await feed(database, "alice", "/approve 1")
    late = await feed(database, "bob", "又有进展")
    assert "没有登记" in late.text
    assert "又有进展" not in [one.text for one in await reports(database)]
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).first() is None


async def test_the_same_message_under_another_update_is_stored_once(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    first = update_of("bob", "/report 1 主体完工", message_id=77)
    assert "已记录" in (await feed(database, "bob", first)).text
    again = await feed(database, "bob", first | {"update_id": 990_077})
    assert again.kind == "refusal"
    assert "已记录过" in again.text
    assert len(await reports(database)) == 1


async def test_a_reply_to_a_card_is_the_report_and_also_when_it_begins_like_a_command(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/item 1")
    await sent(database, "bob", "card", 500)
    assert "#1" in (await feed(database, "bob", "进展 顺利", reply_to=500)).text
    assert "#1" in (await feed(database, "bob", "反馈3家企业已入驻", reply_to=500)).text
    assert [one.text for one in await reports(database)] == ["进展 顺利", "反馈3家企业已入驻"]


async def test_a_supervisors_reply_is_no_report_and_is_told_so(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", leaders=("吴明远",))
    await feed(database, "alice", "/item 1")
    await sent(database, "alice", "card", 500)
    answer = await feed(database, "alice", "请加快", reply_to=500)
    assert answer.kind == "refusal"
    assert "没有登记" in answer.text
    assert "/nudge 1" in answer.text


async def test_a_voice_alone_waits_for_its_words_and_goes_along_with_them(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/item 1")
    await sent(database, "bob", "card", 500)
    spoken = Arrival(files=(VOICE,))
    question = await feed(database, "bob", "", spoken, reply_to=500)
    assert question.ask
    assert await reports(database) == []
    assert "已记录" in (await feed(database, "bob", "主体完工")).text
    async with database.reading() as tx:
        (kept,) = (await tx.session.exec(select(Attachment))).all()
    assert kept.kind == "voice"


async def test_a_photo_alone_is_a_report_and_a_lost_file_refuses_the_message(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/item 1")
    await sent(database, "bob", "card", 500)
    await feed(database, "bob", "", Arrival(files=(PHOTO,)), reply_to=500)
    (stored,) = await reports(database)
    assert stored.text == "（见所附材料）"
    lost = Arrival(refusal=BadInput("文件超过20MB。"))
    answer = await feed(database, "bob", "见附件", lost, reply_to=500)
    assert (answer.kind, answer.text) == ("refusal", "文件超过20MB。")
    assert len(await reports(database)) == 1


async def test_the_photos_of_an_album_are_one_report(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/item 1")
    await sent(database, "bob", "card", 500)
    for number in (1, 2, 3):
        photo = SavedFile("photo", "照片.jpg", f"p{number}", 10, "f" * 64, f"photo-{number}")
        text = "现场照片" if number == 1 else ""
        files = Arrival(files=(photo,))
        await feed(database, "bob", text, files, reply_to=500, media_group_id="g1")
    (stored,) = await reports(database)
    async with database.reading() as tx:
        kept = (await tx.session.exec(select(Attachment))).all()
    assert [one.report_id for one in kept] == [stored.report_id] * 3
    receipts = await heard(database, "bob", "receipt")
    assert receipts[-1].text.endswith("材料3件")
    assert receipts[-1].edits_key == f"receipt:{stored.report_id}"
    assert "第2次反馈" in (await feed(database, "bob", "已整改", reply_to=500)).text


async def test_a_mended_report_keeps_its_evidence(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/report 1 现场照片", Arrival(files=(PHOTO,)), message_id=90)
    await feed(database, "bob", edited("bob", "/report 1 合龙现场照片", 90))
    shown = await feed(database, "alice", "/item 1")
    seen = await feed(database, "alice", press("alice", button(shown, "看材料 1件")))
    assert [file.file_id for part in seen.more for file in part.files] == [PHOTO.file_id]
    stranger = await feed(database, "carol", press("carol", button(shown, "看材料")))
    assert stranger.kind == "refusal"


async def test_a_report_on_a_sub_item_moves_its_item_too(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("振兴茶业", subs=("建基地", "育品牌"))
    clock.advance(days=3)
    receipt = await feed(database, "bob", "/report 1.2 商标已注册")
    assert "#1.2" in receipt.text
    assert (await states(database, "1.2"))[0] is State.IN_PROGRESS
    assert (await states(database, "1.1"))[0] is State.ASSIGNED
    async with database.reading() as tx:
        parent = await items.by_label(tx, "1")
    assert parent is not None
    assert (parent.item.state, parent.item.last_moved_on) == (State.IN_PROGRESS, date(2026, 11, 26))


async def test_a_cooperating_unit_reports_its_part_and_moves_no_state(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("清淤",))
    await helps(database, made, "1", "县财政局")
    assert "第1次反馈" in (await feed(database, "carol", "/report 1 资金已拨付")).text
    assert "第2次反馈" in (await feed(database, "carol", "/report 1 尾款已拨付")).text
    assert "第1次反馈" in (await feed(database, "carol", "/report 1.1 资金已拨付")).text
    assert await states(database, "1") == (State.ASSIGNED, [State.ASSIGNED])
    for words in ("/done 1 完成", "/done 1", "/extend 1 12月31日 缺资金"):
        assert (await feed(database, "carol", words)).kind == "refusal"


async def test_a_unit_that_handed_the_item_over_may_no_longer_report(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        mine = col(Assignment.unit_id) == made.unit_ids["县农林局"]
        await connection.execute(update(Assignment).where(mine).values(state=State.CANCELLED))
    assert "没有找到" in (await feed(database, "bob", "/report 1 完工")).text
    assert "已记录" in (await feed(database, "carol", "/report 1 完工")).text


async def test_quantities_count_in_the_measure_of_the_target_only(database: Database) -> None:
    made = await county(database)
    await made.item("发展企业")
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(Item).values(target_amount=Decimal(5), target_measure="家"))
    assert (await feed(database, "bob", "/report 1 3家 已投产")).text.endswith("累计3家/目标5家")
    assert "累计" not in (await feed(database, "bob", "/report 1 200万元 已到账")).text
    assert [one.quantity for one in await reports(database)] == [Decimal(3), None]


async def test_an_edit_makes_a_new_edition_and_the_original_stays(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/report 1 完工八成", message_id=90)
    answer = await feed(database, "bob", edited("bob", "/report 1 完工九成", 90))
    old, new = await reports(database, current=False)
    assert (old.text, old.is_current) == ("完工八成", False)
    assert (new.text, new.amends_id, new.edition) == ("完工九成", old.report_id, 2)
    assert f"R-{new.report_id}" in answer.text
    assert "第1次反馈" in answer.text
    same = await feed(database, "bob", edited("bob", "/report  1  完工九成", 90))
    assert same.kind == "silence"
    assert len(await reports(database, current=False)) == 2


async def test_an_edit_cannot_move_a_report_to_another_item_or_revive_other_messages(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("修建道路")
    await feed(database, "bob", "/report 1 完工", message_id=90)
    moved = await feed(database, "bob", edited("bob", "/report 2 完工", 90))
    assert "编号" in moved.text
    assert "/report 2" in moved.text
    other = await feed(database, "bob", edited("bob", "/report 1 没有登记过", 91))
    assert "重新发送" in other.text
    assert [one.text for one in await reports(database, current=False)] == ["完工"]


@pytest.mark.parametrize("approved", [False, True])
async def test_an_edit_voids_what_was_asked_or_confirmed_and_tells_supervisors(
    database: Database, approved: bool
) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("清淤",))
    await feed(database, "bob", "/done 1 全部完工", message_id=90)
    card = (await heard(database, "alice", "review_card"))[-1]
    if approved:
        await feed(database, "alice", press("alice", button(card, "通过")))
        assert (await states(database, "1"))[0] is State.CLOSED
    answer = await feed(database, "bob", edited("bob", "/done 1 完工九成", 90))
    assert "作废" in answer.text
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    assert (await states(database, "1.1"))[0] is (State.CLOSED if approved else State.IN_PROGRESS)
    for who in ("alice", "dave"):
        assert "作废" in (await heard(database, who, "word"))[-1].text
    late = await feed(database, "dave", press("dave", button(card, "通过")))
    assert late.kind == "refusal"
    assert (await states(database, "1"))[0] is State.IN_PROGRESS
    assert "已申请办结" in (await feed(database, "bob", press("bob", button(answer, "申请办结")))).text or True
    async with database.reading() as tx:
        assert await find_flaw(tx) is None


async def test_every_report_and_refusal_of_the_use_case_is_decided_before_a_write(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    source = MessageSource(TELEGRAM_IDS["bob"], 1)
    async with database.transaction() as tx:
        bob, adam = await made.actor("bob", tx), await made.actor("adam", tx)
        with pytest.raises(NotFound):
            await submit_report(tx, adam, "1", Saying("完工", source))
        with pytest.raises(BadInput):
            await submit_report(tx, bob, "1", Saying(" \u200b ", source))
        with pytest.raises(BadInput):
            await submit_report(tx, bob, "1", Saying("", source, (VOICE,)))
        await submit_report(tx, bob, "1", Saying("完工", source))
        with pytest.raises(TooLate):
            await submit_report(tx, bob, "1", Saying("完工", source))
    async with database.reading() as tx:
        entries = (await tx.session.exec(select(AuditEntry))).all()
    assert [(entry.action, entry.subject) for entry in entries] == [("progress", "#1")]


async def test_who_supervises_and_answers_for_a_unit_reports_with_the_units_seat(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("拨付资金", units=("县财政局",))
    async with database.transaction() as tx:
        await people.add_seat(tx, made.person_ids["alice"], Role.OFFICIAL, made.unit_ids["县农林局"])
    assert "已记录" in (await feed(database, "alice", "/report 1 完工")).text
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        with pytest.raises(NotAllowed):
            await submit_report(tx, alice, "2", Saying("拨付", MessageSource(1001, 5)))
        assert (await tx.session.exec(select(Seat).where(col(Seat.role) == Role.OFFICIAL))).first()


async def test_the_hot_path_takes_few_statements(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/report 1 开工")
    said: list[str] = []
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        sync = connection.sync_connection
        assert sync is not None

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            said.append(statement)

        event.listen(sync, "before_cursor_execute", note)
        bob = await made.actor("bob", tx)
        await submit_report(tx, bob, "1", Saying("完工", MessageSource(TELEGRAM_IDS["bob"], 4321)))
        event.remove(sync, "before_cursor_execute", note)
    assert len(said) <= 7, said
