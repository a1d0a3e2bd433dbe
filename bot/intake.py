"""Raw update -> inbox: stored and committed before Telegram is told that it has arrived.

`accept` is the room; long polling is one door to it, a webhook can be a second.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from bot.channels.api import ApiError, TelegramApi
from bot.holding import HoldBack
from bot.sifting import Sifting
from bot.wakeup import Wakeup
from domain.dates.happening import DatedUpdate, when_happened
from storage.database import Database, must_wait
from storage.delivery import inbox
from usecases.items.offer_again import PRESS_LIVES, offer_open_cards_again

log = structlog.get_logger()

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
KEEP_SECONDS = 60
_BATCH = 100
# Beyond it no calendar has a day.
_FAR = 2**37
# Another poller, or a cut network: step back, but be there within a minute of its end.
_BACKOFF_SECONDS = (0.5, 1, 2, 4, 8, 10)
# Between looks for what belongs to a text or an album that waits.
_LOOK_AGAIN_SECONDS = 0.3


def dated(update: dict[str, Any]) -> DatedUpdate:
    """Of an edit when it was made; a date that is no number says nothing."""
    part: dict[str, Any] = next((update[kind] for kind in ALLOWED if isinstance(update.get(kind), dict)), {})
    if "callback_query" not in update:
        return DatedUpdate(_moment(part.get("edit_date")) or _moment(part.get("date")))
    message = part.get("message")
    return DatedUpdate(not_before=_moment(message.get("date")) if isinstance(message, dict) else None)


def _moment(seconds: object) -> datetime | None:
    """Telegram gives 0 for a message that it knows no more."""
    is_real = isinstance(seconds, int) and 0 < seconds < _FAR
    return datetime.fromtimestamp(seconds, UTC) if is_real and isinstance(seconds, int) else None


def _offset_behind(
    updates: Sequence[dict[str, Any]], ready: Sequence[dict[str, Any]], offset: int | None
) -> int | None:
    """Behind all that is stored, up to the first that waits."""
    stored = {one["update_id"] for one in ready}
    for update in updates:
        if update["update_id"] not in stored:
            break
        offset = update["update_id"] + 1
    return offset


def chat_of(update: dict[str, Any]) -> int:
    """The chat whose order the update belongs to; 0 when it names none (it is stored all the same)."""
    for kind in ALLOWED:
        part = update.get(kind)
        if isinstance(part, dict):
            message = part.get("message")
            chat = (message if isinstance(message, dict) else part).get("chat") or part.get("from")
            chat_id = chat.get("id") if isinstance(chat, dict) else None
            return chat_id if isinstance(chat_id, int) else 0
    return 0


@dataclass(slots=True)
class Intake:
    database: Database
    api: TelegramApi
    work_waits: Wakeup
    notes_wait: Wakeup
    # Clear while Telegram cannot be reached or has more for us than one batch.
    is_listening: asyncio.Event = field(default_factory=asyncio.Event)
    _holding: HoldBack = field(default_factory=HoldBack)
    _sifting: Sifting = field(default_factory=Sifting)
    _heard: float | None = None
    _kept: float = 0.0
    _contact: datetime | None = None

    async def accept(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store and commit, each with when it happened; an update that is here already is kept once.

        What bears a mark of classification is stored without its words.
        """
        updates = self._sifting.sifted(updates)
        raws = [
            (int(update["update_id"]), chat_of(update), json.dumps(update, ensure_ascii=False)) for update in updates
        ]
        async with self.database.transaction() as tx:
            contact = self._contact or await inbox.heard_at(tx)
            await inbox.store(tx, raws, when_happened([dated(update) for update in updates], tx.now, contact))
        self.work_waits.set()

    async def poll(self) -> None:
        """Long polling for ever. The next offset comes from the last batch, never from the database."""
        offset: int | None = None
        failures, waits = 0, False
        while True:
            try:
                updates = await self.api.call(
                    "getUpdates",
                    wait_seconds=POLL_SECONDS + 15,
                    # The first one only looks what is there.
                    timeout=0 if self._heard is None or waits else POLL_SECONDS,
                    offset=offset,
                    limit=_BATCH,
                    allowed_updates=ALLOWED,
                )
                ready = self._holding.ready(updates, asyncio.get_running_loop().time())
                if ready:
                    await self.accept(ready)
                waits = len(ready) < len(updates)
                offset = _offset_behind(updates, ready, offset)
                await self._note_answer_of_telegram()
                failures = 0
                if len(updates) < _BATCH:
                    self.is_listening.set()
                if waits:
                    await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            except Exception as error:
                if not isinstance(error, ApiError) and not must_wait(error):
                    raise
                self.is_listening.clear()
                pause = _BACKOFF_SECONDS[min(failures, len(_BACKOFF_SECONDS) - 1)]
                failures += 1
                log.warning("poll_failed", error=str(getattr(error, "orig", error)))
                asked = error.verdict.retry_after if isinstance(error, ApiError) else 0
                await asyncio.sleep(max(pause, asked))

    async def _note_answer_of_telegram(self) -> None:
        """Written down now and then, and always after a silence that may have swallowed a press."""
        now = asyncio.get_running_loop().time()
        silence = None if self._heard is None else timedelta(seconds=now - self._heard)
        if silence is None or silence > PRESS_LIVES or now - self._kept >= KEEP_SECONDS:
            async with self.database.transaction() as tx:
                await offer_open_cards_again(tx, silence)
            self._kept = now
            self.notes_wait.set()
        self._heard, self._contact = now, self.database.clock()
