"""Rows of seats: which a person has, and names that leaders are known by alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col

from domain.office.seats_texts import seat_words
from storage.rows import change
from storage.tables import ItemLeader, LadderSeat, Seat, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class SeatInUnit:
    """A seat with the name of its unit, "" where the role has none."""

    seat: Seat
    unit: str

    @property
    def words(self) -> str:
        return seat_words(self.seat.role, self.unit, section=self.seat.section, title=self.seat.title)


async def of_person(tx: Tx, person_id: int) -> Sequence[SeatInUnit]:
    query = (
        tx.select(Seat, Unit.name)
        .outerjoin(Unit, col(Unit.unit_id) == col(Seat.unit_id))
        .where(col(Seat.person_id) == person_id)
        .order_by(col(Seat.seat_id))
    )
    return [SeatInUnit(seat, unit or "") for seat, unit in await tx.all(query)]


async def seat(tx: Tx, seat_id: int) -> Seat | None:
    return await tx.first(tx.select(Seat).where(col(Seat.seat_id) == seat_id))


async def rename_leader(tx: Tx, before: str, name: str) -> None:
    """Items and contacts know a leader by name."""
    has_both = tx.select(ItemLeader.item_id).where(col(ItemLeader.name) == name)
    await change(tx, ItemLeader, col(ItemLeader.name) == before, col(ItemLeader.item_id).not_in(has_both), name=name)
    taken = await tx.first(tx.select(LadderSeat.person_id).where(col(LadderSeat.leader_name) == name))
    if taken is None:
        await change(tx, LadderSeat, col(LadderSeat.leader_name) == before, leader_name=name)
