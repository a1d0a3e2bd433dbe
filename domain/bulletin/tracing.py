"""What stands behind a printed bulletin: the reports under each sentence, the items under each count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.bulletin import annexes_texts as texts
from domain.bulletin.forms import ORDINALS, as_of, circled
from domain.bulletin.prose.sentences import Sentence
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot
from domain.papers.printed import PaperBulletin, PaperPicture, PaperSheet, PaperTable

_SENTENCES = re.compile(r"[^。；;\n]+[。；;]?")
_NOT_SAID = re.compile(r"[\s。；;，,：:“”]+")


@dataclass(frozen=True, slots=True)
class Basis:
    """A report as it stood when the bulletin was drafted. `part` is the directive of a sub-item, `paper` the one
    that says it where nobody reported it here."""

    report_id: int
    item_id: int
    part: str
    unit: str
    day: date
    text: str
    has_quantity: bool = False
    speaks_for_all: bool = False
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """A printed sentence with its reports; `is_reworded` when none of them says it in these words."""

    place: str
    label: str
    sentence: str
    bases: tuple[Basis, ...]
    is_reworded: bool


@dataclass(frozen=True, slots=True)
class TracedCount:
    name: str
    number: int
    labels: tuple[str, ...]


def traces_of(bulletin: BulletinSnapshot, bases: Sequence[Basis]) -> tuple[Trace, ...]:
    """Each sentence of progress, in the order in which it is printed."""
    known: dict[int, list[Basis]] = {}
    for basis in bases:
        known.setdefault(basis.item_id, []).append(basis)
    return tuple(
        trace
        for number, section in enumerate(bulletin.sections, 1)
        for entry in bulletin.printed(section)
        for trace in _of_entry(f"{ORDINALS[number - 1]}、{entry.place}", entry, known.get(entry.item_id, []))
    )


def _of_entry(place: str, entry: BulletinEntry, known: Sequence[Basis]) -> Iterator[Trace]:
    printed = [("", entry.progress), *entry.sub_entries]
    for number, (part, progress) in enumerate(printed):
        where = place + (circled(number) if number else "")
        composed = [one for one in entry.sentences if one.part == number]
        if composed and "".join(one.text for one in composed) == progress:
            yield from (_of_sentence(where, entry.label, one, known) for one in composed)
            continue
        mine = [basis for basis in known if basis.part == part]
        for sentence in _SENTENCES.findall(progress):
            if words := sentence.strip():
                found, is_reworded = _rests_on(words, mine)
                yield Trace(where, entry.label, words, found, is_reworded)


def _of_sentence(where: str, label: str, composed: Sentence, known: Sequence[Basis]) -> Trace:
    by_id = {one.report_id: one for one in known}
    bases = tuple(by_id[report_id] for report_id in composed.report_ids if report_id in by_id)
    return Trace(where, label, composed.text, bases, is_reworded=False)


def _rests_on(sentence: str, known: Sequence[Basis]) -> tuple[tuple[Basis, ...], bool]:
    """The reports that say it; else those whose quantities were added up; else all that are known."""
    said = _bare(sentence)
    saying = tuple(one for one in known if said in _bare(one.text) or _bare(one.unit + one.text) == said)
    if not saying:
        named = [one for one in known if one.unit and said.startswith(_bare(one.unit))]
        saying = tuple(one for one in named if said.removeprefix(_bare(one.unit)) in _bare(one.text))
    if saying:
        return _with_what_is_behind(saying, known), False
    added = tuple(one for one in known if one.has_quantity)
    return (added, False) if added else (tuple(known), bool(known))


def _with_what_is_behind(saying: tuple[Basis, ...], known: Sequence[Basis]) -> tuple[Basis, ...]:
    """A consolidation rests on what the units had said before it."""
    together = next((place for place, one in enumerate(known) if one.speaks_for_all and one in saying), None)
    behind = () if together is None else (one for one in known[:together] if one not in saying)
    return (*saying, *behind)


def _bare(text: str) -> str:
    return _NOT_SAID.sub("", text)


def counts_of(bulletin: BulletinSnapshot, stopped: Sequence[str] = ()) -> tuple[TracedCount, ...]:
    """The figures of the page with their items; `stopped` are those that the bulletin only counts."""
    rows = [TracedCount(texts.TOTAL, bulletin.total, _labels(bulletin.entries))]
    sections = [_of_section(section) for section in bulletin.sections if section.entries]
    closed = _labels([entry for entry in bulletin.entries if entry.closed])
    if closed not in [one.labels for one in sections]:
        rows.append(TracedCount(bulletin.wording.closed, bulletin.closed, closed))
    rows += sections
    late = [entry for entry in bulletin.entries if entry.overdue_days]
    if late:
        rows.append(TracedCount(texts.OVERDUE, len(late), _labels(late)))
    if bulletin.stopped:
        rows.append(TracedCount(texts.STOPPED, bulletin.stopped, tuple(stopped)))
    return tuple(rows)


def _of_section(section: BulletinSection) -> TracedCount:
    return TracedCount(texts.heading_name(section.heading), len(section.entries), _labels(section.entries))


def _labels(entries: Sequence[BulletinEntry]) -> tuple[str, ...]:
    return tuple(entry.label for entry in entries)


def trace_sheet(bulletin: BulletinSnapshot, bases: Sequence[Basis], stopped: Sequence[str] = ()) -> PaperSheet:
    """附件: the figures first, then each sentence."""
    counts = [(one.name, str(one.number), texts.ranges(one.labels)) for one in counts_of(bulletin, stopped)]
    traces = [
        (f"{one.place}\n{one.label}", one.sentence, _basis_words(one, bulletin.as_of))
        for one in traces_of(bulletin, bases)
    ]
    tables = [PaperTable((texts.COUNT_HEAD, *counts), (26, 12, 62), "lcl", texts.COUNTS)]
    if traces:
        tables.append(PaperTable((texts.TRACE_HEAD, *traces), (14, 50, 36), "cll", texts.TRACES))
    return PaperSheet(texts.TRACE_TITLE, asides=(as_of(bulletin.as_of),), tables=tuple(tables))


def _basis_words(trace: Trace, as_of: date) -> str:
    if not trace.bases:
        return texts.NO_BASIS
    lines = [_basis(one, as_of) for one in trace.bases]
    return "\n".join([*([texts.REWORDED] if trace.is_reworded else []), *lines])


def _basis(one: Basis, as_of: date) -> str:
    if one.paper:
        return texts.paper_basis(one.paper, one.day, as_of)
    return texts.basis(one.report_id, one.unit, one.day, as_of)


def photo_sheet(photos: Sequence[PaperPicture], left_out: int = 0) -> PaperSheet:
    asides = (texts.left_out(left_out),) if left_out else ()
    return PaperSheet(texts.PHOTO_TITLE, asides=asides, pictures=tuple(photos))


def with_annexes(paper: PaperBulletin, table: PaperTable | None, sheets: Sequence[PaperSheet]) -> PaperBulletin:
    """附件1 and so on; a single one is just 附件."""
    marks = [f"{texts.ANNEX}{number}" for number in range(1, len(sheets) + 1)]
    if len(sheets) == 1:
        marks = [texts.ANNEX]
    annexes = tuple(replace(one, mark=mark) for one, mark in zip(sheets, marks, strict=True))
    return replace(paper, table=table, annexes=annexes)
