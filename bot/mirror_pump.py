"""Parts of mirrored bulletins -> group robots: one loop a robot, so that none waits for another.

What may leave when is in the database (usecases/bulletin/mirror.py), and survives a restart. Papers are drawn and files
uploaded before a part is taken; between "taken" and "settled" stands the one call that posts.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from bot.channels.mirrors import MirrorChannel, PostFailed, PostImpossible, channel_of, open_client
from bot.channels.verdicts import Outcome, Verdict
from bot.wakeup import unless_busy
from domain.bulletin.mirrors import Form, Robot
from domain.notes import Paper
from storage.database import Clock, Database, must_wait
from storage.tables import MirrorPart
from storage.tx import Tx
from usecases.bulletin.mirror import (
    arrived,
    hold_interrupted,
    leave_out,
    next_turn,
    nobody_knows,
    refused,
    robot_ids,
    take,
    wait_longer,
)

log = structlog.get_logger()

# The database's clock may be moved; the wait for it is never longer than this.
LONGEST_REST = 5.0
BUSY_SECONDS = 0.5

Draw = Callable[[Paper], Awaitable[bytes]]
Result = TypeVar("Result")


async def mirror(database: Database, robots: Sequence[Robot], clock: Clock, draw: Draw) -> None:
    """Serve `robots`, which `sync_robots` made known, for ever; `clock` gives the instants of signatures."""
    async with database.reading() as tx:
        ids = await robot_ids(tx)
    async with open_client() as client:
        channels = {ids[robot.fingerprint]: channel_of(robot, client, clock) for robot in robots}
        await MirrorPump(database, channels, draw).run()


@dataclass(slots=True)
class MirrorPump:
    """`channels` by the ids of the database."""

    database: Database
    channels: Mapping[int, MirrorChannel]
    draw: Draw

    async def run(self) -> None:
        await self.recover()
        async with asyncio.TaskGroup() as group:
            for robot_id in self.channels:
                group.create_task(self._serve(robot_id))

    async def recover(self) -> None:
        """Parts that were leaving when the process died: nobody knows whether they arrived."""
        held = await self._until_written(hold_interrupted)
        if held:
            log.warning("mirror_parts_held", count=held)

    async def _serve(self, robot_id: int) -> None:
        while True:
            rest = await unless_busy(self.turn(robot_id), otherwise=BUSY_SECONDS, where="mirrors")
            await asyncio.sleep(min(rest, LONGEST_REST))

    async def turn(self, robot_id: int) -> float:
        """Post the part whose time has come, if any; gives the seconds until the next look."""
        async with self.database.reading() as tx:
            turn = await next_turn(tx, robot_id)
        if turn.part is None:
            return turn.seconds
        part, channel = turn.part, self.channels[robot_id]
        try:
            body = await self._prepared(channel, part)
        except PostFailed as missing:
            await self._settle(part, missing.verdict)
            return 0.0
        except PostImpossible as unmade:
            why = str(unmade)
            log.warning("mirror_part_not_made", part_id=part.part_id, error=why)
            await self._until_written(lambda tx: leave_out(tx, part, why))
            return 0.0
        async with self.database.transaction() as tx:
            taken = await take(tx, part)
        if taken:
            await self._settle(part, await self._post(channel, part, body))
        return 0.0

    async def _prepared(self, channel: MirrorChannel, part: MirrorPart) -> dict[str, Any]:
        paper = Paper(**part.paper) if part.paper else None  # type: ignore[arg-type]
        try:
            content = await self.draw(paper) if paper else b""
            name = paper.name if paper else ""
            return await channel.prepared(Form(part.form), part.title, part.text, name, content)
        except (PostFailed, PostImpossible):
            raise
        except Exception as error:  # noqa: BLE001
            # As in bot/pump.py: one bad paper must not stop the mail. Its kind is told, never its words.
            raise PostImpossible(type(error).__name__) from None

    async def _post(self, channel: MirrorChannel, part: MirrorPart, body: dict[str, Any]) -> Verdict:
        try:
            return await channel.post(body)
        except Exception as error:  # noqa: BLE001
            # Whatever broke after the part was taken, it may have been posted.
            log.warning("mirror_post_broke", part_id=part.part_id, error=type(error).__name__)
            return Verdict(Outcome.UNKNOWN, words=type(error).__name__)

    async def _settle(self, part: MirrorPart, verdict: Verdict) -> None:
        if verdict.outcome is not Outcome.SENT:
            log.warning("mirror_part_waits", part_id=part.part_id, why=verdict.outcome, error=verdict.words)
        await self._until_written(lambda tx: _write(tx, part, verdict))

    async def _until_written(self, work: Callable[[Tx], Awaitable[Result]]) -> Result:
        """An outcome is known here only: a busy database is asked until it has it."""
        while True:
            try:
                async with self.database.transaction() as tx:
                    return await work(tx)
            except Exception as error:
                if not must_wait(error):
                    raise
                await asyncio.sleep(BUSY_SECONDS)


async def _write(tx: Tx, part: MirrorPart, verdict: Verdict) -> None:
    match verdict.outcome:
        case Outcome.SENT:
            await arrived(tx, part)
        case Outcome.LATER:
            await wait_longer(tx, part, verdict.retry_after, verdict.words)
        case Outcome.DEAD:
            await refused(tx, part, verdict.words)
        case _:
            await nobody_knows(tx, part, verdict.words)
