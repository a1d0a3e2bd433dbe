"""The photos of an album come as several messages, and the caption stands under any of them."""

from typing import Any

import pytest
from sqlmodel import col, select

from domain.arrivals import Arrival, SavedFile
from domain.notes import Answer, Note
from storage.database import Database
from storage.tables import Attachment, Outbox, OutboxState, Report
from tests.building import TELEGRAM_IDS, County, county
from tests.feeding import button, feed, heard, message, press

GROUP = "album-1"


def photo(number: int) -> Arrival:
    return Arrival(files=(SavedFile("photo", "照片.jpg", f"p{number}", 10, "f" * 64, f"photo-{number}"),))


async def album(database: Database, *captions: str, group: str = GROUP, **more: Any) -> list[Answer]:
    return [
        await feed(database, "bob", captioned(caption, media_group_id=group, **more), photo(place))
        for place, caption in enumerate(captions)
    ]


def captioned(caption: str, **more: Any) -> dict[str, Any]:
    update = message("bob", "", **more)
    del update["message"]["text"]
    update["message"]["photo"] = [{"file_id": "x", "file_unique_id": "x", "width": 9, "height": 9}]
    return {**update, "message": update["message"] | ({"caption": caption} if caption else {})}


async def stored(database: Database) -> list[tuple[str, int]]:
    """The words of each report that counts, and how many files came along."""
    async with database.reading() as tx:
        found = (
            await tx.session.exec(select(Report).where(col(Report.is_current)).order_by(col(Report.report_id)))
        ).all()
        files = (await tx.session.exec(select(Attachment))).all()
    return [(one.text, len([file for file in files if file.report_id == one.report_id])) for one in found]


async def office(database: Database, items: int = 1) -> County:
    made = await county(database)
    for number in range(items):
        await made.item(("修建清溪河堤防", "改造集镇自来水管网", "培育茶叶品牌", "新建养老中心")[number])
    return made


async def replied_card(database: Database, message_id: int = 500) -> None:
    await feed(database, "bob", "/item 1")
    async with database.transaction() as tx:
        mine = (col(Outbox.chat_id) == TELEGRAM_IDS["bob"], col(Outbox.kind) == "card")
        row = (await tx.session.exec(select(Outbox).where(*mine).order_by(col(Outbox.outbox_id).desc()))).first()
        assert row is not None
        row.message_id, row.state, row.sent_at = message_id, OutboxState.SENT, tx.now
        tx.session.add(row)


def labels(note: Note | Answer) -> list[str]:
    return [choice.label for row in note.choices for choice in row]


@pytest.mark.parametrize(
    "captions",
    [("堤防已合龙", "", ""), ("", "堤防已合龙", ""), ("", "", "堤防已合龙"), ("", "/report 1 堤防已合龙", "")],
)
async def test_a_reply_with_an_album_is_one_report_wherever_the_caption_stands(
    database: Database, captions: tuple[str, ...]
) -> None:
    await office(database)
    await replied_card(database)
    await album(database, *captions, reply_to=500)
    assert await stored(database) == [("堤防已合龙", 3)]
    receipt = (await heard(database, "bob", "receipt"))[-1]
    assert "材料3件" in receipt.text
    assert "撤回" in labels(receipt)


async def test_words_under_several_photos_are_all_kept(database: Database) -> None:
    await office(database)
    await replied_card(database)
    await album(database, "左岸已合龙", "右岸已合龙", reply_to=500)
    assert await stored(database) == [("左岸已合龙\n右岸已合龙", 2)]


async def test_a_later_caption_that_sounds_finished_is_offered_like_any(database: Database) -> None:
    await office(database)
    await replied_card(database)
    await album(database, "", "工程已全部完工", "", reply_to=500)
    assert "申请办结" in labels((await heard(database, "bob", "receipt"))[-1])


async def test_a_question_under_a_later_photo_is_no_progress(database: Database) -> None:
    await office(database)
    await replied_card(database)
    answers = await album(database, "", "这个是什么时候要？", reply_to=500)
    assert "没有记为进展" in answers[1].text
    assert await stored(database) == [("（见所附材料）", 2)]


@pytest.mark.parametrize("captions", [("", "堤防已合龙", ""), ("", "", "堤防已合龙"), ("堤防", "已合龙", "")])
async def test_an_album_that_names_no_item_waits_with_all_its_photos(
    database: Database, captions: tuple[str, ...]
) -> None:
    await office(database, items=4)
    first, *rest = await album(database, *captions)
    assert "是否记为" in first.title
    assert {one.kind for one in rest} == {"silence"}
    prompts = [note for note in await heard(database, "bob", "answer") if "是否记为" in note.title]
    assert len({note.edits_key or note.dedupe_key for note in prompts}) == 1
    assert "合龙" in prompts[-1].text
    await feed(database, "bob", press("bob", button(prompts[-1], "#1")))
    ((words, files),) = await stored(database)
    assert ("合龙" in words, files) == (True, 3)


async def test_a_command_under_a_later_photo_takes_the_first_ones_along(database: Database) -> None:
    await office(database, items=2)
    await album(database, "", "/report 2 管网已更换一半", "")
    assert await stored(database) == [("管网已更换一半", 3)]
    assert "不用再选" in (await heard(database, "bob", "answer"))[-1].text


async def test_a_request_for_completion_with_its_words_under_the_second_photo(database: Database) -> None:
    await office(database)
    answers = await album(database, "/done 1", "", "工程已竣工验收", "")
    assert [bool(one.text) for one in answers] == [True, False, True, False]
    assert await stored(database) == [("工程已竣工验收", 4)]
    card = (await heard(database, "alice", "review_card"))[-1]
    assert "佐证材料：4件" in card.text
    assert "看材料 4件" in labels(card)
    receipt = (await heard(database, "bob", "receipt"))[-1]
    assert "材料4件" in receipt.text
    assert "已申请办结" in receipt.text


async def test_an_album_answers_the_question_that_is_open(database: Database) -> None:
    await office(database, items=2)
    await feed(database, "bob", "/report 2")
    await album(database, "", "管网已更换一半", "")
    assert await stored(database) == [("管网已更换一半", 3)]


@pytest.mark.parametrize("words", ["这个是什么时候要？", "不是我们单位的"])
async def test_a_question_under_a_photo_can_go_to_the_office(database: Database, words: str) -> None:
    await office(database)
    await replied_card(database)
    (asked,) = await album(database, words, reply_to=500)
    await feed(database, "bob", press("bob", button(asked, "转督查室")))
    assert words in (await heard(database, "alice", "remark"))[-1].text
    assert await stored(database) == []
