"""Away with a stand-in: the nudges arrive somewhere, once, and what would lose them is refused."""

from datetime import date

import pytest

from storage.database import Database
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.nudging.test_nudge import a_round, at_claim_time, notes_to, signed

TODAY = date(2026, 11, 23)


async def test_the_stand_in_hears_once_with_what_is_theirs(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=date(2026, 11, 25))
    await made.item("铺路", units=("县财政局",), deadline=date(2026, 11, 25))
    await signed(database)
    said = await feed(database, "bob", "/leave 11月24日至25日 柯财")
    assert "11月24日（周二）至11月25日（周三）" in said.text
    assert "鲍林" in (await heard(database, "carol", "word"))[0].text
    clock.advance(days=1)
    assert await a_round(database) == 1
    (digest,) = await notes_to(database, "carol")
    assert digest.text.index("#2") < digest.text.index("代办 · 鲍林") < digest.text.index("#1")
    assert await notes_to(database, "bob") == []
    sent = await at_claim_time(database, "carol")
    assert sent is not None
    assert sent.text == digest.text
    assert [row[0].label for row in sent.choices] == ["#2 铺路"], "she may not report for his unit"


async def test_back_at_work_the_nudges_are_his_again(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=date(2026, 11, 26))
    await signed(database)
    await feed(database, "bob", "/leave 11月23日 柯财")
    await a_round(database)
    assert len(await notes_to(database, "carol")) == 1
    clock.advance(days=2)
    await a_round(database)
    assert len(await notes_to(database, "bob")) == 1
    assert len(await notes_to(database, "carol")) == 1


async def test_urged_by_hand_it_reaches_the_stand_in(database: Database) -> None:
    made = await county(database)
    await made.item("修桥")
    await feed(database, "bob", "请假 今天 柯财")
    answer = await feed(database, "alice", "/nudge 1")
    assert "由柯财代办" in answer.text
    assert len(await notes_to(database, "carol")) == 1
    assert await notes_to(database, "bob") == []


async def test_the_name_may_stand_before_the_days(database: Database) -> None:
    await county(database)
    told = await feed(database, "bob", "/leave 柯财 12月1日至3日")
    assert "12月1日（周二）至12月3日（周四），您的催办由柯财代收" in told.text


async def test_a_word_before_the_days_is_no_name_where_the_name_is_known(database: Database) -> None:
    await county(database)
    await feed(database, "bob", "/leave 柯财")
    told = await feed(database, "bob", "大概 12月1日至3日")
    assert "12月1日（周二）至12月3日（周四），您的催办由柯财代收" in told.text


async def test_called_off_before_the_send_she_no_longer_hears(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await signed(database)
    await feed(database, "bob", "/leave 11月23日至27日 柯财")
    await a_round(database)
    shown = await feed(database, "bob", "/leave")
    packed = button(shown, "取消")
    assert "恢复发给您" in (await feed(database, "bob", press("bob", packed))).text
    assert await at_claim_time(database, "carol") is None
    assert (await feed(database, "bob", press("bob", packed))).kind == "refusal"
    assert any("取消" in note.text for note in await heard(database, "carol", "word"))


@pytest.mark.parametrize(
    ("who", "words", "says"),
    [
        ("bob", "11月26日至30日 戴督", "重叠"),
        ("carol", "11月25日 鲍林", "互相代办"),
        ("carol", "11月25日 戴督", "不能再转给别人"),
        ("dave", "11月24日至26日 鲍林", "自己在"),
        ("dave", "12月1日 戴督", "不能是自己"),
        ("dave", "12月1日 查无此人", "名册里没有"),
        ("dave", "11月20日至25日 柯财", "已经过去"),
        ("dave", "12月5日至1日 柯财", "颠倒"),
        ("dave", "12月1日至2月28日 柯财", "31天"),
        ("dave", "2月30日 柯财", "没有2月30日"),
        ("dave", "下周 柯财", "请写明日期"),
        ("lena", "12月1日 柯财", "不能做"),
    ],
)
async def test_what_would_lose_a_nudge_is_refused_in_one_line(
    database: Database, who: str, words: str, says: str
) -> None:
    await county(database)
    await feed(database, "bob", "/leave 11月24日至27日 柯财")
    answer = await feed(database, who, f"/leave {words}")
    assert answer.kind == "refusal", answer.text
    assert says in answer.text
    assert "\n" not in answer.text


@pytest.mark.parametrize(
    ("first", "asked", "then"),
    [
        ("/leave", "没有登记请假", "12月1日 柯财"),
        ("/leave 12月1日", "由谁代办", "柯财"),
        ("/leave 柯财", "哪几天", "12月1日"),
        ("请假 12月1日", "由谁代办", "12月1日 柯财"),
    ],
)
async def test_what_is_missing_is_asked_and_listened_to(database: Database, first: str, asked: str, then: str) -> None:
    await county(database)
    question = await feed(database, "dave", first)
    assert (question.kind, question.ask or bool(question.choices)) == ("question", True)
    assert asked in question.text
    assert "已登记请假：12月1日" in (await feed(database, "dave", then)).text
    assert "12月1日" in (await feed(database, "dave", "/leave")).text


async def test_nobody_ends_the_leave_of_another(database: Database) -> None:
    await county(database)
    await feed(database, "bob", "/leave 11月24日 柯财")
    packed = button(await feed(database, "bob", "/leave"), "取消")
    assert (await feed(database, "carol", press("carol", packed))).kind == "refusal"


async def test_a_stand_in_who_left_does_not_swallow_the_nudge(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await feed(database, "bob", "/leave 11月23日 柯财")
    async with database.transaction() as tx:
        from storage.office import people

        carol = await people.person(tx, made.person_ids["carol"])
        assert carol is not None
        await people.leave(tx, carol)
    await a_round(database)
    assert len(await notes_to(database, "bob")) == 1


async def test_three_taps_register_and_nothing_is_typed(database: Database) -> None:
    await county(database)
    shown = await feed(database, "bob", "/leave")
    assert [choice.label for row in shown.choices for choice in row] == ["今天", "明天", "本周", "选日期…"]
    assert "例如：/" not in shown.text
    who = await feed(database, "bob", press("bob", button(shown, "本周")))
    assert who.text == "11月23日（周一）至11月27日（周五）请假，由谁代办？点下面的名字，或直接回复姓名。"
    done = await feed(database, "bob", press("bob", button(who, "柯财")))
    assert "已登记请假：11月23日（周一）至11月27日（周五）" in done.text
    assert "鲍林" in (await heard(database, "carol", "word"))[0].text
    again = await feed(database, "bob", "/leave")
    ended = await feed(database, "bob", press("bob", button(again, "取消 11月23日")))
    assert "已取消" in ended.text


async def test_other_days_are_tapped_or_typed_and_the_name_too(database: Database) -> None:
    await county(database)
    other = await feed(database, "bob", press("bob", button(await feed(database, "bob", "/leave"), "选日期")))
    assert len([choice for row in other.choices for choice in row]) == 10
    who = await feed(database, "bob", press("bob", button(other, "11月25日")))
    assert "已登记请假：11月25日（周三）" in (await feed(database, "bob", "柯财")).text
    await feed(database, "carol", press("carol", button(await feed(database, "carol", "/leave"), "选日期")))
    typed = await feed(database, "carol", "12月30日至1月2日")
    assert "12月30日（周三）至2027年1月2日" in typed.text
    assert button(who, "柯财")
    assert "已登记请假" in (await feed(database, "carol", press("carol", button(typed, "鲍林")))).text


async def test_a_tap_that_comes_too_late_registers_nothing(database: Database, clock: Clock) -> None:
    await county(database)
    shown = await feed(database, "bob", "/leave")
    who = await feed(database, "bob", press("bob", button(shown, "今天")))
    clock.advance(days=1)
    for packed in (button(shown, "今天"), button(who, "柯财"), "p:leave_who:1:0:x", "p:leave_days:0:0:99999999-1"):
        late = await feed(database, "bob", press("bob", packed))
        assert (late.kind, late.text) == ("refusal", "这次请假已取消或已过时。发 /leave，查看。")
    assert not await heard(database, "carol", "word")
