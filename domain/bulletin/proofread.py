"""Where a draft's words and states disagree: told to the supervisor before publication, never mended."""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from domain.bulletin import proofread_texts as texts
from domain.bulletin.forms import circled
from domain.bulletin.proofreading.finished import says_finished
from domain.bulletin.proofreading.judging import Fault, Judged, Listed, faults
from domain.bulletin.proofreading.left import says_left
from domain.bulletin.proofreading.pieces import sentences_of
from domain.bulletin.proofreading.sunk import sunk
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot

REPEATS = 3
_LINES = {
    Fault.SAYS_DONE: texts.READS_DONE,
    Fault.SAYS_OPEN: texts.READS_OPEN,
    Fault.STOPPED_MOVES: texts.READS_ON,
    Fault.OVER_100: texts.OVER_WHOLE,
    Fault.SUM_WRONG: texts.SUM_WRONG,
}
_OF_STATE = (Fault.SAYS_DONE, Fault.SAYS_OPEN)


def disagreements(
    bulletin: BulletinSnapshot, earlier: Sequence[BulletinSnapshot], stopped: Set[int] = frozenset()
) -> tuple[str, ...]:
    """A line for each; `earlier` are the issues before, newest first, `stopped` the items that were since then."""
    before = [{entry.item_id: entry for entry in issue.entries} for issue in earlier]
    lines: list[str] = []
    for entry in bulletin.entries:
        told = [issue[entry.item_id] for issue in before if entry.item_id in issue]
        lines += [texts.about(entry.label, line) for line in _of_entry(entry, told, entry.item_id in stopped)]
    return tuple(lines)


def repeated(bulletin: BulletinSnapshot, earlier: Sequence[BulletinSnapshot]) -> tuple[str, ...]:
    """A line for each item that reads as in the issues before: worth a nudge, and no reason to hold an issue."""
    before = [{entry.item_id: entry for entry in issue.entries} for issue in earlier]
    words = texts.REPEATED.format(times=REPEATS)
    return tuple(
        texts.advice(entry.label, words)
        for entry in bulletin.entries
        if entry.progress and _is_repeated(entry, [issue[entry.item_id] for issue in before if entry.item_id in issue])
    )


def _of_entry(entry: BulletinEntry, told: Sequence[BulletinEntry], is_stopped: bool) -> Iterator[str]:
    listed = Listed.STOPPED if is_stopped else _listed(entry.closed)
    if entry.progress:
        matter = Judged(listed, entry.directive, told[0].progress if told else "")
        yield from _of_words(matter, _unnamed(entry, entry.progress))
    if listed is Listed.OPEN and _units_differ(entry):
        yield texts.UNITS_DIFFER
    yield from _of_parts(entry, told)


def _listed(closed: bool) -> Listed:
    return Listed.CLOSED if closed else Listed.OPEN


def _of_words(matter: Judged, words: str, but: Sequence[Fault] = ()) -> Iterator[str]:
    for fault in _faults(matter, words):
        if fault is Fault.WENT_DOWN:
            fallen = sunk(matter.last, words, directive=matter.directive)
            yield from (texts.sunk(one.words, old=one.before, now=one.now) for one in fallen)
        elif fault not in but:
            yield _LINES[fault]


@lru_cache(maxsize=4096)
def _faults(matter: Judged, words: str) -> tuple[Fault, ...]:
    """A draft is looked at page by page, and read anew each time."""
    return tuple(faults(matter, words))


def _unnamed(entry: BulletinEntry, words: str) -> str:
    """Without the names of units: 县征收办 takes nothing over."""
    for name in {*entry.units, *(one.unit for one in entry.sentences if one.unit)}:
        words = words.replace(name, "")
    return words


def _units_differ(entry: BulletinEntry) -> bool:
    """Lead and cooperating units each have a report of their own; that one has held its meeting contradicts nobody."""
    if len(entry.units) < 2 and _speakers(entry) < 2:
        return False
    said = [_unnamed(entry, one) for one in sentences_of(entry.progress)]
    return any(says_finished(one) for one in said) and any(says_left(one) for one in said)


def _of_parts(entry: BulletinEntry, told: Sequence[BulletinEntry]) -> Iterator[str]:
    """A part by its own state; of an open matter's parts in older snapshots nobody knows it."""
    differ: dict[Fault, list[str]] = {fault: [] for fault in _OF_STATE}
    for place, matter, words in _parts(entry, told):
        if entry.sub_closed or entry.closed:
            for fault in differ.keys() & set(_faults(matter, words)):
                differ[fault].append(place)
        yield from (texts.of_part(place, line) for line in _of_words(matter, words, but=_OF_STATE))
    if differ[Fault.SAYS_OPEN]:
        yield texts.parts_open(differ[Fault.SAYS_OPEN], len(entry.sub_entries))
    if differ[Fault.SAYS_DONE]:
        yield texts.parts_done(differ[Fault.SAYS_DONE], len(entry.sub_entries))


def _parts(entry: BulletinEntry, told: Sequence[BulletinEntry]) -> Iterator[tuple[str, Judged, str]]:
    last = dict(told[0].sub_entries) if told else {}
    for number, (directive, progress) in enumerate(entry.sub_entries):
        closed = entry.sub_closed[number] if entry.sub_closed else entry.closed
        matter = Judged(_listed(closed), directive, last.get(directive, ""))
        yield circled(number + 1), matter, _unnamed(entry, progress)


def _is_repeated(entry: BulletinEntry, told: Sequence[BulletinEntry]) -> bool:
    issues = told[: REPEATS - 1]
    return not entry.closed and len(issues) == REPEATS - 1 and all(one.progress == entry.progress for one in issues)


def _speakers(entry: BulletinEntry) -> int:
    """How many units have spoken; snapshots from before there were sentences knew one report of each."""
    if not entry.sentences:
        return len(entry.report_ids)
    return len({one.unit for one in entry.sentences if one.unit and not one.part})
