"""Numbers inside dates, in digits or Chinese, and how a day is said."""

import re
from datetime import date, datetime

from domain.refusals import TooLate

_SPELLED = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TENS = re.compile(r"(?P<tens>[一二三四五六七八九]?)十(?P<ones>[一二三四五六七八九]?)")


def number_of(words: str, *, digits_only: bool = False) -> int:
    """ "12", "十二", "二十", and with `digits_only` digit by digit: "二〇一八" is 2018."""
    plain = words.replace("两", "二").replace("廿", "二十")
    if plain.isdigit() and plain.isascii():
        return int(plain)
    match = _TENS.fullmatch(plain)
    if match and not digits_only:
        tens = int(match["tens"].translate(_SPELLED) or 1)
        return tens * 10 + int(match["ones"].translate(_SPELLED) or 0)
    spelled = plain.translate(_SPELLED)
    return int(spelled) if spelled.isdigit() else 0


def say_date(day: date, today: date, *, with_weekday: bool = False) -> str:
    """ "11月6日", with the year when it is not this year, "（周五）" when asked for."""
    words = f"{day.month}月{day.day}日"
    if day.year != today.year:
        words = f"{day.year}年{words}"
    return f"{words}（周{'一二三四五六日'[day.weekday()]}）" if with_weekday else words


def pressed_day(digits: str, gone: str) -> date:
    """The day that a button carries, as 20261231; TooLate says `gone` where it is none."""
    try:
        return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise TooLate(gone) from None


def say_moment(local: datetime) -> str:
    """An instant already in the office's zone: "11月24日09:00"."""
    return f"{local.month}月{local.day}日{local:%H:%M}"
