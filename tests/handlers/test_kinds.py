"""Every kind of message that Telegram knows is kept as evidence, taken as words, or answered with what to do."""

from typing import Any

import pytest
from aiogram.enums import ContentType
from aiogram.types import Message
from sqlmodel import select

from bot.arrivals import sent_file
from bot.dispatch import parse
from domain.messages.kinds import EVIDENCE, KINDS
from storage.database import Database
from storage.tables import Report
from tests.building import county
from tests.feeding import button, feed, message, press

FILE = {"file_id": "id-1", "file_unique_id": "u-1", "file_size": 10}
FILM = FILE | {"width": 640, "height": 480, "duration": 3}
STICKER = FILE | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False}
SPOT = {"latitude": 25.0389, "longitude": 102.7183}
SENT: dict[str, Any] = {
    "photo": [FILE | {"width": 9, "height": 9}, FILE | {"file_id": "id-1", "width": 90, "height": 90}],
    "live_photo": FILM | {"photo": [FILE | {"width": 90, "height": 90}]},
    "animation": FILM,
    "video": FILM,
    "video_note": FILE | {"length": 240, "duration": 3},
    "audio": FILE | {"duration": 3},
    "voice": FILE | {"duration": 3},
    "document": FILE,
}


def body(name: str, **fields: Any) -> dict[str, Any]:
    made = message(name, "", **fields)
    del made["message"]["text"]
    return made


async def stored(database: Database) -> list[str]:
    async with database.reading() as tx:
        return [one.text for one in (await tx.session.exec(select(Report))).all()]


def test_no_kind_is_missing() -> None:
    assert set(KINDS) == {str(kind.value) for kind in ContentType} - {"any"}
    assert set(EVIDENCE) == set(SENT)
    assert all(kind in Message.model_fields for kind in EVIDENCE)


@pytest.mark.parametrize("kind", EVIDENCE)
def test_each_file_is_fetched_as_what_it_is(kind: str) -> None:
    """A moving picture came as a document, which a supervisor's bot then tried to read as a paper."""
    import json

    both = {"document": FILE} if kind == "animation" else {}
    said = parse(json.dumps(body("bob", **{kind: SENT[kind]}, **both))).message
    assert said is not None
    found = sent_file(said)
    assert found is not None
    assert (found.kind, found.file_id) == ("photo" if kind == "live_photo" else kind, "id-1")
    assert "." in found.name


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"contact": {"phone_number": "1", "first_name": "x"}}, "机器人不收名片"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "机器人不玩游戏"),
        ({"story": {"chat": {"id": 1, "type": "private"}, "id": 1}}, "照片或视频直接发来"),
        (
            {
                "sticker": FILE
                | {"type": "regular", "width": 9, "height": 9, "is_animated": False, "is_video": False, "emoji": "😡"}
            },
            "看不懂这个表情",
        ),
        ({"sticker": STICKER}, "看不懂这个表情"),
        ({"what_comes_next_year": {"x": 1}}, "这种消息机器人看不懂"),
        (
            {
                "poll": {
                    "id": "1",
                    "question": "?",
                    "options": [],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                    "allows_revoting": False,
                    "members_only": False,
                }
            },
            "机器人不收投票",
        ),
    ],
)
async def test_what_cannot_be_stored_is_answered_with_what_to_send(
    database: Database, fields: dict[str, Any], told: str
) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/report 1")
    answer = await feed(database, "bob", body("bob", **fields))
    assert (answer.kind, told in answer.text) == ("refusal", True)
    assert await stored(database) == []
    # The question is open still.
    assert "已记录" in (await feed(database, "bob", "堤防已合龙")).text


async def test_a_place_is_kept_as_words(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    venue = {"location": SPOT, "title": "龙潭水库", "address": "龙潭镇"}
    asked = await feed(database, "bob", body("bob", venue=venue, location=SPOT))
    assert "位置：25.0389,102.7183 龙潭水库 龙潭镇" in asked.text
    await feed(database, "bob", press("bob", button(asked, "#1")))
    assert await stored(database) == ["位置：25.0389,102.7183 龙潭水库 龙潭镇"]
    moved = body("bob", location=SPOT | {"latitude": 26.0})
    silent = await feed(database, "bob", {"update_id": moved["update_id"], "edited_message": moved["message"]})
    assert silent.kind == "silence"


async def test_what_telegram_says_of_the_chat_is_passed_over(database: Database) -> None:
    await county(database)
    pinned = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"}
    assert (await feed(database, "bob", body("bob", pinned_message=pinned))).kind == "silence"
    assert (await feed(database, "bob", body("bob", write_access_allowed={}))).kind == "silence"


async def test_a_sticker_is_no_reason_and_no_date(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/difficulty 1")
    answer = await feed(database, "bob", body("bob", sticker=STICKER | {"emoji": "👌"}))
    assert "看不懂这个表情" in answer.text
