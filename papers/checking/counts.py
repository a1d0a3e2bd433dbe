"""Counts and shares in prose, whatever they count: "确定事项43件，已完成16件，占37%", with what stands around each.

A measure is whatever stands behind a number and is no date, ordinal or length of time: only like measures are
compared, so a strange one does no harm.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from domain.dates.words import number_of
from domain.ideographs import HAN

_NUMBER = r"(?<![\d.,第—–\-/A-Za-z〔#])(?<!\d年)(?<!\d月)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_LONG_MEASURES = "平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|人次|人天|元|亩|吨"
_NO_MEASURE = "年月日时分秒号期届章款级岁点度天周倍成以左多余至到和与或及的大第万亿型"
_COUNT = re.compile(
    rf"{_NUMBER}(?P<vague>多|余|来)?(?P<ten>万|亿)?(?:个(?=百分点|月|工作日|小时|季度|年头)(?P<time>))?"
    rf"(?P<measure>{_LONG_MEASURES}|个|[{HAN}])(?P<more>以上|以下|左右|多)?"
)
_WORD_COUNT = re.compile(
    r"(?<![第十百\d])(?P<number>[二三四五六七八九]?十[一二三四五六七八九]?|[三四五六七八九])(?P<measure>[件项个])"
)
_SHARE = re.compile(
    r"(?:(?:占|(?:完成|为)(?=[^，。；：（）、占\d%]{0,8}(?:计划|任务)))(?P<of>[^，。；：（）、占\d%]{0,14}?)|(?P<rate>[\u4e00-\u9fff]{1,6}率))"
    r"(?:的?(?:比例|比重|比))?的?(?:分别)?(?:为|达到|达|约|是|近)*(?P<percent>\d+(?:\.\d+)?)%"
)
_MORE_SHARES = re.compile(r"(?:、|和|及)(?P<percent>\d+(?:\.\d+)?)%")
_SPACED = re.compile(r"(?<![\d.])(\d{1,3}) (?=\d{3}(?!\d))")
_MARKS = "，；：。！？、（）“”《》"
# Of a paragraph; no office writes more.
_MOST_COUNTS = 300
_SENTENCE_END = "。！？"
_VAGUE_BEFORE = re.compile(r"(?:近|约|超|超过|逾|不少于|不低于|至少|不超过|突破|上)$")
_TENS = {"万": 10_000.0, "亿": 100_000_000.0}
_VERB = re.compile(r"已|正在|尚未|未|目前|现|共|累计|完成|开工|办结|整改")
_EACH = re.compile(rf"(?P<names>[{HAN}、和及·]+?)(?:各|均|分别)(?:有|为)?$")


class Amount(NamedTuple):
    """How much, and how far rounding may have moved it."""

    value: float
    step: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage; `of` is what it says it is a share of, `rate` is 完成率 and the like."""

    percent: str
    of: str
    rate: str
    at: int

    @property
    def is_rate(self) -> bool:
        return bool(self.rate)


@dataclass(slots=True)
class Count:
    """One count. `gap` are the words since the count before it, `label` those since the last mark, `after` those
    up to the next mark; `step` is the value of half its last digit."""

    value: float
    text: str
    measure: str
    unit: float
    step: float
    gap: str
    label: str
    after: str
    paragraph: int
    sentence: int
    depth: int
    start: int
    end: int
    times: int = 1
    is_vague: bool = False
    is_word: bool = False
    shares: list[Share] = field(default_factory=list)

    @property
    def whole(self) -> float:
        """各10件 of four towns are 40."""
        return self.value * self.times

    @property
    def is_rounded(self) -> bool:
        return "." in self.text or self.unit > _TENS["万"]

    @property
    def amount(self) -> Amount:
        return Amount(self.whole, self.step if self.is_rounded else 0.0)

    @property
    def is_leading(self) -> bool:
        """9项提前完成: what it counts stands behind it."""
        return not re.sub(r"^其中|包括|[（的共计有为，是]", "", self.label) and bool(self.after)

    @property
    def told(self) -> str:
        """The words that say what is counted."""
        words = self.after[:16] if self.is_leading else self.label
        return words.removeprefix("其中")


def read_counts(text: str, paragraph: int) -> tuple[str, list[Count]]:
    """All counts of a paragraph in order, each with its shares; and the text that their places are of."""
    text = _SPACED.sub(r"\1", text)
    ends = [at for at, char in enumerate(text) if char in _SENTENCE_END]
    depths = _depths(text)
    matches = list(islice((match for match in _COUNT.finditer(text) if _is_count(match)), _MOST_COUNTS))
    counts: list[Count] = []
    before = 0
    for match in matches:
        counts.append(_count(text, match, before, (paragraph, bisect_right(ends, match.start()), depths)))
        before = match.end()
    _with_shares(text, counts, ends)
    return text, counts


def word_counts(text: str) -> list[float]:
    """十件民生实事: a whole that is spelled."""
    return [float(number_of(match["number"])) for match in _WORD_COUNT.finditer(text)]


def _is_count(match: re.Match[str]) -> bool:
    return match["time"] is None and match["measure"] not in _NO_MEASURE


def _depths(text: str) -> list[int]:
    depths: list[int] = []
    depth = 0
    for char in text:
        depth += (char in "（〔") - (char in "）〕")
        depths.append(max(depth, 0))
    return depths


def _count(text: str, match: re.Match[str], before: int, at: tuple[int, int, Sequence[int]]) -> Count:
    paragraph, sentence, depths = at
    start, end = match.start("number"), match.end()
    mark = max((text.rfind(char, 0, start) for char in _MARKS), default=-1)
    stop = min((place for char in _MARKS if (place := text.find(char, end)) >= 0), default=len(text))
    gap, label = text[before:start], text[max(mark + 1, before) : start]
    following = _COUNT.search(text, end, stop)
    if following:
        # 73项重点工作已完成44项: what is done begins with its verb.
        stop = following.start("number")
        verb = _VERB.search(text, end, stop)
        stop = verb.start() if verb else stop
    digits = match["number"].replace(",", "")
    unit = _TENS.get(match["ten"] or "", 1.0)
    return Count(
        value=float(digits) * unit,
        text=text[start:end],
        measure=match["measure"],
        unit=unit,
        step=0.5 * unit / 10 ** len(digits.partition(".")[2]),
        gap=gap,
        label=label,
        after=text[end:stop],
        paragraph=paragraph,
        sentence=sentence,
        depth=depths[start],
        start=start,
        end=end,
        times=_times(gap),
        is_vague=bool(match["vague"] or match["more"] or _VAGUE_BEFORE.search(label)),
    )


def _times(gap: str) -> int:
    """甲镇、乙镇各3家 are two towns."""
    each = _EACH.search(gap)
    if each is None or not re.search("各|均", each[0]):
        return 1
    return len([name for name in re.split("[、和及]", each["names"]) if name])


def _with_shares(text: str, counts: list[Count], ends: list[int]) -> None:
    """A share is of the last count before it in its sentence; 分别占62%、38% are of the last two."""
    for match in islice(_SHARE.finditer(text), _MOST_COUNTS):
        percents = [match["percent"]]
        end = match.end()
        while more := _MORE_SHARES.match(text, end):
            percents.append(more["percent"])
            end = more.end()
        sentence = bisect_right(ends, match.start())
        before = [one for one in counts if one.end <= match.start() and one.sentence == sentence]
        if len(before) < len(percents):
            continue
        for one, percent in zip(before[-len(percents) :], percents, strict=True):
            one.shares.append(Share(percent, match["of"] or "", match["rate"] or "", match.start()))
