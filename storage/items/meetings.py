"""Meetings by their titles, and what they decided."""

from collections.abc import Sequence

from sqlmodel import col

from domain.hygiene import same_name_key
from storage.tables import Item, Meeting
from storage.tx import Tx


async def meeting(tx: Tx, title: str) -> Meeting | None:
    return await tx.first(tx.select(Meeting).where(col(Meeting.title) == title))


async def meeting_for(tx: Tx, title: str) -> Meeting:
    """The meeting of a title, made when there is none."""
    known = await meeting(tx, title)
    if known is None:
        known = Meeting(title=title)
        await tx.add(known)
    return known


async def directive_keys(tx: Tx, title: str) -> set[str]:
    """Directives of a meeting as compared: what a second import of the same paper meets."""
    query = (
        tx.select(Item.directive)
        .join(Meeting, col(Meeting.meeting_id) == col(Item.meeting_id))
        .where(col(Meeting.title) == title, col(Item.sub) == 0)
    )
    return {same_name_key(directive) for directive in await tx.all(query)}


async def directives_of(tx: Tx, meeting: str) -> Sequence[str]:
    """The directives of a meeting; of no meeting when it has no name."""
    query = tx.select(Item.directive)
    if meeting:
        titled = tx.select(Meeting.meeting_id).where(col(Meeting.title) == meeting)
        return await tx.all(query.where(col(Item.meeting_id).in_(titled)))
    return await tx.all(query.where(col(Item.meeting_id).is_(None)))
