"""Rows of papers on their way in, and what an import or a registration needs to know and to write."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import col, select

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
    tx.session.add(draft)
    await tx.session.flush()
    return draft


async def paper_draft(tx: Tx, paper_draft_id: int) -> PaperDraft | None:
    query = select(PaperDraft).where(
        col(PaperDraft.office_id) == tx.office_id, col(PaperDraft.paper_draft_id) == paper_draft_id
    )
    return (await tx.session.exec(query)).first()


async def imported_draft(tx: Tx, text_hash: str) -> PaperDraft | None:
    """The newest draft of the very same words that was confirmed."""
    query = (
        select(PaperDraft)
        .where(
            col(PaperDraft.office_id) == tx.office_id,
            col(PaperDraft.text_hash) == text_hash,
            col(PaperDraft.state) == "imported",
        )
        .order_by(col(PaperDraft.paper_draft_id).desc())
    )
    return (await tx.session.exec(query)).first()


async def move_draft(tx: Tx, draft: PaperDraft, **changes: object) -> bool:
    """Compare-and-set on version and state; False when it was decided or corrected meanwhile."""
    connection = await tx.connection()
    statement = (
        update(PaperDraft)
        .where(
            col(PaperDraft.office_id) == tx.office_id,
            col(PaperDraft.paper_draft_id) == draft.paper_draft_id,
            col(PaperDraft.version) == draft.version,
            col(PaperDraft.state) == "open",
        )
        .values(version=draft.version + 1, **changes)
    )
    won = (await connection.execute(statement)).rowcount == 1
    await tx.session.refresh(draft)
    return won


async def last_done(tx: Tx, subject: str, actions: Sequence[str] = ()) -> tuple[str, datetime, str] | None:
    """(who, when, action) of the newest change of `subject`, of these actions if any are named."""
    query = (
        select(Person.name, AuditEntry.at, AuditEntry.action)
        .outerjoin(Person, col(Person.person_id) == col(AuditEntry.actor_id))
        .where(
            col(AuditEntry.office_id) == tx.office_id,
            col(AuditEntry.subject) == subject,
            col(AuditEntry.result) == "done",
        )
        .order_by(col(AuditEntry.position).desc())
    )
    if actions:
        query = query.where(col(AuditEntry.action).in_(actions))
    row = (await tx.session.exec(query.limit(1))).first()
    return (row[0] or OFFICE, row[1], row[2]) if row else None


async def one_import_at_a_time(tx: Tx) -> None:
    """Two confirmations of one paper would not see each other's items: the second waits for the first."""
    query = select(Office.office_id).where(col(Office.office_id) == tx.office_id).with_for_update()
    await tx.session.exec(query)


async def meeting(tx: Tx, title: str) -> Meeting | None:
    query = select(Meeting).where(col(Meeting.office_id) == tx.office_id, col(Meeting.title) == title)
    return (await tx.session.exec(query)).first()


async def directive_keys(tx: Tx, title: str) -> set[str]:
    """Directives of a meeting as compared: what a second import of the same paper meets."""
    query = (
        select(Item.directive)
        .join(Meeting, col(Meeting.meeting_id) == col(Item.meeting_id))
        .where(col(Item.office_id) == tx.office_id, col(Meeting.title) == title, col(Item.sub) == 0)
    )
    return {same_name_key(directive) for directive in (await tx.session.exec(query)).all()}


async def units_by_key(tx: Tx) -> dict[str, Unit]:
    query = select(Unit).where(col(Unit.office_id) == tx.office_id).order_by(col(Unit.unit_id))
    return {unit.name_key: unit for unit in (await tx.session.exec(query)).all()}


async def unit_for(tx: Tx, name: str) -> Unit:
    """The unit of a name, made when there is none."""
    key = same_name_key(name)
    query = select(Unit).where(col(Unit.office_id) == tx.office_id, col(Unit.name_key) == key)
    unit = (await tx.session.exec(query)).first()
    if unit is None:
        unit = Unit(office_id=tx.office_id, name=name, name_key=key)
        tx.session.add(unit)
        await tx.session.flush()
    return unit


async def staffed_units(tx: Tx) -> set[int]:
    """Units that somebody answers for."""
    query = select(Seat.unit_id).where(
        col(Seat.office_id) == tx.office_id,
        col(Seat.role) == Role.OFFICIAL,
        col(Seat.unit_id).is_not(None),
    )
    return {unit_id for unit_id in (await tx.session.exec(query)).all() if unit_id is not None}


async def assignments_of(tx: Tx, item_id: int) -> dict[int, Assignment]:
    """All assignments of an item by unit, cancelled ones included."""
    query = select(Assignment).where(
        col(Assignment.office_id) == tx.office_id, col(Assignment.item_id) == item_id
    )
    return {one.unit_id: one for one in (await tx.session.exec(query)).all()}


async def end_cooperation(tx: Tx, item_id: int, unit_ids: Collection[int]) -> None:
    """A unit that becomes responsible no longer merely cooperates."""
    connection = await tx.connection()
    where = (
        col(Cooperation.office_id) == tx.office_id,
        col(Cooperation.item_id) == item_id,
        col(Cooperation.unit_id).in_(unit_ids),
    )
    await connection.execute(delete(Cooperation).where(*where))


async def keep(tx: Tx, rows: Sequence[object]) -> None:
    tx.session.add_all(rows)
    await tx.session.flush()
