"""The cast that tests share: the county with its first item, its leadership group, and what is read of an answer."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect
from sqlmodel import select

from domain.notes import Answer, Note
from domain.states import State
from storage.database import Database
from storage.items import items
from storage.tables import BoundGroup
from tests.building import County, county
from tests.feeding import button, feed, press


async def an_item(database: Database, **about: Any) -> County:
    """The county, with #1 of Bob's unit."""
    made = await county(database)
    await made.item("修建河堤", **about)
    return made


async def bound(made: County, chat_id: int, title: str = "县领导督办群") -> None:
    """A leadership group, bound by Alice."""
    async with made.database.transaction() as tx:
        tx.session.add(
            BoundGroup(office_id=1, chat_id=chat_id, title=title, bound_by=made.person_ids["alice"], bound_at=tx.now)
        )


async def push(database: Database, answer: Answer, label: str, who: str = "alice") -> Answer:
    """Presses the button of an answer whose label contains `label`."""
    return await feed(database, who, press(who, button(answer, label)))


def labels(answer: Answer | Note) -> list[str]:
    return [choice.label for row in answer.choices for choice in row]


async def states(database: Database, label: str) -> tuple[State, list[State]]:
    """The item's state, and those of its assignments."""
    async with database.reading() as tx:
        parts = await items.by_label(tx, label)
        assert parts is not None
        return parts.item.state, [assignment.state for assignment, _ in parts.assignments]


async def all_of(database: Database, table: Any, *where: Any) -> Sequence[Any]:
    async with database.reading() as tx:
        # Without an order a database may give rows in any.
        return (await tx.session.exec(select(table).where(*where).order_by(*inspect(table).primary_key))).all()
