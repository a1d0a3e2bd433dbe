"""Wholes and their parts, as the sentences of a paper put them: 其中…, a bracket behind the count, states or classes
that follow it, shares that make a hundred. Whether they must add up is judged elsewhere."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from papers.checking.classes import are_alike, are_names, are_opposites, are_places, is_one_of
from papers.checking.counts import Count
from papers.checking.scope import GENERIC, CountedParagraph, is_same, total_of
from papers.reading.figures import state_of

_AMONG = re.compile(r"其中|包括|包含|含(?!税)|内有")
_DIVIDED = re.compile(r"分别[为是有]?[：，]?|分为|分成|按[^，。；：]{1,10}(?:分|划分|统计|看)")
_TOTAL = re.compile(
    r"(?:一?共(?!同)|共计|总共|总计|合计|累计|总数|总量|总投资|总额)(?:[^，。；：、]{0,10})?$|^.{0,6}(?:安排|确定|收到|受理|承办|交办)"
)
_SUM_UP = re.compile(r"^[，；]?(?:总?共计?|合计|总计|总共)(?:有|为)?$")
# 双城同创项目16个，涉及责任单位41个
_CONCERNS = re.compile(r"^[，；]?(?:共|总?计)?涉及")
# 已办结42件案件中属实39件
_OF_WHICH = re.compile(r"[^，。；：]{0,6}?中(?![央心国学])")
_MOST_PARTS = 24
_SEVERAL = 3
_LONG = 6
_MANY, _HAIR, _NEAR = 100, 0.01, 0.06


@dataclass(frozen=True, slots=True)
class WholeWithParts:
    """A whole and its parts; `is_among` when 其中 opens them, which need not name all."""

    whole: Count
    parts: list[Count]
    is_among: bool = False
    is_boxed: bool = False
    is_divided: bool = False
    is_apart: bool = False


def groups_of(told: CountedParagraph, above: list[Count]) -> list[WholeWithParts]:
    """The surest first: brackets, then 其中, then what follows a whole, then what 共 sums up."""
    found: list[WholeWithParts] = []
    for measure in told.measures:
        counts = told.of(measure)
        found += _boxed(counts)
        plain = [one for one in counts if one.depth == 0]
        found += [*_among(plain), *_following(plain), *_summed_up(plain)]
    found += [*_across(told), *_in_shares(told), *_apart(told, above)]
    return [group for group in found if len(group.parts) <= _MOST_PARTS]


def _boxed(counts: list[Count]) -> Iterator[WholeWithParts]:
    """15件（主办9件、会办6件）."""
    for at, whole in enumerate(counts):
        parts: list[Count] = []
        for one in counts[at + 1 :]:
            if one.depth <= whole.depth or one.sentence != whole.sentence:
                break
            if one.depth == whole.depth + 1:
                parts.append(one)
        # The bracket stands right behind the count.
        if parts and re.match(r"[^，。；：（]{0,12}（", parts[0].gap) and "）" not in "".join(one.gap for one in parts):
            yield WholeWithParts(whole, parts, is_among=bool(_AMONG.search(parts[0].gap)), is_boxed=True)


def _among(counts: list[Count]) -> Iterator[WholeWithParts]:
    for at, nearest in enumerate(counts[:-1]):
        first = counts[at + 1]
        is_among, is_divided = bool(_AMONG.search(first.gap)), bool(_DIVIDED.search(first.gap))
        if not (is_among or is_divided) or first.sentence - nearest.sentence > 1:
            continue
        parts = [first]
        for one in counts[at + 2 :]:
            if one.sentence != first.sentence or _AMONG.search(one.gap) or _is_new_whole(one) or _leaves(nearest, one):
                break
            if _CONCERNS.match(one.gap):
                break
            parts.append(one)
        for whole, of_it in _of_either(counts[: at + 1], parts):
            yield WholeWithParts(whole, of_it, is_among=is_among and not is_divided, is_divided=is_divided)


def _of_either(before: list[Count], parts: list[Count]) -> list[tuple[Count, list[Count]]]:
    """A list in which one is more than the nearest count goes on beyond its parts, or is of a total before it."""
    whole, nearest = _wide_enough(before, parts), before[-1]
    found = [(whole, parts)] if whole is not None else []
    within = list(itertools.takewhile(lambda part: part.whole <= nearest.whole, parts))
    if 1 < len(within) < len(parts) and (whole is None or not is_same(total_of(parts), whole.whole)):
        found.append((nearest, within))
    return found


def _wide_enough(before: list[Count], parts: list[Count]) -> Count | None:
    """The nearest count; where a part is more than it, the total that stands before it, if there is one."""
    largest = max(part.whole for part in parts)
    if before[-1].whole >= largest or len(before) == 1:
        return before[-1]
    return next((one for one in reversed(before) if one.whole >= largest and _is_new_whole(one)), None)


def _leaves(whole: Count, one: Count) -> bool:
    """What is open is no part of what is done; it is its sibling."""
    return state_of(whole.told) == "closed" and state_of(one.told) == "open"


def _following(counts: list[Count]) -> Iterator[WholeWithParts]:
    """共20件，已完成12件，正在办理8件; what stands after 其中 is a part of a part, or of the whole."""
    for at, whole in enumerate(counts):
        if state_of(whole.told) and not whole.label.endswith("中") and not _OF_WHICH.match(whole.after):
            continue
        parts: list[Count] = []
        for one in counts[at + 1 :]:
            if one.sentence - whole.sentence > 1 or _is_new_whole(one):
                break
            if parts and one.sentence != parts[0].sentence and not state_of(one.told):
                break
            if parts and _CONCERNS.match(one.gap):
                break
            parts.append(one)
        outer = _without_nested(parts)
        if len(outer) >= 2 and not _AMONG.search(outer[0].gap) and _may_be_whole(whole, outer, counts[:at]):
            yield WholeWithParts(whole, outer, is_divided=bool(_DIVIDED.search(outer[0].gap)))


def _may_be_whole(whole: Count, parts: list[Count], before: list[Count]) -> bool:
    """The first of its measure in its sentence, or said to be a total; not the first of a list, or less than one."""
    if any(part.whole > whole.whole for part in parts) or re.fullmatch(r"[^，：；（]*、", parts[0].gap):
        return False
    if has_own_share(whole) and has_own_share(parts[0]):
        return False
    if _is_new_whole(whole) or parts[0].gap.startswith("："):
        return True
    is_first = not any(one.sentence == whole.sentence for one in before)
    return is_first and (is_hardly_off(whole, parts) or not is_one_of(whole, parts))


def is_hardly_off(whole: Count, parts: list[Count]) -> bool:
    """That a large number is within a hair of the sum of others is no chance."""
    return whole.value >= _MANY and abs(total_of(parts) - whole.whole) <= whole.whole * _HAIR


def has_own_share(one: Count) -> bool:
    return any(not share.is_rate for share in one.shares)


def _without_nested(parts: list[Count]) -> list[Count]:
    kept: list[Count] = []
    sentence = -1
    for at, one in enumerate(parts):
        if at and _AMONG.search(one.gap):
            sentence = one.sentence
            continue
        if sentence == one.sentence and kept and not state_of(one.told):
            continue
        kept.append(one)
    return kept


def _summed_up(counts: list[Count]) -> Iterator[WholeWithParts]:
    """新建12件、续建9件，共21件."""
    for at, whole in enumerate(counts):
        parts = [one for one in counts[:at] if one.sentence == whole.sentence]
        if len(parts) >= 2 and _SUM_UP.match(whole.gap):
            yield WholeWithParts(whole, parts, is_divided=True)


def _across(told: CountedParagraph) -> Iterator[WholeWithParts]:
    """45份，其中32项已办结，14项推进中: the same matters in another measure, where states leave nothing out."""
    plain = [one for one in told.counts if one.depth == 0 and one.measure in GENERIC]
    for whole, first in itertools.pairwise(plain):
        if whole.measure == first.measure or not _AMONG.search(first.gap):
            continue
        parts = [one for one in plain if one.start >= first.start and one.sentence == first.sentence]
        parts = [one for one in parts if one.measure == first.measure]
        if are_opposites(parts):
            yield WholeWithParts(whole, parts, is_among=True)


def _in_shares(told: CountedParagraph) -> Iterator[WholeWithParts]:
    """Classes that are told over several sentences, with shares that leave nothing out."""
    for measure in told.measures:
        counts = [one for one in told.of(measure) if one.depth == 0]
        parts = [one for one in counts if has_own_share(one)]
        before = [one for one in counts if parts and one.start < parts[0].start]
        if before and are_a_hundred(parts) and len({part.sentence for part in parts}) > 1:
            yield WholeWithParts(before[0], parts, is_divided=True)


def _apart(told: CountedParagraph, above: list[Count]) -> Iterator[WholeWithParts]:
    """按类别看，甲类50件、乙类17件: a sentence of classes, whose whole is the total that stands before it, in its own
    paragraph or above."""
    for measure in told.measures:
        counts = [one for one in told.of(measure) if one.depth == 0]
        before = [one for one in above if one.measure == measure and one.depth == 0]
        for sentence in sorted({one.sentence for one in counts}):
            parts = [one for one in counts if one.sentence == sentence]
            totals = [one for one in counts if one.sentence < sentence and _is_new_whole(one)]
            is_list = len(parts) >= _SEVERAL and re.search(r"[：，]|^[^、]{0,2}(?:已|交办)", parts[0].gap)
            if totals and is_list and (are_places(parts) or are_alike(parts)):
                yield WholeWithParts(totals[-1], parts, is_apart=True)
            elif len(parts) >= _LONG and are_names(parts):
                yield from _near_above(parts, [*before, *(one for one in counts if one.sentence < sentence)])


def _near_above(parts: list[Count], before: list[Count]) -> Iterator[WholeWithParts]:
    """A long list of names is of the last count before it that is about as much, unless one of them is as much."""
    sum_of = total_of(parts)
    if any(is_same(one.whole, sum_of) for one in before):
        return
    near = [one for one in before if abs(one.whole - sum_of) <= one.whole * _NEAR]
    if near:
        yield WholeWithParts(near[-1], parts, is_apart=True)


def _is_new_whole(one: Count) -> bool:
    """共…, 22件事项中: another list begins."""
    words = one.label if not one.is_leading else ""
    return (
        bool(_TOTAL.search(words))
        or bool(re.match(r".{0,8}中$|.{0,6}中[，有]", one.after))
        or (one.is_leading and one.label.endswith("中"))
    )


def are_a_hundred(parts: list[Count]) -> bool:
    """Shares that leave nothing out."""
    shares = [one.shares[0] for one in parts if one.shares and not one.shares[0].is_rate]
    if len(shares) != len(parts) or len(parts) < 2:
        return False
    return abs(sum(float(share.percent) for share in shares) - 100) <= 0.5 * len(shares)


def runs_of(group: WholeWithParts) -> list[WholeWithParts]:
    """The lists that ； parts; single counts between them make one list."""
    runs: list[list[Count]] = []
    singles = 0
    for part in group.parts:
        if not runs or "；" in part.gap:
            runs.append([])
        runs[-1].append(part)
    lists: list[list[Count]] = []
    for run in runs:
        if len(run) == 1 and lists and len(lists[-1]) == singles:
            lists[-1].extend(run)
            singles += 1
        else:
            lists.append(run)
            singles = 1 if len(run) == 1 else 0
    return [replace(group, parts=one) for one in lists if 1 < len(one) < len(group.parts)]
