"""What a person's unit has to do with an item."""

from domain.office.people import Actor
from domain.refusals import NotAllowed
from domain.states import State
from domain.talk import report_texts as texts
from storage.items.items import ItemParts
from storage.tables import Assignment


def own_assignment(actor: Actor, parts: ItemParts) -> Assignment | None:
    """The actor's unit's assignment, an open one first; None for a cooperating unit: it has no state."""
    own = parts.of_units(actor.unit_ids)
    if own:
        return min(own, key=lambda one: one.state in (State.CLOSED, State.AWAITING_REVIEW))
    if parts.cooperating & actor.unit_ids:
        return None
    raise NotAllowed(texts.NOT_YOURS)
