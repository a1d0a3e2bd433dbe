"""The office's fence: whatever a statement reads or changes, it is of the one office of its transaction."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from storage.database import Database
from storage.fence import PreparedStatement, bare
from storage.tables import AuditHead, Cooperation, Item, Office, Setting, Unit
from storage.tx import Tx

ROOT = Path(__file__).parents[2]
OTHER = 2


async def _two_offices(database: Database) -> None:
    """In each a unit that helps with an item; all of the other office is called so."""
    async with database.transaction(OTHER) as tx:
        await tx.add(Office(office_id=OTHER, name="other"))
        await tx.add(AuditHead())
    for office_id, name in ((1, "ours"), (OTHER, "other")):
        async with database.transaction(office_id) as tx:
            unit = Unit(name=name, name_key=name)
            item = Item(number=1, directive=name, registered_at=tx.now, last_moved_on=tx.today)
            await tx.add(unit, item)
            await tx.add(Cooperation(item_id=item.item_id, unit_id=unit.unit_id))


async def _directives(tx: Tx) -> list[str]:
    return list(await tx.all(tx.select(Item.directive)))


async def _joined(tx: Tx) -> list[str]:
    query = tx.select(Item, Unit.name).join(Unit, col(Unit.unit_id) > 0)
    return [name for _, name in await tx.all(query)]


async def _outer_joined(tx: Tx) -> list[str]:
    query = tx.select(Item.number, Unit.name).outerjoin(Unit, col(Unit.unit_id) > 0)
    return [name for _, name in await tx.all(query)]


async def _aliased(tx: Tx) -> list[str]:
    other = aliased(Item)
    return list(await tx.all(tx.select(other.directive).join(Item, col(Item.number) == other.number)))


async def _within(tx: Tx) -> list[str]:
    helping = tx.select(Cooperation.unit_id)
    return list(await tx.all(tx.select(Unit.name).where(col(Unit.unit_id).in_(helping))))


async def _of_a_subquery(tx: Tx) -> list[str]:
    named = tx.columns(col(Unit.name).label("name")).subquery()
    return [name for (name,) in await tx.rows(tx.columns(named.c.name))]


async def _prepared(tx: Tx) -> list[str]:
    query = PreparedStatement(bare.select(Item).where(col(Item.number) == bindparam("number")))
    return [item.directive for item in await tx.prepared(query, number=1)]


async def _prepared_outer(tx: Tx) -> list[str]:
    """The ON of an outer join ties its rows by keys; they must not be lost by a WHERE."""
    query = bare.select(col(Item.directive)).outerjoin(Unit, col(Unit.unit_id) == -1)
    return [directive for (directive,) in await tx.rows(PreparedStatement(query))]


async def _prepared_union(tx: Tx) -> list[str]:
    parts = (PreparedStatement(bare.select(col(Item.directive))), PreparedStatement(bare.select(col(Unit.name))))
    return [word for (word,) in await tx.rows(PreparedStatement.union(*parts))]


@pytest.mark.parametrize(
    "read",
    [
        value
        for name, value in list(globals().items())
        if name
        in (
            "_directives",
            "_joined",
            "_outer_joined",
            "_aliased",
            "_within",
            "_of_a_subquery",
            "_prepared",
            "_prepared_outer",
            "_prepared_union",
        )
    ],
)
async def test_no_row_of_another_office_is_read(database: Database, read: Any) -> None:
    await _two_offices(database)
    async with database.reading() as tx:
        assert set(await read(tx)) == {"ours"}
    async with database.reading(OTHER) as tx:
        assert set(await read(tx)) == {"other"}


async def test_counts_are_of_the_office(database: Database) -> None:
    await _two_offices(database)
    async with database.reading() as tx:
        assert await tx.one(tx.select(func.count()).select_from(Item)) == 1
        assert await tx.all(tx.select(Unit.name), the_office=OTHER) == ["ours"]
        assert await tx.one(tx.select(func.max(Item.item_id))) == 1


async def test_no_row_of_another_office_is_changed_or_removed(database: Database) -> None:
    await _two_offices(database)
    async with database.transaction() as tx:
        assert await tx.run(tx.update(Unit).values(name="changed")) == 1
        assert await tx.run(tx.delete(Cooperation)) == 1
        assert (
            await tx.run(PreparedStatement(bare.update(Item).where(col(Item.number) == 1)), [{"directive": "new"}]) == 1
        )
    async with database.reading(OTHER) as tx:
        assert await tx.all(tx.select(Unit.name)) == ["other"]
        assert len(await tx.all(tx.select(Cooperation))) == 1
        assert await _directives(tx) == ["other"]


async def test_a_row_of_another_office_does_not_move(database: Database) -> None:
    await _two_offices(database)
    async with database.reading(OTHER) as tx:
        theirs = await tx.one(tx.select(Item))
    async with database.transaction() as tx:
        tx.session.add(theirs)
        assert not await tx.move(theirs, directive="ours now")
    async with database.reading(OTHER) as tx:
        assert await _directives(tx) == ["other"]


async def test_new_rows_are_of_the_office_whatever_they_say(database: Database) -> None:
    await _two_offices(database)
    async with database.transaction() as tx:
        await tx.add(Unit(office_id=OTHER, name="added", name_key="added"))
        await tx.insert(Unit, {"office_id": OTHER, "name": "inserted", "name_key": "inserted"})
        assert await tx.claim(Unit, {"name": "claimed", "name_key": "claimed"}) is not None
        assert await tx.claim(Unit, {"name": "claimed", "name_key": "claimed"}) is None
        row = {"subject_id": 0, "name": "n"}
        assert await tx.upsert(Setting, row, {"value": {}, "version": 1, "changed_at": tx.now})
    async with database.reading(OTHER) as tx:
        assert await tx.all(tx.select(Unit.name)) == ["other"]
        assert await tx.all(tx.select(Setting)) == []


async def test_a_stale_row_is_a_conflict_and_shows_what_stands_now(database: Database) -> None:
    await _two_offices(database)
    async with database.reading() as tx:
        stale = await tx.one(tx.select(Item))
    async with database.transaction() as tx:
        assert await tx.move(await tx.one(tx.select(Item)), directive="first")
    async with database.transaction() as tx:
        tx.session.add(stale)
        assert not await tx.move(stale, directive="second")
        assert stale.directive == "first"


async def test_a_statement_that_was_made_elsewhere_is_refused(database: Database) -> None:
    async with database.reading() as tx:
        with pytest.raises(TypeError, match=r"tx\.select"):
            await tx.all(select(Item))
        with pytest.raises(TypeError, match=r"tx\.select"):
            await tx.rows(bare.select(Item))
        with pytest.raises(TypeError, match=r"tx\.select"):
            await tx.run(bare.update(Item).values(directive="all"))
        with pytest.raises(TypeError, match="no table of an office"):
            PreparedStatement(bare.select(func.count()))


@pytest.mark.parametrize(
    "hidden",
    [
        lambda inner: col(Item.item_id).in_(inner),
        lambda inner: col(Item.item_id) == inner.scalar_subquery(),
        lambda inner: inner.exists(),
        lambda inner: col(Item.item_id) == inner.subquery().c.unit_id,
        lambda inner: col(Item.item_id) == inner.cte().c.unit_id,
    ],
)
def test_no_select_hides_in_a_prepared_one(hidden: Any) -> None:
    inner = bare.select(Unit.unit_id)
    with pytest.raises(TypeError, match="must be prepared, too"):
        PreparedStatement(bare.select(Item.item_id).where(hidden(inner)))
    PreparedStatement(bare.select(Item.item_id).where(hidden(PreparedStatement(inner).statement)))


@pytest.mark.parametrize(
    "line",
    [
        "from sqlmodel import select",
        "from sqlalchemy import select as select_columns",
        "from sqlalchemy import update",
        "from sqlalchemy import delete",
        "from sqlalchemy import insert",
        "from sqlalchemy.dialects import sqlite",
    ],
)
def test_a_bare_statement_does_not_pass_the_lint(line: str) -> None:
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--select",
        "TID251",
        "--stdin-filename",
        "storage/items/new.py",
        "-",
    ]
    done = subprocess.run(command, input=f"{line}\n", cwd=ROOT, capture_output=True, text=True, check=False)
    assert "TID251" in done.stdout
