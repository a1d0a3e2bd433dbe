"""What belongs together is stored together: a text that may go on, or a photo of an album, waits at Telegram.

Its later parts can bear a mark of classification (bot/sifting.py), and then nothing of it may stay. Nothing is lost
meanwhile: what waits is not acknowledged, and comes again with the next poll.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.messages.cut_texts import SECONDS_BETWEEN, goes_on, may_go_on

# Telegram's dates are whole seconds.
TEXT_SECONDS = SECONDS_BETWEEN + 1.0
# Photos of an album are sent by one call.
ALBUM_SECONDS = 1.0
_ALBUM_AT_MOST = 10


@dataclass(slots=True)
class HoldBack:
    _seen: dict[int, float] = field(default_factory=dict)

    def ready(self, updates: Sequence[dict[str, Any]], now: float) -> list[dict[str, Any]]:
        """Those that nothing more can belong to; `now` in seconds. Of a chat none passes one that waits."""
        self._seen = {one["update_id"]: self._seen.get(one["update_id"], now) for one in updates}
        found, waiting = [], set[int]()
        for place, update in enumerate(updates):
            chat_id = _chat(update)
            if chat_id in waiting or self._must_wait(updates, place, now):
                waiting.add(chat_id)
            else:
                found.append(update)
        return found

    def _must_wait(self, updates: Sequence[dict[str, Any]], place: int, now: float) -> bool:
        """Whether the last part that has come may not be the last one."""
        message = updates[place].get("message")
        if not isinstance(message, dict) or not _chat(updates[place]):
            return False
        last, is_open, seconds = _last_part(updates, place)
        return is_open and now - self._seen[updates[last]["update_id"]] < seconds


def _last_part(updates: Sequence[dict[str, Any]], place: int) -> tuple[int, bool, float]:
    """(place of the last part, whether more may follow, for how long)."""
    message = updates[place]["message"]
    if album := message.get("media_group_id"):
        same = [at for at, one in enumerate(updates) if _said(one).get("media_group_id") == album]
        return same[-1], len(same) < _ALBUM_AT_MOST, ALBUM_SECONDS
    last = place
    for at in range(place + 1, len(updates)):
        if not _is_of_one(updates[last], updates[at]):
            continue
        if not _goes_on(_said(updates[last]), _said(updates[at])):
            return last, False, TEXT_SECONDS
        last = at
    return last, may_go_on(_text(_said(updates[last]))), TEXT_SECONDS


def _is_of_one(first: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    before, after = _said(first), _said(later)
    return _chat(first) == _chat(later) and before.get("from") == after.get("from") and bool(after)


def _goes_on(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    said, later = before.get("date"), after.get("date")
    if not isinstance(said, int) or not isinstance(later, int):
        return False
    return may_go_on(_text(before)) and goes_on(said, later, _text(after) or "/")


def _said(update: Mapping[str, Any]) -> dict[str, Any]:
    message = update.get("message")
    return message if isinstance(message, dict) else {}


def _text(message: Mapping[str, Any]) -> str:
    text = message.get("text")
    return text if isinstance(text, str) else ""


def _chat(update: Mapping[str, Any]) -> int:
    chat = _said(update).get("chat")
    chat_id = chat.get("id") if isinstance(chat, dict) else 0
    return chat_id if isinstance(chat_id, int) else 0
