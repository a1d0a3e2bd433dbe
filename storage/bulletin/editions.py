"""Editions of an issue: the draft that corrects it, what it was before, and its files as they were drawn."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from storage.tables import Bulletin, BulletinEdition, BulletinFile, BulletinState
from storage.tx import Tx


async def open_correction(tx: Tx, bulletin_id: int) -> Bulletin | None:
    """The draft that would correct an issue, if one is being written."""
    query = select(Bulletin).where(
        col(Bulletin.office_id) == tx.office_id,
        col(Bulletin.corrects_id) == bulletin_id,
        col(Bulletin.state) == BulletinState.DRAFT,
    )
    return (await tx.session.exec(query)).first()


async def replace_edition(tx: Tx, issue: Bulletin, person_id: int, **changes: Any) -> bool:
    """Keep the issue as it stands and put a newer edition in its place; False when somebody was first."""
    assert issue.bulletin_id is not None
    kept = BulletinEdition(
        bulletin_id=issue.bulletin_id,
        edition=issue.edition,
        office_id=tx.office_id,
        snapshot=issue.snapshot,
        snapshot_hash=issue.snapshot_hash,
        published_at=issue.published_at or tx.now,
        replaced_by=person_id,
        replaced_at=tx.now,
    )
    where = (
        col(Bulletin.office_id) == tx.office_id,
        col(Bulletin.bulletin_id) == issue.bulletin_id,
        col(Bulletin.version) == issue.version,
        col(Bulletin.state) == BulletinState.PUBLISHED,
    )
    newer = {"version": issue.version + 1, "edition": issue.edition + 1, **changes}
    connection = await tx.connection()
    if (await connection.execute(update(Bulletin).where(*where).values(**newer))).rowcount != 1:
        return False
    tx.session.add(kept)
    await tx.session.flush()
    return True


async def earlier_editions(tx: Tx, bulletin_id: int) -> Sequence[BulletinEdition]:
    """What an issue was before its corrections, the first edition first."""
    query = (
        select(BulletinEdition)
        .where(
            col(BulletinEdition.office_id) == tx.office_id, col(BulletinEdition.bulletin_id) == bulletin_id
        )
        .order_by(col(BulletinEdition.edition))
    )
    return (await tx.session.exec(query)).all()


async def file_of(tx: Tx, bulletin_id: int, edition: int, kind: str) -> BulletinFile | None:
    query = select(BulletinFile).where(
        col(BulletinFile.office_id) == tx.office_id,
        col(BulletinFile.bulletin_id) == bulletin_id,
        col(BulletinFile.edition) == edition,
        col(BulletinFile.kind) == kind,
    )
    return (await tx.session.exec(query)).first()


async def files_of(tx: Tx, bulletin_id: int) -> Sequence[BulletinFile]:
    """All files that are kept of an issue and its earlier editions."""
    query = (
        select(BulletinFile)
        .where(col(BulletinFile.office_id) == tx.office_id, col(BulletinFile.bulletin_id) == bulletin_id)
        .order_by(col(BulletinFile.edition), col(BulletinFile.kind))
    )
    return (await tx.session.exec(query)).all()


async def keep_file(tx: Tx, bulletin_id: int, edition: int, kind: str, sha256: str, content: bytes) -> bool:
    """False when there is one already."""
    row = {
        "bulletin_id": bulletin_id,
        "edition": edition,
        "kind": kind,
        "office_id": tx.office_id,
        "sha256": sha256,
        "content": content,
        "drawn_at": tx.now,
    }
    connection = await tx.connection()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(BulletinFile).values(row).on_conflict_do_nothing()
    return (await connection.execute(insert)).rowcount == 1
