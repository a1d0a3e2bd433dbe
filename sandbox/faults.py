"""Scripted faults: what goes wrong with which call.

A call is shown to the faults in the order they were added; the first one that fires takes it. A fault sees
(and counts) only the calls no earlier fault took, so scripts compose: `add(429, times=1); add(ok, times=2);
add(drop_after, times=1)` is call 1, calls 2-3, call 4.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from typing import Any

KINDS = {
    "ok": "nothing goes wrong (to let calls pass before the next fault)",
    "429": "too many requests, with retry_after; not applied",
    "4xx": "error_code and description; not applied",
    "5xx_before": "error_code (502) as JSON; not applied",
    "5xx_after": "applied, then error_code (502) as JSON",
    "html_502": "a proxy's HTML page with 502; applied first when `applied`",
    "reset_before": "connection reset; not applied",
    "drop_after": "applied, then connection reset",
    "hang": "silence for `seconds`, then connection reset; applied first when `applied`",
    "slow": "`seconds` late, then as usual",
    "refuse": "the whole server: no new connection is accepted and open ones are cut, until lifted",
    "migrate": "the group becomes a supergroup just before this call, which so gets migrate_to_chat_id",
}
# Kinds of which `applied` decides whether the call takes effect.
CHOOSING = {"hang", "html_502"}


@dataclass(slots=True, eq=False)
class Fault:
    """One scripted fault.

    `method` may hold wildcards ("send*"); note that "*" also meets getUpdates. It fires for the `first`-th to
    `last`-th call it sees; `times=k` is short for `last=first+k-1`; without either it stays until removed.
    `seconds` also ends a "refuse" by itself.
    """

    kind: str
    method: str = "*"
    chat_id: int | None = None
    times: int | None = None
    first: int = 1
    last: int | None = None
    retry_after: int = 1
    error_code: int = 0
    description: str = ""
    seconds: float = 0.0
    applied: bool = False
    seen: int = field(default=0, init=False)
    fired: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such fault: {self.kind!r}; there are {', '.join(KINDS)}")
        if self.applied and self.kind not in CHOOSING:
            raise ValueError(f"whether a {self.kind!r} fault is applied is not a choice")
        if self.times is not None:
            self.last = self.first + self.times - 1

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> "Fault":
        """From the control door. Raises ValueError or TypeError with a readable reason."""
        known = {f.name for f in fields(cls) if f.init}
        unknown = sorted(set(raw) - known)
        if unknown:
            raise ValueError(f"unknown fault field {unknown[0]!r}")
        for name in ("chat_id", "times", "first", "last", "retry_after", "error_code"):
            if not isinstance(raw.get(name, 0), int):
                raise TypeError(f"fault field {name!r} must be a whole number")
        if not isinstance(raw.get("seconds", 0), int | float):
            raise TypeError("fault field 'seconds' must be a number")
        return cls(**raw)

    def takes(self, method: str, chat_id: int | None) -> bool:
        if self.kind == "refuse" or not fnmatchcase(method, self.method):
            return False
        if self.chat_id is not None and chat_id != self.chat_id:
            return False
        self.seen += 1
        if self.seen < self.first or (self.last is not None and self.seen > self.last):
            return False
        self.fired += 1
        return True


class Faults:
    """The script. `on_refuse(fault or None)` is told when the server must stop or resume accepting."""

    def __init__(self, on_refuse: Callable[[Fault | None], None]) -> None:
        self._faults: list[Fault] = []
        self._on_refuse = on_refuse

    def __iter__(self) -> Iterator[Fault]:
        return iter(self._faults)

    def add(self, fault: Fault) -> Fault:
        self._faults.append(fault)
        if fault.kind == "refuse":
            self._on_refuse(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Lifts one fault; removing it twice is harmless."""
        if fault in self._faults:
            self._faults.remove(fault)
            self._tell()

    def clear(self) -> None:
        self._faults.clear()
        self._tell()

    def _tell(self) -> None:
        self._on_refuse(next((fault for fault in self._faults if fault.kind == "refuse"), None))

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that meets this call, if any."""
        if not self._faults:
            return None
        return next((fault for fault in self._faults if fault.takes(method, chat_id)), None)
