"""Requests of all kinds: one list of what waits, decided once, closed on every phone."""

from datetime import date
from itertools import product

import pytest
from sqlmodel import col, select

from domain.notes import Choice
from domain.office.people import Action
from domain.refusals import NotAllowed, TooLate
from domain.requests import REQUEST_TRANSITIONS, STANDING, RequestKind, RequestState, RequestVerb
from domain.requests_texts import KIND_WORDS
from storage.database import Database
from storage.tables import Request
from tests.building import County, county
from tests.cast import all_of
from tests.feeding import button, feed, heard, press, stamp
from usecases.steps.requests import OpenRequest, decide, open_requests, put
from usecases.talk.promise import follow_reports

DUE = date(2026, 12, 5)


async def listed(database: Database, made: County, who: str = "") -> list[OpenRequest]:
    async with database.reading() as tx:
        return list(await open_requests(tx, await made.actor(who, tx) if who else None))


async def kinds(database: Database, made: County, who: str = "") -> list[RequestKind]:
    return [one.kind for one in await listed(database, made, who)]


def test_every_kind_has_who_asks_who_decides_words_and_an_end() -> None:
    for kind in RequestKind:
        assert KIND_WORDS[kind]
        assert kind.asked_by in Action
        assert kind.decided_by in Action
        ends = {after for (of, _, _), after in REQUEST_TRANSITIONS.items() if of is kind}
        assert ends - set(STANDING)
        assert not any(
            state not in STANDING and verb != "reopen" for of, state, verb in REQUEST_TRANSITIONS if of is kind
        )


async def test_a_request_takes_no_way_that_its_machine_lacks(database: Database) -> None:
    ways = product(RequestKind, RequestState, RequestVerb)
    async with database.transaction() as tx:
        for kind, state, verb in (way for way in ways if way not in REQUEST_TRANSITIONS):
            request = Request(kind=kind, state=state, asked_at=tx.now)
            with pytest.raises(TooLate):
                await decide(tx, request, verb, "#1")
            assert (request.state, request.version) == (state, 1)


async def test_an_extension_is_listed_until_it_is_decided(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    assert await listed(database, made) == []
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    (one,) = await listed(database, made, "alice")
    assert (one.kind, one.label, one.unit, one.text) == (RequestKind.EXTENSION, "#1", "县农林局", "资金未到位")
    assert await kinds(database, made, "bob") == []
    (card,) = await heard(database, "alice", "extension_card")
    await feed(database, "alice", press("alice", button(card, "不同意")))
    assert await listed(database, made) == []


async def test_a_typed_day_closes_the_deciders_own_card(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    (card,) = await heard(database, "alice", "extension_card")
    await feed(database, "alice", press("alice", button(card, "同意，改日期")))
    told = await feed(database, "alice", "12月20日")
    for who in ("alice", "dave"):
        closed = (await heard(database, who, "extension_card"))[-1]
        assert (closed.text, stamp(closed).split()[0]) == (told.text, "艾督")
    async with database.reading() as tx:
        (row,) = (await tx.session.exec(select(Request).where(col(Request.item_id).is_not(None)))).all()
    assert (row.state, row.day) == (RequestState.GRANTED, date(2026, 12, 20))


async def test_a_number_that_no_request_has_leads_on(database: Database) -> None:
    await county(database)
    answer = await feed(database, "alice", press("alice", Choice("同意", "extend_yes", 77, 1).packed()))
    assert answer.kind == "refusal"
    assert "没有找到这个延期申请" in answer.text


async def test_a_completion_is_listed_once_with_its_parts_until_its_verdict(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("建堤", "绿化"))
    await feed(database, "bob", "/done 1 已竣工")
    (one,) = await listed(database, made, "alice")
    assert (one.kind, one.label, one.unit, one.text) == (RequestKind.COMPLETION, "#1", "县农林局", "已竣工")
    await feed(database, "alice", "/approve 1")
    assert await listed(database, made) == []


async def test_what_a_head_has_is_listed_for_the_head_alone(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "alice", "/policy 负责人 县农林局 柯财")
    await feed(database, "alice", "/policy 负责人审签 1")
    await feed(database, "bob", "/done 1 已竣工")
    (one,) = await listed(database, made, "carol")
    assert (one.kind, one.due_on) == (RequestKind.COUNTERSIGN, date(2026, 11, 24))
    assert await kinds(database, made, "alice") == []
    (card,) = await heard(database, "carol", "countersign")
    await feed(database, "carol", press("carol", button(card, "同意报结")))
    assert await kinds(database, made, "alice") == [RequestKind.COMPLETION]
    await feed(database, "alice", "/return 1 缺少验收单")
    assert await listed(database, made) == []


async def test_a_unit_that_loses_the_item_has_asked_for_nothing(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/assign 1 改派 县财政局")
    assert await listed(database, made) == []
    closed = (await heard(database, "dave", "review_card"))[-1]
    assert closed.choices == ()


async def test_a_difficulty_is_listed_until_its_coordination(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/difficulty 1 缺施工图纸")
    (one,) = await listed(database, made, "alice")
    assert (one.kind, one.unit, one.text) == (RequestKind.DIFFICULTY, "县农林局", "缺施工图纸")
    (card,) = await heard(database, "alice", "difficulty_card")
    await feed(database, "alice", press("alice", button(card, "已协调")))
    told = await feed(database, "alice", "图纸本周到位")
    assert await listed(database, made) == []
    for who in ("alice", "dave"):
        closed = (await heard(database, who, "difficulty_card"))[-1]
        assert (closed.text, stamp(closed).split()[0]) == (told.text, "艾督")


async def test_an_instruction_is_listed_for_the_units_that_are_to_answer(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "lena", "/instruct 1 请抓紧")
    (one,) = await listed(database, made, "bob")
    assert (one.kind, one.label, one.text) == (RequestKind.INSTRUCTION, "#1", "请抓紧")
    assert await kinds(database, made, "carol") == []
    await feed(database, "bob", "/report 1 已加快")
    async with database.transaction() as tx:
        assert await follow_reports(tx)
    assert await listed(database, made) == []


@pytest.mark.parametrize(("who", "kind"), [("lena", RequestKind.EXTENSION), ("bob", RequestKind.LOOK_BACK)])
async def test_what_a_person_may_not_ask_for_is_not_put(database: Database, who: str, kind: RequestKind) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        with pytest.raises(NotAllowed):
            await put(tx, await made.actor(who, tx), Request(kind=kind, text="forged"))
    assert await listed(database, made) == []


ASKED = {
    RequestKind.EXTENSION: ("/extend 1 12月31日 资金未到位", "extension_card", "不同意"),
    RequestKind.LATE_PLAN: ("/plan 1 12月18日", "late_date", "按时限办理"),
    RequestKind.DIFFICULTY: ("/difficulty 1 缺施工图纸", "difficulty_card", "已协调"),
}
OVERTAKEN = {
    "cancelled": (("alice", "/void 1 重复"), ("alice", "是")),
    "stopped": (("alice", "/stop 1 重复"), ("alice", "是")),
    "merged": (("alice", "/merge 1 2"), ("alice", "是")),
    "handed over": (("alice", "/handover 1 县财政局"), ("alice", "是")),
    "reassigned": (("alice", "/reassign 1 县财政局"),),
    "closed": (("bob", "/done 1 已竣工"), ("alice", "/approve 1")),
    "dated": (("alice", "/due 1 长期"),),
}


@pytest.mark.parametrize("how", list(OVERTAKEN))
@pytest.mark.parametrize("kind", list(ASKED))
async def test_what_lost_its_object_is_asked_no_longer(database: Database, kind: RequestKind, how: str) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    await made.item("改造管网", deadline=DUE)
    words, card, label = ASKED[kind]
    await feed(database, "bob", words)
    (shown,) = await heard(database, "dave", card)
    for who, said in OVERTAKEN[how]:
        await feed(database, who, said)
    if (kind, how) == (RequestKind.DIFFICULTY, "dated"):
        assert await kinds(database, made) == [kind]
        return
    for who in ("alice", "dave"):
        closed = (await heard(database, who, card))[-1]
        assert closed.edits_key is not None
        assert closed.text.lstrip("⚠️ ").startswith("#1 ")
        assert closed.choices == ()
    (row,) = [one for one in await all_of(database, Request) if one.kind is kind]
    assert row.state is RequestState.SUPERSEDED
    late = await feed(database, "dave", press("dave", button(shown, label)))
    assert late.kind == "refusal"
    assert "鲍林" not in late.text
    (after,) = [one for one in await all_of(database, Request) if one.kind is kind]
    assert after.version == row.version


async def test_the_next_unit_asks_for_an_extension_of_its_own(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    await feed(database, "alice", "/reassign 1 县财政局")
    told = await feed(database, "carol", "/extend 1 12月20日 刚接手")
    assert "已提交 #1 的延期申请" in told.text


async def test_a_difficulty_comes_back_with_the_verdict_that_ended_it(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    await feed(database, "bob", "/difficulty 1 缺施工图纸")
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")
    assert await kinds(database, made) == []
    await feed(database, "alice", "/retract 1")
    assert await kinds(database, made) == [RequestKind.DIFFICULTY, RequestKind.COMPLETION]
    assert "缺施工图纸" in (await feed(database, "alice", "/status")).text
