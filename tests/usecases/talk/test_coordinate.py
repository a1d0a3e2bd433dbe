"""A difficulty is passed to whoever must solve it: received, answered, chased."""

import pytest

from domain.requests import RequestKind
from domain.talk.solvers import named_units
from scheduler.runner import run_until_none
from storage.database import Database
from tests.building import County, county
from tests.cast import labels
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.steps.test_requests import kinds
from tests.usecases.talk.test_report import sent
from usecases.nudging.chase import chase_next


async def hindered(database: Database, words: str = "资金缺口20万元，请协调财政部门") -> County:
    made = await county(database)
    await made.item("修建河堤", leaders=("吴明远",))
    await feed(database, "bob", f"/difficulty 1 {words}")
    return made


async def passed(database: Database, to: str = "县财政局") -> str:
    (card,) = await heard(database, "alice", "difficulty_card")
    asked = await feed(database, "alice", press("alice", button(card, "转请协调")))
    return (await feed(database, "alice", press("alice", button(asked, to)))).text


async def test_a_difficulty_is_received_and_answered_by_whoever_must_solve_it(database: Database, clock: Clock) -> None:
    made = await hindered(database)
    assert "已把 #1 县农林局的困难转给县财政局" in await passed(database)
    assert "已转给县财政局协调" in (await heard(database, "bob", "word"))[-1].text
    (card,) = await heard(database, "carol", "coordination")
    assert (card.title, labels(card)) == ("🆘 请您协调 #1 · 县农林局", ["收到，我来协调", "报协调结果"])
    assert "县农林局的困难：资金缺口20万元" in card.text
    assert await kinds(database, made, "carol") == [RequestKind.COORDINATION]
    assert await kinds(database, made, "bob") == []
    await feed(database, "carol", press("carol", button(card, "收到")))
    for who in ("bob", "alice"):
        assert "县财政局柯财已收到" in (await heard(database, who, "word"))[-1].text
    assert (await feed(database, "carol", press("carol", button(card, "收到")))).kind == "refusal"
    assert "↳ 已转县财政局协调（已收到，今天）" in (await feed(database, "bob", "/item 1")).text
    await sent(database, "carol", "coordination", 500)
    told = await feed(database, "carol", "本周五前拨付到位", reply_to=500)
    assert told.text.startswith("已报 #1 的协调结果：本周五前拨付到位")
    assert (await heard(database, "bob", "word"))[-1].text == "县财政局柯财：本周五前拨付到位"
    (solution,) = await heard(database, "dave", "solution")
    ended = await feed(database, "dave", press("dave", button(solution, "就此办结")))
    assert "的困难已由戴督" in ended.text
    assert await kinds(database, made) == []


async def test_a_leader_can_be_asked_and_answers_by_reply(database: Database) -> None:
    made = await hindered(database)
    assert "转给吴明远" in await passed(database, "吴明远")
    assert await kinds(database, made, "lena") == [RequestKind.COORDINATION]
    assert await kinds(database, made, "carol") == []
    await sent(database, "lena", "coordination", 500)
    assert "已报 #1 的协调结果" in (await feed(database, "lena", "已与市里对接，月底前下达", reply_to=500)).text
    assert (await heard(database, "bob", "word"))[-1].text == "吴明远：已与市里对接，月底前下达"


async def test_who_must_solve_it_is_chased(database: Database, clock: Clock) -> None:
    await hindered(database)
    await passed(database)
    clock.advance(days=1)
    await run_until_none(database.transaction, chase_next)
    chased = (await heard(database, "carol", "coordination"))[-1]
    assert (labels(chased), "等了1天" in chased.text) == (["#1 报协调结果"], True)
    clock.advance(days=6)
    await run_until_none(database.transaction, chase_next)
    assert "县财政局未答复协调事项 · 等了7天" in (await heard(database, "alice", "chase"))[-1].text


async def test_what_is_settled_asks_nobody_any_more(database: Database) -> None:
    made = await hindered(database)
    await passed(database)
    (card, *_) = await heard(database, "alice", "difficulty_card")
    await feed(database, "alice", press("alice", button(card, "已协调")))
    await feed(database, "alice", "资金已另行解决")
    assert await kinds(database, made) == []
    assert "已由艾督" in (await heard(database, "carol", "coordination"))[-1].text


@pytest.mark.parametrize(
    ("name", "told"), [("县外星局", "名册里没有"), ("县农林局", "就是报困难的单位"), ("张三丰", "名册里没有")]
)
async def test_nobody_is_asked_by_a_wrong_name(database: Database, name: str, told: str) -> None:
    made = await hindered(database)
    (card,) = await heard(database, "alice", "difficulty_card")
    await feed(database, "alice", press("alice", button(card, "转请协调")))
    assert told in (await feed(database, "alice", name)).text
    assert await kinds(database, made) == [RequestKind.DIFFICULTY]


async def test_others_cannot_answer_for_it_and_it_is_passed_once(database: Database) -> None:
    await hindered(database)
    await passed(database)
    for verb in ("take", "solve"):
        for who in ("bob", "lena", "alice"):
            assert (await feed(database, who, press(who, f"p:{verb}:2:0:"))).kind == "refusal"
    (card,) = await heard(database, "dave", "difficulty_card")
    asked = await feed(database, "dave", press("dave", button(card, "转请协调")))
    assert "已经转给县财政局" in (await feed(database, "dave", press("dave", button(asked, "县财政局")))).text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("请协调财政部门", ["县财政局"]),
        ("县自然资源局审批慢", ["县自然资源局"]),
        ("自然资源和财政两家意见不一", ["县财政局", "县自然资源局"]),
        ("天气不好", []),
    ],
)
def test_the_words_name_whom_they_ask_for(words: str, found: list[str]) -> None:
    units = list(enumerate(("县财政局", "县农林局", "县自然资源局", "柳河镇")))
    assert [name for _, name in named_units(words, units)] == found
