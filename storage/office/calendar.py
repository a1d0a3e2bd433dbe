"""Rows of the office's own days."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete
from sqlmodel import col

from storage.tables import CalendarOverride
from storage.tx import Tx


async def keep(tx: Tx, days: Mapping[date, bool], source: str) -> None:
    tx.session.add_all(
        CalendarOverride(office_id=tx.office_id, day=day, is_workday=works, source=source)
        for day, works in days.items()
    )
    await tx.session.flush()


async def remove(tx: Tx, day: date) -> bool:
    """False when the day was not kept."""
    connection = await tx.connection()
    mine = (col(CalendarOverride.office_id) == tx.office_id, col(CalendarOverride.day) == day)
    return (await connection.execute(delete(CalendarOverride).where(*mine))).rowcount == 1
