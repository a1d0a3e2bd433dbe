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


async def set_contact(tx: Tx, leader: str, person_id: int | None) -> None:
    """Who is the contact of the leader; None: nobody any more."""
    await drop(tx, LadderSeat, col(LadderSeat.leader_name) == leader)
    if person_id is not None:
        await tx.add(LadderSeat(leader_name=leader, person_id=person_id))
