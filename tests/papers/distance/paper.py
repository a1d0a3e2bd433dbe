"""A paper while it is made: its lines or its table, the truth about its items, and what was planted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from tests.papers.distance.dues import Due
from tests.papers.distance.duties import Duty
from tests.papers.distance.offices import Office
from tests.papers.distance.works import Work, some_works

_FIRST_MARK = 0xE000
MARKS = dict.fromkeys(range(_FIRST_MARK, _FIRST_MARK + 64))


@dataclass(slots=True)
class Planted:
    """A figure that is wrong, or one that is right and looks wrong."""

    kind: str
    figures: list[str]
    is_true: bool
    place: int


@dataclass(slots=True)
class Item:
    """What a careful reader would write down; `untold` names what the paper leaves open."""

    directive: str
    number: int | None
    section: int = 1
    duty: Duty = field(default_factory=lambda: Duty([]))
    subs: list[tuple[int, str, str]] = field(default_factory=list)
    progress: str = ""
    untold: tuple[str, ...] = ()

    def truth(self, *, has_year: bool) -> dict[str, Any]:
        due = self.duty.due or Due("")
        told: dict[str, Any] = {
            "section": self.section,
            "number_as_printed": self.number,
            "directive": self.directive,
            "leads": [one.name for one in self.duty.leads],
            "consulted": [one.name for one in self.duty.consulted],
            "responsible_units": self.duty.responsible,
            "cooperating_units": self.duty.cooperating,
            "deadline": due.day.isoformat() if due.day else None,
            "deadline_text": due.text or None,
            "sub_items": [{"number": at, "directive": text, "progress": how} for at, text, how in self.subs],
            "progress": self.progress,
        }
        is_dated = has_year or due.day is None or str(due.day.year) in due.text
        untold = self.untold if due.is_told and is_dated else (*self.untold, "deadline", "deadline_text")
        return {name: value for name, value in told.items() if name not in untold}


@dataclass(slots=True)
class Grid:
    """A table: its names of columns, and rows of cells; a row of one cell is a heading."""

    header: list[str]
    rows: list[list[str]]
    above: list[str] = field(default_factory=list)
    same_number: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """What the shapes fill."""

    rng: Random
    office: Office
    when: date
    shape: str
    lines: list[str] = field(default_factory=list)
    grid: Grid | None = None
    below: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    head: dict[str, Any] = field(default_factory=dict)
    has_year: bool = True
    layout: str = "text"
    pool: list[Work] | None = None
    planted: list[Planted] = field(default_factory=list)
    wished: set[str] = field(default_factory=set)
    tempted: set[str] = field(default_factory=set)

    @property
    def shows_year(self) -> bool:
        """Whether its head tells the year that its days lack."""
        told = self.lines[: 6 if self.shape.startswith("minutes") else 2]
        return "date" in self.head or any(f"{self.when.year}年" in line for line in told)

    def draw(self, count: int) -> list[Work]:
        """Matters that this paper has not named yet; fewer when the office has no more."""
        if self.pool is None:
            self.pool = some_works(self.rng, self.office.works, 40, (self.when.year, self.when.month))
        drawn, self.pool = self.pool[:count], self.pool[count:]
        return drawn

    def say(self, *lines: str) -> None:
        self.lines += lines

    def plant(self, kind: str, figures: Sequence[str], *, is_true: bool = False) -> Planted:
        self.planted.append(Planted(kind, list(figures), is_true, len(self.planted)))
        return self.planted[-1]

    @property
    def has_slip(self) -> bool:
        """A list whose numbers slip has no claimed total: nobody could say which of the two is wrong."""
        return any(one.kind == "number" and not one.is_true for one in self.planted)

    def wants(self, kind: str) -> bool:
        """Asked once for each kind: the first place that can hold such a slip gets it."""
        if kind not in self.wished or (kind == "total" and self.has_slip):
            return False
        self.wished.remove(kind)
        return True

    def tempts(self, kind: str) -> bool:
        if kind not in self.tempted or (kind == "total" and self.has_slip):
            return False
        self.tempted.remove(kind)
        return True


def marked(planted: Planted, text: str) -> str:
    """The text between signs that stay until its lines are known."""
    first = _FIRST_MARK + 2 * planted.place
    return f"{chr(first)}{text}{chr(first + 1)}"


def lines_of(planted: Planted, lines: Sequence[str]) -> list[int]:
    """The lines, from 1, that hold what was marked."""
    begins, ends = chr(_FIRST_MARK + 2 * planted.place), chr(_FIRST_MARK + 2 * planted.place + 1)
    found: list[int] = []
    is_open = False
    for at, line in enumerate(lines, 1):
        if is_open or begins in line:
            found.append(at)
        is_open = line.rfind(begins) > line.rfind(ends) or (is_open and ends not in line)
    return found


def plain(text: str) -> str:
    return text.translate(MARKS)
