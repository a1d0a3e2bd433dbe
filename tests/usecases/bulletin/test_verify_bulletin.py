"""A published bulletin is recomputed: what was changed behind its back is named."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json
from storage.database import Database
from storage.tables import Bulletin
from tests.building import county
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.bulletin.test_bulletin import an_office, bind, draft, press_publish
from usecases.bulletin.replayed import contradictions
from usecases.bulletin.verify_bulletin import verify_bulletin


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


@pytest.mark.parametrize(("old", "new", "told"), [("closed", 2, "claims 2 closed"), ("total", 9, "claims 9 items")])
async def test_a_changed_figure_is_named(database: Database, old: str, new: int, told: str) -> None:
    lines = await found(database, snapshot=lambda row: {**row.snapshot, old: new})
    assert lines is not None
    assert any(told in line for line in lines)
    assert any("fingerprint was taken of" in line for line in lines)


async def test_a_fingerprint_that_was_never_published(database: Database) -> None:
    lines = await found(database, snapshot_hash=lambda row: "0" * 64)
    assert lines is not None
    assert any("does not know this fingerprint" in line for line in lines)


async def test_states_are_those_that_the_audit_chain_led_to(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥")
    await made.item("铺路", units=("县财政局",))
    await bind(database, made)
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")
    await feed(database, "carol", "/report 2 已开工")
    bulletin_id, version, _ = await draft(database, made)
    await press_publish(database, made, "alice", bulletin_id, version)
    clock.advance(days=1)
    await feed(database, "carol", "/done 2 已通车")
    await feed(database, "alice", "/approve 2")
    async with database.reading() as tx:
        row = await tx.session.get(Bulletin, bulletin_id)
        assert row is not None
        assert await verify_bulletin(tx, row.year, 1) == ()
        printed = bulletin_from_json(row.snapshot)
        assert {entry.label: entry.closed for entry in printed.entries} == {"#1": True, "#2": False}
        assert await contradictions(tx, turned(printed), row.drafted_at) == [
            "#1 is printed as open, by the audit chain it was closed",
            "#2 is printed as done, by the audit chain it was in_progress",
        ]


def turned(printed: BulletinSnapshot) -> BulletinSnapshot:
    """Done items open and open ones done."""
    sections = tuple(
        replace(one, entries=tuple(replace(entry, closed=not entry.closed) for entry in one.entries))
        for one in printed.sections
    )
    return replace(printed, sections=sections)
