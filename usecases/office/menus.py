"""The command menu of each person, set at start when roles or commands have changed since the last time."""

import zlib

from domain.commands import menu_for
from domain.notes import Note, Priority
from storage.office import people
from storage.tx import Tx


async def put_menus(tx: Tx) -> None:
    """One note per person whose menu is not yet what the roles ask for."""
    for person, roles in await people.roster_roles(tx):
        words = ",".join(sorted(roles))
        edition = zlib.crc32(repr(menu_for(roles)).encode())
        key = f"menu:{person.telegram_id}:{words}:{edition}"
        tx.put(Note(person.telegram_id, "menu", words, dedupe_key=key, priority=Priority.BROADCAST))
