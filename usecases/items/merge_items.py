"""Merge an item into another: it is no longer followed by itself, its units answer for the other."""

from datetime import date

from domain.hygiene import clean
from domain.items import lifecycle_texts as texts
from domain.office.people import Actor
from domain.refusals import BadInput, TooLate
from domain.states import OPEN_STATES
from domain.words import listed
from storage.items import items
from storage.items.items import ItemParts
from storage.tables import EndingKind, Item
from storage.tx import Tx
from usecases.items.assign import move_hands, tell_officials
from usecases.items.cancel import end_item
from usecases.steps.item_acts import Act, Kept, Plan, check_open, check_whole, follow, record, tell_units
from usecases.steps.loading import check_version, must_be_open, must_move, sure_item

_SUBS_NAMED = 5


async def _check(tx: Tx, parts: ItemParts) -> None:
    item = parts.item
    check_whole("merge", item)
    check_open("merge", item)
    still = [sub.label for sub in await items.sub_items(tx, item.item_id) if sub.state in OPEN_STATES]
    if still:
        labels = listed(still[:_SUBS_NAMED])
        raise TooLate(texts.OPEN_SUBS.format(label=item.label, count=len(still), labels=labels))


async def _plan(tx: Tx, parts: ItemParts, words: str) -> Plan:
    typed = texts.target_typed(clean(words))
    into = await items.by_label(tx, typed)
    if into is None:
        raise BadInput(texts.NO_TARGET.format(words=typed[:20]))
    _check_target(parts.item, into.item)
    there = {one.unit_id for one, _ in into.in_charge}
    joining = [name for one, name in parts.in_charge if one.unit_id not in there]
    earlier = _earlier(parts.item, into.item)
    lines = texts.will_merge(
        parts.item.label,
        into=into.item.label,
        directive=into.item.directive,
        joining=joining,
        earlier=earlier,
        today=tx.today,
    )
    return Plan(lines, {"into": into.item.item_id, "into_version": into.item.version})


def _check_target(item: Item, into: Item) -> None:
    label = into.label
    if into.item_id == item.item_id:
        raise BadInput(texts.ITSELF.format(label=label))
    if into.parent_id is not None:
        raise BadInput(texts.TARGET_IS_PART.format(label=label, parent=into.number))
    must_be_open(into, texts.TARGET_ENDED)


def _earlier(item: Item, into: Item) -> date | None:
    """The merged item's deadline when it would be lost for a later one."""
    day, standing = item.decided_deadline, into.decided_deadline
    return None if day is None or (standing is not None and standing <= day) else day


async def _perform(tx: Tx, actor: Actor, parts: ItemParts, kept: Kept) -> str:
    item = parts.item
    into = await sure_item(tx, int(str(kept["into"])))
    await check_version(tx, into.item, int(str(kept["into_version"])))
    await _check(tx, parts)
    _check_target(item, into.item)
    there = {one.unit_id for one, _ in into.in_charge}
    had = [one.unit_id for one, _ in parts.in_charge]
    joining = [unit_id for unit_id in had if unit_id not in there]
    units, state = [name for _, name in into.in_charge], into.item.state
    reason = texts.merged_reason(into.item.label)
    await end_item(tx, actor, item, EndingKind.MERGED, reason, into.item.item_id)
    await must_move(tx, into.item.label, into.item, last_moved_on=max(item.last_moved_on, into.item.last_moved_on))
    await move_hands(tx, into.item, joining, ())
    await follow(tx, actor, into.item)
    names = [name for one, name in parts.assignments if one.unit_id in joining]
    after = {"items": [item.label], "units": [*units, *names], "state": into.item.state}
    record(tx, actor, "take_in", into.item, {"units": units, "state": state}, after)
    await tell_officials(tx, into.item, joining)
    text = texts.told_merged(item.label, directive=item.directive, into=into.item.label)
    await tell_units(tx, item, [*had, *parts.cooperating], "merged", text=text)
    return texts.merged(item.label, into.item.label)


MERGE = Act(_check, _plan, _perform)
