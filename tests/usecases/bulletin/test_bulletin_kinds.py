"""What a bulletin is about: the items that belong to it, compared with the issue before of the same sort."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.bulletin.scopes import BulletinScope, Span, span_of
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json
from domain.bulletin.wording import PRESETS, code_of
from domain.notes import note_from_json
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from storage.bulletin import bulletins
from storage.database import Database
from storage.tables import Judgement
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, press
from tests.feeding import feed as fed
from tests.usecases.bulletin.test_bulletin import an_office, bind, close, draft, press_publish, report, sent_as, tick
from usecases.bulletin.bulletin import draft_of_kind
from usecases.bulletin.compare import compare_units
from usecases.bulletin.drafts import make_draft
from usecases.bulletin.reword import restore, show_paragraph
from usecases.bulletin.wording import save_wording


async def drafted(database: Database, span: Span) -> BulletinSnapshot:
    async with database.transaction() as tx:
        return bulletin_from_json((await make_draft(tx, None, span=span)).snapshot)


def labels(bulletin: BulletinSnapshot) -> list[str]:
    return [entry.label for entry in bulletin.entries]


async def a_year(database: Database, clock: Clock) -> County:
    """#1 closed in September, #2 in November, #3 open since September, #4 registered in November."""
    made = await county(database)
    await bind(database, made)
    clock.at = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)
    for place in range(3):
        await made.item(f"第{place + 1}件", subs=("前期", "后期") if place == 2 else ())
    clock.at = datetime(2026, 9, 20, 2, 0, tzinfo=UTC)
    await close(database, 1)
    clock.at = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
    await close(database, 2)
    await made.item("第4件")
    clock.at = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
    return made


async def test_a_period_holds_what_lived_in_it(database: Database, clock: Clock) -> None:
    await a_year(database, clock)
    day = clock().date()
    month = await drafted(database, span_of(BulletinScope.MONTH, day))
    assert labels(month) == ["#2", "#3", "#4"]
    assert "期内销号1件、新立项1件" in month.preamble
    assert labels(await drafted(database, span_of(BulletinScope.WEEK, day))) == ["#3", "#4"]
    assert labels(await drafted(database, span_of(BulletinScope.QUARTER, day, 1))) == ["#1", "#2", "#3"]
    year = await drafted(database, span_of(BulletinScope.YEAR, day))
    assert labels(year) == ["#1", "#2", "#3", "#4"]
    assert "期内销号2件、新立项4件" in year.preamble


async def test_the_open_ones_come_with_all_their_parts(database: Database, clock: Clock) -> None:
    await a_year(database, clock)
    paper = await drafted(database, Span(BulletinScope.OPEN))
    assert labels(paper) == ["#3", "#4"]
    assert len(paper.entries[0].sub_entries) == 2
    assert [section.sort for section in paper.sections] == ["open"]


async def test_a_month_is_compared_with_the_month_before_it(database: Database, clock: Clock) -> None:
    made = await a_year(database, clock)
    await press_publish(database, made, "alice", *(await draft(database, made, "本月"))[:2])
    clock.advance(days=30)
    await close(database, 3)
    assert (await drafted(database, Span(BulletinScope.ALL))).last is None
    last = (await drafted(database, span_of(BulletinScope.MONTH, clock().date()))).last
    assert last is not None
    assert (last.total, last.closed) == (2, 0)


async def test_an_empty_period_is_refused(database: Database, clock: Clock) -> None:
    await a_year(database, clock)
    with pytest.raises(BadInput, match="没有可通报的事项"):
        await drafted(database, span_of(BulletinScope.YEAR, clock().date(), 1))


async def test_what_was_judged_slow_is_printed_apart(database: Database) -> None:
    made = await an_office(database, total=3, closed=0)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        await save_wording(tx, alice, code_of(PRESETS[1].wording), 0)
        for item_id, word in ((1, "正常推进"), (2, "推进缓慢"), (3, "进展滞后"), (3, "正常推进")):
            tx.session.add(
                Judgement(
                    office_id=1,
                    item_id=item_id,
                    word=word,
                    reason="",
                    given_by=alice.person_id,
                    given_on=tx.today,
                    ends_on=tx.today,
                )
            )
            await tx.session.flush()
    paper = await drafted(database, Span(BulletinScope.ALL))
    assert [(one.sort, [entry.label for entry in one.entries]) for one in paper.sections[1:3]] == [
        ("going", ["#1", "#3"]),
        ("urgent", ["#2"]),
    ]
    await report(database, made, "bob", "#3", "已完成勘测，正在招标", 1)
    paper = await drafted(database, Span(BulletinScope.ALL))
    assert [(one.sort, [entry.label for entry in one.entries]) for one in paper.sections[1:4]] == [
        ("advanced", ["#3"]),
        ("going", ["#1"]),
        ("urgent", ["#2"]),
    ]


async def test_praise_and_blame_follow_from_what_happened(database: Database, clock: Clock) -> None:
    """Overdue, at rest, told of, long-term at rest, new: each under its heading, and what lags in the demands."""
    made = await an_office(database, total=0, closed=0)
    day = clock().date()
    for what, due in (("修桥", 5), ("铺路", 90), ("种树", 90)):
        await made.item(what, deadline=day + timedelta(days=due))
    await made.item("护林", long_term=True)
    async with database.transaction() as tx:
        await save_wording(tx, await made.actor("alice", tx), code_of(PRESETS[1].wording), 0)
    clock.advance(days=20)
    await report(database, made, "bob", "#3", "苗木已全部到场，正在栽植", 1)
    await made.item("清淤", deadline=day + timedelta(days=90))
    paper = await drafted(database, Span(BulletinScope.ALL))
    held = {one.sort: [entry.label for entry in one.entries] for one in paper.sections if one.entries}
    assert held == {"advanced": ["#3"], "going": ["#4", "#5"], "urgent": ["#1", "#2"]}
    assert "其中取得阶段性成果并持续推进事项1件、待续报进展事项2件、需加快推进落实事项2件" in paper.preamble
    demands = paper.sections[-1].lines[0]
    assert "“修桥”已逾期15天，“铺路”已20天没有新进展" in demands
    assert demands.count("县农林局") == 1


async def test_the_lists_are_printed_only_when_switched_on(database: Database) -> None:
    made = await an_office(database)
    with pytest.raises(NotAllowed, match="没有开启"):
        await drafted(database, Span(BulletinScope.COMPARISON))
    assert "红黑榜" not in str((await fed(database, "alice", press("alice", "p:bulletin_kinds:0:0:"))).choices)
    async with database.transaction() as tx:
        await compare_units(tx, await made.actor("alice", tx), "on")
    assert "红黑榜" in str((await fed(database, "alice", press("alice", "p:bulletin_kinds:0:0:"))).choices)
    with pytest.raises(BadInput, match="没有可通报的事项"):
        await drafted(database, Span(BulletinScope.COMPARISON))


async def test_the_lists_are_published_like_any_other(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, made)
    for unit in ("县农林局", "县财政局", "县水利局"):
        for place in range(3):
            await made.item(f"{unit}第{place + 1}件", units=(unit,), deadline=clock().date())
    for number in (4, 5, 6):
        await fed(database, "carol", f"/done {number} 第{number}件已全部完成并通过验收")
    clock.advance(days=2)
    async with database.transaction() as tx:
        await compare_units(tx, await made.actor("alice", tx), "on")
    bulletin_id, version, preview = await draft(database, made, "红黑榜")
    assert "一、红榜（1个单位）。\n县财政局：应办结3件，按期办结3件，按期办结率100%。" in preview.text
    assert "二、黑榜（2个单位）。" in preview.text
    assert "县农林局：应办结3件，按期办结0件，按期办结率0%。" in preview.text
    assert (await press_publish(database, made, "alice", bulletin_id, version)).startswith("已发布第1期")
    sent = [note_from_json(row.note).paper for row in await sent_as(database, "paper")]
    assert [paper.kind for paper in sent if paper] == ["bulletin_pdf"]


async def test_two_units_make_no_lists(database: Database, clock: Clock) -> None:
    made = await county(database)
    for unit in ("县农林局", "县财政局"):
        for place in range(3):
            await made.item(f"{unit}第{place + 1}件", units=(unit,), deadline=clock().date())
    clock.advance(days=2)
    async with database.transaction() as tx:
        await compare_units(tx, await made.actor("alice", tx), "on")
    with pytest.raises(BadInput, match="不足3个"):
        await drafted(database, Span(BulletinScope.COMPARISON))


@pytest.mark.parametrize("words", ["meeting", "month-2", "month-x", "nothing", "week-", ""])
async def test_a_forged_kind_is_refused(database: Database, words: str) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        if words == "week-":
            assert (await draft_of_kind(tx, alice, words)).edit
            return
        with pytest.raises(NotFound):
            await draft_of_kind(tx, alice, words)


async def test_from_the_buttons(database: Database) -> None:
    await an_office(database)
    first = await fed(database, "alice", "/bulletin")
    kinds = await fed(database, "alice", press("alice", button(first, "换一种通报")))
    month = await fed(database, "alice", press("alice", button(kinds, "本月")))
    assert month.text.startswith("2026年11月县政府确定事项落实情况的通报")
    meeting = await fed(database, "alice", press("alice", button(kinds, "2026年第5次常务会议")))
    assert meeting.text.startswith("2026年第5次常务会议确定事项落实情况的通报")
    said = await fed(database, "alice", "通报 在办")
    assert said.text.startswith("县政府确定事项进展情况的通报")


async def test_the_weekly_one_stays_whole_and_compares_with_last_week(database: Database, clock: Clock) -> None:
    await an_office(database, total=3, closed=1)
    clock.at = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    assert await tick(database) == 1
    clock.advance(days=7)
    assert await tick(database) == 1
    async with database.reading() as tx:
        row = await bulletins.newest_issue(tx)
        assert row is not None
    snapshot = bulletin_from_json(row.snapshot)
    assert (snapshot.scope, row.scope) == ("all", "all")
    assert snapshot.last is not None


async def test_paragraphs_are_walked_reworded_and_restored(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", subs=("勘察", "施工"))
    await report(database, made, "bob", "#1.1", "勘察已完成", 1)
    bulletin_id, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        first = await show_paragraph(tx, alice, bulletin_id, version=version, place=0)
        assert first.title == "第1段，共2段 · 二1① #1.1"
        assert "现文：勘察已完成。" in first.text
        assert "原文" not in first.text
    asked = await fed(database, "alice", press("alice", button(first, "按编号改")))
    assert asked.ask
    done = (await fed(database, "alice", "二1② 正在招标")).more[0]
    assert "现文：正在招标。\n\n原文：暂无进展反馈。" in done.text
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        with pytest.raises(TooLate):
            await restore(tx, alice, bulletin_id, version=version, place=1)
        again = await restore(tx, alice, bulletin_id, version=version + 1, place=1)
        assert "现文：暂无进展反馈。" in again.text
        with pytest.raises(NotAllowed):
            await show_paragraph(tx, await made.actor("lena", tx), bulletin_id, version=version + 2, place=0)
