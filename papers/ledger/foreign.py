"""Another office's ledger: its header wherever it stands, and its rows under names the reader knows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.papers.ledger_columns import KINDS, UNUSED, ForeignColumn, ForeignColumns
from papers.files.grid import Sheet
from papers.files.sheets import cell_words
from papers.reading.tables.columns import LONGEST_NAME, header_kinds, kinds_of
from papers.reading.tables.grid import MERGED
from papers.reading.tables.guessing import settled

_WITHIN = 40
_FEWEST = 3
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Header:
    """`at` its first row, `below` the first row that is none of it."""

    sheet: Sheet
    at: int
    below: int
    names: tuple[str, ...]


def find_header(sheets: Sequence[Sheet]) -> Header | None:
    """The first row that names columns of items; else the first that could be names at all."""
    tests: tuple[Callable[[Sequence[str]], object], ...] = (header_kinds, _could_be_header)
    for test in tests:
        for sheet in sheets:
            for at, row in enumerate(sheet.rows[:_WITHIN]):
                if test(_flat(row)):
                    return _header(sheet, at)
    return None


def _flat(row: Sequence[str]) -> list[str]:
    return ["".join(cell.split()) for cell in row]


def _could_be_header(names: Sequence[str]) -> bool:
    filled = [name for name in names if name]
    is_short = all(len(name) <= LONGEST_NAME and not re.search(r"\d{2}|[。；]", name) for name in filled)
    return len(filled) >= _FEWEST and is_short and len(set(filled)) == len(filled)


def _header(sheet: Sheet, at: int) -> Header:
    """A name over two others (责任单位 over 主办 and 协办) is told by the lower ones."""
    names, below = _flat(sheet.rows[at]), at + 1
    spans = [(left, right) for (top, left), (_, right) in sheet.merged if top == at and right > left]
    if spans and below < len(sheet.rows):
        lower = _flat(sheet.rows[below])
        for left, right in spans:
            for place in range(left, min(right + 1, len(names))):
                upper = names[left] if place > left else names[place]
                names[place] = lower[place] if lower[place] else upper
        below += 1
    while names and not names[-1]:
        names.pop()
    return Header(sheet, at, below, tuple(names))


def columns_of(header: Header) -> ForeignColumns:
    """What each column is taken for by its name, or by its cells where the name tells nothing."""
    rows = header.sheet.rows[header.below :]
    told = settled(header.names, rows)
    kinds = [kind or UNUSED for kind in told or kinds_of(header.names)]
    seen: set[str] = set()
    columns = []
    for place, name in enumerate(header.names):
        kind = kinds[place] if kinds[place] in KINDS else UNUSED
        if kind in ("number", "directive", "due", "state", "meeting") and kind in seen:
            kind = UNUSED
        seen.add(kind)
        sample = next((row[place] for row in rows if place < len(row) and row[place]), "")
        columns.append(ForeignColumn(name[:60], kind, " ".join(sample.split())[:60]))
    return ForeignColumns(tuple(columns))


def text_under(header: Header, columns: ForeignColumns) -> str:
    """The sheet as text, a row a line, under the names that the reader knows the columns by."""
    header.sheet.fill_down(header.at, MERGED)
    named = [KINDS[column.kind] for column in columns.columns]
    lines = ["\t".join(_cell(cell) for cell in row).rstrip("\t") for row in header.sheet.rows]
    return "\n".join([*lines[: header.at], "\t".join(named), *lines[header.below :]])


def _cell(words: str) -> str:
    """Days as papers write them, on one line."""
    return cell_words(_DAY.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", words))
