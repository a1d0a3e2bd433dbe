"""What a reader understood of a paper: values that can be stored, corrected and confirmed.

A reading never mends its source. What is odd about it stands in `anomalies`, one Chinese line each; where
each field was read, and whether that was a guess, stands in `sources`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.stored import plain, read_stored

_PLACE = re.compile(r"第\d+[段行]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Roster:
    """The names an office knows: units with all their spellings, persons, and what it calls by one name:
    `groups` are (name, units), such as 各镇 and the towns."""

    units: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def to_json(self) -> dict[str, Any]:
        groups = {name: list(units) for name, units in self.groups}
        return {"units": sorted(self.units), "people": sorted(self.people), "groups": groups}


def roster_from_json(stored: dict[str, Any]) -> Roster:
    """The inverse of `Roster.to_json`."""
    groups = tuple((name, tuple(units)) for name, units in stored.get("groups", {}).items())
    return Roster(frozenset(stored["units"]), frozenset(stored["people"]), groups)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One oddity: `kind` for programs, `sentence` for people; `positions` are 1-based item positions. `verdict` is
    what a person said of it: "typo", "fine" or nothing yet."""

    kind: str
    sentence: str
    section: int | None = None
    positions: tuple[int, ...] = ()
    verdict: str = ""

    @property
    def key(self) -> str:
        """The same for the same figures, wherever a format of the paper puts them."""
        return f"{self.kind}:{'-'.join(_FIGURE.findall(_PLACE.sub('', self.sentence)))}"


@dataclass(frozen=True, slots=True)
class SumMismatch:
    """Figures of a paper that do not add up: one Chinese sentence that names its places, and for each place
    its words ("正文第2段") and its first source line (1-based)."""

    kind: str
    sentence: str
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldSource:
    """Where a field of an item was read: the first and last line (paragraph of a docx, row of a table,
    1-based); `doubt` says in Chinese why it should be looked at, "" when it stands there plainly."""

    field: str
    lines: tuple[int, int]
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ReadSubItem:
    """A part of an item (①): what it does not say of units, leaders and date is as the item says."""

    number: int
    directive: str
    progress: str = ""
    responsible_units: tuple[str, ...] = ()
    lead_leaders: tuple[str, ...] = ()
    consulted_leaders: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str | None = None
    long_term: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item. `open_list` marks an open-ended list of units ("等部门"); `state` is closed or in_progress;
    `origin` is the meeting or paper that a ledger names for it."""

    position: int
    section: int
    number_as_printed: int | None
    directive: str
    lead_leaders: tuple[str, ...] = ()
    consulted_leaders: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    open_list: bool = False
    deadline: date | None = None
    deadline_text: str | None = None
    long_term: bool = False
    sub_items: tuple[ReadSubItem, ...] = ()
    progress: str = ""
    state: str = "in_progress"
    target: tuple[str, str] | None = None
    source_lines: tuple[int, int] = (0, 0)
    origin: str = ""
    sources: tuple[FieldSource, ...] = ()

    @property
    def doubts(self) -> tuple[FieldSource, ...]:
        """What a person should look at first."""
        return tuple(source for source in self.sources if source.doubt)

    def settled(self, *fields: str) -> "ReadItem":
        """The same item, these fields (all, where none is named) no longer in doubt: a person has said so."""
        sources = (replace(one, doubt="") if one.field in fields or not fields else one for one in self.sources)
        return replace(self, sources=tuple(sources))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A numbered piece of the paper that was not taken for an item: its first and last line (1-based), its words
    as printed with their number, and in Chinese why it was left out; `would_be` is the item that it would make."""

    lines: tuple[int, int]
    text: str
    why: str = ""
    would_be: ReadItem | None = None


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A section of items; `claimed_percent` as printed, without the sign. `top` counts the headings 一、二、 up to
    the one that it is or stands below, 0 where there is none."""

    number: int
    heading: str
    state: str = "unknown"
    long_term: bool = False
    claimed_count: int | None = None
    claimed_percent: str | None = None
    top: int = 0


@dataclass(frozen=True, slots=True)
class ScannedText:
    """What was recognised on so many pages; `unsure` are (line of `text`, 1-based, words in it that may be others)."""

    text: str
    unsure: tuple[tuple[int, str], ...] = ()
    pages: int = 1

    def followed_by(self, later: "ScannedText") -> "ScannedText":
        lines = self.text.count("\n") + 1
        unsure = (*self.unsure, *((line + lines, words) for line, words in later.unsure))
        return ScannedText(f"{self.text}\n{later.text}", unsure, self.pages + later.pages)


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A bulletin, minutes or task list as understood. Of `new_units` somebody said that they are new; `left_out`
    is what stands numbered in the paper and was not taken for an item; `is_recognised` when its text came from
    optical recognition. `sketch` tells the same words again in another format (domain.papers.sameness); `parts`
    are the papers that it seems to hold, where these are several; `scan` the words of photos, to which a further photo
    may be added."""

    title: str = ""
    masthead: str = ""
    agency: str = ""
    issue_number: int | None = None
    paper_date: date | None = None
    meeting: str = ""
    meeting_date: date | None = None
    preamble: str = ""
    claimed_total: int | None = None
    sections: tuple[ReadSection, ...] = ()
    items: tuple[ReadItem, ...] = ()
    send_to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    printed_by: str = ""
    anomalies: tuple[Anomaly, ...] = ()
    new_units: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    is_recognised: bool = False
    sketch: tuple[int, ...] = ()
    parts: tuple["ReadPaper", ...] = ()
    scan: ScannedText | None = None

    def to_json(self) -> dict[str, Any]:
        return plain(self)


def paper_from_json(stored: dict[str, Any]) -> ReadPaper:
    """The inverse of `ReadPaper.to_json`."""
    return read_stored(ReadPaper, stored)
