"""What one transaction promises: all or nothing, parts undone alone, dedupe, an audit chain that tells."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from domain.notes import Choice, Note, Paper, Priority, note_from_json
from storage.audit import find_flaw
from storage.database import Database
from storage.tables import AuditEntry, Outbox


async def _outbox(database: Database) -> list[str]:
    async with database.reading() as tx:
        return [str(row.note["text"]) for row in (await tx.session.exec(select(Outbox))).all()]


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as tx:
            tx.put(Note(chat_id=1, kind="word", text="never"))
            tx.record("never")
            raise ZeroDivisionError
    assert await _outbox(database) == []


async def test_a_failed_part_undoes_itself_alone(database: Database) -> None:
    async with database.transaction() as tx:
        tx.put(Note(chat_id=1, kind="word", text="first"))
        with pytest.raises(ZeroDivisionError):
            async with tx.part(7):
                tx.put(Note(chat_id=1, kind="word", text="undone"))
                tx.record("undone")
                raise ZeroDivisionError
        async with tx.part(8):
            tx.put(Note(chat_id=1, kind="word", text="second"))
            tx.record("kept")
    assert await _outbox(database) == ["first", "second"]
    async with database.reading() as tx:
        entries = (await tx.session.exec(select(AuditEntry))).all()
        assert [(entry.action, entry.update_id) for entry in entries] == [("kept", 8)]


async def test_a_dedupe_key_is_said_once(database: Database) -> None:
    for _ in range(2):
        async with database.transaction() as tx:
            tx.put(Note(chat_id=1, kind="word", text="once", dedupe_key="key"))
    assert await _outbox(database) == ["once"]


async def test_notes_survive_their_json() -> None:
    note = Note(
        chat_id=-5,
        kind="card",
        text="正文",
        title="题",
        choices=((Choice("通过", "approve", 3, 2, style="success"),),),
        priority=Priority.BROADCAST,
        paper=Paper("bulletin", 4, "通报.docx"),
        alert=True,
    )
    assert note_from_json(note.to_json()) == note


async def test_the_audit_refuses_change_and_deletion(database: Database) -> None:
    async with database.transaction() as tx:
        tx.record("one")
    for statement in ("UPDATE audit_entry SET action = 'two'", "DELETE FROM audit_entry"):
        with pytest.raises(DBAPIError, match="append only"):
            async with database.engine.begin() as connection:
                await connection.execute(text(statement))


async def _tamper(database: Database, statement: str) -> None:
    """Past the triggers, as somebody with the file in hand would."""
    async with database.engine.begin() as connection:
        if database.is_sqlite:
            await connection.execute(text("DROP TRIGGER IF EXISTS audit_no_update"))
            await connection.execute(text("DROP TRIGGER IF EXISTS audit_no_delete"))
        else:
            await connection.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
        await connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "position"),
    [
        ("UPDATE audit_entry SET after = 'other' WHERE position = 2", 2),
        ("DELETE FROM audit_entry WHERE position = 2", 2),
        ("DELETE FROM audit_entry WHERE position = 4", 4),
        ("UPDATE audit_entry SET position = 9 WHERE position = 1", 1),
    ],
)
async def test_tampering_is_found_at_its_place(database: Database, statement: str, position: int) -> None:
    for number in range(4):
        async with database.transaction() as tx:
            tx.record("step", f"#{number}", after={"n": number})
    async with database.reading() as tx:
        assert await find_flaw(tx) is None
    await _tamper(database, statement)
    async with database.reading() as tx:
        flaw = await find_flaw(tx)
    assert flaw is not None
    assert flaw.position == position


async def test_concurrent_writers_lose_no_update(database: Database) -> None:
    """10 tasks doing read-then-write kept 21 of 200 under deferred transactions."""
    import asyncio

    async def add_one() -> None:
        for _ in range(10):
            async with database.transaction() as tx:
                tx.record("count")

    await asyncio.gather(*(add_one() for _ in range(8)))
    async with database.reading() as tx:
        assert await find_flaw(tx) is None
        assert len((await tx.session.exec(select(AuditEntry))).all()) == 80
