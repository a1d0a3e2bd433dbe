"""Outbox -> channel: paced, in order per chat, interactive first; every outcome is written down.

A receipt or an answer leaves at least once (its number makes a double recognisable). A nudge is made anew
from today's truth when its turn comes. A scheduled post is claimed before it leaves, and an outcome that
cannot be known is looked up or held for a person, never blindly repeated (docs/reliability.md, posts).
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import structlog

from bot.channels.telegram import TelegramChannel
from bot.channels.verdicts import Outcome, Verdict
from bot.look import LookResult, look_for
from bot.pacing import Pacing
from bot.wakeup import Wakeup, unless_busy
from domain.notes import Note, Paper, note_from_json
from storage.database import Database
from storage.delivery import outbox
from storage.tables import Outbox, OutboxState
from storage.tx import Tx
from usecases.bulletin.delivery import address_gone, hold_post, note_to_send, post_sent, topic_closed
from usecases.office.migrate_group import move_group

log = structlog.get_logger()

# Retries of a call that may have worked: one for a cut connection, more where the server itself answered.
_UNKNOWN_TRIES = 2
_SERVER_ERROR_TRIES = 6
_BACKOFF_SECONDS = (1, 5, 15, 60, 300)
IN_FLIGHT = 30
# Each turn is a commit: while many are on their way, outcomes are gathered for as long as nobody notices.
GATHER_SECONDS = 0.02

Draw = Callable[[Paper], Awaitable[bytes]]


@dataclass(slots=True)
class Pump:
    database: Database
    channel: TelegramChannel
    pacing: Pacing
    draw: Draw
    spawn: Callable[[Coroutine[Any, Any, None]], object]
    notes_wait: Wakeup
    _flying: dict[int, int] = field(default_factory=dict)
    _settled: list[tuple[Outbox, Note, Verdict]] = field(default_factory=list)
    _turned_at: float = 0.0

    async def run(self) -> None:
        await self.recover()
        while True:
            rest = await unless_busy(self.turn(), otherwise=0.5, where="pump")
            if rest > 0:
                await self.notes_wait.wait(rest)

    async def recover(self) -> None:
        """Notes that were leaving when the process died: their outcome is unknown."""
        async with self.database.reading() as tx:
            rows = await outbox.in_state(tx, OutboxState.SENDING)
        for row in rows:
            unknown = Verdict(Outcome.UNKNOWN, words="stopped while sending")
            self._flying[row.outbox_id] = row.chat_id
            self.spawn(self._finish(row, note_from_json(row.note), unknown))

    async def turn(self) -> float:
        """Settle what came back, start what may leave; gives the seconds until the next look."""
        now = self._now()
        resting = self.pacing.resting(now)
        skip = [*self._flying.values(), *resting]
        wait = max(0.0, self.pacing.free_at - now)
        room = IN_FLIGHT - len(self._flying)
        if not self._settled and (room <= 0 or wait > 0.002):
            return min(max(wait, 0.001), 0.5) if room > 0 else 0.5
        gathering = self._turned_at + GATHER_SECONDS - now
        if gathering > 0 and len(self._settled) < len(self._flying) // 2:
            return gathering
        self._turned_at = now
        settled, self._settled = self._settled, []
        try:
            async with self.database.transaction() as tx:
                await self._write_all(tx, settled)
                starting = await self._start(tx, skip, room) if room > 0 and wait <= 0.002 else []
        except BaseException:
            self._settled = settled + self._settled
            raise
        for row, _, _ in settled:
            self._flying.pop(row.outbox_id, None)
        for row, note in starting:
            self._flying[row.outbox_id] = row.chat_id
            self.spawn(self._send(row, note))
        if starting or settled:
            return max(0.0, self.pacing.free_at - self._now())
        return min([0.5, *(at - now for at in resting.values() if at > now)])

    async def _start(self, tx: Tx, skip: list[int], room: int) -> list[tuple[Outbox, Note]]:
        """Claim notes, one per chat, as many as may leave now."""
        starting: list[tuple[Outbox, Note]] = []
        chats: set[int] = set()
        for row in await outbox.due(tx, skip, limit=room * 2):
            if len(starting) >= room or self.pacing.free_at > self._now() + 0.002:
                break
            if row.chat_id in chats:
                continue
            note = await note_to_send(tx, row)
            if note is None:
                continue
            chats.add(row.chat_id)
            if row.claim_id is not None or row.kind == "nudge":
                await outbox.settle(tx, row.outbox_id, state=OutboxState.SENDING, note=note.to_json())
            for _ in range(_messages_of(note)):
                self.pacing.count(row.chat_id, self._now())
            starting.append((row, note))
        return starting

    async def _send(self, row: Outbox, note: Note) -> None:
        try:
            content = await self.draw(note.paper) if note.paper else None
        except Exception as error:
            # A paper that cannot be drawn is held and told about; the rest of the mail goes on.
            log.exception("paper_not_drawn", outbox_id=row.outbox_id, exc_info=error)
            await self._finish(row, note, Verdict(Outcome.DEAD, words=type(error).__name__))
            return
        verdict = await self.channel.deliver(note, content)
        if verdict.outcome is Outcome.PLAIN:
            log.error("markup_refused", outbox_id=row.outbox_id)
            verdict = await self.channel.deliver(note, content, plain=True)
        await self._finish(row, note, verdict)

    async def _finish(self, row: Outbox, note: Note, verdict: Verdict) -> None:
        if verdict.outcome is Outcome.LATER:
            self.pacing.pause(row.chat_id, self._now() + verdict.retry_after)
        if verdict.outcome is Outcome.UNKNOWN and row.claim_id is not None:
            verdict = await self._look(row, note, verdict)
        self._settled.append((row, note, verdict))
        self.notes_wait.set()

    async def _look(self, row: Outbox, note: Note, verdict: Verdict) -> Verdict:
        """An unknown post is found, surely absent (LATER), or stays unknown and will be held."""
        finding, message_id = await look_for(self.database, self.channel, self.pacing, row, note)
        log.warning("post_looked_for", outbox_id=row.outbox_id, finding=finding)
        if finding is LookResult.THERE:
            return Verdict(Outcome.SENT, message_id=message_id)
        if finding is LookResult.ABSENT:
            return Verdict(Outcome.LATER, retry_after=1, words=verdict.words)
        return verdict

    async def _write_all(self, tx: Tx, settled: list[tuple[Outbox, Note, Verdict]]) -> None:
        """Plain successes in one statement, whatever has consequences one by one."""
        plain = [(row.outbox_id, verdict.message_id) for row, _, verdict in settled if _is_plain(row, verdict)]
        if plain:
            await outbox.sent(tx, plain)
        for row, note, verdict in settled:
            if not _is_plain(row, verdict):
                await self._write(tx, row, note, verdict)

    async def _write(self, tx: Tx, row: Outbox, note: Note, verdict: Verdict) -> None:
        match verdict.outcome:
            case Outcome.SENT:
                # The code of an invitation has arrived; from here on only its hash exists.
                said = {"note": replace(note, text="", links=()).to_json()} if row.kind == "invitation" else {}
                await outbox.settle(
                    tx, row.outbox_id, state=OutboxState.SENT, sent_at=tx.now, message_id=verdict.message_id, **said
                )
                if row.claim_id is not None:
                    await post_sent(tx, row)
            case Outcome.LATER:
                await self._later(tx, row, verdict.retry_after, count=False)
            case Outcome.UNKNOWN:
                await self._unknown(tx, row, verdict)
            case Outcome.MOVED if verdict.new_chat_id is not None:
                await move_group(tx, row.chat_id, verdict.new_chat_id)
                await outbox.settle(tx, row.outbox_id, state=OutboxState.DUE, chat_id=verdict.new_chat_id)
            case Outcome.GONE:
                log.warning("address_gone", outbox_id=row.outbox_id)
                await outbox.settle(tx, row.outbox_id, state=OutboxState.DEAD, error=verdict.words)
                await address_gone(tx, row, verdict.words)
            case Outcome.CLOSED:
                log.warning("topic_closed", outbox_id=row.outbox_id)
                await outbox.settle(tx, row.outbox_id, state=OutboxState.DEAD, error=verdict.words)
                await topic_closed(tx, row)
            case _:
                await self._dead(tx, row, note, verdict)

    async def _later(self, tx: Tx, row: Outbox, seconds: float, *, count: bool) -> None:
        again = tx.now + timedelta(seconds=seconds)
        attempts = row.attempts + (1 if count else 0)
        row.attempts = attempts
        await outbox.settle(tx, row.outbox_id, state=OutboxState.DUE, not_before=again, attempts=attempts)
        await outbox.hold_back(tx, row.chat_id, again)

    async def _unknown(self, tx: Tx, row: Outbox, verdict: Verdict) -> None:
        if row.claim_id is not None:
            await outbox.settle(tx, row.outbox_id, state=OutboxState.HELD, error=verdict.words)
            await hold_post(tx, row)
            return
        tries = _SERVER_ERROR_TRIES if verdict.is_server_error else _UNKNOWN_TRIES
        if row.attempts + 1 >= tries:
            log.error("note_given_up", outbox_id=row.outbox_id, kind=row.kind)
            await outbox.settle(tx, row.outbox_id, state=OutboxState.DEAD, error=verdict.words)
            return
        seconds = _BACKOFF_SECONDS[min(row.attempts, len(_BACKOFF_SECONDS) - 1)]
        await self._later(tx, row, seconds, count=True)

    async def _dead(self, tx: Tx, row: Outbox, note: Note, verdict: Verdict) -> None:
        """The call can never work. An edit of a message that is gone becomes a new message."""
        if note.edits_message is not None and note.toast_for is None:
            fresh = replace(note, edits_message=None, edits_key=None)
            await outbox.settle(tx, row.outbox_id, state=OutboxState.DUE, note=fresh.to_json())
            return
        if note.toast_for is None:
            log.error("note_refused", outbox_id=row.outbox_id, kind=row.kind, words=verdict.words)
        await outbox.settle(tx, row.outbox_id, state=OutboxState.DEAD, error=verdict.words)
        if row.claim_id is not None:
            await hold_post(tx, row)

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _messages_of(note: Note) -> int:
    """As Telegram counts them: each file of an album is one."""
    return 0 if note.toast_for is not None else max(1, len(note.files))


def _is_plain(row: Outbox, verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.SENT and row.claim_id is None and row.kind != "invitation"
