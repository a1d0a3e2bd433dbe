"""The nudge policy as data: shown, turned by buttons and words, with exceptions for single items."""

from datetime import date, timedelta

import pytest

from domain.notes import Choice
from domain.nudging.policy import NUDGING
from storage.database import Database
from storage.nudging import policy as policies
from storage.office import people, settings
from storage.office.settings import StoredProfile
from tests.building import TELEGRAM_IDS, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.nudging.test_nudge import a_round, notes_to, signed

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


async def test_the_default_is_shown_with_a_button_for_each_rule(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "/policy")
    for words in ("提前提醒 7、3、1", "超期提醒 1、3、7", "超期复催 7", "久未反馈 14", "签收上报 2"):
        assert words in shown.text
    assert sum(len(row) for row in shown.choices) == 14


async def test_a_button_changes_the_next_round(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + 10 * DAY)
    assert await a_round(database) == 0
    shown = await feed(database, "alice", "/policy")
    knob = await feed(database, "alice", press("alice", button(shown, "提前提醒")))
    assert "7、3、1" in knob.text
    after = await feed(database, "alice", press("alice", button(knob, "10、5、3、1")))
    assert after.toast == "“提前提醒”由 7、3、1 改为 10、5、3、1，从下一轮起生效。"
    assert await a_round(database) == 1


async def test_of_two_presses_on_one_state_the_second_changes_nothing(database: Database) -> None:
    await county(database)
    knob = await feed(database, "alice", "/policy 超期复催")
    first, second = button(knob, "3"), button(knob, "5")
    assert (await feed(database, "alice", press("alice", first))).kind != "refusal"
    assert "刚被改过" in (await feed(database, "dave", press("dave", second))).text
    async with database.reading() as tx:
        assert (await policies.policy(tx)).after_every == 3


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("超期复催 0", "1到30"),
        ("超期复催 99", "1到30"),
        ("超期复催 -3", "1到30"),
        ("超期复催 三", "1到30"),
        ("超期复催 3.5", "1到30"),
        ("提前提醒 1.2.3.4.5.6", "1至5个"),
        ("提前提醒 90", "1至5个"),
        ("每人每天上限 0", "1到5"),
        ("签收上报 1", "2到10"),
        ("签收提醒 3", "晚于"),
        ("久未反馈 14", "本来就是"),
        ("没有的规则 3", "没有“没有的规则”"),
        ("37 每周", "没有"),
        ("负责人 县农林局", "请写全"),
        ("负责人 县农林局 查无此人", "名册里没有"),
        ("负责人 县交通局 鲍林", "没有“县交通局”"),
    ],
)
async def test_what_cannot_be_is_refused_in_one_line(database: Database, words: str, says: str) -> None:
    await county(database)
    answer = await feed(database, "alice", f"/policy {words}")
    assert answer.kind == "refusal"
    assert says in answer.text
    assert "\n" not in answer.text
    async with database.reading() as tx:
        assert await settings.kept(tx, NUDGING) == StoredProfile({})


@pytest.mark.parametrize("extra", ["999", "7.7.x", "", "1.2.3.4.5.6.7"])
async def test_a_forged_button_is_checked_like_typed_words(database: Database, extra: str) -> None:
    await county(database)
    packed = Choice("x", "policy_set", 2, 0, extra).packed()
    assert (await feed(database, "alice", press("alice", packed))).kind == "refusal"
    forged = Choice("x", "policy_set", 99, 0, "3").packed()
    assert (await feed(database, "alice", press("alice", forged))).kind == "refusal"


@pytest.mark.parametrize("who", ["bob", "lena", "adam"])
async def test_only_supervisors_change_it(database: Database, who: str) -> None:
    await county(database)
    assert (await feed(database, who, "/policy 超期复催 3")).kind == "refusal"
    packed = Choice("3", "policy_set", 2, 0, "3").packed()
    assert (await feed(database, who, press(who, packed))).kind == "refusal"


async def test_an_item_that_is_off_is_nudged_to_nobody(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY - DAY, subs=("打桩",))
    await made.item("铺路", deadline=TODAY)
    assert "不自动催办" in (await feed(database, "alice", "/policy 1 不催")).text
    await a_round(database)
    (digest,) = await notes_to(database, "bob")
    assert "#2" in digest.text
    assert "#1" not in digest.text
    assert await notes_to(database, "alice") == []


async def test_once_a_week_and_back_again(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + 60 * DAY)
    await signed(database)
    shown = await feed(database, "alice", "/policy 1")
    await feed(database, "alice", press("alice", button(shown, "每周")))
    days = []
    for day in range(22):
        if await a_round(database):
            days.append(day)
        clock.advance(days=1)
    assert days == [7, 14, 21]
    await feed(database, "alice", "/policy 1 恢复")
    clock.advance(days=6)
    assert await a_round(database) == 0


async def test_each_day_near_the_deadline(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + 9 * DAY)
    await signed(database)
    await feed(database, "alice", "/policy 1 每天")
    days = []
    for day in range(10):
        if await a_round(database):
            days.append(day)
        clock.advance(days=1)
    assert days == [2, 3, 4, 9], "from a week before, on working days; rarer after three in vain, and on the day"


async def test_the_ladder_is_climbed_step_by_step(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY, leaders=("吴明远",))
    await signed(database)
    assert "柯财" in (await feed(database, "alice", "/policy 负责人 县农林局 柯财")).text
    await feed(database, "alice", "/policy 联系人 吴明远 管理")
    first: dict[str, int] = {}
    for day in range(8):
        await a_round(database)
        for who in TELEGRAM_IDS:
            if await heard(database, who, "nudge"):
                first.setdefault(who, day)
        clock.advance(days=1)
    assert first == {"bob": 0, "carol": 3, "adam": 7}
    await feed(database, "alice", "/policy 负责人 县农林局 无")
    async with database.reading() as tx:
        assert await people.heads(tx) == {}


async def test_never_two_digests_to_one_person_in_a_round(database: Database, clock: Clock) -> None:
    made = await county(database)
    await feed(database, "alice", "/policy 负责人 县财政局 鲍林")
    await made.item("修桥", deadline=TODAY + 7 * DAY)
    await made.item("铺路", units=("县财政局",), deadline=TODAY)
    clock.advance(days=7)
    await a_round(database)
    (digest,) = await notes_to(database, "bob")
    assert digest.text.index("#1") < digest.text.index("逾期：1 件") < digest.text.index("#2")
    assert digest.item_id is None


async def test_at_most_so_many_a_day_by_hand_too(database: Database, clock: Clock) -> None:
    made = await county(database)
    for words in ("修桥", "铺路", "种树"):
        await made.item(words, deadline=TODAY)
    await feed(database, "alice", "/policy 每人每天上限 2")
    await a_round(database)
    assert (await feed(database, "alice", "/nudge 1")).kind != "refusal"
    refused = await feed(database, "alice", "/nudge 2")
    assert refused.kind == "refusal"
    assert "今天已收到2条" in refused.text
    assert len(await notes_to(database, "bob")) == 2


async def test_two_rounds_a_day_tell_only_what_is_new(database: Database, clock: Clock) -> None:
    made = await county(database)
    await feed(database, "alice", "/policy 每天轮次 2")
    await made.item("修桥", deadline=TODAY)
    await a_round(database)
    await made.item("铺路", deadline=TODAY)
    assert await a_round(database) == 0
    clock.advance(hours=5)
    assert await a_round(database) == 1
    second = (await notes_to(database, "bob"))[1]
    assert "#2" in second.text
    assert "#1" not in second.text
