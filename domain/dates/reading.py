"""Chinese dates as offices write them: a grammar of our own over regular expressions and cn2an.

Every reading is echoed back to the person; `sure` is False where the words leave a doubt, and then the
person is asked. Libraries tried for this read 12月31日前 as 2017 without a word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.dates import festivals, forms, rules, spans
from domain.dates.words import say_date
from domain.dates.workdays import WorkCalendar

__all__ = ["DateReading", "find_dates", "find_placed_dates", "read_date", "say_date"]


@dataclass(frozen=True, slots=True)
class DateReading:
    """What one phrase says: a day, or long-term, or neither with the reason.

    Nothing may be stored from a reading that is not `sure` before the person has agreed to it.
    """

    day: date | None
    long_term: bool
    sure: bool
    phrase: str
    why_unsure: str = ""

    @property
    def because(self) -> str:
        """The reason in brackets, to stand behind the quoted phrase."""
        return f"（{self.why_unsure}）" if self.phrase else ""


@dataclass(frozen=True, slots=True)
class _DatePhrase:
    start: int
    end: int
    form: re.Pattern[str]
    reading: DateReading


# The longest and most certain forms first: what they took is not read again.
_RULES: tuple[tuple[re.Pattern[str], rules.Rule], ...] = (
    (forms.LUNAR, rules.lunar),
    (forms.RECURRING, rules.recurring),
    (forms.NUMERIC, rules.numeric),
    (forms.SHORT_YEAR, rules.short_year),
    (forms.MONTH_DAY, rules.month_day),
    (forms.THIS_MONTH_DAY, rules.this_month_day),
    (forms.EDGE_WORKDAY, spans.edge_workday),
    (forms.WORKDAYS, spans.workdays),
    (forms.TWO_DAYS, rules.relative_day),
    (forms.SPAN, spans.span),
    (forms.SPAN_AFTER, spans.span_after),
    (forms.BARE_SPAN, spans.bare_span),
    (forms.HALF_SPAN, spans.half_span),
    (forms.HOURS, spans.hours),
    (forms.MONTH_PART, rules.month_part),
    (forms.THIS_MONTH_PART, rules.this_month_part),
    (forms.QUARTER, rules.quarter),
    (forms.THIS_QUARTER, rules.this_quarter),
    (forms.HALF, rules.half_year),
    (forms.YEAR_END, rules.year_end),
    (forms.WHOLE_YEAR, rules.whole_year),
    (forms.MOON_FESTIVAL, festivals.festival),
    (forms.BEFORE_NEW_YEAR, festivals.before_new_year),
    (forms.WEEKDAY, rules.weekday),
    (forms.WITHIN_WEEK, rules.within_week),
    (forms.RELATIVE_DAY, rules.relative_day),
    (forms.FESTIVAL, festivals.festival),
    (forms.WHOLE_MONTH, rules.whole_month),
    (forms.LOST_SEPARATOR, rules.lost_separator),
    (forms.BARE_DAY, rules.bare_day),
    (forms.SHORT_NUMERIC, rules.short_numeric),
    (forms.BARE_PERIOD, rules.bare_period),
)
_DOUBTS_AFTER = (
    (forms.A_BEGINNING, "像是开始的日子"),
    (forms.RANGE_GOES_ON, "后面还有一个日期"),
    (forms.ANOTHER, "后面还有一个日期"),
    (forms.ROUGHLY, "不是准日子"),
    (forms.OVER_ALREADY, "像是说已经过去的事"),
    (forms.CANNOT, "像是说办不到"),
)
_DOUBTS_BEFORE = ((forms.ROUGHLY_BEFORE, "不是准日子"), (forms.CANNOT_BEFORE, "像是说办不到"))
# Full-width digits and signs, one for one, so that places in the text stay.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？（）～"}


def read_date(text: str, today: date, calendar: WorkCalendar | None = None) -> DateReading:
    """The first date phrase of `text`, or the one it is moved to; of several different ones none is sure.

    `day` None and not long-term when there is none.
    """
    seen = _look(text, today, calendar)
    if not seen:
        return DateReading(None, False, False, "", "没有看到日期")
    plain = text.translate(_HALF_WIDTH)
    moved = [one for one in seen if forms.MOVED_TO.search(plain[: one.start])]
    chosen = (moved or seen)[0].reading
    several = len({(one.reading.day, one.reading.long_term) for one in seen}) > 1
    return replace(chosen, sure=False, why_unsure="写了不止一个时间") if several and chosen.sure else chosen


def find_dates(text: str, today: date, calendar: WorkCalendar | None = None) -> list[DateReading]:
    """All date phrases, in order; overlapping ones once."""
    return [one.reading for one in _look(text, today, calendar)]


def find_placed_dates(text: str, today: date, calendar: WorkCalendar | None = None) -> list[tuple[int, DateReading]]:
    """As `find_dates`, each with the place in `text` where its phrase begins."""
    return [(one.start, one.reading) for one in _look(text, today, calendar)]


def _look(text: str, today: date, calendar: WorkCalendar | None) -> list[_DatePhrase]:
    plain = text.translate(_HALF_WIDTH)
    context = rules.Context(today, calendar or WorkCalendar())
    seen: list[_DatePhrase] = []
    for form, rule in _RULES:
        for match in form.finditer(plain):
            if _is_taken(match, seen):
                continue
            found = rule(match, context)
            if found is not None:
                phrase = text[match.start() : match.end()].strip()
                seen.append(_DatePhrase(*match.span(), form, _weighed(match, phrase, *found)))
    for match in forms.LONG_TERM.finditer(plain):
        if not _is_taken(match, seen):
            reading = DateReading(None, True, True, match[0])
            seen.append(_DatePhrase(*match.span(), forms.LONG_TERM, reading))
    return _with_weekdays(plain, sorted(seen, key=lambda one: one.start))


def _is_taken(match: re.Match[str], seen: Sequence[_DatePhrase]) -> bool:
    return any(match.start() < one.end and one.start < match.end() for one in seen)


def _weighed(match: re.Match[str], phrase: str, day: date | None, sure: bool, why: str) -> DateReading:
    """A day that begins something, is one of two, or will not be kept is no sure deadline."""
    if sure:
        before, text = match.string[: match.start()], match.string
        doubts = [
            *(why_not for form, why_not in _DOUBTS_AFTER if form.match(text, match.end())),
            *(why_not for form, why_not in _DOUBTS_BEFORE if form.search(before)),
        ]
        if doubts:
            sure, why = False, doubts[0]
    return DateReading(day, False, sure, phrase, why)


def _with_weekdays(plain: str, seen: Sequence[_DatePhrase]) -> list[_DatePhrase]:
    """A weekday beside a day, as in 12月7日（周一）, says the same day or makes it doubtful."""
    kept: list[_DatePhrase] = []
    for one in seen:
        other = kept[-1] if kept else None
        if other is None or not _are_beside(plain, other, one):
            kept.append(one)
            continue
        weekday, day = (one, other) if one.form is forms.WEEKDAY else (other, one)
        kept[-1] = day
        if day.reading.sure and _contradict(weekday.reading, day.reading):
            doubtful = replace(day.reading, sure=False, why_unsure="日期和星期对不上")
            kept[-1] = replace(day, reading=doubtful)
    return kept


def _are_beside(plain: str, left: _DatePhrase, right: _DatePhrase) -> bool:
    forms_here = (left.form, right.form)
    is_pair = forms_here.count(forms.WEEKDAY) == 1 and any(
        form in (forms.MONTH_DAY, forms.NUMERIC, forms.THIS_MONTH_DAY) for form in forms_here
    )
    return is_pair and forms.BESIDE_A_DAY.fullmatch(plain, left.end, right.start) is not None


def _contradict(weekday: DateReading, day: DateReading) -> bool:
    if weekday.day is None or day.day is None:
        return False
    return weekday.day.weekday() != day.day.weekday()
