"""`duban check --mirrors`: a test line to each robot, its error by code, no address in what is printed."""

import pytest

from bot.cli.check import check_all
from bot.clock import system_clock
from bot.settings import load
from tests.mirror_servers import KEYS, SECRETS, robot_server


async def test_each_robot_gets_a_test_line(capsys: pytest.CaptureFixture[str]) -> None:
    async with robot_server(system_clock) as server:
        addresses = ",".join(
            f"{one}#name={kind}群" if "#" not in one else one for kind, one in server.addresses().items()
        )
        settings = load(mirrors=addresses)
        assert not await check_all(settings)
        assert all(posts == [] for posts in server.posted.values())
        server.faults["feishu"].append("19021")
        await check_all(settings, mirrors=True)
    assert [len(posts) for posts in server.posted.values()] == [1, 1, 0]
    assert "测试" in server.texts("wecom")[0]
    printed = capsys.readouterr().out
    assert "ok   mirror wecom群: the test line was posted" in printed
    assert "FAIL mirror 飞书机器人" in printed
    assert "19021" in printed
    for secret in (*KEYS.values(), *SECRETS.values()):
        assert secret not in printed


async def test_no_robots_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    await check_all(load(), mirrors=True)
    assert "ok   mirrors: none" in capsys.readouterr().out
