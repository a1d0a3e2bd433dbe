"""A group became a supergroup: its id changes, and everything that hangs on it moves in one transaction."""

from storage.delivery import groups
from storage.tx import Tx


async def move_group(tx: Tx, old_chat: int, new_chat: int) -> None:
    """Idempotent: both service messages and the pump's "moved" verdict may come, in any order."""
    moved = await _move_row(tx, old_chat, new_chat)
    await groups.move_claims(tx, old_chat, new_chat)
    waiting = await groups.move_waiting(tx, old_chat, new_chat)
    if moved or waiting:
        tx.record("move_group", f"G{new_chat}", before=old_chat, after={"chat": new_chat, "waiting": waiting})


async def _move_row(tx: Tx, old_chat: int, new_chat: int) -> bool:
    old = await groups.known(tx, old_chat)
    if old is None:
        return False
    new = await groups.known(tx, new_chat)
    if new is not None:
        # /bind in the supergroup was faster than the service message.
        new.is_active = new.is_active or old.is_active
        await tx.add(new)
        await tx.remove(old)
        return True
    old.chat_id = new_chat
    await tx.add(old)
    return True
