"""Bulletins: figures that are right, one issue whatever happens, and posts nobody is sure of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlmodel import col, select, update

from domain.arrivals import MessageSource, Saying
from domain.bulletin.snapshot import bulletin_from_json
from domain.bulletin.wording import WORDING
from domain.hygiene import utf16_length
from domain.notes import Answer, Link, Note, note_from_json
from domain.office.settings import DISTRIBUTION
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from domain.requests import RequestKind
from domain.states import State
from scheduler.runner import run_until_none
from storage.audit import find_flaw
from storage.bulletin import bulletins
from storage.database import Database
from storage.delivery import outbox
from storage.office import settings
from storage.tables import Assignment, BoundGroup, Bulletin, Claim, ClaimState, Item, Outbox, OutboxState, Report
from tests.building import TELEGRAM_IDS, County, county
from tests.cast import bound
from tests.conftest import Clock
from tests.feeding import button, feed, press
from usecases.bulletin.bulletin import discard, open_issue, show_bulletin, turn_bulletin
from usecases.bulletin.drafts import make_draft
from usecases.bulletin.issue.weekly import issue_weekly, publish_week_now, skip_week
from usecases.bulletin.posts.held_posts import held_resend, held_there
from usecases.bulletin.publish import hold_claim, publish, publish_anyway, publish_pressed, settle_claim
from usecases.bulletin.reword import NewWording, ask_words, reword
from usecases.steps.asking import answering, expected, open_question
from usecases.steps.requests import OpenRequest, open_requests
from usecases.talk.report import submit_report

GROUP = -100_500
FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


async def bind(database: Database, made: County, chat_id: int = GROUP) -> None:
    await bound(made, chat_id)
    async with database.transaction() as tx:
        tx.record("bind", "县领导督办群")


async def close(database: Database, *numbers: int) -> None:
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        mine = update(Item).where(col(Item.number).in_(numbers))
        ids = (
            await connection.execute(mine.values(state=State.CLOSED, closed_at=tx.now).returning(col(Item.item_id)))
        ).scalars()
        duty = update(Assignment).where(col(Assignment.item_id).in_(list(ids)))
        await connection.execute(duty.values(state=State.CLOSED))


async def an_office(database: Database, total: int = 3, closed: int = 1) -> County:
    made = await county(database)
    await bind(database, made)
    for place in range(total):
        await made.item(f"推进第{place + 1}项重点工作")
    await close(database, *range(1, closed + 1))
    return made


async def sent_as(database: Database, *kinds: str) -> Sequence[Outbox]:
    async with database.reading() as tx:
        query = select(Outbox).where(col(Outbox.kind).in_(kinds)).order_by(col(Outbox.outbox_id))
        return (await tx.session.exec(query)).all()


async def posts(database: Database) -> list[Note]:
    return [note_from_json(row.note) for row in await sent_as(database, "post")]


async def draft(database: Database, made: County, words: str = "") -> tuple[int, int, Answer]:
    """(bulletin id, version, preview) as Alice gets them."""
    async with database.transaction() as tx:
        answer = await show_bulletin(tx, await made.actor("alice", tx), words, is_private=True)
    button = next(choice for row in answer.choices for choice in row if choice.verb == "publish")
    return button.subject, button.version, answer


async def press_publish(database: Database, made: County, who: str, bulletin_id: int, version: int) -> str:
    async with database.transaction() as tx:
        return (await publish_pressed(tx, await made.actor(who, tx), bulletin_id, version)).text


async def press_anyway(database: Database, made: County, who: str, bulletin_id: int, version: int) -> str:
    async with database.transaction() as tx:
        return (await publish_anyway(tx, await made.actor(who, tx), bulletin_id, version)).text


async def tick(database: Database) -> int:
    return await run_until_none(database.transaction, issue_weekly)


async def the_claims(database: Database) -> list[tuple[str, int, str, ClaimState]]:
    async with database.reading() as tx:
        rows = (await tx.session.exec(select(Claim).order_by(col(Claim.claim_id)))).all()
    return [(row.kind, row.chat_id, row.period, row.state) for row in rows]


async def test_the_figures_are_right_and_reach_the_group(database: Database) -> None:
    made = await an_office(database, total=17, closed=12)
    bulletin_id, version, preview = await draft(database, made)
    assert "12件（70.6%）" in preview.text
    text = await press_publish(database, made, "alice", bulletin_id, version)
    assert text.startswith("已发布第1期")
    first, whole = await posts(database)
    assert "共17件" in first.text
    assert "12件（70.6%）" in first.text
    assert first.paper is not None
    assert first.paper.name == "督办通报第1期（一图读懂）.png"
    assert "一、已完成工作12件（占70.6%）。" in whole.folded
    assert "二、需长期开展和正在推进的工作5件（占29.4%）。" in whole.folded
    papers = [note_from_json(row.note).paper for row in await sent_as(database, "paper")]
    assert [(one.kind, one.subject, one.name) for one in papers if one] == [
        ("bulletin_pdf", bulletin_id, "督办通报第1期.pdf")
    ]
    assert await the_claims(database) == [("bulletin", GROUP, "2026-1", ClaimState.DUE)]
    async with database.transaction() as tx:
        assert await find_flaw(tx) is None


@pytest.mark.parametrize(("count", "kept"), [(3, ["1", "bulletin_pdf", "2"]), (40, ["1", "bulletin_pdf"])])
async def test_a_group_gets_three_messages_at_most(database: Database, count: int, kept: list[str]) -> None:
    made = await county(database)
    await bind(database, made)
    for place in range(count):
        await made.item(f"第{place + 1}项😀" + "认真组织实施，确保按期完成" * 12)
    bulletin_id, *_ = drafted = (await draft(database, made))[:2]
    await press_anyway(database, made, "alice", *drafted)
    rows = await sent_as(database, "post", "paper")
    claim_id = rows[0].claim_id
    assert [row.dedupe_key for row in rows] == [f"post:{claim_id}:{key}" for key in kept]
    notes = [note_from_json(row.note) for row in rows]
    assert notes[0].links[0] == (Link("看全文、Word 版", start=f"bulletin_{bulletin_id}"),)
    assert utf16_length(notes[0].title) + utf16_length(notes[0].text) < 1024


async def test_the_issue_is_opened_in_private_with_its_word_file(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        with pytest.raises(NotFound):
            await open_issue(tx, await made.actor("lena", tx), bulletin_id)
    await press_publish(database, made, "alice", bulletin_id, version)
    async with database.transaction() as tx:
        shown = await open_issue(tx, await made.actor("lena", tx), bulletin_id)
        with pytest.raises(NotAllowed):
            await open_issue(tx, await made.actor("bob", tx), bulletin_id)
    assert "共3件" in shown.text
    assert [one.paper.name for one in shown.more if one.paper] == ["督办通报第1期.docx"]


async def test_two_presses_publish_once(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    await press_publish(database, made, "alice", bulletin_id, version)
    before = len(await posts(database))
    with pytest.raises(TooLate, match="第1期"):
        await press_publish(database, made, "dave", bulletin_id, version)
    assert len(await posts(database)) == before


async def test_issue_numbers_follow_and_start_anew_each_year(database: Database, clock: Clock) -> None:
    made = await an_office(database)
    numbers = []
    for days in (0, 7, 60):
        clock.advance(days=days)
        bulletin_id, version, _ = await draft(database, made)
        await press_anyway(database, made, "alice", bulletin_id, version)
        async with database.reading() as tx:
            row = await bulletins.by_id(tx, bulletin_id)
            assert row is not None
            numbers.append((row.year, row.issue_number))
    assert numbers == [(2026, 1), (2026, 2), (2027, 1)]


async def test_a_discarded_draft_uses_no_number(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        await discard(tx, await made.actor("alice", tx), bulletin_id, version)
    with pytest.raises(NotFound):
        await press_publish(database, made, "alice", bulletin_id, version)
    text = await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    assert text.startswith("已发布第1期")


async def test_without_a_group_publishing_is_refused_with_the_way_out(database: Database) -> None:
    made = await county(database)
    await made.item("修桥")
    bulletin_id, version, _ = await draft(database, made)
    with pytest.raises(BadInput, match="/bind"):
        await press_publish(database, made, "alice", bulletin_id, version)
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
    assert row is not None
    assert row.issue_number is None


async def test_what_was_previewed_is_what_goes_out(database: Database) -> None:
    made = await an_office(database, total=2, closed=0)
    bulletin_id, version, _ = await draft(database, made)
    await close(database, 1)
    assert "#1 已办结" in await press_publish(database, made, "alice", bulletin_id, version)
    assert await posts(database) == [], "what changed since is said before it goes"
    await press_anyway(database, made, "alice", bulletin_id, version)
    assert "已完成0件（0%）" in (await posts(database))[0].text


async def test_the_change_since_the_last_issue_is_told(database: Database, clock: Clock) -> None:
    made = await an_office(database, total=4, closed=1)
    await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    clock.advance(days=7)
    await made.item("新增工作")
    await close(database, 2, 3)
    preview = (await draft(database, made))[2]
    assert "上周（11月23日）→ 本周\n· 总数 4 → 5（+1）\n· 已完成 1 → 3（+2）" in preview.text
    assert "本周办结（2件）" in preview.text


async def test_a_meeting_that_was_closed_and_published_is_not_printed_again(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, made)
    await made.item("旧会议事项", meeting="2026年第4次常务会议")
    await made.item("新会议事项", meeting="2026年第5次常务会议")
    await close(database, 1)
    clock.advance(hours=1)
    await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    clock.advance(days=7)
    preview = (await draft(database, made))[2]
    assert "共1件" in preview.text
    assert "总数 1 → 1（持平）" in preview.text


async def test_a_bulletin_of_one_meeting(database: Database) -> None:
    made = await county(database)
    await made.item("甲事", meeting="2026年第4次常务会议")
    await made.item("乙事", meeting="2026年第5次常务会议")
    preview = (await draft(database, made, "第5次"))[2]
    assert "2026年第5次常务会议" in preview.text
    assert "共1件" in preview.text
    async with database.transaction() as tx:
        asked = await show_bulletin(tx, await made.actor("alice", tx), "常务会议", is_private=True)
        assert [row[0].verb for row in asked.choices] == ["bulletin_of"] * 2
        with pytest.raises(NotFound, match="没有名称含“党组”的会议"):
            await show_bulletin(tx, await made.actor("alice", tx), "党组", is_private=True)


async def report(database: Database, made: County, who: str, label: str, text: str, message: int) -> None:
    async with database.transaction() as tx:
        actor = await made.actor(who, tx)
        await submit_report(tx, actor, label, Saying(text, MessageSource(TELEGRAM_IDS[who], message)))


async def test_progress_is_composed_of_all_reports_and_names_its_source(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", subs=("勘察", "施工"))
    await report(database, made, "bob", "#1.1", "勘察已经完成", 1)
    await made.item("铺路", units=("县农林局", "县财政局"))
    await report(database, made, "bob", "#2", "已开工", 2)
    await report(database, made, "bob", "#2", "路基完成", 3)
    await report(database, made, "carol", "#2", "县财政局已拨款", 4)
    async with database.transaction() as tx:
        row = await make_draft(tx, await made.actor("alice", tx))
        first, second = bulletin_from_json(row.snapshot).entries
        newest = (await tx.session.exec(select(Report.report_id).order_by(col(Report.report_id)))).all()
    assert first.sub_entries == (("勘察", "勘察已完成。"), ("施工", "暂无进展反馈。"))
    assert second.progress == "县农林局：已开工。路基完成。县财政局已拨款。"
    assert second.report_ids == tuple(newest[1:4])


async def test_quantities_of_a_target_are_grouped(database: Database) -> None:
    made = await county(database)
    await made.item("每年各发展1家新社区工厂", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(Item).values(target_amount=Decimal(1), target_measure="家"))
    await report(database, made, "bob", "#1", "2家 已投产", 1)
    await report(database, made, "bob", "#1", "又增加1家，已开业", 2)
    await report(database, made, "carol", "#1", "3家 已投产", 3)
    async with database.transaction() as tx:
        row = await make_draft(tx, await made.actor("alice", tx))
    (entry,) = bulletin_from_json(row.snapshot).entries
    assert entry.progress == "县农林局、县财政局各发展3家。"


async def test_the_distribution_list_comes_from_the_settings(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        await settings.learn(tx, DISTRIBUTION, {"send_to": ["县委常委"], "copy_to": ["县人大办"]})
        await settings.learn(tx, WORDING, {"masthead": "政务督查"})
    await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    notes = await posts(database)
    assert "发送：县委常委。\n抄送：县人大办。" in notes[-1].folded
    assert notes[0].title.startswith("政务督查 第 1 期")


async def reply(database: Database, made: County, text: str) -> Answer:
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        asked, there = await expected(tx, alice, alice.telegram_id, NewWording, "")
        async with answering(tx, there):
            return await reword(tx, alice, alice.telegram_id, asked, text)


async def ask(database: Database, made: County, bulletin_id: int, version: int) -> Answer:
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        return await ask_words(tx, alice, alice.telegram_id, bulletin_id=bulletin_id, version=version, place=None)


@pytest.mark.parametrize(
    "words", ["二1 方案已印发实施", "#2 方案已印发实施", "二、1、方案已印发实施", "2 方案已印发实施"]
)
async def test_a_paragraph_is_reworded_and_the_original_stays(database: Database, words: str) -> None:
    made = await an_office(database, total=2, closed=1)
    await report(database, made, "bob", "#2", "方案弄好了", 1)
    bulletin_id, version, _ = await draft(database, made)
    assert (await ask(database, made, bulletin_id, version)).ask
    answer = await reply(database, made, words)
    assert answer.text.startswith("#2 已改写，原文保留。\n还要改")
    shown = answer.more[0]
    assert "现文：方案已印发实施。" in shown.text
    assert "原文：方案已完成。" in shown.text
    assert "反馈原话：\n县农林局R-1：方案弄好了" in shown.text
    back = shown.choices[-1][-1]
    await press_publish(database, made, "alice", back.subject, back.version)
    assert "方案已印发实施。" in "\n".join(note.folded for note in await posts(database))
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        entry = bulletin_from_json(row.snapshot).sections[1].entries[0]
    assert (entry.progress, entry.original_progress) == ("方案已印发实施。", "方案已完成。")


async def test_rewording_may_take_two_replies(database: Database) -> None:
    made = await an_office(database, total=2, closed=0)
    await ask(database, made, *(await draft(database, made))[:2])
    answer = await reply(database, made, "二2")
    assert answer.ask
    assert "暂无进展反馈" in answer.text
    assert (await reply(database, made, "已完成招标")).text.startswith("#2 已改写，原文保留。")
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        assert await open_question(tx, alice, alice.telegram_id) is not None, "one paragraph after the other"


@pytest.mark.parametrize("words", ["", "好的", "三1 文字", "二9 文字", "#99 文字", "2 " + "长" * 2001])
async def test_unclear_rewording_is_refused_and_still_awaited(database: Database, words: str) -> None:
    made = await an_office(database, total=2, closed=0)
    await ask(database, made, *(await draft(database, made))[:2])
    with pytest.raises(BadInput):
        await reply(database, made, words)
    assert (await reply(database, made, "二1 好")).more


async def test_an_old_preview_cannot_publish_a_reworded_draft(database: Database) -> None:
    made = await an_office(database, total=2, closed=0)
    bulletin_id, version, _ = await draft(database, made)
    await ask(database, made, bulletin_id, version)
    await reply(database, made, "二1 新文字")
    with pytest.raises(TooLate):
        await press_publish(database, made, "dave", bulletin_id, version)


async def test_readers_see_the_last_issue_and_never_a_draft(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        with pytest.raises(NotFound, match="还没有发布过"):
            await show_bulletin(tx, await made.actor("lena", tx), "", is_private=True)
    bulletin_id, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        lena = await made.actor("lena", tx)
        with pytest.raises(NotAllowed):
            await turn_bulletin(tx, lena, bulletin_id, 0)
        with pytest.raises(NotAllowed):
            await publish_pressed(tx, lena, bulletin_id, version)
        with pytest.raises(NotAllowed):
            await show_bulletin(tx, await made.actor("bob", tx), "", is_private=True)
    await press_publish(database, made, "alice", bulletin_id, version)
    async with database.transaction() as tx:
        for who, words, private in (("lena", "", True), ("alice", "last", True), ("alice", "", False)):
            answer = await show_bulletin(tx, await made.actor(who, tx), words, is_private=private)
            assert answer.title.startswith("第1期")
            assert "publish" not in {choice.verb for row in answer.choices for choice in row}
        assert (await turn_bulletin(tx, await made.actor("lena", tx), bulletin_id, 99)).edit


@pytest.mark.parametrize(
    ("who", "private", "says"),
    [
        ("lena", True, "督查室发布第一期后"),
        ("lena", False, "督查室发布第一期后"),
        ("alice", True, "发 /bulletin，起草"),
        ("alice", False, "请私聊我发 /bulletin，起草"),
    ],
)
async def test_before_the_first_issue_each_role_reads_what_it_can_do(
    database: Database, who: str, private: bool, says: str
) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        with pytest.raises(NotFound, match=says) as refused:
            await show_bulletin(tx, await made.actor(who, tx), "last", is_private=private)
    assert ("/bulletin" in refused.value.sentence) is (who == "alice")


async def test_an_office_without_items_has_nothing_to_publish(database: Database) -> None:
    made = await county(database)
    with pytest.raises(BadInput, match="还没有事项"):
        await draft(database, made)


# --- the weekly bulletin


async def test_friday_at_five_it_goes_out_once(database: Database, clock: Clock) -> None:
    await an_office(database)
    clock.at = FRIDAY.replace(hour=8, minute=59)
    assert await tick(database) == 0
    clock.at = FRIDAY
    assert await tick(database) == 1
    for minutes in (1, 30, 600, 60 * 24 * 3):
        clock.at = FRIDAY
        clock.advance(minutes=minutes)
        assert await tick(database) == 0
    assert await the_claims(database) == [
        ("weekly", 0, "2026-W48", ClaimState.SENT),
        ("weekly", GROUP, "2026-W48", ClaimState.DUE),
    ]
    assert "补发" not in (await posts(database))[0].title
    clock.at = FRIDAY
    clock.advance(days=7)
    assert await tick(database) == 1
    assert len(await sent_as(database, "paper")) == 2


async def test_late_on_the_same_day_it_goes_out_with_a_mark(database: Database, clock: Clock) -> None:
    await an_office(database)
    clock.at = FRIDAY.replace(minute=40)
    assert await tick(database) == 1
    assert "（补发）" in (await posts(database))[0].title
    assert await tick(database) == 0


async def missed(database: Database, clock: Clock) -> tuple[County, int]:
    """Friday passed without the bot; on Monday the supervisors were asked. The asking claim's id."""
    made = await an_office(database)
    clock.at = FRIDAY
    clock.advance(days=3)
    assert await tick(database) == 1
    assert await tick(database) == 0
    assert await posts(database) == []
    asked = await sent_as(database, "weekly")
    assert {row.chat_id for row in asked} == {TELEGRAM_IDS["alice"], TELEGRAM_IDS["dave"]}
    note = note_from_json(asked[0].note)
    assert "11月27日" in note.text
    return made, note.choices[0][0].subject


async def test_days_late_it_is_held_and_asked_once(database: Database, clock: Clock) -> None:
    made, claim_id = await missed(database, clock)
    async with database.transaction() as tx:
        answer = await publish_week_now(tx, await made.actor("dave", tx), claim_id)
    assert answer.text == "已发布第1期，正在发到 1 个领导群。——戴督"
    assert "（补发）" in (await posts(database))[0].title
    async with database.transaction() as tx:
        with pytest.raises(TooLate):
            await publish_week_now(tx, await made.actor("alice", tx), claim_id)
        with pytest.raises(TooLate):
            await skip_week(tx, await made.actor("alice", tx), claim_id)
    updated, own = [note_from_json(row.note) for row in await sent_as(database, "weekly")][-2:]
    assert own.edits_key == f"week:{claim_id}:{made.person_ids['dave']}"
    assert updated.chat_id == TELEGRAM_IDS["alice"]
    assert updated.edits_key == f"week:{claim_id}:{made.person_ids['alice']}"
    assert await tick(database) == 0


async def test_a_week_may_be_left_out(database: Database, clock: Clock) -> None:
    made, claim_id = await missed(database, clock)
    assert [one.kind for one in await waiting(database)] == [RequestKind.HELD_POST]
    async with database.transaction() as tx:
        with pytest.raises(NotAllowed):
            await skip_week(tx, await made.actor("bob", tx), claim_id)
        await skip_week(tx, await made.actor("alice", tx), claim_id)
    async with database.transaction() as tx:
        with pytest.raises(TooLate):
            await publish_week_now(tx, await made.actor("dave", tx), claim_id)
    assert await tick(database) == 0
    assert await posts(database) == []


async def test_a_week_before_the_first_day_is_not_due(database: Database, clock: Clock) -> None:
    clock.at = FRIDAY.replace(hour=12)
    await an_office(database)
    clock.advance(days=2)
    assert await tick(database) == 0
    clock.at = FRIDAY
    clock.advance(days=7)
    assert await tick(database) == 1


async def test_a_discarded_weekly_draft_leaves_the_week_out(database: Database, clock: Clock) -> None:
    database.profile = replace(database.profile, publishes_by_itself=False)
    await an_office(database)
    clock.at = FRIDAY
    assert await tick(database) == 1
    look = note_from_json((await sent_as(database, "weekly"))[0].note).choices[0][0]
    shown = await feed(database, "alice", press("alice", look.packed()))
    await feed(database, "alice", press("alice", button(shown, "放弃")))
    assert await waiting(database) == []
    closed = [note_from_json(row.note) for row in await sent_as(database, "weekly")][-1]
    assert (closed.chat_id, closed.choices) == (TELEGRAM_IDS["dave"], ())
    assert await tick(database) == 0


async def test_review_mode_asks_for_a_look_first(database: Database, clock: Clock) -> None:
    database.profile = replace(database.profile, publishes_by_itself=False)
    made = await an_office(database)
    clock.at = FRIDAY
    assert await tick(database) == 1
    assert await tick(database) == 0
    assert await posts(database) == []
    look, out = note_from_json((await sent_as(database, "weekly"))[0].note).choices[0]
    assert (look.verb, out.verb) == ("bulletin_page", "publish")
    assert [one.kind for one in await waiting(database)] == [RequestKind.HELD_POST]
    await press_publish(database, made, "alice", out.subject, out.version)
    assert await waiting(database) == []
    closed = [note_from_json(row.note) for row in await sent_as(database, "weekly")][-1]
    assert (closed.chat_id, closed.choices) == (TELEGRAM_IDS["dave"], ())
    assert ("weekly", GROUP, "2026-W48", ClaimState.DUE) in await the_claims(database)
    with pytest.raises(TooLate):
        await press_publish(database, made, "dave", out.subject, out.version)
    assert await tick(database) == 0


async def test_a_week_without_a_group_is_asked_about_and_can_be_posted_later(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥")
    async with database.transaction() as tx:
        tx.record("start")
    clock.at = FRIDAY
    assert await tick(database) == 1
    note = note_from_json((await sent_as(database, "weekly"))[0].note)
    assert "/bind" in note.text
    async with database.transaction() as tx:
        with pytest.raises(BadInput, match="/bind"):
            await publish_week_now(tx, await made.actor("alice", tx), note.choices[0][0].subject)
    await bind(database, made)
    async with database.transaction() as tx:
        await publish_week_now(tx, await made.actor("alice", tx), note.choices[0][0].subject)
    assert await posts(database)


async def test_an_empty_office_stays_silent(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, made)
    clock.at = FRIDAY
    await tick(database)
    assert await sent_as(database, "post", "weekly") == []


async def test_two_replicas_post_once(database: Database, clock: Clock) -> None:
    import asyncio

    await an_office(database)
    clock.at = FRIDAY
    other = Database(str(database.url.render_as_string(hide_password=False)), clock)
    done = await asyncio.gather(tick(database), tick(other))
    await other.close()
    assert sum(done) == 1
    assert len({row.claim_id for row in await sent_as(database, "post")}) == 1


# --- what becomes of the posts


async def published(database: Database) -> tuple[County, list[Outbox]]:
    made = await an_office(database)
    await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    return made, list(await sent_as(database, "post", "paper"))


async def mark(database: Database, row: Outbox, state: OutboxState) -> None:
    async with database.transaction() as tx:
        await outbox.settle(tx, row.outbox_id, state=state)
        if state is OutboxState.SENT:
            await settle_claim(tx, row.claim_id)
        else:
            await outbox.hold_rest(tx, row)
            await hold_claim(tx, row)


async def claim_state(database: Database) -> ClaimState:
    return (await the_claims(database))[-1][3]


async def states(database: Database) -> list[OutboxState]:
    return [row.state for row in await sent_as(database, "post", "paper")]


async def test_a_claim_is_settled_by_its_last_part(database: Database) -> None:
    _, rows = await published(database)
    await mark(database, rows[0], OutboxState.SENT)
    assert await claim_state(database) is ClaimState.SENDING
    for row in rows[1:]:
        await mark(database, row, OutboxState.SENT)
    assert await claim_state(database) is ClaimState.SENT


async def waiting(database: Database) -> Sequence[OpenRequest]:
    async with database.reading() as tx:
        return await open_requests(tx)


async def test_an_unknown_outcome_is_asked_about_with_two_buttons(database: Database) -> None:
    made, rows = await published(database)
    await mark(database, rows[0], OutboxState.HELD)
    assert await claim_state(database) is ClaimState.HELD
    assert set(await states(database)) == {OutboxState.HELD}
    asked = await sent_as(database, "held")
    assert {row.chat_id for row in asked} == {TELEGRAM_IDS["alice"], TELEGRAM_IDS["dave"]}
    there, again = note_from_json(asked[0].note).choices[0]
    assert (there.label, there.verb) == ("群里已有", "held_there")
    assert (again.label, again.verb) == ("补发", "held_resend")
    assert there.subject == again.subject == rows[0].outbox_id
    assert [(one.kind, one.text) for one in await waiting(database)] == [
        (RequestKind.HELD_POST, note_from_json(asked[0].note).text)
    ]

    async with database.transaction() as tx:
        with pytest.raises(NotAllowed):
            await held_there(tx, await made.actor("bob", tx), there.subject)
        await held_there(tx, await made.actor("alice", tx), there.subject)
    assert await waiting(database) == []
    assert await states(database) == [OutboxState.SENT] + [OutboxState.DUE] * (len(rows) - 1)
    assert await claim_state(database) is ClaimState.SENDING
    async with database.transaction() as tx:
        with pytest.raises(TooLate):
            await held_resend(tx, await made.actor("dave", tx), again.subject)
    assert await states(database) == [OutboxState.SENT] + [OutboxState.DUE] * (len(rows) - 1)


async def test_resending_lets_the_rest_follow(database: Database) -> None:
    made, rows = await published(database)
    await mark(database, rows[0], OutboxState.SENT)
    await mark(database, rows[1], OutboxState.HELD)
    async with database.transaction() as tx:
        answer = await held_resend(tx, await made.actor("dave", tx), rows[1].outbox_id)
    assert "戴督" in answer.text
    assert await states(database) == [OutboxState.SENT] + [OutboxState.DUE] * (len(rows) - 1)


async def test_the_last_part_that_is_there_settles_the_claim(database: Database) -> None:
    made, rows = await published(database)
    for row in rows[:-1]:
        await mark(database, row, OutboxState.SENT)
    await mark(database, rows[-1], OutboxState.HELD)
    async with database.transaction() as tx:
        await held_there(tx, await made.actor("alice", tx), rows[-1].outbox_id)
    assert await claim_state(database) is ClaimState.SENT


async def test_a_lost_group_must_be_bound_again_and_may_be_another(database: Database) -> None:
    made, rows = await published(database)
    await mark(database, rows[0], OutboxState.HELD)
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(BoundGroup).values(is_active=False))
    held_id = rows[0].outbox_id
    assert held_id is not None
    async with database.transaction() as tx:
        with pytest.raises(BadInput, match="/bind"):
            await held_resend(tx, await made.actor("alice", tx), held_id)
    await bind(database, made, -100_600)
    async with database.transaction() as tx:
        await held_resend(tx, await made.actor("alice", tx), held_id)
    assert {row.chat_id for row in await sent_as(database, "post", "paper")} == {-100_600}


async def test_a_forged_held_button_is_refused(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        for outbox_id in (0, 999):
            with pytest.raises(NotFound):
                await held_there(tx, alice, outbox_id)
        with pytest.raises(NotFound):
            await publish_week_now(tx, alice, 999)
        with pytest.raises(NotFound):
            await publish(tx, 999, 1, alice)


async def test_bulletins_of_another_office_stay_unseen(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
    async with database.transaction(office_id=2) as tx:
        assert await bulletins.by_id(tx, bulletin_id) is None
        with pytest.raises(NotFound):
            await discard(tx, alice, bulletin_id, version)
    async with database.reading() as tx:
        rows = (await tx.session.exec(select(Bulletin))).all()
    assert [row.as_of for row in rows] == [date(2026, 11, 23)]
