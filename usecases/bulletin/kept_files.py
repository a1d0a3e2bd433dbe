"""The files of an issue are kept as they were first drawn: whoever gets them later gets the same bytes."""

import hashlib

from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.life import PRINTED
from storage.bulletin import bulletins, editions
from storage.tx import Tx


async def kept_file(tx: Tx, bulletin_id: int, kind: str) -> bytes | None:
    """None for a draft, and before the first drawing."""
    row = await bulletins.by_id(tx, bulletin_id)
    if row is None or row.state not in PRINTED:
        return None
    found = await editions.file_of(tx, bulletin_id, row.edition, kind)
    return found.content if found else None


async def keep_file(tx: Tx, bulletin_id: int, edition: int, kind: str, content: bytes) -> bytes:
    """What is kept of this edition now: the bytes given, or those there on a conflict. A draft's are not kept."""
    row = await bulletins.by_id(tx, bulletin_id)
    if row is None or row.state not in PRINTED or row.edition != edition:
        return content
    sha256 = hashlib.sha256(content).hexdigest()
    if await editions.keep_file(tx, bulletin_id, edition, kind, sha256, content):
        after = {"kind": kind, "edition": edition, "sha256": sha256}
        tx.record("keep_paper", subject_of(bulletin_id, row.issue_number), after=after)
        return content
    found = await editions.file_of(tx, bulletin_id, edition, kind)
    return found.content if found else content
