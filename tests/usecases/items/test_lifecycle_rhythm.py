"""Long-term items report by rhythm; yearly targets go on into the next year."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from domain.states import State
from storage.database import Database
from storage.items import items
from storage.tables import Item, Rhythm
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.items.test_lifecycle_acts import entries, menu, states
from usecases.items import rhythm


async def due_of(database: Database, label: str) -> date | None:
    async with database.reading() as tx:
        parts = await items.by_label(tx, label)
        assert parts is not None
        return await rhythm.next_due(tx, parts.item)


async def test_a_rhythm_by_word_shows_on_the_card_and_names_what_was_missed(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("推进河长制", long_term=True)
    assert await due_of(database, "1") is None
    answer = await feed(database, "alice", "/rhythm 1 monthly")
    assert answer.text == "#1 每月报送进展，下次 11月25日（周三） 前。"
    assert "每月报送进展" in (await heard(database, "bob", "word"))[-1].text
    await feed(database, "bob", "/report 1 已巡河")
    assert await due_of(database, "1") == date(2026, 12, 25)
    clock.advance(days=70)
    card = await feed(database, "bob", "/item 1")
    assert "周期：每月，下次2月25日前；缺报2次：12月、1月" in card.text.replace("2027年", "")
    assert await entries(database, "#1") == ["set_rhythm", "progress"]


async def test_a_report_on_a_part_counts_for_the_whole(database: Database) -> None:
    made = await county(database)
    await made.item("推进河长制", long_term=True, subs=("巡河",))
    await feed(database, "alice", "/rhythm 1 每周")
    assert await due_of(database, "1") == date(2026, 11, 27)
    await feed(database, "bob", "/report 1.1 已巡河")
    assert await due_of(database, "1") == date(2026, 12, 4)


async def test_a_rhythm_by_button_changed_and_taken_away(database: Database) -> None:
    made = await county(database)
    await made.item("推进河长制", long_term=True)
    asked = await feed(database, "alice", press("alice", button(await menu(database, "1"), "报送周期")))
    assert asked.choices[0][0].label == "每周（首次11月27日）"
    assert (await feed(database, "alice", press("alice", button(asked, "每季度")))).edit
    assert (await feed(database, "alice", press("alice", button(asked, "每月")))).kind == "refusal"
    assert "本来就是每季度" in (await feed(database, "alice", "/rhythm 1 季")).text
    again = await feed(database, "alice", "/rhythm 1")
    await feed(database, "alice", press("alice", button(again, "不再定期")))
    assert await due_of(database, "1") is None
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Rhythm))).all() == []


@pytest.mark.parametrize(
    "words", ["/rhythm 2 每月", "/rhythm 1 每小时", "/rhythm 1.1 每月", "/rhythm 9 每月", "/rhythm"]
)
async def test_what_cannot_have_a_rhythm(database: Database, words: str) -> None:
    made = await county(database)
    await made.item("推进河长制", long_term=True, subs=("巡河",))
    await made.item("修建河堤", deadline=date(2026, 12, 1))
    assert (await feed(database, "alice", words)).kind == "refusal"
    for who in ("bob", "lena"):
        assert (await feed(database, who, "/rhythm 1 每月")).kind == "refusal"
    assert (await feed(database, "alice", press("alice", "p:rhythm:1:1:hourly"))).kind == "refusal"
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Rhythm))).all() == []


async def test_a_closed_item_owes_no_report(database: Database) -> None:
    made = await county(database)
    await made.item("推进河长制", long_term=True)
    await feed(database, "alice", "/rhythm 1 每月")
    await feed(database, "alice", "/void 1 机制撤销")
    await feed(database, "alice", "确认")
    assert await due_of(database, "1") is None


async def yearly(database: Database) -> None:
    made = await county(database)
    await made.item("每年各发展1家企业", ("县农林局", "县财政局"), long_term=True, leaders=("吴明远",))
    await made.item("修建河堤")
    await made.item("年度培训", deadline=date(2026, 6, 30))
    async with database.transaction() as tx:
        connection = await tx.connection()
        with_target = col(Item.number).in_([1, 3])
        await connection.execute(update(Item).where(with_target).values(target_amount=Decimal(1), target_measure="家"))


async def test_yearly_targets_roll_over_after_a_preview(database: Database, clock: Clock) -> None:
    await yearly(database)
    await feed(database, "bob", "/report 1 1家 已投产")
    shown = await feed(database, "alice", "/roll 2027")
    assert shown.title == "结转到2027年：2件？"
    assert "#1 每年各发展1家企业（每单位1家，累计1家）" in shown.text
    done = await feed(database, "alice", press("alice", button(shown, "确认结转")))
    assert done.text == "已结转2件到2027年：#1→#4、#3→#5"
    assert await states(database, "4") == (State.ASSIGNED, [State.ASSIGNED, State.ASSIGNED])
    async with database.reading() as tx:
        rows = {one.number: one for one in (await tx.session.exec(select(Item))).all()}
    assert (rows[1].deadline, rows[1].long_term) == (date(2026, 12, 31), False)
    assert rows[4].deadline == date(2027, 12, 31)
    assert rows[5].deadline == date(2027, 6, 30)
    assert "牵头：吴明远" in (await feed(database, "alice", "/item 4")).text
    assert "累计0家" in (await feed(database, "alice", "/item 4")).text
    assert {note.title for note in await heard(database, "carol", "assigned")} == {"📌 交办您单位 #4"}
    assert "没有要结转" in (await feed(database, "alice", "/roll 2027")).text
    assert (await feed(database, "alice", press("alice", button(shown, "确认结转")))).kind == "refusal"
    clock.advance(days=300)
    later = await feed(database, "alice", "/roll 2028")
    assert "#4" in later.text
    assert "#5" in later.text


async def test_a_list_that_changed_is_not_rolled(database: Database) -> None:
    await yearly(database)
    shown = await feed(database, "alice", "/roll 2027")
    await feed(database, "bob", "/report 1 1家 已投产")
    assert "刚刚有变化" in (await feed(database, "alice", press("alice", button(shown, "确认结转")))).text
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(Item))).all()) == 3


@pytest.mark.parametrize("words", ["/roll", "/roll 2031", "/roll 明年", "/roll 1999"])
async def test_years_that_make_no_sense(database: Database, words: str) -> None:
    await yearly(database)
    assert (await feed(database, "alice", words)).kind == "refusal"
    assert (await feed(database, "bob", "/roll 2027")).kind == "refusal"
