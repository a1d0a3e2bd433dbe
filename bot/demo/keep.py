"""The folder of a demo: a temporary one, or one that is gone on with. What is no demo's is never touched."""

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from domain.demo import county, texts

DATABASE, MEMORY, LOCK = "duban.db", "demo.json", "demo.lock"


class Unusable(Exception):
    """The folder or the port cannot be used; the text is one line that says why."""


@contextmanager
def folder(keep: Path | None) -> Iterator[Path]:
    """The folder to work in, absolute, ours alone. Raises Unusable."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="duban-demo-", ignore_cleanup_errors=True) as temporary:
            yield Path(temporary)
        return
    try:
        keep = keep.expanduser().resolve()
        keep.mkdir(parents=True, exist_ok=True)
        handle = os.open(keep / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Unusable(texts.folder_unusable(keep, error.strerror)) from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable(texts.folder_taken(keep)) from None
        yield keep
    finally:
        os.close(handle)


def require_new(place: Path) -> None:
    """A database that is no demo's may be a real office's. Raises Unusable."""
    if (place / DATABASE).exists():
        raise Unusable(texts.other_database(place, DATABASE))


def kept_moment(place: Path) -> datetime | None:
    """The time in the story when the demo in this folder ended; None in a new folder. Raises Unusable."""
    memory = place / MEMORY
    if not memory.exists():
        require_new(place)
        return None
    try:
        return datetime.fromisoformat(json.loads(memory.read_text())["now"]).astimezone(county.BEIJING)
    except (OSError, ValueError, KeyError, TypeError):
        raise Unusable(texts.memory_unread(memory)) from None


def keep_moment(place: Path, now: datetime) -> None:
    """Whole or not at all."""
    fresh = place / f"{MEMORY}.new"
    fresh.write_text(json.dumps({"now": now.isoformat()}))
    fresh.replace(place / MEMORY)
