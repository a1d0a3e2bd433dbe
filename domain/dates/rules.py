"""What each form of a date means on a given day: a day, whether it is sure, and why not."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.dates import forms
from domain.dates.words import number_of, say_date
from domain.dates.workdays import WorkCalendar

# Said in December, "11月底" is more likely the past than eleven months ahead.
_RECENT_PAST = timedelta(days=92)
# Said in January, "12月31日" is a usual deadline; only a close one is asked about.
_JUST_PAST = timedelta(days=31)
_FARTHEST_YEARS = 20
_UNCLEAR_PARTS = ("内", "中下旬", "上中旬", "中上旬")


@dataclass(frozen=True, slots=True)
class Context:
    today: date
    calendar: WorkCalendar


# The day, is it sure, and why not; a rule gives None for words that are no date after all.
Found = tuple[date | None, bool, str]
Rule = Callable[[re.Match[str], Context], Found | None]


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_end(year: int, month: int) -> date | None:
    return make_day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _month_of(match: re.Match[str], group: str = "month") -> int:
    return 1 if match[group] == "元" else number_of(match[group])


def year_of(match: re.Match[str], today: date) -> int | None:
    words = match.groupdict()
    if words.get("year"):
        year = number_of(words["year"], digits_only=True)
        return year + today.year // 100 * 100 if year < 100 and len(words["year"]) == 2 else year
    relative = words.get("rel_year")
    return today.year + forms.RELATIVE_YEARS[relative] if relative else None


def judged(day: date | None, today: date) -> Found:
    if day is None:
        return None, False, "没有这一天"
    if day < today:
        return day, False, f"{say_date(day, today)}已经过去"
    is_far = day.year - today.year > _FARTHEST_YEARS
    return day, not is_far, "年份太远" if is_far else ""


def _with_year(match: re.Match[str], context: Context, make: Callable[[int], date | None]) -> Found:
    """Without a year: the next such day, but a doubt when it lies only a little back."""
    today = context.today
    year = year_of(match, today)
    if year is not None:
        return judged(make(year), today)
    last, here, after = (make(today.year + ahead) for ahead in (-1, 0, 1))
    if here is None or here >= today:
        if last and today - last <= _JUST_PAST:
            return here, False, f"请写明是{last.year}年还是{today.year}年"
        return judged(here or after, today)
    if today - here <= _RECENT_PAST:
        return judged(here, today)
    return judged(after, today)


def recurring(match: re.Match[str], _context: Context) -> Found:
    return None, False, f"“{match[0]}”是重复的时间，请写成几月几日"


def lunar(match: re.Match[str], _context: Context) -> Found:
    return None, False, f"“{match[0]}”是农历，请写成公历几月几日"


def month_day(match: re.Match[str], context: Context) -> Found:
    """12月7日, or the last day of 12月7日至9日."""
    month, day = _month_of(match), number_of(match["day"])
    first = _with_year(match, context, lambda year: make_day(year, month, day))
    if not match["last_day"]:
        return first
    last_month = _month_of(match, "last_month") if match["last_month"] else month
    last = number_of(match["last_day"])
    end, _, why = _with_year(match, context, lambda year: make_day(year, last_month, last))
    return end, False, why or "按最后一天推算"


def month_part(match: re.Match[str], context: Context) -> Found:
    """6月底前, 6月中旬, 6月份内."""
    month, part = _month_of(match), match["part"]
    if not 1 <= month <= 12:
        return judged(None, context.today)
    found = _with_year(match, context, lambda year: _part_of_month(year, month, part))
    # "三月内" may be three months; "中下旬" is no day.
    is_unclear = part in _UNCLEAR_PARTS and not (part == "内" and "月份" in match[0])
    unclear = {"内": "是月份还是几个月"}.get(part, "没有写明几日") if is_unclear else ""
    return (found[0], False, unclear) if unclear and found[1] else found


def whole_month(match: re.Match[str], context: Context) -> Found:
    """A month without a day: its end, but asked about."""
    month = _month_of(match)
    if not 1 <= month <= 12:
        return judged(None, context.today)
    day, _, why = _with_year(match, context, lambda year: month_end(year, month))
    return day, False, why or "没有写明几日，按月底推算"


def _part_of_month(year: int, month: int, part: str) -> date | None:
    day = {"初": 10, "上旬": 10, "中": 15, "中旬": 20, "上中旬": 20, "中上旬": 20}.get(part)
    return make_day(year, month, day) if day else month_end(year, month)


def shift(which: str | None) -> int:
    """Weeks, months or quarters from now: 本 0, 下 1, 下下 2, 上 -1."""
    words = which or ""
    return words.count("下") - words.count("上")


def shift_month(today: date, by: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + by
    return index // 12, index % 12 + 1


def this_month_part(match: re.Match[str], context: Context) -> Found:
    year, month = shift_month(context.today, shift(match["which"]))
    return judged(_part_of_month(year, month, match["part"]), context.today)


def this_month_day(match: re.Match[str], context: Context) -> Found:
    year, month = shift_month(context.today, shift(match["which"]))
    return judged(make_day(year, month, number_of(match["day"])), context.today)


def bare_day(match: re.Match[str], context: Context) -> Found | None:
    """25日前: this month or the next, always asked about (3日前 may be three days ago)."""
    number = number_of(match["day"])
    ahead = 0 if number >= context.today.day else 1
    day = make_day(*shift_month(context.today, ahead), number)
    return None if day is None else (day, False, "没有写明哪个月")


def year_end(match: re.Match[str], context: Context) -> Found:
    year = year_of(match, context.today)
    return judged(make_day(context.today.year if year is None else year, 12, 31), context.today)


def whole_year(match: re.Match[str], context: Context) -> Found:
    month = 6 if match["what"] == "年中" else 12
    day, _, why = _with_year(match, context, lambda year: month_end(year, month))
    return day, False, why or f"按{month}月底推算"


def quarter(match: re.Match[str], context: Context) -> Found:
    month = number_of(match["quarter"]) * 3
    return _end_or_beginning(match, _with_year(match, context, lambda year: month_end(year, month)))


def half_year(match: re.Match[str], context: Context) -> Found:
    month = 6 if match["half"] == "上" else 12
    return _end_or_beginning(match, _with_year(match, context, lambda year: month_end(year, month)))


def _end_or_beginning(match: re.Match[str], found: Found) -> Found:
    """四季度前 may end before the quarter begins."""
    unclear = match["bound"] and not match["end"]
    return (found[0], False, found[2] or f"“{match[0]}”是之初还是之末") if unclear else found


def this_quarter(match: re.Match[str], context: Context) -> Found:
    this_end = (context.today.month + 2) // 3 * 3
    year, month = shift_month(context.today.replace(month=this_end, day=1), 3 * shift(match["which"]))
    return judged(month_end(year, month), context.today)


def weekday(match: re.Match[str], context: Context) -> Found:
    number = "一二三四五六日天".index(match["day"])
    day = _monday(context.today) + timedelta(days=min(number, 6), weeks=shift(match["which"]))
    if day < context.today and not match["which"]:
        return day + timedelta(weeks=1), False, "本周的这一天已过"
    is_bare = not match["which"] and match.end() == match.end("day")
    if day == context.today and is_bare:
        return day, False, "是今天还是下周"
    return judged(day, context.today)


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def within_week(match: re.Match[str], context: Context) -> Found:
    friday = _monday(context.today) + timedelta(days=4, weeks=shift(match["which"]))
    return max(friday, context.today), False, "没有写明周几，按周五推算"


def bare_period(match: re.Match[str], context: Context) -> Found:
    """本周, 下个月 or 明年 without a day: its end, but asked about."""
    if match["year_unit"]:
        year = context.today.year + forms.RELATIVE_YEARS[match["rel_year"]]
        return make_day(year, 12, 31), False, "没有写明几月几日，按年底推算"
    if match["unit"] == "月":
        year, month = shift_month(context.today, shift(match["which"]))
        return month_end(year, month), False, "没有写明几日，按月底推算"
    return within_week(match, context)


def relative_day(match: re.Match[str], context: Context) -> Found:
    ahead = {"今": 0, "当": 0, "今明两": 1, "明": 1, "后": 2, "大后": 3}[match["which"]]
    day = context.today + timedelta(days=ahead)
    # The day in question may be that of a meeting named before.
    return (day, False, "是不是今天") if match["which"] == "当" else (day, True, "")


def numeric(match: re.Match[str], context: Context) -> Found:
    year, month, day = (int(match[name] or match[f"{name}8"]) for name in "ymd")
    return judged(make_day(year, month, day), context.today)


def short_year(match: re.Match[str], context: Context) -> Found:
    """26.12.31 may also be the number of a chapter."""
    year = context.today.year // 100 * 100 + int(match["y"])
    day, _, why = judged(make_day(year, int(match["m"]), int(match["d"])), context.today)
    return day, False, why or f"是不是{year}年"


def short_numeric(match: re.Match[str], context: Context) -> Found | None:
    """12.7 is a day when it stands alone or says 前; within a sentence it is a figure or a share."""
    before, after = match.string[: match.start()].strip(), match.string[match.end() :]
    is_alone = not before and (not after.strip() or (after[0].isspace() and match["sign"] == "/"))
    if not (is_alone or match["bound"]):
        return None
    day, sure, why = _with_year(match, context, lambda year: make_day(year, int(match["m"]), int(match["d"])))
    # 12-15 may be a range.
    unclear = match["sign"] == "-" and not match["bound"]
    return day, sure and not unclear, why or ("是不是几月几日" if unclear else "")


def lost_separator(match: re.Match[str], context: Context) -> Found:
    words = match["digits"]
    day = make_day(context.today.year, int(words[:2]), int(words[2:]))
    return (day, False, f"“{match[0]}”可能漏了“月”字") if day else judged(None, context.today)
