"""Festivals that a deadline may name. Those of the moon's calendar stand in a table: nothing computes them."""

import re
from datetime import date, timedelta

from domain.dates.rules import Context, Found, year_of

_SUN = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "七一": (7, 1), "国庆": (10, 1)}
_FIRST_YEAR = 2025
# (month, day) from 2025 on, checked against the lunardate library; 清明 is 4月4日 or 5日.
_MOON = {
    "春节": (*((1, 29), (2, 17), (2, 6), (1, 26), (2, 13), (2, 3)), *((1, 23), (2, 11), (1, 31), (2, 19), (2, 8))),
    "清明": (*((4, 4), (4, 5), (4, 5), (4, 4), (4, 4), (4, 5)), *((4, 5), (4, 4), (4, 4), (4, 5), (4, 5))),
    "端午": (*((5, 31), (6, 19), (6, 9), (5, 28), (6, 16), (6, 5)), *((6, 24), (6, 12), (6, 1), (6, 20), (6, 10))),
    "中秋": (*((10, 6), (9, 25), (9, 15), (10, 3), (9, 22), (9, 12)), *((10, 1), (9, 19), (9, 8), (9, 27), (9, 16))),
}


def _festival_of(name: str, year: int) -> date | None:
    """None beyond the table (2025 to 2035) for those of the moon's calendar."""
    if name in _SUN:
        return date(year, *_SUN[name]) if year > 1 else None
    place = year - _FIRST_YEAR
    return date(year, *_MOON[name][place]) if 0 <= place < len(_MOON[name]) else None


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
    day = _festival_of(name, year)
    if day is None:
        return None
    eve = day - timedelta(days=1)
    is_counted = context.calendar.covers(year) or name not in _SUN
    while is_counted and not context.calendar.is_workday(eve):
        eve -= timedelta(days=1)
    return eve


def before_new_year(match: re.Match[str], _context: Context) -> Found:
    """Before the festival or before the first of January: not guessed."""
    return None, False, f"“{match[0]}”请写成几月几日"
