"""Facts in, a bulletin out: what is known of the items on a day becomes sections, numbers and computed figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.bulletin import forms, words
from domain.bulletin.forms import About, BulletinCounts, SlowItem, Sort, WeeksBurden
from domain.bulletin.scopes import WHOLE, BulletinScope, Span
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot, LastFigures
from domain.bulletin.wording import DEFAULT_WORDING, Wording
from domain.quantities import group_quantities


@dataclass(frozen=True, slots=True)
class FactSubItem:
    label: str
    directive: str
    progress: str
    closed: bool


@dataclass(frozen=True, slots=True)
class FactItem:
    """What is known of an item on the day; `progress` is its newest report, `report_ids` what it rests on.

    `still_days` counts the days since anything moved; `notes` are sentences behind the progress. `urgent`:
    a supervisor judged it slow. `late`: asked for the issue before, its report came only after that.
    """

    item_id: int
    number: str
    directive: str
    closed: bool
    long_term: bool = False
    overdue_days: int = 0
    units: tuple[str, ...] = ()
    sub_items: tuple[FactSubItem, ...] = ()
    progress: str = ""
    quantities: tuple[tuple[str, Decimal], ...] = ()
    measure: str = ""
    verb: str = ""
    report_ids: tuple[int, ...] = ()
    closed_on: date | None = None
    deadline: date | None = None
    still_days: int = 0
    notes: tuple[str, ...] = ()
    urgent: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class BulletinFacts:
    """`stopped` counts what ended without being done (停办); it is in none of the other figures.

    `registered` and `finished` count what the period brought, where `span` is one.
    """

    agency: str
    as_of: date
    items: tuple[FactItem, ...]
    issue_number: int | None = None
    meeting_title: str | None = None
    send_to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    printed_by: str = ""
    last: LastFigures | None = None
    stopped: int = 0
    wording: Wording = DEFAULT_WORDING
    span: Span = WHOLE
    registered: int = 0
    finished: int = 0
    burden: WeeksBurden | None = None


def make_bulletin(facts: BulletinFacts) -> BulletinSnapshot:
    """Closed items first, then those under way, late reports ahead; numbers run on within each section."""
    counts = _counted(facts)
    about = About(facts.agency, facts.as_of, facts.span, facts.meeting_title)
    return BulletinSnapshot(
        masthead=facts.wording.masthead,
        agency=facts.agency,
        issue_number=facts.issue_number,
        as_of=facts.as_of,
        title=forms.title(about, facts.wording),
        preamble=forms.preamble(about, counts, facts.wording),
        total=counts.total,
        closed=counts.closed,
        sections=_sections(facts, counts),
        send_to=facts.send_to,
        copy_to=facts.copy_to,
        printed_by=facts.printed_by,
        last=facts.last,
        stopped=facts.stopped,
        scope=facts.span.scope,
        wording=facts.wording,
    )


def _counted(facts: BulletinFacts) -> BulletinCounts:
    return BulletinCounts(
        total=len(facts.items),
        closed=sum(item.closed for item in facts.items),
        urgent=sum(item.urgent and not item.closed for item in facts.items),
        stopped=facts.stopped,
        overdue=sum(bool(item.overdue_days) for item in facts.items),
        registered=facts.registered,
        finished=facts.finished,
    )


def _sections(facts: BulletinFacts, counts: BulletinCounts) -> tuple[BulletinSection, ...]:
    wording = facts.wording
    closed = [item for item in facts.items if item.closed]
    under_way = [item for item in facts.items if not item.closed]
    held: dict[Sort, Sequence[FactItem]] = (
        {} if facts.span.scope is BulletinScope.OPEN else {Sort.CLOSED: closed}
    )
    if wording.splits_open and under_way:
        held[Sort.ADVANCED] = [item for item in under_way if not item.urgent]
        held[Sort.URGENT] = [item for item in under_way if item.urgent]
    else:
        held[Sort.OPEN] = under_way
    kept = {sort: items for sort, items in held.items() if items or sort in (Sort.CLOSED, Sort.OPEN)}
    sections = [
        BulletinSection(forms.heading(place, sort, counts, wording), _entries(items), str(sort))
        for place, (sort, items) in enumerate(kept.items(), 1)
    ]
    if wording.shows_burden and facts.burden is not None:
        head = forms.heading(len(sections) + 1, Sort.BURDEN, counts, wording)
        sections.append(BulletinSection(head, (), str(Sort.BURDEN), (forms.burden(facts.burden),)))
    if wording.makes_demands:
        head = forms.heading(len(sections) + 1, Sort.DEMANDS, counts, wording)
        sections.append(
            BulletinSection(head, (), str(Sort.DEMANDS), forms.demands(_lagging(under_way), wording))
        )
    return tuple(sections)


def _lagging(items: Sequence[FactItem]) -> list[SlowItem]:
    return [
        SlowItem(item.directive, item.units, item.overdue_days)
        for item in items
        if item.overdue_days or item.urgent
    ]


def _entries(items: Sequence[FactItem]) -> tuple[BulletinEntry, ...]:
    return tuple(_entry(item, place) for place, item in enumerate(sorted(items, key=_goes_later), 1))


def _goes_later(item: FactItem) -> bool:
    return not item.late


def _entry(item: FactItem, place: int) -> BulletinEntry:
    grouped = group_quantities(item.quantities, item.measure, item.verb)
    progress = words.progress(item.progress, grouped, has_parts=bool(item.sub_items))
    subs = tuple((sub.directive, words.progress(sub.progress, "")) for sub in item.sub_items)
    return BulletinEntry(
        item_id=item.item_id,
        place=place,
        label=item.number,
        directive=item.directive,
        progress=progress,
        original_progress=progress,
        sub_entries=subs,
        report_ids=item.report_ids,
        closed=item.closed,
        overdue_days=item.overdue_days,
        units=item.units,
        deadline=item.deadline,
        closed_on=item.closed_on,
        notes=(words.LATE_REPORT, *item.notes) if item.late else item.notes,
        still_days=item.still_days,
        urgent=item.urgent,
    )
