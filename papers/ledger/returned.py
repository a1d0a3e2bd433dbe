"""Our own ledger come back: rows are told by the hidden column, cells by what stood there when it was written."""

import re
from collections.abc import Mapping, Sequence

from domain.papers import unreadable
from domain.papers.ledger import MARK_HEADING, MARKED, Column, mark, read_fingerprint
from domain.papers.ledger_return import ReturnedLedger, ReturnedRow
from domain.papers.ledger_texts import NO_MEETING
from domain.papers.unreadable import ClassifiedPaper, UnreadablePaper
from domain.secrecy import classification_mark
from papers.files.grid import Sheet

_HEADER_WITHIN = 20
_EDITS_AT_MOST = 1000
_NUMBER = re.compile(r"#?[\d.]+")
_COUNTS = re.compile(r"[（(]\d+\s*[件项].*[）)]$")


def read_returned(sheets: Sequence[Sheet]) -> ReturnedLedger | None:
    """None when no sheet is a ledger that was written here."""
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            if MARK_HEADING in row:
                return _read(sheet.rows, at)
    return None


def _read(rows: Sequence[Sequence[str]], header: int) -> ReturnedLedger:
    places = _places(rows[header])
    hidden = rows[header].index(MARK_HEADING)
    found: list[ReturnedRow] = []
    untouched: dict[int, int] = {}
    meeting = ""
    for line, row in enumerate(rows[header + 1 :], header + 2):
        cells = {column: row[place] for column, place in places.items() if place < len(row) and row[place]}
        secret = row[hidden] if hidden < len(row) else ""
        seen = read_fingerprint(secret)
        number = cells.pop(Column.NUMBER, "")
        if seen is not None:
            edited: dict[Column, str] = {
                column: words
                for column in MARKED
                if column in places and mark(column, words := cells.get(column, "")) != seen.marks[column]
            }
            if edited:
                kept: dict[Column, str] = {column: seen.marks[column] for column in edited}
                found.append(ReturnedRow(line, edited, seen.item_id, seen.identity, kept, number))
            else:
                untouched[line] = seen.item_id
        elif not cells and number and not _NUMBER.fullmatch(number):
            meeting = secret or _COUNTS.sub("", number).strip()
            meeting = "" if meeting == NO_MEETING else meeting
        elif cells:
            found.append(ReturnedRow(line, {Column.MEETING: meeting, **cells}, number=number))
    known = _without_copies(found, untouched, rows, places)
    _check(known.rows)
    return known


def _places(header: Sequence[str]) -> dict[Column, int]:
    """Columns by their headings, wherever they stand; those that were taken out change nothing."""
    names = ["".join(name.split()) for name in header]
    return {column: names.index(column.heading) for column in Column if column.heading in names}


def _without_copies(
    found: Sequence[ReturnedRow],
    untouched: Mapping[int, int],
    rows: Sequence[Sequence[str]],
    places: Mapping[Column, int],
) -> ReturnedLedger:
    """A row that was copied with its hidden cell: the least edited one is the item, the others are new rows
    when they say something else, and nothing when they do not."""
    best: dict[int, tuple[int, int]] = {}
    ranked = [(0, line, item_id) for line, item_id in untouched.items()]
    ranked += [
        (len(row.cells) + 20 * (Column.DIRECTIVE in row.cells), row.line, row.item_id)
        for row in found
        if row.item_id is not None
    ]
    for edits, line, item_id in sorted(ranked):
        best.setdefault(item_id, (edits, line))
    kept: list[ReturnedRow] = []
    same = len({item_id for line, item_id in untouched.items() if best[item_id][1] == line})
    copies = [line for line, item_id in untouched.items() if best[item_id][1] != line]
    for row in found:
        if row.item_id is None or best[row.item_id][1] == row.line:
            kept.append(row)
        elif Column.DIRECTIVE in row.cells:
            whole = rows[row.line - 1]
            filled: dict[Column, str] = {
                column: whole[place]
                for column, place in places.items()
                if place < len(whole) and whole[place] and column is not Column.NUMBER
            }
            kept.append(ReturnedRow(row.line, filled))
        else:
            copies.append(row.line)
    return ReturnedLedger(tuple(kept), same, tuple(sorted(copies)))


def _check(rows: Sequence[ReturnedRow]) -> None:
    if len(rows) > _EDITS_AT_MOST:
        raise UnreadablePaper(unreadable.TOO_MANY_EDITS.format(count=len(rows), limit=_EDITS_AT_MOST))
    for row in rows:
        found = classification_mark("\n".join(row.cells.values()))
        if found is not None:
            raise ClassifiedPaper(found)
