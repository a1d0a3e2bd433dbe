"""What waits on a desk: a matter is one request, or a list of things of one sort."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.requests import RequestKind


class DeskSort(StrEnum):
    """What is no request and waits all the same. The words stand in buttons, as those of `RequestKind` do."""

    PROOF = "proof"
    OWED = "owed"
    UNTAKEN = "untaken"
    SILENT = "silent"
    SIGN = "unsigned"
    PART = "part"
    LED = "led"
    SET_ASIDE = "set_aside"
    UNREACHED = "unreached"
    MISSING = "missing"
    OVERDUE = "overdue"


# Nobody waits for a word of the reader's: what is to be kept an eye on.
WATCHED = (
    DeskSort.OWED,
    DeskSort.UNTAKEN,
    DeskSort.SILENT,
    DeskSort.LED,
    DeskSort.UNREACHED,
    DeskSort.MISSING,
    DeskSort.OVERDUE,
)
DeskSorted = RequestKind | DeskSort
SORTS: dict[str, DeskSorted] = {str(one): one for one in (*RequestKind, *DeskSort)}


@dataclass(frozen=True, slots=True)
class DeskMatter:
    """`subject` is the id of what is decided, 0 for a list; `lines` say it in the overview.

    `late` are the days by which its item is overdue. `news` tells each thing of it from all others: what was told
    before under the same word is none.
    """

    sort: DeskSorted
    subject: int
    lines: tuple[str, ...]
    late: int = 0
    since: datetime | None = None
    count: int = 1
    news: tuple[str, ...] = ()

    @property
    def is_at(self) -> tuple[str, int]:
        return str(self.sort), self.subject

    @property
    def is_watched(self) -> bool:
        return self.sort in WATCHED

    @property
    def words(self) -> tuple[str, ...]:
        return self.news or (f"{self.sort}.{self.subject}",)


def most_pressing_first(matters: Iterable[DeskMatter]) -> list[DeskMatter]:
    """Of one sort: the longest overdue first, then what waits longest."""
    return sorted(matters, key=lambda one: (-one.late, one.since.timestamp() if one.since else 0.0, one.subject))


def place_after(matters: Sequence[DeskMatter], sort: str, subject: int, place: int) -> int:
    """Where the desk goes on behind a matter that stood at `place` and may be decided by now."""
    found = [at for at, one in enumerate(matters) if one.is_at == (sort, subject)]
    return found[0] + 1 if found else place


def is_news(matters: Iterable[DeskMatter], told: Collection[str]) -> bool:
    return any(word not in told for one in matters for word in one.words)
