"""The bulletin in group robots: one claim per issue and robot, its parts in order, each posted once.

A robot cannot be asked what it posted. So an outcome that nobody can know is held for a supervisor's word,
and only what surely did not arrive is tried again (docs/reliability.md, posts).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from domain.bulletin import mirrors_texts as texts
from domain.bulletin.mirrors import (
    FILE_GAP_SECONDS,
    GAP_SECONDS,
    REFUSED_AT_MOST,
    Form,
    Robot,
    RobotKind,
    TextPart,
    again_after,
    lines_in_parts,
    rush_over_in,
    text_parts,
)
from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Priority, Rows
from storage.delivery import mirrors
from storage.requests import HeldPost
from storage.tables import Bulletin, ClaimState, MirrorPart, MirrorRobot, OutboxState
from storage.tx import Tx
from usecases.bulletin.bulletin import papers_of
from usecases.bulletin.holds import hold, withdraw_robot
from usecases.steps.cards import Card, supervisors

IDLE_SECONDS = 2.0
# So late, the supervisors hear that a robot cannot be reached.
LATE_AFTER = timedelta(hours=1)


async def sync_robots(tx: Tx, robots: Sequence[Robot]) -> None:
    """The database knows the robots of the settings and no others."""
    wanted = {robot.fingerprint for robot in robots}
    for row in await mirrors.active_robots(tx):
        if row.fingerprint not in wanted:
            dropped = await mirrors.retire_robot(tx, row.robot_id)
            await withdraw_robot(tx, row.robot_id)
            tx.record("retire_robot", row.name, after={"dropped_parts": dropped})
            if dropped:
                key = f"mirror_removed:{row.robot_id}:{tx.now.isoformat()}"
                await _tell(tx, key, texts.removed(row.name, dropped))
    for robot in robots:
        await mirrors.keep_robot(tx, robot.fingerprint, kind=robot.kind, name=robot.name)


async def robot_ids(tx: Tx) -> dict[str, int]:
    """Ids by fingerprint."""
    return {row.fingerprint: row.robot_id for row in await mirrors.active_robots(tx)}


async def put_mirrors(tx: Tx, row: Bulletin, kind: str, *, period: str, mark: str) -> None:
    """The text of an issue; WeCom's robots alone take its picture and files without a public address."""
    bulletin = bulletin_from_json(row.snapshot)

    def parts(robot: RobotKind) -> list[dict[str, Any]]:
        papers = _papers(row, mark) if robot is RobotKind.WECOM else []
        return [*_texts(text_parts(bulletin, robot, mark)), *papers]

    await _put(tx, row, kind, period, parts)


async def _put(
    tx: Tx, row: Bulletin, kind: str, period: str, parts: Callable[[RobotKind], list[dict[str, Any]]]
) -> None:
    """Claim an issue for each robot of the settings and freeze its parts; whoever is second puts nothing."""
    for robot in await mirrors.active_robots(tx):
        columns = {"bulletin_id": row.bulletin_id, "content_hash": row.snapshot_hash}
        post_id = await mirrors.claim(tx, robot.robot_id, kind, period, **columns)
        if post_id is not None:
            await mirrors.add_parts(tx, post_id, robot.robot_id, parts(RobotKind(robot.kind)))


def _texts(parts: Iterable[TextPart]) -> list[dict[str, Any]]:
    return [{"form": Form.TEXT, "title": part.title, "text": part.text, "paper": None} for part in parts]


def _papers(row: Bulletin, mark: str) -> list[dict[str, Any]]:
    return [
        {
            "form": Form.PICTURE if paper.is_picture else Form.FILE,
            "title": paper.name.rpartition(".")[0] + mark,
            "text": "",
            "paper": asdict(paper),
        }
        for paper in papers_of(row, with_ledger=False)
    ]


async def put_correction(tx: Tx, row: Bulletin, title: str, text: str) -> None:
    """Robots cannot change what they posted: they post what was corrected, once an edition."""
    period = f"{row.year}-{row.issue_number}-{row.edition}"
    await _put(tx, row, "correction", period, lambda robot: _texts(lines_in_parts(title, text, robot)))


async def put_withdrawal(tx: Tx, row: Bulletin, line: str) -> None:
    """Nor can they mark it: they say that it is withdrawn."""
    await _put(
        tx, row, "withdrawal", f"{row.year}-{row.issue_number}", lambda robot: _texts(lines_in_parts("", line, robot))
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """The part whose time has come, or the seconds until the next look."""

    part: MirrorPart | None
    seconds: float = 0.0


async def next_turn(tx: Tx, robot_id: int) -> Turn:
    """What a robot may be given now: its pace, its pauses and the order of its parts are kept."""
    robot = await tx.row(MirrorRobot, robot_id)
    part = await mirrors.head(tx, robot_id)
    if robot is None or part is None or part.state is not OutboxState.DUE:
        return Turn(None, IDLE_SECONDS)
    waits = [(at - tx.now).total_seconds() for at in (robot.next_at, part.not_before) if at is not None]
    waits.append(rush_over_in(RobotKind(robot.kind), tx.now, robot.fingerprint))
    seconds = max(waits)
    return Turn(None, seconds) if seconds > 0 else Turn(part)


async def take(tx: Tx, part: MirrorPart) -> bool:
    """Compare-and-set: the part leaves now; False on a conflict."""
    won = await mirrors.move_part(tx, part.part_id, OutboxState.DUE, state=OutboxState.SENDING, tried_at=tx.now)
    if won:
        part.state, part.tried_at = OutboxState.SENDING, tx.now
        await _keep_pace(tx, part)
    return won


async def _keep_pace(tx: Tx, part: MirrorPart, pause: float = 0.0) -> None:
    gap = FILE_GAP_SECONDS if part.form == Form.FILE else GAP_SECONDS
    await mirrors.rest_robot(tx, part.robot_id, tx.now + timedelta(seconds=max(gap, pause)))


async def arrived(tx: Tx, part: MirrorPart) -> None:
    """The part is in the group; the last one settles the claim."""
    if await _settle(tx, part, state=OutboxState.SENT, sent_at=tx.now, error=""):
        await go_on(tx, part.post_id)


async def wait_longer(tx: Tx, part: MirrorPart, pause: float, error: str) -> None:
    """Surely not posted, and nobody's mistake: a limit or the network. The robot rests for `pause` seconds."""
    if await _settle(tx, part, pause, state=OutboxState.DUE, error=error) and tx.now - part.put_at > LATE_AFTER:
        await _tell_late(tx, part, error)


async def refused(tx: Tx, part: MirrorPart, error: str) -> None:
    """Surely not posted: tried again with growing pauses; the supervisors hear of it at once, and at the end."""
    attempts = part.attempts + 1
    if attempts < REFUSED_AT_MOST:
        again = tx.now + timedelta(seconds=again_after(attempts))
        state = OutboxState.DUE
        if await _settle(tx, part, state=state, attempts=attempts, not_before=again, error=error):
            await _tell_late(tx, part, error)
        return
    robot = await _robot_of(tx, part)
    words = texts.given_up(part.title, robot=robot.name, why=texts.reason(robot.kind, error))
    await _hold(tx, part, error, words, texts.given_up_buttons(part.part_id))


async def nobody_knows(tx: Tx, part: MirrorPart, error: str) -> None:
    """Maybe posted: held, with what comes behind it, until a supervisor has looked into the group."""
    robot = await _robot_of(tx, part)
    words = texts.unknown(part.title, robot.name)
    await _hold(tx, part, error, words, texts.unknown_buttons(part.part_id))


async def leave_out(tx: Tx, part: MirrorPart, error: str) -> None:
    """A paper that cannot be drawn or is too large stays behind; the parts after it go on."""
    if not await _settle(tx, part, state=OutboxState.CANCELLED, error=error):
        return
    robot = await _robot_of(tx, part)
    tx.record("hold_post", f"{robot.name} {part.title}", result="left_out", after=error)
    await _tell(tx, f"mirror_left_out:{part.part_id}", texts.left_out(part.title, robot.name))
    await go_on(tx, part.post_id)


async def hold_interrupted(tx: Tx) -> int:
    """Parts that were leaving when the process died; gives how many are held now."""
    found = await mirrors.leaving(tx)
    for part in found:
        await nobody_knows(tx, part, "stopped while sending")
    return len(found)


async def _settle(tx: Tx, part: MirrorPart, pause: float = 0.0, **changes: Any) -> bool:
    """Write what became of the part as the caller saw it; the next one keeps its distance from now on."""
    await _keep_pace(tx, part, pause)
    return await mirrors.move_part(tx, part.part_id, part.state, **changes)


async def go_on(tx: Tx, post_id: int) -> None:
    if await mirrors.undone_parts(tx, post_id):
        await mirrors.move_post(tx, post_id, ClaimState.SENDING)
    else:
        await mirrors.move_post(tx, post_id, ClaimState.SENT, tx.now)


async def _hold(tx: Tx, part: MirrorPart, error: str, words: str, buttons: Rows) -> None:
    if part.state is OutboxState.DUE:
        part.tried_at = tx.now
    if not await _settle(tx, part, state=OutboxState.HELD, error=error, tried_at=part.tried_at):
        return
    await mirrors.move_rest(tx, part.post_id, OutboxState.DUE, OutboxState.HELD)
    await mirrors.move_post(tx, part.post_id, ClaimState.HELD)
    robot = await _robot_of(tx, part)
    label = f"{robot.name} {part.title}"
    await hold(tx, HeldPost(part_id=part.part_id), words, label=label, action="hold_post", after=error)
    held_card(part).put(tx, await supervisors(tx), words, rows=buttons)


def held_card(part: MirrorPart) -> Card:
    """A part that was sent again may become unknown again: each try is asked about once."""
    tried = part.tried_at.isoformat(timespec="milliseconds") if part.tried_at else "never"
    return Card("held", f"mirror_held:{part.part_id}:{tried}", priority=Priority.INTERACTIVE)


async def _tell_late(tx: Tx, part: MirrorPart, error: str) -> None:
    robot = await _robot_of(tx, part)
    words = texts.refused(part.title, robot=robot.name, why=texts.reason(robot.kind, error))
    await _tell(tx, f"mirror_late:{part.post_id}", words)


async def _tell(tx: Tx, key: str, words: str) -> None:
    Card("word", key, priority=Priority.INTERACTIVE).put(tx, await supervisors(tx), words)


async def _robot_of(tx: Tx, part: MirrorPart) -> MirrorRobot:
    robot = await tx.row(MirrorRobot, part.robot_id)
    assert robot is not None, "a part names a robot that is known"
    return robot
