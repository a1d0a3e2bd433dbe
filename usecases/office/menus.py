"""The command menu of each person, set at start when roles or commands have changed since the last time."""

import zlib

from domain.office.menus import menu_for
from storage.office import people
from storage.tx import Tx
from usecases.office.first_start import put_menu


async def put_menus(tx: Tx) -> None:
    """One note per person whose menu is not yet what the roles ask for."""
    for person, roles in await people.roster_roles(tx):
        edition = zlib.crc32(repr(menu_for(roles)).encode())
        put_menu(tx, person.telegram_id, roles, str(edition))
