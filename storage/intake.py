"""Rows of papers on their way in, and what an import needs to know and to write."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlmodel import col, select

from domain.hygiene import same_name_key
from storage.tables import Item, Meeting, PaperDraft, Seat, Setting, Unit
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


async def move_draft(tx: Tx, draft: PaperDraft, **changes: object) -> bool:
    """Compare-and-set on version and state; False when it was decided or corrected meanwhile."""
    connection = await tx.session.connection()
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
    query = select(Unit).where(col(Unit.office_id) == tx.office_id)
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
    query = select(Seat.unit_id).where(col(Seat.office_id) == tx.office_id, col(Seat.unit_id).is_not(None))
    return {unit_id for unit_id in (await tx.session.exec(query)).all() if unit_id is not None}


async def keep(tx: Tx, rows: Sequence[object]) -> None:
    tx.session.add_all(rows)
    await tx.session.flush()


async def setting(tx: Tx, name: str) -> dict[str, object] | None:
    query = select(Setting).where(col(Setting.office_id) == tx.office_id, col(Setting.name) == name)
    row = (await tx.session.exec(query)).first()
    return row.value if row else None
