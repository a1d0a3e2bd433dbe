"""A chat of 5,000 messages is read in pages, newest first."""

import time

import pytest

MANY = 5_000


@pytest.fixture
async def long_chat(sandbox):
    phone = sandbox.phone(1001, "张三")
    for number in range(1, MANY + 1):
        await phone.send(f"第 {number} 条")
    return phone


async def test_pages_cover_everything_once_and_quickly(sandbox, browser, long_chat):
    for gone in (4_990, 4_000, 1):
        await long_chat.delete(long_chat.message(gone))
    seen, before, slowest = [], "", 0.0
    while True:
        begin = time.process_time()
        page = (await browser.get(f"/sandbox/chats/1001/messages?limit=200{before}"))[1]["result"]
        slowest = max(slowest, time.process_time() - begin)
        if not page:
            break
        ids = [message["message_id"] for message in page]
        assert ids == sorted(ids)
        assert len(ids) <= 200
        seen = ids + seen
        before = f"&before={ids[0]}"
    assert seen == [n for n in range(1, MANY + 1) if n not in {4_990, 4_000, 1}]
    assert slowest < 0.5


async def test_a_page_holds_the_newest_before_a_message(browser, long_chat):
    page = (await browser.get("/sandbox/chats/1001/messages?limit=3&before=10"))[1]["result"]
    assert [message["text"] for message in page] == ["第 7 条", "第 8 条", "第 9 条"]
    assert {"reply_markup", "by_bot", "seq"} <= set(page[0])
    newest = (await browser.get("/sandbox/chats/1001/messages?limit=1&before=99999999"))[1]["result"]
    assert newest[0]["message_id"] == MANY
    assert len((await browser.get("/sandbox/chats/1001/messages"))[1]["result"]) == MANY


@pytest.mark.parametrize("query", ["limit=201", "limit=-1", "limit=x", "before=y&limit=3"])
async def test_malformed_pages_are_refused(sandbox, browser, query):
    sandbox.phone(1001)
    status, answer = await browser.get(f"/sandbox/chats/1001/messages?{query}")
    assert (status, answer["ok"]) == (400, False)


async def test_the_record_of_calls_is_paged_too(sandbox, bot, browser):
    for _ in range(5):
        await bot.result("getMe")
    calls = (await browser.get("/sandbox/calls?after=1&limit=2"))[1]["result"]
    assert [call["index"] for call in calls] == [1, 2]
    assert (await browser.get("/sandbox/calls?limit=1001"))[0] == 400
