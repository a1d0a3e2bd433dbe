"""What a bulletin is made from: the rows of the day as facts for domain.bulletin.

Beside the items: what is printed behind their progress, and which come first because their report came late.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypedDict

from domain.bulletin import distribution_texts
from domain.bulletin.bulletin_texts import NOTHING_TO_PRINT
from domain.bulletin.compare_texts import RULE, TOO_FEW, are_enough
from domain.bulletin.comparison import ComparisonFacts, make_comparison
from domain.bulletin.forms import circled
from domain.bulletin.making import BulletinFacts, FactItem, FactSubItem, is_unchanged
from domain.bulletin.scopes import WHOLE, BulletinScope, Span
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, LastFigures, bulletin_from_json
from domain.dates.deadlines import SILENT_DAYS, days_overdue
from domain.items.directives import verb_of
from domain.items.lookback_texts import SLOW_WORDS
from domain.office.settings import DISTRIBUTION
from domain.refusals import BadInput
from domain.states import State
from domain.talk.hints import says_no_change
from storage.bulletin import bulletins
from storage.bulletin.bulletins import BulletinItem, ItemSelection
from storage.items import lifecycle
from storage.nudging import nudge_effects
from storage.office import settings as store
from storage.office.settings import office_wording
from storage.tables import Bulletin, Item, Meeting
from storage.tx import Tx
from usecases.bulletin.compare import rated_units, switched_on
from usecases.bulletin.prose.notes import notes_of
from usecases.bulletin.prose.progress import consolidation, figure_ids, progress_of, progress_of_part, quantities_of
from usecases.nudging.burden import last_weeks_burden
from usecases.nudging.nudge_effects import DAYS


async def gather_facts(tx: Tx, meeting: Meeting | None, span: Span = WHOLE) -> BulletinFacts:
    """The items a bulletin is about, compared with the bulletin before of the same sort."""
    meeting_id = meeting.meeting_id if meeting else None
    before = await bulletins.last_published(
        tx, BulletinScope.MEETING if meeting else span.scope, meeting_id, span.first
    )
    wanted = _wanted(tx, meeting_id, span, before)
    day = _day_of(tx, span)
    written_at = before.drafted_at if before else None
    rows = await bulletins.told(tx, replace(wanted, told_until=written_at))
    beside = _Beside(
        day,
        notes={} if wanted.is_over else await notes_of(tx, written_at),
        slow=await bulletins.judged_slow(tx, SLOW_WORDS, day),
        late=set() if wanted.is_over else await reported_late(tx, written_at),
        titles=await _titles(tx, rows) if meeting is None else {},
        before={one.item_id: one for one in bulletin_from_json(before.snapshot).entries} if before else {},
    )
    items = tuple(_fact(tx, row, beside) for row in rows)
    return BulletinFacts(
        agency=tx.profile.agency,
        as_of=day,
        items=items,
        meeting_title=meeting.title if meeting else None,
        **await addressed(tx),
        last=_last(before, items),
        stopped=await _stopped(tx, wanted),
        wording=await office_wording(tx),
        span=Span(BulletinScope.MEETING) if meeting else span,
        registered=sum(not row.item.origin and _is_within(row.item.registered_at, wanted) for row in rows),
        finished=sum(not row.item.came_in_closed and _is_within(row.item.closed_at, wanted) for row in rows),
        burden=await last_weeks_burden(tx),
        dated=tx.today,
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """The day of which a bulletin tells, and what is known of items beside their rows: sentences behind the
    progress, which were judged slow, which were reported on too late for the issue before, the titles of their
    meetings, and how the issue before printed them."""

    day: date
    notes: Mapping[int, Sequence[str]]
    slow: Set[int]
    late: Set[int]
    titles: Mapping[int, str]
    before: Mapping[int, BulletinEntry]


async def _titles(tx: Tx, rows: Sequence[BulletinItem]) -> Mapping[int, str]:
    """Asked for where several are told of."""
    meetings = {row.item.meeting_id for row in rows if row.item.meeting_id is not None}
    return await bulletins.titles_of(tx, meetings) if len(meetings) > 1 else {}


def _day_of(tx: Tx, span: Span) -> date:
    """A period that is over is told as it stood on its last day."""
    return min(tx.today, span.last) if span.last is not None else tx.today


async def _stopped(tx: Tx, wanted: ItemSelection) -> int:
    """Those of the period, of the meeting or of all; a bulletin of what is open has no word for them."""
    if wanted.is_open_only:
        return 0
    return len(await lifecycle.stopped(tx, wanted.meeting_id, wanted.since, wanted.until))


async def gather_comparison(tx: Tx) -> BulletinSnapshot:
    """The units compared; refused while the comparison is off, or there is nobody to compare."""
    switched_by = await switched_on(tx)
    units = [one for one in await rated_units(tx) if one.has_rate]
    if not units:
        raise BadInput(NOTHING_TO_PRINT)
    if not are_enough(units):
        raise BadInput(TOO_FEW)
    return make_comparison(
        ComparisonFacts(
            agency=tx.profile.agency,
            as_of=tx.today,
            units=units,
            rule=RULE.format(days=DAYS) + switched_by,
            wording=await office_wording(tx),
            **await addressed(tx),
        )
    )


def _wanted(tx: Tx, meeting_id: int | None, span: Span, before: Bulletin | None) -> ItemSelection:
    if meeting_id is not None:
        return ItemSelection(meeting_id=meeting_id)
    if span.first is None or span.last is None:
        is_whole = span.scope is BulletinScope.ALL
        return ItemSelection(is_open_only=span.scope is BulletinScope.OPEN, settled_by=before if is_whole else None)
    since = datetime.combine(span.first, time(), tzinfo=tx.profile.zone)
    until = datetime.combine(span.last + timedelta(days=1), time(), tzinfo=tx.profile.zone)
    return ItemSelection(since=since, until=until, is_over=until <= tx.now)


def _is_within(at: datetime | None, wanted: ItemSelection) -> bool:
    return (
        at is not None and wanted.since is not None and wanted.until is not None and wanted.since <= at < wanted.until
    )


def _last(before: Bulletin | None, items: Sequence[FactItem]) -> LastFigures | None:
    """The figures of the bulletin before, over the items that both print, so that the change is theirs."""
    if before is None:
        return None
    snapshot = bulletin_from_json(before.snapshot)
    printed = {item.item_id for item in items}
    entries = [entry for entry in snapshot.entries if entry.item_id in printed]
    late = sum(bool(entry.overdue_days) for entry in entries)
    return LastFigures(len(entries), sum(entry.closed for entry in entries), snapshot.as_of, late)


def _fact(tx: Tx, row: BulletinItem, beside: _Beside) -> FactItem:
    item = row.item
    is_closed = item.state is State.CLOSED
    together, quantities = consolidation(row), quantities_of(row)
    still_days = 0 if is_closed else (beside.day - _moved_on(tx, row, beside.day)).days
    fact = FactItem(
        item_id=item.item_id,
        number=item.label,
        directive=item.directive,
        closed=is_closed,
        long_term=item.long_term,
        overdue_days=0 if is_closed else days_overdue(item.deadline, beside.day, asked_on=item.asked_on),
        units=tuple(row.units),
        sub_items=tuple(
            FactSubItem(
                sub.item.label,
                sub.item.directive,
                progress_of_part(tx, sub, together, beside.day),
                closed=sub.item.state is State.CLOSED,
            )
            for sub in row.subs
        ),
        progress=progress_of(tx, row, beside.day),
        quantities=quantities,
        measure=item.target_measure if quantities else "",
        verb=verb_of(item.directive) if quantities else "",
        figure_ids=figure_ids(row),
        said=tuple((one.report_id, one.text) for part in (row, *row.subs) for one in part.reports),
        closed_on=_closed_on(tx, item) if is_closed else None,
        deadline=item.deadline,
        still_days=still_days,
        notes=_notes(row, beside.notes),
        slow=not is_closed and (item.item_id in beside.slow or _rests_too_long(item, still_days)),
        advanced=still_days <= _FRESH and any(has_advanced(part) for part in (row, *row.subs)),
        late=item.item_id in beside.late,
        meeting=beside.titles.get(item.meeting_id or 0, ""),
    )
    return replace(fact, unchanged=is_unchanged(fact, beside.before.get(item.item_id)) and not _has_news(row))


def _has_news(row: BulletinItem) -> bool:
    """无新进展 is none."""
    told = [one for part in (row, *row.subs) for one in part.reports]
    return any(one.is_new and not says_no_change(one.text) for one in told)


# What was told longer ago is no news of an item that goes on for ever.
_FRESH = 31


def _rests_too_long(item: Item, still_days: int) -> bool:
    """What is long-term has its rhythm, and what waits for its verdict waits for the office."""
    return still_days >= SILENT_DAYS and not item.long_term and item.asked_on is None


def has_advanced(row: BulletinItem) -> bool:
    """A unit has told of progress here: what a paper said is the past, and 无新进展 is none."""
    return any(not one.is_printed and not says_no_change(one.text) for one in row.reports)


def _moved_on(tx: Tx, row: BulletinItem, day: date) -> date:
    """When it last moved by that day: by its reports where it has moved again since, else it rests since it came."""
    if row.item.last_moved_on <= day:
        return row.item.last_moved_on
    told = [one for part in (row, *row.subs) for one in part.reports if not one.is_printed]
    return tx.day(max([row.item.registered_at, *(one.place[0] for one in told)]))


def _notes(row: BulletinItem, notes: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """Of the item, then of its sub-items behind their circled numbers."""
    subs = [
        f"{circled(place)}{note}" for place, sub in enumerate(row.subs, 1) for note in notes.get(sub.item.item_id, ())
    ]
    return (*notes.get(row.item.item_id, ()), *subs)


def _closed_on(tx: Tx, item: Item) -> date | None:
    return tx.day(item.closed_at) if item.closed_at is not None and not item.came_in_closed else None


# What was asked for longer ago belongs to an earlier issue.
_ASKED_WITHIN = timedelta(days=14)


async def reported_late(tx: Tx, written_at: datetime | None) -> set[int]:
    """Items asked about before the issue before was written, whose unit reported only after it (迟报)."""
    if written_at is None:
        return set()
    since = written_at - _ASKED_WITHIN
    reports = await nudge_effects.reported(tx, since)
    late = set()
    for one in await nudge_effects.urged(tx, since):
        after = [at for at in reports.get((one.unit_id, one.item_id), ()) if at > one.at]
        if one.at <= written_at < min(after, default=written_at):
            late.add(one.item_id)
    return late


class Distribution(TypedDict):
    """What a bulletin prints of it."""

    send_to: tuple[str, ...]
    copy_to: tuple[str, ...]
    printed_by: str


async def addressed(tx: Tx) -> Distribution:
    kept = await store.values(tx, DISTRIBUTION)
    printed_by = kept["printed_by"]
    return Distribution(
        send_to=kept["send_to"] or (),
        copy_to=kept["copy_to"] or (),
        printed_by=tx.profile.agency if printed_by is None else distribution_texts.joined(printed_by),
    )
