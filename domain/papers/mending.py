"""What a person mends of a reading: an item is none, what was left out is one, two are one, one is two.

Positions stay what they are once shown: what comes in late gets the next free one. Anomalies stay, they are about
the source.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.dates.reading import find_dates
from domain.dates.workdays import WorkCalendar
from domain.papers.oddities_texts import HAS_NO_UNIT
from domain.papers.reading import FieldSource, LeftOut, ReadItem, ReadPaper, ReadSubItem

_SENTENCES = re.compile(r"[。；;\n！]+\s*")
_CLAUSES = re.compile(r"[，,]\s*")
# What goes on with what stands before it is no matter of its own.
_GOES_ON = re.compile(r"其中|包括|分别|合计|共计|总计|即")
_STOPPED = re.compile(r"[。；;，,：:、！]$")
_NUMBER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[条项]|[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]|[①-⑳]|[一二三四五六七八九十]是)\s*"
)
# Only the words are wanted of a day without a year.
_NO_DAY = date(2000, 1, 1)
_BOUND = re.compile(r"[前内底末]$")
_SHORTEST = 4
_SEVERAL = 3
_PLACES = 6


@dataclass(frozen=True, slots=True)
class _DueOfHalf:
    deadline: date | None = None
    deadline_text: str | None = None
    long_term: bool = False


def unnumbered(text: str) -> str:
    """The words on one line, without the number before them."""
    return _NUMBER.sub("", " ".join(text.split()))


@dataclass(frozen=True, slots=True)
class CommonDoubt:
    """The same doubt of the same field, whoever has it."""

    field: str
    words: str
    positions: tuple[int, ...]


def common_doubt(paper: ReadPaper) -> CommonDoubt | None:
    """What is in doubt of several items alike: one word may settle it for all of them."""
    found: dict[tuple[str, str], list[int]] = {}
    for item in paper.items:
        for one in item.doubts:
            found.setdefault((one.field, one.doubt), []).append(item.position)
    (field, words), positions = max(found.items(), key=lambda pair: len(pair[1]), default=(("", ""), []))
    return CommonDoubt(field, words, tuple(positions)) if len(positions) >= _SEVERAL else None


def settled_alike(paper: ReadPaper, doubt: CommonDoubt, units: tuple[str, ...] = ()) -> ReadPaper:
    """That doubt is none any more, or answered by these units for all that have it."""
    items = (_settled_alike(item, doubt, units) if item.position in doubt.positions else item for item in paper.items)
    return replace(paper, items=tuple(items))


def _settled_alike(item: ReadItem, doubt: CommonDoubt, units: tuple[str, ...]) -> ReadItem:
    return with_responsible(item, units) if units else item.settled(doubt.field)


def item_at(paper: ReadPaper, position: int) -> ReadItem | None:
    return next((item for item in paper.items if item.position == position), None)


def item_before(paper: ReadPaper, position: int) -> ReadItem | None:
    places = [item.position for item in paper.items]
    at = places.index(position) if position in places else 0
    return paper.items[at - 1] if at else None


def next_doubtful(paper: ReadPaper, after: int = 0) -> ReadItem | None:
    """The next one to be looked at in the order of the list, from its head again after its end."""
    at = next((place for place, item in enumerate(paper.items) if item.position == after), -1)
    around = (*paper.items[at + 1 :], *paper.items[: at + 1])
    return next((item for item in around if item.doubts), None)


def with_item(paper: ReadPaper, mended: ReadItem) -> ReadPaper:
    items = (mended if item.position == mended.position else item for item in paper.items)
    return replace(paper, items=tuple(items))


def without(paper: ReadPaper, position: int, why: str) -> ReadPaper:
    """What is no item stands with what was left out, and can come back as it was."""
    item = item_at(paper, position)
    if item is None:
        return paper
    number = f"{item.number_as_printed}. " if item.number_as_printed is not None else ""
    left = LeftOut(item.source_lines, f"{number}{item.directive}", why, item)
    items = tuple(one for one in paper.items if one is not item)
    return replace(paper, items=items, left_out=_in_order((*paper.left_out, left)))


def taken_in(paper: ReadPaper, places: Sequence[int]) -> ReadPaper:
    """What was left out at these places, as one item."""
    chosen = [paper.left_out[place] for place in places]
    kept = tuple(one for place, one in enumerate(paper.left_out) if place not in places)
    made = [replace(_as_item(one), position=0) for one in chosen]
    whole = made[0]
    for other in made[1:]:
        whole = _one_of(whole, other)
    return _inserted(replace(paper, left_out=kept), whole.settled())


def added_to_item_before(paper: ReadPaper, place: int) -> ReadPaper:
    """What was left out goes on with the item that stands above it."""
    left = paper.left_out[place]
    above = item_above(paper, left)
    if above is None:
        return paper
    kept = tuple(one for at, one in enumerate(paper.left_out) if at != place)
    return with_item(replace(paper, left_out=kept), _one_of(above, _as_item(left)).settled())


def item_above(paper: ReadPaper, left: LeftOut) -> ReadItem | None:
    above = [item for item in paper.items if item.source_lines[0] <= left.lines[0]]
    return max(above, key=lambda item: item.source_lines[0], default=None)


def joined(paper: ReadPaper, position: int) -> ReadPaper:
    """An item and the one before it are one."""
    first, second = item_before(paper, position), item_at(paper, position)
    if first is None or second is None:
        return paper
    items = tuple(item for item in paper.items if item is not second)
    return with_item(replace(paper, items=items), _one_of(first, second).settled())


def split_places(item: ReadItem) -> list[int]:
    """Where the directive may be cut in two: after sentences, and where there is but one, after clauses."""
    for stops in (_SENTENCES, _CLAUSES):
        found = [match.end() for match in stops.finditer(item.directive)]
        places = [at for at in found if at >= _SHORTEST and _is_begun(item.directive[at:])]
        if places:
            return places[:_PLACES]
    return []


def _is_begun(words: str) -> bool:
    return len(words) >= _SHORTEST and not _GOES_ON.match(words)


def split(paper: ReadPaper, position: int, at: int, names: Iterable[str]) -> ReadPaper:
    """The words from `at` on are an item of their own. Each half keeps the units (of `names`) and days it names."""
    item = item_at(paper, position)
    if item is None or at not in split_places(item):
        return paper
    known = (*item.responsible_units, *item.cooperating_units, *names)
    first = _half(item, item.directive[:at], known, paper.paper_date)
    second = replace(
        _half(item, item.directive[at:], known, paper.paper_date),
        position=_next_position(paper),
        sub_items=(),
        progress="",
        number_as_printed=None,
    )
    items = [one for each in paper.items for one in ((first, second) if each is item else (each,))]
    return replace(paper, items=tuple(items))


def units_named(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that stand in the words, in their order; of two that overlap the longer one."""
    found: list[tuple[int, str]] = []
    for name in sorted(set(names), key=len, reverse=True):
        at = words.find(name) if name else -1
        if at >= 0 and not any(place < at + len(name) and at < place + len(other) for place, other in found):
            found.append((at, name))
    return tuple(name for _, name in sorted(found))


def with_responsible(item: ReadItem, names: tuple[str, ...]) -> ReadItem:
    return replace(item, responsible_units=names, open_list=False).settled("responsible_units")


def dated(paper: ReadPaper, day: date) -> ReadPaper:
    """The paper is of that day: what its days wanted to know for their year they know now."""
    items = tuple(_dated(item, day) for item in paper.items)
    return replace(paper, paper_date=day, items=items)


def _dated(item: ReadItem, day: date) -> ReadItem:
    parts = tuple(_dated_part(part, day) for part in item.sub_items)
    due = _read_due(item.deadline_text, day) if item.deadline is None and not item.long_term else None
    if due is None:
        return replace(item, sub_items=parts)
    return replace(item, sub_items=parts, deadline=due).settled("deadline")


def _dated_part(part: ReadSubItem, day: date) -> ReadSubItem:
    due = _read_due(part.deadline_text, day) if part.deadline is None and not part.long_term else None
    return replace(part, deadline=due, doubt="") if due else part


def _read_due(words: str | None, day: date) -> date | None:
    """What lies a little back is sure in a paper of that day; what is unsure otherwise stays to be looked at."""
    found = find_dates(words or "", day, WorkCalendar())
    return max((one.day for one in found if one.day and (one.sure or one.day < day)), default=None)


def _as_item(left: LeftOut) -> ReadItem:
    if left.would_be is not None:
        return left.would_be
    return ReadItem(0, 0, None, unnumbered(left.text), source_lines=left.lines)


def _section_at(paper: ReadPaper, item: ReadItem) -> int:
    """What was an item before keeps its section; what is new has that of the item above it, or of the first."""
    if item.section:
        return item.section
    above = item_above(paper, LeftOut(item.source_lines, ""))
    return above.section if above else paper.items[0].section if paper.items else 1


def _inserted(paper: ReadPaper, item: ReadItem) -> ReadPaper:
    above = item_above(paper, LeftOut(item.source_lines, ""))
    place = paper.items.index(above) + 1 if above else 0
    new = replace(item, position=_next_position(paper), section=_section_at(paper, item))
    return replace(paper, items=(*paper.items[:place], new, *paper.items[place:]))


def _next_position(paper: ReadPaper) -> int:
    return max((item.position for item in paper.items), default=0) + 1


def _in_order(left: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    return tuple(sorted(left, key=lambda one: one.lines))


def _one_of(first: ReadItem, second: ReadItem) -> ReadItem:
    parted = "" if _STOPPED.search(first.directive) else "；"
    parts = (*first.sub_items, *second.sub_items)
    due = first if first.deadline_text or first.long_term else second
    return replace(
        first,
        directive=f"{first.directive}{parted}{second.directive}",
        lead_leaders=_both(first.lead_leaders, second.lead_leaders),
        consulted_leaders=_both(first.consulted_leaders, second.consulted_leaders),
        responsible_units=_both(first.responsible_units, second.responsible_units),
        cooperating_units=_both(first.cooperating_units, second.cooperating_units),
        open_list=first.open_list or second.open_list,
        deadline=due.deadline,
        deadline_text=due.deadline_text,
        long_term=due.long_term,
        sub_items=tuple(replace(part, number=number) for number, part in enumerate(parts, 1)),
        progress="\n".join(words for words in (first.progress, second.progress) if words),
        # What goes on in one of them is not done.
        state=first.state if first.state == second.state else "in_progress",
        target=first.target or second.target,
        origin=first.origin or second.origin,
        source_lines=(
            min(first.source_lines[0], second.source_lines[0]),
            max(first.source_lines[1], second.source_lines[1]),
        ),
        sources=(*first.sources, *second.sources),
    )


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _half(item: ReadItem, words: str, names: Sequence[str], written: date | None) -> ReadItem:
    text = words.strip().rstrip("。；;，, ")
    named = units_named(text, names)
    helping = tuple(name for name in named if name in item.cooperating_units)
    doing = tuple(name for name in named if name not in helping)
    due = _due_of(item, text, written)
    half = replace(
        item,
        directive=text,
        responsible_units=doing or item.responsible_units,
        cooperating_units=helping if named else item.cooperating_units,
        deadline=due.deadline,
        deadline_text=due.deadline_text,
        long_term=due.long_term,
    ).settled()
    return half if half.responsible_units else _without_unit(half)


def _without_unit(half: ReadItem) -> ReadItem:
    doubt = FieldSource("responsible_units", half.source_lines, HAS_NO_UNIT)
    kept = (one for one in half.sources if one.field != doubt.field)
    return replace(half, sources=(*kept, doubt))


def _due_of(item: ReadItem, text: str, written: date | None) -> _DueOfHalf:
    """The day that the half names; one that stands in neither half (a column, a label) is that of both."""
    if item.deadline_text and (item.deadline_text in text or item.deadline_text not in item.directive):
        return _DueOfHalf(item.deadline, item.deadline_text, item.long_term)
    bounds = [one for one in find_dates(text, written or _NO_DAY, WorkCalendar()) if _BOUND.search(one.phrase)]
    if not bounds:
        return _DueOfHalf(long_term=item.long_term)
    last = bounds[-1]
    return _DueOfHalf(last.day if written else None, last.phrase)
