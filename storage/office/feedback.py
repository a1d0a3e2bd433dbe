"""Rows of words to the administrators."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import col

from storage.rows import change
from storage.tables import Feedback, Person
from storage.tx import Tx


async def add(tx: Tx, person_id: int, text: str) -> int:
    """Gives the feedback_id."""
    row = Feedback(person_id=person_id, said_at=tx.now, text=text)
    await tx.add(row)
    return row.feedback_id


def _said(tx: Tx, *where: Any) -> Any:
    return (
        tx.select(Feedback, Person)
        .join(Person, col(Person.person_id) == col(Feedback.person_id))
        .where(*where)
        .order_by(col(Feedback.feedback_id))
        .execution_options(populate_existing=True)
    )


async def by_id(tx: Tx, feedback_id: int) -> tuple[Feedback, Person] | None:
    row = await tx.first(_said(tx, col(Feedback.feedback_id) == feedback_id))
    return (row[0], row[1]) if row else None


async def waiting(tx: Tx, limit: int) -> Sequence[tuple[Feedback, Person]]:
    """Not answered yet, the longest waiting first."""
    query = _said(tx, col(Feedback.answered_at).is_(None)).limit(limit)
    return [(row[0], row[1]) for row in await tx.all(query)]


async def counted(tx: Tx) -> tuple[int, int]:
    """(received, answered) in all."""
    query = tx.select(func.count(), func.count(col(Feedback.answered_at)))
    return await tx.one(query)


async def answer(tx: Tx, feedback_id: int, text: str, person_id: int) -> bool:
    """Compare-and-set: False on a conflict, when somebody has answered it."""
    waits = (col(Feedback.feedback_id) == feedback_id, col(Feedback.answered_at).is_(None))
    return await change(tx, Feedback, *waits, answer=text, answered_by=person_id, answered_at=tx.now) == 1
