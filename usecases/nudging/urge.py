"""Urging that was asked for in plain words: shown whom and about what, done by a press."""

from collections.abc import Sequence

from domain import toasts
from domain.notes import Answer
from domain.nudging import urge_texts as texts
from domain.office.people import Action, Actor, require
from domain.refusals import NotFound
from storage.items import items
from storage.items.items import ItemParts
from storage.nudging import nudges
from storage.tx import Tx
from usecases.nudging.nudge import HAND_LIMIT, nudge_by_hand, owing, waited_for


async def ask_to_urge(tx: Tx, actor: Actor, item_ids: Sequence[int], whom: str, unit_id: int | None = None) -> Answer:
    """Of `unit_id` alone where one is meant; `whom` says it in words."""
    require(actor, Action.NUDGE)
    found = [await items.by_id(tx, item_id) for item_id in item_ids[:HAND_LIMIT]]
    open_ones = [parts for parts in found if parts is not None and waited_for(parts, unit_id)]
    if not open_ones:
        raise NotFound(texts.NOTHING_TO_URGE.format(whom=whom))
    labels = [parts.item.label for parts in open_ones]
    count = texts.fitting(labels)
    lines = [await _line(tx, parts, unit_id) for parts in open_ones[:count]]
    rest = len(item_ids) - len(found) + len(open_ones) - count
    return Answer(texts.preview(lines, rest), texts.title(count), texts.rows(unit_id or 0, labels[:count]))


async def _line(tx: Tx, parts: ItemParts, unit_id: int | None) -> str:
    waiting = owing(parts, tx.today, unit_id)
    seats = await nudges.seats_of_units(tx, list(waiting))
    whom = [texts.whom(unit, [person.name for person, seat in seats if seat == key]) for key, unit in waiting.items()]
    item = parts.item
    return texts.line(
        item.label, item.directive, whom=whom, deadline=item.deadline, long_term=item.long_term, today=tx.today
    )


async def urge(tx: Tx, actor: Actor, unit_id: int, extra: str) -> Answer:
    """[催办]: as `/nudge` with these numbers."""
    told = await nudge_by_hand(tx, actor, texts.unpacked(extra), unit_id or None)
    return Answer(told.text, edit=True, toast=toasts.URGED)


async def urge_not() -> Answer:
    return Answer(texts.NOT_URGED, edit=True)
