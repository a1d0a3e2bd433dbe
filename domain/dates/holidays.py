"""Days of festivals, and those that are days off by law in every year, whatever its notice will say.

Those of the moon's calendar stand in a table: nothing computes them.
"""

from datetime import date, timedelta

SUN = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "七一": (7, 1), "国庆": (10, 1)}
_FIRST_YEAR = 2025
# (month, day) from 2025 on, checked against the lunardate library; 清明 is 4月4日 or 5日.
_MOON = {
    "春节": (*((1, 29), (2, 17), (2, 6), (1, 26), (2, 13), (2, 3)), *((1, 23), (2, 11), (1, 31), (2, 19), (2, 8))),
    "清明": (*((4, 4), (4, 5), (4, 5), (4, 4), (4, 4), (4, 5)), *((4, 5), (4, 4), (4, 4), (4, 5), (4, 5))),
    "端午": (*((5, 31), (6, 19), (6, 9), (5, 28), (6, 16), (6, 5)), *((6, 24), (6, 12), (6, 1), (6, 20), (6, 10))),
    "中秋": (*((10, 6), (9, 25), (9, 15), (10, 3), (9, 22), (9, 12)), *((10, 1), (9, 19), (9, 8), (9, 27), (9, 16))),
}


# 全国年节及纪念日放假办法 as of 2025: from which day before the festival, for how many days.
_BY_LAW = {
    "元旦": (0, 1),
    "春节": (1, 4),
    "清明": (0, 1),
    "劳动节": (0, 2),
    "端午": (0, 1),
    "中秋": (0, 1),
    "国庆": (0, 3),
}


def festival_of(name: str, year: int) -> date | None:
    """None beyond the table (2025 to 2035) for those of the moon's calendar."""
    if name in SUN:
        return date(year, *SUN[name]) if year > 1 else None
    place = year - _FIRST_YEAR
    return date(year, *_MOON[name][place]) if 0 <= place < len(_MOON[name]) else None


def is_off_by_law(day: date) -> bool:
    for name, (before, count) in _BY_LAW.items():
        festival = festival_of(name, day.year)
        if festival is not None and 0 <= (day - festival + timedelta(days=before)).days < count:
            return True
    return False
