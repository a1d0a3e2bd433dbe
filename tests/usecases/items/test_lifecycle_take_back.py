"""A verdict is taken back within ten minutes by its giver, and only while nothing followed."""

from datetime import timedelta

import pytest

from domain.bulletin.life import BulletinState
from domain.states import State
from storage.database import Database
from storage.tables import Bulletin
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.items.test_lifecycle_acts import entries, states
from usecases.review.take_back import WITHIN


async def decided(database: Database, words: str = "/approve 1", **more: object) -> None:
    made = await county(database)
    await made.item("修建河堤", **more)  # type: ignore[arg-type]
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", words)


@pytest.mark.parametrize("words", ["/approve 1", "/return 1 缺材料"])
async def test_the_giver_takes_back_and_the_request_waits_again(database: Database, words: str) -> None:
    await decided(database, words)
    card = await feed(database, "alice", "/item 1")
    answer = await feed(database, "alice", press("alice", button(card, "撤回审核")))
    assert "重新等待审核" in answer.text
    assert await states(database, "1") == (State.AWAITING_REVIEW, [State.AWAITING_REVIEW])
    assert "已撤回" in (await heard(database, "bob", "word"))[-1].text
    assert (await entries(database, "#1"))[-1] == "take_back"
    renewed = (await heard(database, "dave", "review_card"))[-1]
    await feed(database, "dave", press("dave", button(renewed, "通过")))
    assert (await states(database, "1"))[0] is State.CLOSED


async def test_parts_covered_by_the_verdict_go_back_with_it(database: Database) -> None:
    await decided(database, subs=("建堤", "绿化"))
    assert (await states(database, "1"))[0] is State.CLOSED
    await feed(database, "alice", "/retract 1")
    for label in ("1", "1.1", "1.2"):
        assert await states(database, label) == (State.AWAITING_REVIEW, [State.AWAITING_REVIEW])


async def test_after_ten_minutes_it_stands(database: Database, clock: Clock) -> None:
    await decided(database)
    clock.advance(seconds=(WITHIN + timedelta(seconds=1)).total_seconds())
    refused = await feed(database, "alice", "/retract 1")
    assert "10分钟内" in refused.text
    card = await feed(database, "alice", "/item 1")
    assert "撤回审核" not in [one.label for row in card.choices for one in row]


async def test_only_the_giver_and_only_once(database: Database) -> None:
    await decided(database)
    for who in ("dave", "bob", "lena", "adam"):
        assert (await feed(database, who, "/retract 1")).kind == "refusal"
        assert (await feed(database, who, press(who, "p:retract:1:1:"))).kind == "refusal"
    assert "重新等待审核" in (await feed(database, "alice", "/retract")).text
    assert "已有新的动作" in (await feed(database, "alice", "/retract 1")).text
    assert (await states(database, "1"))[0] is State.AWAITING_REVIEW


async def test_not_when_the_unit_went_on(database: Database) -> None:
    await decided(database, "/return 1 缺材料")
    await feed(database, "bob", "/report 1 材料已补")
    assert "已有新的动作" in (await feed(database, "alice", "/retract 1")).text
    assert (await states(database, "1"))[0] is State.IN_PROGRESS


async def test_not_when_the_item_was_reopened(database: Database) -> None:
    await decided(database)
    await feed(database, "alice", "/reopen 1 再看")
    await feed(database, "alice", "确认")
    assert (await feed(database, "alice", "/retract 1")).kind == "refusal"


async def test_not_when_a_bulletin_came_out(database: Database, clock: Clock) -> None:
    await decided(database)
    clock.advance(minutes=1)
    async with database.transaction() as tx:
        tx.session.add(
            Bulletin(
                office_id=1,
                year=2026,
                period="2026-W48",
                issue_number=1,
                as_of=tx.today,
                snapshot={},
                snapshot_hash="",
                state=BulletinState.PUBLISHED,
                drafted_at=tx.now,
                published_at=tx.now,
            )
        )
    assert "通报" in (await feed(database, "alice", "/retract 1")).text
