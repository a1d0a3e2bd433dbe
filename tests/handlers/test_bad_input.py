"""Bad input through the real gate: one clear line, nothing changed, nothing told to strangers."""

import json
from typing import Any

import pytest

from bot.arrivals import FILE_LIMIT, Arrivals
from bot.channels.api import TelegramApi
from bot.dispatch import parse
from domain.arrivals import Arrival, SavedFile
from domain.office import gate_texts as texts
from domain.refusals import BadInput
from storage.database import Database
from storage.office.export import all_rows
from tests.building import TELEGRAM_IDS, county
from tests.feeding import feed, message, press

KEPT = ("item", "assignment", "report", "person", "seat", "request", "bulletin", "boundgroup")


async def counted(database: Database) -> dict[str, list[dict[str, Any]]]:
    async with database.reading() as tx:
        rows = await all_rows(tx)
    return {name: rows[name] for name in KEPT}


VOICE = Arrival(files=(SavedFile("voice", "voice.bin", "x", 1, "x", "x"),))
FORWARDED = {"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bob", "/report 99 已完成"),
        ("bob", "/report 2 已完成"),
        ("bob", "/report 十七 已完成"),
        ("bob", f"/report 1 {'长' * 5000}"),
        ("bob", "/due 1 12月31日"),
        ("bob", "/approve 1"),
        ("bob", "/nonsense"),
        ("alice", "/due 1 2月30日"),
        ("alice", "/assign 99 县财政局"),
        ("alice", "/nudge 99"),
        ("alice", "/return 1"),
        ("adam", "/approve 1"),
        ("lena", "/new 修路；县交通局；12月31日"),
    ],
)
async def test_each_wrong_command_gets_one_line(database: Database, name: str, words: str) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    await made.item("财政局的事项", units=("县财政局",))
    before = await counted(database)
    answer = await feed(database, name, words)
    assert answer.kind == "refusal"
    assert answer.text
    assert "\n" not in answer.text
    assert await counted(database) == before


async def test_a_date_in_the_past_is_asked_about(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    before = await counted(database)
    answer = await feed(database, "alice", "/due 1 2026年1月5日")
    assert "已经过去" in answer.text
    assert answer.choices
    assert await counted(database) == before


async def test_forwarded_words_are_a_quotation(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    before = await counted(database)
    for words in ("/report 1 已完成", "已完成"):
        assert (await feed(database, "bob", words, **FORWARDED)).text == texts.FORWARDED
    assert await counted(database) == before


async def test_a_voice_without_words_waits_for_them(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    before = await counted(database)
    answer = await feed(database, "bob", message("bob", "/report 1"), arrival=VOICE)
    assert "语音" in answer.text
    assert await counted(database) == before


async def test_strangers_read_one_line_whatever_they_try(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    tries = ["/start", "/start wrong", "/item 1", "/item 99", "/status", "你好", "/report 1 x", "/bind", "/audit"]
    answers = {(await feed(database, "nobody", words)).text for words in tries if words != "/start wrong"}
    assert answers == {texts.STRANGER}
    pressed = await feed(database, "nobody", press("nobody", "p:approve:1:1:"))
    assert pressed.toast == texts.STRANGER
    assert not pressed.text


@pytest.mark.parametrize(
    "face",
    [
        {"sender_chat": {"id": -1001, "type": "channel", "title": "频道"}},
        {"via_bot": {"id": 5, "is_bot": True, "first_name": "b"}},
        {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}},
        {"from": {"id": TELEGRAM_IDS["alice"], "is_bot": True, "first_name": "bot"}},
    ],
)
async def test_faceless_senders_are_nobody(database: Database, face: dict[str, Any]) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    raw = message("alice", "/status")
    raw["message"] |= face
    assert (await feed(database, "alice", raw)).kind == "silence"


async def test_an_unbound_group_and_a_channel_hear_nothing(database: Database) -> None:
    await county(database)
    group = {"id": -777, "type": "supergroup", "title": "别的群"}
    for words in ("/status", "/bindfoo", "状态", "你好"):
        assert (await feed(database, "alice", words, chat=group)).kind == "silence"
    post = {"update_id": 5, "channel_post": message("alice", "/status", chat=group)["message"]}
    assert (await feed(database, "alice", post)).kind == "silence"


@pytest.mark.parametrize("packed", ["p:approve:1:1:", "p:nosuch:1:1:", "p:publish:7:1:", "\u0007" * 20, "x" * 64])
async def test_old_and_forged_buttons_change_nothing(database: Database, packed: str) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    before = await counted(database)
    for name in ("alice", "bob"):
        assert (await feed(database, name, press(name, packed))).kind == "refusal"
    assert await counted(database) == before


async def test_a_file_over_telegrams_cap_is_refused_without_a_download(database: Database, tmp_path: Any) -> None:
    await county(database)
    # Nothing listens there: a download would fail differently.
    api = TelegramApi("http://127.0.0.1:9", "1:x")
    arrivals = Arrivals(database, api, tmp_path)
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "大.pdf", "file_size": FILE_LIMIT + 10_000_000}
    update = parse(json.dumps(message("alice", "", document=document)))
    with pytest.raises(BadInput, match="20MB"):
        await arrivals.prepare(update)
    await api.close()
