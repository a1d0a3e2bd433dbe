"""The table of a year: what each kind of meeting decided, meeting by meeting, and how much of it is done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.bulletin import forms
from domain.bulletin.forms import long_date, rate
from domain.bulletin.wording import Wording
from domain.papers.printed import PaperSheet, PaperTable
from domain.quantities import read_amount
from domain.views import year_table_texts as texts

_YEAR = re.compile(r"(20\d{2})\s*年度?")
_NUMBER = re.compile(r"第\s*([0-9零〇一二三四五六七八九十百]+)\s*次")


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """A meeting by kind and number; `number` is 0 where its title has none."""

    kind: str
    number: int
    total: int
    closed: int


@dataclass(frozen=True, slots=True)
class KindCount:
    kind: str
    meetings: tuple[MeetingCount, ...]

    @property
    def total(self) -> int:
        return sum(one.total for one in self.meetings)

    @property
    def closed(self) -> int:
        return sum(one.closed for one in self.meetings)


def year_of(title: str) -> int | None:
    found = _YEAR.search(title)
    return int(found[1]) if found else None


def kind_and_number(title: str) -> tuple[str, int]:
    """ "2026年县政府第21次常务会议" is 县政府常务会议, number 21."""
    found = _NUMBER.search(title)
    kind = _YEAR.sub("", _NUMBER.sub("", title, count=1), count=1).strip(" ，,（）()")
    return (kind or title, int(read_amount(found[1]) or 0) if found else 0)


def by_kind(counts: Sequence[MeetingCount]) -> tuple[KindCount, ...]:
    """Kinds in the order in which they come, their meetings by number; what has no meeting last."""
    kinds = dict.fromkeys(one.kind for one in sorted(counts, key=lambda one: one.kind == texts.NO_MEETING))
    return tuple(
        KindCount(kind, tuple(sorted((one for one in counts if one.kind == kind), key=lambda one: one.number)))
        for kind in kinds
    )


def year_sheet(kinds: Sequence[KindCount], year: int, *, agency: str, as_of: date, wording: Wording) -> PaperSheet:
    rows = [row for kind in kinds for row in _kind_rows(kind, wording)]
    total, closed = sum(kind.total for kind in kinds), sum(kind.closed for kind in kinds)
    rows.append(_row(texts.ALL, "", total, closed, wording))
    head = texts.head(wording.measure, closed=wording.closed, rate=texts.rate_name(wording))
    return PaperSheet(
        title=texts.title(year, wording.decided),
        asides=(forms.as_of(as_of),),
        tables=(PaperTable((head, *rows), (30, 16, 12, 13, 15, 14), "lccccc"),),
        signature=agency,
        signature_date=long_date(as_of),
    )


def _kind_rows(kind: KindCount, wording: Wording) -> list[tuple[str, ...]]:
    rows = [_row(kind.kind, texts.number(one.number), one.total, one.closed, wording) for one in kind.meetings]
    if len(rows) > 1:
        rows.append(_row(kind.kind, texts.SUM, kind.total, kind.closed, wording))
    return rows


def _row(name: str, number: str, total: int, closed: int, wording: Wording) -> tuple[str, ...]:
    share = rate(closed, total, decimals=wording.decimals) if total else "—"
    return (name, number, str(total), str(closed), str(total - closed), share)
