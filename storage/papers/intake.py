"""Rows of papers on their way in, and what an import or a registration needs to know and to write."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlmodel import SQLModel, col

from domain.hygiene import same_name_key
from domain.office.people import OFFICE, Role
from storage.tables import (
    Assignment,
    AuditEntry,
    Cooperation,
    Item,
    Meeting,
    Office,
    PaperDraft,
    Person,
    Seat,
    Unit,
)
from storage.tx import Tx


async def add(tx: Tx, draft: PaperDraft) -> PaperDraft:
    await tx.add(draft)
    return draft


async def paper_draft(tx: Tx, paper_draft_id: int) -> PaperDraft | None:
    query = tx.select(PaperDraft).where(col(PaperDraft.paper_draft_id) == paper_draft_id)
    return await tx.first(query)


async def imported_draft(tx: Tx, text_hash: str) -> PaperDraft | None:
    """The newest draft of the very same words that was confirmed."""
    query = (
        tx.select(PaperDraft)
        .where(
            col(PaperDraft.text_hash) == text_hash,
            col(PaperDraft.state) == "imported",
        )
        .order_by(col(PaperDraft.paper_draft_id).desc())
    )
    return await tx.first(query)


async def move_draft(tx: Tx, draft: PaperDraft, **changes: object) -> bool:
    """Compare-and-set on version and state; False when it was decided or corrected meanwhile."""
    statement = (
        tx.update(PaperDraft)
        .where(
            col(PaperDraft.paper_draft_id) == draft.paper_draft_id,
            col(PaperDraft.version) == draft.version,
            col(PaperDraft.state) == "open",
        )
        .values(version=draft.version + 1, **changes)
    )
    won = await tx.run(statement) == 1
    await tx.refresh(draft)
    return won


async def last_done(tx: Tx, subject: str, actions: Sequence[str] = ()) -> tuple[str, datetime, str] | None:
    """(who, when, action) of the newest change of `subject`, of these actions if any are named."""
    query = (
        tx.select(Person.name, AuditEntry.at, AuditEntry.action)
        .outerjoin(Person, col(Person.person_id) == col(AuditEntry.actor_id))
        .where(
            col(AuditEntry.subject) == subject,
            col(AuditEntry.result) == "done",
        )
        .order_by(col(AuditEntry.position).desc())
    )
    if actions:
        query = query.where(col(AuditEntry.action).in_(actions))
    row = await tx.first(query.limit(1))
    return (row[0] or OFFICE, row[1], row[2]) if row else None


async def one_import_at_a_time(tx: Tx) -> None:
    """Two confirmations of one paper would not see each other's items: the second waits for the first."""
    query = tx.select(Office.office_id).with_for_update()
    await tx.all(query)


async def meeting(tx: Tx, title: str) -> Meeting | None:
    query = tx.select(Meeting).where(col(Meeting.title) == title)
    return await tx.first(query)


async def directive_keys(tx: Tx, title: str) -> set[str]:
    """Directives of a meeting as compared: what a second import of the same paper meets."""
    query = (
        tx.select(Item.directive)
        .join(Meeting, col(Meeting.meeting_id) == col(Item.meeting_id))
        .where(col(Meeting.title) == title, col(Item.sub) == 0)
    )
    return {same_name_key(directive) for directive in await tx.all(query)}


async def units_by_key(tx: Tx) -> dict[str, Unit]:
    query = tx.select(Unit).order_by(col(Unit.unit_id))
    return {unit.name_key: unit for unit in await tx.all(query)}


async def unit_for(tx: Tx, name: str) -> Unit:
    """The unit of a name, made when there is none."""
    key = same_name_key(name)
    query = tx.select(Unit).where(col(Unit.name_key) == key)
    unit = await tx.first(query)
    if unit is None:
        unit = Unit(name=name, name_key=key)
        await tx.add(unit)
    return unit


async def staffed_units(tx: Tx) -> set[int]:
    """Units that somebody answers for."""
    query = tx.select(Seat.unit_id).where(
        col(Seat.role) == Role.OFFICIAL,
        col(Seat.unit_id).is_not(None),
    )
    return {unit_id for unit_id in await tx.all(query) if unit_id is not None}


async def assignments_of(tx: Tx, item_id: int) -> dict[int, Assignment]:
    """All assignments of an item by unit, cancelled ones included."""
    query = tx.select(Assignment).where(col(Assignment.item_id) == item_id)
    return {one.unit_id: one for one in await tx.all(query)}


async def end_cooperation(tx: Tx, item_id: int, unit_ids: Collection[int]) -> None:
    """A unit that becomes responsible no longer merely cooperates."""
    where = (
        col(Cooperation.item_id) == item_id,
        col(Cooperation.unit_id).in_(unit_ids),
    )
    await tx.run(tx.delete(Cooperation).where(*where))


async def keep(tx: Tx, rows: Sequence[SQLModel]) -> None:
    await tx.add(*rows)
