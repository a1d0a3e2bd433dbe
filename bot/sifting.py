"""What bears a mark of classification leaves its words at the door: of the update stay who, where, when and the mark.

Before anything is stored. What an album or a cut text brings along with a marked message goes with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.messages.cut_texts import goes_on, may_go_on
from domain.secrecy import classification_mark, mark_in_name

# The key of an update that holds the mark.
CLASSIFIED = "classified"
# The key that the parts of one cut text have in common: they are refused with one sentence.
PART_OF = "part_of"
_SAID = ("message", "edited_message")
_WHERE = ("message_id", "message_thread_id", "is_topic_message", "date", "edit_date", "chat", "media_group_id")
_KEPT = frozenset((*_WHERE, "from", "sender_chat", "via_bot"))
# Albums and cut texts arrive within seconds; those of the last day's marks are more than enough.
_REMEMBERED = 500


@dataclass(slots=True)
class Sifting:
    _albums: dict[tuple[int, str], str] = field(default_factory=dict)
    _cut: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    _begun: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)

    def sifted(self, updates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """A photo of an album, or the first part of a cut text, may come before the one that bears the mark."""
        marks = [self._mark(update) for update in updates]
        for at in range(len(updates) - 1, 0, -1):
            if mark := marks[at]:
                marks = [one or (mark if _is_begun(updates, place, at) else None) for place, one in enumerate(marks)]
        return [
            _without_words(update, found, self._part_of(update))
            if (found := mark or self._of_album(update))
            else _without_quoted(update)
            for update, mark in zip(updates, marks, strict=True)
        ]

    def _mark(self, update: Mapping[str, Any]) -> str | None:
        message = _said(update)
        if message is None:
            return None
        at, who = _number(message.get("date")), _who(message)
        mark = next(_marks(message), None)
        if mark is None and who in self._cut:
            said, before = self._cut[who]
            mark = before if goes_on(said, at, str(message.get("text") or "/")) else None
        if mark is None:
            return None
        if may_go_on(str(message.get("text") or "")):
            _remember(self._cut, who, (at, mark))
        if album := message.get("media_group_id"):
            _remember(self._albums, (who[0], str(album)), mark)
        return mark

    def _part_of(self, update: Mapping[str, Any]) -> str | None:
        message = _said(update) or {}
        words, at, who = str(message.get("text") or "/"), _number(message.get("date")), _who(message)
        said, first = self._begun.get(who, (0, ""))
        first = first if first and goes_on(said, at, words) else f"U-{update['update_id']}"
        if may_go_on(words):
            _remember(self._begun, who, (at, first))
        elif first == f"U-{update['update_id']}":
            return None
        return first

    def _of_album(self, update: Mapping[str, Any]) -> str | None:
        message = _said(update) or {}
        return self._albums.get((_id(message, "chat"), str(message.get("media_group_id"))))


def _is_begun(updates: Sequence[Mapping[str, Any]], first: int, last: int) -> bool:
    """Whether one of the updates is the text that the other goes on with."""
    before, after = _said(updates[first]) or {}, _said(updates[last]) or {}
    is_one = _id(before, "chat") == _id(after, "chat") and _id(before, "from") == _id(after, "from")
    if first >= last or not is_one or not may_go_on(str(before.get("text") or "")):
        return False
    return goes_on(_number(before.get("date")), _number(after.get("date")), str(after.get("text") or "/"))


def _said(update: Mapping[str, Any]) -> dict[str, Any] | None:
    return next((update[kind] for kind in _SAID if isinstance(update.get(kind), dict)), None)


def _marks(message: Mapping[str, Any]) -> Iterator[str]:
    for key, part in message.items():
        if key not in _KEPT and key != "reply_to_message":
            yield from _marks_in(key, part)


def _marks_in(key: str, part: Any) -> Iterator[str]:
    """Of any field, today's or tomorrow's: a caption, a quote, a poll's answers, a file's name."""
    if isinstance(part, str):
        mark = mark_in_name(part) if key == "file_name" else classification_mark(part)
        if mark is not None:
            yield mark
    elif isinstance(part, dict):
        for name, inner in part.items():
            yield from _marks_in(name, inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _marks_in(key, inner)


def _without_words(update: Mapping[str, Any], mark: str, part_of: str | None) -> dict[str, Any]:
    kind = next(kind for kind in _SAID if isinstance(update.get(kind), dict))
    kept = {key: part for key, part in update[kind].items() if key in _KEPT}
    whole = {PART_OF: part_of} if part_of else {}
    return {"update_id": update["update_id"], kind: kept, CLASSIFIED: mark, **whole}


def _without_quoted(update: dict[str, Any]) -> dict[str, Any]:
    """A message replied to may be one that was refused: it is known by its number alone."""
    place = next((kind for kind in (*_SAID, "callback_query") if isinstance(update.get(kind), dict)), None)
    if place is None:
        return update
    part = update[place]
    if place == "callback_query":
        message = part.get("message")
        return update if not isinstance(message, dict) else {**update, place: {**part, "message": _plain(message)}}
    return {**update, place: _plain(part)}


def _plain(message: dict[str, Any]) -> dict[str, Any]:
    quoted = message.get("reply_to_message")
    if not isinstance(quoted, dict) or next(_marks(quoted), None) is None:
        return message
    return {**message, "reply_to_message": {key: part for key, part in quoted.items() if key in _KEPT}}


def _remember(kept: dict[Any, Any], key: Any, mark: Any) -> None:
    kept[key] = mark
    while len(kept) > _REMEMBERED:
        del kept[next(iter(kept))]


def _who(message: Mapping[str, Any]) -> tuple[int, int]:
    return _id(message, "chat"), _id(message, "from")


def _id(message: Mapping[str, Any], key: str) -> int:
    part = message.get(key)
    return _number(part.get("id")) if isinstance(part, dict) else 0


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
