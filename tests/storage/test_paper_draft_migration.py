"""Papers that waited before there was one table for them wait in it; old buttons never mean another one."""

import json
from datetime import UTC, datetime
from typing import Any

from alembic import command
from sqlalchemy import Connection, text
from sqlmodel import col

from storage.database import Database
from storage.migrate import alembic_config, migrate
from storage.tables import DraftState, PaperDraft
from tests.conftest import Clock

BEFORE = "0015_open_questions"
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def _old_rows(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), BEFORE)

    def put(table: str, **row: Any) -> None:
        marks = ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"), row)

    at = AT if connection.dialect.name == "postgresql" else "2026-11-20 02:00:00.000000"
    put("office", office_id=1, name="督查室", last_item_number=0)
    put("audit_head", office_id=1, position=0, entry_hash="")
    person = {"office_id": 1, "name": "艾督", "is_active": True, "is_reachable": True, "joined_at": at}
    put("person", person_id=5, telegram_id=55, **person)
    shared = {"office_id": 1, "person_id": 5, "version": 2, "source_name": "通报.docx", "read_at": at}
    for number, state in ((1, "open"), (2, "imported"), (4, "cancelled")):
        reading = json.dumps({"paper": number})
        put("paper_draft", paper_draft_id=number, state=state, text_hash="p", reading=reading, **shared)
    for number, kind, state in ((1, "returned", "open"), (3, "calendar", "applied"), (5, "foreign", "discarded")):
        row = {"ledger_draft_id": number, "kind": kind, "state": state, "text_hash": "l"}
        put("ledger_draft", reading=json.dumps({"table": number}), **row, **shared)


async def test_all_that_waited_waits_in_one_table(database_url: str, clock: Clock) -> None:
    database = Database(database_url, clock)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(_old_rows)
        await migrate(database)
        async with database.transaction() as tx:
            rows = await tx.all(tx.select(PaperDraft).order_by(col(PaperDraft.paper_draft_id)))
            assert [(row.paper_draft_id, row.kind, row.state) for row in rows] == [
                (1, "paper", DraftState.OPEN),
                (2, "paper", DraftState.WRITTEN),
                (4, "paper", DraftState.DROPPED),
                (6, "returned", DraftState.OPEN),
                (8, "calendar", DraftState.WRITTEN),
                (10, "foreign", DraftState.DROPPED),
            ]
            assert [row.reading for row in rows[2:4]] == [{"paper": 4}, {"table": 1}]
            assert {(row.version, row.read_at, row.source_name) for row in rows} == {(2, AT, "通报.docx")}
            new = PaperDraft(person_id=5, kind="paper", text_hash="n", reading={}, read_at=tx.now)
            await tx.add(new)
            assert new.paper_draft_id == 11
    finally:
        await database.close()
