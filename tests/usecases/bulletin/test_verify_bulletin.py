"""A published bulletin is recomputed: what was changed behind its back is named."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text, update

from domain.bulletin.editions.passages import places_of, with_entry, worded
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json, canonical_hash
from storage import audit
from storage.database import Database
from storage.tables import Bulletin
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.bulletin.test_bulletin import an_office, bind, draft, press_publish
from usecases.bulletin.replayed import by_chain
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
        chain = await audit.states_until(tx, row.drafted_at)
        assert by_chain(turned(printed), chain) == [
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


async def reported(database: Database) -> tuple[County, int]:
    """An issue with a done item, one of two units, and one with parts, all reported on."""
    made = await county(database)
    await made.item("修桥")
    await made.item("铺路", units=("县农林局", "县财政局"))
    await made.item("建校", subs=("勘察", "施工"))
    await bind(database, made)
    await feed(database, "bob", "/done 1 桥已竣工通车")
    await feed(database, "alice", "/approve 1")
    await feed(database, "bob", "/report 2 路基已完成60%")
    await feed(database, "carol", "/report 2 资金已拨付300万元")
    await feed(database, "bob", "/report 3.1 勘察已完成外业")
    bulletin_id, version, _ = await draft(database, made)
    await press_publish(database, made, "alice", bulletin_id, version)
    return made, bulletin_id


async def lines_after(database: Database, *statements: str) -> tuple[str, ...]:
    async with database.transaction() as tx:
        connection = await tx.connection()
        for one in statements:
            await connection.execute(text(one))
    async with database.reading() as tx:
        lines = await verify_bulletin(tx, 2026, 1)
    assert lines is not None
    return lines


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE report SET text = '路基已完成90%' WHERE text = '路基已完成60%'", "whose words were changed since"),
        (
            "UPDATE report SET text = '勘察未开始' WHERE text = '勘察已完成外业'",
            "#3 cites R-4, whose words were changed",
        ),
        ("DELETE FROM report WHERE text = '资金已拨付300万元'", "#2 cites R-3, which is not in the database"),
        ("UPDATE report SET item_id = 1 WHERE text = '路基已完成60%'", "which is about another item"),
        ("UPDATE item SET state = 'in_progress', closed_at = NULL WHERE number = 1", "#1 is printed as done, by"),
        ("UPDATE item SET state = 'closed', closed_at = registered_at WHERE number = 2", "#2 is printed as open, by"),
        ("UPDATE item SET deadline = '2026-11-01' WHERE number = 2", "#2 is printed as 0 days overdue"),
    ],
)
async def test_what_was_changed_in_the_database_is_named(database: Database, statement: str, told: str) -> None:
    await reported(database)
    assert await lines_after(database) == ()
    lines = await lines_after(database, statement)
    assert [line for line in lines if told in line], lines


async def retold(database: Database, bulletin_id: int, change: Callable[[BulletinSnapshot], BulletinSnapshot]) -> None:
    """A snapshot changed with its fingerprint, as by somebody who knows how."""
    async with database.transaction() as tx:
        row = await tx.session.get(Bulletin, bulletin_id)
        assert row is not None
        changed = change(bulletin_from_json(row.snapshot))
        values = {"snapshot": changed.to_json(), "snapshot_hash": canonical_hash(changed)}
        await (await tx.connection()).execute(update(Bulletin).values(**values))


async def test_a_false_class_is_named(database: Database) -> None:
    _, bulletin_id = await reported(database)
    await retold(database, bulletin_id, turned)
    lines = await lines_after(database)
    assert any(line.startswith("#1 is open and stands under") for line in lines)
    assert any(line.startswith("#2 is closed and stands under") for line in lines)
    assert any("#2 is printed as done, by the database it was open" in line for line in lines)


async def test_words_nobody_recorded_are_named(database: Database) -> None:
    _, bulletin_id = await reported(database)

    def reworded(printed: BulletinSnapshot) -> BulletinSnapshot:
        one = next(one for one in places_of(printed) if one.label == "#2")
        return worded(printed, one, "全线贯通")

    await retold(database, bulletin_id, reworded)
    lines = await lines_after(database)
    assert "二1 #2 is worded as nobody recorded: '全线贯通。'" in lines

    def composed(printed: BulletinSnapshot) -> BulletinSnapshot:
        return with_entry(printed, 2, original_progress="全线贯通。", progress="全线贯通。")

    await retold(database, bulletin_id, composed)
    assert any("does not read as the sentences" in line for line in await lines_after(database))


async def test_a_report_that_is_amended_and_an_item_reopened_later_change_nothing(
    database: Database, clock: Clock
) -> None:
    await reported(database)
    clock.advance(days=3)
    await feed(database, "alice", "/reopen 1 桥面又裂")
    await feed(database, "bob", "/report 2 路基已完成95%")
    await feed(database, "alice", "/due 2 12月1日")
    assert await lines_after(database) == ()
