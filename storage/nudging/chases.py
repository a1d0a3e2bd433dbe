"""What was said of requests that wait: which steps of their clocks people were told of, and when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlmodel import col

from storage.rows import grouped
from storage.tables import NudgeSent, Request, RequestChase, Seat, Unit
from storage.tx import Tx


async def told(tx: Tx, request_ids: Collection[int]) -> dict[int, list[int]]:
    """The steps by request."""
    query = tx.select(RequestChase.request_id, RequestChase.step).where(col(RequestChase.request_id).in_(request_ids))
    return grouped(await tx.all(query))


async def keep_told(tx: Tx, steps: Mapping[int, int]) -> None:
    """By request; a step is told once."""
    rows = [{"request_id": one, "step": step, "chased_at": tx.now} for one, step in steps.items()]
    await tx.insert_new(RequestChase, *rows)


async def of_item(tx: Tx, item_id: int) -> Sequence[tuple[Request, datetime]]:
    """What was chased on an item, the newest last."""
    query = (
        tx.select(Request, RequestChase.chased_at)
        .join(RequestChase, col(RequestChase.request_id) == col(Request.request_id))
        .where(col(Request.item_id) == item_id)
        .order_by(col(RequestChase.chase_id))
    )
    return [(row[0], row[1]) for row in await tx.all(query)]


async def urged_units(tx: Tx, item_id: int) -> Sequence[tuple[str, datetime]]:
    """Whose officials were nudged on an item, and when; the newest last."""
    query = (
        tx.select(Unit.name, NudgeSent.nudged_at)
        .join(Seat, col(Seat.unit_id) == col(Unit.unit_id))
        .join(NudgeSent, col(NudgeSent.person_id) == col(Seat.person_id))
        .where(col(NudgeSent.item_id) == item_id)
        .order_by(col(NudgeSent.nudge_id))
    )
    return [(name, at) for name, at in await tx.all(query)]
