"""The nudge policy as it holds now, and the steps of the ladder."""

from sqlmodel import col

from domain.nudging.policy import NUDGING
from domain.nudging.stages import NudgePolicy
from storage.office import settings
from storage.rows import drop
from storage.tables import LadderSeat
from storage.tx import Tx


async def policy(tx: Tx) -> NudgePolicy:
    return NudgePolicy(**await settings.values(tx, NUDGING))


async def set_step(tx: Tx, person_id: int | None, *, unit_id: int | None = None, leader: str = "") -> None:
    """Who is the head of the unit, or the contact of the leader; None: nobody any more."""
    same_unit = col(LadderSeat.unit_id).is_(None) if unit_id is None else col(LadderSeat.unit_id) == unit_id
    await drop(tx, LadderSeat, same_unit, col(LadderSeat.leader_name) == leader)
    if person_id is not None:
        await tx.add(LadderSeat(unit_id=unit_id, leader_name=leader, person_id=person_id))
