"""A calendar that came as a file: the days that it settles, and what of it could not be taken."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.dates import calendar_texts as texts
from domain.dates.day_spans import Days, read_days, spans_whole
from domain.refusals import BadInput
from domain.stored import read_stored

_OFF = re.compile(r"放假|休假|公休|节假日?|假日|休息日?|不上班|非工作日|停班|^[休假]$")
_WORKS = re.compile(r"上班|补班|调班|工作|^班$")
_SWAPPED = "调休"
_WEEKDAY = re.compile(r"\s*\(?(?:周|星期)([一二三四五六日天])\)?")
_CLOCK = re.compile(r"[\sT]+\d{1,2}:\d{2}(?::\d{2})?")
_WITH_YEAR = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})日?")
_RUN_TOGETHER = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d年月])(\d{1,2})[/.](\d{1,2})(?![\d日])")
_JOINT = re.compile(r"\s*([至到~—–-])+\s*")
_BETWEEN = re.compile(r"[、,;\s和及\u2063]+")
_DAY_ALONE = re.compile(r"\d{1,2}日.*")
_MONTH = re.compile(r"\d{1,2}月")


@dataclass(frozen=True, slots=True)
class CalendarPaper:
    """`days` say whether a day is worked; `left` are lines about rows and days that were not taken."""

    days: dict[date, bool]
    left: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {"days": {day.isoformat(): works for day, works in self.days.items()}, "left": list(self.left)}


def calendar_from_json(stored: dict[str, Any]) -> CalendarPaper:
    return read_stored(CalendarPaper, stored)


def works_on(kind: str, day: date) -> bool | None:
    """What a cell says of a day; 调休 alone turns the usual week round. None when it says neither or both."""
    said = "".join(kind.split())
    is_off, works = bool(_OFF.search(said)), bool(_WORKS.search(_OFF.sub("", said)))
    if is_off is not works:
        return works
    return day.weekday() >= 5 if _SWAPPED in said and not works else None


def days_in_cell(cell: str, year: int) -> list[Days]:
    """ "2027-10-01", "10月1日（周五）至7日", "10/1、10/2" of a year; BadInput says what is wrong with it."""
    found, month = [], ""
    for part in _parts(cell):
        words = f"{month}{part}" if _DAY_ALONE.fullmatch(part) and month else part
        if not spans_whole(words):
            raise BadInput(texts.NO_DAY)
        found.append(read_days(words, year))
        month = _MONTH.findall(words)[-1]
    return found


def names_year(cell: str) -> bool:
    return re.search(r"\d{4}年", "".join(_parts(cell))) is not None


def _parts(cell: str) -> Iterator[str]:
    said = _CLOCK.sub("", unicodedata.normalize("NFKC", cell)).replace("号", "日")
    said = _WITH_YEAR.sub(r"\1年\3月\4日", _RUN_TOGETHER.sub(r"\1年\2月\3日", said))
    said = _JOINT.sub(r"\1", _WEEKDAY.sub(r"(周\1)", _NO_YEAR.sub(r"\1月\2日", said)))
    return (part for part in _BETWEEN.split(said) if part)
