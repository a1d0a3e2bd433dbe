"""Asking for completion: the words, the cards of the supervisors, the parts that are covered."""

from datetime import date

from sqlmodel import col, select

from domain.arrivals import Arrival, SavedFile
from domain.states import State
from storage.database import Database
from storage.office import people
from storage.tables import Attachment, AuditEntry, Report, ReportKind
from tests.building import county
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import states

PHOTO = SavedFile("photo", "照片.jpg", "aa", 10, "f" * 64, "photo-1")


async def test_each_supervisor_gets_a_card_with_what_they_decide_on(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 12, 5))
    answer = await feed(database, "bob", "/done 1 已竣工验收", Arrival(files=(PHOTO,)))
    assert "已记录 R-1 · #1 · 第1次反馈 · 距时限12天" in answer.text
    assert "等督查室审核" in answer.text
    assert await states(database, "1") == (State.AWAITING_REVIEW, [State.AWAITING_REVIEW])
    for who in ("alice", "dave"):
        (card,) = await heard(database, who, "review_card")
        assert card.title == "申请办结 #1 · 县农林局"
        for words in ("修建河堤", "完成情况：已竣工验收", "佐证材料：1件", "距时限12天"):
            assert words in card.text
        assert [choice.style for choice in card.choices[0]] == ["success", "danger"]
        assert card.dedupe_key == f"review:1:2:{made.person_ids[who]}"
    assert await heard(database, "adam", "review_card") == []
    assert await heard(database, "lena", "review_card") == []


async def test_missing_words_are_asked_for_and_files_wait_for_them(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    question = await feed(database, "bob", "", Arrival(files=(PHOTO,)), caption="/done 1")
    assert question.ask
    assert (await states(database, "1"))[0] is State.ASSIGNED
    assert "已申请办结" in (await feed(database, "bob", "已竣工")).text
    async with database.reading() as tx:
        (stored,) = (await tx.session.exec(select(Report))).all()
        (kept,) = (await tx.session.exec(select(Attachment))).all()
    assert (stored.kind, stored.text, kept.report_id) == (ReportKind.COMPLETION, "已竣工", stored.report_id)


async def test_the_chinese_words_do_the_same(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("修建道路")
    assert "已申请办结" in (await feed(database, "bob", "申请办结 1 已竣工")).text
    assert "已申请办结" in (await feed(database, "bob", "办结2，已竣工")).text


async def test_a_command_in_chinese_leaves_the_question_of_completion(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("修建道路")
    await feed(database, "bob", "/done 1")
    assert "#2" in (await feed(database, "bob", "进展 2 已开工")).text
    assert (await states(database, "1"))[0] is State.ASSIGNED


async def test_a_second_request_says_that_the_first_waits(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1 已竣工")
    for words in ("/done 1 已竣工", "/done 1"):
        again = await feed(database, "bob", words)
        assert again.kind == "refusal"
        assert "正在等督查室审核" in again.text
    assert len(await heard(database, "alice", "review_card")) == 1


async def test_a_request_on_an_item_covers_its_open_parts_of_that_unit(database: Database) -> None:
    made = await county(database)
    await made.item("振兴茶业", units=("县农林局", "县财政局"), subs=("建基地", "育品牌"))
    answer = await feed(database, "bob", "/done 1 都已完成")
    assert "含2个子事项" in answer.text
    for label in ("1", "1.1", "1.2"):
        assert sorted((await states(database, label))[1]) == [State.ASSIGNED, State.AWAITING_REVIEW]
    (card,) = await heard(database, "alice", "review_card")
    assert "一并申请：2个子事项" in card.text
    async with database.reading() as tx:
        query = select(AuditEntry.subject).where(col(AuditEntry.action) == "completion")
        assert set((await tx.session.exec(query)).all()) == {"#1", "#1.1", "#1.2"}


async def test_a_part_that_asked_before_keeps_its_own_card_and_is_not_counted(database: Database) -> None:
    made = await county(database)
    await made.item("振兴茶业", subs=("建基地", "育品牌"))
    await feed(database, "bob", "/done 1.1 已建成")
    assert "含1个子事项" in (await feed(database, "bob", "/done 1 都已完成")).text
    await feed(database, "alice", press("alice", button((await heard(database, "alice"))[-1], "通过")))
    assert (await states(database, "1"))[0] is State.CLOSED
    closed = [note for note in await heard(database, "dave", "review_card") if note.edits_key]
    assert len(closed) == 2
    assert "#1.1 已随 #1 一并销号" in closed[0].text or "#1.1 已随 #1 一并销号" in closed[1].text


async def test_a_report_after_the_request_renews_the_cards_and_their_version(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "bob", "/report 1 补充验收单")
    first, renewed = await heard(database, "alice", "review_card")
    assert renewed.edits_key == first.dedupe_key
    assert "完成情况：已竣工" in renewed.text
    assert "补充反馈：补充验收单" in renewed.text
    old = await feed(database, "alice", press("alice", button(first, "通过")))
    assert old.kind == "refusal"
    assert "新的反馈" in old.text
    done = await feed(database, "alice", press("alice", button(renewed, "通过")))
    assert done.toast == "已销号"


async def test_with_seats_in_two_units_the_open_one_asks(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        from domain.office.people import Role

        await people.add_seat(tx, made.person_ids["bob"], Role.OFFICIAL, made.unit_ids["县财政局"])
    await feed(database, "bob", "/done 1 一方完成")
    await feed(database, "bob", "/done 1 另一方完成")
    titles = [card.title for card in await heard(database, "alice", "review_card")]
    assert titles == ["申请办结 #1 · 县农林局", "申请办结 #1 · 县财政局"]
    assert (await feed(database, "bob", "/done 1 已全部完成")).kind == "refusal"
