"""Pages of other sites cannot act here, not even by a name that points at this machine."""

import pytest

from sandbox import Limits, Sandbox
from tests.watching import Browser

HERE = [("GET", "/sandbox/page"), ("GET", "/sandbox/state"), ("GET", "/sandbox/stream"), ("GET", "/"),
        ("GET", "/static/app.css"), ("POST", "/sandbox/send"), ("DELETE", "/sandbox/faults")]  # fmt: skip
SEND = {"user_id": 1001, "text": "x"}


def port(sandbox):
    return sandbox.url.rpartition(":")[2]


@pytest.mark.parametrize(("method", "path"), HERE)
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "localhost.evil.example"},
        {"Host": "192.168.1.5"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
    ],
)
async def test_foreign_hosts_and_origins_are_refused(sandbox, bot, method, path, headers):
    headers = {name: value.format(port=port(sandbox)) for name, value in headers.items()}
    body = SEND if method == "POST" else None
    url = f"{sandbox.url}{path}"
    async with bot.session.request(method, url, json=body, headers=headers) as answer:
        told = await answer.json()
    assert (answer.status, told["ok"], told["error_code"]) == (403, False, 403)
    assert told["description"].startswith("Forbidden: ")
    assert sandbox.world.chats == {}


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
async def test_the_own_page_acts(sandbox, browser, host):
    host = host.format(port=port(sandbox))
    headers = {"Host": host, "Origin": f"http://{host}"}
    status, _ = await browser.post("/sandbox/send", SEND, headers=headers)
    assert (status, len(sandbox.world.chats)) == (200, 1)


async def test_the_bot_api_is_left_alone(sandbox, bot):
    url = f"{sandbox.url}/bot{sandbox.token}/getMe"
    headers = {"Host": "api.example", "Origin": "http://evil.example"}
    async with bot.session.get(url, headers=headers) as answer:
        assert (await answer.json())["ok"]


async def test_an_address_is_enough_when_listening_everywhere(bot):
    async with Sandbox(limits=Limits.off(), host="0.0.0.0") as everywhere:
        there = everywhere.url.replace("0.0.0.0", "127.0.0.1")
        browser = Browser(everywhere, bot.session)
        for host, status in (("192.168.1.5:80", 200), ("evil.example:80", 403), ("0.0.0.0", 200)):
            async with browser.session.get(f"{there}/sandbox/state", headers={"Host": host}) as answer:
                assert answer.status == status
