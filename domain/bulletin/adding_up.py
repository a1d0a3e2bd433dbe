"""Whether a published bulletin adds up: each printed figure against what is listed."""

from collections.abc import Iterator

from domain.bulletin import forms
from domain.bulletin.forms import BulletinCounts, Sort
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.snapshot import BulletinSnapshot, placed_in

# Of snapshots from before sections knew what they hold.
_FIRST_SORTS = (Sort.CLOSED, Sort.OPEN)


def mistakes(bulletin: BulletinSnapshot) -> tuple[str, ...]:
    """A line for each figure that does not fit (English: it is read on the command line)."""
    return tuple(_mistakes(bulletin))


def _mistakes(bulletin: BulletinSnapshot) -> Iterator[str]:
    if bulletin.scope == BulletinScope.COMPARISON:
        yield from _listed_units(bulletin)
        return
    counts = listed_counts(bulletin)
    if bulletin.total != counts.total:
        yield f"it claims {bulletin.total} items and lists {counts.total}"
    if bulletin.closed != counts.closed:
        yield f"it claims {bulletin.closed} closed items and lists {counts.closed}"
    for place, section in enumerate(bulletin.sections, 1):
        sort = Sort(section.sort) if section.sort else _FIRST_SORTS[place - 1]
        if sort is Sort.HAND:
            continue
        expected = forms.heading(place, sort, counts, bulletin.wording)
        if section.heading != expected:
            yield f"a heading reads {section.heading!r}, by the list it is {expected!r}"
        if section.entries != placed_in(bulletin, section).entries:
            yield f"the numbers under {section.heading!r} do not run on"
    for figure in unsaid_figures(bulletin):
        yield f"the preamble does not say {figure!r}"


def unsaid_figures(bulletin: BulletinSnapshot) -> tuple[str, ...]:
    """What the preamble must say, by the list, and does not."""
    if bulletin.scope == BulletinScope.COMPARISON:
        return ()
    return tuple(one for one in _figures(bulletin, listed_counts(bulletin)) if one not in bulletin.preamble)


def listed_counts(bulletin: BulletinSnapshot) -> BulletinCounts:
    """Its figures, by what it lists."""
    listed = bulletin.entries
    return BulletinCounts(
        total=len(listed),
        closed=sum(entry.closed for entry in listed),
        urgent=sum(entry.urgent and not entry.closed for entry in listed),
        going=sum(entry.going and not entry.closed and not entry.urgent for entry in listed),
        stopped=bulletin.stopped,
        overdue=sum(bool(entry.overdue_days) for entry in listed),
    )


def _figures(bulletin: BulletinSnapshot, counts: BulletinCounts) -> tuple[str, ...]:
    whole = f"{counts.total}{bulletin.wording.measure}"
    if bulletin.scope == BulletinScope.OPEN:
        return (f"推进{whole}",)
    return (whole, forms.figures(counts, bulletin.wording))


def _listed_units(bulletin: BulletinSnapshot) -> Iterator[str]:
    for section in bulletin.sections:
        if section.sort == Sort.RULE:
            continue
        count = f"（{len(section.lines)}个单位）"
        if section.lines and count not in section.heading:
            yield f"a heading reads {section.heading!r}, it lists {len(section.lines)} units"
