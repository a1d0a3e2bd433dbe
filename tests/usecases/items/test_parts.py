"""Parts of an item: their own units, leaders and dates, and how near they make their item."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.items.parts import DueOf, leaders_named, nearest_part, split_marked
from domain.states import State
from storage.database import Database
from storage.items import items
from storage.tables import Assignment, Item, Unit
from tests.building import county
from tests.feeding import button, feed, heard, press


async def by_label(database: Database, label: str) -> Item:
    async with database.reading() as tx:
        found = await items.by_label(tx, label)
        assert found is not None
        return found.item


async def hands(database: Database, label: str) -> list[str]:
    """The units that have it in hand."""
    item = await by_label(database, label)
    async with database.reading() as tx:
        query = (
            select(Unit.name)
            .join(Assignment, col(Assignment.unit_id) == col(Unit.unit_id))
            .where(col(Assignment.item_id) == item.item_id, col(Assignment.state) != State.CANCELLED)
            .order_by(col(Unit.name))
        )
        return list((await tx.session.exec(query)).all())


async def split(database: Database, words: str) -> None:
    shown = await feed(database, "alice", words)
    await feed(database, "alice", press("alice", button(shown, "确认拆分")))


@pytest.mark.parametrize(
    ("words", "head", "parts"),
    [
        ("改造：①编制方案；②落实资金。", "改造", ("编制方案", "落实资金")),
        ("①甲，②乙", "", ("甲", "乙")),
        ("做好\n①先摸底；再整改；\n②验收", "做好", ("先摸底；再整改", "验收")),
        ("由①甲负责", "由①甲负责", ()),
        ("见②条", "见②条", ()),
        ("没有记号", "没有记号", ()),
    ],
)
def test_parts_stand_behind_their_marks(words: str, head: str, parts: tuple[str, ...]) -> None:
    assert split_marked(words) == (head, parts)


def test_a_leader_leads_where_the_words_say_so() -> None:
    known = ("吴明远", "李立")
    assert leaders_named("由吴明远同志牵头，落实资金", known) == ("吴明远",)
    assert leaders_named("牵头领导：吴明远、李立；", known) == ("吴明远", "李立")
    assert leaders_named("向吴明远同志汇报", known) == ()


def test_the_nearest_open_part_with_a_date_of_its_own_counts() -> None:
    def part(state: State, day: int | None, due_of: DueOf = DueOf.OWN) -> Item:
        deadline = date(2026, 12, day) if day else None
        return Item(state=state, deadline=deadline, due_of=due_of, last_moved_on=date(2026, 11, 1))

    open_ones = [part(State.ASSIGNED, 20), part(State.AWAITING_REVIEW, 12), part(State.IN_PROGRESS, None)]
    assert nearest_part(open_ones) == date(2026, 12, 12)
    settled = [part(State.CLOSED, 1), part(State.CANCELLED, 2), part(State.ASSIGNED, 3, DueOf.WHOLE)]
    assert nearest_part([*settled, *open_ones]) == date(2026, 12, 12)
    assert nearest_part(settled) is None


async def test_what_a_part_says_is_its_own_and_the_rest_stays_its_items(database: Database) -> None:
    made = await county(database)
    await made.item("养老服务中心改造", ("县农林局",), date(2026, 12, 31))
    await split(
        database, "/split 1\n①编制改造方案，12月10日前印发；②由县财政局负责，落实奖励资金；③由吴明远同志牵头，竣工验收"
    )
    one, two, three = [await by_label(database, f"1.{place}") for place in (1, 2, 3)]
    assert (one.deadline, one.due_of, one.own_hands) == (date(2026, 12, 10), DueOf.OWN, False)
    assert (two.deadline, two.due_of, two.own_hands) == (date(2026, 12, 31), DueOf.WHOLE, True)
    assert [await hands(database, label) for label in ("1.1", "1.2", "1.3")] == [
        ["县农林局"],
        ["县财政局"],
        ["县农林局"],
    ]
    async with database.reading() as tx:
        assert (await items.leaders(tx, three))[0] == ("吴明远",)

    assert "2个子事项随之调整" in (await feed(database, "alice", "/due 1 12月21日")).text
    await feed(database, "alice", "/assign 1 县教育局")
    waiting = await feed(database, "alice", "/item 1")
    assert "12月21日" in waiting.text
    one, two = [await by_label(database, f"1.{place}") for place in (1, 2)]
    assert (one.deadline, two.deadline) == (date(2026, 12, 10), date(2026, 12, 21))


async def test_who_is_added_to_an_item_does_not_come_to_a_part_of_another_unit(database: Database) -> None:
    made = await county(database)
    await made.item("养老服务中心改造", ("县农林局",), date(2026, 12, 31))
    await made.item("另一件", ("县教育局",))
    await split(database, "/split 1\n编制改造方案\n落实奖励资金；县财政局")
    await feed(database, "alice", "/assign 1 县教育局")
    assert await hands(database, "1.1") == ["县农林局", "县教育局"]
    assert await hands(database, "1.2") == ["县财政局"]
    # Handed on by itself, it is in hands of its own from then on.
    await feed(database, "alice", "/assign 1.1 县财政局")
    assert (await by_label(database, "1.1")).own_hands


async def test_an_item_without_a_date_is_as_near_as_its_nearest_open_part(database: Database) -> None:
    made = await county(database)
    await made.item("养老服务中心改造", ("县农林局",))
    await split(database, "/split 1\n编制方案；县农林局；12月10日\n落实资金；县财政局；12月5日\n竣工验收")
    whole = await by_label(database, "1")
    assert (whole.deadline, whole.due_of, whole.decided_deadline) == (date(2026, 12, 5), DueOf.PARTS, None)
    assert (await by_label(database, "1.3")).deadline is None
    # Its own date cannot be put off, that of the part can.
    assert (await feed(database, "bob", "/extend 1 12月20日 下雨")).kind == "refusal"
    await feed(database, "carol", "/done 1.2 已拨付")
    await feed(database, "alice", "/approve 1.2")
    assert (await by_label(database, "1")).deadline == date(2026, 12, 10)
    await feed(database, "alice", "/due 1.1 12月3日")
    assert (await by_label(database, "1")).deadline == date(2026, 12, 3)
    # Once it has one, it keeps it, and what had none has it, too.
    await feed(database, "alice", "/due 1 12月25日")
    whole = await by_label(database, "1")
    assert (whole.deadline, whole.due_of) == (date(2026, 12, 25), DueOf.OWN)
    assert (await by_label(database, "1.3")).deadline == date(2026, 12, 25)


async def test_each_unit_hears_of_the_part_that_is_its_own(database: Database) -> None:
    made = await county(database)
    await made.item("养老服务中心改造", ("县农林局",), date(2026, 12, 31))
    await split(database, "/split 1\n①编制改造方案；②由县财政局负责，落实奖励资金")
    (told,) = await heard(database, "carol", "word")
    assert "#1.2" in told.text
    assert "/report 1.2 " in told.text
    assert "#1.1" not in told.text


async def test_an_item_by_hand_with_its_parts(database: Database) -> None:
    await county(database)
    parts = "①编制改造方案，12月10日前印发；②由县财政局负责，落实奖励资金；③竣工验收"
    shown = await feed(database, "alice", f"/new 养老服务中心改造：{parts}；县农林局；12月31日")
    assert "③ 竣工验收（县农林局，距时限38天）" in shown.text
    assert (
        "② 由县财政局负责，落实奖励资金（县财政局，距时限38天）" in shown.text or "落实奖励资金（县财政局" in shown.text
    )
    answer = await feed(database, "alice", press("alice", button(shown, "确认立项")))
    assert "#1.1 编制改造方案，12月10日前印发（县农林局，距时限17天）" in answer.text
    assert (await by_label(database, "1")).directive == "养老服务中心改造"
    assert [await hands(database, label) for label in ("1", "1.1", "1.2")] == [["县农林局"], ["县农林局"], ["县财政局"]]
    assert "#1.2" in (await heard(database, "carol"))[-1].text


async def test_question_by_question_the_parts_are_kept(database: Database) -> None:
    await county(database)
    await feed(database, "alice", "/new")
    await feed(database, "alice", "办好实事：①修路，由县农林局负责；②架桥工程，12月10日前完工")
    await feed(database, "alice", "县财政局")
    shown = await feed(database, "alice", "无")
    assert "子事项2个" in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认立项")))
    assert (await by_label(database, "1")).deadline == date(2026, 12, 10)


async def test_mine_shows_parts_under_their_item_with_their_own_date(database: Database) -> None:
    made = await county(database)
    await made.item("养老服务中心改造", ("县农林局",))
    await split(database, "/split 1\n①编制改造方案，12月10日前印发\n②由县财政局负责，落实奖励资金，11月27日前到位")
    mine = (await feed(database, "bob", "/my")).text.splitlines()
    assert mine == ["🟡 #1 养老服务中心改造 · 距时限4天", "　└ 🟢 #1.1 编制改造方案，12月10日前印发 · 距时限17天"]
    alone = "🟡 #1.2 落实奖励资金，11月27日前到位（养老服务中心改造） · 距时限4天"
    assert (await feed(database, "carol", "/my")).text == alone


async def test_the_card_reports_on_parts_and_adds_some(database: Database) -> None:
    made = await county(database)
    await made.item("养老服务中心改造", ("县农林局",), date(2026, 12, 31))
    asked = await feed(database, "alice", press("alice", button(await feed(database, "alice", "/item 1"), "加子事项")))
    assert "子事项" in asked.text
    shown = await feed(database, "alice", "①编制改造方案，12月10日前印发；②由县财政局负责，落实奖励资金")
    await feed(database, "alice", press("alice", button(shown, "确认拆分")))
    card = await feed(database, "bob", "/item 1")
    assert "#1.2 落实奖励资金 · 县财政局 · 待签收" in card.text
    asked = await feed(database, "bob", press("bob", button(card, "①编制改造方案")))
    assert asked.ask
    assert "#1.1" in (await feed(database, "bob", "方案已形成初稿")).text
    # What is another unit's is looked at, not reported on.
    looked = await feed(database, "alice", press("alice", button(await feed(database, "alice", "/item 1"), "②奖励")))
    assert looked.title.endswith("#1.2")
