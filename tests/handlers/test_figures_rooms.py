"""Figures, searching, urging and publishing as raw updates, in private and in the leadership group."""

from datetime import date

import pytest
from sqlmodel import col, select

from storage.database import Database
from storage.tables import Outbox
from tests.building import County, county
from tests.cast import bound
from tests.feeding import button, feed, press
from tests.usecases.items.test_lifecycle_acts import confirmed

GROUP = {"id": -100_700, "type": "supergroup", "title": "县领导督办群"}


async def an_office(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 11, 20), leaders=("吴明远",))
    await made.item("拨付资金", units=("县财政局",))
    await bound(made, GROUP["id"])
    return made


@pytest.mark.parametrize("words", ["/status", "状态", "情况"])
async def test_status_in_private_and_in_the_group(database: Database, words: str) -> None:
    await an_office(database)
    private = await feed(database, "alice", words)
    assert "共 2 件" in private.text
    group = await feed(database, "lena", words, chat=GROUP)
    assert group.text == private.text
    refused = await feed(database, "bob", words, chat=GROUP)
    assert refused.kind == "refusal"
    assert "2 件" not in refused.text


async def test_drilling_down_edits_the_message_and_leads_to_a_card(database: Database) -> None:
    await an_office(database)
    home = await feed(database, "alice", "/status")
    units = await feed(database, "alice", press("alice", button(home, "按单位")))
    assert units.edit
    one = await feed(database, "alice", press("alice", button(units, "县农林局")))
    assert one.edit
    assert one.title == "县农林局"
    card = await feed(database, "alice", press("alice", button(one, "#1")))
    assert "修建河堤" in card.title + card.text
    back = await feed(database, "alice", press("alice", button(one, "返回")))
    assert back.title == "按单位"


async def test_what_is_stopped_the_year_and_the_burden_are_reached_from_there(database: Database) -> None:
    await an_office(database)
    await confirmed(database, "/stop 2 上级政策调整")
    home = await feed(database, "alice", "/status")
    assert "共 1 件" in home.text
    assert "另有停办 1 件" in home.text
    stopped = await feed(database, "alice", press("alice", button(home, "停办")))
    assert (stopped.title, stopped.text) == ("停办事项", "#2 拨付资金 · 上级政策调整")
    assert (await feed(database, "lena", "/status 停办")).text == stopped.text
    assert "2026年" in (await feed(database, "alice", press("alice", button(home, "年度表")))).title
    assert "2026年" in (await feed(database, "lena", "/status 年度")).title
    assert (await feed(database, "alice", press("alice", button(home, "减负账")))).kind != "refusal"
    assert "#1 已逾期3天" in (await feed(database, "alice", "/status 逾期")).text
    theirs = await feed(database, "lena", "/status")
    assert "减负账" not in [one.label for row in theirs.choices for one in row], "the units' burden is the office's"


async def test_status_of_a_number_is_its_card(database: Database) -> None:
    await an_office(database)
    card = await feed(database, "lena", "/status 1")
    assert "修建河堤" in card.title + card.text


async def test_overdue_and_find(database: Database) -> None:
    await an_office(database)
    assert "#1 已逾期3天" in (await feed(database, "alice", "/overdue")).text
    assert "#1 已逾期3天" in (await feed(database, "lena", "逾期")).text
    assert (await feed(database, "alice", "/find 河堤")).title == "查找“河堤”：1 件"
    assert (await feed(database, "alice", "查找 桥")).kind == "refusal"


async def test_officials_press_stolen_buttons_in_vain(database: Database) -> None:
    await an_office(database)
    for data in ("p:status:0:0:home", "p:status:1:0:unit", "p:find:0:1:5rKz", "p:publish:1:1:", "p:week_now:1:0:"):
        answer = await feed(database, "bob", press("bob", data))
        assert answer.kind == "refusal"


async def test_urging_by_hand(database: Database) -> None:
    await an_office(database)
    assert "鲍林" in (await feed(database, "alice", "催办 1")).text
    assert (await feed(database, "alice", "/nudge 1")).kind == "refusal"


async def test_a_bulletin_from_draft_to_group(database: Database) -> None:
    await an_office(database)
    draft = await feed(database, "alice", "/bulletin")
    first = await feed(database, "alice", press("alice", button(draft, "逐段改写")))
    asked = await feed(database, "alice", press("alice", button(first, "改这段")))
    assert asked.ask
    shown = (await feed(database, "alice", "河堤已完成勘察")).more[0]
    preview = await feed(database, "alice", press("alice", button(shown, "回到预览")))
    page = await feed(database, "alice", press("alice", button(preview, "下一页")))
    assert page.edit
    assert "河堤已完成勘察。" in page.text
    done = await feed(database, "alice", press("alice", button(page, "发布")))
    assert done.text.startswith("已发布第1期")
    async with database.reading() as tx:
        query = select(Outbox.chat_id).where(col(Outbox.kind) == "post")
        assert set((await tx.session.exec(query)).all()) == {GROUP["id"]}
    last = await feed(database, "lena", "通报", chat=GROUP)
    assert last.title.startswith("第1期")
