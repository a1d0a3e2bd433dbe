"""Look-backs reopen or confirm what was closed; judgements stand beside the light; presets fill a gap."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from domain.dates.workdays import WorkCalendar
from domain.items import presets
from domain.notes import Note
from domain.requests import RequestKind, RequestState
from domain.states import State
from storage.database import Database
from storage.tables import Item, Request
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.items.test_lifecycle_acts import entries, menu, states
from usecases.items.lookback import ask_look_backs
from usecases.steps.requests import open_requests


async def closed(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")


async def ask_all(database: Database) -> int:
    asked = 0
    while True:
        async with database.transaction() as tx:
            if not await ask_look_backs(tx):
                return asked
            asked += 1


async def looks(database: Database) -> list[RequestState]:
    async with database.reading() as tx:
        query = select(Request).where(Request.kind == RequestKind.LOOK_BACK).order_by(col(Request.request_id))
        return [row.state for row in (await tx.session.exec(query)).all()]


async def test_a_look_back_is_asked_once_on_its_day_in_working_hours(database: Database, clock: Clock) -> None:
    await closed(database)
    choice = await feed(database, "alice", press("alice", button(await menu(database, "1"), "回头看")))
    assert "一个月后（12月23日）" in [one.label for row in choice.choices for one in row]
    await feed(database, "alice", press("alice", button(choice, "一个月后")))
    assert "回头看：12月23日" in (await feed(database, "alice", "/item 1")).text
    assert await ask_all(database) == 0
    clock.advance(days=30, hours=-8)
    assert await ask_all(database) == 0
    clock.advance(hours=8)
    assert await ask_all(database) == 1
    assert await ask_all(database) == 0
    async with database.reading() as tx:
        (waits,) = await open_requests(tx)
    assert (waits.kind, waits.label, waits.due_on) == (RequestKind.LOOK_BACK, "#1", date(2026, 12, 23))
    for who in ("alice", "dave"):
        (card,) = await heard(database, who, "look_back")
        assert card.title == "🔍 回头看 #1"
    done = await feed(database, "dave", press("dave", button(card, "属实")))
    assert "回头看属实（戴督" in done.text
    late = await feed(database, "alice", press("alice", button(card, "重新办理")))
    assert "已由戴督" in late.text
    assert (await heard(database, "alice", "look_back"))[-1].text == done.text
    assert "回头看：12月23日属实" in (await feed(database, "alice", "/item 1")).text
    assert (await entries(database, "#1"))[-3:] == ["set_look_back", "ask_look_back", "confirm_look_back"]


async def test_a_look_back_that_finds_fault_reopens_with_a_trace(database: Database, clock: Clock) -> None:
    await closed(database)
    await feed(database, "alice", "/lookback 1 2026年12月10日")
    clock.advance(days=18)
    await ask_all(database)
    card = (await heard(database, "alice", "look_back"))[-1]
    assert (await feed(database, "alice", press("alice", button(card, "重新办理")))).ask
    await feed(database, "alice", "堤面开裂")
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    assert "回头看：堤面开裂" in (await heard(database, "bob", "word"))[-1].text
    shown = await feed(database, "alice", "/item 1")
    assert "发现问题，已重开" in shown.text
    assert "回头看：堤面开裂" in (await feed(database, "alice", press("alice", button(shown, "历史")))).text
    assert await looks(database) == [RequestState.REFUSED]


async def test_a_new_day_replaces_the_old_and_an_open_item_is_not_asked_about(database: Database, clock: Clock) -> None:
    await closed(database)
    for words in ("/lookback 1 12月10日", "/lookback 1 12月20日"):
        assert (await feed(database, "alice", words)).kind != "refusal"
    assert await looks(database) == [RequestState.SUPERSEDED, RequestState.DEFERRED]
    await feed(database, "alice", "/reopen 1 还要办")
    await feed(database, "alice", "确认")
    clock.advance(days=40)
    assert await ask_all(database) == 1
    assert await heard(database, "alice", "look_back") == []
    assert await looks(database) == [RequestState.SUPERSEDED, RequestState.WITHDRAWN]


async def asked_on_its_day(database: Database, clock: Clock) -> Note:
    await closed(database)
    await feed(database, "alice", "/lookback 1 11月30日")
    clock.advance(days=7)
    assert await ask_all(database) == 1
    return (await heard(database, "dave", "look_back"))[0]


async def test_a_card_about_an_item_that_was_reopened_is_closed(database: Database, clock: Clock) -> None:
    card = await asked_on_its_day(database, clock)
    await feed(database, "alice", "/reopen 1 又漏水")
    await feed(database, "alice", "是")
    assert (await feed(database, "dave", press("dave", button(card, "属实")))).kind == "refusal"
    assert await ask_all(database) == 1
    assert await looks(database) == [RequestState.WITHDRAWN]
    for who in ("alice", "dave"):
        told = (await heard(database, who, "look_back"))[-1]
        assert (told.text, told.choices) == ("#1 不再安排回头看。", ())


@pytest.mark.parametrize("later", ["12月20日", "0"])
async def test_a_card_that_another_day_replaced_says_so(database: Database, clock: Clock, later: str) -> None:
    await asked_on_its_day(database, clock)
    if later == "0":
        offered = await feed(database, "dave", "/lookback 1")
        told = await feed(database, "dave", press("dave", button(offered, "不再安排")))
    else:
        told = await feed(database, "dave", f"/lookback 1 {later}")
    for who in ("alice", "dave"):
        card = (await heard(database, who, "look_back"))[-1]
        assert (card.text, card.choices) == (told.text, ())


@pytest.mark.parametrize(
    "words", ["/lookback 1 昨天", "/lookback 1 2031年1月1日", "/lookback 1 以后", "/lookback 2 12月10日"]
)
async def test_bad_days_and_open_items(database: Database, words: str) -> None:
    await closed(database)
    async with database.transaction() as tx:
        tx.session.add(Item(office_id=1, number=2, directive="在办的", registered_at=tx.now, last_moved_on=tx.today))
    assert (await feed(database, "alice", words)).kind == "refusal"
    assert (await feed(database, "bob", "/lookback 1 12月10日")).kind == "refusal"
    assert (await feed(database, "alice", press("alice", "p:look_yes:7:1:"))).kind == "refusal"
    assert await looks(database) == []


async def test_a_judgement_stands_beside_the_light_for_thirty_days(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2027, 6, 1))
    choice = await feed(database, "alice", press("alice", button(await menu(database, "1"), "评判")))
    assert (await feed(database, "alice", press("alice", button(choice, "进展滞后")))).ask
    answer = await feed(database, "alice", "只完成三成")
    assert "有效期至12月23日" in answer.text
    card = await feed(database, "bob", "/item 1")
    assert card.title == "🟢 #1 · 进展滞后"
    assert "评判：进展滞后（艾督，11月23日，至12月23日）：只完成三成" in card.text
    assert "只完成三成" in (await heard(database, "bob", "word"))[-1].text
    await feed(database, "dave", "/judge 1 正常推进 已赶上进度")
    assert (await feed(database, "bob", "/item 1")).title.endswith("正常推进")
    clock.advance(days=30)
    assert "正常推进" in (await feed(database, "bob", "/item 1")).text
    clock.advance(days=1)
    assert "正常推进" not in (await feed(database, "bob", "/item 1")).text
    assert await entries(database, "#1") == ["judge", "judge"]


async def test_a_judgement_is_taken_away_and_needs_words(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    assert (await feed(database, "alice", "/judge 1 很差")).kind == "refusal"
    assert (await feed(database, "alice", "/judge 1 推进缓慢")).ask
    assert (await feed(database, "bob", "/judge 1 推进缓慢 没钱")).kind == "refusal"
    await feed(database, "alice", "资金没到")
    again = await feed(database, "alice", "/judge 1")
    assert "已取消" in (await feed(database, "alice", press("alice", button(again, "取消评判")))).text
    assert (await feed(database, "bob", "/item 1")).title == "🟢 #1"
    await feed(database, "alice", "/void 1 不办了")
    await feed(database, "alice", "确认")
    assert (await feed(database, "alice", "/judge 1 推进缓慢 没钱")).kind == "refusal"


async def test_presets_are_offered_where_a_deadline_is_missing(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    card = await feed(database, "alice", "/item 1")
    offer = await feed(database, "alice", press("alice", button(card, "定时限")))
    labels = [one.label for row in offer.choices for one in row]
    assert labels[0] == "会后5个工作日（11月30日）"
    assert len(labels) == 5
    await feed(database, "alice", press("alice", button(offer, "会后5个工作日")))
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Item))).one().deadline == date(2026, 11, 30)
    assert "定时限" not in str((await feed(database, "alice", "/item 1")).choices)
    assert (await feed(database, "alice", press("alice", "p:presets:1:1:"))).kind == "refusal"
    assert (await feed(database, "bob", press("bob", "p:presets:1:1:"))).kind == "refusal"


def test_presets_follow_the_source_and_end_on_working_days() -> None:
    calendar, today = WorkCalendar(), date(2026, 11, 23)
    found = presets.offered("县长批示件", today, today, calendar)
    assert [preset.name for preset, _ in found][:3] == ["批示急件3日", "批示一般15日", "批示难件30日"]
    assert all(calendar.is_workday(day) and day > today for _, day in found)
    old = presets.offered("第5次常务会议", today - timedelta(days=90), today, calendar)
    assert old[0][1] == date(2026, 11, 30)
    recent = presets.offered("第5次常务会议", date(2026, 11, 20), today, calendar)
    assert recent[0][1] == date(2026, 11, 27)
