"""Take up again what was closed, cancelled, stopped or merged: every unit has again what it had."""

from datetime import datetime

from domain.items import lifecycle_texts as texts
from domain.items.assign_texts import card_rows
from domain.office.people import Actor
from domain.refusals import TooLate
from domain.states import OPEN_STATES, State, Verb, next_state
from storage.items import items, lifecycle
from storage.items.items import ItemParts
from storage.tables import Assignment, Ending, Item
from storage.tx import Tx
from usecases.items.cancel import check_parent_stands
from usecases.steps.item_acts import Act, Kept, Plan, follow, names_in_charge, read_reason, record, tell_units
from usecases.steps.loading import about, must_move, sure_item


async def _check(tx: Tx, parts: ItemParts) -> None:
    item = parts.item
    if item.state in OPEN_STATES:
        raise TooLate(about(item, texts.IS_OPEN))
    await check_parent_stands(tx, item)


async def _plan(tx: Tx, parts: ItemParts, words: str) -> Plan:
    reason = read_reason("reopen", words)
    item = parts.item
    ending = await lifecycle.ending_of(tx, item.item_id)
    along = {one.item_id for one in await lifecycle.taken_along(tx, item.item_id)}
    subs = [sub.label for sub in await items.sub_items(tx, item.item_id) if sub.item_id in along]
    into = await items.by_id(tx, ending.into_id) if ending and ending.into_id else None
    late = item.deadline is not None and item.deadline < tx.today
    merged = into.item.label if into else ""
    return Plan(texts.will_reopen(reason, names_in_charge(parts), subs, late, merged), {"reason": reason})


async def _perform(tx: Tx, actor: Actor, parts: ItemParts, kept: Kept) -> str:
    await _check(tx, parts)
    reason = str(kept["reason"])
    await reopen_item(tx, actor, parts, reason)
    return texts.reopened(parts.item.label, reason)


async def reopen_item(tx: Tx, actor: Actor, parts: ItemParts, reason: str) -> None:
    """Also called by a look-back that found the work undone."""
    item, before = parts.item, parts.item.state
    if before is State.CANCELLED:
        for along in await lifecycle.taken_along(tx, item.item_id):
            part = await sure_item(tx, along.item_id)
            await _restore(tx, actor, part.item, along, reason)
        await _restore(tx, actor, item, await lifecycle.ending_of(tx, item.item_id), reason)
    else:
        await _open_closed(tx, actor, item, reason)
    await follow(tx, actor, item)
    text = texts.told_reopened(item.label, directive=item.directive, reason=reason)
    there = (await items.assignments_of(tx, item.item_id)).values()
    units = [one.unit_id for one in there if one.state is not State.CANCELLED]
    rows = card_rows(item.item_id)
    await tell_units(tx, item, [*units, *parts.cooperating], "reopened", text=text, rows=rows)


async def _open_closed(tx: Tx, actor: Actor, item: Item, reason: str) -> None:
    before = item.state
    after = next_state(before, Verb.REOPEN, item.label)
    for one in (await items.assignments_of(tx, item.item_id)).values():
        if one.state is State.CLOSED:
            await must_move(tx, item.label, one, state=after, closed_at=None)
    await must_move(tx, item.label, item, state=after, closed_at=None, last_moved_on=tx.today)
    record(tx, actor, "reopen_item", item, {"state": before}, {"state": after, "reason": reason})


async def _restore(tx: Tx, actor: Actor, item: Item, ending: Ending | None, reason: str) -> None:
    """Without an ending (struck out in the ledger) every unit that had the item has it again."""
    there = (await items.assignments_of(tx, item.item_id)).values()
    known = {int(str(key)): (word, at) for key, word, at in ending.hands} if ending else None
    for one in there:
        had = _had(one, known)
        if had is not None:
            await must_move(tx, item.label, one, state=had[0], closed_at=had[1])
    own = _revived(*known[0]) if known else (State.IN_PROGRESS, None)
    await must_move(tx, item.label, item, state=own[0], closed_at=own[1], last_moved_on=tx.today)
    if ending is not None:
        ending.lifted_at = tx.happened_at
        await tx.add(ending)
    after = {"state": own[0], "reason": reason}
    record(tx, actor, "reopen_item", item, {"state": State.CANCELLED}, after)


def _had(one: Assignment, known: dict[int, tuple[object, object]] | None) -> tuple[State, datetime | None] | None:
    """What the unit had when the item ended; None when it had let go before."""
    if known is None:
        return (State.IN_PROGRESS, None) if one.state is State.CANCELLED else None
    return _revived(*known[one.assignment_id]) if one.assignment_id in known else None


def _revived(word: object, closed_at: object) -> tuple[State, datetime | None]:
    """A request that waited became void with the ending."""
    state = State(str(word))
    state = State.IN_PROGRESS if state is State.AWAITING_REVIEW else state
    return state, datetime.fromisoformat(str(closed_at)) if closed_at else None


REOPEN = Act(_check, _plan, _perform)
