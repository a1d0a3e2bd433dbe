"""While a supervisor's paper is read the chat says that somebody is typing; nothing depends on it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.arrivals import Arrivals
from bot.channels.api import TelegramApi
from bot.dispatch import parse
from domain.arrivals import Arrival
from sandbox import Fault, Limits, Sandbox
from storage.database import Database
from tests.building import TELEGRAM_IDS, county
from tests.feeding import message

PAPER = "一、“由县交通局负责，11月30日前完成柳河桥加固”。正在施工。\n" * 9


async def prepared(database: Database, folder: Path, name: str, *faults: Fault) -> tuple[Any, list[Any]]:
    """What came of a pasted paper, and the calls that were made meanwhile."""
    await county(database)
    async with Sandbox(limits=Limits.off()) as sandbox:
        await sandbox.phone(TELEGRAM_IDS[name]).send("/start")
        for fault in faults:
            sandbox.faults.add(fault)
        api = TelegramApi(sandbox.url, sandbox.token)
        try:
            found = await Arrivals(database, api, folder).prepare(parse(json.dumps(message(name, PAPER))))
        finally:
            await api.close()
        return found, [(call.method, call.chat_id, call.params.get("action")) for call in sandbox.calls]


@pytest.mark.parametrize("faults", [(), (Fault("5xx_before"),), (Fault("reset_before"),)])
async def test_it_says_so_and_reads_on(database: Database, tmp_path: Path, faults: tuple[Fault, ...]) -> None:
    found, calls = await prepared(database, tmp_path, "alice", *faults)
    assert calls == [("sendChatAction", TELEGRAM_IDS["alice"], "typing")]
    assert found.reading is not None or found.refusal is not None


async def test_a_report_is_taken_at_once(database: Database, tmp_path: Path) -> None:
    assert await prepared(database, tmp_path, "bob") == (Arrival(), [])
