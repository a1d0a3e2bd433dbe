"""Updates that were set aside: which there are, what one is, and another try."""

import json
from typing import Any

import typer

from domain.refusals import BadInput, NotFound
from storage.database import Database
from storage.delivery import inbox
from storage.tables import Inbox, InboxState
from storage.tx import Tx

_STATES = {InboxState.NEW: "waiting to be worked on", InboxState.DONE: "done", InboxState.DEAD: "set aside"}


async def list_dead(database: Database) -> None:
    """A line an update, the oldest first; nothing of what people wrote."""
    async with database.reading() as tx:
        rows = await inbox.dead(tx)
        for row in rows:
            facts = (_moment(tx, row), _chat(row), _kind(row)[0], row.error, _tries(row))
            typer.echo("  ".join((f"U-{row.update_id}", *facts)))
    if not rows:
        typer.echo("Nothing is set aside.")


async def show(database: Database, update_id: int, *, with_text: bool) -> None:
    """`with_text` adds the update as Telegram gave it."""
    async with database.reading() as tx:
        row = await _known(tx, update_id)
        kind, parts = _kind(row)
        told = {
            "state": _STATES[row.state],
            "received": f"{_moment(tx, row)} ({tx.profile.zone})",
            "chat": f"{_chat(row)} {row.chat_id}",
            "kind": kind,
            "holds": ", ".join(parts),
            "error": row.error,
            "tries": _tries(row),
            "log": f'look for "update_id": {update_id}',
        }
    for name, words in told.items():
        typer.echo(f"{name:<9} {words}".rstrip())
    if with_text:
        typer.echo(json.dumps(json.loads(row.raw), ensure_ascii=False, indent=1))


async def retry(database: Database, update_id: int) -> None:
    """Let it wait again as if it had just come."""
    async with database.transaction() as tx:
        row = await _known(tx, update_id)
        if row.state is not InboxState.DEAD:
            raise BadInput(f"U-{update_id} is {_STATES[row.state]}; there is nothing to retry.")
        tx.record("retry_update", f"U-{update_id}", before=row.error)
        await inbox.set_aside(tx, row.inbox_id, state=InboxState.NEW, attempts=0, next_try_at=None, error="")
    typer.echo(f"U-{update_id} waits again; the bot works on it as soon as it runs.")


async def _known(tx: Tx, update_id: int) -> Inbox:
    row = await inbox.of_update(tx, update_id)
    if row is None:
        raise NotFound(f"There is no update U-{update_id}; those long settled are tidied away.")
    return row


def _moment(tx: Tx, row: Inbox) -> str:
    return f"{tx.local(row.received_at):%Y-%m-%d %H:%M}"


def _chat(row: Inbox) -> str:
    """By the sign of its number, as Telegram gives them."""
    if row.chat_id == 0:
        return "no chat"
    return "private" if row.chat_id > 0 else "group"


def _kind(row: Inbox) -> tuple[str, list[str]]:
    """What Telegram calls the update, and the names of what it holds, without what stands in them."""
    update: dict[str, Any] = json.loads(row.raw)
    kind, body = next(((name, body) for name, body in update.items() if name != "update_id"), ("empty", None))
    return kind, list(body) if isinstance(body, dict) else []


def _tries(row: Inbox) -> str:
    return f"{row.attempts} {'try' if row.attempts == 1 else 'tries'}"
