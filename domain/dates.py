"""Chinese dates as offices write them: a grammar of our own over regular expressions and cn2an.

Every reading is echoed back to the person; `sure` is False where the words leave a doubt, and then the
person is asked. Libraries tried for this read 12月31日前 as 2017 without a word (ecosystem.md section 8).
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.date_words import CHINESE_DIGITS, number_of
from domain.workdays import WorkCalendar

_N = rf"(?:\d{{1,4}}|[{CHINESE_DIGITS}]{{1,5}})"
_YEAR = r"(?:(?P<year>\d{4}|[〇零○一二三四五六七八九]{4})\s*年\s*|(?P<rel_year>今年|本年|明年|去年|当年)\s*(?:底前)?)?"
# Said in December, "11月底" is more likely the past than eleven months ahead.
_RECENT_PAST = timedelta(days=92)
_LONG_TERM = re.compile(
    r"长期(?:坚持|开展|推进|执行|落实|任务|有效)?|持续(?:推进|开展|用力|实施|深化)|常态化|常年|经常性"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What one phrase says: a day, or long-term, or neither with the reason."""

    day: date | None
    long_term: bool
    sure: bool
    phrase: str
    why_unsure: str = ""


_Found = tuple[date | None, bool, str]


def read_date(text: str, today: date, calendar: WorkCalendar | None = None) -> DateReading:
    """The first date phrase of `text`; `day` None and not long-term when there is none."""
    found = find_dates(text, today, calendar)
    return found[0] if found else DateReading(None, False, False, "", "没有看到日期")


def find_dates(text: str, today: date, calendar: WorkCalendar | None = None) -> list[DateReading]:
    """All date phrases, in order; overlapping ones once."""
    context = _Context(today, calendar or WorkCalendar())
    readings: list[tuple[int, DateReading]] = []
    taken: list[tuple[int, int]] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            day, sure, why = rule(match, context)
            readings.append((match.start(), DateReading(day, False, sure, match[0].strip(), why)))
    for match in _LONG_TERM.finditer(text):
        readings.append((match.start(), DateReading(None, True, True, match[0])))
    return [reading for _, reading in sorted(readings, key=lambda pair: pair[0])]


def say_date(day: date, today: date, *, with_weekday: bool = False) -> str:
    """ "11月6日", with the year when it is not this year, "（周五）" when asked for."""
    words = f"{day.month}月{day.day}日"
    if day.year != today.year:
        words = f"{day.year}年{words}"
    return f"{words}（周{'一二三四五六日'[day.weekday()]}）" if with_weekday else words


@dataclass(frozen=True, slots=True)
class _Context:
    today: date
    calendar: WorkCalendar


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    return _make(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _year_of(match: re.Match[str], today: date) -> int | None:
    words = match.groupdict()
    if words.get("year"):
        return number_of(words["year"], digits_only=True)
    relative = words.get("rel_year")
    return None if not relative else today.year + {"明年": 1, "去年": -1}.get(relative, 0)


def _with_year(match: re.Match[str], context: _Context, make: Callable[[int], date | None]) -> _Found:
    """Without a year: the next such day, but a doubt when it lies only a little back."""
    year = _year_of(match, context.today)
    if year is not None:
        day = make(year)
        return _impossible() if day is None else (day, day >= context.today, _past(day, context.today))
    day = make(context.today.year)
    if day is None:
        leap = make(context.today.year + 1)
        return (leap, True, "") if leap else _impossible()
    if day >= context.today:
        return day, True, ""
    if context.today - day <= _RECENT_PAST:
        return day, False, f"{say_date(day, context.today)}已经过去"
    return make(context.today.year + 1), True, ""


def _past(day: date, today: date) -> str:
    return "" if day >= today else f"{say_date(day, today)}已经过去"


def _impossible() -> _Found:
    return None, False, "没有这一天"


def _month_day(match: re.Match[str], context: _Context) -> _Found:
    month, day = number_of(match["month"]), number_of(match["day"])
    return _with_year(match, context, lambda year: _make(year, month, day))


def _month_part(match: re.Match[str], context: _Context) -> _Found:
    """6月底前, 6月中旬, 6月份内."""
    month = number_of(match["month"])
    if not 1 <= month <= 12:
        return _impossible()
    return _with_year(match, context, lambda year: _part_of_month(year, month, match["part"]))


def _whole_month(match: re.Match[str], context: _Context) -> _Found:
    """A month without a day: its end, but asked about."""
    month = number_of(match["month"])
    if not 1 <= month <= 12:
        return _impossible()
    day, _, why = _with_year(match, context, lambda year: _month_end(year, month))
    return day, False, why or "没有写明几日，按月底推算"


def _part_of_month(year: int, month: int, part: str) -> date | None:
    if part.startswith(("上旬", "初")):
        return _make(year, month, 10)
    if part.startswith(("中", "中旬")):
        return _make(year, month, 20 if part.startswith("中旬") else 15)
    return _month_end(year, month)


def _this_month_part(match: re.Match[str], context: _Context) -> _Found:
    year, month = _shift_month(context.today, {"下": 1, "上": -1}.get((match["which"] or "")[:1], 0))
    day = _part_of_month(year, month, match["part"])
    assert day is not None
    return day, day >= context.today, _past(day, context.today)


def _shift_month(today: date, by: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + by
    return index // 12, index % 12 + 1


def _this_month_day(match: re.Match[str], context: _Context) -> _Found:
    by = {"下": 1, "上": -1}.get(match["which"][:1], 0)
    day = _make(*_shift_month(context.today, by), number_of(match["day"]))
    return _impossible() if day is None else (day, day >= context.today, _past(day, context.today))


def _year_end(match: re.Match[str], context: _Context) -> _Found:
    year = _year_of(match, context.today) or context.today.year
    return date(year, 12, 31), year >= context.today.year, _past(date(year, 12, 31), context.today)


def _quarter(match: re.Match[str], context: _Context) -> _Found:
    quarter = number_of(match["quarter"])
    return _with_year(match, context, lambda year: _month_end(year, quarter * 3))


def _half(match: re.Match[str], context: _Context) -> _Found:
    month = 6 if match["half"] == "上" else 12
    return _with_year(match, context, lambda year: _month_end(year, month))


def _weekday(match: re.Match[str], context: _Context) -> _Found:
    weekday = "一二三四五六日天".index(match["day"]) % 7 if match["day"] != "天" else 6
    weeks = {"下下": 2, "下": 1}.get((match["which"] or "").rstrip("个"), 0)
    monday = context.today - timedelta(days=context.today.weekday())
    day = monday + timedelta(days=weekday, weeks=weeks)
    if day < context.today and not match["which"]:
        return day + timedelta(weeks=1), False, "本周的这一天已过"
    return day, day >= context.today, _past(day, context.today)


def _relative_day(match: re.Match[str], context: _Context) -> _Found:
    ahead = {"今": 0, "当": 0, "明": 1, "后": 2, "大后": 3}[match["which"]]
    return context.today + timedelta(days=ahead), True, ""


def _workdays(match: re.Match[str], context: _Context) -> _Found:
    day = context.calendar.add_workdays(context.today, number_of(match["count"]))
    covered = context.calendar.covers(day.year)
    return day, covered, "" if covered else f"{day.year}年放假安排未公布，按周一至周五推算"


def _span(match: re.Match[str], context: _Context) -> _Found:
    half = match["count"] == "半"
    count = 1 if half else number_of(match["count"])
    unit = match["unit"].removeprefix("个")
    if unit in ("天", "日"):
        return context.today + timedelta(days=count), True, ""
    if unit in ("周", "星期"):
        return context.today + timedelta(weeks=count), True, ""
    if half:
        months = 6 if unit == "年" else 0
        return (context.today + timedelta(days=15), True, "") if not months else _after_months(context, 6)
    return _after_months(context, count * (12 if unit == "年" else 1))


def _after_months(context: _Context, count: int) -> _Found:
    year, month = _shift_month(context.today, count)
    return date(year, month, min(context.today.day, monthrange(year, month)[1])), True, ""


def _numeric(match: re.Match[str], context: _Context) -> _Found:
    day = _make(int(match["y"]), int(match["m"]), int(match["d"]))
    return _impossible() if day is None else (day, day >= context.today, _past(day, context.today))


def _short_numeric(match: re.Match[str], context: _Context) -> _Found:
    return _with_year(match, context, lambda year: _make(year, int(match["m"]), int(match["d"])))


def _lost_separator(match: re.Match[str], context: _Context) -> _Found:
    words = match["digits"]
    day = _make(context.today.year, int(words[:2]), int(words[2:]))
    return (day, False, f"“{match[0]}”可能漏了“月”字") if day else _impossible()


# Spring Festival moves with the moon; the day itself is not guessed.
_FESTIVALS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "七一": (7, 1),
    "国庆节": (10, 1),
    "国庆": (10, 1),
}


def _festival(match: re.Match[str], context: _Context) -> _Found:
    month, day = _FESTIVALS[match["name"]]
    eve = timedelta(days=1)
    here = date(context.today.year, month, day) - eve
    found = here if here >= context.today else date(context.today.year + 1, month, day) - eve
    return found, False, f"按{match['name']}前一天推算"


def _spring(match: re.Match[str], _context: _Context) -> _Found:
    return None, False, f"“{match[0]}”请写成几月几日"


def _rules() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str], _Context], _Found]]]:
    """The longest and most certain forms first: what they took is not read again."""
    before = r"(?:以?前|之前|下班前|内|止)?"
    part = r"(?P<part>底|末|内|份内|份前|上旬|中旬|下旬|中|初)"
    yield re.compile(r"(?P<y>20\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"), _numeric
    yield re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)"), _numeric
    yield re.compile(rf"{_YEAR}(?P<month>{_N})\s*月\s*(?P<day>{_N})\s*[日号]{before}"), _month_day
    yield re.compile(rf"(?P<which>本|这个|下个?|上个?)月\s*(?P<day>{_N})\s*[日号]{before}"), _this_month_day
    yield re.compile(rf"(?P<count>{_N})\s*个?工作日(?:之?内|以内)?"), _workdays
    yield re.compile(rf"(?P<count>{_N}|半)\s*(?P<unit>天|日|个?周|个?星期|个月|年)(?:之内|以内|内)"), _span
    yield re.compile(rf"{_YEAR}(?P<month>{_N})\s*月份?\s*{part}{before}"), _month_part
    yield re.compile(rf"(?P<which>本|这个|当|下个?)?月\s*{part}{before}"), _this_month_part
    yield re.compile(rf"{_YEAR}(?:第)?(?P<quarter>[一二三四1-4])季度(?:末|底|内)?{before}"), _quarter
    yield re.compile(rf"{_YEAR}(?P<half>[上下])半年(?:末|底|内)?{before}"), _half
    yield (
        re.compile(
            rf"(?:(?P<year>\d{{4}})\s*年|(?P<rel_year>今年|本年|明年|当年))\s*(?:年?[底末]|[以之]?内){before}"
        ),
        _year_end,
    )
    yield re.compile(rf"(?P<year>\d{{4}})?(?P<rel_year>明)?年(?:底|末|内|终){before}"), _year_end
    yield (
        re.compile(r"(?P<which>下下|下个?|本|这)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])" + before),
        _weekday,
    )
    yield re.compile(r"(?P<which>大后|今|当|明|后)[天日](?:下班)?" + before), _relative_day
    yield re.compile(r"(?P<name>元旦|五一|劳动节|七一|国庆节|国庆)(?:节)?前"), _festival
    yield re.compile(r"(?:春节|中秋|端午|清明)(?:节)?前"), _spring
    yield (
        re.compile(rf"{_YEAR}(?P<month>{_N})\s*月(?:份)?(?:以?前|之前)?(?![\d{CHINESE_DIGITS}日号])"),
        _whole_month,
    )
    yield re.compile(r"(?<!\d)(?P<digits>(?:0[1-9]|1[0-2])[0-3]\d)[日号]"), _lost_separator
    yield (
        re.compile(r"(?<![\d.])(?P<m>1[0-2]|[1-9])[./](?P<d>[12]\d|3[01]|[1-9])(?![\d.%％家个件万亿元亩])"),
        _short_numeric,
    )


_RULES = tuple(_rules())
