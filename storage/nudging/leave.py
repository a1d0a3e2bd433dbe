"""Rows about when and whether a person wants to hear: absences with stand-ins, snoozes."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, or_
from sqlmodel import col, select

from domain.nudging.rounds import Snooze
from storage.tables import NudgeSnooze, Person, PersonLeave
from storage.tx import Tx


async def stand_ins(tx: Tx, day: date) -> dict[int, int]:
    """Who is away on the day -> who stands in; a stand-in who left the roster or is out of reach is none."""
    query = (
        select(PersonLeave.person_id, PersonLeave.stand_in_id)
        .join(Person, col(Person.person_id) == col(PersonLeave.stand_in_id))
        .where(
            col(PersonLeave.office_id) == tx.office_id,
            col(PersonLeave.ended_at).is_(None),
            col(PersonLeave.first_day) <= day,
            col(PersonLeave.last_day) >= day,
            col(Person.is_active).is_(True),
            col(Person.is_reachable).is_(True),
        )
    )
    return dict((await tx.session.exec(query)).all())


async def around(tx: Tx, person_ids: Collection[int], first: date, last: date) -> Sequence[PersonLeave]:
    """Absences that touch these days and concern any of the people, as the one away or as the stand-in."""
    query = (
        select(PersonLeave)
        .where(
            col(PersonLeave.office_id) == tx.office_id,
            col(PersonLeave.ended_at).is_(None),
            col(PersonLeave.first_day) <= last,
            col(PersonLeave.last_day) >= first,
            or_(col(PersonLeave.person_id).in_(person_ids), col(PersonLeave.stand_in_id).in_(person_ids)),
        )
        .order_by(col(PersonLeave.first_day))
    )
    return (await tx.session.exec(query)).all()


async def by_id(tx: Tx, leave_id: int) -> PersonLeave | None:
    query = select(PersonLeave).where(
        col(PersonLeave.office_id) == tx.office_id, col(PersonLeave.leave_id) == leave_id
    )
    return (await tx.session.exec(query)).first()


async def keep(tx: Tx, row: PersonLeave) -> PersonLeave:
    tx.session.add(row)
    await tx.session.flush()
    return row


async def snoozes(tx: Tx, item_ids: Collection[int]) -> dict[tuple[int, int], Snooze]:
    """By (person, item)."""
    query = select(NudgeSnooze).where(
        col(NudgeSnooze.office_id) == tx.office_id, col(NudgeSnooze.item_id).in_(item_ids)
    )
    rows = (await tx.session.exec(query)).all()
    return {(row.person_id, row.item_id): Snooze(row.until, row.times, row.deadline) for row in rows}


async def put_off(tx: Tx, person_id: int, item_id: int, snooze: Snooze) -> None:
    connection = await tx.connection()
    mine = (
        col(NudgeSnooze.office_id) == tx.office_id,
        col(NudgeSnooze.person_id) == person_id,
        col(NudgeSnooze.item_id) == item_id,
    )
    await connection.execute(delete(NudgeSnooze).where(*mine))
    row = NudgeSnooze(
        person_id=person_id,
        item_id=item_id,
        office_id=tx.office_id,
        until=snooze.until,
        times=snooze.times,
        deadline=snooze.deadline,
    )
    tx.session.add(row)
    await tx.session.flush()
