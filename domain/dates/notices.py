"""Days in notice lines: "10月1日至7日放假，10月10日上班", and spans of days as people write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.dates import calendar_texts as texts
from domain.refusals import BadInput

SPAN_AT_MOST = 31
_WEEKDAY = r"(?:[（(](?:周|星期)([一二三四五六日天])[）)])?"
_SPAN = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日?" + _WEEKDAY + r"(?:\s*(?:至|到|-|—|–|~|～)+\s*"
    r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日" + _WEEKDAY + ")?"
)
_TOKEN = re.compile(
    f"(?P<span>{_SPAN.pattern})|(?P<off>放假|休息|休假)|(?P<work>上班|补班|正常工作)|共(?P<count>\\d{{1,2}})天"
)
_YEAR = re.compile(r"(\d{4})年")


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, both included."""

    first: date
    last: date

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=place) for place in range((self.last - self.first).days + 1))


def read_notice(text: str, today: date) -> dict[date, bool]:
    """Day -> is it worked. BadInput names what contradicts itself or cannot be read; nothing is guessed at.

    Without a year it is this one, or the next when all of its days are over.
    """
    year = _YEAR.search(text)
    if year is not None:
        return _read(text, int(year[1]))
    found = _read(text, today.year)
    return found if any(day >= today for day in found) else _read(text, today.year + 1)


def _read(text: str, year: int) -> dict[date, bool]:
    days: dict[date, bool] = {}
    pending: list[Days] = []
    last_off = 0
    for match in _TOKEN.finditer(text):
        if match["span"]:
            pending.append(read_days(match["span"], year))
        elif match["count"]:
            _check_count(int(match["count"]), last_off)
        elif pending:
            works = match["work"] is not None
            last_off = last_off if works else _put(days, pending, works=False)
            if works:
                _put(days, pending, works=True)
            pending = []
    if pending:
        raise BadInput(texts.UNCLEAR.format(day=texts.say(pending[0].first)))
    if not days:
        raise BadInput(texts.USAGE)
    return days


def _put(days: dict[date, bool], spans: list[Days], *, works: bool) -> int:
    count = 0
    for span in spans:
        for day in span:
            if days.get(day, works) is not works:
                raise BadInput(texts.BOTH.format(day=texts.say(day)))
            days[day] = works
            count += 1
    return count


def _check_count(said: int, found: int) -> None:
    if found and said != found:
        raise BadInput(texts.COUNT.format(said=said, found=found))


def spans_whole(words: str) -> bool:
    """Whether the words are one day or span and nothing else."""
    return _SPAN.fullmatch(words) is not None


def read_days(words: str, year: int) -> Days:
    """ "10月1日（周四）至7日" of a year; BadInput when there is no such day or span."""
    match = _SPAN.search(words)
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
