"""Wholes and their parts: what should add up, and does not.

A list of parts is found by how it stands to its whole: 其中…, a bracket behind the count, states or classes that
follow it, shares that make a hundred. It is told of only when the parts cannot be anything else: they leave nothing
out and make too little or too much, or they exclude each other and make too much.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
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
    are_parallel,
    are_places,
    are_short,
    are_times,
    deny_each_other,
    ends_with_rest,
)
from papers.checking.counts import Count
from papers.checking.scope import CountedParagraph, earlier, is_same, slack, total_of
from papers.checking.wholes import WholeWithParts, are_a_hundred, groups_of, has_own_share, is_hardly_off, runs_of
from papers.reading.figures import state_of

_OVERLAP = re.compile(
    r"交叉|有重复|重复(?:计|统计|交办|反映)|重叠|兼有|涉及多|多个(?:问题|类)|同时(?:涉及|属于|为)|另含|打包|拆分"
)
_LEAVES_OUT = re.compile(r"不含|不包括|另有|除外")
_PLAN = re.compile(r"计划|目标|任务数|拟|预计|力争|将")
_PAIR = 2
_LONG = 4
_STRENGTHS = "、，；。"
_LITTLE_MORE = 1.1
_HARDLY, _NEAR, _FAR = 0.04, 0.06, 0.1


def sums(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    for at, told in enumerate(paragraphs):
        groups = [reading for one in groups_of(told, _above(paragraphs, at)) for reading in _readings(one)]
        settled = [{part.start for part in group.parts} for group in groups if _is_right(group)]
        spoken: set[int] = set()
        for group in groups:
            own = {part.start for part in group.parts}
            is_settled = any(own <= others for others in settled)
            if not (is_settled or spoken & own) and _is_wrong(group, paragraphs, at):
                spoken |= own
                yield mismatch("sum", group.whole, group.parts, told)


def _above(paragraphs: list[CountedParagraph], at: int) -> list[Count]:
    """What the paragraphs right above count."""
    return [one for told in paragraphs[max(0, at - _PAIR) : at] for one in told.counts]


def _readings(group: WholeWithParts) -> list[WholeWithParts]:
    """A list that does not add up may be two, parted by ；, of the same whole; or go on with what stands apart."""
    if _is_right(group):
        return [group]
    runs = runs_of(group)
    pair = group.parts[:_PAIR]
    shared = [part for part in group.parts if has_own_share(part)]
    if len(group.parts) > _PAIR and deny_each_other(pair):
        runs.insert(0, replace(group, parts=pair))
    if _PAIR <= len(shared) < len(group.parts) and are_a_hundred(shared):
        runs.insert(0, replace(group, parts=shared))
    return runs if any(map(_is_right, runs)) else [*runs, group]


def _is_right(group: WholeWithParts) -> bool:
    return is_same(total_of(group.parts), group.whole.whole, step=slack(group.parts, group.whole))


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
    if are_a_hundred(parts) and sum_of < group.whole.whole * (1 - _FAR):
        # They are of another whole.
        return False
    if are_a_hundred(parts) or are_numbered(parts) or (ends_with_rest(parts) and not _goes_on(parts)):
        return True
    if are_paces(parts) and not _PLAN.search(group.whole.label):
        return True
    gap = group.whole.whole - sum_of
    if group.is_among:
        return _is_list_of_all(group, gap)
    if are_opposites(parts) and not _PLAN.search(group.whole.label + group.whole.gap[-6:]):
        return True
    is_near = gap <= group.whole.whole * _NEAR or (gap <= 1 and are_parallel(parts))
    is_classes = are_places(parts) or are_alike(parts)
    is_list = is_classes or are_listed(parts) or is_hardly_off(group.whole, parts)
    return (is_classes and (group.is_boxed or group.is_divided)) or (is_near and is_list)


def _is_list_of_all(group: WholeWithParts, gap: float) -> bool:
    """其中 may leave out as much as it likes; what lacks but little was meant to be all."""
    parts, whole = group.parts, group.whole.whole
    if are_parallel(parts):
        return gap <= whole * _NEAR
    is_pair = len(parts) == _PAIR and (are_alike(parts) or are_short(parts))
    is_classes = are_alike(parts) or are_places(parts)
    room = max(whole * _NEAR, float(len(parts) > _LONG)) if is_classes else whole * _HARDLY
    is_list = are_listed(parts) or is_pair or is_hardly_off(group.whole, parts)
    return is_list and gap <= room and _names_no_states(parts)


def _names_no_states(parts: list[Count]) -> bool:
    """Of states those that nobody likes are left out, of classes none."""
    return not any(state_of(part.told) for part in parts)


def _excludes(group: WholeWithParts) -> bool:
    """Whether one thing cannot be in two of the parts; more than was planned may well be done."""
    parts, whole = group.parts, group.whole.whole
    is_planned = bool(_PLAN.search(group.whole.label)) and not group.is_among and not are_times(parts)
    if len(parts) < 2 or is_planned:
        return False
    if are_a_hundred(parts) or are_numbered(parts) or are_opposites(parts) or are_paces(parts) or ends_with_rest(parts):
        return True
    is_opened = group.is_among or group.is_boxed or group.is_divided
    return (
        are_places(parts)
        or are_alike(parts)
        or are_times(parts)
        or _is_led(group)
        or is_hardly_off(group.whole, parts)
        or (are_listed(parts) and total_of(parts) <= whole * _LITTLE_MORE)
        or (is_opened and are_funds(parts, whole))
    )


def _is_led(group: WholeWithParts) -> bool:
    """15项中，有9项提前完成，3项进展较快: a list of what follows its numbers."""
    return len(group.parts) >= 3 and all(one.is_leading for one in group.parts)


def _goes_on(parts: list[Count]) -> bool:
    """其余 that is not the last of its list."""
    return parts[-1].after.startswith("中")


def _is_explained(group: WholeWithParts, paragraphs: list[CountedParagraph], at: int, room: float) -> bool:
    """Whether another reading of the list adds up: it goes on, it has parts of parts, or its whole is another."""
    whole, parts = group.whole, group.parts
    told = paragraphs[at]
    passage = _passage(told.text, whole, parts[-1])
    if _OVERLAP.search(passage):
        return True
    is_closed = are_alike(parts) or are_places(parts) or ends_with_rest(parts) or group.is_apart
    if is_closed and group.is_boxed:
        return False
    after = [one for one in told.of(parts[0].measure) if one.start > whole.end and one.depth <= parts[0].depth]
    after += list(paragraphs[at + 1].of(parts[0].measure) if at + 1 < len(paragraphs) else [])[:3]
    # Of classes of one kind none stands apart, unless the whole says that it leaves some out.
    is_sure = is_closed and len(after) >= len(parts)
    first = len(parts) if is_sure and not _LEAVES_OUT.search(passage) else 1 if group.is_among else 2
    sum_of = total_of(parts)
    before = list(earlier(paragraphs, at, whole.measure, whole.start))
    others = [one.whole for one in before[-4:]]
    return (
        any(is_same(one, whole.whole, step=room) for one in _sums_so_far(after, first))
        or any(is_same(one, sum_of, step=room) for one in others)
        or any(
            is_same(one, whole.whole + total_of(parts[cut:]), step=room) for one in others for cut in range(len(parts))
        )
        or (not (is_sure or are_a_hundred(parts)) and _adds_up_without_some(parts, whole.whole, room))
    )


def _sums_so_far(after: list[Count], first: int) -> list[float]:
    """What the first of the counts make, wherever their list may end: a long one ends at a mark stronger than those
    within."""
    sums_of = list(accumulate(one.whole for one in after))
    strength = [max(map(_STRENGTHS.find, one.gap), default=-1) for one in after]
    return [
        sum_of
        for at, sum_of in enumerate(sums_of, 1)
        if at >= first and (at <= _LONG or at == len(after) or strength[at] > max(strength[1:at]))
    ]


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
