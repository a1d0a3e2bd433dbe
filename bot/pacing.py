"""Telegram's limits, kept by us: about 30 messages/s in all, 1/s in a chat, 20/min in a group.

Times are seconds of a monotonic clock, given by the caller.
"""

from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """Published as approximate; a little below 30/s absorbs the jitter of the way."""

    per_second: float = 29.5
    chat_gap: float = 1.0
    group_per_minute: int = 20


# What a turn started late is made good, so that the average reaches the limit: three messages at most.
CATCH_UP_SECONDS = 0.1

UNLIMITED = Limits(per_second=1e9, chat_gap=0.0, group_per_minute=10**9)


@dataclass(slots=True)
class Pacing:
    """Says which chats must rest, and counts what was sent."""

    limits: Limits = field(default_factory=Limits)
    _next_free: float = 0.0
    # Chats sent to within the last `chat_gap`, oldest first.
    _recent: dict[int, float] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _paused: dict[int, float] = field(default_factory=dict)

    @property
    def free_at(self) -> float:
        """The earliest time for any chat."""
        return self._next_free

    def count(self, chat_id: int, now: float) -> None:
        """A message to `chat_id` leaves now."""
        self._next_free = max(self._next_free, now - CATCH_UP_SECONDS) + 1.0 / self.limits.per_second
        if self.limits.chat_gap:
            self._recent.pop(chat_id, None)
            self._recent[chat_id] = now
        if chat_id < 0:
            sent = self._groups.setdefault(chat_id, deque(maxlen=self.limits.group_per_minute))
            sent.append(now)

    def pause(self, chat_id: int, until: float) -> None:
        """`retry_after`, obeyed exactly, for this chat."""
        self._paused[chat_id] = max(until, self._paused.get(chat_id, 0.0))

    def resting(self, now: float) -> dict[int, float]:
        """Chats that may not be sent to at `now`, and from when on they may."""
        while self._recent and next(iter(self._recent.values())) + self.limits.chat_gap <= now:
            del self._recent[next(iter(self._recent))]
        self._paused = {chat: until for chat, until in self._paused.items() if until > now}
        resting = {chat: at + self.limits.chat_gap for chat, at in self._recent.items()}
        for chat, sent in self._groups.items():
            if len(sent) >= self.limits.group_per_minute and sent[0] + 60.0 > now:
                resting[chat] = max(resting.get(chat, 0.0), sent[0] + 60.0)
        for chat, until in self._paused.items():
            resting[chat] = max(resting.get(chat, 0.0), until)
        return resting
