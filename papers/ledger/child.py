"""A workbook is read in a child process with limits (see papers.child)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.papers import unreadable
from domain.papers.ledger_columns import ForeignColumns, columns_from_json
from domain.papers.ledger_return import ReturnedLedger, returned_from_json
from domain.papers.reading import ReadPaper, Roster, paper_from_json, roster_from_json
from domain.papers.unreadable import UnreadablePaper
from papers.child import ask_child, serve

MEMORY_MB = 500


@dataclass(frozen=True, slots=True)
class Workbook:
    """Our own ledger come back (`returned`), or another's: `paper` (None when no items were found) and columns."""

    returned: ReturnedLedger | None = None
    paper: ReadPaper | None = None
    columns: ForeignColumns | None = None


async def read_workbook_in_child(
    name: str, content: bytes, remembered: Mapping[str, Sequence[str]] | None = None, roster: Roster | None = None
) -> Workbook:
    """`remembered`: kinds of columns by the form's signature. UnreadablePaper for what is no ledger at all."""
    known = roster.to_json() if roster else None
    asked = {"name": name, "memory_mb": MEMORY_MB, "remembered": dict(remembered or {}), "roster": known}
    told = await ask_child("papers.ledger.child", asked, content)
    return Workbook(
        returned_from_json(told["returned"]) if told.get("returned") else None,
        paper_from_json(told["paper"]) if told.get("paper") else None,
        columns_from_json(told["columns"]) if told.get("columns") else None,
    )


def _read(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    from papers.files.grid import read_sheets
    from papers.ledger.returned import read_returned

    sheets = read_sheets(asked["name"], content)
    returned = read_returned(sheets)
    if returned is not None:
        return {"returned": returned.to_json()}
    from papers.files.text import extract_text
    from papers.ledger.foreign import columns_of, find_header, text_under
    from papers.understood import understand

    roster = roster_from_json(asked["roster"]) if asked["roster"] else None
    header = find_header(sheets)
    columns = columns_of(header) if header else None
    if header is None or columns is None:
        return {"paper": understand(extract_text(asked["name"], content), roster).to_json()}
    columns = columns.as_remembered(asked["remembered"].get(columns.signature))
    text = text_under(header, columns) if columns.is_remembered else extract_text(asked["name"], content)
    try:
        paper = understand(text, roster).to_json()
    except UnreadablePaper as refusal:
        if refusal.sentence != unreadable.NO_ITEMS:
            raise
        paper = None
    return {"paper": paper, "columns": columns.to_json()}


if __name__ == "__main__":
    serve(_read)
