"""The picture that goes along with a bulletin: the figures of its snapshot, nothing counted anew."""

from collections.abc import Sequence
from datetime import timedelta

from domain.bulletin.board import Board, BoardItem, BoardUnit, BoardWeek
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot
from domain.dates.deadlines import DUE_SOON_DAYS, SILENT_DAYS


def board_of(bulletin: BulletinSnapshot, earlier: Sequence[BulletinSnapshot] = ()) -> Board:
    """`earlier` are the issues before, newest first."""
    late = sorted((one for one in bulletin.entries if one.overdue_days), key=lambda one: -one.overdue_days)
    return Board(
        agency=bulletin.agency,
        as_of=bulletin.as_of,
        total=bulletin.total,
        closed=bulletin.closed,
        overdue=len(late),
        due_soon=sum(_is_due_soon(one, bulletin) for one in bulletin.entries),
        silent=sum(_is_silent(one, bulletin) for one in bulletin.entries),
        units=_units(bulletin.entries),
        overdue_items=tuple(
            BoardItem(one.label, one.directive, "、".join(one.units), one.overdue_days) for one in late
        ),
        weeks=tuple(_week(issue) for issue in (*reversed(earlier), bulletin)),
    )


def _is_due_soon(entry: BulletinEntry, bulletin: BulletinSnapshot) -> bool:
    if entry.closed or entry.overdue_days or entry.deadline is None:
        return False
    return bulletin.as_of <= entry.deadline <= bulletin.as_of + timedelta(days=DUE_SOON_DAYS)


def _is_silent(entry: BulletinEntry, bulletin: BulletinSnapshot) -> bool:
    is_hot = entry.overdue_days or _is_due_soon(entry, bulletin)
    return not entry.closed and not is_hot and entry.still_days >= SILENT_DAYS


def _units(entries: Sequence[BulletinEntry]) -> tuple[BoardUnit, ...]:
    """The one with most overdue items first, then the one with most still to do."""
    names = dict.fromkeys(unit for entry in entries for unit in entry.units)
    rows = []
    for name in names:
        own = [entry for entry in entries if name in entry.units]
        late = sum(bool(entry.overdue_days) for entry in own)
        rows.append(BoardUnit(name, len(own), sum(entry.closed for entry in own), late))
    return tuple(sorted(rows, key=lambda row: (-row.overdue, row.closed - row.total)))


def _week(issue: BulletinSnapshot) -> BoardWeek:
    late = sum(bool(entry.overdue_days) for entry in issue.entries)
    return BoardWeek(issue.as_of, issue.total, issue.closed, late)
