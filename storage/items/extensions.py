"""Rows of requests for a later deadline."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlmodel import col, func, select

from storage.tables import Extension, ExtensionState
from storage.tx import Tx


async def add(tx: Tx, extension: Extension) -> Extension:
    tx.session.add(extension)
    await tx.session.flush()
    return extension


async def by_id(tx: Tx, extension_id: int) -> Extension | None:
    query = select(Extension).where(
        col(Extension.office_id) == tx.office_id, col(Extension.extension_id) == extension_id
    )
    return (await tx.session.exec(query)).first()


async def asked_of_item(tx: Tx, item_id: int) -> Sequence[Extension]:
    query = select(Extension).where(
        col(Extension.office_id) == tx.office_id,
        col(Extension.item_id) == item_id,
        col(Extension.state) == ExtensionState.ASKED,
    )
    return (await tx.session.exec(query)).all()


async def asked(tx: Tx) -> Sequence[Extension]:
    """All requests that wait for an answer."""
    query = (
        select(Extension)
        .where(col(Extension.office_id) == tx.office_id, col(Extension.state) == ExtensionState.ASKED)
        .order_by(col(Extension.extension_id))
    )
    return (await tx.session.exec(query)).all()


async def granted_count(tx: Tx, item_id: int) -> int:
    query = select(func.count()).where(
        col(Extension.office_id) == tx.office_id,
        col(Extension.item_id) == item_id,
        col(Extension.state) == ExtensionState.GRANTED,
    )
    return (await tx.session.exec(query)).one()


async def decide(tx: Tx, extension: Extension, **changes: Any) -> bool:
    """Compare-and-set: False when somebody decided first."""
    connection = await tx.connection()
    statement = (
        update(Extension)
        .where(
            col(Extension.office_id) == tx.office_id,
            col(Extension.extension_id) == extension.extension_id,
            col(Extension.state) == ExtensionState.ASKED,
        )
        .values(version=extension.version + 1, **changes)
    )
    won = (await connection.execute(statement)).rowcount == 1
    await tx.session.refresh(extension)
    return won
