"""What was asked before questions were types is asked anew: nothing is stored wrongly, no word is lost."""

from sqlalchemy import Connection
from sqlmodel import col, select

from storage.database import Database
from storage.tables import OpenQuestion, Report
from tests.building import TELEGRAM_IDS
from tests.feeding import button, feed, press
from tests.storage.test_requests_migration import Old, _office, _table

BEFORE = "0014_settings"
PENDING = {
    "pending": [{"message_id": 77, "chat_id": 2001, "text": "河堤已合龙", "files": [], "album": None}],
    "item_id": 0,
}
OLD: dict[str, tuple[str, dict[str, object]]] = {
    "alice": ("return_reason", {"assignment_id": 1, "version": 1, "item_id": 1}),
    "dave": ("album", {"album": "a", "report_id": 1, "label": "#1", "about": 1, "line": "", "item_id": 0}),
    "bob": ("extend", {"item_id": 1, "files": []}),
    "carol": ("match", PENDING),
}


def write(connection: Connection) -> None:
    old = Old(connection)
    connection.execute(_table(connection, "office").insert(), {**_office(connection), "office_id": 1})
    old.put("audit_head", office_id=1)
    old.put("unit", unit_id=1, name="县农林局", name_key="县农林局")
    for place, (name, (kind, payload)) in enumerate(OLD.items(), 1):
        chat_id = TELEGRAM_IDS[name]
        old.put("person", person_id=place, telegram_id=chat_id, name=name, is_active=True, is_reachable=True)
        is_official = name in ("bob", "carol")
        seat = {"role": "official", "unit_id": 1} if is_official else {"role": "supervisor"}
        old.put("seat", seat_id=place, person_id=place, **seat)
        old.put("draft", draft_id=place, person_id=place, chat_id=chat_id, kind=kind, payload=payload)
    old.put("item", item_id=1, number=1, directive="修建河堤", state="in_progress", version=1)
    old.put("assignment", assignment_id=1, item_id=1, unit_id=1, state="in_progress", version=1)


async def reports(database: Database) -> list[str]:
    async with database.reading() as tx:
        return list((await tx.session.exec(select(Report.text).order_by(col(Report.report_id)))).all())


async def kinds(database: Database) -> dict[int, str]:
    async with database.reading() as tx:
        return {one.person_id: one.kind for one in (await tx.session.exec(select(OpenQuestion))).all()}


async def test_the_words_of_an_official_are_matched_afresh(upgraded: Database) -> None:
    asked = await feed(upgraded, "bob", "石料已到场，护坡已完工")
    assert "系统刚升级" in asked.text
    assert "“石料已到场，护坡已完工”" in asked.text
    assert await reports(upgraded) == []
    assert "已记录" in (await feed(upgraded, "bob", press("bob", button(asked, "#1")))).text
    assert await reports(upgraded) == ["石料已到场，护坡已完工"]


async def test_a_supervisor_reads_once_that_it_is_to_be_asked_anew(upgraded: Database) -> None:
    told = await feed(upgraded, "alice", "缺少验收单")
    assert told.text == (
        "系统刚升级，之前等您回答的提问已作废，请重新发起（发 /my 或 /help）。\n没有登记：“缺少验收单”"
    )
    assert "系统" not in (await feed(upgraded, "alice", "缺少验收单")).text


async def test_words_that_wait_for_a_button_are_still_there(upgraded: Database) -> None:
    assert "已记录" in (await feed(upgraded, "carol", press("carol", "p:match:1:77:"))).text
    assert await reports(upgraded) == ["河堤已合龙"]


async def test_an_album_is_no_question(upgraded: Database) -> None:
    assert await kinds(upgraded) == {1: "outdated", 3: "outdated", 4: "match"}


async def test_a_question_that_nobody_can_read_is_asked_anew(upgraded: Database) -> None:
    for kind, fields in (("report", {"item": 1}), ("no_such_kind", {})):
        async with upgraded.transaction() as tx:
            row = (await tx.session.exec(select(OpenQuestion).where(col(OpenQuestion.person_id) == 1))).one()
            row.kind, row.fields, row.asked_for = kind, fields, "退回 #1 的原因"
            tx.session.add(row)
        assert "系统刚升级" in (await feed(upgraded, "alice", "缺少验收单")).text
        await feed(upgraded, "alice", "/feedback")
        await feed(upgraded, "alice", "/leave")
