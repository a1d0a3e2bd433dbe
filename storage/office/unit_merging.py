"""What belongs to a unit goes to another: seats, groups, reports and all that was said and asked in its name."""

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import col

from domain.hygiene import same_name_key
from storage.columns import OfficeTable
from storage.rows import change, drop
from storage.tables import (
    Assignment,
    Cooperation,
    Invitation,
    Item,
    Promise,
    Proof,
    Remark,
    Report,
    Request,
    Seat,
    Slip,
    Unit,
    UnitAlias,
    UnitGroup,
    UnitSetMember,
)
from storage.tx import Tx

# Their rows stand by themselves: the same thing may be there of both.
_SAID_AND_ASKED: tuple[type[OfficeTable], ...] = (Report, Request, Promise, Remark, Invitation, UnitGroup, UnitAlias)


async def hands_of(tx: Tx, unit_id: int) -> Sequence[tuple[Assignment, Item]]:
    """All assignments of a unit, ended ones too."""
    return await tx.all(
        tx.select(Assignment, Item)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .where(col(Assignment.unit_id) == unit_id)
        .order_by(col(Item.number), col(Item.sub))
    )


async def move_belongings(tx: Tx, old: int, new: int) -> None:
    for table in _SAID_AND_ASKED:
        unit_id = table.unit_id  # type: ignore[attr-defined]  # each of them has one
        await change(tx, table, unit_id == old, unit_id=new)
    await _move_where_absent(tx, Cooperation, old, new, "item_id")
    await _move_where_absent(tx, Seat, old, new, "person_id", "role")
    await _move_where_absent(tx, Proof, old, new, "round", "item_id")
    await _move_where_absent(tx, UnitSetMember, old, new, "set_id")
    in_charge = tx.select(Assignment.item_id).where(col(Assignment.unit_id) == new)
    await drop(tx, Cooperation, col(Cooperation.unit_id) == new, col(Cooperation.item_id).in_(in_charge))
    await _move_slips(tx, old, new)


async def _move_where_absent(tx: Tx, table: type[OfficeTable], old: int, new: int, *keys: str) -> None:
    """What the other unit has already goes."""
    unit_id = table.unit_id  # type: ignore[attr-defined]  # each of them has one
    columns = [getattr(table, key) for key in keys]
    there = {tuple(row) for row in await tx.rows(tx.columns(*columns).where(unit_id == new))}
    for row in await tx.rows(tx.columns(*columns).where(unit_id == old)):
        same = [column == value for column, value in zip(columns, row, strict=True)]
        if tuple(row) in there:
            await drop(tx, table, unit_id == old, *same)
        else:
            await change(tx, table, unit_id == old, *same, unit_id=new)


async def _move_slips(tx: Tx, old: int, new: int) -> None:
    """Where both had slips on an item, those of one unit are an earlier round of the other's."""
    for slip in await tx.all(tx.select(Slip).where(col(Slip.unit_id) == old).order_by(col(Slip.slip_id))):
        most = tx.select(func.max(Slip.round)).where(col(Slip.item_id) == slip.item_id, col(Slip.unit_id) == new)
        earlier = await tx.one(most) or 0
        await change(tx, Slip, col(Slip.slip_id) == slip.slip_id, unit_id=new, round=slip.round + earlier)


async def end_unit(tx: Tx, unit: Unit, into: Unit) -> bool:
    """The name finds the other from now on; False where somebody changed the unit first."""
    key = unit.name_key
    # No living unit has the key any more, so that the alias alone finds it.
    if not await tx.move(unit, merged_into=into.unit_id, closed_at=tx.now, name_key=f"{key}#{unit.unit_id}"):
        return False
    await tx.add(UnitAlias(unit_id=into.unit_id, name=unit.name, name_key=same_name_key(unit.name)))
    await change(tx, Unit, col(Unit.merged_into) == unit.unit_id, merged_into=into.unit_id)
    return True
