"""End an item that will not be done: cancelled (撤销), or stopped and counted apart (停办)."""

from collections.abc import Sequence
from functools import partial

from domain.items import lifecycle_texts as texts
from domain.office.people import Actor
from domain.refusals import TooLate
from domain.states import State, Verb, next_state
from storage.items import items, lifecycle
from storage.items.items import ItemParts
from storage.tables import Ending, EndingKind, Item
from storage.tx import Tx
from usecases.review.completions import void_completion
from usecases.steps.item_acts import Act, Kept, Plan, follow, names_in_charge, read_reason, record, tell_units
from usecases.steps.loading import must_move
from usecases.steps.requests import overtake_all

KINDS = {"cancel": EndingKind.CANCELLED, "stop": EndingKind.STOPPED}
_ACTIONS = {EndingKind.CANCELLED: "cancel_item", EndingKind.STOPPED: "stop_item", EndingKind.MERGED: "merge_item"}


async def _check(_tx: Tx, parts: ItemParts) -> None:
    next_state(parts.item.state, Verb.CANCEL, parts.item.label)


async def _plan(act: str, tx: Tx, parts: ItemParts, words: str) -> Plan:
    reason = read_reason(act, words)
    subs = await _standing_subs(tx, parts.item)
    waiting = sum(one.state is State.AWAITING_REVIEW for one, _ in parts.in_charge)
    labels = [sub.label for sub in subs]
    lines = texts.will_end(act, reason, names_in_charge(parts), labels, waiting)
    return Plan(lines, {"reason": reason})


async def _standing_subs(tx: Tx, item: Item) -> list[Item]:
    return [sub for sub in await items.sub_items(tx, item.item_id) if sub.state is not State.CANCELLED]


async def _perform(act: str, tx: Tx, actor: Actor, parts: ItemParts, kept: Kept) -> str:
    reason, kind = str(kept["reason"]), KINDS[act]
    await _check(tx, parts)
    told = await end_item(tx, actor, parts.item, kind, reason)
    text = texts.told_ended(kind.value, label=parts.item.label, directive=parts.item.directive, reason=reason)
    await tell_units(tx, parts.item, [*told, *parts.cooperating], "ended", text=text)
    return texts.ended(act, label=parts.item.label, reason=reason)


async def end_item(
    tx: Tx, actor: Actor, item: Item, kind: EndingKind, reason: str, into_id: int | None = None
) -> Sequence[int]:
    """The item, its parts and everyone's hands on them stand at cancelled; gives the units that had it."""
    units: list[int] = []
    for sub in await _standing_subs(tx, item):
        units += await _end(tx, actor, sub, kind, reason, along_with=item.item_id)
    units += await _end(tx, actor, item, kind, reason, into_id=into_id)
    if item.parent_id is not None:
        await follow(tx, actor, item)
    return units


async def _end(
    tx: Tx,
    actor: Actor,
    item: Item,
    kind: EndingKind,
    reason: str,
    *,
    along_with: int | None = None,
    into_id: int | None = None,
) -> Sequence[int]:
    before = item.state
    standing = [
        one for one in (await items.assignments_of(tx, item.item_id)).values() if one.state is not State.CANCELLED
    ]
    closed_at = item.closed_at.isoformat() if item.closed_at else None
    hands: list[list[object]] = [[0, before.value, closed_at]]
    for one in standing:
        closed_at = one.closed_at.isoformat() if one.closed_at else None
        hands.append([one.assignment_id, one.state.value, closed_at])
        await void_completion(tx, item, one, texts.ENDED_WORDS[kind.value])
        await must_move(tx, item.label, one, state=State.CANCELLED, closed_at=None)
    # Of all who asked for something, those who only help included.
    await overtake_all(tx, item, texts.ENDED_WORDS[kind.value])
    await must_move(tx, item.label, item, state=State.CANCELLED, closed_at=None)
    ending = Ending(
        item_id=item.item_id,
        kind=kind,
        reason=reason,
        hands=hands,
        ended_by=actor.person_id,
        ended_at=tx.happened_at,
        along_with=along_with,
        into_id=into_id,
    )
    await tx.add(ending)
    after = {"state": State.CANCELLED, "kind": kind, "reason": reason}
    record(tx, actor, _ACTIONS[kind], item, {"state": before}, after)
    return [one.unit_id for one in standing]


async def check_parent_stands(tx: Tx, item: Item) -> None:
    """A part cannot live without its whole."""
    if item.parent_id is not None and await lifecycle.parent_state(tx, item) is State.CANCELLED:
        raise TooLate(texts.PARENT_ENDED.format(label=item.label, parent=item.number))


CANCEL, STOP = (Act(_check, partial(_plan, act), partial(_perform, act)) for act in ("cancel", "stop"))
