"""A published bulletin is recomputed: what was changed behind its back is named."""

from typing import Any

import pytest
from sqlalchemy import update

from storage.database import Database
from storage.tables import Bulletin
from tests.usecases.test_bulletin import an_office, draft, press_publish
from usecases.verify_bulletin import verify_bulletin


async def found(database: Database, **changes: Any) -> tuple[str, ...] | None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    await press_publish(database, made, "alice", bulletin_id, version)
    async with database.transaction() as tx:
        row = await tx.session.get(Bulletin, bulletin_id)
        assert row is not None
        changed = {name: change(row) for name, change in changes.items()}
        if changed:
            await (await tx.connection()).execute(update(Bulletin).values(**changed))
    async with database.reading() as tx:
        return await verify_bulletin(tx, row.year, 1)


async def test_an_honest_issue_adds_up(database: Database) -> None:
    assert await found(database) == ()


async def test_there_is_no_such_issue(database: Database) -> None:
    async with database.reading() as tx:
        assert await verify_bulletin(tx, 2026, 9) is None


@pytest.mark.parametrize(
    ("old", "new", "told"), [("closed", 2, "claims 2 closed"), ("total", 9, "claims 9 items")]
)
async def test_a_changed_figure_is_named(database: Database, old: str, new: int, told: str) -> None:
    lines = await found(database, snapshot=lambda row: {**row.snapshot, old: new})
    assert lines is not None
    assert any(told in line for line in lines)
    assert any("fingerprint was taken of" in line for line in lines)


async def test_a_fingerprint_that_was_never_published(database: Database) -> None:
    lines = await found(database, snapshot_hash=lambda row: "0" * 64)
    assert lines is not None
    assert any("does not know this fingerprint" in line for line in lines)
