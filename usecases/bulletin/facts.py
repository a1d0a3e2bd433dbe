"""What a bulletin is made from: the rows of the day as facts for domain.bulletin."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from domain.bulletin.bulletin_texts import NOTHING_TO_PRINT
from domain.bulletin.compare_texts import RULE
from domain.bulletin.comparison import ComparisonFacts, make_comparison
from domain.bulletin.making import BulletinFacts, FactItem, FactSubItem
from domain.bulletin.scopes import WHOLE, BulletinScope, Span
from domain.bulletin.snapshot import BulletinSnapshot, LastFigures, bulletin_from_json
from domain.bulletin.words import circled, full_stop, said_by
from domain.dates.deadlines import days_overdue
from domain.items.directives import verb_of
from domain.items.lookback_texts import SLOW_WORDS
from domain.refusals import BadInput
from domain.states import State
from storage.bulletin import bulletins
from storage.bulletin.bulletins import BulletinItem, ItemSelection, UnitReport
from storage.items import lifecycle
from storage.tables import Bulletin, Item, Meeting
from storage.tx import Tx
from usecases.bulletin.bulletin_notes import notes_of, reported_late
from usecases.bulletin.compare import rated_units, switched_on
from usecases.bulletin.distribution import addressed
from usecases.nudging.burden import last_weeks_burden
from usecases.nudging.nudge_effects import DAYS
from usecases.office.office_wording import office_wording


async def gather_facts(tx: Tx, meeting: Meeting | None, span: Span = WHOLE) -> BulletinFacts:
    """The items a bulletin is about, compared with the bulletin before of the same sort."""
    meeting_id = meeting.meeting_id if meeting else None
    before = await bulletins.last_published(tx, BulletinScope.MEETING if meeting else span.scope, meeting_id)
    wanted = _wanted(tx, meeting_id, span, before)
    rows = await bulletins.told(tx, wanted)
    written_at = before.drafted_at if before else None
    notes, late = await notes_of(tx, written_at), await reported_late(tx, written_at)
    slow = await bulletins.judged_slow(tx, SLOW_WORDS)
    items = tuple(replace(_fact(tx, row, notes, slow), late=row.item.item_id in late) for row in rows)
    return BulletinFacts(
        agency=tx.profile.agency,
        as_of=tx.today,
        items=items,
        meeting_title=meeting.title if meeting else None,
        **await addressed(tx),
        last=_last(before, items),
        stopped=await _stopped(tx, wanted),
        wording=await office_wording(tx),
        span=Span(BulletinScope.MEETING) if meeting else span,
        registered=sum(_is_within(row.item.registered_at, wanted) for row in rows),
        finished=sum(_is_within(row.item.closed_at, wanted) for row in rows),
        burden=await last_weeks_burden(tx),
    )


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
        return ItemSelection(
            is_open_only=span.scope is BulletinScope.OPEN, settled_by=before if is_whole else None
        )
    since = datetime.combine(span.first, time(), tzinfo=tx.profile.zone)
    until = datetime.combine(span.last + timedelta(days=1), time(), tzinfo=tx.profile.zone)
    return ItemSelection(since=since, until=until)


def _is_within(at: datetime | None, wanted: ItemSelection) -> bool:
    return (
        at is not None
        and wanted.since is not None
        and wanted.until is not None
        and wanted.since <= at < wanted.until
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


def _fact(tx: Tx, row: BulletinItem, notes: Mapping[int, Sequence[str]], slow: Set[int]) -> FactItem:
    item = row.item
    is_closed = item.state is State.CLOSED
    quantities, measure = _quantities(row)
    return FactItem(
        item_id=item.item_id,
        number=item.label,
        directive=item.directive,
        closed=is_closed,
        long_term=item.long_term,
        overdue_days=0 if is_closed else days_overdue(item.deadline, tx.today),
        units=tuple(row.units),
        sub_items=tuple(_sub_fact(sub) for sub in row.subs),
        progress="" if quantities and len(row.units) > 1 else _progress(row),
        quantities=quantities,
        measure=measure,
        verb=verb_of(item.directive) if quantities else "",
        report_ids=tuple(report.report_id for report in row.reports),
        closed_on=_closed_on(tx, item) if is_closed else None,
        deadline=item.deadline,
        still_days=0 if is_closed else (tx.today - item.last_moved_on).days,
        notes=_notes(row, notes),
        urgent=not is_closed and item.item_id in slow,
    )


def _notes(row: BulletinItem, notes: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """Of the item, then of its sub-items behind their circled numbers."""
    subs = [
        f"{circled(place)}{note}"
        for place, sub in enumerate(row.subs, 1)
        for note in notes.get(sub.item.item_id, ())
    ]
    return (*notes.get(row.item.item_id, ()), *subs)


def _sub_fact(sub: BulletinItem) -> FactSubItem:
    closed = sub.item.state is State.CLOSED
    return FactSubItem(sub.item.label, sub.item.directive, _progress(sub), closed)


def _progress(row: BulletinItem) -> str:
    """The newest report of each unit; what a paper said gives way to the only unit's own words."""
    own = [report for report in row.reports if report.unit]
    reports = own if own and len(row.units) <= 1 else row.reports
    if len(reports) == 1:
        return reports[0].text
    return "".join(full_stop(_named(report)) for report in reports)


def _named(report: UnitReport) -> str:
    """With the unit in front, unless its words name it."""
    return report.text if not report.unit or report.unit in report.text else said_by(report.unit, report.text)


def _quantities(row: BulletinItem) -> tuple[tuple[tuple[str, Decimal], ...], str]:
    """Per unit what it reported in the target's measure, and that measure; only for items with a target."""
    if row.item.target_amount is None or not row.quantities:
        return (), ""
    measure = row.item.target_measure or Counter(one[2] for one in row.quantities).most_common(1)[0][0]
    return tuple((unit, amount) for unit, amount, reported in row.quantities if reported == measure), measure


def _closed_on(tx: Tx, item: Item) -> date | None:
    """None for what was closed already when it was registered: nobody knows here when that was."""
    if item.closed_at is None or item.closed_at <= item.registered_at:
        return None
    return tx.day(item.closed_at)
