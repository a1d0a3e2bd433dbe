"""Rows of units: their names, what stands for several of them, and what follows when two become one."""

from collections.abc import Collection, Sequence

from sqlalchemy import func
from sqlmodel import col

from domain.hygiene import same_name_key
from domain.office.units import KnownGroup, KnownUnit, UnitDirectory
from domain.papers.reading import Roster
from domain.states import OPEN_STATES
from storage.rows import drop, grouped
from storage.tables import Assignment, Item, Unit, UnitAlias, UnitSet, UnitSetMember
from storage.tx import Tx


async def unit(tx: Tx, unit_id: int) -> Unit | None:
    return await tx.first(tx.select(Unit).where(col(Unit.unit_id) == unit_id))


async def unit_by_name(tx: Tx, name_key: str) -> Unit | None:
    return await tx.first(tx.select(Unit).where(col(Unit.name_key) == name_key))


async def units(tx: Tx) -> Sequence[Unit]:
    """All but those that were merged into another, closed ones too."""
    return await tx.all(tx.select(Unit).where(col(Unit.merged_into).is_(None)).order_by(col(Unit.unit_id)))


async def unit_names(tx: Tx) -> dict[int, str]:
    return dict(await tx.all(tx.select(Unit.unit_id, Unit.name)))


async def add_unit(tx: Tx, name: str) -> Unit:
    """The database refuses a second unit of the same name."""
    made = Unit(name=name, name_key=same_name_key(name))
    await tx.add(made)
    return made


async def directory(tx: Tx) -> UnitDirectory:
    aliases = grouped((one.unit_id, one.name) for one in await tx.all(tx.select(UnitAlias)))
    known = [
        KnownUnit(one.unit_id, one.name, tuple(aliases.get(one.unit_id, ())), one.closed_at is None)
        for one in await units(tx)
    ]
    members = grouped((one.set_id, one.unit_id) for one in await tx.all(tx.select(UnitSetMember)))
    return UnitDirectory(
        known,
        [KnownGroup(one.name, tuple(members.get(one.set_id, ())) if one.is_told else None) for one in await sets(tx)],
    )


async def reader_roster(tx: Tx) -> Roster | None:
    """What a reader of papers is told; None before the first paper, when the office knows hardly any."""
    if await tx.first(tx.select(Item.item_id).limit(1)) is None:
        return None
    book = await directory(tx)
    return Roster(frozenset(book.names))


async def aliases(tx: Tx, unit_id: int) -> Sequence[UnitAlias]:
    return await tx.all(tx.select(UnitAlias).where(col(UnitAlias.unit_id) == unit_id).order_by(col(UnitAlias.alias_id)))


async def add_alias(tx: Tx, unit_id: int, name: str) -> None:
    await tx.add(UnitAlias(unit_id=unit_id, name=name, name_key=same_name_key(name)))


async def drop_alias(tx: Tx, name: str) -> None:
    await drop(tx, UnitAlias, col(UnitAlias.name_key) == same_name_key(name))


async def sets(tx: Tx) -> Sequence[UnitSet]:
    return await tx.all(tx.select(UnitSet).order_by(col(UnitSet.set_id)))


async def unit_set(tx: Tx, set_id: int) -> UnitSet | None:
    return await tx.first(tx.select(UnitSet).where(col(UnitSet.set_id) == set_id))


async def set_named(tx: Tx, name: str) -> UnitSet:
    """The name that stands for several units, kept from the first time that it was met."""
    key = same_name_key(name)
    found = await tx.first(tx.select(UnitSet).where(col(UnitSet.name_key) == key))
    if found is None:
        found = UnitSet(name=name, name_key=key)
        await tx.add(found)
    return found


async def members(tx: Tx, set_id: int) -> list[int]:
    query = tx.select(UnitSetMember.unit_id).where(col(UnitSetMember.set_id) == set_id)
    return sorted(await tx.all(query))


async def set_members(tx: Tx, set_id: int, unit_ids: Collection[int]) -> None:
    await drop(tx, UnitSetMember, col(UnitSetMember.set_id) == set_id)
    await tx.insert(UnitSetMember, *({"set_id": set_id, "unit_id": unit_id} for unit_id in sorted(set(unit_ids))))


async def loads(tx: Tx) -> dict[int, int]:
    """Open items (sub-items not counted) by unit."""
    query = (
        tx.select(Assignment.unit_id, func.count(func.distinct(col(Item.item_id))))
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .where(col(Item.parent_id).is_(None), col(Assignment.state).in_(OPEN_STATES))
        .group_by(col(Assignment.unit_id))
    )
    return dict(await tx.all(query))


async def called(tx: Tx, name: str) -> Unit | None:
    """The unit of exactly this name or alias, whatever became of it."""
    key = same_name_key(name)
    own = await unit_by_name(tx, key)
    alias = await tx.first(tx.select(UnitAlias.unit_id).where(col(UnitAlias.name_key) == key))
    return own or (await unit(tx, alias) if alias is not None else None)


async def rename(tx: Tx, row: Unit, name: str) -> bool:
    """False where somebody changed the unit first."""
    return await tx.move(row, name=name, name_key=same_name_key(name))
