"""Plain talk: asked back, stored by a press only, once; forwarded words and old buttons change nothing."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from domain.arrivals import Arrival, SavedFile
from domain.talk.act_texts import FRIENDLY, WAITING
from storage.database import Database
from storage.tables import Attachment, OpenQuestion, Report, ReportKind
from tests.building import County, county
from tests.feeding import button, feed, heard, press
from tests.feeding import message as update_of
from tests.usecases.talk.test_report import reports, sent

PHOTO = SavedFile("photo", "照片.jpg", "aa", 10, "f" * 64, "photo-1")
PHRASES = Path(__file__).parents[2] / "domain" / "phrases"
VOICE = SavedFile("voice", "voice.bin", "bb", 10, "e" * 64, "voice-1")


async def an_office(database: Database) -> County:
    made = await county(database)
    for words in ("修建东河河堤", "振兴茶业品牌", "推进农村改厕", "建设冷链物流", "防治松材线虫"):
        await made.item(words)
    await made.item("拨付救灾资金", units=("县财政局",))
    return made


async def test_the_likely_item_is_asked_back_and_the_press_stores(database: Database) -> None:
    await an_office(database)
    asked = await feed(database, "bob", "东河河堤主体已完工", message_id=70)
    assert asked.title == "是否记为以下事项的进展？"
    assert [row[0].label for row in asked.choices] == ["#1 修建东河河堤", "都不是"]
    assert await reports(database) == []
    packed = button(asked, "#1")
    receipt = await feed(database, "bob", press("bob", packed))
    assert "已记录" in receipt.text
    assert receipt.edit
    (stored,) = await reports(database)
    assert (stored.text, stored.source_message) == ("东河河堤主体已完工", 70)
    again = await feed(database, "bob", press("bob", packed))
    assert again.kind == "refusal"
    assert f"已记录过（R-{stored.report_id}）" in again.text
    assert len(await reports(database)) == 1


async def test_none_of_them_stores_nothing(database: Database) -> None:
    await an_office(database)
    asked = await feed(database, "bob", "东河河堤主体已完工")
    assert "没有登记" in (await feed(database, "bob", press("bob", button(asked, "都不是")))).text
    late = await feed(database, "bob", press("bob", button(asked, "#1")))
    assert late.kind == "refusal"
    assert "没有登记" in late.text
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Report))).first() is None
        assert (await tx.session.exec(select(OpenQuestion))).first() is None


async def test_a_second_message_does_not_lose_the_first(database: Database) -> None:
    await an_office(database)
    first = await feed(database, "bob", "东河河堤主体已完工")
    second = await feed(database, "bob", "振兴茶业品牌已注册")
    await feed(database, "bob", press("bob", button(first, "#1")))
    await feed(database, "bob", press("bob", button(second, "#2")))
    assert [one.text for one in await reports(database)] == ["东河河堤主体已完工", "振兴茶业品牌已注册"]


async def test_a_number_in_the_words_is_asked_back_too(database: Database) -> None:
    await an_office(database)
    asked = await feed(database, "bob", "4 已经开工")
    assert "#4" in asked.choices[0][0].label
    assert await reports(database) == []


async def test_photos_wait_for_the_press_and_an_album_is_one(database: Database) -> None:
    await an_office(database)
    asked = None
    for number in (1, 2):
        photo = SavedFile("photo", "照片.jpg", f"p{number}", 10, "f" * 64, f"photo-{number}")
        text = "东河河堤现场照片" if number == 1 else ""
        answer = await feed(database, "bob", text, Arrival(files=(photo,)), media_group_id="g1")
        asked = asked or answer
    assert asked is not None
    await feed(database, "bob", press("bob", button(asked, "#1")))
    async with database.reading() as tx:
        kept = (await tx.session.exec(select(Attachment))).all()
    assert sorted(one.file_id for one in kept) == ["photo-1", "photo-2"]
    assert len(await reports(database)) == 1


async def test_a_reply_to_a_digest_of_several_items_is_matched_or_asked(database: Database) -> None:
    await an_office(database)
    await feed(database, "alice", "/nudge 3 5")
    await sent(database, "bob", "nudge", 600)
    alike = await feed(database, "bob", "农村改厕已完成三百户", reply_to=600)
    assert "#3" in alike.choices[0][0].label
    unlike = await feed(database, "bob", "正在办理", reply_to=600)
    assert [row[0].label[:2] for row in unlike.choices] == ["#3", "#5", "都不"]


async def test_another_units_item_is_never_offered_nor_taken(database: Database) -> None:
    await an_office(database)
    asked = await feed(database, "bob", "救灾资金已拨付")
    assert asked.kind == "refusal"
    asked = await feed(database, "bob", "东河河堤主体已完工")
    forged = button(asked, "#1").replace("match:1:", "match:6:")
    assert (await feed(database, "bob", press("bob", forged))).kind == "refusal"
    assert await reports(database) == []


@pytest.mark.parametrize(
    ("who", "more", "told"),
    [
        ("bob", {"words": "河边的牛"}, "没有看出"),
        ("bob", {"words": "。"}, "没有看懂"),
        ("bob", {"words": "/nonsense 1"}, "/help"),
        ("bob", {"words": "长" * 2001}, "2001"),
        ("alice", {"words": "东河河堤主体已完工"}, "没有看懂"),
        ("adam", {"words": "东河河堤主体已完工"}, "没有看懂"),
        ("bob", {"words": "", "files": (VOICE,)}, "语音"),
        ("bob", {"words": "/report 1 完工", "forward": True}, "转发"),
        ("bob", {"words": "东河河堤主体已完工", "forward": True}, "转发"),
    ],
)
async def test_what_cannot_be_used_gets_one_clear_line(
    database: Database, who: str, more: dict[str, Any], told: str
) -> None:
    await an_office(database)
    extra: dict[str, Any] = {}
    if more.get("forward"):
        extra["forward_origin"] = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    arrival = Arrival(files=more.get("files", ()))
    answer = await feed(database, who, str(more["words"]), arrival, **extra)
    assert answer.kind == "refusal"
    assert told in answer.text
    assert "\n" not in answer.text
    assert await reports(database) == []


async def test_a_forwarded_message_answers_no_question(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/report 1")
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    assert "转发" in (await feed(database, "bob", "已完工", forward_origin=origin)).text
    assert await reports(database) == []
    assert "已记录" in (await feed(database, "bob", "已完工")).text


@pytest.mark.parametrize("data", ["old:1", "p:gone:1:1:", "p:match:abc:1:", "", "p:match:1:1:x"])
async def test_old_and_foreign_buttons_raise_an_alert(database: Database, data: str) -> None:
    await an_office(database)
    answer = await feed(database, "bob", press("bob", data))
    assert answer.kind == "refusal"
    assert "/my" in answer.text


async def test_the_same_message_twice_is_asked_once_more_but_stored_once(database: Database) -> None:
    await an_office(database)
    raw = update_of("bob", "东河河堤主体已完工", message_id=70)
    asked = await feed(database, "bob", raw)
    await feed(database, "bob", press("bob", button(asked, "#1")))
    again = await feed(database, "bob", raw | {"update_id": 880_001})
    assert "已记录过" in again.text
    assert len(await reports(database)) == 1
    assert await heard(database, "alice", "review_card") == []


def column(table: str, name: str) -> list[str]:
    with (PHRASES / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return [row[name] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


async def test_three_likely_items_are_three_buttons_the_likeliest_first(database: Database) -> None:
    made = await county(database)
    for words in ("编制茶业发展规划", "开展茶业质量抽检", "建设茶业示范园", "推进农村改厕"):
        await made.item(words)
    asked = await feed(database, "bob", "3 茶业示范园和茶业规划、茶业抽检都在办")
    labels = [row[0].label for row in asked.choices]
    assert labels[0] == "#3 建设茶业示范园"
    assert sorted(label[:2] for label in labels) == ["#1", "#2", "#3"]
    assert "都不是就不用按" in asked.text


async def test_a_report_that_names_nothing_is_asked_about_the_most_pressing(database: Database) -> None:
    made = await county(database)
    for number, words in enumerate(("修建东河河堤", "振兴茶业品牌", "推进农村改厕", "建设冷链物流", "防治松材线虫")):
        await made.item(words, deadline=date(2026, 12, 20 - number))
    asked = await feed(database, "bob", "跟上周一样，没有新进展")
    assert [row[0].label[:2] for row in asked.choices] == ["#5", "#4", "#3"]
    assert "没有写明是哪件" in asked.text
    assert await reports(database) == []


async def test_what_sounds_finished_is_told_how_to_ask_for_it(database: Database) -> None:
    await an_office(database)
    asked = await feed(database, "bob", "农村改厕已全部完成")
    assert "申请办结" in asked.text
    assert "申请办结" not in (await feed(database, "bob", "农村改厕完成80%")).text
    receipt = await feed(database, "bob", press("bob", button(asked, "#3")))
    assert "已记录" in receipt.text
    assert [choice.label for choice in receipt.choices[0]] == ["申请办结", "撤回"]
    (stored,) = await reports(database)
    assert stored.kind is ReportKind.PROGRESS


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_none_of_the_labelled_phrases_is_stored_unasked(database: Database) -> None:
    made = await county(database)
    for words in column("items_untouched", "directive"):
        await made.item(words)
    lists = ("developed", "developed2", "untouched")
    phrases = [phrase for name in lists for phrase in column(f"talk_{name}", "phrase")]
    for phrase in phrases:
        answer = await feed(database, "bob", phrase)
        assert answer.kind == "refusal" or answer.choices or answer.text in (WAITING, FRIENDLY), phrase
        assert len([one for row in answer.choices for one in row]) <= 3
    assert len(phrases) >= 400
    assert await reports(database) == []


async def test_what_was_read_besides_the_item_is_told_before_anything_is_stored(database: Database) -> None:
    await an_office(database)
    asked = await feed(database, "bob", "农村改厕又完成12户，月底前能报完")
    assert "读到：12户、11月30日。" in asked.text
    assert await reports(database) == []
    receipt = await feed(database, "bob", press("bob", button(asked, "#3")))
    assert [choice.label for choice in receipt.choices[0]] == ["记为承诺 11月30日", "撤回"]
