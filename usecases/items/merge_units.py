"""Merge a unit into another: items, people, groups, heads and reports go along, its name finds the other."""

from dataclasses import replace
from datetime import datetime

from domain.items import unit_merge_texts as texts
from domain.notes import Answer
from domain.office import units_texts
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.states import OPEN_STATES, State
from storage.items import items
from storage.office import people, unit_merging, units
from storage.tables import Assignment, Item, Unit
from storage.tx import Tx
from usecases.office.units import known_unit, show_unit
from usecases.review.completions import void_requests
from usecases.steps.asking import Question, ask
from usecases.steps.loading import must_move
from usecases.steps.units import not_found, standing_unit


class MergeTarget(Question, kind="merge_unit", action=Action.KEEP_UNITS):
    """Into which unit?"""

    unit_id: int


async def ask_target(tx: Tx, actor: Actor, unit_id: int, chat_id: int) -> Answer:
    """[合并到…]."""
    require(actor, Action.KEEP_UNITS)
    unit = await known_unit(tx, unit_id)
    return await ask(tx, actor, chat_id, MergeTarget(unit.unit_id), texts.ASK.format(name=unit.name), what=unit.name)


async def take_target(tx: Tx, actor: Actor, asked: MergeTarget, words: str) -> Answer:
    """The name came: what would follow is shown before anything does."""
    require(actor, Action.KEEP_UNITS)
    unit = await known_unit(tx, asked.unit_id)
    match = (await units.directory(tx)).look_up(words)
    if len(match.units) != 1 or match.is_group:
        raise BadInput(not_found(match))
    into = await standing_unit(tx, match.units[0].unit_id)
    _check(unit, into)
    hands = await unit_merging.hands_of(tx, unit.unit_id)
    theirs = {one.item_id for one, _ in await unit_merging.hands_of(tx, into.unit_id)}
    text = texts.will_merge(
        unit.name,
        into=into.name,
        items=sum(item.parent_id is None and one.state is not State.CANCELLED for one, item in hands),
        both=[item.label for one, item in hands if one.item_id in theirs and one.state in OPEN_STATES],
        people=len(await people.seated_in(tx, unit.unit_id)),
    )
    return Answer(text, choices=texts.rows(unit.unit_id, into.unit_id))


def _check(unit: Unit, into: Unit) -> None:
    if unit.unit_id == into.unit_id:
        raise BadInput(texts.ITSELF.format(name=unit.name))
    if into.closed_at is not None:
        raise BadInput(units_texts.CLOSED.format(name=into.name))


async def merge_units(tx: Tx, actor: Actor, unit_id: int, into_id: int) -> Answer:
    """[确认合并]."""
    require(actor, Action.KEEP_UNITS)
    unit, into = await known_unit(tx, unit_id), await standing_unit(tx, into_id)
    _check(unit, into)
    moved = await _move_hands(tx, actor, unit, into)
    await unit_merging.move_belongings(tx, unit.unit_id, into.unit_id)
    await people.one_head(tx, into.unit_id)
    if not await unit_merging.end_unit(tx, unit, into):
        raise TooLate(units_texts.GONE)
    tx.record("merge_unit", unit.name, by=actor, before={"unit": unit.name}, after={"unit": into.name})
    line = texts.merged(unit.name, into.name, moved)
    card = await show_unit(tx, actor, into.unit_id)
    return replace(card, text=f"{line}\n\n{card.text}", edit=True, toast=line)


async def _move_hands(tx: Tx, actor: Actor, unit: Unit, into: Unit) -> int:
    """Each item says in its history whose it was; gives how many items there were."""
    theirs = {one.item_id: one for one, _ in await unit_merging.hands_of(tx, into.unit_id)}
    hands = await unit_merging.hands_of(tx, unit.unit_id)
    for one, item in hands:
        other = theirs.get(one.item_id)
        if other is None:
            # Its version stays: the buttons on cards that were sent go on.
            one.unit_id = into.unit_id
            await tx.add(one)
        else:
            await _join(tx, item, one, other)
        tx.record("merge_unit", item.label, by=actor, before={"units": [unit.name]}, after={"units": [into.name]})
    return len({item.number for _, item in hands})


async def _join(tx: Tx, item: Item, gone: Assignment, kept: Assignment) -> None:
    """A unit that was twice on an item is on it once; what is not finished stays open."""
    state, closed_at = joined(gone, kept)
    if gone.state is not State.CANCELLED:
        if gone.state in OPEN_STATES:
            await void_requests(tx, item, gone, texts.MERGED_WORD)
        await must_move(tx, item.label, gone, state=State.CANCELLED, closed_at=None)
    kept.last_report_on = max(filter(None, (gone.last_report_on, kept.last_report_on)), default=None)
    kept.report_count += gone.report_count
    await tx.add(kept)
    if state is not kept.state:
        await must_move(tx, item.label, kept, state=state, closed_at=closed_at)
    await items.follow_parts(tx, item)


def joined(gone: Assignment, kept: Assignment) -> tuple[State, datetime | None]:
    """How one unit stands with what two had in hand, and since when it is finished."""
    if gone.state is State.CLOSED and kept.state is State.CANCELLED:
        return State.CLOSED, gone.closed_at
    if gone.state not in OPEN_STATES or kept.state is State.AWAITING_REVIEW:
        return kept.state, kept.closed_at
    both = {gone.state, kept.state}
    return (State.ASSIGNED if both <= {State.ASSIGNED, State.CANCELLED} else State.IN_PROGRESS), None
