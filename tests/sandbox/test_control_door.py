"""The control door and the program itself, from another process."""

import asyncio
import base64
import sys

import aiohttp
import pytest

from sandbox import Limits, Sandbox


@pytest.fixture
async def door(sandbox, bot):
    async def ask(method, path, body=None):
        async with bot.session.request(method, f"{sandbox.url}/sandbox/{path}", json=body) as answer:
            return await answer.json()

    return ask


async def test_a_conversation_by_http(sandbox, bot, door):
    sent = await door("POST", "send", {"user_id": 1001, "name": "张三", "text": "/start"})
    assert sent["result"]["message_id"] == 1
    markup = {"inline_keyboard": [[{"text": "好", "callback_data": "ok"}]]}
    await bot.result("sendMessage", chat_id=1001, text="<i>您好</i>", parse_mode="HTML", reply_markup=markup)
    press = asyncio.ensure_future(door("POST", "press", {"user_id": 1001, "label": "好"}))
    query = (await bot.result("getUpdates", offset=-1, timeout=10))[-1]
    while "callback_query" not in query:
        query = (await bot.result("getUpdates", offset=query["update_id"] + 1, timeout=10))[-1]
    await bot.result("answerCallbackQuery", callback_query_id=query["callback_query"]["id"], text="行")
    assert (await press)["result"] == {"text": "行", "show_alert": False, "url": ""}
    content = base64.b64encode(b"abc").decode()
    await door("POST", "file", {"user_id": 1001, "file_name": "a.txt", "content": content, "caption": "附"})
    shown = (await door("GET", "chats/1001/messages"))["result"]
    assert [m.get("text") or m.get("caption") for m in shown] == ["/start", "您好", "附"]
    assert shown[1]["reply_markup"] == markup
    calls = (await door("GET", "calls?after=1"))["result"]
    assert calls[0]["method"] == "getUpdates"
    assert calls[-1]["method"] == "answerCallbackQuery"
    assert (await door("GET", "state"))["result"]["people"][0]["first_name"] == "张三"
    assert len((await door("GET", "events?after=3"))["result"]) >= 3
    assert len((await door("GET", "updates"))["result"]) == 3


async def test_groups_faults_clock_and_people(sandbox, bot, door, clock):
    await door("POST", "people", {"user_id": 1, "name": "甲"})
    made = await door("POST", "groups", {"title": "群", "members": [1], "kind": "group"})
    chat_id = made["result"]["chat_id"]
    await door("POST", "send", {"user_id": 1, "text": "/bind", "chat_id": chat_id})
    assert sandbox.updates.recent[-1].count(b"/bind") == 1
    moved = await door("POST", f"groups/{chat_id}", {"do": "upgrade"})
    assert moved["result"]["chat_id"] < -1_000_000_000_000
    await door("POST", "faults", {"kind": "429", "method": "sendMessage", "retry_after": 9, "times": 1})
    assert (await bot("sendMessage", chat_id=1, text="x"))["parameters"]["retry_after"] == 9
    assert (await door("GET", "faults"))["result"][0]["fired"] == 1
    await door("DELETE", "faults")
    assert (await door("GET", "faults"))["result"] == []
    before = clock()
    await door("POST", "clock", {"advance": 3600})
    assert clock() == before + 3600
    await door("POST", "people", {"user_id": 1, "blocked": True})
    assert sandbox.world.people[1].blocked


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "send", {}),
        ("POST", "send", {"user_id": "abc", "text": "x"}),
        ("POST", "send", {"user_id": 1, "text": 5}),
        ("POST", "send", {"user_id": 1, "text": "x", "chat_id": -77}),
        ("POST", "send", {"user_id": 1, "text": "x", "chat_id": []}),
        ("POST", "send", []),
        ("POST", "file", {"user_id": 1, "file_name": "a", "content": "***"}),
        ("POST", "press", {"user_id": 1, "label": "没有"}),
        ("POST", "press", {"user_id": 1, "message_id": 5, "data": "x"}),
        ("POST", "faults", {"kind": "nonsense"}),
        ("POST", "faults", {"kind": "429", "colour": "red"}),
        ("POST", "faults", {"kind": "429", "times": "many"}),
        ("POST", "faults", {"kind": "refuse"}),
        ("POST", "groups", {"members": [1]}),
        ("POST", "groups", {"title": "x", "members": 7}),
        ("POST", "groups/-77", {"do": "upgrade"}),
        ("POST", "clock", {"advance": "soon"}),
        ("GET", "chats/77/messages", None),
        ("GET", "calls?after=x", None),
    ],
)
async def test_malformed_requests_are_refused_and_change_nothing(sandbox, bot, door, method, path, body):
    answer = await door(method, path, body)
    assert answer["ok"] is False
    assert answer["error_code"] == 400
    assert answer["description"].startswith("Bad Request: ")
    assert not list(sandbox.faults)
    assert await bot.result("getUpdates") == []


async def test_body_that_is_no_json(sandbox, bot):
    async with bot.session.post(f"{sandbox.url}/sandbox/send", data=b"\xff{") as answer:
        assert (await answer.json())["description"] == "Bad Request: the body is not JSON"


async def start_program(*arguments):
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )


async def test_program_says_its_address_and_ends_cleanly():
    program = await start_program("--port", "0")
    line = (await program.stdout.readline()).decode()
    url = line.split()[4]
    assert url.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession() as session, session.get(f"{url}/sandbox/state") as answer:
        assert (await answer.json())["ok"]
    program.terminate()
    rest, errors = await asyncio.wait_for(program.communicate(), 10)
    assert (program.returncode, rest, errors) == (0, b"sandbox: stopped\n", b"")


async def test_program_says_in_one_line_that_the_port_is_taken():
    async with Sandbox(limits=Limits.off()) as other:
        port = other.url.rpartition(":")[2]
        program = await start_program("--port", port)
        out, errors = await asyncio.wait_for(program.communicate(), 10)
    assert program.returncode == 1
    assert out == b""
    assert errors.decode() == f"sandbox: cannot listen on 127.0.0.1:{port}: the port is in use\n"
