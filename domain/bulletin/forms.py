"""Title, preamble, headings, demands, set phrases and shares of a bulletin, as clerks write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from domain.bulletin.scopes import PERIODS, BulletinScope, Span, phrase
from domain.bulletin.wording import Wording

ORDINALS = "一二三四五六七八九十"
_CLOSED_NOUN = {"已完成": "已完成工作", "已办结": "已办结事项"}
_OPEN_NOUN = {"需长期开展和正在推进": "需长期开展和正在推进的工作"}


class Sort(StrEnum):
    """What a section holds; "" in snapshots from before there were sorts."""

    CLOSED = "closed"
    OPEN = "open"
    ADVANCED = "advanced"
    GOING = "going"
    URGENT = "urgent"
    BURDEN = "burden"
    DEMANDS = "demands"
    RED = "red"
    BLACK = "black"
    RULE = "rule"
    # Written by hand, in a file that came back.
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class BulletinCounts:
    """All items, those closed, those of the open ones that lag, and what was stopped.

    `going` are open ones that neither lag nor have told of progress. `registered` and `finished` are those of the
    period, where there is one.
    """

    total: int
    closed: int
    urgent: int = 0
    stopped: int = 0
    overdue: int = 0
    registered: int = 0
    finished: int = 0
    going: int = 0

    @property
    def under_way(self) -> int:
        return self.total - self.closed

    @property
    def advanced(self) -> int:
        return self.under_way - self.urgent - self.going


@dataclass(frozen=True, slots=True)
class About:
    """What the head of a bulletin speaks of."""

    agency: str
    as_of: date
    span: Span
    meeting: str | None = None

    @property
    def source(self) -> str:
        return self.meeting or "县政府"


def title(about: About, wording: Wording) -> str:
    """ "2026年第四季度县政府确定事项落实情况的通报"."""
    if about.span.scope is BulletinScope.OPEN:
        return f"{about.source}{wording.decided}事项进展情况的通报"
    return f"{phrase(about.span, about.as_of)}{about.source}{wording.decided}事项落实情况的通报"


def preamble(about: About, counts: BulletinCounts, wording: Wording) -> str:
    """The whole count comes first, so that every figure behind it is read as a part of it or stands apart.

    What was stopped is told apart: it is in neither of the other counts.
    """
    when = phrase(about.span, about.as_of)
    source, measure = f"{about.source}{wording.decided}事项", wording.measure
    whole, until = f"{source}{counts.total}{measure}", f"{as_of(about.as_of)}，"
    ending = f"{apart(counts, wording)}{NOW_TOLD}"
    told = f"{figures(counts, wording)}{_parted(counts, wording)}"
    if about.span.scope is BulletinScope.OPEN:
        return f"{until}{source}{told_figures(counts, wording, is_open=True)[1]}，{ending}"
    if about.span.scope not in PERIODS:
        return f"{whole}，{until}{told}，{ending}"
    moved = f"期内销号{counts.finished}{measure}、新立项{counts.registered}{measure}，"
    if about.span.scope in (BulletinScope.QUARTER, BulletinScope.YEAR):
        looked = f"{about.agency}对{when}{source}落实情况进行了督查。"
        return f"{looked}{whole}。{until}{told}。{moved}{ending}"
    return f"{when}，{whole}。{until}{told}。{moved}{ending}"


NOW_TOLD = "现将有关情况通报如下："


def told_figures(counts: BulletinCounts, wording: Wording, *, is_open: bool) -> tuple[str, str]:
    """How a preamble tells its figures, in phrases of their own."""
    parted = _parted(counts, wording)
    if is_open:
        late = f"，已逾期{counts.overdue}{wording.measure}" if counts.overdue else ""
        return "", f"正在推进{counts.total}{wording.measure}{parted}{late}"
    return f"事项{counts.total}{wording.measure}", f"{figures(counts, wording)}{parted}"


def apart(counts: BulletinCounts, wording: Wording) -> str:
    return f"另有停办{counts.stopped}{wording.measure}，" if counts.stopped else ""


def _parted(counts: BulletinCounts, wording: Wording) -> str:
    if not wording.splits_open or not counts.under_way:
        return ""
    parts = [f"{_class_noun(sort)}{count}{wording.measure}" for sort, count in _classes(counts).items() if count]
    return f"，其中{'、'.join(parts)}"


def _classes(counts: BulletinCounts) -> dict[Sort, int]:
    return {Sort.ADVANCED: counts.advanced, Sort.GOING: counts.going, Sort.URGENT: counts.urgent}


def _class_noun(sort: Sort) -> str:
    if sort is Sort.GOING:
        return "待续报进展事项"
    return "需加快推进落实事项" if sort is Sort.URGENT else "取得阶段性成果并持续推进事项"


def figures(counts: BulletinCounts, wording: Wording) -> str:
    """ "已完成工作10件（占62.5%），需长期开展…6件（占37.5%）", "已办结6件，占比27%；…" or "…，完成率95%"."""
    shares = percents((counts.closed, counts.under_way), wording.decimals)
    measure = wording.measure
    if wording.share == "占":
        return (
            f"{_noun(wording.closed)}{counts.closed}{measure}（占{shares[0]}），"
            f"{_noun(wording.under_way)}{counts.under_way}{measure}（占{shares[1]}）"
        )
    closed = f"{wording.closed}{counts.closed}{measure}"
    under_way = f"{wording.under_way}{counts.under_way}{measure}"
    if wording.counts_done_only:
        done = rate(counts.closed, counts.total, decimals=wording.decimals)
        return f"{closed}，{under_way}，{wording.share}{done}"
    return f"{closed}，占比{shares[0]}；{under_way}，占比{shares[1]}"


def _noun(name: str) -> str:
    return _CLOSED_NOUN.get(name) or _OPEN_NOUN.get(name) or f"{name}事项"


def heading(place: int, sort: Sort, counts: BulletinCounts, wording: Wording) -> str:
    """ "一、已完成工作10件（占62.5%）。"; an empty section says so and claims no share."""
    names = {
        Sort.CLOSED: (_noun(wording.closed), counts.closed),
        Sort.OPEN: (_noun(wording.under_way), counts.under_way),
        **{one: (_class_noun(one), count) for one, count in _classes(counts).items()},
    }
    if sort not in names:
        return f"{ORDINALS[place - 1]}、{'减负情况' if sort is Sort.BURDEN else '工作要求'}"
    name, count = names[sort]
    begun = f"{ORDINALS[place - 1]}、{name}"
    if not count:
        none = "暂无。" if sort is Sort.CLOSED else f"无，{wording.decided}事项已全部完成。"
        return f"{begun}。{none}"
    return f"{begun}{count}{wording.measure}{_share(sort, count, counts, wording)}。"


def _share(sort: Sort, count: int, counts: BulletinCounts, wording: Wording) -> str:
    """Said of what is closed and what is open; the parts of the open ones are but counted."""
    if sort not in (Sort.CLOSED, Sort.OPEN) or (sort is Sort.OPEN and wording.counts_done_only):
        return ""
    told = rate if wording.counts_done_only else percent
    return f"（{wording.share}{told(count, counts.total, decimals=wording.decimals)}）"


@dataclass(frozen=True, slots=True)
class WeeksBurden:
    """Messages that the officials of the units got in the week from `monday`: no person is told apart."""

    monday: date
    people: int
    messages: int
    most: int


def burden(week: WeeksBurden) -> str:
    """The paragraph of 减负情况."""
    sunday = week.monday + timedelta(days=6)
    mean = (Decimal(week.messages) / week.people).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return (
        f"{long_date(week.monday)}至{long_date(sunday)}，督办机器人向{week.people}名联络员发送消息"
        f"{week.messages}条，人均{mean}条，最多的一人{week.most}条。"
    )


_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LATE_REPORT = "（迟报）"
NO_PROGRESS = "暂无进展反馈。"
PART_DONE = "已完成。"
_ENDS = "。！？!?…"
_CLOSING = "”’）)》」"
_JOINS = "，、；："
_LOOSE = "，,、；;：:. "


def circled(place: int) -> str:
    return _CIRCLES[place - 1] if place <= len(_CIRCLES) else f"（{place}）"


def long_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def as_of(day: date) -> str:
    return f"截至{long_date(day)}"


def edition_mark(edition: int) -> str:
    """Nothing for the first edition, then （更正版）, （第2次更正版）."""
    if edition == 1:
        return ""
    return "（更正版）" if edition == 2 else f"（第{edition - 1}次更正版）"


# More are counted, not named.
_SILENT_NAMED = 4


def silent(units: Sequence[str]) -> str:
    """ "青坞镇、柳河镇暂无进展反馈。"."""
    who = "、".join(units) if len(units) <= _SILENT_NAMED else f"其余{len(units)}个单位"
    return f"{who}{NO_PROGRESS}"


def of_day(day: str) -> str:
    return f"截至{day}，"


def said_by(unit: str, words: str) -> str:
    return f"{unit}：{words}"


def issue_line(number: int | None, edition: int = 1) -> str:
    """ "第 35 期"; a later edition of it says that it corrects."""
    return f"第 {number} 期{edition_mark(edition)}" if number is not None else "（待编号）"


def bare(directive: str) -> str:
    """On one line and without the stop or colon that the printed form adds itself."""
    return "".join(line.strip() for line in directive.splitlines()).rstrip("。；;：: ")


def full_stop(text: str) -> str:
    """One paragraph that ends as a sentence: a phone's line breaks are not those of a page."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = "".join(line if line[-1] in _JOINS else _ended(line) for line in lines)
    return _ended(joined.rstrip(_LOOSE))


_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?[”’）」》]*")


def sentences(text: str) -> list[str]:
    """Each with its stop."""
    return _SENTENCE.findall(full_stop(text))


def _ended(line: str) -> str:
    """ "done", "done." and "done," become "done。"; a stop inside a closing quote is enough."""
    trimmed = line.rstrip(_LOOSE)
    if not trimmed or trimmed.rstrip(_CLOSING)[-1:] in tuple(_ENDS):
        return trimmed
    return f"{trimmed}。"


def progress(text: str, *, has_parts: bool = False, closed: bool = False) -> str:
    """A paragraph as it is printed; an item whose parts speak for it needs none.

    A part that is done, of which nobody spoke apart, waits for nobody's word.
    """
    return full_stop(text) or ("" if has_parts else PART_DONE if closed else NO_PROGRESS)


def percent(part: int, whole: int, *, decimals: int = 1) -> str:
    """One decimal unless whole: "62.5%", "70%"; or none at all."""
    return percents((part, whole - part), decimals)[0] if whole else "0%"


# Under which name stands what no meeting decided.
LOOSE = "其他事项"


def numeral(number: int) -> str:
    """ "一", "十二", "二十": up to 99, as headings have them."""
    tens, ones = divmod(number, 10)
    begun = f"{ORDINALS[tens - 1] if tens > 1 else ''}十" if tens else ""
    return begun + (ORDINALS[ones - 1] if ones else "")


def group_heading(number: int, meeting: str) -> str:
    return f"（{numeral(number)}）{meeting}"


def rest(count: int, labels: str, *, measure: str, period: str, is_all: bool) -> str:
    """ "其余3件本期无新变化：1、2、5号。"; the numbers are those by which everybody asks for an item."""
    begun = f"{count}{measure}{period}均无新变化" if is_all else f"其余{count}{measure}{period}无新变化"
    return f"{begun}：{labels.replace('#', '')}号。"


def no_change(period: str) -> str:
    return f"{period}无变化。"


def rate(part: int, whole: int, *, decimals: int = 1) -> str:
    """A share that stands alone, rounded as one does by hand: 3 of 8 is 37.5% or 38%."""
    steps = Decimal(part * 100 * 10**decimals) / whole if whole else Decimal(0)
    return _said(int(steps.to_integral_value(ROUND_HALF_UP)), decimals)


def percents(counts: Sequence[int], decimals: int = 1) -> tuple[str, ...]:
    """Shares of one whole in tenths (or whole parts) of a per cent that add up to 100 (largest remainder).

    Of equal remainders the larger count is rounded up, whatever the order: 11 and 5 of 16 always read
    68.8% and 31.2%.
    """
    whole = sum(counts)
    if not whole:
        return tuple("0%" for _ in counts)
    parts = 100 * 10**decimals
    exact = [Decimal(count) * parts / whole for count in counts]
    steps = [int(share) for share in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: (steps[place] - exact[place], -counts[place]))
    for place in by_remainder[: parts - sum(steps)]:
        steps[place] += 1
    return tuple(_said(step, decimals) for step in steps)


def _said(step: int, decimals: int) -> str:
    return f"{step / 10:.1f}".removesuffix(".0") + "%" if decimals else f"{step}%"
