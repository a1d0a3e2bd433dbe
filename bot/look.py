"""Is a post whose outcome is unknown already in the chat? (docs/reliability.md, posts)

Message ids of a supergroup are sequential. An edit to the very same words answers "message is not modified"
where the post is, and changes nothing elsewhere as long as ids that we know as ours are skipped. The
chat's queue rests meanwhile, so that at most one unknown message exists.
"""

import asyncio
import json
from enum import StrEnum

from bot.channels.telegram import MessageProbe, TelegramChannel
from bot.pacing import Pacing
from domain.notes import Note
from storage.database import Database
from storage.delivery import inbox, outbox
from storage.tables import Outbox

SUPERGROUP_BELOW = -(10**12)
LOOK_AT_MOST = 20
# Ids can be missing where people deleted messages.
GAP = 4
TRIES = 4
TRY_AGAIN_SECONDS = 5.0


class LookResult(StrEnum):
    THERE = "there"
    ABSENT = "absent"
    UNSURE = "unsure"


async def look_for(
    database: Database, channel: TelegramChannel, pacing: Pacing, row: Outbox, note: Note
) -> tuple[LookResult, int | None]:
    """Where the note is, if it is. UNSURE when the chat's ids say nothing or Telegram cannot be asked."""
    if row.chat_id > SUPERGROUP_BELOW:
        return LookResult.UNSURE, None
    async with database.reading() as tx:
        ours = set(await outbox.message_ids(tx, row.chat_id))
        newest = await inbox.newest_raw(tx, row.chat_id)
    if not ours and newest is None:
        return LookResult.UNSURE, None
    start = max([0, *ours, _message_id(newest)])
    missing = 0
    for message_id in range(start + 1, start + 1 + LOOK_AT_MOST):
        seen = await _ask(channel, pacing, note, row.chat_id, message_id)
        if seen is MessageProbe.THIS:
            return LookResult.THERE, message_id
        if seen is MessageProbe.FAILED:
            return LookResult.UNSURE, None
        missing = missing + 1 if seen is MessageProbe.NOTHING else 0
        if missing > GAP:
            break
    return LookResult.ABSENT, None


async def _ask(channel: TelegramChannel, pacing: Pacing, note: Note, chat_id: int, message_id: int) -> MessageProbe:
    """The look at one id; repeated while the network or the limits are in the way."""
    loop = asyncio.get_running_loop()
    seen = MessageProbe.FAILED
    for _ in range(TRIES):
        rest = pacing.resting(loop.time()).get(chat_id, 0.0) - loop.time()
        if rest > 0:
            await asyncio.sleep(rest)
        pacing.count(chat_id, loop.time())
        seen = await channel.look_at(note, message_id)
        if seen is not MessageProbe.FAILED:
            return seen
        await asyncio.sleep(TRY_AGAIN_SECONDS)
    return seen


def _message_id(raw: str | None) -> int:
    """The id of the newest message that came from the chat."""
    if raw is None:
        return 0
    update = json.loads(raw)
    press = update.get("callback_query") or {}
    message = update.get("message") or update.get("edited_message") or press.get("message") or {}
    return int(message.get("message_id", 0))
