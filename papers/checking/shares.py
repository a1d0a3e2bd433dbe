"""Shares and rates against the counts that they are of.

A share is held against its own whole: the one that most shares of its list agree with, or, alone, the whole that
stands right before it. Rounded it is right, and cut off too, unless its neighbours are rounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.papers import findings_texts as texts
from domain.papers.reading import SumMismatch
from papers.checking.counts import Amount, Count, Share
from papers.checking.scope import GENERIC, CountedParagraph, earlier
from papers.reading.figures import is_cut, share_agrees, state_of

_OWN = re.compile(
    r"^(?:其|比|总|全部|所有|[^年]{0,8}(?:总|全部)|目标任务|任务|[^，]{0,6}(?:件数|任务数|项数|个数))?[^，]{0,4}$"
)
_FOREIGN = re.compile(r"全[省市县区国镇州]|年度|全年|计划|同期|预算|产值|面积|GDP|去年|上年|应")
_PLAN_SHARE = re.compile(r"年度|全年|计划")
_PLAN = re.compile(r"计划|目标")
_AMONG = re.compile(r"其中|包括|含")


_MANY, _ALL = 3, 100
_SHORTEST_STEM = 2
# 应回复224条，实际回复148条
_DUE = ("应", "需", "须")
# 按期办结率 is of what was due by now.
_QUALIFIED = ("按期", "按时", "如期", "及时", "首次", "初次", "一次")
_DENIED = ("不", "未", "无")
_LONGEST = 6
_FAR_ABOVE = 40
_NEAREST = 40


@dataclass(frozen=True, slots=True)
class Shared:
    """A count, and the share that is printed with it."""

    count: Count
    share: Share


def shares(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    for at, told in enumerate(paragraphs):
        for run in _runs(told):
            yield from _run(run, paragraphs, at)
        yield from _rates(paragraphs, at)
        yield from _of_plan(told)


def _runs(told: CountedParagraph) -> list[list[Shared]]:
    """Counts of one measure, each with a share of its own, that no other whole parts."""
    runs: list[list[Shared]] = []
    last: Count | None = None
    for one in told.counts:
        own = next((share for share in one.shares if not share.is_rate and is_own(share)), None)
        if own is None or one.is_vague:
            continue
        goes_on = runs and last is not None and last.measure == one.measure and last.depth == one.depth
        between = [other for other in told.of(one.measure) if last and last.start < other.start < one.start]
        if goes_on and not between and not _AMONG.search(one.gap):
            runs[-1].append(Shared(one, own))
        else:
            runs.append([Shared(one, own)])
        last = one
    return runs


def is_own(share: Share) -> bool:
    return bool(_OWN.match(share.of)) and not _FOREIGN.search(share.of)


def _run(run: list[Shared], paragraphs: list[CountedParagraph], at: int) -> Iterator[SumMismatch]:
    told = paragraphs[at]
    bases = _bases(run, paragraphs, at)
    own = sum_of([one.count for one in run])
    best = max(bases, key=lambda base: (sum(_fits(one, base) for one in run), base.value), default=None)
    agreed = sum(_fits(one, best) for one in run) if best else 0
    if best and agreed == len(run) - 1 and _was_made_even(run, best):
        return
    if best and agreed == len(run):
        yield from (_share(one, best, told) for one in _cut_among_rounded(run, best))
        return
    if all(_fits(one, own) for one in run):
        return
    if not best or 2 * agreed < len(run):
        near = _near(run, told)
        best = near.amount if near is not None else None
    if best is None:
        return
    bases = [best] if agreed >= _MANY else [*_bases(run, paragraphs, at, reach=_FAR_ABOVE), own]
    if agreed < _MANY:
        bases += _of_several(paragraphs[max(0, at - _FAR_ABOVE) : at + 1], run[0].count)
    for one in run:
        parent = _parent(one.count, told)
        mine = [*bases, parent.amount] if parent else bases
        if not any(_fits(one, base) or _closes_a_list(one, base, told) for base in mine):
            yield _share(one, best, told)


def _bases(run: list[Shared], paragraphs: list[CountedParagraph], at: int, reach: int = 2) -> list[Amount]:
    """What the shares may be of: any count that counts such things in the paragraphs above within reach."""
    first = run[0].count
    measures = GENERIC if first.measure in GENERIC else {first.measure}
    own = {id(one.count) for one in run}
    before = [one for measure in sorted(measures) for one in earlier(paragraphs, at, measure, first.start, reach)]
    spelled = [Amount(number) for told in paragraphs[max(0, at - _FAR_ABOVE) : at + 1] for number in told.words]
    return list(dict.fromkeys([*(one.amount for one in before if id(one) not in own and one.whole), *spelled]))


def _of_several(paragraphs: list[CountedParagraph], first: Count) -> list[Amount]:
    """Of two or more neighbours in a sentence above: 工程23个、产业项目14个, and a share of both."""
    found: list[Amount] = []
    for told in paragraphs:
        alike = [one for one in told.of(first.measure) if (one.paragraph, one.start) < (first.paragraph, first.start)]
        for sentence in {one.sentence for one in alike}:
            counts = [one for one in alike if one.sentence == sentence][:_NEAREST]
            found += [total for end in range(2, len(counts) + 1) for total in _sums(counts[:end])]
    return found


def sum_of(counts: list[Count]) -> Amount:
    return Amount(sum(one.whole for one in counts), sum(one.amount.step for one in counts))


def _fits(one: Shared, base: Amount) -> bool:
    return fits(one.share.percent, one.count.amount, base)


def fits(percent: str, part: Amount, base: Amount) -> bool:
    """Rounded or cut off, whatever the amounts themselves were before they were rounded."""
    if base.value <= base.step:
        return False
    if not part.step and not base.step:
        return share_agrees(percent, part.value, base.value) or is_cut(percent, part.value, base.value)
    half = 0.5 / float(10 ** len(percent.partition(".")[2]))
    low = (part.value - part.step) / (base.value + base.step) * 100
    high = (part.value + part.step) / (base.value - base.step) * 100
    return low - half <= float(percent) <= high + half


def _closes_a_list(one: Shared, base: Amount, told: CountedParagraph) -> bool:
    """甲类78件、乙类57件，占60%: the share of both."""
    before = [other for other in told.of(one.count.measure) if other.start <= one.count.start]
    before = [other for other in before if other.sentence == one.count.sentence]
    return any(fits(one.share.percent, total, base) for total in _sums(before) if total.value <= base.value)


def _sums(counts: list[Count]) -> list[Amount]:
    """What the last two, three… of them make."""
    return [sum_of(counts[-length:]) for length in range(2, min(len(counts), _LONGEST) + 1)]


def _cut_among_rounded(run: list[Shared], base: Amount) -> list[Shared]:
    """One share cut off where the others are rounded up."""
    if base.step or any(one.count.amount.step for one in run):
        return []
    rounded = [one for one in run if not is_cut(one.share.percent, one.count.whole, base.value)]
    return [one for one in run if rounded and not share_agrees(one.share.percent, one.count.whole, base.value)]


def _was_made_even(run: list[Shared], base: Amount) -> bool:
    """One share by one in its last digit, so that it makes a hundred with its neighbours."""
    off = next(at for at, one in enumerate(run) if not _fits(one, base))
    percents = [Decimal(one.share.percent) for one in run]
    last_digit = 10.0 ** -len(run[off].share.percent.partition(".")[2])
    is_slight = abs(float(percents[off]) - run[off].count.whole / base.value * 100) <= 1.5 * last_digit
    ends = range(off + 1, len(run) + 1)
    return is_slight and any(sum(percents[first:end]) == _ALL for first in range(off + 1) for end in ends)


def _parent(one: Count, told: CountedParagraph) -> Count | None:
    """The count that stands right before 其中."""
    before = [other for other in told.of(one.measure) if other.start < one.start]
    return before[-1] if before and _AMONG.search(one.gap) else None


def _near(run: list[Shared], told: CountedParagraph) -> Count | None:
    """The whole of a share that stands alone: right before it, in its sentence, with nothing else between."""
    first = run[0].count
    before = [one for one in told.counts if one.start < first.start and one.sentence == first.sentence]
    alike = [one for one in before if one.measure == first.measure]
    if not alike and len(run) > 1:
        alike = [one for one in before if {one.measure, first.measure} <= GENERIC]
    if not alike or alike[-1].shares or alike[-1].whole < max(one.count.whole for one in run):
        return None
    is_direct = before[-1] is alike[-1]
    whole = alike[-1]
    if len(alike) > 1 and not _AMONG.search(first.gap) and state_of(alike[-1].told):
        whole = alike[0]
    return whole if is_direct else None


def _share(one: Shared, base: Amount, told: CountedParagraph) -> SumMismatch:
    percent = one.share.percent
    words = texts.SHARE.format(
        place=told.place.words,
        kind=texts.PART_OF if not one.share.is_rate else one.share.rate,
        share=percent,
        part=one.count.text,
        whole=f"{base.value / one.count.unit:.10g}{one.count.text.lstrip('0123456789.,')}",
        right=right_share(one.count.whole, base.value, percent),
    )
    return SumMismatch("share", words, (told.place,))


def right_share(count: float, base: float, percent: str) -> str:
    decimals = len(percent.partition(".")[2])
    exact = count / base * 100
    # 37.47 is no 37.5 to a reader who sees 37.5 printed.
    shown = f"{exact:.{decimals}f}"
    return shown if shown != percent else f"{exact:.{decimals + 1}f}"


def _rates(paragraphs: list[CountedParagraph], at: int) -> Iterator[SumMismatch]:
    """完成率95% behind what is done of its whole: right when any two counts near it make it."""
    told = paragraphs[at]
    for one in told.counts:
        for share in one.shares:
            stem = share.rate.removesuffix("率")
            if len(stem) < _SHORTEST_STEM or stem.startswith(_DENIED):
                continue
            near = [other for other in told.counts if one.sentence - 1 <= other.sentence <= one.sentence]
            near = [other for other in near if other.start < share.at]
            whole, done = _whole_and_done(near, one, stem)
            if whole is None or done is None or not whole.whole:
                continue
            above = [other for other in earlier(paragraphs, at, one.measure, share.at) if other.paragraph < at]
            here = [other for other in near if other.sentence == one.sentence and other.start > whole.start]
            here = [other for other in here if other.measure == done.measure]
            # 100% of what is as much and called alike is the same count told elsewhere.
            wholes = [one for one in (*above, *near) if one.value != done.value or not _is_called(one, stem)]
            if not _rate_fits(share.percent, wholes[-_NEAREST:], here[-_NEAREST:]):
                yield _share(Shared(done, share), whole.amount, told)


def _rate_fits(percent: str, wholes: list[Count], parts: list[Count]) -> bool:
    """Any part of any whole before it, or several parts of what stands before them all."""
    singly = any(
        fits(percent, part.amount, whole.amount)
        for part in parts
        for whole in wholes
        if (whole.paragraph, whole.start) < (part.paragraph, part.start)
    )
    before = [whole.amount for whole in wholes if (whole.paragraph, whole.start) < (parts[0].paragraph, parts[0].start)]
    return singly or any(fits(percent, total, whole) for total in _sums(parts) for whole in before)


def _whole_and_done(near: list[Count], one: Count, stem: str) -> tuple[Count | None, Count | None]:
    """合格率 is of the count that is called 合格, of the whole before it in the sentence."""
    here = [other for other in near if other.measure == one.measure or {other.measure, one.measure} <= GENERIC]
    before = [other for other in here if other.sentence < one.sentence]
    here = [other for other in here if other.sentence == one.sentence]
    done = next((other for other in reversed(here) if _is_called(other, stem)), None)
    if done is None:
        return None, None
    # 提交提案639件。确定立案588件，立案率达92%
    alone = before if len(before) == 1 and done is here[0] else []
    wholes = [other for other in (*alone, *here) if other.start < done.start and other.whole >= done.whole]
    wholes = [other for other in wholes if not other.is_vague]
    plain = [other for other in wholes if not _is_called(other, stem) and not state_of(other.told)]
    due = [other for other in wholes if other.label.startswith(_DUE)]
    return next(iter([*reversed(plain), *due]), None), done


def _is_called(one: Count, stem: str) -> bool:
    """完成率 is of whatever is done."""
    words = one.told
    if stem in words or stem.startswith(_QUALIFIED):
        return stem in words
    if words.endswith(stem[-2:]):
        return True
    return state_of(words) == "closed" and state_of(stem) == "closed"


def _of_plan(told: CountedParagraph) -> Iterator[SumMismatch]:
    """完成投资38.4亿元，占年度计划的40%, where the sentence before or its own tells the plan."""
    for one in told.counts:
        share = next((share for share in one.shares if share.of and _PLAN_SHARE.search(share.of)), None)
        if share is None or one.is_vague:
            continue
        before = [other for other in told.of(one.measure) if other.start < one.start]
        plans = [other for other in before if _PLAN.search(other.label) and other.sentence >= one.sentence - 1]
        if not plans and before and before[0].start == 0:
            # 2000个村环境整治（五年）。已完成650个村，占总计划的32.5%
            plans = [other for other in before[:1] if other.value > one.value]
        between = told.text[plans[-1].end : one.start] if plans else ""
        if not plans or not plans[-1].whole or _AMONG.search(between) or len(before) - before.index(plans[-1]) > 1:
            continue
        if any(_fits(Shared(one, share), other.amount) for other in before):
            continue
        right = right_share(one.whole, plans[-1].whole, share.percent)
        words = texts.SHARE_OF_PLAN.format(
            place=told.place.words, of=share.of, share=share.percent, part=one.text, whole=plans[-1].text, right=right
        )
        yield SumMismatch("share", words, (told.place,))
