"""Festivals that a deadline may name."""

import re
from datetime import date, timedelta

from domain.dates.holidays import SUN, festival_of
from domain.dates.rules import Context, Found, year_of


def festival(match: re.Match[str], context: Context) -> Found:
    """The last working day before it, always asked about: the day before, or before its holiday?"""
    name, today = match["name"], context.today
    year = year_of(match, today)
    years = (today.year, today.year + 1) if year is None else (year,)
    eves = [_eve(name, one, context) for one in years]
    ahead = [eve for eve in eves if eve and eve >= today] or [eve for eve in eves if eve]
    if not ahead:
        return None, False, f"“{match[0]}”请写成几月几日"
    return ahead[0], False, f"按{name}前推算"


def _eve(name: str, year: int, context: Context) -> date | None:
    day = festival_of(name, year)
    if day is None:
        return None
    eve = day - timedelta(days=1)
    is_counted = context.calendar.covers(year) or name not in SUN
    while is_counted and not context.calendar.is_workday(eve):
        eve -= timedelta(days=1)
    return eve


def before_new_year(match: re.Match[str], _context: Context) -> Found:
    """Before the festival or before the first of January: not guessed."""
    return None, False, f"“{match[0]}”请写成几月几日"
