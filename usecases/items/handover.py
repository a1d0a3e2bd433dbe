"""Hand an item over to another unit (移交): all open hands, or those of one unit among several."""

from collections.abc import Sequence, Set

from domain.items import lifecycle_texts as texts
from domain.items.assign_texts import taken_away
from domain.office.people import Actor
from domain.office.units import KnownUnit, UnitDirectory
from domain.refusals import BadInput
from domain.states import OPEN_STATES
from domain.words import listed
from storage.items import items
from storage.items.items import ItemParts
from storage.office import units
from storage.tables import Item
from storage.tx import Tx
from usecases.items.assign import move_hands, tell_officials
from usecases.steps.item_acts import Act, Kept, Plan, check_open, follow, record, tell_units
from usecases.steps.loading import must_move
from usecases.steps.units import found_in, not_found, typed_names


async def _check(_tx: Tx, parts: ItemParts) -> None:
    check_open("hand", parts.item)


async def _plan(tx: Tx, parts: ItemParts, words: str) -> Plan:
    head, arrow, tail = _split(words)
    taking = await known_units(tx, parts.item.label, tail if arrow else head)
    leaving = _leaving(parts, head if arrow else "", {unit.unit_id for unit in taking})
    fresh = [unit for unit in taking if unit.unit_id not in {unit_id for unit_id, _ in _open_hands(parts)}]
    if not fresh and not leaving:
        hands = listed(name for _, name in _open_hands(parts))
        raise BadInput(texts.ALREADY_THEIRS.format(label=parts.item.label, units=hands))
    going = {unit_id for unit_id, _ in leaving}
    staying = [name for unit_id, name in _open_hands(parts) if unit_id not in going]
    lines = texts.will_hand_over([name for _, name in leaving], taking=[unit.name for unit in taking], staying=staying)
    kept: Kept = {
        "fresh": [unit.unit_id for unit in fresh],
        "taking": [unit.unit_id for unit in taking],
        "leaving": sorted(going),
    }
    names = {"from": [name for _, name in leaving], "to": [unit.name for unit in taking]}
    return Plan(lines, kept | names)


def _split(words: str) -> tuple[str, str, str]:
    found = texts.HANDS_TO.search(words)
    if found is None or not words[: found.start()].strip():
        return texts.HANDS_TO.sub("", words, count=1).strip(), "", ""
    return words[: found.start()].strip(), found.group(), words[found.end() :].strip()


async def known_units(tx: Tx, label: str, words: str) -> list[KnownUnit]:
    names = typed_names(words)
    if not names:
        raise BadInput(texts.ASK["hand"].format(label=label))
    found = found_in(await units.directory(tx), names)
    if found.match is not None:
        near = listed(unit.name for unit in found.match.near)
        if found.match.is_group:
            raise BadInput(not_found(found.match))
        hint = texts.NEAR.format(names=near) if near else ""
        raise BadInput(texts.NO_SUCH_UNIT.format(name=found.match.name, near=hint, number=label.lstrip("#")))
    return list(found.units)


def _open_hands(parts: ItemParts) -> list[tuple[int, str]]:
    return [(one.unit_id, name) for one, name in parts.in_charge if one.state in OPEN_STATES]


def _leaving(parts: ItemParts, named: str, taking: set[int | None]) -> list[tuple[int, str]]:
    """The open hands that let go: those of the units named, or all that are not among the new ones."""
    hands = _open_hands(parts)
    if not named:
        return [hand for hand in hands if hand[0] not in taking]
    theirs = dict(hands)
    found = found_in(UnitDirectory(KnownUnit(unit_id, name) for unit_id, name in hands), typed_names(named))
    if found.match is not None:
        has = listed(theirs.values()) or texts.NOBODY
        raise BadInput(texts.NOT_IN_HAND.format(unit=found.match.name, label=parts.item.label, units=has))
    return [(unit.unit_id, unit.name) for unit in found.units if unit.unit_id not in taking]


def _ints(value: object) -> list[int]:
    assert isinstance(value, list)
    return [int(one) for one in value]


def _names(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(one) for one in value]


async def _perform(tx: Tx, actor: Actor, parts: ItemParts, kept: Kept) -> str:
    item = parts.item
    fresh, leaving = _ints(kept["fresh"]), _ints(kept["leaving"])
    before, after = _names(kept["from"]), _names(kept["to"])
    state = item.state
    await must_move(tx, item.label, item)
    await move_hands(tx, item, fresh, leaving)
    await _move_own_parts(tx, item, _ints(kept.get("taking", kept["fresh"])), set(leaving))
    await follow(tx, actor, item)
    changed = {"units": after, "state": item.state}
    record(tx, actor, "hand_over", item, {"units": before, "state": state}, changed)
    await tell_officials(tx, item, fresh)
    text = taken_away(item.label, item.directive, after)
    await tell_units(tx, item, leaving, "taken", text=text)
    return texts.handed_over(item.label, before, after)


async def _move_own_parts(tx: Tx, item: Item, taking: Sequence[int], leaving: Set[int]) -> None:
    """Parts that were given to a unit by itself go with what it hands over; those of others stay where they are."""
    for part in await items.sub_items(tx, item.item_id):
        theirs = leaving & (await items.assignments_of(tx, part.item_id)).keys() if part.own_hands else ()
        if theirs:
            await move_hands(tx, part, taking, sorted(theirs))


HAND_OVER = Act(_check, _plan, _perform)
