"""A world that is kept goes on where it was: ids, buttons, files, what waits for the bot, the clock."""

import json

import aiohttp
import pytest

from sandbox import Limits, MovableClock, Sandbox, Stage, Step, keeping
from tests.sandbox.conftest import BotClient

MARKUP = {"inline_keyboard": [[{"text": "销号", "callback_data": "a:1"}]]}
START = 1_795_000_000


def made(clock=None, **more):
    return Sandbox(limits=Limits.off(), clock=clock or MovableClock(START), **more)


@pytest.fixture
async def kept(tmp_path):
    """A folder with a world in which much has happened."""
    async with made() as old, aiohttp.ClientSession() as session:
        bot = BotClient(old, session)
        phone = old.phone(1001, "张三", "zhang_san")
        group = old.group("领导群", [phone], -1_001_000_000_077)
        await phone.send("/start \ud800")
        await bot.result("sendMessage", chat_id=1001, text="<b>请</b>", parse_mode="HTML", reply_markup=MARKUP)
        await phone.send_document("通报.docx", b"docx!")
        await phone.send_photo(b"\x89PNG\r\n\x1a\n")
        await bot.result("setMyCommands", commands=[{"command": "my", "description": "我的"}])
        await bot.result("getUpdates", offset=-1)
        await group.send_as(phone, "/bind")
        phone.tap(None, "销号")
        await old.phone(1002, "李四").send("/start")
        old.phone(1002).block_bot()
        old.clock.advance(3_600)
        await phone.send("最后")
        keeping.save(old, tmp_path / "world")
    return old, tmp_path / "world"


async def test_everything_is_there_again(kept):
    old, folder = kept
    async with made() as new, aiohttp.ClientSession() as session:
        assert keeping.load(new, folder) == 3_600
        bot = BotClient(new, session)
        assert new.clock() == START + 3_600
        for chat_id, chat in old.world.chats.items():
            again = new.world.chats[chat_id]
            assert again.messages == chat.messages
            assert (again.members, again.bot_status, again.head) == (chat.members, chat.bot_status, chat.head)
        assert new.world.people == old.world.people
        assert new.world.commands == old.world.commands
        assert new.world.files == old.world.files
        assert new.world.seq == old.world.seq
        assert await bot.result("getUpdates") == [
            json.loads(entry.body) for entry in old.updates.entries.values() if entry.expires > old.clock()
        ]


async def test_it_goes_on_where_it_was(kept):
    old, folder = kept
    async with made() as new, aiohttp.ClientSession() as session:
        keeping.load(new, folder)
        bot = BotClient(new, session)
        waiting = await bot.result("getUpdates")
        phone = new.phone(1001)
        assert (phone.person.first_name, phone.message(3).document.content) == ("张三", b"docx!")
        press = phone.tap(None, "销号")
        assert press.query_id not in old.world.presses
        await bot.result("answerCallbackQuery", callback_query_id=press.query_id, text="好")
        assert (await phone.answer(press)).text == "好"
        assert (await phone.send("又来了")).message_id == 6
        edited = await bot.result("editMessageText", chat_id=1001, message_id=2, text="改", reply_markup=MARKUP)
        assert edited["edit_date"] == START + 3_600
        later = await bot.result("getUpdates", offset=waiting[-1]["update_id"] + 1)
        assert [u["update_id"] for u in later] == [waiting[-1]["update_id"] + n for n in (1, 2)]
        assert (await bot.refused("sendMessage", chat_id=1002, text="x")).endswith("blocked by the user")
        await bot.result("sendMessage", chat_id=new.world.chats[-1_001_000_000_077].chat_id, text="群里")
        new_file = await phone.send_document("新.txt", b"new")
        assert new_file.document.content == b"new"
        assert len(new.world.files) == len(old.world.files) + 1


async def test_a_press_that_was_not_answered_is_answered_after(kept):
    _, folder = kept
    async with made() as new, aiohttp.ClientSession() as session:
        keeping.load(new, folder)
        # An hour later it is too old, as at Telegram.
        assert new.world.presses == {}
    async with made() as old, aiohttp.ClientSession() as session:
        phone = old.phone(1001)
        await phone.send("/start")
        await BotClient(old, session).result("sendMessage", chat_id=1001, text="x", reply_markup=MARKUP)
        press = phone.tap(None, "销号")
        keeping.save(old, folder)
    async with made() as new, aiohttp.ClientSession() as session:
        keeping.load(new, folder)
        asked = {"callback_query_id": press.query_id, "text": "好"}
        assert await BotClient(new, session).result("answerCallbackQuery", **asked)
        assert new.world.presses[press.query_id].answer["text"] == "好"


async def test_a_page_of_before_starts_afresh(kept):
    old, folder = kept
    new = made()
    keeping.load(new, folder)
    async with new, aiohttp.ClientSession() as session:
        headers = {"Last-Event-ID": str(old.world.seq - 3)}
        async with session.get(f"{new.url}/sandbox/stream", headers=headers) as answer:
            told = b""
            while b"event: lost" not in told:
                told += await answer.content.readline()
        assert new.page.epoch.encode() in told


async def test_ticked_steps_stay_ticked(tmp_path):
    stage = Stage("x", [], [], [], [Step("a", 1, None, "a", "a", lambda: True)])
    async with made(stage=stage) as old:
        await old.page.look()
        keeping.save(old, tmp_path)
    new = made(stage=Stage("x", [], [], [], [Step("a", 1, None, "a", "a", lambda: False)]))
    keeping.load(new, tmp_path)
    assert new.page.state()["steps"][0]["done"]


async def test_a_clock_that_is_not_ours_is_told_how_far_it_was(tmp_path):
    keeping.save(made(clock=lambda: MovableClock()() + 7_200), tmp_path)
    ahead = keeping.load(made(clock=MovableClock()), tmp_path)
    assert abs(ahead - 7_200) < 5


async def test_the_token_is_not_kept(kept):
    old, folder = kept
    secret = old.token.partition(":")[2].encode()
    assert not [path for path in folder.rglob("*") if path.is_file() and secret in path.read_bytes()]


async def test_saving_again_replaces_in_one_step(kept, monkeypatch):
    old, folder = kept
    before = (folder / "world.json").read_bytes()
    await old.phone(1001).send("一句")

    def torn(*_):
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", torn)
    with pytest.raises(OSError, match="disk full"):
        keeping.save(old, folder)
    assert (folder / "world.json").read_bytes() == before
    monkeypatch.undo()
    keeping.save(old, folder)
    assert (folder / "world.json").read_bytes() != before
    assert not list(folder.rglob("*.new"))


def test_nothing_kept_is_no_error(tmp_path):
    assert keeping.load(made(), tmp_path) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda state: b"",
        lambda state: b"\xff\xfe",
        lambda state: state[:-100],
        lambda state: state.replace(b'"form":1', b'"form":99'),
        lambda state: state.replace(b'"people"', b'"persons"'),
        lambda state: state.replace(b'"by_bot"', b'"by"'),
        lambda state: b"[]",
        lambda state: state.replace(b'"next_id":', b'"next_id":[],"x":'),
    ],
)
async def test_a_damaged_file_is_said_and_leaves_the_sandbox_empty(kept, change):
    _, folder = kept
    place = folder / "world.json"
    place.write_bytes(change(place.read_bytes()))
    new = made()
    with pytest.raises(ValueError, match=r"world\.json") as told:
        keeping.load(new, folder)
    assert "\n" not in str(told.value)
    assert (new.world.people, new.world.chats, new.world.files, new.clock()) == ({}, {}, {}, START)


async def test_only_a_new_sandbox_of_the_same_bot_is_filled(kept):
    _, folder = kept
    used = made()
    used.phone(1)
    with pytest.raises(ValueError, match="new sandbox"):
        keeping.load(used, folder)
    with pytest.raises(ValueError, match="belongs to the bot"):
        keeping.load(made(token="77:x"), folder)
