"""Webhooks: the secret, the order of each chat, retries, and calls made by the reply."""

import asyncio
from collections import defaultdict

import pytest
from aiohttp import web

SECRET = "s3cret_TOKEN-1"


class Receiver:
    """A bot's webhook; `plan` maps a text to statuses to answer before 200."""

    def __init__(self):
        self.seen = []
        self.secrets = set()
        self.plan = defaultdict(list)
        self.reply = {}
        self.changed = asyncio.Event()
        self.url = ""

    async def handle(self, request):
        update = await request.json()
        text = update["message"]["text"]
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.plan[text].pop(0) if self.plan[text] else 200
        self.seen.append((update["message"]["chat"]["id"], text, status))
        self.changed.set()
        return web.json_response(self.reply.get(text, {}), status=status)

    async def until(self, ready):
        async with asyncio.timeout(10):
            while not ready(self.seen):
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def receiver():
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_secret_order_and_retry_hold_back_only_their_chat(sandbox, bot, receiver):
    slow, quick = sandbox.phone(1), sandbox.phone(2)
    receiver.plan["慢一"] = [500, 503]
    await slow.send("慢一")
    await bot.result("setWebhook", url=receiver.url, secret_token=SECRET)
    await slow.send("慢二")
    await quick.send("快一")
    await receiver.until(lambda seen: {"慢二", "快一"} <= {text for _, text, status in seen})
    of_slow = [(text, status) for chat, text, status in receiver.seen if chat == 1]
    assert of_slow == [("慢一", 500), ("慢一", 503), ("慢一", 200), ("慢二", 200)]
    assert receiver.secrets == {SECRET}
    info = await bot.result("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")


async def test_polling_is_refused_while_a_webhook_is_set(sandbox, bot, receiver):
    waiting = asyncio.ensure_future(bot("getUpdates", timeout=30))
    await sandbox.until_polled()
    await bot.result("setWebhook", url=receiver.url)
    assert (await waiting)["description"] == "Conflict: terminated by setWebhook request"
    refused = await bot("getUpdates")
    assert refused["error_code"] == 409
    assert "webhook is active" in refused["description"]
    await bot.result("deleteWebhook")
    assert await bot.result("getUpdates") == []
    assert (await bot.result("getWebhookInfo"))["url"] == ""


async def test_what_could_not_be_delivered_waits_for_polling(sandbox, bot, receiver):
    receiver.plan["难送"] = [500] * 10_000
    await bot.result("setWebhook", url=receiver.url)
    await sandbox.phone(1).send("难送")
    await receiver.until(lambda seen: len(seen) >= 3)
    assert (await bot.result("getWebhookInfo"))["pending_update_count"] == 1
    await bot.result("deleteWebhook")
    assert [u["message"]["text"] for u in await bot.result("getUpdates")] == ["难送"]
    await bot.result("setWebhook", url=receiver.url, drop_pending_updates=True)
    assert (await bot.result("getWebhookInfo"))["pending_update_count"] == 0


async def test_bot_down_and_up_again(sandbox, bot, unused_tcp_port, receiver):
    await bot.result("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/hook")
    await sandbox.phone(1).send("等着")
    await sandbox.courier.trouble.until(lambda: sandbox.courier.hook.last_error or None, 10)
    info = await bot.result("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    await bot.result("setWebhook", url=receiver.url)
    await receiver.until(lambda seen: seen == [(1, "等着", 200)])


async def test_reply_may_be_a_method_call(sandbox, bot, receiver):
    phone = sandbox.phone(1)
    receiver.reply["问"] = {"method": "sendMessage", "chat_id": 1, "text": "答"}
    await bot.result("setWebhook", url=receiver.url)
    await phone.send("问")
    await phone.wait("答")


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "ftp://x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://x", "secret_token": "带中文"}, "secret token contains unallowed characters"),
    ],
)
async def test_refusals(bot, params, reason):
    assert await bot.refused("setWebhook", **params) == f"Bad Request: {reason}"
