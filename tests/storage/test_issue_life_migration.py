"""Drafts of the version before: of several about the same thing one stays open; corrected issues are known as such."""

from sqlalchemy import Connection
from sqlmodel import col, select

from storage.database import Database
from storage.tables import Bulletin
from tests.storage.test_requests_migration import ALICE, AT, Old

BEFORE = "0023_clocks"


def write(connection: Connection) -> None:
    old = Old(connection)
    old.put("office")
    old.put("person", person_id=ALICE, telegram_id=1001, name="艾督")
    old.put("meeting", meeting_id=5, title="第5次常务会议")
    same = {
        "scope": "all",
        "edition": 1,
        "year": 2026,
        "version": 1,
        "as_of": AT.date(),
        "snapshot": {},
        "snapshot_hash": "",
        "drafted_at": AT,
    }
    rows = (
        (1, "draft", "2026-W48", {}),
        (2, "draft", "manual", {}),
        (3, "draft", "manual", {"scope": "meeting", "meeting_id": 5}),
        (4, "draft", "manual", {"scope": "meeting", "meeting_id": 5}),
        (5, "published", "manual", {"issue_number": 1, "edition": 2}),
        (6, "published", "manual", {"issue_number": 2}),
        (7, "draft", "manual", {"corrects_id": 5}),
        (8, "draft", "manual", {"scope": "open"}),
    )
    for bulletin_id, state, period, more in rows:
        old.put("bulletin", bulletin_id=bulletin_id, state=state, period=period, **(same | more))


async def test_one_draft_of_a_line_stays_open(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        rows = (await tx.session.exec(select(Bulletin).order_by(col(Bulletin.bulletin_id)))).all()
    assert [(row.bulletin_id, row.line, str(row.state)) for row in rows] == [
        (1, "all", "draft"),
        (2, "all", "discarded"),
        (3, "meeting:5", "discarded"),
        (4, "meeting:5", "draft"),
        (5, "all", "corrected"),
        (6, "all", "published"),
        (7, "correct:5", "draft"),
        (8, "open", "draft"),
    ]
    async with upgraded.transaction() as tx:
        (issue,) = [row for row in rows if row.bulletin_id == 6]
        await tx.add(Bulletin(**{**issue.model_dump(), "bulletin_id": 9, "issue_number": 9, "state": "withdrawn"}))
