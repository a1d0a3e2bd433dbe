"""Rows about invitations and wrong tries. Only the SHA-256 of a code is ever kept."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col

from domain.office.people import Role
from storage.rows import change
from storage.tables import Invitation, JoinAttempt, Unit
from storage.tx import Tx


async def of_hash(tx: Tx, code_hash: str) -> Invitation | None:
    """Whatever its state: the caller decides what it is still good for."""
    return await tx.first(tx.select(Invitation).where(col(Invitation.code_hash) == code_hash))


async def use(tx: Tx, invitation: Invitation) -> bool:
    """Compare-and-set: one use, in time; False on a conflict or when it is too late."""
    this = col(Invitation.invitation_id) == invitation.invitation_id
    return await change(tx, Invitation, this, *_usable(tx), used_at=tx.now) == 1


def _usable(tx: Tx) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(Invitation.used_at).is_(None), col(Invitation.expires_at) > tx.now


async def waiting(tx: Tx) -> Sequence[tuple[Invitation, str | None]]:
    """Invitations that can still be used, with the name of their unit, the newest first."""
    return await tx.all(
        tx.select(Invitation, Unit.name)
        .outerjoin(Unit, col(Unit.unit_id) == col(Invitation.unit_id))
        .where(*_usable(tx))
        .order_by(col(Invitation.invitation_id).desc())
    )


async def end_for_seat(tx: Tx, name: str, role: Role, unit_id: int | None) -> None:
    """A newer invitation to the same seat makes older codes worthless."""
    unit = col(Invitation.unit_id)
    same_unit = unit.is_(None) if unit_id is None else unit == unit_id
    seat = (col(Invitation.name) == name, col(Invitation.role) == role, same_unit)
    await change(tx, Invitation, *_usable(tx), *seat, expires_at=tx.now)


async def end_of_inviter(tx: Tx, person_id: int) -> None:
    """Who is removed leaves no door open behind."""
    await change(tx, Invitation, *_usable(tx), col(Invitation.invited_by) == person_id, expires_at=tx.now)


async def attempts(tx: Tx, telegram_id: int) -> JoinAttempt | None:
    """Wrong tries of a sender; counted by account, whatever the office."""
    return await tx.get(JoinAttempt, telegram_id)


async def count_failure(tx: Tx, telegram_id: int, limit: int, lock: timedelta) -> bool:
    """One more wrong try; True when it was the one that locks. A lock that has run out starts anew."""
    row = await attempts(tx, telegram_id) or JoinAttempt(telegram_id=telegram_id)
    if row.locked_until is not None and row.locked_until <= tx.now:
        row.failures, row.locked_until = 0, None
    row.failures += 1
    if row.failures >= limit:
        row.locked_until = tx.now + lock
    await tx.add(row)
    return row.locked_until is not None


async def forget_failures(tx: Tx, telegram_id: int) -> None:
    row = await attempts(tx, telegram_id)
    if row is not None:
        await tx.remove(row)
