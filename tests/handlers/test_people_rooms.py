"""People and groups as raw updates: joining, strangers, removal, the leadership group."""

import itertools
from typing import Any

import pytest
from sqlmodel import select

from domain.notes import Answer
from domain.office import gate_texts
from storage.database import Database
from storage.delivery import groups
from storage.office import people
from storage.tables import Outbox
from tests.building import TELEGRAM_IDS, County, county
from tests.feeding import button, feed, heard, press

GROUP = {"id": -100, "type": "group", "title": "某某群"}
SUPERGROUP = {"id": -1000000000100, "type": "supergroup", "title": "某某群"}
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
_numbers = itertools.count(500_000)


def member_change(chat: dict[str, Any], before: str, after: str, by: str = "stranger") -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "督办"}
    person = {"id": TELEGRAM_IDS.get(by, 9999), "is_bot": False, "first_name": by}
    states = {"left": {}, "kicked": {"until_date": 0}, "member": {}}
    change = {
        "chat": chat,
        "from": person,
        "date": 1_790_000_000,
        "old_chat_member": {"user": bot, "status": before, **states[before]},
        "new_chat_member": {"user": bot, "status": after, **states[after]},
    }
    return {"update_id": next(_numbers), "my_chat_member": change}


def service_message(chat: dict[str, Any], sender: dict[str, Any], **facts: int) -> dict[str, Any]:
    number = next(_numbers)
    body = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": sender, **facts}
    if sender is ANONYMOUS:
        body["sender_chat"] = chat
    return {"update_id": number, "message": body}


async def all_notes(database: Database) -> list[Outbox]:
    async with database.reading() as tx:
        return list((await tx.session.exec(select(Outbox))).all())


async def bound(database: Database) -> list[int]:
    async with database.reading() as tx:
        return [group.chat_id for group in await groups.leadership_groups(tx)]


async def invite_code(database: Database, words: str = "县农林局 张三") -> str:
    answer = await feed(database, "alice", f"/invite {words}")
    return answer.text.split("/start ")[1].splitlines()[0]


async def test_from_the_invitation_to_the_first_command(database: Database) -> None:
    await county(database)
    code = await invite_code(database)
    greeting = await feed(database, "newcomer", f"/start {code}")
    assert greeting.title == "张三，您已登记为县农林局 联络员。"
    assert [note.text for note in await heard(database, "alice", "joined")]
    assert "县农林局 联络员" in (await feed(database, "newcomer", "帮助")).title
    assert "没有等您回答" in (await feed(database, "newcomer", "/cancel")).text


@pytest.mark.parametrize("words", ["邀请 县农林局 张三", "/invite@duban_bot 县农林局 张三"])
async def test_chinese_words_and_addressed_commands_work(database: Database, words: str) -> None:
    await county(database)
    assert "t.me/duban_bot?start=" in (await feed(database, "alice", words)).text


async def test_a_unit_is_made_by_button_only(database: Database) -> None:
    await county(database)
    offer = await feed(database, "alice", "/invite 县水利局 张三")
    done = await feed(database, "alice", press("alice", button(offer, "新建单位并邀请")))
    assert done.title == "邀请 张三（县水利局 联络员）"
    again = await feed(database, "alice", press("alice", button(offer, "新建单位并邀请")))
    assert again.kind == "refusal"


async def test_an_open_question_about_the_invited_takes_plain_words(database: Database) -> None:
    await county(database)
    assert (await feed(database, "alice", "/invite")).ask
    assert (await feed(database, "alice", "张三 县领导")).title == "邀请 张三（县领导）"


async def test_a_long_paste_is_no_answer_to_the_question_who_is_invited(database: Database) -> None:
    await county(database)
    await feed(database, "alice", "/invite")
    answer = await feed(database, "alice", "关于某某县重点工作的督办通报\n" * 10)
    assert "没有看懂邀请对象" not in answer.text


STRANGER_WORDS = [
    "/start",
    "/help",
    "/my",
    "/item 1",
    "/item 999",
    "/report 1 已完成",
    "/people",
    "/invite 县农林局 张三",
    "/audit",
    "/cancel",
    "/bind",
    "你好",
    "进展 1 已完成",
]


async def test_every_stranger_reads_the_same_line_whatever_is_asked(database: Database) -> None:
    made = await county(database)
    await made.item("修缮青石渠")
    answers = {(await feed(database, "stranger", words)).text for words in STRANGER_WORDS}
    assert answers == {gate_texts.STRANGER}
    for packed in ("p:person_out_yes:1:0:", "p:people:0:0:", "p:report:1:1:", "p:rebind:1:1:"):
        answer = await feed(database, "stranger", press("stranger", packed))
        assert (answer.toast, answer.text) == (gate_texts.STRANGER, "")


@pytest.mark.parametrize(
    "face",
    [
        {"from": ANONYMOUS},
        {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}},
        {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        {"sender_chat": {"id": -100, "type": "channel", "title": "c"}},
        {"via_bot": {"id": 5, "is_bot": True, "first_name": "b"}},
    ],
)
async def test_a_faceless_sender_joins_binds_and_removes_nothing(database: Database, face: dict[str, Any]) -> None:
    await county(database)
    code = await invite_code(database)
    before = len(await all_notes(database))
    for words, chat in ((f"/start {code}", None), ("/bind", GROUP), ("/people", None)):
        place = {"chat": chat} if chat else {}
        answer = await feed(database, "alice", words, **face, **place)
        assert answer == Answer(kind="silence")
    assert len(await all_notes(database)) == before
    assert await bound(database) == []


async def test_who_is_removed_finds_old_buttons_and_commands_dead_at_once(database: Database) -> None:
    made = await county(database)
    await made.item("修缮青石渠")
    roster = await feed(database, "alice", "/people")
    unit = await feed(database, "alice", press("alice", button(roster, "县农林局")))
    card = await feed(database, "alice", press("alice", button(unit, "鲍林")))
    question = await feed(database, "alice", press("alice", button(card, "移除")))
    done = await feed(database, "alice", press("alice", button(question, "确认移除")))
    assert "已移除鲍林" in done.text
    assert (await feed(database, "bob", "/report 1 已完成")).text == gate_texts.STRANGER
    assert (await feed(database, "bob", press("bob", "p:report:1:1:"))).toast == gate_texts.STRANGER
    again = await feed(database, "alice", press("alice", button(question, "确认移除")))
    assert "鲍林已由艾督于" in again.text


@pytest.mark.parametrize("packed", ["p:person_out_yes:{bob}:0:", "p:person:{bob}:0:", "p:audit:0:0:"])
async def test_forged_buttons_of_an_official_do_nothing(database: Database, packed: str) -> None:
    made = await county(database)
    pressed = packed.format(bob=made.person_ids["bob"])
    assert (await feed(database, "carol", press("carol", pressed))).kind == "refusal"
    async with database.reading() as tx:
        assert await people.actor_of(tx, TELEGRAM_IDS["bob"]) is not None


async def test_an_unknown_group_hears_nothing_and_the_keepers_do_once(database: Database) -> None:
    await county(database)
    for _ in range(2):
        answer = await feed(database, "stranger", member_change(GROUP, "left", "member"))
        assert answer == Answer(kind="silence")
        for name, words in (("stranger", "/bulletin"), ("alice", "/people"), ("bob", "/bind")):
            assert (await feed(database, name, words, chat=GROUP)) == Answer(kind="silence")
    rows = await all_notes(database)
    assert GROUP["id"] not in {row.chat_id for row in rows}
    assert sorted(row.chat_id for row in rows) == [TELEGRAM_IDS[name] for name in ("alice", "dave", "adam")]


async def bind_first(database: Database) -> County:
    made = await county(database)
    assert "已设为领导群" in (await feed(database, "alice", "/bind", chat=GROUP)).text
    return made


async def test_another_group_is_bound_by_the_button_in_private(database: Database) -> None:
    await bind_first(database)
    other = {"id": -200, "type": "group", "title": "另一个群"}
    assert "私聊" in (await feed(database, "alice", "/bind", chat=other)).text
    (question,) = await heard(database, "alice", "rebind")
    kept = await feed(database, "alice", press("alice", button(question, "不改")))
    assert kept.edit
    assert await bound(database) == [-100]
    await feed(database, "alice", press("alice", button(question, "改绑")))
    assert await bound(database) == [-200]


async def test_the_bot_put_out_of_the_leadership_group(database: Database) -> None:
    await bind_first(database)
    await feed(database, "stranger", member_change(GROUP, "member", "kicked"))
    assert await bound(database) == []
    assert any("移出领导群" in note.text for note in await heard(database, "dave"))


@pytest.mark.parametrize("sender", ["alice", "stranger", "anonymous"])
@pytest.mark.parametrize("order", [("to", "from"), ("from", "to"), ("to",), ("from",)])
async def test_a_supergroup_upgrade_moves_the_group_in_either_order(
    database: Database, order: tuple[str, ...], sender: str
) -> None:
    await bind_first(database)
    known = {"id": TELEGRAM_IDS.get(sender, 9999), "is_bot": False, "first_name": sender}
    author = ANONYMOUS if sender == "anonymous" else known
    said = {
        "to": service_message(GROUP, author, migrate_to_chat_id=SUPERGROUP["id"]),
        "from": service_message(SUPERGROUP, author, migrate_from_chat_id=GROUP["id"]),
    }
    for step in order:
        await feed(database, "alice", said[step])
    assert await bound(database) == [SUPERGROUP["id"]]


async def test_stopping_and_starting_the_bot_in_private(database: Database) -> None:
    await county(database)
    chat = {"id": TELEGRAM_IDS["bob"], "type": "private", "first_name": "bob"}
    await feed(database, "bob", member_change(chat, "member", "kicked", by="bob"))
    async with database.reading() as tx:
        bob = await people.person_of_telegram_id(tx, TELEGRAM_IDS["bob"])
        assert bob is not None
        assert not bob.is_reachable
    await feed(database, "bob", member_change(chat, "kicked", "member", by="bob"))
    async with database.reading() as tx:
        bob = await people.person_of_telegram_id(tx, TELEGRAM_IDS["bob"])
        assert bob is not None
        assert bob.is_reachable
    assert len(await heard(database, "alice")) == 1


async def test_the_trail_turns_pages_by_button(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        bob = await made.actor("bob", tx)
        for number in range(12):
            tx.record("progress", "#1", by=bob, after=f"第{number}次")
    first = await feed(database, "alice", "/audit 1")
    second = await feed(database, "alice", press("alice", button(first, "更早")))
    assert second.edit
    assert len(second.text.splitlines()) == 2
