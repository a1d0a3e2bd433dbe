"""A table that tells one matter: the name of each field beside its value, as slips and registers print it."""

from collections.abc import Sequence

from papers.reading.tables.columns import column_kind, is_item_header
from papers.reading.tables.grid import CellGrid, unmarked_cell

_MOST_ROWS = 20
_FEWEST_FIELDS = 3


def form_of(rows: Sequence[Sequence[str]], first_line: int) -> CellGrid | None:
    """The one row of a form, None where the cells are no names and values in turn."""
    if not 1 < len(rows) <= _MOST_ROWS:
        return None
    fields: dict[str, str] = {}
    for row in rows:
        cells = [cell for one in row if (cell := unmarked_cell(one))]
        for name, value in zip(cells[0::2], cells[1::2], strict=False):
            kind = column_kind(name)
            if column_kind(value) is not None or (kind in fields and kind != "other"):
                return None
            fields[kind or "other"] = value
    is_form = is_item_header([*fields]) and len(fields) >= _FEWEST_FIELDS
    return CellGrid([*fields], [[*fields.values()]], [(first_line, first_line + len(rows) - 1)]) if is_form else None
