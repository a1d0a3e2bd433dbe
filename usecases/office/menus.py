"""What Telegram shows of the bot: menus and descriptions, put at start where they are not what was put last."""

from domain.notes import Note, Priority
from domain.office import profile_texts as texts
from domain.office.menus import edition_of, menu_for, menus
from storage.delivery import outbox
from storage.office import people
from storage.tx import Tx
from usecases.office.first_start import MENU, put_menu

PROFILE = "profile"
# The bot's own profile has no chat.
_NO_CHAT = 0


async def put_menus(tx: Tx) -> None:
    """One note per person whose menu is not yet what the roles ask for."""
    last = {row.chat_id: row.note.get("title") for row in await outbox.put_of_kind(tx, MENU)}
    for person, roles in await people.roster_roles(tx):
        if last.get(person.telegram_id) != edition_of(menu_for(roles)):
            put_menu(tx, person.telegram_id, roles)


async def put_profile(tx: Tx) -> None:
    """Each part of the bot's profile that has changed: the menus by scope, and what it says of itself."""
    last = {row.note.get("title"): row.note.get("text") for row in await outbox.put_of_kind(tx, PROFILE)}
    for method, words in profile(tx.profile.agency).items():
        if last.get(method) != words:
            tx.put(Note(_NO_CHAT, PROFILE, words, method, priority=Priority.BROADCAST))


def profile(agency: str) -> dict[str, str]:
    """What is told (`title` of the note) and in which words; of a menu its edition tells whether it has changed."""
    scopes = {f"commands:{scope}": edition_of(rows) for scope, rows in menus().items()}
    return scopes | {"description": texts.description(agency), "short_description": texts.short_description(agency)}
