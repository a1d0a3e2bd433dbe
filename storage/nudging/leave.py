"""Rows about when and whether a person wants to hear: absences with stand-ins, snoozes."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import or_
from sqlmodel import col

from domain.nudging.rounds import Snooze
from storage.rows import drop
from storage.tables import NudgeSnooze, Person, PersonLeave
from storage.tx import Tx


async def stand_ins(tx: Tx, day: date) -> dict[int, int]:
    """Who is away on the day -> who stands in; a stand-in who left the roster or is out of reach is none."""
    query = (
        tx.select(PersonLeave.person_id, PersonLeave.stand_in_id)
        .join(Person, col(Person.person_id) == col(PersonLeave.stand_in_id))
        .where(
            col(PersonLeave.ended_at).is_(None),
            col(PersonLeave.first_day) <= day,
            col(PersonLeave.last_day) >= day,
            col(Person.is_active).is_(True),
            col(Person.is_reachable).is_(True),
        )
    )
    return dict(await tx.all(query))


async def around(tx: Tx, person_ids: Collection[int], first: date, last: date) -> Sequence[PersonLeave]:
    """Absences that touch these days and concern any of the people, as the one away or as the stand-in."""
    return await tx.all(
        tx.select(PersonLeave)
        .where(
            col(PersonLeave.ended_at).is_(None),
            col(PersonLeave.first_day) <= last,
            col(PersonLeave.last_day) >= first,
            or_(col(PersonLeave.person_id).in_(person_ids), col(PersonLeave.stand_in_id).in_(person_ids)),
        )
        .order_by(col(PersonLeave.first_day))
    )


async def snoozes(tx: Tx, item_ids: Collection[int]) -> dict[tuple[int, int], Snooze]:
    """By (person, item)."""
    rows = await tx.all(tx.select(NudgeSnooze).where(col(NudgeSnooze.item_id).in_(item_ids)))
    return {(row.person_id, row.item_id): Snooze(row.until, row.times, row.deadline) for row in rows}


async def put_off(tx: Tx, person_id: int, item_id: int, snooze: Snooze) -> None:
    await drop(tx, NudgeSnooze, col(NudgeSnooze.person_id) == person_id, col(NudgeSnooze.item_id) == item_id)
    row = NudgeSnooze(
        person_id=person_id, item_id=item_id, until=snooze.until, times=snooze.times, deadline=snooze.deadline
    )
    await tx.add(row)
