"""What the acts on an item's life have in common: their shape, who is told, requests that become void."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.hygiene import clean, cut
from domain.items import lifecycle_texts as texts
from domain.items.target_reading import find_target
from domain.notes import Rows
from domain.office.people import Actor
from domain.refusals import BadInput
from storage.items import items
from storage.items.items import ItemParts
from storage.tables import Item
from storage.tx import Tx
from usecases.steps.cards import Card, officials
from usecases.steps.loading import must_be_open, sure_item

REASON_LIMIT = 300
Kept = dict[str, object]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an act would do: the lines to show, and what the confirming press needs."""

    lines: Sequence[str]
    kept: Kept


@dataclass(frozen=True, slots=True)
class Act:
    """`check` refuses what the state forbids, `plan` reads the words, `perform` does what was planned.

    `perform` gives the line that says what was done.
    """

    check: Callable[[Tx, ItemParts], Awaitable[None]]
    plan: Callable[[Tx, ItemParts, str], Awaitable[Plan]]
    perform: Callable[[Tx, Actor, ItemParts, Kept], Awaitable[str]]


def read_reason(act: str, words: str) -> str:
    reason = cut(clean(words), REASON_LIMIT)
    if not reason:
        raise BadInput(texts.REASON_MISSING.format(usage=texts.USAGE[act]))
    return reason


def check_open(act: str, item: Item) -> None:
    must_be_open(item, texts.NOT_OPEN, what=texts.NAMES[act])


def check_whole(act: str, item: Item) -> None:
    if item.parent_id is not None:
        what = texts.NAMES[act]
        raise BadInput(texts.ONLY_WHOLE.format(label=item.label, what=what, parent=item.number))


def names_in_charge(parts: ItemParts) -> list[str]:
    return [name for _, name in parts.in_charge]


def record(tx: Tx, actor: Actor | None, action: str, item: Item, before: object = "", after: object = "") -> None:
    tx.record(action, item.label, by=actor, before=before, after=after)


async def add_item(tx: Tx, directive: str, deadline: date | None, *, number: int | None = None, **fields: Any) -> Item:
    """An item that is registered now, with the next number unless it is a part of one that has a number.

    Its target is what its words ask for, whatever door it came in by, unless `fields` give one.
    """
    item = Item(
        number=await items.next_number(tx) if number is None else number,
        directive=directive,
        deadline=deadline,
        original_deadline=deadline,
        registered_at=tx.now,
        last_moved_on=tx.today,
        **{**_target_columns(directive), **fields},
    )
    await tx.add(item)
    return item


def _target_columns(directive: str) -> dict[str, Any]:
    found = find_target(directive)
    if found is None:
        return {"target_amount": None, "target_measure": "", "target_is_joint": False}
    return {"target_amount": found.amount, "target_measure": found.measure, "target_is_joint": found.is_joint}


async def follow(tx: Tx, actor: Actor, item: Item) -> None:
    """The item and its parent take the state of their parts; the parent's change has its own entry."""
    before = await items.by_id(tx, item.parent_id) if item.parent_id is not None else None
    state = before.item.state if before else None
    await items.follow_parts(tx, item)
    if before is None:
        return
    after = await sure_item(tx, before.item.item_id)
    if after.item.state is not state:
        record(tx, actor, "follow_parts", after.item, {"state": state}, {"state": after.item.state})


async def tell_units(
    tx: Tx, item: Item, unit_ids: Sequence[int], what: str, *, text: str, title: str = "", rows: Rows = ()
) -> None:
    """A word to each official of the units; `what` with the item's version makes it a single one."""
    card = Card("word", f"{what}:{item.item_id}:{item.version}", item.item_id)
    card.put(tx, await officials(tx, *unit_ids), text, title, rows)
