"""The one question that is open for a person in a chat."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import col

from storage.fence import PreparedStatement, bare
from storage.tables import OpenQuestion, Outbox, OutboxState
from storage.tx import Tx

# Built once: each message that is no command asks for it.
_OF = PreparedStatement(
    bare.select(OpenQuestion).where(
        col(OpenQuestion.person_id) == bindparam("person_id"),
        col(OpenQuestion.chat_id) == bindparam("chat_id"),
    )
)
# Built once, as each report runs it.
_DROP_ABOUT = PreparedStatement(
    bare.delete(OpenQuestion).where(
        col(OpenQuestion.person_id) == bindparam("person_id"),
        col(OpenQuestion.chat_id) == bindparam("chat_id"),
        col(OpenQuestion.kind).in_(("report", "done")),
        col(OpenQuestion.fields)["item_id"].as_integer() == bindparam("item_id"),
    )
)


async def of(tx: Tx, person_id: int, chat_id: int) -> OpenQuestion | None:
    found = await tx.prepared(_OF, person_id=person_id, chat_id=chat_id)
    return found[0] if found else None


async def drop_about(tx: Tx, person_id: int, chat_id: int, item_id: int) -> None:
    """A question about an item is answered by any way of reporting on it."""
    await tx.run(_DROP_ABOUT, [{"person_id": person_id, "chat_id": chat_id, "item_id": item_id}])


async def shown_since(tx: Tx, chat_id: int, at: datetime, kinds: Collection[str]) -> bool:
    """Whether a new message of one of these kinds has reached the chat after `at`; a changed one is none."""
    query = (
        tx.select(Outbox.outbox_id)
        .where(
            col(Outbox.chat_id) == chat_id,
            col(Outbox.state) == OutboxState.SENT,
            col(Outbox.sent_at) > at,
            col(Outbox.kind).in_(kinds),
            col(Outbox.note)["edits_key"].as_string().is_(None),
            col(Outbox.note)["edits_message"].as_string().is_(None),
        )
        .limit(1)
    )
    return await tx.first(query) is not None
