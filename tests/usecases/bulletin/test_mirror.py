"""Mirrored bulletins: claims, parts that fit, robots that come and go, and a supervisor's word."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bulletin.making import BulletinFacts, FactItem, make_bulletin
from domain.bulletin.mirrors import (
    ROOM,
    RobotKind,
    again_after,
    marked_down,
    parse_robots,
    rush_over_in,
    split,
    text_parts,
    weight,
)
from domain.bulletin.snapshot import BulletinSnapshot
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from storage.database import Database
from storage.tables import ClaimState, OutboxState
from tests.building import County
from tests.conftest import Clock
from tests.feeding import heard
from tests.mirror_office import an_office, ids_of, part_states, parts_of, posts, publish_now
from usecases.bulletin.held_mirrors import mirror_drop, mirror_resend, mirror_there
from usecases.bulletin.mirror import arrived, next_turn, nobody_knows, refused, sync_robots, take

ADDRESSES = {
    "wecom": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcdefgh-1#name=县群",
    "dingtalk": "https://oapi.dingtalk.com/robot/send?access_token=abcdefgh2#secret=SECx",
}


async def published(database: Database) -> tuple[County, dict[str, int]]:
    made = await an_office(database, list(ADDRESSES.values()), ["修桥", "铺路"])
    await publish_now(database)
    return made, await ids_of(database, ADDRESSES)


async def hold_first(database: Database, robot_id: int) -> int:
    """The first part left, and nobody knows."""
    async with database.transaction() as tx:
        part = (await next_turn(tx, robot_id)).part
        assert part is not None
        assert await take(tx, part)
        await nobody_knows(tx, part, "ReadTimeout")
    return part.part_id


# --- publication


async def test_publishing_freezes_parts_for_each_robot_once(database: Database) -> None:
    _, ids = await published(database)
    wecom = await parts_of(database, ids["wecom"])
    assert [part.form for part in wecom] == ["text", "text", "picture", "file", "file"]
    assert [part.place for part in wecom] == [1, 2, 3, 4, 5]
    assert {part.form for part in await parts_of(database, ids["dingtalk"])} == {"text"}
    assert [(post.kind, post.period, post.state) for post in await posts(database)] == [
        ("bulletin", "2026-1", ClaimState.DUE)
    ] * 2
    await publish_now(database)
    assert [post.period for post in await posts(database)] == ["2026-1"] * 2 + ["2026-2"] * 2


async def test_without_robots_nothing_is_put(database: Database) -> None:
    await an_office(database, [], ["修桥"])
    await publish_now(database)
    assert await posts(database) == []


async def test_the_database_holds_no_address(database: Database) -> None:
    _, ids = await published(database)
    assert set(ids) == {"wecom", "dingtalk"}
    from storage.office.export import all_rows

    async with database.reading() as tx:
        rows = (await all_rows(tx))["mirror_robot"]
    assert "abcdefgh" not in str(rows)
    assert "SECx" not in str(rows)
    assert rows[0]["name"] == "县群"


async def test_a_robot_that_leaves_the_settings_gets_nothing_more(database: Database) -> None:
    _, ids = await published(database)
    async with database.transaction() as tx:
        await sync_robots(tx, parse_robots(ADDRESSES["wecom"]))
    assert set(await part_states(database, ids["dingtalk"])) == {OutboxState.CANCELLED}
    assert set(await part_states(database, ids["wecom"])) == {OutboxState.DUE}
    told = await heard(database, "alice", "word")
    assert len(told) == 1
    async with database.transaction() as tx:
        await sync_robots(tx, parse_robots(",".join(ADDRESSES.values())))
    assert await ids_of(database, ADDRESSES) == ids
    assert set(await part_states(database, ids["dingtalk"])) == {OutboxState.CANCELLED}
    await publish_now(database)
    assert OutboxState.DUE in await part_states(database, ids["dingtalk"])


# --- a supervisor's word


async def test_there_lets_the_rest_follow(database: Database) -> None:
    made, ids = await published(database)
    part_id = await hold_first(database, ids["dingtalk"])
    assert set(await part_states(database, ids["dingtalk"])) == {OutboxState.HELD}
    async with database.transaction() as tx:
        with pytest.raises(NotAllowed):
            await mirror_there(tx, await made.actor("bob", tx), part_id)
        answer = await mirror_there(tx, await made.actor("alice", tx), part_id)
    assert "艾督" in answer.text
    assert await part_states(database, ids["dingtalk"]) == [OutboxState.SENT, OutboxState.DUE]
    edits = [note for note in await heard(database, "dave", "held") if note.edits_key]
    asked = [note for note in await heard(database, "dave", "held") if note.choices]
    assert [note.edits_key for note in edits] == [asked[0].dedupe_key]
    async with database.transaction() as tx:
        for press in (mirror_there, mirror_resend, mirror_drop):
            with pytest.raises((TooLate, NotFound)):
                await press(tx, await made.actor("dave", tx), part_id)


async def test_the_last_part_that_is_there_settles_the_claim(database: Database, clock: Clock) -> None:
    made, ids = await published(database)
    async with database.transaction() as tx:
        part = (await next_turn(tx, ids["dingtalk"])).part
        assert part is not None
        await take(tx, part)
        await arrived(tx, part)
    clock.advance(seconds=3)
    part_id = await hold_first(database, ids["dingtalk"])
    async with database.transaction() as tx:
        await mirror_there(tx, await made.actor("alice", tx), part_id)
    assert (await posts(database))[1].state is ClaimState.SENT


async def test_dropping_ends_the_issue_for_that_robot(database: Database, clock: Clock) -> None:
    made, ids = await published(database)
    for _ in range(8):
        async with database.transaction() as tx:
            part = (await next_turn(tx, ids["dingtalk"])).part
            assert part is not None
            await take(tx, part)
            await refused(tx, part, "310000")
        clock.advance(hours=3)
    asked = await heard(database, "dave", "held")
    drop = asked[0].choices[0][1]
    assert drop.verb == "mirror_drop"
    async with database.transaction() as tx:
        await mirror_drop(tx, await made.actor("dave", tx), drop.subject)
    assert set(await part_states(database, ids["dingtalk"])) == {OutboxState.CANCELLED}
    assert (await posts(database))[1].state is ClaimState.DROPPED


async def test_a_part_that_only_waits_cannot_be_pressed(database: Database) -> None:
    made, ids = await published(database)
    part_id = await hold_first(database, ids["dingtalk"])
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        for forged in (part_id + 1, 0, 999):
            with pytest.raises(NotFound):
                await mirror_resend(tx, alice, forged)
    assert set(await part_states(database, ids["dingtalk"])) == {OutboxState.HELD}


async def test_a_robot_that_is_gone_cannot_be_resent_to(database: Database) -> None:
    made, ids = await published(database)
    part_id = await hold_first(database, ids["dingtalk"])
    async with database.transaction() as tx:
        await sync_robots(tx, ())
    async with database.transaction() as tx:
        with pytest.raises(BadInput, match="MIRRORS"):
            await mirror_resend(tx, await made.actor("alice", tx), part_id)


async def test_robots_of_another_office_stay_unseen(database: Database) -> None:
    _, ids = await published(database)
    async with database.transaction(office_id=2) as tx:
        assert (await next_turn(tx, ids["wecom"])).part is None
        await sync_robots(tx, ())
    assert await ids_of(database, ADDRESSES) == ids


# --- what fits


def bulletin_of(words: list[str]) -> BulletinSnapshot:
    items = tuple(FactItem(n, f"#{n}", text, closed=False) for n, text in enumerate(words, 1))
    return make_bulletin(BulletinFacts("云岭县人民政府督查室", date(2026, 11, 27), items, issue_number=3))


@pytest.mark.parametrize("kind", list(RobotKind))
def test_parts_break_between_items(kind: RobotKind) -> None:
    most = 25 if kind is RobotKind.WECOM else 200
    words = [f"推进第{n}项工作，" + "落实责任" * 20 for n in range(1, most)]
    bulletin = bulletin_of(words)
    parts = text_parts(bulletin, kind, "（补发）")
    assert len(parts) > 2
    assert parts[0].title == f"督办通报 第 3 期（补发）（1/{len(parts)}）"
    for number, text in enumerate(words, 1):
        assert sum(f"{number}、“{text}”" in part.text for part in parts) == 1
    assert all(weight(kind, part.text) <= ROOM[kind] for part in parts)


@pytest.mark.parametrize(("kind", "where"), [("wecom", "文件"), ("dingtalk", "领导群"), ("feishu", "领导群")])
def test_400_items_are_told_of_in_a_summary(kind: str, where: str) -> None:
    words = [f"推进第{n}项工作，" + "落实责任" * 20 for n in range(1, 1200)]
    parts = text_parts(bulletin_of(words), RobotKind(kind))
    assert len(parts) == 1
    assert parts[0].text.split("\n")[-1].startswith("全文见")
    assert where in parts[0].text.split("\n")[-1]


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=2500), max_size=6),
    st.sampled_from(list(RobotKind)),
)
def test_every_piece_fits_and_no_character_is_lost(blocks: list[str], kind: RobotKind) -> None:
    pieces = list(split(blocks, kind))
    assert all(weight(kind, piece) <= ROOM[kind] for piece in pieces)
    assert "".join(pieces).replace("\n", "") == "".join(blocks).replace("\n", "")


@pytest.mark.parametrize(
    "hostile", ["# 大标题", "[点我](https://x.example)", "**粗**", "> 引", "<font color=red>", "- 条"]
)
def test_text_makes_no_markup(hostile: str) -> None:
    shown = marked_down(hostile)
    assert len(shown) == len(hostile)
    assert not set(shown) & set("*_`~[]<>|\\")
    assert shown[0] not in "#-+="


def test_labels_within_a_line_stay_as_they_are() -> None:
    assert marked_down("关于 #37 的进展：3-5 月") == "关于 #37 的进展：3-5 月"


def test_tries_grow_apart() -> None:
    seconds = [again_after(attempts) for attempts in range(1, 8)]
    assert seconds == sorted(seconds)
    assert again_after(99) == seconds[-1]


def test_only_feishu_waits_for_the_rush_to_pass() -> None:
    at = datetime(2026, 11, 27, 9, 30, 2, tzinfo=UTC)
    assert rush_over_in(RobotKind.WECOM, at, "ff") == 0
    assert rush_over_in(RobotKind.FEISHU, at, "00") == 13
    assert rush_over_in(RobotKind.FEISHU, at, "0e") == 27
    assert rush_over_in(RobotKind.FEISHU, at.replace(second=15), "0e") == 0
