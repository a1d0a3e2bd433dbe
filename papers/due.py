"""When: the deadline that a directive, its bracket or a label sets, long-term work, and targets."""

import re
from dataclasses import dataclass
from datetime import date

from domain.dates import DateReading, find_dates
from domain.workdays import WorkCalendar

_TARGET = re.compile(
    r"(?:每年(?:各)?|各)(?:发展|新增|新建|新培育|建成|完成|培育)(?P<amount>\d+)(?P<measure>家|个|户|亩|项|处|人)"
    r"|每年(?:各)?(?P<more>\d+)(?P<of>家|个|户|亩|项|处|人)"
)
_LONG_TERM = re.compile(r"长期|持续推进|持续开展|持续实施|常态化|每年|常年")
_BOUND = re.compile(r"(?:前|内|底|末|止)$")
_DEMAND = re.compile(
    r"^(?:前|以前|之前)?(?:全部|基本|力争|全面|正式)?(?:完成|办结|印发|到位|落实|建成|开工|竣工|完工|投用|投产|通车|报|出台|"
    r"见效|启动|达到|实现|交付|建好|新增|解决|兑现|整改|拨付|编制|改造|投入|开通|召开|提交|上报|审定|销号|制定|清零)"
)
_URGED = re.compile(r"(?:确保|力争|务必|必须|务于|须于|应于)(?:在|于)?$")
_NAMED_YEAR = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}|[今本当明后去]年|\d\d年")
_RELATIVE = re.compile(
    r"(?<![\d一二三四五六七八九十])[本下上]?[月周](?:[底末内中]|[一二三四五六日])"
    r"|天|日内|工作日|小时|半|星期|季度$"
)


@dataclass(frozen=True, slots=True)
class Due:
    day: date | None
    phrase: str | None
    long_term: bool


@dataclass(frozen=True, slots=True)
class Written:
    """When the paper was written: its day, or only the year that its title names."""

    day: date | None = None
    year: int | None = None


def find_due(directive: str, bracket: str, label: str, written: Written, *, is_closed: bool = False) -> Due:
    """The deadline that the words set; a date that merely stands in them is none. Of several, the last."""
    long_term = bool(_LONG_TERM.search(f"{directive}，{bracket}，{label}"))
    at = written.day or date(written.year or 2000, 1, 1)
    for text, is_sure in ((label, True), (bracket, True), (directive, False)):
        set_here = [one for one in find_dates(text, at, WorkCalendar()) if _sets(one, text, is_sure)]
        if set_here:
            last = max(set_here, key=lambda one: one.day or date.min)
            return Due(_day(last, written, is_closed=is_closed), last.phrase, long_term)
    return Due(None, label or None if not long_term else None, long_term)


def _sets(reading: DateReading, text: str, is_sure: bool) -> bool:
    if reading.long_term or not reading.phrase:
        return False
    if is_sure or reading.phrase.endswith("前"):
        return True
    before, _, after = text.partition(reading.phrase)
    is_demand = _DEMAND.search(after) is not None
    return is_demand and bool(_BOUND.search(reading.phrase) or _URGED.search(before))


def _day(reading: DateReading, written: Written, *, is_closed: bool) -> date | None:
    """A month without a year needs the paper's; what is closed was due in the year of the paper."""
    day = reading.day
    if day is None or _NAMED_YEAR.search(reading.phrase):
        return day
    if written.day is None:
        return day if written.year and not _RELATIVE.search(reading.phrase) else None
    if is_closed and day.year > written.day.year:
        return day.replace(year=written.day.year, day=min(day.day, 28) if day.month == 2 else day.day)
    return day


def find_target(directive: str) -> tuple[str, str] | None:
    """("1", "家") of 每年各发展1家."""
    match = _TARGET.search(directive)
    return (match["amount"] or match["more"], match["measure"] or match["of"]) if match else None
