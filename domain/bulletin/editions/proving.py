"""Whether each printed sentence stands on what it cites, and each item under a heading that fits it.

English, as on the command line: a line for each thing that does not hold.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.bulletin import forms
from domain.bulletin.editions.passages import Passage, places_of
from domain.bulletin.lagging import SORTS_OF_ITEMS, sort_of
from domain.bulletin.prose.sentences import fingerprint
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot


@dataclass(frozen=True, slots=True)
class CitedReport:
    """A report as the database has it now: of a whole item or one of its parts. `chained` is what the audit chain
    recorded of its words, None for what it did not record."""

    report_id: int
    item_id: int
    words: str
    chained: str | None = None


@dataclass(frozen=True, slots=True)
class StoodItem:
    """How an item stood, by the database, when the bulletin was drafted."""

    item_id: int
    closed: bool
    overdue_days: int


def unproved(
    bulletin: BulletinSnapshot, reports: Mapping[int, CitedReport], recorded: Collection[str]
) -> Iterator[str]:
    """`recorded` are the words that supervisors put in, by the audit chain."""
    for section in bulletin.sections:
        for entry in section.entries:
            where = f"{section.heading[:1]}{entry.place} {entry.label}"
            yield from (f"{where} {what}" for what in _of_reports(entry, reports))
            yield from (f"{where} {what}" for what in _of_sentences(entry))
    for one in places_of(bulletin):
        if one.is_reworded and one.words not in recorded:
            yield f"{_name(one)} is worded as nobody recorded: {one.words!r}"


def _name(one: Passage) -> str:
    return f"{one.place} {one.label}".rstrip()


def cited_by(bulletin: BulletinSnapshot) -> tuple[int, ...]:
    return tuple(dict.fromkeys(one for entry in bulletin.entries for one in _cited(entry)))


def _cited(entry: BulletinEntry) -> Sequence[int]:
    """All reports that it cites, of what gave way, too."""
    of_sentences = (one for said in (*entry.sentences, *entry.given_way) for one in said.report_ids)
    return tuple(dict.fromkeys((*entry.report_ids, *of_sentences)))


def _of_reports(entry: BulletinEntry, reports: Mapping[int, CitedReport]) -> Iterator[str]:
    kept = dict(entry.cited)
    for report_id in _cited(entry):
        name, stored = f"R-{report_id}", reports.get(report_id)
        if stored is None:
            yield f"cites {name}, which is not in the database"
            continue
        if stored.item_id != entry.item_id:
            yield f"cites {name}, which is about another item"
        if report_id in kept and kept[report_id] != fingerprint(stored.words):
            yield f"cites {name}, whose words were changed since it was drafted"
        elif stored.chained is not None and stored.chained != stored.words:
            yield f"cites {name}, whose words are not those that the audit chain recorded"


def _of_sentences(entry: BulletinEntry) -> Iterator[str]:
    """What was composed is what its sentences say; a snapshot from before there were sentences says nothing of it."""
    if not entry.sentences:
        return
    originals = entry.sub_originals or tuple(progress for _, progress in entry.sub_entries)
    for part, printed in enumerate((entry.original_progress, *originals)):
        composed = "".join(one.text for one in entry.sentences if one.part == part)
        if composed and forms.progress(composed) != printed:
            yield f"does not read as the sentences that it was composed of: {printed!r}"
    for one in entry.sentences:
        if one.unit and not one.report_ids:
            yield f"has a sentence that cites no report: {one.text!r}"


def misplaced(bulletin: BulletinSnapshot) -> Iterator[str]:
    """Items under a heading that says otherwise of them than they are."""
    for section in bulletin.sections:
        for entry in section.entries:
            sort = sort_of(entry, bulletin.wording)
            if section.sort in SORTS_OF_ITEMS and section.sort != sort:
                yield f"{entry.label} is {sort} and stands under {section.heading!r}"


def stood_otherwise(
    bulletin: BulletinSnapshot, stood: Mapping[int, StoodItem], restated: Collection[str]
) -> Iterator[str]:
    """Against the database; `restated` are labels whose state a correction said otherwise, on record."""
    for entry in bulletin.entries:
        then = stood.get(entry.item_id)
        if then is None:
            yield f"{entry.label} is printed, by the database it was not there to be printed"
            continue
        if entry.label in restated:
            continue
        if entry.closed != then.closed:
            was = "done" if then.closed else "open"
            yield f"{entry.label} is printed as {'done' if entry.closed else 'open'}, by the database it was {was}"
        elif not entry.closed and entry.overdue_days != then.overdue_days:
            yield (
                f"{entry.label} is printed as {entry.overdue_days} days overdue, "
                f"by the database it was {then.overdue_days}"
            )
