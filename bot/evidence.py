"""Evidence is looked through for a mark of classification before it is kept: words in a file always, pictures where the
`ocr` extra is there, one after another and as long as few wait."""

import asyncio
from dataclasses import dataclass, field

from domain.arrivals import Arrival, SavedFile
from papers.child import look_at_picture_in_child, look_in_child
from papers.files.marks import may_hold_words
from papers.scans.pages import PICTURE_NAMES
from papers.scans.recognise import can_recognise

# A look takes seconds of a core: beyond these the receipts of a busy hour would wait for minutes.
_WAITING_AT_MOST = 4


@dataclass(slots=True)
class EvidenceLook:
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    _waiting: int = 0

    async def __call__(self, saved: SavedFile, content: bytes) -> Arrival:
        if saved.kind == "document" and may_hold_words(content):
            await look_in_child(saved.name, content)
        if _is_picture(saved, content) and can_recognise() and self._waiting < _WAITING_AT_MOST:
            await self._in_turn(saved, content)
        return Arrival(files=(saved,))

    async def _in_turn(self, saved: SavedFile, content: bytes) -> None:
        self._waiting += 1
        try:
            async with self._turn:
                await look_at_picture_in_child(saved.name, content)
        finally:
            self._waiting -= 1


def _is_picture(saved: SavedFile, content: bytes) -> bool:
    if saved.kind == "photo":
        return True
    return saved.kind == "document" and (saved.name.lower().endswith(PICTURE_NAMES) or content.startswith(b"%PDF"))
