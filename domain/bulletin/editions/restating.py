"""An issue whose items stand otherwise than it printed: sections, numbers and figures follow, none is typed."""

from collections.abc import Sequence
from dataclasses import replace

from domain.bulletin import forms
from domain.bulletin.adding_up import listed_counts
from domain.bulletin.forms import BulletinCounts, Sort
from domain.bulletin.lagging import SORTS_OF_ITEMS, demands, slow_items, sort_of
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot, arranged, placed


def may_become(bulletin: BulletinSnapshot, entry: BulletinEntry) -> tuple[Sort, ...]:
    """What an item can be printed as instead; an item that is not to be printed is left out besides."""
    is_open = (Sort.ADVANCED, Sort.GOING, Sort.URGENT) if bulletin.wording.splits_open else (Sort.OPEN,)
    wanted = {Sort.CLOSED, *is_open}
    wanted -= {sort_of(entry, bulletin.wording), *((Sort.CLOSED,) if bulletin.scope == BulletinScope.OPEN else ())}
    return tuple(sort for sort in SORTS_OF_ITEMS if sort in wanted)


def restated(bulletin: BulletinSnapshot, item_id: int, sort: Sort | None) -> BulletinSnapshot:
    """With that item under another heading, or (None) left out."""
    entries = [_as(bulletin, entry, sort) if entry.item_id == item_id else entry for entry in bulletin.entries]
    return _recounted(bulletin, [entry for entry in entries if entry is not None])


def _as(bulletin: BulletinSnapshot, entry: BulletinEntry, sort: Sort | None) -> BulletinEntry | None:
    if sort is None:
        return None
    is_late = sort is not Sort.CLOSED and entry.deadline is not None and entry.deadline < bulletin.as_of
    days = (bulletin.as_of - entry.deadline).days if is_late and entry.deadline else 0
    closed = sort is Sort.CLOSED
    is_slow, goes = sort is Sort.URGENT, sort is Sort.GOING
    return replace(entry, closed=closed, closed_on=None, overdue_days=days, urgent=is_slow, going=goes, unchanged=False)


def with_stopped(bulletin: BulletinSnapshot, stopped: int) -> BulletinSnapshot:
    """With another count of what was stopped, which is printed apart."""
    return _recounted(replace(bulletin, stopped=stopped), bulletin.entries, before=listed_counts(bulletin))


def _recounted(
    bulletin: BulletinSnapshot, entries: Sequence[BulletinEntry], before: BulletinCounts | None = None
) -> BulletinSnapshot:
    before = before or listed_counts(bulletin)
    parts = _parts(bulletin, entries)
    bare = replace(bulletin, sections=tuple(BulletinSection("", tuple(held), str(sort)) for sort, held in parts))
    counts = listed_counts(bare)
    sections = [
        BulletinSection(forms.heading(place, sort, counts, bulletin.wording), arranged(held), str(sort))
        for place, (sort, held) in enumerate(parts, 1)
    ]
    sections += _others(bulletin, len(sections), [entry for _, held in parts for entry in held])
    told = _preamble(bulletin, before, counts)
    return placed(replace(bulletin, total=counts.total, closed=counts.closed, sections=tuple(sections), preamble=told))


def _parts(bulletin: BulletinSnapshot, entries: Sequence[BulletinEntry]) -> list[tuple[Sort, list[BulletinEntry]]]:
    """By heading, in the order of headings; closed and open have theirs even with nothing under it."""
    held: dict[Sort, list[BulletinEntry]] = {sort: [] for sort in SORTS_OF_ITEMS}
    for entry in entries:
        held[sort_of(entry, bulletin.wording)].append(entry)
    needed = [] if bulletin.scope == BulletinScope.OPEN else [Sort.CLOSED]
    if not (held[Sort.ADVANCED] or held[Sort.GOING] or held[Sort.URGENT]):
        needed.append(Sort.OPEN)
    return [(sort, found) for sort, found in held.items() if found or sort in needed]


def _preamble(bulletin: BulletinSnapshot, before: BulletinCounts, now: BulletinCounts) -> str:
    """Its figures anew, in whatever words they stand."""
    is_open = bulletin.scope == BulletinScope.OPEN
    text = bulletin.preamble.replace(forms.apart(before, bulletin.wording), "") if before.stopped else bulletin.preamble
    told = zip(*(forms.told_figures(one, bulletin.wording, is_open=is_open) for one in (before, now)), strict=True)
    for old, new in told:
        text = text.replace(old, new, 1)
    return text.replace(forms.NOW_TOLD, f"{forms.apart(now, bulletin.wording)}{forms.NOW_TOLD}", 1)


def _others(bulletin: BulletinSnapshot, before: int, entries: Sequence[BulletinEntry]) -> list[BulletinSection]:
    """The sections without items, under their numbers; 工作要求 names whom it must name now, unless it was reworded."""
    others = [one for one in bulletin.sections if one.sort and Sort(one.sort) not in SORTS_OF_ITEMS]
    computed = demands(slow_items(bulletin.entries), bulletin.wording)
    fresh = demands(slow_items(entries), bulletin.wording)
    return [
        replace(
            one,
            heading=forms.ORDINALS[place - 1] + one.heading[1:],
            lines=fresh if one.lines == computed else one.lines,
        )
        for place, one in enumerate(others, before + 1)
    ]
