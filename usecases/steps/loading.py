"""The item a person named and the unit's own part of it, or the refusal that says why not."""

from typing import NoReturn

from domain.items import assign_texts
from domain.office.people import Action, Actor, may
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from domain.states import IN_HAND, OPEN_STATES, State, Verb
from domain.talk import report_texts as texts
from storage import audit
from storage.items import items
from storage.items.items import ItemParts
from storage.tables import Assignment, Item
from storage.tx import Tx


async def named_item(tx: Tx, actor: Actor, label: str, usage: str = texts.ITEM_USAGE) -> ItemParts:
    """By "#37" or "37.1". Who may not see an item reads the same words as for one that does not exist.

    `usage` is the example that a missing number is answered with.
    """
    if items.parse_label(label) is None:
        raise BadInput(texts.NO_NUMBER.format(usage=usage))
    return _seen(await items.by_label(tx, label), actor, label)


async def known_item(tx: Tx, actor: Actor, item_id: int) -> ItemParts:
    """By id, from a button or a message."""
    return _seen(await items.by_id(tx, item_id), actor, "")


async def sure_item(tx: Tx, item_id: int) -> ItemParts:
    """By id, where a row names it, whoever asks."""
    parts = await items.by_id(tx, item_id)
    assert parts is not None, "items are never deleted"
    return parts


async def wanted_item(tx: Tx, actor: Actor, item: str | int, usage: str = texts.ITEM_USAGE) -> ItemParts:
    """By a typed label, or by the id that a button or a message carries."""
    return await (named_item(tx, actor, item, usage) if isinstance(item, str) else known_item(tx, actor, item))


def _seen(parts: ItemParts | None, actor: Actor, label: str) -> ItemParts:
    if parts is None or not may(actor, Action.SEE_ITEM, parts.unit_ids):
        raise NotFound(texts.not_found(label))
    return parts


async def changed_meanwhile(tx: Tx, label: str) -> NoReturn:
    """Says who changed the item when, if that is known."""
    told = await audit.last_done(tx, label)
    if told is None:
        raise TooLate(assign_texts.DRAFT_GONE)
    raise TooLate(assign_texts.changed(label, told[0], tx.local(told[1])))


async def must_move(tx: Tx, label: str, row: Item | Assignment, **changes: object) -> None:
    """`tx.move`; a conflict is said with who changed the item of `label`."""
    if not await tx.move(row, **changes):
        await changed_meanwhile(tx, label)


async def check_version(tx: Tx, item: Item, version: int) -> None:
    """A button that was shown with an older version says who changed the item since."""
    if item.version != version:
        await changed_meanwhile(tx, item.label)


def about(item: Item, sentence: str, **more: object) -> str:
    """The sentence with the item's label ("#37") and its number as commands take it ("37")."""
    return sentence.format(label=item.label, number=item.label.lstrip("#"), **more)


def must_be_open(item: Item, sentence: str, **more: object) -> None:
    if item.state not in OPEN_STATES:
        raise TooLate(about(item, sentence, **more))


def assignment_in_hand(actor: Actor, parts: ItemParts, *, what: str, closed: str, done: str) -> Assignment:
    """The assignment that the actor's unit works on. The sentences say why there is none: that who helps has no
    say in `what`, that the item is `closed`, or the unit `done` with it."""
    must_be_open(parts.item, closed)
    assignment = own_assignment(actor, parts)
    if assignment is None:
        raise NotAllowed(texts.only_helping(parts.item.label, what=what))
    if assignment.state not in IN_HAND:
        raise TooLate(about(parts.item, done))
    return assignment


def speaking_unit(actor: Actor, parts: ItemParts) -> int:
    """The actor's unit that answers for the item, or that helps with it."""
    assignment = own_assignment(actor, parts)
    return assignment.unit_id if assignment else min(parts.cooperating & actor.unit_ids)


def unit_name(parts: ItemParts, unit_id: int | None) -> str:
    """ "" for a unit that only helps."""
    return next((name for one, name in parts.assignments if one.unit_id == unit_id), "")


async def asked_item(tx: Tx, actor: Actor, item_id: int) -> ItemParts:
    """What a question is about; TooLate when the person sees it no longer."""
    parts = await sure_item(tx, item_id)
    if not may(actor, Action.SEE_ITEM, parts.unit_ids):
        raise TooLate(texts.question_gone(parts.item.label))
    return parts


_OPEN_FOR = {Verb.REPORT: (*IN_HAND, State.AWAITING_REVIEW), Verb.ASK_COMPLETION: IN_HAND}


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
    parts = await sure_item(tx, item_id)
    own = parts.of_units(actor.unit_ids)
    helps = bool(parts.cooperating & actor.unit_ids) and verb is Verb.REPORT
    is_open = any(one.state in _OPEN_FOR[verb] for one in own)
    if not is_open and not (helps and parts.item.state in _OPEN_FOR[verb]):
        raise TooLate(texts.question_gone(parts.item.label))
