"""A bulletin as it was frozen: the words of the printed page, every sentence traced, under one hash.

The form is that of bulletins as county offices print them: preamble with counts and percentages, sections
with continuous numbers, "directive"。progress, sub-items ①②③, signature, distribution.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.bulletin import forms
from domain.bulletin.annexes_texts import ranges
from domain.bulletin.prose.sentences import Sentence
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.wording import DEFAULT_WORDING, Wording, stored_wording, wording_of
from domain.papers.printed import PaperBulletin
from domain.stored import plain, read_stored


@dataclass(frozen=True, slots=True)
class LastFigures:
    """The counts of the bulletin before; old snapshots do not know how many were overdue."""

    total: int
    closed: int
    as_of: date
    overdue: int | None = None


@dataclass(frozen=True, slots=True)
class BulletinEntry:
    """One printed item. `original_progress` is what stood there before a supervisor reworded it, and
    `sub_originals` the same of its parts, once one of them was reworded; `sub_labels` are their numbers, `sub_closed`
    says which of them are.

    `proofs` are the units that were shown the sentence, each with what it said (domain.proofs.Seen).
    `sentences` are what `original_progress` and the originals of the parts were composed of, `given_way` what newer
    words took the place of; snapshots from before there were sentences have none. `cited` has the fingerprint of the
    words of each report that they rest on (editions.proving).

    `group` is the meeting under whose name it stands; `unchanged` that nothing came of it since the issue before.
    """

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
    urgent: bool = False
    going: bool = False
    sub_originals: tuple[str, ...] = ()
    proofs: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    given_way: tuple[Sentence, ...] = ()
    sub_labels: tuple[str, ...] = ()
    sub_closed: tuple[bool, ...] = ()
    cited: tuple[tuple[int, str], ...] = ()
    group: str = ""
    unchanged: bool = False

    @property
    def is_quiet(self) -> bool:
        """What a short issue only counts; words that a supervisor put in are there to be read."""
        subs = tuple(progress for _, progress in self.sub_entries)
        return self.unchanged and self.progress == self.original_progress and self.sub_originals in ((), subs)


@dataclass(frozen=True, slots=True)
class BulletinSection:
    """Entries, or paragraphs (`lines`) such as those of 工作要求."""

    heading: str
    entries: tuple[BulletinEntry, ...] = ()
    sort: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletinSnapshot:
    """A snapshot: nothing in it is computed again. `correction` says what a later edition changed; `dated` is the day
    of writing where that is not the day of which it tells.

    `originals` are the first words of what was reworded around the items, by their keys (editions.passages).
    `is_short`: only what changed is printed, the rest by its numbers; all of it is held here, and counted.
    """

    masthead: str
    agency: str
    issue_number: int | None
    as_of: date
    title: str
    preamble: str
    total: int
    closed: int
    sections: tuple[BulletinSection, ...]
    send_to: tuple[str, ...]
    copy_to: tuple[str, ...]
    printed_by: str
    last: LastFigures | None = None
    stopped: int = 0
    scope: str = str(BulletinScope.ALL)
    wording: Wording = DEFAULT_WORDING
    edition: int = 1
    correction: str = ""
    originals: tuple[tuple[str, str], ...] = ()
    dated: date | None = None
    is_short: bool = False

    @property
    def written_on(self) -> date:
        """The day that is printed as its own."""
        return self.dated or self.as_of

    @property
    def has_picture(self) -> bool:
        """The units compared have no figures for one."""
        return self.scope != BulletinScope.COMPARISON

    @property
    def entries(self) -> tuple[BulletinEntry, ...]:
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def is_quiet(self) -> bool:
        """A short issue of which there is nothing to tell."""
        return self.is_short and bool(self.entries) and all(entry.is_quiet for entry in self.entries)

    @property
    def period_word(self) -> str:
        """本周 where a week lies between the two issues, else 本期."""
        is_weekly = self.last is not None and (self.as_of - self.last.as_of).days in _A_WEEK
        return "本周" if is_weekly else "本期"

    def printed(self, section: BulletinSection) -> tuple[BulletinEntry, ...]:
        """The entries of a section that stand in full."""
        return tuple(entry for entry in section.entries if not (self.is_short and entry.is_quiet))

    def to_json(self) -> dict[str, Any]:
        """Plain values; `bulletin_from_json` is the inverse."""
        stored = {**plain(self), "wording": stored_wording(self.wording)}
        _leave_out(
            stored,
            {
                "scope": str(BulletinScope.ALL),
                "wording": {},
                "edition": 1,
                "correction": "",
                "originals": [],
                "dated": None,
                "is_short": False,
            },
        )
        if stored["last"]:
            _leave_out(stored["last"], {"overdue": None})
        for section in stored["sections"]:
            _leave_out(section, {"sort": "", "lines": []})
            for entry in section["entries"]:
                _leave_out(entry, _CAME_LATER)
        return stored


_LISTS_CAME_LATER = ("notes", "sub_originals", "proofs", "sentences", "given_way", "sub_labels", "sub_closed", "cited")
_CAME_LATER = {
    "urgent": False,
    "going": False,
    "group": "",
    "unchanged": False,
    **{name: [] for name in _LISTS_CAME_LATER},
}


def _leave_out(stored: dict[str, Any], usual: dict[str, Any]) -> None:
    """What came later is kept where it says something: the hash of an older issue stays what it was."""
    for name, value in usual.items():
        if stored[name] == value:
            del stored[name]


def bulletin_from_json(stored: dict[str, Any]) -> BulletinSnapshot:
    return read_stored(BulletinSnapshot, {**stored, "wording": wording_of(stored.get("wording", {}))})


def canonical_hash(bulletin: BulletinSnapshot) -> str:
    """SHA-256 over canonical JSON."""
    text = json.dumps(bulletin.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_progress(bulletin: BulletinSnapshot, item_id: int, text: str, part: int = 0) -> BulletinSnapshot:
    """One progress paragraph (or that of a part, from 1) in a supervisor's words; the original stays beside it."""

    def changed(entry: BulletinEntry) -> BulletinEntry:
        return _reworded(entry, text, part) if entry.item_id == item_id else entry

    sections = tuple(
        replace(section, entries=tuple(changed(entry) for entry in section.entries)) for section in bulletin.sections
    )
    return placed(replace(bulletin, sections=sections))


def shortened(bulletin: BulletinSnapshot, *, is_short: bool) -> BulletinSnapshot:
    """With what is unchanged by its numbers alone, or in full again."""
    return placed(replace(bulletin, is_short=is_short))


def placed(bulletin: BulletinSnapshot) -> BulletinSnapshot:
    """Numbered as it is printed: numbers run on within a section, what is only counted has those behind."""
    return replace(bulletin, sections=tuple(placed_in(bulletin, section) for section in bulletin.sections))


def placed_in(bulletin: BulletinSnapshot, section: BulletinSection) -> BulletinSection:
    shown = bulletin.printed(section)
    ahead = {entry.item_id: place for place, entry in enumerate(shown, 1)}
    behind = (entry for entry in section.entries if entry.item_id not in ahead)
    places = ahead | {entry.item_id: place for place, entry in enumerate(behind, len(shown) + 1)}
    return replace(section, entries=tuple(replace(entry, place=places[entry.item_id]) for entry in section.entries))


def arranged(entries: Iterable[BulletinEntry]) -> tuple[BulletinEntry, ...]:
    """Those of a meeting together, the meetings in the order of their first items, what has none last."""
    entries = tuple(entries)
    first: dict[str, int] = {}
    for entry in entries:
        first[entry.group] = min(entry.item_id, first.get(entry.group, entry.item_id))
    return tuple(sorted(entries, key=lambda entry: (entry.group == forms.LOOSE, first[entry.group])))


def _reworded(entry: BulletinEntry, text: str, part: int) -> BulletinEntry:
    if not part:
        return replace(entry, progress=forms.progress(text, has_parts=bool(entry.sub_entries)))
    originals = entry.sub_originals or tuple(progress for _, progress in entry.sub_entries)
    subs = list(entry.sub_entries)
    subs[part - 1] = (subs[part - 1][0], forms.progress(text))
    return replace(entry, sub_entries=tuple(subs), sub_originals=originals)


def numbered(bulletin: BulletinSnapshot, issue_number: int) -> BulletinSnapshot:
    """The issue number is given when it is published."""
    return replace(bulletin, issue_number=issue_number)


def entry_text(entry: BulletinEntry) -> str:
    """1、“directive”。progress, with ①②③ on lines of their own."""
    directive, notes = forms.bare(entry.directive), "".join(entry.notes)
    if not entry.sub_entries:
        return f"{entry.place}、“{directive}”。{entry.progress}{notes}"
    lines = [f"{entry.place}、“{directive}”：{entry.progress}{notes}"]
    for place, (part, progress) in enumerate(entry.sub_entries, 1):
        lines.append(f"{forms.circled(place)}{forms.bare(part)}；{progress}")
    return "\n".join(lines)


# So many days apart two issues are of two weeks that follow each other.
_A_WEEK = range(5, 10)


def body(bulletin: BulletinSnapshot) -> Iterator[tuple[str, str | BulletinEntry]]:
    """What stands below the preamble, by style: "section", "subsection", "item"."""
    if bulletin.is_quiet:
        yield "item", forms.no_change(bulletin.period_word)
        return
    for section in bulletin.sections:
        yield "section", section.heading
        shown, group, number = bulletin.printed(section), "", 0
        for entry in shown:
            if entry.group != group:
                group, number = entry.group, number + 1
                yield "subsection", forms.group_heading(number, group)
            yield "item", entry
        if len(shown) < len(section.entries):
            yield "item", _rest(bulletin, section, shown)
        yield from (("item", line) for line in section.lines)


def _rest(bulletin: BulletinSnapshot, section: BulletinSection, shown: Sequence[BulletinEntry]) -> str:
    labels = [entry.label for entry in section.entries if entry not in shown]
    measure, period = bulletin.wording.measure, bulletin.period_word
    return forms.rest(len(labels), ranges(labels), measure=measure, period=period, is_all=not shown)


def to_paper(bulletin: BulletinSnapshot) -> PaperBulletin:
    """The printed page, in the order in which it is drawn."""
    begun = (bulletin.correction, *bulletin.preamble.split("\n"))
    paragraphs = [("preamble", text) for text in begun if text]
    for style, one in body(bulletin):
        first, *subs = [one] if isinstance(one, str) else entry_text(one).split("\n")
        paragraphs.append((style, first))
        paragraphs.extend(("subitem", sub) for sub in subs)
    day = forms.long_date(bulletin.written_on)
    return PaperBulletin(
        masthead=bulletin.masthead,
        issue_line=forms.issue_line(bulletin.issue_number, bulletin.edition),
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
