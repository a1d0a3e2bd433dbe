"""Split sub-items off an item, one line each: what, by which units, until when."""

from collections.abc import Sequence

from domain.hygiene import clean
from domain.items import lifecycle_texts as texts
from domain.items.parts import split_marked
from domain.office.people import Actor
from domain.refusals import BadInput, TooLate
from domain.states import OPEN_STATES
from domain.stored import plain, read_stored
from storage.items import lifecycle
from storage.items.items import ItemParts
from storage.office import units
from storage.tables import Item
from storage.tx import Tx
from usecases.items.part_words import WholeFacts, read_parts, shown_lines
from usecases.items.parts import PartPlan, tell_parts, write_parts
from usecases.steps.item_acts import Act, Kept, Plan, check_open, check_whole, follow, record
from usecases.steps.loading import about, must_move


async def _check(_tx: Tx, parts: ItemParts) -> None:
    check_whole("split", parts.item)
    check_open("split", parts.item)


async def _plan(tx: Tx, parts: ItemParts, words: str) -> Plan:
    wanted = _lines(words)
    if not wanted:
        raise BadInput(texts.ASK["split"].format(label=parts.item.label))
    plans = await read_parts(tx, parts.item.label, wanted)
    names = await units.unit_names(tx)
    shown = await _shown(tx, parts, plans, names)
    told = [names[one] for one in _hearing(parts, plans)]
    return Plan(texts.will_split(shown, told), {"plans": [plain(plan) for plan in plans]})


def _lines(words: str) -> list[str]:
    """A line each, or ①…；②… in one; what stands before ① is no part."""
    lines = [one for line in words.splitlines() for one in split_marked(line)[1] or (texts.NUMBERING.sub("", line),)]
    return [line.strip() for line in lines if clean(line)]


def _hands(parts: ItemParts) -> list[int]:
    return [one.unit_id for one, _ in parts.in_charge if one.state in OPEN_STATES]


def _hearing(parts: ItemParts, plans: Sequence[PartPlan]) -> list[int]:
    return list(dict.fromkeys(one for plan in plans for one in plan.unit_ids or _hands(parts)))


async def _shown(tx: Tx, parts: ItemParts, plans: Sequence[PartPlan], names: dict[int, str]) -> list[str]:
    item = parts.item
    first = await lifecycle.last_sub(tx, item.item_id) + 1
    labels = [f"#{item.number}.{first + place}" for place in range(len(plans))]
    whole = WholeFacts([names[one] for one in _hands(parts)], item.decided_deadline, item.long_term)
    return shown_lines(tx, labels, plans, whole, names)


async def _perform(tx: Tx, actor: Actor, parts: ItemParts, kept: Kept) -> str:
    item = parts.item
    plans = _kept_plans(item, kept)
    names = await units.unit_names(tx)
    shown = await _shown(tx, parts, plans, names)
    before = item.state
    await must_move(tx, item.label, item)
    made = await write_parts(tx, actor, item, plans, _hands(parts))
    await follow(tx, actor, item)
    after = {"items": [one.label for one in made], "state": item.state}
    record(tx, actor, "split_item", item, {"state": before}, after)
    await tell_parts(tx, item, plans, shown, _hands(parts))
    return texts.was_split(item.label, shown)


def _kept_plans(item: Item, kept: Kept) -> list[PartPlan]:
    """TooLate for what an older version of the program had shown."""
    stored = kept.get("plans")
    if not isinstance(stored, list):
        raise TooLate(about(item, texts.GONE))
    return [read_stored(PartPlan, one) for one in stored]


SPLIT = Act(_check, _plan, _perform)
