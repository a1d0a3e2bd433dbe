"""What a page of phones shows beyond the bare world: whose phones, which files, which steps.

A program that wants a guided tour fills a :class:`Stage` and gives it to ``Sandbox(stage=...)``.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Role:
    """A person whose phone the page shows. ``side`` is ``official``, ``supervisor`` or ``leader``."""

    user_id: int
    name: str
    post: str
    side: str


@dataclass(frozen=True, slots=True)
class HandyFile:
    """A file the tour gives the person to send."""

    name: str
    content: bytes
    caption: str = ""


@dataclass(slots=True)
class Step:
    """One step of the guided tour, on one person's phone (``chat_id`` None: the private chat).

    ``done`` is looked at after each event and each second; once it was true the step stays ticked.
    ``text`` and ``file`` (a :class:`HandyFile` name) are offered for one tap, ``press`` is the label of the
    button to highlight, ``move`` the key of a clock move, ``turn`` what is done to the bot's
    process (``kill`` or ``start``).
    """

    key: str
    user_id: int
    chat_id: int | None
    title: str
    hint: str
    done: Callable[[], bool] | Callable[[], Awaitable[bool]]
    text: str = ""
    file: str = ""
    press: str = ""
    move: str = ""
    turn: str = ""


class Controls(Protocol):
    """What the page can do to the bot's process and to the clock."""

    def moves(self) -> list[tuple[str, str]]:
        """Return the clock moves on offer, as (key, label)."""
        ...

    async def move(self, key: str) -> None:
        """Move the clock. Raises ValueError, in one line for the person, when it cannot."""
        ...

    def bot(self) -> str:
        """Return ``running``, ``starting`` or ``stopped``."""
        ...

    async def kill_bot(self) -> None:
        """Kill the bot's process at once, as a power cut would."""
        ...

    async def start_bot(self) -> None:
        """Start the bot's process again."""
        ...


@dataclass(slots=True)
class Stage:
    """All a page shows beyond the world: title, phones, leadership groups, files and steps.

    ``font`` (OpenType) is for browsers on a machine that has no font for what is written here.
    """

    title: str
    roles: list[Role]
    groups: list[int]
    files: list[HandyFile]
    steps: list[Step]
    controls: Controls | None = None
    font: Path | None = None
