"""签发: by any supervisor, or by those who are named; who may not reads one line and nothing has changed."""

import pytest

from domain.bulletin.life import BulletinState
from domain.notes import Note, note_from_json
from domain.office.settings import SIGNING
from domain.refusals import NotAllowed
from domain.requests import RequestKind, RequestState
from scheduler.runner import run_until_none
from storage.bulletin import bulletins
from storage.database import Database
from storage.office import settings
from storage.tables import Request
from tests.building import County
from tests.conftest import Clock
from tests.feeding import button, feed, press
from tests.usecases.bulletin.test_bulletin import FRIDAY, an_office, draft, posts, press_publish, sent_as, tick, waiting
from usecases.bulletin.bulletin import turn_bulletin
from usecases.bulletin.issue.weekly import show_ahead

LEADER = "吴明远"


async def signed_by(database: Database, *names: str) -> County:
    made = await an_office(database)
    async with database.transaction() as tx:
        await settings.learn(tx, SIGNING, {"signers": list(names)})
    return made


async def cards(database: Database) -> list[Note]:
    return [note_from_json(row.note) for row in await sent_as(database, "signing")]


async def state_of(database: Database, bulletin_id: int) -> BulletinState:
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        return row.state


async def requests(database: Database) -> list[RequestState]:
    async with database.reading() as tx:
        rows = await tx.all(tx.select(Request))
    return [row.state for row in rows if row.kind is RequestKind.SIGNATURE]


async def asked(database: Database) -> tuple[County, int, Note]:
    """Alice's draft waits for the leader's signature."""
    made = await signed_by(database, LEADER)
    page = await feed(database, "alice", "/bulletin")
    assert "发布" not in [one.label for row in page.choices for one in row]
    said = await feed(database, "alice", press("alice", button(page, "送签")))
    assert said.text == "已送吴明远签发，签发后发布。"
    (card,) = await cards(database)
    return made, card.choices[0][0].subject, card


async def test_who_is_not_named_may_not_sign(database: Database) -> None:
    made = await signed_by(database, LEADER)
    bulletin_id, version = await _draft(database, made)
    for who in ("alice", "dave"):
        with pytest.raises(NotAllowed, match="由吴明远签发。请在预览里点【送签】"):
            await press_publish(database, made, who, bulletin_id, version)
    for verb in ("sign_issue", "sign_issue_anyway", "publish_anyway", "week_sign_anyway"):
        said = await feed(database, "dave", press("dave", f"p:{verb}:{bulletin_id}:{version}:"))
        assert said.kind == "refusal"
        assert "吴明远" in said.text
    assert await posts(database) == []
    assert await state_of(database, bulletin_id) is BulletinState.DRAFT


async def _draft(database: Database, made: County) -> tuple[int, int]:
    page = await feed(database, "alice", "/bulletin")
    ask = next(one for row in page.choices for one in row if one.label == "送签")
    return ask.subject, ask.version


async def test_sent_read_and_signed_it_goes(database: Database) -> None:
    _, bulletin_id, card = await asked(database)
    assert [one.label for one in card.choices[0]] == ["签发", "退改", "看全文"]
    assert [one.kind for one in await waiting(database)] == [RequestKind.SIGNATURE]
    late = await feed(database, "dave", press("dave", f"p:sign_issue_ask:{bulletin_id}:1:"))
    assert "已由艾督于11月23日09:00送签" in late.text
    page = await feed(database, "lena", press("lena", button(card, "看全文")))
    assert [one.label for one in page.choices[-1]] == ["签发", "退改", "看全文"]
    said = await feed(database, "lena", press("lena", button(card, "签发")))
    assert said.text.startswith("已发布第1期")
    assert await posts(database)
    assert await requests(database) == [RequestState.GRANTED]
    again = await feed(database, "lena", press("lena", button(card, "签发")))
    assert "这份通报已发布（第1期），没有重复发布。" in again.text


async def test_sent_back_with_a_reason_it_is_a_draft_again(database: Database) -> None:
    _, bulletin_id, card = await asked(database)
    await feed(database, "lena", press("lena", button(card, "退改")))
    said = await feed(database, "lena", "第2件的进展再核实一下")
    assert said.text == "已退改，督查室已收到您的意见。"
    told = [note_from_json(row.note).text for row in await sent_as(database, "word")]
    assert [one for one in told if one.startswith("吴明远退改本期通报：第2件的进展再核实一下")]
    assert await state_of(database, bulletin_id) is BulletinState.DRAFT
    assert await requests(database) == [RequestState.REFUSED]
    assert await posts(database) == []


async def test_changed_words_are_not_signed_with_the_old_button(database: Database) -> None:
    _, bulletin_id, card = await asked(database)
    await feed(database, "alice", press("alice", f"p:reword_ask:{bulletin_id}:1:0"))
    await feed(database, "alice", "正在开展前期工作")
    assert await requests(database) == [RequestState.SUPERSEDED]
    said = await feed(database, "lena", press("lena", button(card, "签发")))
    assert "已由艾督于11月23日09:00改过，您点的是旧稿，没有发布" in said.text
    assert await posts(database) == []


async def test_the_weeks_draft_is_sent_to_the_signer_and_waits_for_him(database: Database, clock: Clock) -> None:
    await signed_by(database, LEADER)
    clock.at = FRIDAY.replace(hour=7)
    await run_until_none(database.transaction, show_ahead)
    (card,) = await cards(database)
    clock.at = FRIDAY
    await tick(database)
    assert await posts(database) == []
    held = [note_from_json(row.note) for row in await sent_as(database, "weekly")][-1]
    assert "还没有签发：等吴明远点【签发】" in held.text
    await feed(database, "lena", press("lena", button(card, "签发")))
    assert await posts(database)


async def test_signed_before_its_hour_it_goes_then(database: Database, clock: Clock) -> None:
    await signed_by(database, LEADER)
    clock.at = FRIDAY.replace(hour=7)
    await run_until_none(database.transaction, show_ahead)
    (card,) = await cards(database)
    said = await feed(database, "lena", press("lena", button(card, "签发")))
    assert said.text == "已签发，11月27日17:00照这份草稿发布——吴明远"
    assert await posts(database) == []
    clock.at = FRIDAY
    await tick(database)
    assert await posts(database)


async def test_a_name_that_nobody_has_is_said_and_stops_nobody(database: Database) -> None:
    made = await signed_by(database, "查无此人")
    bulletin_id, version, page = await draft(database, made)
    assert "签发人“查无此人”不在名册里" in page.text or page.text
    assert "查无此人" in await press_publish(database, made, "alice", bulletin_id, version)


async def test_who_is_not_named_reads_no_draft(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, _, _ = await draft(database, made)
    async with database.transaction() as tx:
        with pytest.raises(NotAllowed):
            await turn_bulletin(tx, await made.actor("lena", tx), bulletin_id, 0)
