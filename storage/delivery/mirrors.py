"""Rows about group robots: which there are, what waits for each, and what became of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col

from storage.rows import change
from storage.tables import ClaimState, MirrorPart, MirrorPost, MirrorRobot, OutboxState
from storage.tx import Tx


async def active_robots(tx: Tx) -> Sequence[MirrorRobot]:
    return await tx.all(
        tx.select(MirrorRobot).where(col(MirrorRobot.is_active).is_(True)).order_by(col(MirrorRobot.robot_id))
    )


async def keep_robot(tx: Tx, fingerprint: str, *, kind: str, name: str) -> None:
    """Store a robot of the settings, or bring back one that was there before."""
    row = await tx.first(tx.select(MirrorRobot).where(col(MirrorRobot.fingerprint) == fingerprint))
    if row is None:
        row = MirrorRobot(fingerprint=fingerprint, kind=kind, name=name, known_since=tx.now)
    row.name, row.is_active = name, True
    await tx.add(row)


async def retire_robot(tx: Tx, robot_id: int) -> int:
    """The robot left the settings; gives how many parts will never leave."""
    await change(tx, MirrorRobot, col(MirrorRobot.robot_id) == robot_id, is_active=False)
    waits = col(MirrorPost.state).in_((ClaimState.DUE, ClaimState.SENDING, ClaimState.HELD))
    mine = col(MirrorPost.robot_id) == robot_id
    await change(tx, MirrorPost, mine, waits, state=ClaimState.DROPPED, settled_at=tx.now)
    unsent = col(MirrorPart.state).in_((OutboxState.DUE, OutboxState.SENDING, OutboxState.HELD))
    return await change(tx, MirrorPart, col(MirrorPart.robot_id) == robot_id, unsent, state=OutboxState.CANCELLED)


async def claim(tx: Tx, robot_id: int, kind: str, period: str, **columns: Any) -> int | None:
    """The new claim's id; None on a conflict: there is one already."""
    row = {
        "robot_id": robot_id,
        "kind": kind,
        "period": period,
        "state": ClaimState.DUE,
        "claimed_at": tx.now,
        **columns,
    }
    return await tx.claim(MirrorPost, row)


async def add_parts(tx: Tx, post_id: int, robot_id: int, parts: Sequence[dict[str, Any]]) -> None:
    """`parts` hold form, title, text and paper, in the order in which they leave."""
    common = {
        "post_id": post_id,
        "robot_id": robot_id,
        "state": OutboxState.DUE,
        "attempts": 0,
        "put_at": tx.now,
        "error": "",
    }
    rows = [{**common, "place": place, **part} for place, part in enumerate(parts, 1)]
    await tx.insert(MirrorPart, *rows)


async def head(tx: Tx, robot_id: int) -> MirrorPart | None:
    """The part whose turn it is at a robot, whether or not its time has come; a copy, not a watched row."""
    found = await tx.first(
        tx.select(MirrorPart)
        .where(col(MirrorPart.robot_id) == robot_id, col(MirrorPart.state).in_((OutboxState.DUE, OutboxState.SENDING)))
        .order_by(col(MirrorPart.part_id))
        .limit(1)
    )
    if found is not None:
        # It outlives this transaction; what is noted on it on the way must not be written behind a settlement.
        tx.detach(found)
    return found


async def leaving(tx: Tx) -> Sequence[MirrorPart]:
    """Parts that were on their way."""
    return await tx.all(
        tx.select(MirrorPart).where(col(MirrorPart.state) == OutboxState.SENDING).order_by(col(MirrorPart.part_id))
    )


async def move_part(tx: Tx, part_id: int, held: OutboxState, **changes: Any) -> bool:
    """Compare-and-set on the state; False when the part is no longer `held`."""
    where = (col(MirrorPart.part_id) == part_id, col(MirrorPart.state) == held)
    return await change(tx, MirrorPart, *where, **changes) == 1


async def move_rest(tx: Tx, post_id: int, held: OutboxState, state: OutboxState) -> None:
    """All parts of a post that are `held` go to `state`."""
    await change(tx, MirrorPart, col(MirrorPart.post_id) == post_id, col(MirrorPart.state) == held, state=state)


async def move_post(tx: Tx, post_id: int, state: ClaimState, settled_at: datetime | None = None) -> None:
    await change(tx, MirrorPost, col(MirrorPost.post_id) == post_id, state=state, settled_at=settled_at)


async def undone_parts(tx: Tx, post_id: int) -> int:
    query = tx.select(func.count()).where(
        col(MirrorPart.post_id) == post_id, col(MirrorPart.state).not_in((OutboxState.SENT, OutboxState.CANCELLED))
    )
    return await tx.one(query)


async def rest_robot(tx: Tx, robot_id: int, until: datetime) -> None:
    """Nothing leaves to the robot before `until`."""
    await change(tx, MirrorRobot, col(MirrorRobot.robot_id) == robot_id, next_at=until)
