"""Spans that are counted from today: days, weeks, months and working days with 调休."""

import re
from calendar import monthrange
from datetime import date, timedelta

from domain.dates import forms
from domain.dates.rules import Context, Found, judged, month_end, shift, shift_month
from domain.dates.words import number_of

_UNKNOWN_START: Found = (None, False, "不知道从哪天起算，请写成几月几日")
_LONGEST = {"天": 1000, "日": 1000, "周": 104, "月": 60, "半月": 60, "年": 10}
_UNIT_WORDS = {"自然日": "日", "日历日": "日", "星期": "周", "礼拜": "周"}
_MOST_WORKDAYS = 250
_MOST_HOURS = 720


def _count_of(words: str) -> int:
    """0 when the words are no number."""
    if "百" not in words:
        return number_of(words)
    import cn2an

    try:
        return int(cn2an.cn2an(words.replace("两", "二"), "smart"))
    except ValueError:
        return 0


def _counted(match: re.Match[str]) -> tuple[int, str]:
    """The count of a span, and why it cannot be relied on."""
    words = match["count"]
    if forms.NOT_EXACT.fullmatch(words):
        return number_of(words[1]), f"“{match[0]}”不是准数"
    return _count_of(words), ""


def _looks_back(match: re.Match[str]) -> bool:
    return forms.LOOKS_BACK.search(match.string[: match.start()]) is not None


def _starts_elsewhere(match: re.Match[str]) -> bool:
    """会后3日内 and 收到通知后一个月内 count from a day that nobody told."""
    return forms.FROM_AN_EVENT.search(match.string[: match.start()]) is not None


def workdays(match: re.Match[str], context: Context) -> Found | None:
    if _starts_elsewhere(match):
        return _UNKNOWN_START
    count, why = _counted(match)
    if not 0 < count <= _MOST_WORKDAYS or _looks_back(match):
        return None
    day = context.calendar.add_workdays(context.today, count)
    return _checked(day, why, context)


def _checked(day: date, why: str, context: Context) -> Found:
    if not why and not context.calendar.covers(day.year):
        why = f"{day.year}年放假安排未公布，按周一至周五推算"
    return day, not why, why


def edge_workday(match: re.Match[str], context: Context) -> Found:
    """本月最后一个工作日, 下周第一个工作日."""
    bounds = _bounds(match, context.today)
    if bounds is None:
        return None, False, f"“{match[0]}”请写成几月几日"
    first, last = bounds
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    worked = [day for day in days if context.calendar.is_workday(day)]
    if not worked:
        return judged(None, context.today)
    day = worked[-1] if match["edge"] == "最后" else worked[0]
    found = judged(day, context.today)
    return _checked(day, "", context) if found[1] else found


def _bounds(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """First and last day of the named week, month or year."""
    by = shift(match["which"])
    if match["month"]:
        month = 1 if match["month"] == "元" else number_of(match["month"])
        year = today.year + (month < today.month)
    elif match["unit"] == "月":
        year, month = shift_month(today, by)
    elif match["unit"] == "周":
        monday = today + timedelta(days=-today.weekday(), weeks=by)
        return monday, monday + timedelta(days=6)
    elif match["unit"] == "年" and not match["which"]:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    else:
        return None
    end = month_end(year, month)
    return (end.replace(day=1), end) if end else None


def span(match: re.Match[str], context: Context) -> Found | None:
    """3天内, 两周内, 一个半月内; a look back (近3天内) is no date."""
    if _starts_elsewhere(match):
        return _UNKNOWN_START
    count, why = _counted(match)
    unit = match["unit"].removeprefix("个")
    unit = _UNIT_WORDS.get(unit, unit)
    if not 0 < count <= _LONGEST[unit] or _looks_back(match):
        return None
    if unit in ("天", "日"):
        day = context.today + timedelta(days=count)
    elif unit == "周":
        day = context.today + timedelta(weeks=count)
    else:
        day = _after_months(context.today, count * 12 if unit == "年" else count)
        day += timedelta(days=15 if unit == "半月" else 0)
    return day, not why, why


def span_after(match: re.Match[str], context: Context) -> Found | None:
    """三天后: that day, or from that day on?"""
    found = span(match, context)
    return found and (found[0], False, found[2] or f"“{match[0]}”是哪一天")


def bare_span(match: re.Match[str], context: Context) -> Found | None:
    """三天, and nothing else: from today, or beyond the present limit?"""
    found = span(match, context)
    return found and (found[0], False, found[2] or f"“{match[0].strip()}”按从今天起推算")


def half_span(match: re.Match[str], context: Context) -> Found | None:
    if _starts_elsewhere(match):
        return _UNKNOWN_START
    if _looks_back(match):
        return None
    is_year = match["unit"] == "年"
    return (_after_months(context.today, 6) if is_year else context.today + timedelta(days=15)), True, ""


def _after_months(today: date, count: int) -> date:
    year, month = shift_month(today, count)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def hours(match: re.Match[str], context: Context) -> Found | None:
    if _starts_elsewhere(match):
        return _UNKNOWN_START
    count = number_of(match["count"])
    if not 0 < count <= _MOST_HOURS or _looks_back(match):
        return None
    days, rest = divmod(count, 24)
    day = context.today + timedelta(days=days + bool(rest))
    return day, not rest, f"“{match[0]}”按天推算" if rest else ""
