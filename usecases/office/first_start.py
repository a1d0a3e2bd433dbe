"""The first words of the bot: administrators named in the settings, and the greeting that says what to do."""

from collections.abc import Collection
from dataclasses import replace

from domain.hygiene import plain_name
from domain.notes import Answer, Note, Priority
from domain.office import help_texts as helping
from domain.office import people_texts as texts
from domain.office.menus import edition_of, menu_for
from domain.office.people import ROLE_WORDS, Actor, Role
from storage.office import people
from storage.tables import Person
from storage.tx import Tx
from usecases.steps.asking import leave

# Until an administrator named in the settings has written, only the number is known.
PLACEHOLDER = ROLE_WORDS[Role.ADMIN]
_NAME_LIMIT = 20
MENU = "menu"


async def ensure_admins(tx: Tx) -> int:
    """Who is named in `ADMIN_IDS` is administrator and supervisor; gives how many seats were missing."""
    added = 0
    for telegram_id in tx.profile.admin_ids:
        person = await _admin(tx, telegram_id)
        missing = [
            role for role in (Role.ADMIN, Role.SUPERVISOR) if await people.add_seat(tx, person.person_id, role, None)
        ]
        if missing:
            added += len(missing)
            tx.record("ensure_admin", f"P-{person.person_id}", by=telegram_id, after=missing)
    return added


async def _admin(tx: Tx, telegram_id: int) -> Person:
    person = await people.person_of_telegram_id(tx, telegram_id)
    if person is None:
        person = Person(telegram_id=telegram_id, name=PLACEHOLDER, joined_at=tx.now)
    elif person.is_active:
        return person
    person.is_active = person.is_reachable = True
    await tx.add(person)
    return person


async def start(tx: Tx, actor: Actor, telegram_name: str) -> Answer:
    """/start of a person of the roster: the name is learnt, the menu set, the next step said."""
    person = await people.person(tx, actor.person_id)
    assert person is not None
    name = plain_name(telegram_name)[:_NAME_LIMIT].strip()
    if person.name == PLACEHOLDER and name:
        tx.record("rename", f"P-{person.person_id}", by=actor, before=PLACEHOLDER, after=name)
        person.name = name
    # Whoever writes can be written to again.
    person.is_reachable = True
    await tx.add(person)
    put_menu(tx, actor.telegram_id, actor.roles)
    named = await people.actor_of(tx, actor.telegram_id)
    return await welcome(tx, named or actor)


async def welcome(tx: Tx, actor: Actor) -> Answer:
    return Answer(await what_now(tx, actor), texts.hello(actor.name, actor.roles, actor.unit_names))


async def what_now(tx: Tx, actor: Actor) -> str:
    """The next step for a person with these seats, with the number of items that wait."""
    mine = await people.open_of_units(tx, actor.unit_ids) if Role.OFFICIAL in actor.roles else 0
    led = await people.open_led_by(tx, actor.name) if Role.LEADER in actor.roles else 0
    return texts.what_now(actor.roles, mine, led)


def put_menu(tx: Tx, telegram_id: int, roles: Collection[Role]) -> None:
    """The command menu of one private chat; the channel turns the role words into `setMyCommands`.

    Its edition stands in the title, so that a start knows which menu was put last.
    """
    words = ",".join(sorted(role.value for role in roles))
    tx.put(Note(telegram_id, MENU, words, edition_of(menu_for(roles)), priority=Priority.BROADCAST))


async def help_for(actor: Actor, *, is_private: bool = True) -> Answer:
    """/help: the situations that this person meets, a button each."""
    if not is_private:
        return Answer(helping.in_group(), helping.GROUP_TITLE)
    title = helping.title(actor.name, texts.seats(actor.roles, actor.unit_names))
    return Answer(helping.home(actor.roles), title, helping.home_rows(actor.roles))


async def turn_help(actor: Actor, key: str) -> Answer:
    """One screen of it, in the place of the one before; buttons of former days carry no key."""
    one = helping.BY_KEY.get(key)
    if one is not None and one in helping.situations_for(actor.roles):
        return Answer(helping.screen(one, actor.roles), one.label, helping.BACK, edit=True)
    if key in ("", helping.ALL):
        return Answer(helping.everything(actor.roles), helping.EVERYTHING, helping.BACK, edit=True)
    return replace(await help_for(actor), edit=True)


async def leave_question(tx: Tx, actor: Actor, chat_id: int) -> Answer:
    """/cancel: whatever the bot waited for in this chat, it waits no longer."""
    return Answer(texts.LEFT_QUESTION if await leave(tx, actor, chat_id) else texts.NO_QUESTION)
