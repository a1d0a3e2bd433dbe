"""The first words of the bot: administrators named in the settings, and the greeting that says what to do."""

from collections.abc import Collection

from domain.hygiene import plain_name
from domain.notes import Answer, Note, Priority
from domain.office import people_texts as texts
from domain.office.people import ROLE_WORDS, Actor, Role
from storage.office import people
from storage.tables import Person
from storage.tx import Tx
from usecases.steps.asking import leave

# Until an administrator named in the settings has written, only the number is known.
PLACEHOLDER = ROLE_WORDS[Role.ADMIN]
_NAME_LIMIT = 20


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


def put_menu(tx: Tx, telegram_id: int, roles: Collection[Role], edition: str = "") -> None:
    """The command menu of one private chat; the channel turns the role words into `setMyCommands`.

    An `edition` is set once.
    """
    words = ",".join(sorted(role.value for role in roles))
    key = f"menu:{telegram_id}:{words}:{edition}" if edition else None
    tx.put(Note(telegram_id, "menu", words, priority=Priority.BROADCAST, dedupe_key=key))


async def help_for(actor: Actor, *, whole: bool = False, is_private: bool = True) -> Answer:
    """/help; a long one shows what is used daily, the rest behind [全部命令]."""
    if not is_private:
        return Answer(texts.group_help(), texts.GROUP_HELP_TITLE)
    daily = texts.is_long_help(actor.roles) and not whole
    title = texts.help_title(actor.name, texts.seats(actor.roles, actor.unit_names))
    rows = ((texts.ALL_COMMANDS,),) if daily else ()
    return Answer(texts.help_text(actor.roles, daily=daily), title, rows, edit=whole)


async def leave_question(tx: Tx, actor: Actor, chat_id: int) -> Answer:
    """/cancel: whatever the bot waited for in this chat, it waits no longer."""
    return Answer(texts.LEFT_QUESTION if await leave(tx, actor, chat_id) else texts.NO_QUESTION)
