"""Editions of an issue: the draft that corrects it, what it was before, and its files as they were drawn."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col

from domain.bulletin.life import ISSUED, OPEN_ISSUES, BulletinState
from storage.rows import change
from storage.tables import Bulletin, BulletinEdition, BulletinFile
from storage.tx import Tx


async def open_correction(tx: Tx, bulletin_id: int) -> Bulletin | None:
    """The draft that would correct an issue, if one is being written."""
    query = tx.select(Bulletin).where(col(Bulletin.corrects_id) == bulletin_id, col(Bulletin.state).in_(OPEN_ISSUES))
    return await tx.first(query)


async def drafts_of_corrections(tx: Tx, bulletin_id: int) -> Sequence[int]:
    """All that were ever begun of an issue."""
    return await tx.all(tx.select(Bulletin.bulletin_id).where(col(Bulletin.corrects_id) == bulletin_id))


async def replace_edition(tx: Tx, issue: Bulletin, person_id: int, **changes: Any) -> bool:
    """Compare-and-set: keep the issue as it stands, put a newer edition in its place; False on a conflict."""
    kept = BulletinEdition(
        bulletin_id=issue.bulletin_id,
        edition=issue.edition,
        snapshot=issue.snapshot,
        snapshot_hash=issue.snapshot_hash,
        published_at=issue.published_at or tx.now,
        replaced_by=person_id,
        replaced_at=tx.now,
    )
    where = (
        col(Bulletin.bulletin_id) == issue.bulletin_id,
        col(Bulletin.version) == issue.version,
        col(Bulletin.state).in_(ISSUED),
    )
    newer = {"version": issue.version + 1, "edition": issue.edition + 1, "state": BulletinState.CORRECTED, **changes}
    if await change(tx, Bulletin, *where, **newer) != 1:
        return False
    await tx.add(kept)
    return True


async def earlier_editions(tx: Tx, bulletin_id: int) -> Sequence[BulletinEdition]:
    """What an issue was before its corrections, the first edition first."""
    return await tx.all(
        tx.select(BulletinEdition)
        .where(col(BulletinEdition.bulletin_id) == bulletin_id)
        .order_by(col(BulletinEdition.edition))
    )


async def file_of(tx: Tx, bulletin_id: int, edition: int, kind: str) -> BulletinFile | None:
    query = tx.select(BulletinFile).where(
        col(BulletinFile.bulletin_id) == bulletin_id,
        col(BulletinFile.edition) == edition,
        col(BulletinFile.kind) == kind,
    )
    return await tx.first(query)


async def files_of(tx: Tx, bulletin_id: int) -> Sequence[BulletinFile]:
    """All files that are kept of an issue and its earlier editions."""
    return await tx.all(
        tx.select(BulletinFile)
        .where(col(BulletinFile.bulletin_id) == bulletin_id)
        .order_by(col(BulletinFile.edition), col(BulletinFile.kind))
    )


async def keep_file(tx: Tx, bulletin_id: int, edition: int, kind: str, sha256: str, content: bytes) -> bool:
    """False when there is one already."""
    row = {
        "bulletin_id": bulletin_id,
        "edition": edition,
        "kind": kind,
        "sha256": sha256,
        "content": content,
        "drawn_at": tx.now,
    }
    return await tx.insert_new(BulletinFile, row) == 1
