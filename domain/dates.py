"""Chinese dates as offices write them: a grammar of our own over regular expressions and cn2an.

Every reading is echoed back to the person; `sure` is False where the words leave a doubt, and then the
person is asked. Libraries tried for this read 12月31日前 as 2017 without a word (ecosystem.md section 8).
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain import date_forms as forms
from domain.date_words import number_of
from domain.workdays import WorkCalendar

# Said in December, "11月底" is more likely the past than eleven months ahead.
_RECENT_PAST = timedelta(days=92)
# Said in January, "12月31日" is a usual deadline; only a close one is asked about.
_JUST_PAST = timedelta(days=31)
_FARTHEST_YEARS = 20
_UNCLEAR_PARTS = ("内", "中下旬", "上中旬")
_LONGEST_COUNT = {"天": 1000, "日": 1000, "周": 104, "星期": 104, "月": 60, "半月": 60, "年": 10}


@dataclass(frozen=True, slots=True)
class DateReading:
    """What one phrase says: a day, or long-term, or neither with the reason."""

    day: date | None
    long_term: bool
    sure: bool
    phrase: str
    why_unsure: str = ""


@dataclass(frozen=True, slots=True)
class _Context:
    today: date
    calendar: WorkCalendar


# The day, is it sure, and why not.
_Found = tuple[date | None, bool, str]
_UNKNOWN_START: _Found = (None, False, "不知道从哪天起算，请写成几月几日")
_Rule = Callable[[re.Match[str], _Context], _Found | None]


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
            found = rule(match, context)
            if found is not None:
                taken.append(match.span())
                readings.append((match.start(), _reading(match, *found)))
    readings += [
        (match.start(), DateReading(None, True, True, match[0])) for match in forms.LONG_TERM.finditer(text)
    ]
    return [reading for _, reading in sorted(readings, key=lambda pair: pair[0])]


def _reading(match: re.Match[str], day: date | None, sure: bool, why: str) -> DateReading:
    """A day that begins something, or is one end of a range, is no sure deadline."""
    if sure and forms.A_BEGINNING.match(match.string, match.end()):
        sure, why = False, "像是开始的日子"
    if sure and forms.RANGE_GOES_ON.match(match.string, match.end()):
        sure, why = False, "后面还有一个日期"
    return DateReading(day, False, sure, match[0].strip(), why)


def say_date(day: date, today: date, *, with_weekday: bool = False) -> str:
    """ "11月6日", with the year when it is not this year, "（周五）" when asked for."""
    words = f"{day.month}月{day.day}日"
    if day.year != today.year:
        words = f"{day.year}年{words}"
    return f"{words}（周{'一二三四五六日'[day.weekday()]}）" if with_weekday else words


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    return _make(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _count_of(words: str) -> int:
    """0 when the words are no number."""
    if "百" not in words:
        return number_of(words)
    import cn2an

    try:
        return int(cn2an.cn2an(words.replace("两", "二"), "smart"))
    except ValueError:
        return 0


def _month_of(match: re.Match[str], group: str = "month") -> int:
    return 1 if match[group] == "元" else number_of(match[group])


def _year_of(match: re.Match[str], today: date) -> int | None:
    words = match.groupdict()
    if words.get("year"):
        year = number_of(words["year"], digits_only=True)
        return year + today.year // 100 * 100 if year < 100 and len(words["year"]) == 2 else year
    relative = words.get("rel_year")
    return today.year + forms.RELATIVE_YEARS[relative] if relative else None


def _judged(day: date | None, today: date) -> _Found:
    if day is None:
        return None, False, "没有这一天"
    if day < today:
        return day, False, f"{say_date(day, today)}已经过去"
    is_far = day.year - today.year > _FARTHEST_YEARS
    return day, not is_far, "年份太远" if is_far else ""


def _with_year(match: re.Match[str], context: _Context, make: Callable[[int], date | None]) -> _Found:
    """Without a year: the next such day, but a doubt when it lies only a little back."""
    today = context.today
    year = _year_of(match, today)
    if year is not None:
        return _judged(make(year), today)
    last, here, after = (make(today.year + ahead) for ahead in (-1, 0, 1))
    if here is None or here >= today:
        if last and today - last <= _JUST_PAST:
            return here, False, f"请写明是{last.year}年还是{today.year}年"
        return _judged(here or after, today)
    if today - here <= _RECENT_PAST:
        return _judged(here, today)
    return _judged(after, today)


def _recurring(match: re.Match[str], _context: _Context) -> _Found:
    return None, False, f"“{match[0]}”是重复的时间，请写成几月几日"


def _month_day(match: re.Match[str], context: _Context) -> _Found:
    """12月7日, or the last day of 12月7日至9日."""
    month, day = _month_of(match), number_of(match["day"])
    first = _with_year(match, context, lambda year: _make(year, month, day))
    if not match["last_day"]:
        return first
    last_month = _month_of(match, "last_month") if match["last_month"] else month
    last = number_of(match["last_day"])
    end, _, why = _with_year(match, context, lambda year: _make(year, last_month, last))
    return end, False, why or "按最后一天推算"


def _month_part(match: re.Match[str], context: _Context) -> _Found:
    """6月底前, 6月中旬, 6月份内."""
    month, part = _month_of(match), match["part"]
    if not 1 <= month <= 12:
        return _judged(None, context.today)
    found = _with_year(match, context, lambda year: _part_of_month(year, month, part))
    # "三月内" may be three months; "中下旬" is no day.
    unclear = {"内": "是月份还是几个月"}.get(part, "没有写明几日") if part in _UNCLEAR_PARTS else ""
    return (found[0], False, unclear) if unclear and found[1] else found


def _whole_month(match: re.Match[str], context: _Context) -> _Found:
    """A month without a day: its end, but asked about."""
    month = _month_of(match)
    if not 1 <= month <= 12:
        return _judged(None, context.today)
    day, _, why = _with_year(match, context, lambda year: _month_end(year, month))
    return day, False, why or "没有写明几日，按月底推算"


def _part_of_month(year: int, month: int, part: str) -> date | None:
    day = {"初": 10, "上旬": 10, "中": 15, "中旬": 20, "上中旬": 20}.get(part)
    return _make(year, month, day) if day else _month_end(year, month)


def _shift(which: str | None) -> int:
    """Weeks, months or quarters from now: 本 0, 下 1, 下下 2, 上 -1."""
    words = which or ""
    return words.count("下") - words.count("上")


def _shift_month(today: date, by: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + by
    return index // 12, index % 12 + 1


def _this_month_part(match: re.Match[str], context: _Context) -> _Found:
    year, month = _shift_month(context.today, _shift(match["which"]))
    return _judged(_part_of_month(year, month, match["part"]), context.today)


def _this_month_day(match: re.Match[str], context: _Context) -> _Found:
    year, month = _shift_month(context.today, _shift(match["which"]))
    return _judged(_make(year, month, number_of(match["day"])), context.today)


def _bare_day(match: re.Match[str], context: _Context) -> _Found | None:
    """25日前: this month or the next, always asked about (3日前 may be three days ago)."""
    number = number_of(match["day"])
    ahead = 0 if number >= context.today.day else 1
    day = _make(*_shift_month(context.today, ahead), number)
    return None if day is None else (day, False, "没有写明哪个月")


def _year_end(match: re.Match[str], context: _Context) -> _Found:
    year = _year_of(match, context.today)
    return _judged(_make(context.today.year if year is None else year, 12, 31), context.today)


def _whole_year(match: re.Match[str], context: _Context) -> _Found:
    month = 6 if match["what"] == "年中" else 12
    day, _, why = _with_year(match, context, lambda year: _month_end(year, month))
    return day, False, why or f"按{month}月底推算"


def _quarter(match: re.Match[str], context: _Context) -> _Found:
    month = number_of(match["quarter"]) * 3
    found = _with_year(match, context, lambda year: _month_end(year, month))
    return _end_or_beginning(match, found)


def _half(match: re.Match[str], context: _Context) -> _Found:
    month = 6 if match["half"] == "上" else 12
    found = _with_year(match, context, lambda year: _month_end(year, month))
    return _end_or_beginning(match, found)


def _end_or_beginning(match: re.Match[str], found: _Found) -> _Found:
    """四季度前 may end before the quarter begins."""
    unclear = match["bound"] and not match["end"]
    return (found[0], False, found[2] or f"“{match[0]}”是之初还是之末") if unclear else found


def _this_quarter(match: re.Match[str], context: _Context) -> _Found:
    this_end = (context.today.month + 2) // 3 * 3
    year, month = _shift_month(context.today.replace(month=this_end, day=1), 3 * _shift(match["which"]))
    return _judged(_month_end(year, month), context.today)


def _weekday(match: re.Match[str], context: _Context) -> _Found:
    weekday = "一二三四五六日天".index(match["day"])
    monday = context.today - timedelta(days=context.today.weekday())
    day = monday + timedelta(days=min(weekday, 6), weeks=_shift(match["which"]))
    if day < context.today and not match["which"]:
        return day + timedelta(weeks=1), False, "本周的这一天已过"
    return _judged(day, context.today)


def _within_week(match: re.Match[str], context: _Context) -> _Found:
    monday = context.today - timedelta(days=context.today.weekday())
    friday = monday + timedelta(days=4, weeks=_shift(match["which"]))
    return max(friday, context.today), False, "没有写明周几，按周五推算"


def _relative_day(match: re.Match[str], context: _Context) -> _Found:
    ahead = {"今": 0, "当": 0, "今明两": 1, "明": 1, "后": 2, "大后": 3}[match["which"]]
    day = context.today + timedelta(days=ahead)
    # The day in question may be that of a meeting named before.
    return (day, False, "是不是今天") if match["which"] == "当" else (day, True, "")


def _counted(match: re.Match[str]) -> tuple[int, str]:
    """The count of a span, and why it cannot be relied on."""
    words = match["count"]
    if forms.NOT_EXACT.fullmatch(words):
        return number_of(words[1]), f"“{match[0]}”不是准数"
    return _count_of(words), ""


def _workdays(match: re.Match[str], context: _Context) -> _Found | None:
    if forms.FROM_AN_EVENT.search(match.string[: match.start()]):
        return _UNKNOWN_START
    count, why = _counted(match)
    if not 0 < count <= 250 or forms.LOOKS_BACK.search(match.string[: match.start()]):
        return None
    day = context.calendar.add_workdays(context.today, count)
    if not why and not context.calendar.covers(day.year):
        why = f"{day.year}年放假安排未公布，按周一至周五推算"
    return day, not why, why


def _span(match: re.Match[str], context: _Context) -> _Found | None:
    """3天内, 两周内, 一个半月内; a look back (近3天内) is no date."""
    if forms.FROM_AN_EVENT.search(match.string[: match.start()]):
        return _UNKNOWN_START
    count, why = _counted(match)
    unit = match["unit"].removeprefix("个")
    if not 0 < count <= _LONGEST_COUNT[unit] or forms.LOOKS_BACK.search(match.string[: match.start()]):
        return None
    if unit in ("天", "日"):
        day = context.today + timedelta(days=count)
    elif unit in ("周", "星期"):
        day = context.today + timedelta(weeks=count)
    else:
        day = _after_months(context.today, count * 12 if unit == "年" else count)
        day += timedelta(days=15 if unit == "半月" else 0)
    return day, not why, why


def _half_span(match: re.Match[str], context: _Context) -> _Found:
    is_year = match["unit"] == "年"
    return (_after_months(context.today, 6) if is_year else context.today + timedelta(days=15)), True, ""


def _after_months(today: date, count: int) -> date:
    year, month = _shift_month(today, count)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def _hours(match: re.Match[str], context: _Context) -> _Found | None:
    days, rest = divmod(number_of(match["count"]), 24)
    if days + rest == 0 or days > 30:
        return None
    day = context.today + timedelta(days=days + bool(rest))
    return day, not rest, f"“{match[0]}”按天推算" if rest else ""


def _numeric(match: re.Match[str], context: _Context) -> _Found:
    year, month, day = (int(match[name] or match[f"{name}8"]) for name in "ymd")
    return _judged(_make(year, month, day), context.today)


def _short_numeric(match: re.Match[str], context: _Context) -> _Found | None:
    """12.7 is a day when it stands alone or says 前; within a sentence it is a figure or a share."""
    before, after = match.string[: match.start()].strip(), match.string[match.end() :]
    is_alone = not before and (not after.strip() or (after[0].isspace() and match["sign"] == "/"))
    if not (is_alone or match["bound"]):
        return None
    return _with_year(match, context, lambda year: _make(year, int(match["m"]), int(match["d"])))


def _lost_separator(match: re.Match[str], context: _Context) -> _Found:
    words = match["digits"]
    day = _make(context.today.year, int(words[:2]), int(words[2:]))
    return (day, False, f"“{match[0]}”可能漏了“月”字") if day else _judged(None, context.today)


_FESTIVALS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "七一": (7, 1), "国庆": (10, 1)}


def _festival(match: re.Match[str], context: _Context) -> _Found:
    month, day = _FESTIVALS[match["name"]]
    year = _year_of(match, context.today)
    years = (context.today.year, context.today.year + 1) if year is None else (year, year)
    eves = [date(max(year, 2), month, day) - timedelta(days=1) for year in years]
    return max(eves) if eves[0] < context.today else eves[0], False, f"按{match['name']}前一天推算"


def _moon_festival(match: re.Match[str], _context: _Context) -> _Found:
    """Festivals of the moon's calendar move; their day is not guessed."""
    return None, False, f"“{match[0]}”请写成几月几日"


# The longest and most certain forms first: what they took is not read again.
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    (forms.RECURRING, _recurring),
    (forms.NUMERIC, _numeric),
    (forms.MONTH_DAY, _month_day),
    (forms.THIS_MONTH_DAY, _this_month_day),
    (forms.WORKDAYS, _workdays),
    (forms.TWO_DAYS, _relative_day),
    (forms.SPAN, _span),
    (forms.HALF_SPAN, _half_span),
    (forms.HOURS, _hours),
    (forms.MONTH_PART, _month_part),
    (forms.THIS_MONTH_PART, _this_month_part),
    (forms.QUARTER, _quarter),
    (forms.THIS_QUARTER, _this_quarter),
    (forms.HALF, _half),
    (forms.YEAR_END, _year_end),
    (forms.WHOLE_YEAR, _whole_year),
    (forms.MOON_FESTIVAL, _moon_festival),
    (forms.WEEKDAY, _weekday),
    (forms.WITHIN_WEEK, _within_week),
    (forms.RELATIVE_DAY, _relative_day),
    (forms.FESTIVAL, _festival),
    (forms.WHOLE_MONTH, _whole_month),
    (forms.LOST_SEPARATOR, _lost_separator),
    (forms.BARE_DAY, _bare_day),
    (forms.SHORT_NUMERIC, _short_numeric),
)
