"""What stood in rows before they changed, for figures of a day that is over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Delete, Update, inspect

from storage.columns import OfficeTable


@dataclass
class Formers:
    """Rows of `Former` that wait for the seal of their piece of work."""

    unwritten: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, row: OfficeTable, changes: Mapping[str, Any], until: datetime) -> None:
        """What stands in the columns that are kept, where one of them changes. Call before the row follows."""
        if all(getattr(row, name) == changes[name] for name in row.kept if name in changes):
            return
        (key,) = inspect(type(row)).primary_key
        stood = {name: _plain(getattr(row, name)) for name in row.kept}
        self.unwritten.append(
            {"row_table": str(type(row).__tablename__), "row_id": getattr(row, key.key), "until": until, "stood": stood}
        )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def check_kept(statement: Update | Delete, named: Mapping[str, Any]) -> None:
    """A change of many rows at once would leave no trace of what stood in them."""
    kept = getattr(statement.entity_description["entity"], "kept", ())
    written = {getattr(column, "key", column) for column in getattr(statement, "_values", None) or {}} | named.keys()
    if lost := sorted(written.intersection(kept)):
        raise TypeError(f"{', '.join(lost)}: change it with tx.move or tx.follow")
