"""The store of settings: one row for each profile of the office, or of a person, an item or a meeting."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col

from domain.bulletin.wording import WORDING, Wording, wording_of
from domain.office.setting_kinds import Profile
from storage.tables import Setting
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """What is stored of a profile: only what differs from the defaults. Version 0: nobody has decided yet."""

    value: dict[str, Any]
    version: int = 0
    changed_by: int | None = None
    changed_at: datetime | None = None


async def kept(tx: Tx, profile: Profile, subject_id: int = 0) -> StoredProfile:
    """Of the office, or of the person, item or meeting `subject_id`."""
    query = tx.select(Setting.value, Setting.version, Setting.changed_by, Setting.changed_at).where(
        col(Setting.name) == profile.name, col(Setting.subject_id) == subject_id
    )
    row = await tx.first(query)
    return StoredProfile(*row) if row else StoredProfile({})


async def values(tx: Tx, profile: Profile, subject_id: int = 0) -> dict[str, Any]:
    return profile.values((await kept(tx, profile, subject_id)).value)


async def by_subject(tx: Tx, profile: Profile) -> dict[int, dict[str, Any]]:
    """Of each person, item or meeting that has values of its own."""
    rows = await tx.all(tx.select(Setting.subject_id, Setting.value).where(col(Setting.name) == profile.name))
    return {subject_id: profile.values(value) for subject_id, value in rows if value}


async def keep(
    tx: Tx, profile: Profile, value: dict[str, Any], version: int, by: int | None, subject_id: int = 0
) -> bool:
    """Compare-and-set on the version that was read; False on a conflict."""
    changes = {"value": value, "version": version + 1, "changed_by": by, "changed_at": tx.now}
    keys = {"name": profile.name, "subject_id": subject_id}
    return await tx.upsert(Setting, keys, changes, col(Setting.version) == version)


async def learn(tx: Tx, profile: Profile, value: dict[str, Any]) -> None:
    """What a paper says, until somebody decides; nothing where something is kept already."""
    row = {"name": profile.name, "subject_id": 0, "value": value, "version": 0, "changed_at": tx.now}
    await tx.insert_new(Setting, row)


async def office_wording(tx: Tx) -> Wording:
    return wording_of((await kept(tx, WORDING)).value)
