"""A note as the outbox keeps it until it leaves."""

from datetime import datetime
from typing import Any

from domain.notes import Note


def outbox_row(note: Note, put_at: datetime) -> dict[str, Any]:
    return {
        "chat_id": note.chat_id,
        "person_id": note.person_id,
        "kind": note.kind,
        "priority": int(note.priority),
        "dedupe_key": note.dedupe_key,
        "item_id": note.item_id,
        "claim_id": note.claim_id,
        "note": note.to_json(),
        "put_at": put_at,
        "state": "due",
        "attempts": 0,
        "error": "",
    }
