"""What this person can ask, with examples from what is theirs: said when words are not understood."""

from domain.office.people import Action, Actor, may
from domain.refusals import BadInput
from domain.speech import spoken_texts as texts
from storage.items import items
from storage.office import units
from storage.tables import Item
from storage.talk import dialogue
from storage.tx import Tx


async def not_understood(tx: Tx, actor: Actor, why: str = texts.NOT_UNDERSTOOD) -> BadInput:
    """To be raised."""
    return BadInput(await can_ask(tx, actor, why))


async def can_ask(tx: Tx, actor: Actor, why: str) -> str:
    own = await _own_item(tx, actor)
    urges = may(actor, Action.NUDGE)
    unit = next(iter((await units.unit_names(tx)).values()), "") if urges else ""
    return f"{why}{texts.can_ask(actor.roles, own.directive if own else '', unit)}"


async def _own_item(tx: Tx, actor: Actor) -> Item | None:
    """Of the own unit, else one that the leader leads, else the newest that one may see."""
    if actor.unit_ids:
        return next(iter(await items.open_of_units(tx, sorted(actor.unit_ids))), None)
    led = await items.open_led_by(tx, actor.name)
    if led or not may(actor, Action.SEE_STATUS):
        return next(iter(led), None)
    return next(iter(await dialogue.open_items(tx, 1)), None)
