"""What a bulletin is about: a meeting, all items, the open ones, a period, or the units compared."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class BulletinScope(StrEnum):
    ALL = "all"
    MEETING = "meeting"
    OPEN = "open"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    COMPARISON = "comparison"


PERIODS = (BulletinScope.WEEK, BulletinScope.MONTH, BulletinScope.QUARTER, BulletinScope.YEAR)
_QUARTERS = "一二三四"
_WORDS: dict[str, tuple[BulletinScope, int]] = {
    "本周": (BulletinScope.WEEK, 0),
    "上周": (BulletinScope.WEEK, 1),
    "本月": (BulletinScope.MONTH, 0),
    "上月": (BulletinScope.MONTH, 1),
    "本季度": (BulletinScope.QUARTER, 0),
    "上季度": (BulletinScope.QUARTER, 1),
    "今年": (BulletinScope.YEAR, 0),
    "本年": (BulletinScope.YEAR, 0),
    "年终": (BulletinScope.YEAR, 0),
    "年底": (BulletinScope.YEAR, 0),
    "去年": (BulletinScope.YEAR, 1),
}
_MONTH = re.compile(r"(\d{1,2})月份?")
_QUARTER = re.compile(r"第?([一二三四1-4])季度")
_YEAR = re.compile(r"(20\d{2})年度?")


@dataclass(frozen=True, slots=True)
class Span:
    """What a bulletin is about; the days, both included, only for a period."""

    scope: BulletinScope
    first: date | None = None
    last: date | None = None

    @property
    def key(self) -> str:
        """ "month:2026-11-01": what a stored bulletin is compared by with the one before."""
        return f"{self.scope}:{self.first}" if self.first else str(self.scope)


WHOLE = Span(BulletinScope.ALL)


def span_of(scope: BulletinScope, today: date, back: int = 0) -> Span:
    """The period of today, or the one so many before it."""
    first = _first_day(scope, today)
    for _ in range(back):
        first = _first_day(scope, first - timedelta(days=1))
    return Span(scope, first, _first_day(scope, first + _LONGER[scope]) - timedelta(days=1))


_LONGER = {
    BulletinScope.WEEK: timedelta(days=7),
    BulletinScope.MONTH: timedelta(days=31),
    BulletinScope.QUARTER: timedelta(days=92),
    BulletinScope.YEAR: timedelta(days=366),
}


def _first_day(scope: BulletinScope, day: date) -> date:
    begins: dict[BulletinScope, Callable[[], date]] = {
        BulletinScope.WEEK: lambda: day - timedelta(days=day.weekday()),
        BulletinScope.MONTH: lambda: day.replace(day=1),
        BulletinScope.QUARTER: lambda: date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
        BulletinScope.YEAR: lambda: date(day.year, 1, 1),
    }
    return begins[scope]()


def span_said(words: str, today: date) -> Span | None:
    """本周, 上月, 10月, 三季度, 2026年: the newest such period that has begun. None when it is none."""
    if words in _WORDS:
        scope, back = _WORDS[words]
        return span_of(scope, today, back)
    if match := _MONTH.fullmatch(words):
        return _newest_begun(BulletinScope.MONTH, int(match[1]), 12, today)
    if match := _QUARTER.fullmatch(words):
        number = _QUARTERS.find(match[1]) + 1 or int(match[1])
        return _newest_begun(BulletinScope.QUARTER, number, 4, today)
    if match := _YEAR.fullmatch(words):
        year = int(match[1])
        return span_of(BulletinScope.YEAR, date(year, 1, 1)) if year <= today.year else None
    return None


def _newest_begun(scope: BulletinScope, number: int, of_year: int, today: date) -> Span | None:
    if not 1 <= number <= of_year:
        return None
    months = 12 // of_year
    begun = date(today.year, (number - 1) * months + 1, 1)
    return span_of(scope, begun if begun <= today else begun.replace(year=today.year - 1))


def phrase(span: Span, as_of: date) -> str:
    """11月23日至27日, 2026年11月, 2026年第四季度, 2026年度; "" when it is no period."""
    if span.first is None or span.last is None:
        return ""
    first, last = span.first, min(span.last, as_of)
    if span.scope is BulletinScope.WEEK:
        end = f"{last.day}日" if last.month == first.month else f"{last.month}月{last.day}日"
        start = f"{first.month}月{first.day}日"
        return start if last == first else f"{start}至{end}"
    if span.scope is BulletinScope.MONTH:
        return f"{first.year}年{first.month}月"
    if span.scope is BulletinScope.QUARTER:
        return f"{first.year}年第{_QUARTERS[first.month // 3]}季度"
    return f"{first.year}年度"
