"""Telegram's published sending limits (core.telegram.org/bots/faq, "My bot is hitting limits").

About 30 messages a second in all, one a second in a private chat with short bursts allowed, 20 a minute in a
group. Telegram's real numbers move; here the total and the private limit are token buckets and the group
limit is a sliding window. Only sends and edits are counted, and a refused one costs nothing.
"""

import math
from collections import deque
from dataclasses import dataclass

from sandbox.clock import Clock


@dataclass(slots=True)
class Limits:
    """Change a number or set it to 0 (no such limit); the change holds from the next call on.

    `group_window` (seconds) is half a second short of a minute: network jitter is not the bot's fault.
    """

    overall_per_second: float = 30
    private_per_second: float = 1
    private_burst: int = 3
    group_per_minute: int = 20
    group_window: float = 59.5

    @classmethod
    def off(cls) -> "Limits":
        return cls(overall_per_second=0, private_per_second=0, group_per_minute=0)


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def wait(self, now: float, rate: float, burst: float) -> float:
        """Refills, then says how many seconds until one token is there (0 = now)."""
        self.tokens = min(burst, self.tokens + (now - self.at) * rate)
        self.at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / rate


class Meter:
    """Counts sent messages against `limits`; `monotonic` returns seconds."""

    def __init__(self, limits: Limits, monotonic: Clock) -> None:
        self.limits = limits
        self._now = monotonic
        self._overall: _Bucket | None = None
        self._private: dict[int, _Bucket] = {}
        self._groups: dict[int, deque[float]] = {}

    def charge(self, chat_id: int) -> int:
        """0 when the message may go (and is counted), else the whole seconds to wait."""
        now = self._now()
        waits = [self._overall_wait(now)]
        waits.append(self._private_wait(chat_id, now) if chat_id > 0 else self._group_wait(chat_id, now))
        if max(waits) > 0:
            return math.ceil(max(waits))
        if self._overall is not None:
            self._overall.tokens -= 1
        if chat_id in self._private:
            self._private[chat_id].tokens -= 1
        elif chat_id in self._groups:
            self._groups[chat_id].append(now)
        return 0

    def _overall_wait(self, now: float) -> float:
        rate = self.limits.overall_per_second
        if not rate:
            return 0.0
        if self._overall is None:
            self._overall = _Bucket(rate, now)
        return self._overall.wait(now, rate, max(rate, 1))

    def _private_wait(self, chat_id: int, now: float) -> float:
        rate, burst = self.limits.private_per_second, self.limits.private_burst
        if not rate:
            return 0.0
        bucket = self._private.setdefault(chat_id, _Bucket(burst, now))
        return bucket.wait(now, rate, burst)

    def _group_wait(self, chat_id: int, now: float) -> float:
        most, window = self.limits.group_per_minute, self.limits.group_window
        if not most:
            return 0.0
        sent = self._groups.setdefault(chat_id, deque())
        while sent and sent[0] <= now - window:
            sent.popleft()
        return sent[0] + window - now if len(sent) >= most else 0.0
