"""Rows of 核稿: which unit was shown which sentence, and what it said."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import col

from domain.states import OPEN_STATES, State
from storage.rows import change
from storage.tables import Assignment, Bulletin, Item, Proof, ProofState, Report, Unit
from storage.talk.reports import NEWEST_FIRST
from storage.tx import Tx

OPEN = (ProofState.WAITING, ProofState.ASKED)


async def units_of(tx: Tx, item_ids: Collection[int]) -> list[tuple[int, int, str]]:
    """(main item, unit, its name) for each unit in charge of it or of a part of it."""
    main = func.coalesce(Item.parent_id, Item.item_id)
    query = (
        tx.select(main, Assignment.unit_id, Unit.name)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(col(Assignment.state) != State.CANCELLED, main.in_(item_ids))
        .distinct()
        .order_by(main, col(Assignment.unit_id))
    )
    return [(item_id, unit_id, unit) for item_id, unit_id, unit in await tx.all(query)]


async def put(tx: Tx, rows: Sequence[Mapping[str, object]]) -> None:
    """What a round has already is left as it is."""
    if rows:
        await tx.insert_new(Proof, *rows)


async def known_before(tx: Tx) -> dict[tuple[int, int], tuple[str, ProofState]]:
    """(item, unit) -> the newest sentence that the unit found right, or was shown and said nothing about."""
    known = (ProofState.CONFIRMED, ProofState.SILENT)
    rows = await tx.all(
        tx.select(Proof.item_id, Proof.unit_id, Proof.sentence, Proof.state)
        .where(col(Proof.state).in_(known))
        .order_by(col(Proof.proof_id))
    )
    return {(item_id, unit_id): (said, ProofState(state)) for item_id, unit_id, said, state in rows}


async def of_round(tx: Tx, round_key: str) -> Sequence[tuple[Proof, str]]:
    """With the unit's name, by item."""
    return await tx.all(
        tx.select(Proof, Unit.name)
        .join(Unit, col(Unit.unit_id) == col(Proof.unit_id))
        .where(col(Proof.round) == round_key)
        .order_by(col(Proof.item_id), col(Proof.unit_id))
        .execution_options(populate_existing=True)
    )


async def open_units(tx: Tx) -> list[tuple[str, int]]:
    """(round, unit) with a sentence that still may be answered."""
    query = (
        tx.select(Proof.round, Proof.unit_id)
        .where(col(Proof.state).in_(OPEN))
        .distinct()
        .order_by(col(Proof.round), col(Proof.unit_id))
    )
    return list(await tx.all(query))


async def of_units(tx: Tx, round_key: str, unit_ids: Collection[int]) -> Sequence[Proof]:
    return await tx.all(
        tx.select(Proof)
        .where(col(Proof.round) == round_key, col(Proof.unit_id).in_(unit_ids))
        .order_by(col(Proof.proof_id))
        .execution_options(populate_existing=True)
    )


async def move(tx: Tx, proof: Proof, version: int, **changes: Any) -> bool:
    """Compare-and-set on the version, of what may still be answered; False on a conflict."""
    return proof.version == version and proof.state in OPEN and await tx.move(proof, **changes)


async def mark_asked(tx: Tx, proof_ids: Collection[int]) -> None:
    """Buttons carry the version, so that it stays what it is."""
    waits = col(Proof.state) == ProofState.WAITING
    await change(tx, Proof, col(Proof.proof_id).in_(proof_ids), waits, state=ProofState.ASKED, asked_at=tx.now)


async def close(tx: Tx, round_key: str) -> None:
    """Who was asked and said nothing was silent; who could not be asked was not asked."""
    for state, after in ((ProofState.ASKED, ProofState.SILENT), (ProofState.WAITING, ProofState.UNASKED)):
        where = (col(Proof.round) == round_key, col(Proof.state) == state)
        await change(tx, Proof, *where, state=after, version=col(Proof.version) + 1)


async def report_since(tx: Tx, proof: Proof) -> int | None:
    """The newest report of the unit on the item or a part of it after it was asked."""
    if proof.asked_at is None:
        return None
    return await tx.first(
        tx.select(Report.report_id)
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .where(
            col(Report.unit_id) == proof.unit_id,
            col(Report.is_current).is_(True),
            col(Report.known_at) > proof.asked_at,
            func.coalesce(Item.parent_id, Item.item_id) == proof.item_id,
        )
        .order_by(*NEWEST_FIRST)
        .limit(1)
    )


async def unheeded(tx: Tx) -> Sequence[tuple[Proof, str]]:
    """What was corrected in words alone, with the unit's name, and no issue has come out since."""
    published = tx.select(func.max(Bulletin.published_at)).scalar_subquery()
    query = (
        tx.select(Proof, Unit.name)
        .join(Unit, col(Unit.unit_id) == col(Proof.unit_id))
        .where(
            col(Proof.state) == ProofState.CORRECTED,
            col(Proof.report_id).is_(None),
            col(Proof.answer) != "",
            or_(published.is_(None), col(Proof.answered_at) > published),
        )
        .order_by(col(Proof.proof_id))
    )
    return await tx.all(query)


async def open_duty(tx: Tx, proof: Proof) -> int | None:
    """The item, or the first part of it, that the unit may still report on; None when all is closed."""
    return await tx.first(
        tx.select(Item.item_id)
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .where(
            func.coalesce(Item.parent_id, Item.item_id) == proof.item_id,
            col(Assignment.unit_id) == proof.unit_id,
            col(Assignment.state).in_(OPEN_STATES),
        )
        .order_by(col(Item.sub))
        .limit(1)
    )
