"""Rows of the office's own days."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import col

from storage.rows import drop
from storage.tables import CalendarOverride
from storage.tx import Tx


async def keep(tx: Tx, days: Mapping[date, bool], source: str) -> None:
    await tx.add(*(CalendarOverride(day=day, is_workday=works, source=source) for day, works in days.items()))


async def remove(tx: Tx, day: date) -> bool:
    """False when the day was not kept."""
    return await drop(tx, CalendarOverride, col(CalendarOverride.day) == day) == 1
