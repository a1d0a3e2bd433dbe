"""What the migrations to one table of requests have in common. Written out here: they outlive the code."""

import copy
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

Row = dict[str, Any]


class MovedRequests:
    """Rows of old tables as requests, with numbers that none of the `numbered` tables used.

    A button of an old number can so never decide another request. What is still to be decided has its buttons
    renewed in place, by an edit of the message in which they stand.
    """

    def __init__(self, bind: sa.Connection, *numbered: str) -> None:
        self.bind = bind
        self.request, self.outbox = self.table("request"), self.table("outbox")
        self.last = max(self._last(name) for name in numbered)

    def table(self, name: str) -> sa.Table:
        return sa.Table(name, sa.MetaData(), autoload_with=self.bind, resolve_fks=False)

    def _last(self, name: str) -> int:
        return self.bind.execute(sa.select(sa.func.max(self.table(name).c[f"{name}_id"]))).scalar() or 0

    def rows(self, table: sa.Table, *where: Any) -> list[Row]:
        """In the order of their numbers."""
        query = sa.select(table).where(*where).order_by(*table.primary_key)
        return [dict(row) for row in self.bind.execute(query).mappings().all()]

    def put(self, **row: Any) -> int:
        self.last += 1
        common = {"request_id": self.last, "text": "", "days": 0, "seen": 0, "version": 1, "answer": ""}
        self.bind.execute(self.request.insert(), {**common, **row})
        return self.last

    def renew(self, row: Row, key: str, new: int, verbs: Sequence[str]) -> None:
        """The card of an outbox row leaves once more under `key`: its buttons name the request `new`."""
        note = copy.deepcopy(row["note"])
        for choice in (one for line in note.get("choices", ()) for one in line):
            if choice["verb"] in verbs:
                choice["subject"] = new
        note |= {"edits_key": row["dedupe_key"], "dedupe_key": key}
        fresh = {"note": note, "dedupe_key": key, "state": "due", "message_id": None, "attempts": 0}
        kept = {name: value for name, value in row.items() if name != "outbox_id"}
        self.bind.execute(self.outbox.insert(), {**kept, **fresh, "sent_at": None, "not_before": None})

    def keep_numbering(self) -> None:
        if self.bind.dialect.name == "postgresql" and self.last:
            self.bind.execute(
                sa.text("SELECT setval(pg_get_serial_sequence('request', 'request_id'), :last)"), {"last": self.last}
            )
