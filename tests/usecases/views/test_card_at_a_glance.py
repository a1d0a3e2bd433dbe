"""The card of an item of many: who has told, who was urged when, what waits; lists can be gone back to."""

from datetime import date

import pytest

from storage.database import Database
from tests.building import county
from tests.cast import labels
from tests.conftest import Clock
from tests.feeding import button, feed, press
from tests.usecases.nudging.test_nudge import a_round

MANY = ("县农林局", "县财政局", *(f"清溪{number}镇" for number in "甲乙丙丁戊己庚辛壬癸"))


async def test_who_of_many_has_reported(database: Database) -> None:
    made = await county(database)
    await made.item("发展企业", units=MANY)
    await feed(database, "bob", "/report 1 已发展2家")
    told = (await feed(database, "alice", "/item 1")).text
    assert "反馈：1/12 已报；未报：县财政局、清溪甲镇、" in told
    await feed(database, "carol", "/report 1 已拨付资金")
    assert "反馈：2/12 已报；未报：清溪甲镇" in (await feed(database, "lena", "/item 1")).text


async def test_one_unit_is_not_counted(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    assert "已报" not in (await feed(database, "alice", "/item 1")).text


async def test_all_have_reported(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", units=("县农林局", "县财政局"))
    await feed(database, "bob", "/report 1 已开工")
    await feed(database, "carol", "/report 1 资金已拨付")
    assert "反馈：2/2 已报\n" in (await feed(database, "alice", "/item 1")).text


async def test_what_was_urged_when(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", units=("县农林局", "县财政局"), deadline=date(2026, 11, 26))
    assert "催办（" not in (await feed(database, "alice", "/item 1")).text
    await a_round(database)
    clock.advance(days=2)
    await feed(database, "bob", "/report 1 已开工")
    await feed(database, "alice", "/nudge 1")
    told = (await feed(database, "alice", "/item 1")).text
    assert "催办（2次）：11月23日 县农林局、县财政局；11月25日 县财政局" in told


async def test_an_extension_that_waits_stands_on_the_card(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 11, 30))
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    clock.advance(days=2)
    told = (await feed(database, "bob", "/item 1")).text
    assert "⏳ 县农林局申请延期至12月31日（等了2天，答复前不按原时限催办）" in told


@pytest.mark.parametrize("length", [10, 150, 151, 400, 900])
async def test_a_long_directive_is_folded_whole(database: Database, length: int) -> None:
    made = await county(database)
    directive = "修" * length
    await made.item(directive)
    card = await feed(database, "alice", "/item 1")
    if length <= 150:
        assert (directive in card.text, card.folded) == (True, "")
    else:
        assert card.folded == directive
        assert len(card.text.splitlines()[0]) <= 80


@pytest.mark.parametrize(
    ("deadline", "words"),
    [(date(2026, 12, 4), "距时限11天"), (date(2026, 11, 23), "今日到期"), (date(2026, 11, 20), "已逾期3天")],
)
async def test_how_far_off_the_deadline_is_is_counted_by_the_phone(
    database: Database, deadline: date, words: str
) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=deadline)
    (moment,) = (await feed(database, "bob", "/item 1")).moments
    assert moment.words == words


async def test_a_list_can_be_gone_back_to(database: Database) -> None:
    made = await county(database)
    for number in range(10):
        await made.item(f"修建河堤第{number}段", deadline=date(2026, 11, 20))
    for who, words, title in (
        ("bob", "/my", "我的事项（10件） 1/2"),
        ("alice", "/overdue", ""),
        ("alice", "/status 县农林局", "县农林局"),
        ("alice", "/find 河堤", "查找“河堤”：10 件"),
    ):
        shown = await feed(database, who, words)
        card = await feed(database, who, press(who, button(shown, "#2")))
        assert labels(card)[-1] == "返回列表"
        back = await feed(database, who, press(who, button(card, "返回列表")))
        assert back.edit
        assert back.text == shown.text
        assert title in back.title
    assert "返回列表" not in labels(await feed(database, "alice", "/item 2"))


@pytest.mark.parametrize("extra", ["my.x.0.0", "nothing.0.0.", "....", "my.0", "status.0.0.overdue.1"])
async def test_a_forged_place_leads_nowhere_else(database: Database, extra: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    card = await feed(database, "bob", press("bob", f"p:item:1:0:{extra}"))
    assert "修建河堤" in card.text
