"""Facts in, a bulletin out: what is known of the items on a day becomes sections, numbers and computed figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.bulletin import forms
from domain.bulletin.forms import About, BulletinCounts, Sort, WeeksBurden, percent
from domain.bulletin.lagging import SORTS_OF_ITEMS, demands, slow_items, sort_of
from domain.bulletin.prose.sentences import NOTHING_SAID, Paragraph, Sentence, fingerprint, reports_behind
from domain.bulletin.scopes import WHOLE, BulletinScope, Span
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot, LastFigures, arranged
from domain.bulletin.wording import DEFAULT_WORDING, Wording
from domain.dates.reading import say_date
from domain.quantities import group_quantities


@dataclass(frozen=True, slots=True)
class FactSubItem:
    label: str
    directive: str
    progress: Paragraph
    closed: bool


@dataclass(frozen=True, slots=True)
class FactItem:
    """What is known of an item on the day; `progress` is what its units have said, `figure_ids` are the reports whose
    figures make up `quantities`, `said` the words of all its reports and those of its parts.

    `meeting` decided it. `unchanged`: nothing came of it since the issue before.
    `still_days` counts the days since anything moved; `notes` are sentences behind the progress. `slow`:
    a supervisor judged it so, or it rests for too long. `advanced`: a unit has reported progress on it. `late`:
    asked for the issue before, its report came only after that.
    """

    item_id: int
    number: str
    directive: str
    closed: bool
    long_term: bool = False
    overdue_days: int = 0
    units: tuple[str, ...] = ()
    sub_items: tuple[FactSubItem, ...] = ()
    progress: Paragraph = NOTHING_SAID
    quantities: tuple[tuple[str, Decimal], ...] = ()
    measure: str = ""
    verb: str = ""
    figure_ids: tuple[int, ...] = ()
    said: tuple[tuple[int, str], ...] = ()
    closed_on: date | None = None
    deadline: date | None = None
    still_days: int = 0
    notes: tuple[str, ...] = ()
    slow: bool = False
    advanced: bool = False
    late: bool = False
    meeting: str = ""
    unchanged: bool = False

    @property
    def urgent(self) -> bool:
        return not self.closed and (self.slow or self.overdue_days > 0)

    @property
    def going(self) -> bool:
        return not (self.closed or self.advanced or self.urgent)


def is_unchanged(item: FactItem, before: BulletinEntry | None) -> bool:
    """Whether it stands as the issue before printed it, whatever its units have said since."""
    if before is None or item.late:
        return False
    now = (item.closed, item.urgent, item.going, bool(item.overdue_days), item.deadline, item.directive, item.units)
    then = (before.closed, before.urgent, before.going, bool(before.overdue_days), before.deadline)
    notes = tuple(one for one in before.notes if one != forms.LATE_REPORT)
    is_same = now == (*then, before.directive, before.units) and item.notes == notes
    return is_same and _parts(item) == (before.sub_labels, before.sub_closed)


def _parts(item: FactItem) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    return tuple(sub.label for sub in item.sub_items), tuple(sub.closed for sub in item.sub_items)


@dataclass(frozen=True, slots=True)
class BulletinFacts:
    """`stopped` counts what ended without being done (停办); it is in none of the other figures.

    `registered` and `finished` count what the period brought, where `span` is one. `dated` is the day on which it is
    written, later than `as_of` for a period that is over.
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
    dated: date | None = None


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
        dated=None if facts.dated == facts.as_of else facts.dated,
    )


def _counted(facts: BulletinFacts) -> BulletinCounts:
    return BulletinCounts(
        total=len(facts.items),
        closed=sum(item.closed for item in facts.items),
        urgent=sum(item.urgent for item in facts.items),
        going=sum(item.going for item in facts.items),
        stopped=facts.stopped,
        overdue=sum(bool(item.overdue_days) for item in facts.items),
        registered=facts.registered,
        finished=facts.finished,
    )


def _sections(facts: BulletinFacts, counts: BulletinCounts) -> tuple[BulletinSection, ...]:
    wording = facts.wording
    held: dict[Sort, list[FactItem]] = {sort: [] for sort in SORTS_OF_ITEMS}
    for item in facts.items:
        held[sort_of(item, wording)].append(item)
    groups = _groups(facts)
    kept = {sort: items for sort, items in held.items() if items or sort in _always(facts)}
    sections = [
        BulletinSection(forms.heading(place, sort, counts, wording), _entries(items, groups), str(sort))
        for place, (sort, items) in enumerate(kept.items(), 1)
    ]
    if wording.shows_burden and facts.burden is not None:
        head = forms.heading(len(sections) + 1, Sort.BURDEN, counts, wording)
        sections.append(BulletinSection(head, (), str(Sort.BURDEN), (forms.burden(facts.burden),)))
    if wording.makes_demands:
        head = forms.heading(len(sections) + 1, Sort.DEMANDS, counts, wording)
        sections.append(BulletinSection(head, (), str(Sort.DEMANDS), demands(slow_items(facts.items), wording)))
    return tuple(sections)


def _always(facts: BulletinFacts) -> tuple[Sort, ...]:
    """Headings that stand with nothing below them, too."""
    is_parted = facts.wording.splits_open and not all(item.closed for item in facts.items)
    closed = () if facts.span.scope is BulletinScope.OPEN else (Sort.CLOSED,)
    return closed if is_parted else (*closed, Sort.OPEN)


def _groups(facts: BulletinFacts) -> dict[int, str]:
    """Under which name each item stands; one meeting needs none."""
    if len({item.meeting for item in facts.items if item.meeting}) < _SEVERAL:
        return {}
    return {item.item_id: item.meeting or forms.LOOSE for item in facts.items}


_SEVERAL = 2


def _entries(items: Sequence[FactItem], groups: Mapping[int, str]) -> tuple[BulletinEntry, ...]:
    made = [_entry(item, groups.get(item.item_id, "")) for item in sorted(items, key=lambda item: not item.late)]
    return tuple(replace(entry, place=place) for place, entry in enumerate(arranged(made), 1))


def _entry(item: FactItem, group: str) -> BulletinEntry:
    sentences, given_way = _sentences(item), _given_way(item)
    progress = forms.progress(_of_part(sentences, 0), has_parts=bool(item.sub_items))
    subs = tuple(
        (sub.directive, forms.progress(_of_part(sentences, part), closed=item.closed or sub.closed))
        for part, sub in enumerate(item.sub_items, 1)
    )
    behind = set(reports_behind((*sentences, *given_way)))
    return BulletinEntry(
        item_id=item.item_id,
        place=0,
        label=item.number,
        directive=item.directive,
        progress=progress,
        original_progress=progress,
        sub_entries=subs,
        sub_labels=tuple(sub.label for sub in item.sub_items),
        sub_closed=tuple(sub.closed for sub in item.sub_items),
        report_ids=reports_behind(one for one in sentences if not one.part),
        closed=item.closed,
        overdue_days=item.overdue_days,
        units=item.units,
        deadline=item.deadline,
        closed_on=item.closed_on,
        notes=(forms.LATE_REPORT, *item.notes) if item.late else item.notes,
        still_days=item.still_days,
        urgent=item.urgent,
        going=item.going,
        sentences=sentences,
        given_way=given_way,
        cited=tuple((one, fingerprint(words)) for one, words in item.said if one in behind),
        group=group,
        unchanged=item.unchanged,
    )


def _sentences(item: FactItem) -> tuple[Sentence, ...]:
    """What the units have said, the figures of several together, then the parts."""
    grouped = forms.full_stop(group_quantities(item.quantities, item.measure, item.verb))
    figures = (Sentence(grouped, report_ids=item.figure_ids),) if grouped else ()
    parts = (replace(one, part=part) for part, sub in enumerate(item.sub_items, 1) for one in sub.progress.sentences)
    return (*item.progress.sentences, *figures, *parts)


def _given_way(item: FactItem) -> tuple[Sentence, ...]:
    parts = (replace(one, part=part) for part, sub in enumerate(item.sub_items, 1) for one in sub.progress.given_way)
    return (*item.progress.given_way, *parts)


def _of_part(sentences: Sequence[Sentence], part: int) -> str:
    return "".join(one.text for one in sentences if one.part == part)


@dataclass(frozen=True, slots=True)
class Delta:
    name: str
    before: int
    now: int

    @property
    def change(self) -> str:
        return f"{self.now - self.before:+d}" if self.now != self.before else "持平"


def deltas_of(bulletin: BulletinSnapshot) -> tuple[Delta, ...]:
    """Over the items that both issues print; empty for the first issue."""
    last = bulletin.last
    if last is None:
        return ()
    rows = [
        Delta("总数", last.total, bulletin.total),
        Delta(bulletin.wording.closed, last.closed, bulletin.closed),
        Delta("正在推进", last.total - last.closed, bulletin.total - bulletin.closed),
    ]
    if last.overdue is not None:
        late = sum(bool(entry.overdue_days) for entry in bulletin.entries)
        rows.append(Delta("逾期", last.overdue, late))
    return tuple(rows)


def names_of(bulletin: BulletinSnapshot) -> tuple[str, str]:
    """上周 and 本周 where a week lies between the two issues, else 上期 and 本期."""
    now = bulletin.period_word
    return now.replace("本", "上"), now


def delta_lines(bulletin: BulletinSnapshot) -> list[str]:
    """The table for a phone, a line a row."""
    rows = deltas_of(bulletin)
    if not rows or bulletin.last is None:
        return []
    then, now = names_of(bulletin)
    head = f"{then}（{say_date(bulletin.last.as_of, bulletin.as_of)}）→ {now}"
    return [head, *(f"· {row.name} {row.before} → {row.now}（{row.change}）" for row in rows)]


def delta_table(bulletin: BulletinSnapshot) -> tuple[tuple[str, ...], ...]:
    """The table as it is printed, its head first; empty for the first issue."""
    rows = deltas_of(bulletin)
    if not rows or bulletin.last is None:
        return ()
    last, places = bulletin.last, bulletin.wording.decimals
    shares = (
        percent(last.closed, last.total, decimals=places),
        percent(bulletin.closed, bulletin.total, decimals=places),
    )
    printed = [(row.name, str(row.before), str(row.now), row.change) for row in rows]
    name = bulletin.wording.share if bulletin.wording.counts_done_only else f"{bulletin.wording.closed}占比"
    return (("指标", *names_of(bulletin), "增减"), *printed, (name, *shares, ""))
