"""Days and spans of days as notices and tables write them: "10月1日（周四）至7日"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.dates import calendar_texts as texts
from domain.refusals import BadInput

SPAN_AT_MOST = 31
# What stands in brackets behind a day: （周日）, （农历腊月二十八、周日）, （除夕）.
_BESIDE = r"(?:[（(](?:[^（）()]{0,20}?(?:周|星期)([一二三四五六日天]))?[^（）()]{0,20}[）)])?"
SPAN = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?" + _BESIDE + r"(?:\s*(?:至|到|-|—|–|~|～)+\s*"
    r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日" + _BESIDE + ")?"
)


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=place) for place in range((self.last - self.first).days + 1))


def spans_whole(words: str) -> bool:
    """Whether the words are one day or span and nothing else."""
    return SPAN.fullmatch(words) is not None


def read_days(words: str, year: int) -> Days:
    """ "10月1日（周四）至7日" of a year; BadInput when there is no such day or span."""
    match = SPAN.search(words)
    if match is None:
        raise BadInput(texts.USAGE)
    first = _day(int(match[1] or year), month=int(match[2]), number=int(match[3]), weekday=match[4])
    if match[7] is None:
        return Days(first, first)
    month = int(match[6] or match[2])
    end_year = int(match[5] or first.year) + (1 if not match[5] and month < first.month else 0)
    last = _day(end_year, month=month, number=int(match[7]), weekday=match[8])
    if not first <= last or (last - first).days >= SPAN_AT_MOST:
        raise BadInput(texts.BAD_SPAN.format(words=match[0][:30]))
    return Days(first, last)


def _day(year: int, *, month: int, number: int, weekday: str | None) -> date:
    try:
        day = date(year, month, number)
    except ValueError:
        raise BadInput(texts.NO_SUCH_DAY.format(month=month, day=number)) from None
    if weekday and "一二三四五六日".index(weekday.replace("天", "日")) != day.weekday():
        raise BadInput(texts.WEEKDAY.format(day=texts.say(day), said=weekday))
    return day
