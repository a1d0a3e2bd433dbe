"""Rows of the groups of units, and what each was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col

from storage.nudging.nudges import stage_rows
from storage.tables import BoundGroup, GroupNudge, Unit, UnitGroup
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class GroupOfUnit:
    group_id: int
    chat_id: int
    unit_id: int
    unit: str


async def groups(tx: Tx) -> list[GroupOfUnit]:
    query = (
        tx.select(BoundGroup.group_id, BoundGroup.chat_id, UnitGroup.unit_id, Unit.name)
        .join(UnitGroup, col(UnitGroup.group_id) == col(BoundGroup.group_id))
        .join(Unit, col(Unit.unit_id) == col(UnitGroup.unit_id))
        .where(col(BoundGroup.kind) == "unit", col(BoundGroup.is_active).is_(True))
        .order_by(col(BoundGroup.group_id))
    )
    return [GroupOfUnit(*row) for row in await tx.all(query)]


async def belongs_to(tx: Tx, group_id: int, unit_id: int) -> None:
    row = await tx.first(tx.select(UnitGroup).where(col(UnitGroup.group_id) == group_id))
    if row is None:
        row = UnitGroup(group_id=group_id, unit_id=unit_id)
    row.unit_id = unit_id
    await tx.add(row)


async def told(tx: Tx, group_id: int) -> dict[int, dict[str, date]]:
    """Item -> stage -> the office's day on which the group was told."""
    query = tx.select(GroupNudge).where(col(GroupNudge.group_id) == group_id)
    found: dict[int, dict[str, date]] = {}
    for row in await tx.all(query):
        found.setdefault(row.item_id, {})[row.stage] = tx.day(row.nudged_at)
    return found


async def items_of_round(tx: Tx, group_id: int, round_key: str) -> Sequence[int]:
    query = tx.select(GroupNudge.item_id).where(
        col(GroupNudge.group_id) == group_id, col(GroupNudge.round_key) == round_key
    )
    return await tx.all(query)


async def keep_told(tx: Tx, group_id: int, stages: Mapping[int, Sequence[str]], round_key: str) -> None:
    await tx.insert_new(GroupNudge, *stage_rows(tx, stages, group_id=group_id, round_key=round_key))


async def had_round(tx: Tx, group_id: int, round_key: str) -> bool:
    return bool(await items_of_round(tx, group_id, round_key))
