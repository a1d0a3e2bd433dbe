"""Plain Chinese that asks for what a command does; the routes of the commands carry it out."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from domain.commands import Occasion, Press
from domain.notes import Answer
from domain.office.people import Action, Role, may
from domain.speech import spoken_texts
from domain.speech.spoken import Spoken, Wanted
from handlers.incoming import Incoming
from handlers.route import Routes
from handlers.talk import talk
from usecases.nudging.urge import urge, urge_not
from usecases.steps.can_ask import can_ask
from usecases.views.due_lists import show_soon, show_unreported
from usecases.views.speech import ask_urging, show_exactly, show_matter, show_named

on = Routes()
Carried = Callable[[Incoming, Spoken], Awaitable[Answer | None]]


def _as(name: str, words: str = "") -> Carried:
    """As the command, with these words."""
    return lambda c, _spoken: c.commands[name].run(replace(c, words=words))


async def _item(c: Incoming, spoken: Spoken) -> Answer | None:
    return await c.commands["item"].run(replace(c, words=spoken.about))


async def _bare(c: Incoming, spoken: Spoken) -> Answer | None:
    """A name and nothing else: shown when it is one of ours, else whatever was said."""
    return await show_exactly(c.tx, c.actor, spoken.about) or await talk(c)


async def _status(c: Incoming, spoken: Spoken) -> Answer | None:
    if not spoken.about:
        return await c.commands["status"].run(replace(c, words=""))
    return await show_named(c.tx, c.actor, spoken.about)


async def _find(c: Incoming, spoken: Spoken) -> Answer | None:
    if may(c.actor, Action.FIND):
        return await show_matter(c.tx, c.actor, spoken.about) or await show_named(c.tx, c.actor, spoken.about)
    # A question to the office about what is none of theirs.
    return await show_matter(c.tx, c.actor, spoken.about) or await talk(c)


# What is asked for, which permission it needs, and how it is carried out.
_CARRIED: dict[Wanted, tuple[Action | None, Carried]] = {
    Wanted.ITEM: (Action.SEE_ITEM, _item),
    Wanted.FIND: (Action.SEE_ITEM, _find),
    Wanted.STATUS: (Action.SEE_STATUS, _status),
    Wanted.OVERDUE: (Action.SEE_STATUS, _as("overdue")),
    Wanted.SOON: (Action.SEE_STATUS, lambda c, _: show_soon(c.tx, c.actor)),
    Wanted.UNREPORTED: (Action.SEE_STATUS, lambda c, _: show_unreported(c.tx, c.actor)),
    Wanted.NUDGE: (Action.NUDGE, lambda c, spoken: ask_urging(c.tx, c.actor, spoken)),
    Wanted.BULLETIN: (Action.READ_BULLETIN, _as("bulletin")),
    Wanted.LAST_BULLETIN: (Action.READ_BULLETIN, _as("bulletin", "last")),
    Wanted.MY: (Action.SEE_OWN, _as("my")),
    Wanted.REVIEW: (Action.REVIEW, _as("desk")),
    Wanted.HELP: (None, _as("help")),
}
# An official asks so about what is their own.
_OWN = (Wanted.OVERDUE, Wanted.SOON)


async def _speak(c: Incoming) -> Answer | None:
    spoken = c.spoken
    assert spoken is not None
    if spoken.is_for_readers and not may(c.actor, Action.FIND):
        return await talk(c)
    if spoken.is_bare:
        return await _bare(c, spoken)
    action, carry = _CARRIED[spoken.wanted]
    # Own items alone: the unit is looked at where the item is.
    if action is None or c.actor.roles & action.roles:
        return await carry(c, spoken)
    if Role.OFFICIAL in c.actor.roles:
        return await _of_official(c, spoken)
    return Answer(await can_ask(c.tx, c.actor, spoken_texts.not_yours(spoken.wanted is Wanted.NUDGE)))


async def _of_official(c: Incoming, spoken: Spoken) -> Answer | None:
    """What the office sees of everybody, an official sees of the own; whom they urge themselves they tell us."""
    if spoken.wanted is Wanted.NUDGE:
        return await talk(c)
    is_own = spoken.wanted is Wanted.STATUS and any(
        spoken.about and spoken.about in name for name in c.actor.unit_names
    )
    if spoken.wanted in _OWN or is_own:
        return await c.commands["my"].run(c)
    if spoken.wanted is Wanted.STATUS and spoken.about:
        return await _find(c, spoken)
    return Answer(await can_ask(c.tx, c.actor, spoken_texts.not_yours(is_urging=False)))


on.meet(Occasion.SPOKEN, _speak)
on.meet(Occasion.SPOKEN_IN_GROUP, _speak)
on.press(Press.URGE, lambda c: urge(c.tx, c.actor, c.subject, c.extra))
on.press(Press.URGE_NO, lambda _: urge_not())
