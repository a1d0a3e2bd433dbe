"""One message about several items is shown as it will be stored, and stored item by item."""

from datetime import date

import pytest

from storage.database import Database
from storage.tables import Outbox, OutboxState, Report
from tests.building import TELEGRAM_IDS, county
from tests.cast import all_of, labels, push
from tests.feeding import feed, message


@pytest.fixture
async def office(database: Database) -> Database:
    """#1, #2 and #3 are Bob's, #4 is Carol's; a digest lists his as #3, #1, #2."""
    made = await county(database)
    await made.item("更换柳河桥支座", deadline=date(2026, 11, 25))
    await made.item("改造农村公路路面", deadline=date(2026, 11, 26))
    await made.item("改造学校食堂", deadline=date(2026, 11, 24))
    await made.item("拨付资金", units=("县财政局",))
    return database


async def digest_of(database: Database) -> int:
    """Bob's message with a digest of three items, as the phone has it."""
    async with database.transaction() as tx:
        text = "🔴 #3 今日到期 · 改造学校食堂\n🟡 #1 距时限2天 · 更换柳河桥支座\n🟡 #2 距时限3天 · 改造农村公路路面"
        row = Outbox(
            chat_id=TELEGRAM_IDS["bob"],
            kind="nudge",
            note={"text": text, "kind": "nudge", "chat_id": TELEGRAM_IDS["bob"]},
            priority=2,
            put_at=tx.now,
            state=OutboxState.SENT,
            message_id=900,
        )
        await tx.add(row)
    return 900


async def stored(database: Database) -> list[tuple[int, str]]:
    return [(one.item_id, one.text) for one in await all_of(database, Report, Report.is_current)]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (
            "1、已完成招标；2、支座已到货；3、路面铺了3公里",
            [(3, "已完成招标"), (1, "支座已到货"), (2, "路面铺了3公里")],
        ),
        ("①食堂已验收②支座换了8个", [(3, "食堂已验收"), (1, "支座换了8个")]),
        ("1 支座更换完成80%；2 路面完成3公里", [(1, "支座更换完成80%"), (2, "路面完成3公里")]),
        ("#2 路面完成3公里\n#1 支座更换完成80%", [(2, "路面完成3公里"), (1, "支座更换完成80%")]),
        ("收到，1、3都已完成", [(1, "已完成"), (3, "已完成")]),
    ],
)
async def test_a_reply_to_a_digest_is_split(office: Database, words: str, kept: list[tuple[int, str]]) -> None:
    asked = await feed(office, "bob", words, reply_to=await digest_of(office))
    assert asked.title == f"将记为 {len(kept)} 件事项的进展，对吗？"
    assert labels(asked) == ["按此记录", "不用"]
    assert await stored(office) == []
    receipt = await push(office, asked, "按此记录", "bob")
    assert await stored(office) == kept
    assert receipt.text.count("已记录 R-") == len(kept)
    assert (await push(office, asked, "按此记录", "bob")).kind == "refusal"
    assert len(await stored(office)) == len(kept)


async def test_what_is_shown_names_the_matters(office: Database) -> None:
    asked = await feed(office, "bob", "1、3都已完成")
    assert asked.text == "#1（更换柳河桥支座）：已完成\n#3（改造学校食堂）：已完成"
    assert "没有登记" in (await push(office, asked, "不用", "bob")).text
    assert await stored(office) == []


async def test_pieces_that_cannot_be_placed_or_are_no_progress_are_said_so(office: Database) -> None:
    asked = await feed(office, "bob", "#1 支座已到货；#2 路面完成3公里；#4 已拨付；#3 什么时候要？")
    assert asked.title.startswith("将记为 2 件")
    assert "✗ #4：不在您的在办事项里，不记。" in asked.text
    assert "✗ #3（改造学校食堂）：“什么时候要?”不像进展，不记" in asked.text
    receipt = await push(office, asked, "按此记录", "bob")
    assert await stored(office) == [(1, "支座已到货"), (2, "路面完成3公里")]
    assert "✗ #4" in receipt.text


async def test_a_numbered_list_about_one_item_stays_one_report(office: Database) -> None:
    words = "1、已完成招标；2、已完成征地"
    await feed(office, "bob", f"/report 1 {words}")
    assert await stored(office) == [(1, words)]
    asked = await feed(office, "bob", "柳河桥：1、已完成招标；2、已完成征地")
    assert "按此记录" not in labels(asked)


async def test_an_edit_mends_each(office: Database) -> None:
    asked = await feed(office, "bob", "1、3都已完成", message_id=77)
    await push(office, asked, "按此记录", "bob")
    edited = await feed(office, "bob", edit_of(77, "#1 已完成九成；#3 已完成"))
    assert "已更正" in edited.text
    assert sorted(await stored(office)) == [(1, "已完成九成"), (3, "已完成")]
    refused = await feed(office, "bob", edit_of(77, "都弄好了"))
    assert "记了 2 件事项" in refused.text


def edit_of(message_id: int, text: str) -> dict[str, object]:
    made = message("bob", text, message_id=message_id)
    return {"update_id": made["update_id"], "edited_message": made["message"] | {"edit_date": 1_790_000_100}}


async def test_an_edit_before_the_press_is_what_is_stored(office: Database) -> None:
    asked = await feed(office, "bob", "1、3都已完成", message_id=78)
    anew = await feed(office, "bob", edit_of(78, "#1 支座到货；#2 路面完成3公里"))
    assert anew.title.startswith("将记为 2 件")
    await push(office, anew, "按此记录", "bob")
    assert await stored(office) == [(1, "支座到货"), (2, "路面完成3公里")]
    assert (await push(office, asked, "按此记录", "bob")).kind == "refusal"
