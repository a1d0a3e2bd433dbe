"""Inbox row -> one piece of work: dispatcher, effects, audit, outbox and inbox-done together.

Updates that wait are worked on in the order they came; those of one fetched batch share a commit, each in
its own savepoint, so that one that fails undoes itself alone. What needs a download or a parse is prepared
first, outside any transaction, while its chat waits and others go on.
"""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import structlog
from aiogram.types import Update

from bot.answers import UpdateOrigin, say, spoken_of
from bot.cut_texts import CutPart, CutTexts
from bot.dispatch import Dispatch, parse
from bot.wakeup import Wakeup, unless_busy
from domain.arrivals import NOTHING, Arrival, MessageSource
from domain.commands import BY_NAME
from domain.dates.happening import Happened
from domain.dates.happening_texts import not_believed
from domain.notes import Answer, Note, Priority
from domain.office import gate_texts as texts
from domain.papers import incoming_texts
from domain.papers.unreadable import ClassifiedPaper
from domain.refusals import BadInput, NotFound, Refusal
from storage.database import Database, must_wait
from storage.delivery import inbox
from storage.office import people
from storage.tables import Inbox, InboxState
from storage.tx import Tx
from usecases.papers.forget import forget_parts
from usecases.steps.asking import CommandWords, ask, leave
from usecases.steps.cards import Card, supervisors
from usecases.talk.again import ask_whether_again
from usecases.talk.repeats import SaidTwice
from usecases.talk.waiting import forget_words

log = structlog.get_logger()

# docs/reliability.md, rule 4; after the last the update is set aside and its sender told.
RETRY_AFTER_SECONDS = (1, 5, 30, 300)
GROUP_SIZE = 50

Prepare = Callable[[Update], Awaitable[Arrival]]


@dataclass(slots=True)
class _Piece:
    row: Inbox
    update: Update
    arrival: Arrival = NOTHING
    before: CutPart | None = None


@dataclass(slots=True)
class Worker:
    """`turn` does what is ready and says whether there was anything; `run` repeats it."""

    database: Database
    dispatch: Dispatch
    prepare: Prepare
    needs_preparing: Callable[[Update], bool]
    spawn: Callable[[Coroutine[Any, Any, None]], object]
    work_waits: Wakeup
    notes_wait: Wakeup
    _preparing: dict[int, int] = field(default_factory=dict)
    _prepared: dict[int, Arrival] = field(default_factory=dict)
    _cut: CutTexts = field(default_factory=CutTexts)

    async def run(self) -> None:
        while True:
            if not await unless_busy(self.turn(), otherwise=False, where="worker"):
                await self.work_waits.wait(1.0)

    async def turn(self) -> bool:
        """One group of updates, one transaction."""
        async with self.database.transaction() as tx:
            rows = await inbox.waiting(tx, list(self._preparing.values()), GROUP_SIZE)
            done = [row for row in rows if await self._work(tx, row)]
            if done:
                await inbox.finish(tx, [row.inbox_id for row in done if row.inbox_id is not None])
        for row in done:
            self._prepared.pop(row.update_id, None)
        if rows:
            self.notes_wait.set()
        return bool(done)

    async def _work(self, tx: Tx, row: Inbox) -> bool:
        """True when the update is settled for good by this transaction."""
        if row.chat_id in self._preparing.values():
            return False
        try:
            update = parse(row.raw)
        except ValueError as error:
            # It will never parse: kept raw, its neighbours go on.
            await self._bury(tx, row, error)
            return False
        update, before = await self._cut.whole(tx, row, update)
        if row.update_id not in self._prepared and self.needs_preparing(update):
            self._preparing[row.update_id] = row.chat_id
            self.spawn(self._get_ready(row.update_id, update))
            return False
        arrival = self._prepared.get(row.update_id, NOTHING)
        if before is not None:
            arrival = replace(arrival, continues=MessageSource(row.chat_id, before.message.message_id))
        return await self._try(tx, _Piece(row, update, arrival, before))

    async def _get_ready(self, update_id: int, update: Update) -> None:
        try:
            self._prepared[update_id] = await self.prepare(update)
        except Refusal as refusal:
            self._prepared[update_id] = Arrival(refusal=refusal)
        except Exception as error:
            # A full disk or a broken file must not stop everybody else's work.
            log.exception("not_prepared", update_id=update_id, exc_info=error)
            self._prepared[update_id] = Arrival(refusal=BadInput(incoming_texts.FILE_NOT_FETCHED))
        finally:
            self._preparing.pop(update_id, None)
            self.work_waits.set()

    async def _try(self, tx: Tx, piece: _Piece) -> bool:
        happening = Happened(piece.row.happened_at, piece.row.told_at)
        spoken = spoken_of(piece.update, piece.before.update_id if piece.before else None)
        try:
            async with tx.part(piece.row.update_id, happening):
                answer = await self.dispatch.feed(piece.update, tx, piece.arrival)
        except Refusal as refusal:
            await refuse(tx, refusal, spoken)
            await _forget(tx, refusal, piece)
            return True
        except Exception as error:
            if must_wait(error):
                raise
            await self._fail(tx, piece.row, error)
            return False
        # Nothing was made of the words but a draft or a refusal: more of them may follow.
        if answer is None or answer.kind != "preview":
            self._cut.close(piece.row)
        await say(tx, _dated(tx, answer, happening, spoken), spoken)
        return True

    async def _fail(self, tx: Tx, row: Inbox, error: Exception) -> None:
        """Later, or after the last try set aside with a word to the sender."""
        log.error("update_failed", update_id=row.update_id, attempt=row.attempts + 1, exc_info=error)
        if row.attempts >= len(RETRY_AFTER_SECONDS):
            await self._bury(tx, row, error)
            return
        again = tx.now + timedelta(seconds=RETRY_AFTER_SECONDS[row.attempts])
        await inbox.set_aside(
            tx, row.inbox_id, attempts=row.attempts + 1, next_try_at=again, error=type(error).__name__
        )

    async def _bury(self, tx: Tx, row: Inbox, error: Exception) -> None:
        log.error("update_set_aside", update_id=row.update_id, exc_info=error)
        attempts, name = row.attempts + 1, type(error).__name__
        # Should it be retried, its file is fetched and read anew.
        self._prepared.pop(row.update_id, None)
        await inbox.set_aside(tx, row.inbox_id, state=InboxState.DEAD, attempts=attempts, error=name)
        tx.record("set_aside", f"U-{row.update_id}", after=name, result="failed")
        # With the time: one that was retried and failed again is told again.
        key = f"set_aside:{row.update_id}:{tx.now.timestamp()}"
        card = Card("set_aside", key, priority=Priority.INTERACTIVE)
        if row.chat_id > 0:
            words = texts.FAILED.format(update_id=row.update_id)
            tx.put(Note(row.chat_id, card.kind, words, priority=card.priority, dedupe_key=f"{key}:sender"))
        others = [one for one in await supervisors(tx) if one.telegram_id != row.chat_id]
        card.put(tx, others, texts.SET_ASIDE.format(update_id=row.update_id))


def _dated(tx: Tx, answer: Answer | None, happening: Happened, spoken: UpdateOrigin) -> Answer | None:
    """A date that was not believed is on record, and said with the answer."""
    if happening.told is None:
        return answer
    before, after = happening.told.isoformat(), happening.at.isoformat()
    tx.record("cap_time", f"U-{spoken.update_id}", by=spoken.user_id, before=before, after=after)
    line = not_believed(tx.local(happening.told), tx.local(happening.at))
    return replace(answer, text=f"{answer.text}\n{line}") if answer and answer.text else answer


async def _forget(tx: Tx, refusal: Refusal, piece: _Piece) -> None:
    """A paper whose later part is classified is not kept in its earlier ones."""
    before = piece.arrival.continues
    message = piece.update.message
    if before is None or message is None or message.from_user is None or not isinstance(refusal, ClassifiedPaper):
        return
    actor = await people.actor_of(tx, message.from_user.id)
    if actor is not None:
        await forget_parts(tx, actor, before)


async def refuse(tx: Tx, refusal: Refusal, spoken: UpdateOrigin) -> None:
    """What was done is undone by now: the sentence is said and audited, a question that it ends is dropped."""
    actor = await people.actor_of(tx, spoken.user_id)
    outer, tx.update_id = tx.update_id, spoken.update_id
    tx.record("refused", type(refusal).__name__, by=actor or spoken.user_id, after=refusal.sentence, result="refused")
    tx.update_id = outer
    if refusal.ends_question and actor is not None:
        await leave(tx, actor, spoken.user_id)
    if refusal.ends_words and actor is not None:
        await forget_words(tx, actor, spoken.user_id, refusal.ends_words)
    if isinstance(refusal, NotFound):
        # What one may not see is not found, either: its number is said back as it was typed.
        tx.met.next_piece()
    once = f"refused:{spoken.chat_id}:{spoken.album}:{type(refusal).__name__}" if spoken.album else None
    answer = Answer(refusal.sentence, dedupe_key=once)
    if isinstance(refusal, SaidTwice) and actor is not None:
        answer = await ask_whether_again(tx, actor, refusal)
    elif spoken.callback_id is not None:
        answer = Answer(toast=refusal.sentence, alert=True)
    elif refusal.wants_more and actor is not None:
        if spoken.chat_id is not None and spoken.message_id is not None:
            tx.sources = ((spoken.chat_id, spoken.message_id, int(tx.happened_at.timestamp())),)
        asked, what = CommandWords(refusal.wants_more), BY_NAME[refusal.wants_more].says
        answer = await ask(tx, actor, spoken.user_id, asked, refusal.sentence, what=what)
    await say(tx, answer, spoken)
