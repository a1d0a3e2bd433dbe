"""The mirror loop against local robots: each part once, in order, at their pace, whatever goes wrong."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import structlog
from sqlmodel import select

from bot.channels.mirrors import channel_of, open_client
from bot.draw import Drawing
from bot.mirror_pump import Draw, MirrorPump, mirror
from domain.bulletin.mirrors import parse_robots
from domain.notes import Paper
from storage.audit import find_flaw
from storage.database import Database
from storage.office.export import all_rows
from storage.tables import Bulletin, ClaimState, OutboxState
from tests.building import County
from tests.conftest import Clock
from tests.feeding import heard
from tests.mirror_office import an_office, ids_of, part_states, parts_of, posts, publish_now
from tests.mirror_servers import KEYS, SECRETS, RobotServer, robot_server
from usecases.bulletin.held_mirrors import mirror_resend, mirror_there
from usecases.bulletin.mirror import put_correction

PAPERS = {"bulletin_board": b"\x89PNG" + b"p" * 500, "bulletin": b"PK" + b"d" * 500, "bulletin_pdf": b"%PDF-1.7 x"}
LONG = [f"推进第{number}项重点工作，按时序进度落实责任、细化举措、确保年内见效" * 2 for number in range(40)]


async def drawn(paper: Paper) -> bytes:
    return PAPERS[paper.kind]


@dataclass
class World:
    database: Database
    clock: Clock
    server: RobotServer
    made: County
    pump: MirrorPump
    ids: dict[str, int]

    async def drive(self, kind: str, most: timedelta = timedelta(hours=12)) -> None:
        """Turn after turn, the clock moved by what each asks for, until nothing waits or `most` has passed."""
        robot_id = self.ids[kind]
        end = self.clock.at + most
        while self.clock.at < end:
            states = await part_states(self.database, robot_id)
            if OutboxState.DUE not in states:
                return
            self.clock.advance(seconds=await self.pump.turn(robot_id))

    async def states(self, kind: str) -> list[OutboxState]:
        return await part_states(self.database, self.ids[kind])


@asynccontextmanager
async def world(database: Database, clock: Clock, items: list[str], draw: Draw = drawn) -> AsyncIterator[World]:
    """Three robots and a published bulletin that waits for them."""
    async with robot_server(clock) as server, open_client() as client:
        addresses = server.addresses()
        made = await an_office(database, list(addresses.values()), items)
        await publish_now(database)
        ids = await ids_of(database, addresses)
        robots = {kind: parse_robots(address)[0] for kind, address in addresses.items()}
        channels = {ids[kind]: channel_of(robot, client, clock) for kind, robot in robots.items()}
        yield World(database, clock, server, made, MirrorPump(database, channels, draw), ids)


@pytest.fixture(autouse=True)
def _off_the_half_hour(clock: Clock) -> None:
    clock.at = datetime(2026, 11, 27, 9, 7, tzinfo=UTC)


async def test_all_three_show_the_whole_bulletin_once(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修建清溪河堤防", "第二中学扩建"]) as it:
        for kind in it.ids:
            await it.drive(kind)
            shown = "\n".join(it.server.texts(kind))
            assert shown.count("“修建清溪河堤防”") == 1
            assert shown.count("“第二中学扩建”") == 1
            assert "督办通报 第 1 期（1/2）" in shown
            assert set(await it.states(kind)) == {OutboxState.SENT}
        wecom = it.server.posted["wecom"]
        assert [post.kind for post in wecom] == ["text", "text", "picture", "file", "file"]
        assert [post.content for post in wecom[2:]] == list(PAPERS.values())
        assert [post.name for post in wecom[3:]] == ["督办通报第1期.docx", "督办通报第1期.pdf"]
        assert {post.state for post in await posts(database)} == {ClaimState.SENT}
        assert await heard(database, "alice", "word") == []


async def test_nine_thousand_bytes_go_in_parts_and_nothing_is_lost(database: Database, clock: Clock) -> None:
    async with world(database, clock, LONG) as it:
        for kind in it.ids:
            await it.drive(kind)
            texts = it.server.texts(kind)
            assert sum(len(text.encode()) for text in texts) > 9000
            places = [sum(f"{number}、“{LONG[number - 1]}”" in text for text in texts) for number in range(1, 41)]
            assert places == [1] * 40
            assert set(await it.states(kind)) == {OutboxState.SENT}
        assert len(it.server.texts("wecom")) > 4
        assert len(it.server.texts("feishu")) == 2


async def test_a_long_correction_goes_in_parts(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        for kind in it.ids:
            await it.drive(kind)
        before = {kind: len(it.server.texts(kind)) for kind in it.ids}
        async with database.transaction() as tx:
            issue = (await tx.session.exec(select(Bulletin))).one()
            await put_correction(tx, issue, "督办通报 第1期（第2版）", "\n".join(LONG))
        for kind in it.ids:
            await it.drive(kind)
            said = it.server.texts(kind)[before[kind] :]
            assert [sum(line in text for text in said) for line in set(LONG)] == [1] * len(set(LONG))
            assert set(await it.states(kind)) == {OutboxState.SENT}
        assert len(it.server.texts("wecom")) > before["wecom"] + 1


@pytest.mark.parametrize("kind", ["wecom", "dingtalk"])
async def test_a_robot_gets_one_message_in_three_seconds(database: Database, clock: Clock, kind: str) -> None:
    async with world(database, clock, LONG if kind == "wecom" else LONG * 3) as it:
        await it.drive(kind)
        times = it.server.calls[kind]
        assert len(times) >= (7 if kind == "wecom" else 2)
        assert min(later - sooner for sooner, later in pairwise(times)) >= timedelta(seconds=3)
        assert OutboxState.HELD not in await it.states(kind)


@pytest.mark.parametrize("fault", ["500 before", "500 after", "cut before", "cut after", "html", "-1"])
@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
async def test_an_unknown_outcome_is_held_and_asked_about_once(
    database: Database, clock: Clock, kind: str, fault: str
) -> None:
    async with world(database, clock, ["修桥"]) as it:
        it.server.faults[kind].append(fault)
        await it.drive(kind)
        await it.drive(kind)
        assert len(it.server.calls[kind]) == 1
        assert set(await it.states(kind)) == {OutboxState.HELD}
        for name in ("alice", "dave"):
            asked = await heard(database, name, "held")
            assert len(asked) == 1
            assert "不能确定群里是否已有" in asked[0].text
        there, again = asked[0].choices[0]
        arrived = "after" in fault or fault == "html"
        async with database.transaction() as tx:
            alice = await it.made.actor("alice", tx)
            await (mirror_there if arrived else mirror_resend)(tx, alice, (there if arrived else again).subject)
        await it.drive(kind)
        assert set(await it.states(kind)) == {OutboxState.SENT}
        assert len([text for text in it.server.texts(kind) if "（1/2）" in text]) == 1


async def test_a_second_unknown_outcome_is_asked_about_again(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        it.server.faults["wecom"].extend(["500 before", "500 before"])
        await it.drive("wecom")
        async with database.transaction() as tx:
            part_id = (await heard(database, "alice", "held"))[0].choices[0][0].subject
            await mirror_resend(tx, await it.made.actor("alice", tx), part_id)
        await it.drive("wecom")
        asked = [note for note in await heard(database, "alice", "held") if note.choices]
        assert len(asked) == 2


async def test_a_wrong_signature_is_retried_and_told_once(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        for kind in ("dingtalk", "feishu"):
            it.server.secrets[kind] = "another"
            started = clock.at
            await it.drive(kind, timedelta(minutes=5))
            calls = len(it.server.calls[kind])
            assert 3 <= calls <= 5
            it.server.secrets[kind] = SECRETS[kind]
            await it.drive(kind)
            assert set(await it.states(kind)) == {OutboxState.SENT}
            assert clock.at - started < timedelta(hours=1)
            assert len(it.server.texts(kind)) == 2
        told = [note.text for note in await heard(database, "alice", "word")]
        assert len(told) == 2
        assert "310000" in told[0]
        assert "签名" in told[0]
        assert "19021" in told[1]


async def test_what_is_refused_again_and_again_ends_with_a_question(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        it.server.faults["feishu"].extend(["19024"] * 20)
        await it.drive("feishu")
        assert len(it.server.calls["feishu"]) == 8
        assert set(await it.states("feishu")) == {OutboxState.HELD}
        asked = await heard(database, "dave", "held")
        assert [choice.label for choice in asked[0].choices[0]] == ["再发一次", "这期不发了"]
        assert "关键词" in asked[0].text


async def test_dingtalk_rests_ten_minutes_after_its_limit(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        it.server.faults["dingtalk"].append("130101")
        await it.drive("dingtalk")
        first, second, third = it.server.calls["dingtalk"]
        assert second - first >= timedelta(minutes=10)
        assert third - second == timedelta(seconds=3)
        assert set(await it.states("dingtalk")) == {OutboxState.SENT}
        assert await heard(database, "alice", "word") == []


async def test_somebody_elses_rush_blocks_dingtalk_and_is_waited_out(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        it.server.calls["dingtalk"] = [clock.at] * 20
        await it.drive("dingtalk")
        assert len(it.server.calls["dingtalk"]) == 23
        assert set(await it.states("dingtalk")) == {OutboxState.SENT}


async def test_limits_of_the_others_are_obeyed(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        for kind, code in (("wecom", "45009"), ("feishu", "11232")):
            it.server.faults[kind].append(code)
            await it.drive(kind)
            first, second = it.server.calls[kind][:2]
            assert second - first >= timedelta(minutes=1)
            assert set(await it.states(kind)) == {OutboxState.SENT}


@pytest.mark.parametrize("minute", [0, 30])
async def test_feishu_lets_the_full_and_half_hour_pass(database: Database, clock: Clock, minute: int) -> None:
    clock.at = datetime(2026, 11, 27, 9, minute, tzinfo=UTC)
    start = clock.at
    async with world(database, clock, ["修桥"]) as it:
        await it.drive("wecom")
        await it.drive("feishu")
        assert it.server.calls["wecom"][0] == start
        assert timedelta(seconds=15) <= it.server.calls["feishu"][0] - start <= timedelta(minutes=1)


async def test_a_robot_out_of_reach_is_waited_for(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        assert it.server.server is not None
        port = it.server.server.port
        await it.server.server.close()
        await it.drive("wecom", timedelta(minutes=70))
        assert set(await it.states("wecom")) == {OutboxState.DUE}
        assert len(await heard(database, "alice", "word")) == 1
        from aiohttp.test_utils import TestServer

        it.server.server = TestServer(it.server.app(), host="127.0.0.1", port=port)
        await it.server.server.start_server()
        await it.drive("wecom")
        assert set(await it.states("wecom")) == {OutboxState.SENT}
        assert len(it.server.texts("wecom")) == 2


async def test_an_upload_may_be_repeated(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        it.server.faults["upload"].append("500")
        await it.drive("wecom")
        assert [post.kind for post in it.server.posted["wecom"]] == ["text", "text", "picture", "file", "file"]
        assert set(await it.states("wecom")) == {OutboxState.SENT}


async def test_a_paper_that_fails_is_left_out_and_told(database: Database, clock: Clock) -> None:
    async def failing(paper: Paper) -> bytes:
        if paper.kind == "bulletin":
            raise RuntimeError("what somebody wrote")
        return b"x" * 3_000_000 if paper.is_picture else PAPERS[paper.kind]

    async with world(database, clock, ["修桥"], failing) as it:
        await it.drive("wecom")
        assert [post.kind for post in it.server.posted["wecom"]] == ["text", "text", "file"]
        assert len(await heard(database, "alice", "word")) == 2
        assert (await posts(database))[0].state is ClaimState.SENT
        assert [part.error for part in await parts_of(database, it.ids["wecom"])][2:4] == ["too large", "RuntimeError"]


async def test_killed_while_sending_it_is_held_and_the_rest_waits(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        it.server.faults["feishu"].append("hang")
        turn = asyncio.ensure_future(it.pump.turn(it.ids["feishu"]))
        await it.server.reached.wait()
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn
        assert (await it.states("feishu"))[0] is OutboxState.SENDING
        clock.advance(minutes=3)
        again = MirrorPump(database, it.pump.channels, drawn)
        await again.recover()
        await again.recover()
        await it.drive("feishu")
        assert len(it.server.calls["feishu"]) == 1
        assert set(await it.states("feishu")) == {OutboxState.HELD}
        assert len(await heard(database, "alice", "held")) == 1


async def test_a_restart_between_parts_goes_on_where_it_was(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        assert await it.pump.turn(it.ids["wecom"]) == 0.0
        again = MirrorPump(database, it.pump.channels, drawn)
        await again.recover()
        assert await again.turn(it.ids["wecom"]) == pytest.approx(3.0)
        it.pump = again
        await it.drive("wecom")
        assert [post.kind for post in it.server.posted["wecom"]] == ["text", "text", "picture", "file", "file"]


async def test_two_processes_post_once(database: Database, clock: Clock) -> None:
    async with world(database, clock, ["修桥"]) as it:
        other = Database(database.url.render_as_string(hide_password=False), clock)
        second = MirrorPump(other, it.pump.channels, drawn)
        robot_id = it.ids["dingtalk"]
        await asyncio.gather(it.pump.turn(robot_id), second.turn(robot_id))
        await other.close()
        assert len(it.server.calls["dingtalk"]) == 1


async def test_the_running_loop_serves_all_robots(database: Database, clock: Clock) -> None:
    async with robot_server(clock) as server:
        robots = parse_robots("\n".join(server.addresses().values()))
        await an_office(database, list(server.addresses().values()), ["修桥"])
        await publish_now(database)
        loop = asyncio.ensure_future(mirror(database, robots, clock, drawn))
        async with asyncio.timeout(20):
            while not all(server.texts(kind) for kind in KEYS):
                await asyncio.sleep(0.02)
        loop.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loop


async def test_real_papers_fit_a_robot(database: Database, clock: Clock) -> None:
    async with world(database, clock, LONG[:20], Drawing(database).draw) as it:
        await it.drive("wecom")
        picture, docx, pdf = [post for post in it.server.posted["wecom"] if post.kind != "text"]
        assert picture.content.startswith(b"\x89PNG")
        assert docx.content.startswith(b"PK")
        assert pdf.content.startswith(b"%PDF")


async def test_no_secret_is_logged_stored_or_said(
    database: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    printed = io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(printed))
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger=name)
    try:
        async with world(database, clock, ["修桥"]) as it:
            for kind, faults in {
                "wecom": ["93000", "cut after"],
                "dingtalk": ["310000", "130101", "500 after"],
                "feishu": ["19021", "11232", "html"],
            }.items():
                it.server.faults[kind].extend(faults)
                await it.drive(kind)
            assert it.server.server is not None
            await it.server.server.close()
            async with database.transaction() as tx:
                part_id = (await heard(database, "alice", "held"))[0].choices[0][0].subject
                await mirror_resend(tx, await it.made.actor("alice", tx), part_id)
            await it.drive("wecom", timedelta(minutes=2))
    finally:
        structlog.reset_defaults()
    async with database.reading() as tx:
        stored = json.dumps(await all_rows(tx), default=str, ensure_ascii=False)
        assert await find_flaw(tx) is None
    # The servers of the test keep a log of their own.
    ours = [one for one in caplog.records if one.name != "aiohttp.access"]
    logged = printed.getvalue() + "\n".join(f"{one.getMessage()} {one.args}" for one in ours)
    assert "mirror_part_waits" in logged
    assert "httpx" in {one.name for one in caplog.records}
    for secret in (*KEYS.values(), *SECRETS.values()):
        assert secret not in stored
        assert secret not in logged
