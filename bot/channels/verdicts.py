"""What became of one attempt to deliver a note; sorted once, by cause (docs/reliability.md, posts)."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    SENT = "sent"
    # Surely not applied: refused connection, 429. Try again.
    LATER = "later"
    # The address is gone: blocked, deactivated, kicked.
    GONE = "gone"
    # The chat has a new id.
    MOVED = "moved"
    # The topic of the group takes no messages.
    CLOSED = "closed"
    # The markup was refused: once more as plain text.
    PLAIN = "plain"
    # The call itself is wrong or too late: it will never work.
    DEAD = "dead"
    # Maybe applied: timeout, reset, 5xx.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`words` is Telegram's description, free of tokens; `retry_after` seconds."""

    outcome: Outcome
    message_id: int | None = None
    retry_after: float = 0.0
    new_chat_id: int | None = None
    words: str = ""
    is_server_error: bool = False


_GONE = (
    "bot was blocked by the user",
    "user is deactivated",
    "chat not found",
    "bot was kicked",
    "bot is not a member",
    "can't initiate conversation",
    "group chat was deleted",
    "not enough rights to send",
    "chat_write_forbidden",
)


_CLOSED = ("topic_closed", "topic_deleted", "message thread not found")


def of_refusal(code: int, description: str, parameters: dict[str, int]) -> Verdict:
    """The verdict on an `ok: false` answer of the Bot API."""
    words = description.lower()
    if code == 429:
        return Verdict(Outcome.LATER, retry_after=float(parameters.get("retry_after", 1)), words=description)
    if "migrate_to_chat_id" in parameters:
        return Verdict(Outcome.MOVED, new_chat_id=parameters["migrate_to_chat_id"], words=description)
    if code >= 500:
        return Verdict(Outcome.UNKNOWN, words=description, is_server_error=True)
    if "message is not modified" in words:
        return Verdict(Outcome.SENT, words=description)
    if "can't parse entities" in words:
        return Verdict(Outcome.PLAIN, words=description)
    if any(sign in words for sign in _CLOSED):
        return Verdict(Outcome.CLOSED, words=description)
    if any(sign in words for sign in _GONE):
        return Verdict(Outcome.GONE, words=description)
    return Verdict(Outcome.DEAD, words=description)
