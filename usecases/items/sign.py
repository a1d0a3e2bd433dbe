"""Sign for an item: the unit says that it has received it, for the item and its parts at once."""

from domain import toasts
from domain.dates.deadlines import say_deadline
from domain.items import sign_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import NotAllowed, TooLate
from domain.states import State
from domain.talk import report_texts
from storage.items import items, sign
from storage.items.items import ItemParts
from storage.tables import Item, SignOff
from storage.tx import Tx
from usecases.steps.item_acts import record
from usecases.steps.loading import sure_item, wanted_item

SHOWN = 6


async def sign_off(tx: Tx, actor: Actor, wanted: str | int) -> Answer:
    """By label, or by the id that a button carries. A second press says who signed when."""
    parts = await wanted_item(tx, actor, wanted, texts.USAGE)
    require(actor, Action.SIGN, parts.unit_ids)
    own = parts.of_units(actor.unit_ids)
    if not own:
        raise NotAllowed(texts.NOT_YOURS)
    waiting = [one for one in own if one.state is State.ASSIGNED]
    if not waiting:
        raise TooLate(await _why_not(tx, actor, parts))
    for item in (parts.item, *await items.sub_items(tx, parts.item.item_id)):
        await _sign_one(tx, actor, item)
    units = [name for one, name in parts.assignments if one in waiting]
    record(tx, actor, "sign", parts.item, {"state": State.ASSIGNED}, {"state": State.IN_PROGRESS, "units": units})
    return _answer(tx, actor, parts.item, units)


async def _sign_one(tx: Tx, actor: Actor, item: Item) -> None:
    parts = await sure_item(tx, item.item_id)
    for one in parts.of_units(actor.unit_ids):
        if one.state is State.ASSIGNED:
            if not await tx.move(one, state=State.IN_PROGRESS):
                raise TooLate(report_texts.CHANGED_MEANWHILE)
            await tx.add(SignOff(assignment_id=one.assignment_id, person_id=actor.person_id, signed_at=tx.happened_at))
    await items.follow_parts(tx, parts.item)


async def _why_not(tx: Tx, actor: Actor, parts: ItemParts) -> str:
    label = parts.item.label
    for one in await sign.signed_for(tx, parts.item.item_id):
        if one.unit_id in actor.unit_ids:
            at = tx.local(one.at)
            return texts.signed_before(label, one.person, at, by_report=one.by_report)
    return texts.nothing_to_sign(label)


def _answer(tx: Tx, actor: Actor, item: Item, units: list[str]) -> Answer:
    due = say_deadline(item.deadline, tx.today, long_term=item.long_term)
    text = texts.signed(item.label, units, actor.name, tx.local(tx.happened_at), due)
    rows = texts.signed_rows(item.item_id, asks_plan=item.deadline is not None)
    return Answer(text, choices=rows, kind="receipt", item_id=item.item_id, toast=toasts.SIGNED)


async def card_lines(tx: Tx, item_id: int) -> list[str]:
    """Who signed for the item and when, for its card."""
    return [
        texts.card_line(one.unit, one.person, tx.local(one.at), by_report=one.by_report)
        for one in (await sign.signed_for(tx, item_id))[:SHOWN]
    ]
