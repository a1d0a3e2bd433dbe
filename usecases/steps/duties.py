"""What a person's unit has to do with an item, and whether it still has."""

from domain.office.people import Actor
from domain.refusals import NotAllowed, TooLate
from domain.states import State, Verb
from domain.talk import report_texts as texts
from storage.items import items
from storage.items.items import ItemParts
from storage.tables import Assignment
from storage.tx import Tx

_OPEN_FOR = {
    Verb.REPORT: (State.ASSIGNED, State.IN_PROGRESS, State.AWAITING_REVIEW),
    Verb.ASK_COMPLETION: (State.ASSIGNED, State.IN_PROGRESS),
}


def own_assignment(actor: Actor, parts: ItemParts) -> Assignment | None:
    """The actor's unit's assignment, an open one first; None for a cooperating unit: it has no state."""
    own = parts.of_units(actor.unit_ids)
    if own:
        return min(own, key=lambda one: one.state in (State.CLOSED, State.AWAITING_REVIEW))
    if parts.cooperating & actor.unit_ids:
        return None
    raise NotAllowed(texts.NOT_YOURS)


async def check_still_open(tx: Tx, actor: Actor, item_id: int, verb: Verb) -> None:
    """TooLate when what was asked about an item was settled before the answer came."""
    parts = await items.by_id(tx, item_id)
    assert parts is not None, "items are never deleted"
    own = parts.of_units(actor.unit_ids)
    helps = bool(parts.cooperating & actor.unit_ids) and verb is Verb.REPORT
    is_open = any(one.state in _OPEN_FOR[verb] for one in own)
    if not is_open and not (helps and parts.item.state in _OPEN_FOR[verb]):
        raise TooLate(texts.question_gone(parts.item.label))
