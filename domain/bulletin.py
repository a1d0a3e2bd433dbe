"""A bulletin: facts in, the words of the printed page out, every figure computed and every sentence traced.

The form is that of bulletins as county offices print them: preamble with counts and percentages, sections
with continuous numbers, "directive"。progress, sub-items ①②③, signature, distribution.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from domain import bulletin_words as words
from domain.papers import PaperBulletin
from domain.quantities import group_quantities

CLOSED, OPEN = 1, 2


@dataclass(frozen=True, slots=True)
class FactSubItem:
    label: str
    directive: str
    progress: str
    closed: bool


@dataclass(frozen=True, slots=True)
class FactItem:
    """What is known of an item on the day; `progress` is its newest report, `report_ids` what it rests on.

    `still_days` counts the days since anything moved; `notes` are sentences behind the progress.
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


@dataclass(frozen=True, slots=True)
class LastFigures:
    """The counts of the bulletin before."""

    total: int
    closed: int
    as_of: date


@dataclass(frozen=True, slots=True)
class BulletinFacts:
    """`stopped` counts what ended without being done (停办); it is in none of the other figures."""

    agency: str
    as_of: date
    items: tuple[FactItem, ...]
    issue_number: int | None = None
    meeting_title: str | None = None
    masthead: str = "督办通报"
    send_to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    printed_by: str = ""
    last: LastFigures | None = None
    stopped: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed item. `original_progress` is what stood there before a supervisor reworded it."""

    item_id: int
    place: int
    label: str
    directive: str
    progress: str
    original_progress: str
    sub_entries: tuple[tuple[str, str], ...] = ()
    report_ids: tuple[int, ...] = ()
    closed: bool = False
    overdue_days: int = 0
    units: tuple[str, ...] = ()
    deadline: date | None = None
    closed_on: date | None = None
    still_days: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A snapshot: nothing in it is computed again."""

    masthead: str
    agency: str
    issue_number: int | None
    as_of: date
    title: str
    preamble: str
    total: int
    closed: int
    sections: tuple[Section, ...]
    send_to: tuple[str, ...]
    copy_to: tuple[str, ...]
    printed_by: str
    last: LastFigures | None = None
    stopped: int = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)

    def to_json(self) -> dict[str, Any]:
        """Plain values; `bulletin_from_json` is the inverse."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=_plain))
        for entry in (entry for section in plain["sections"] for entry in section["entries"]):
            # The hash of an issue without notes stays what it was before there were any.
            if not entry["notes"]:
                del entry["notes"]
        return plain


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def bulletin_from_json(stored: dict[str, Any]) -> Bulletin:
    last = stored["last"]
    return Bulletin(
        **{
            **stored,
            "as_of": date.fromisoformat(stored["as_of"]),
            "sections": tuple(_section_from_json(section) for section in stored["sections"]),
            "send_to": tuple(stored["send_to"]),
            "copy_to": tuple(stored["copy_to"]),
            "last": LastFigures(last["total"], last["closed"], date.fromisoformat(last["as_of"]))
            if last
            else None,
        }
    )


def _section_from_json(stored: dict[str, Any]) -> Section:
    entries = tuple(
        Entry(
            **{
                **entry,
                "sub_entries": tuple((first, second) for first, second in entry["sub_entries"]),
                "report_ids": tuple(entry["report_ids"]),
                "units": tuple(entry["units"]),
                "deadline": _day(entry["deadline"]),
                "closed_on": _day(entry["closed_on"]),
                "notes": tuple(entry.get("notes", ())),
            }
        )
        for entry in stored["entries"]
    )
    return Section(stored["heading"], entries)


def canonical_hash(bulletin: Bulletin) -> str:
    """SHA-256 over canonical JSON."""
    text = json.dumps(bulletin.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def percent(part: int, whole: int) -> str:
    """One decimal unless whole: "62.5%", "70%"."""
    return percents((part, whole - part))[0] if whole else "0%"


def percents(counts: Sequence[int]) -> tuple[str, ...]:
    """Shares of one whole in tenths of a per cent that add up to 100 (largest remainder).

    Of equal remainders the larger count is rounded up, whatever the order: 11 and 5 of 16 always read
    68.8% and 31.2%.
    """
    whole = sum(counts)
    if not whole:
        return tuple("0%" for _ in counts)
    exact = [Decimal(count) * 1000 / whole for count in counts]
    tenths = [int(share) for share in exact]
    by_remainder = sorted(
        range(len(counts)), key=lambda place: (tenths[place] - exact[place], -counts[place])
    )
    for place in by_remainder[: 1000 - sum(tenths)]:
        tenths[place] += 1
    return tuple(f"{tenth / 10:.1f}".removesuffix(".0") + "%" for tenth in tenths)


def make_bulletin(facts: BulletinFacts) -> Bulletin:
    """Closed items first, then those under way; numbers run on within each section."""
    closed = [item for item in facts.items if item.closed]
    under_way = [item for item in facts.items if not item.closed]
    shares = percents((len(closed), len(under_way)))
    sections = (
        Section(words.closed_heading(len(closed), shares[0]), _entries(closed)),
        Section(words.open_heading(len(under_way), shares[1]), _entries(under_way)),
    )
    return Bulletin(
        masthead=facts.masthead,
        agency=facts.agency,
        issue_number=facts.issue_number,
        as_of=facts.as_of,
        title=words.title(facts.meeting_title),
        preamble=words.preamble(
            facts.meeting_title, facts.as_of, len(facts.items), len(closed), shares, facts.stopped
        ),
        total=len(facts.items),
        closed=len(closed),
        sections=sections,
        send_to=facts.send_to,
        copy_to=facts.copy_to,
        printed_by=facts.printed_by,
        last=facts.last,
        stopped=facts.stopped,
    )


def _entries(items: Sequence[FactItem]) -> tuple[Entry, ...]:
    return tuple(_entry(item, place) for place, item in enumerate(items, 1))


def _entry(item: FactItem, place: int) -> Entry:
    grouped = group_quantities(item.quantities, item.measure, item.verb)
    progress = words.progress(item.progress, grouped, has_parts=bool(item.sub_items))
    subs = tuple((sub.directive, words.progress(sub.progress, "")) for sub in item.sub_items)
    return Entry(
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
        notes=item.notes,
        still_days=item.still_days,
    )


def with_progress(bulletin: Bulletin, item_id: int, text: str) -> Bulletin:
    """One progress paragraph in a supervisor's words; the original stays beside it."""
    sections = tuple(
        Section(
            section.heading,
            tuple(
                replace(entry, progress=_reworded(entry, text)) if entry.item_id == item_id else entry
                for entry in section.entries
            ),
        )
        for section in bulletin.sections
    )
    return replace(bulletin, sections=sections)


def _reworded(entry: Entry, text: str) -> str:
    return words.progress(text, "", has_parts=bool(entry.sub_entries))


def numbered(bulletin: Bulletin, issue_number: int) -> Bulletin:
    """The issue number is given when it is published."""
    return replace(bulletin, issue_number=issue_number)


def entry_text(entry: Entry) -> str:
    """1、“directive”。progress, with ①②③ on lines of their own."""
    directive, notes = words.bare(entry.directive), "".join(entry.notes)
    if not entry.sub_entries:
        return f"{entry.place}、“{directive}”。{entry.progress}{notes}"
    lines = [f"{entry.place}、“{directive}”：{entry.progress}{notes}"]
    for place, (part, progress) in enumerate(entry.sub_entries, 1):
        lines.append(f"{words.circled(place)}{words.bare(part)}；{progress}")
    return "\n".join(lines)


def to_paper(bulletin: Bulletin) -> PaperBulletin:
    """The printed page, in the order in which it is drawn."""
    paragraphs: list[tuple[str, str]] = [("preamble", bulletin.preamble)]
    for section in bulletin.sections:
        paragraphs.append(("section", section.heading))
        for entry in section.entries:
            first, *subs = entry_text(entry).split("\n")
            paragraphs.append(("item", first))
            paragraphs.extend(("subitem", sub) for sub in subs)
    day = words.long_date(bulletin.as_of)
    return PaperBulletin(
        masthead=bulletin.masthead,
        issue_line=words.issue_line(bulletin.issue_number),
        agency=bulletin.agency,
        date_line=f"{day}印",
        title=bulletin.title,
        paragraphs=tuple(paragraphs),
        signature=bulletin.agency,
        signature_date=day,
        send_to=bulletin.send_to,
        copy_to=bulletin.copy_to,
        printed_by=bulletin.printed_by,
        printed_on=f"{day}印发" if bulletin.printed_by else "",
    )
