"""Wholes and their parts: what should add up, and does not.

A list of parts is found by how it stands to its whole: 其中…, a bracket behind the count, states or classes that
follow it, shares that make a hundred. It is told of only when the parts cannot be anything else: they leave nothing
out and make too little or too much, or they exclude each other and make too much.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from domain.papers import findings_texts as texts
from domain.papers.reading import SumMismatch
from papers.checking.classes import (
    are_alike,
    are_funds,
    are_listed,
    are_numbered,
    are_opposites,
    are_paces,
    are_places,
    are_times,
    ends_with_rest,
    is_one_of,
)
from papers.checking.counts import Count
from papers.checking.scope import GENERIC, CountedParagraph, earlier, is_same, slack, total_of
from papers.reading.figures import state_of

_AMONG = re.compile(r"其中|包括|包含|含(?!税)|内有")
_DIVIDED = re.compile(r"分别[为是有]?[：，]?|分为|分成|按[^，。；：]{1,10}(?:分|划分|统计|看)")
_TOTAL = re.compile(
    r"(?:一?共(?!同)|共计|总共|总计|合计|累计|总数|总量|总投资|总额)(?:[^，。；：、]{0,10})?$|^.{0,6}(?:安排|确定|收到|受理|承办|交办)"
)
_SUM_UP = re.compile(r"^[，；]?(?:总?共计?|合计|总计|总共)(?:有|为)?$")
_OVERLAP = re.compile(
    r"交叉|有重复|重复(?:计|统计|交办|反映)|重叠|兼有|涉及多|多个(?:问题|类)|同时(?:涉及|属于|为)|另含|打包|拆分"
)
_LEAVES_OUT = re.compile(r"不含|不包括|另有|除外")
_PLAN = re.compile(r"计划|目标|任务数|拟|预计|力争|将")
_MOST_PARTS = 24
_PAIR, _SEVERAL = 2, 3
_LITTLE_MORE, _MUCH_MORE = 1.1, 1.5
_NEAR, _HARDLY, _FAR = 0.06, 0.04, 0.1


@dataclass(frozen=True, slots=True)
class WholeWithParts:
    """A whole and its parts; `is_among` when 其中 opens them, which need not name all."""

    whole: Count
    parts: list[Count]
    is_among: bool = False
    is_boxed: bool = False
    is_divided: bool = False
    is_apart: bool = False


def sums(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    for at, told in enumerate(paragraphs):
        spoken: set[int] = set()
        for group in _groups(told):
            if not spoken & {part.start for part in group.parts} and _is_wrong(group, paragraphs, at):
                spoken |= {part.start for part in group.parts}
                yield mismatch("sum", group.whole, group.parts, told)


def mismatch(kind: str, whole: Count, parts: list[Count], told: CountedParagraph) -> SumMismatch:
    words = texts.SUM.format(
        place=told.place.words,
        what=short(whole.label),
        count=whole.text,
        parts="、".join(part.text for part in parts),
        sum=f"{total_of(parts) / whole.unit:.10g}",
        measure=whole.text.lstrip("0123456789.,"),
    )
    return SumMismatch(kind, words, (told.place,))


def short(label: str) -> str:
    words = re.sub(r"^[（(]?[一二三四五六七八九十]+[）)、]", "", label).strip("，。 ")
    return words if len(words) <= 20 else f"…{words[-18:]}"


def _groups(told: CountedParagraph) -> list[WholeWithParts]:
    """The surest first: brackets, then 其中, then what follows a whole, then what 共 sums up."""
    found: list[WholeWithParts] = []
    for measure in told.measures:
        counts = told.of(measure)
        found += _boxed(counts)
        plain = [one for one in counts if one.depth == 0]
        found += [*_among(plain), *_following(plain), *_summed_up(plain)]
    found += [*_across(told), *_in_shares(told), *_apart(told)]
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
            parts.append(one)
        whole = _wide_enough(counts[: at + 1], parts)
        if whole is not None:
            yield WholeWithParts(whole, parts, is_among=is_among and not is_divided, is_divided=is_divided)


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
        if state_of(whole.told) and not whole.label.endswith("中") and not whole.after.startswith(("中", "事项中")):
            continue
        parts: list[Count] = []
        for one in counts[at + 1 :]:
            if one.sentence - whole.sentence > 1 or _is_new_whole(one):
                break
            if parts and one.sentence != parts[0].sentence and not state_of(one.told):
                break
            parts.append(one)
        outer = _without_nested(parts)
        if len(outer) >= 2 and not _AMONG.search(outer[0].gap) and _may_be_whole(whole, outer, counts[:at]):
            yield WholeWithParts(whole, outer, is_divided=bool(_DIVIDED.search(outer[0].gap)))


def _may_be_whole(whole: Count, parts: list[Count], before: list[Count]) -> bool:
    """The first of its measure in its sentence, or said to be a total; not the first of a list, or less than one."""
    if any(part.whole > whole.whole for part in parts) or re.fullmatch(r"[^，：；（]*、", parts[0].gap):
        return False
    if _has_own_share(whole) and _has_own_share(parts[0]):
        return False
    if _is_new_whole(whole) or parts[0].gap.startswith("："):
        return True
    return not any(one.sentence == whole.sentence for one in before) and not is_one_of(whole, parts)


def _has_own_share(one: Count) -> bool:
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
        parts = [one for one in counts if _has_own_share(one)]
        before = [one for one in counts if parts and one.start < parts[0].start]
        if before and _are_a_hundred(parts) and len({part.sentence for part in parts}) > 1:
            yield WholeWithParts(before[0], parts, is_divided=True)


def _apart(told: CountedParagraph) -> Iterator[WholeWithParts]:
    """按类别看，甲类50件、乙类17件: a sentence of classes, whose whole is the total that stands before it."""
    for measure in told.measures:
        counts = [one for one in told.of(measure) if one.depth == 0]
        for sentence in sorted({one.sentence for one in counts}):
            parts = [one for one in counts if one.sentence == sentence]
            totals = [one for one in counts if one.sentence < sentence and _is_new_whole(one)]
            is_list = len(parts) >= _SEVERAL and re.search(r"[：，]", parts[0].gap)
            if totals and is_list and (are_places(parts) or are_alike(parts)):
                yield WholeWithParts(totals[-1], parts, is_apart=True)


def _is_new_whole(one: Count) -> bool:
    """共…, 22件事项中: another list begins."""
    words = one.label if not one.is_leading else ""
    return (
        bool(_TOTAL.search(words))
        or bool(re.match(r".{0,8}中$|.{0,6}中[，有]", one.after))
        or (one.is_leading and one.label.endswith("中"))
    )


def _is_wrong(group: WholeWithParts, paragraphs: list[CountedParagraph], at: int) -> bool:
    whole, parts = group.whole, group.parts
    if any(one.is_vague for one in (whole, *parts)) or whole.value == 0:
        return False
    room = slack(parts, whole)
    sum_of = total_of(parts)
    if group.is_apart and abs(sum_of - whole.whole) > whole.whole * _NEAR:
        return False
    if is_same(sum_of, whole.whole, step=room) or _is_explained(group, paragraphs, at, room):
        return False
    return _says_all(group, sum_of) if sum_of < whole.whole else _excludes(group)


def _says_all(group: WholeWithParts, sum_of: float) -> bool:
    """Whether the parts leave nothing out."""
    parts = group.parts
    if len(parts) < 2:
        return False
    if _are_a_hundred(parts) and sum_of < group.whole.whole * (1 - _FAR):
        # They are of another whole.
        return False
    if _are_a_hundred(parts) or are_numbered(parts) or (ends_with_rest(parts) and not _goes_on(parts)):
        return True
    if are_paces(parts) and not _PLAN.search(group.whole.label):
        return True
    gap = group.whole.whole - sum_of
    if group.is_among:
        share = _NEAR if are_alike(parts) else _HARDLY
        is_list = are_listed(parts) or (len(parts) == _PAIR and are_alike(parts))
        return is_list and gap <= group.whole.whole * share and _names_no_states(parts)
    if are_opposites(parts) and not _PLAN.search(group.whole.label + group.whole.gap[-6:]):
        return True
    is_near = gap <= group.whole.whole * _NEAR
    is_classes = are_places(parts) or are_alike(parts)
    return (is_classes and (group.is_boxed or group.is_divided)) or (is_near and (is_classes or are_listed(parts)))


def _names_no_states(parts: list[Count]) -> bool:
    """Of states those that nobody likes are left out, of classes none."""
    return not any(state_of(part.told) for part in parts)


def _excludes(group: WholeWithParts) -> bool:
    """Whether one thing cannot be in two of the parts; more than was planned may well be done."""
    parts, whole = group.parts, group.whole.whole
    is_planned = bool(_PLAN.search(group.whole.label)) and not group.is_among and not are_times(parts)
    if len(parts) < 2 or is_planned:
        return False
    if (
        _are_a_hundred(parts)
        or are_numbered(parts)
        or are_opposites(parts)
        or are_paces(parts)
        or ends_with_rest(parts)
    ):
        return True
    is_opened = group.is_among or group.is_boxed or group.is_divided
    return (
        are_places(parts)
        or are_alike(parts)
        or are_times(parts)
        or _is_led(group)
        or (are_listed(parts) and total_of(parts) <= whole * _LITTLE_MORE)
        or (is_opened and are_funds(parts, whole))
    )


def _is_led(group: WholeWithParts) -> bool:
    """15项中，有9项提前完成，3项进展较快: a list of what follows its numbers."""
    return len(group.parts) >= 3 and all(one.is_leading for one in group.parts)


def _goes_on(parts: list[Count]) -> bool:
    """其余 that is not the last of its list."""
    return parts[-1].after.startswith("中")


def _are_a_hundred(parts: list[Count]) -> bool:
    """Shares that leave nothing out."""
    shares = [one.shares[0] for one in parts if one.shares and not one.shares[0].is_rate]
    if len(shares) != len(parts) or len(parts) < 2:
        return False
    return abs(sum(float(share.percent) for share in shares) - 100) <= 0.5 * len(shares)


def _is_explained(group: WholeWithParts, paragraphs: list[CountedParagraph], at: int, room: float) -> bool:
    """Whether another reading of the list adds up: it goes on, it has parts of parts, or its whole is another."""
    whole, parts = group.whole, group.parts
    told = paragraphs[at]
    passage = _passage(told.text, whole, parts[-1])
    if _OVERLAP.search(passage):
        return True
    after = [one for one in told.of(parts[0].measure) if one.start > whole.end]
    after += list(paragraphs[at + 1].of(parts[0].measure) if at + 1 < len(paragraphs) else [])[:3]
    # Of classes of one kind none stands apart, unless the whole says that it leaves some out.
    is_sure = (are_alike(parts) or ends_with_rest(parts)) and len(after) >= len(parts)
    first = len(parts) if is_sure and not _LEAVES_OUT.search(passage) else 1 if group.is_among else 2
    sums_so_far = list(accumulate(one.whole for one in after))[first - 1 :]
    sum_of = total_of(parts)
    before = list(earlier(paragraphs, at, whole.measure, whole.start))
    others = [one.whole for one in before[-4:]]
    return (
        any(is_same(one, whole.whole, step=room) for one in sums_so_far)
        or any(is_same(one, sum_of, step=room) for one in others)
        or any(
            is_same(one, whole.whole + total_of(parts[cut:]), step=room) for one in others for cut in range(len(parts))
        )
        or (
            not (is_sure or are_places(parts) or _are_a_hundred(parts))
            and _adds_up_without_some(parts, whole.whole, room)
        )
    )


def _passage(text: str, whole: Count, last: Count) -> str:
    end = text.find("。", last.end)
    return text[min(whole.start, last.start) : end if end >= 0 else len(text)]


def _adds_up_without_some(parts: list[Count], wanted: float, room: float) -> bool:
    """Two or more of the parts make it, in case the others are parts of parts."""
    sums_of: dict[int, set[float]] = {0: {0.0}, 1: set(), 2: set()}
    for part in parts[:12]:
        for size in (2, 1, 0):
            sums_of[min(size + 1, 2)] |= {one + part.whole for one in sums_of[size]}
    return any(is_same(one, wanted, step=room) for one in sums_of[2])
