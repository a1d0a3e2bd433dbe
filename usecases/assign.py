"""Assign an item to units, hand it over, and choose or make the unit that a name means."""

import re

from domain.deadlines import say_deadline
from domain.hygiene import clean, same_name_key
from domain.notes import Answer, Note, Rows
from domain.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.states import State
from domain.texts import assign as texts
from storage import intake, items, people
from storage.items import ItemParts
from storage.tables import Assignment, Item, Unit
from storage.tx import Tx
from usecases.loading import known_item, named_item

_BETWEEN = re.compile(r"[、，,；;\s]+")
ALIKE_SHOWN = 3


def unit_names(words: str) -> list[str]:
    return [name for name in _BETWEEN.split(clean(words)) if name]


async def assign(tx: Tx, actor: Actor, label: str, words: str, chat_id: int) -> Answer:
    """/assign 37 县农林局、县财政局: adds the units. An unknown name is asked about."""
    require(actor, Action.ASSIGN)
    names = unit_names(words)
    if not label or not names:
        raise BadInput(texts.ASSIGN_USAGE)
    parts = await named_item(tx, actor, label)
    check_open(parts.item)
    known = await intake.units_by_key(tx)
    for name in names:
        if same_name_key(name) not in known:
            return await _ask_unit(tx, actor, parts, name, names, chat_id, known)
    return await _assign(tx, actor, parts, [known[same_name_key(name)] for name in names])


async def _ask_unit(
    tx: Tx, actor: Actor, parts: ItemParts, name: str, names: list[str], chat_id: int, known: dict[str, Unit]
) -> Answer:
    payload: dict[str, object] = {"item": parts.item.item_id, "unit": name, "names": names}
    await people.wait_for(tx, actor.person_id, chat_id, "assign_unit", payload)
    options = [(unit.unit_id or 0, unit.name) for unit in alike(name, list(known.values()))]
    rows = texts.unit_rows(parts.item.item_id or 0, options, name)
    return Answer(texts.NO_UNIT.format(name=name), choices=rows)


def alike(name: str, units: list[Unit]) -> list[Unit]:
    """The units whose names share most with `name`."""
    wanted = set(name)
    scored = [(len(wanted & set(unit.name)) / len(wanted | set(unit.name)), unit) for unit in units]
    good = [pair for pair in scored if pair[0] >= 0.4]
    return [unit for _, unit in sorted(good, key=lambda pair: -pair[0])[:ALIKE_SHOWN]]


async def choose_unit(tx: Tx, actor: Actor, unit_id: int, item_id: int, chat_id: int) -> Answer:
    """A button says which unit an unknown name means; 0 makes it new."""
    require(actor, Action.ASSIGN)
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    if draft is None or draft.kind != "assign_unit" or draft.payload["item"] != item_id:
        raise TooLate(texts.DRAFT_GONE)
    names = draft.payload["names"]
    assert isinstance(names, list)
    asked = str(draft.payload["unit"])
    unit = await intake.unit_for(tx, asked) if unit_id == 0 else await people.unit(tx, unit_id)
    if unit is None:
        raise TooLate(texts.DRAFT_GONE)
    if unit_id == 0:
        tx.record("create_unit", unit.name, actor_id=actor.person_id)
    await people.stop_waiting(tx, draft)
    parts = await known_item(tx, actor, item_id)
    meant = [unit.name if name == asked else str(name) for name in names]
    return await assign(tx, actor, parts.item.label, "、".join(meant), chat_id)


def check_open(item: Item) -> None:
    if item.state in (State.CLOSED, State.CANCELLED):
        raise TooLate(texts.ASSIGN_CLOSED.format(label=item.label))


async def _assign(tx: Tx, actor: Actor, parts: ItemParts, units: list[Unit]) -> Answer:
    before = [name for _, name in parts.assignments]
    has = {assignment.unit_id for assignment, _ in parts.assignments}
    fresh = [unit for unit in units if unit.unit_id not in has]
    if not fresh:
        raise BadInput(texts.ASSIGN_ALREADY.format(label=parts.item.label, units="、".join(before)))
    await add_assignments(tx, parts.item, fresh)
    if not await items.move_item(tx, parts.item):
        raise TooLate(texts.DRAFT_GONE)
    await items.follow_parts(tx, parts.item)
    after = [*before, *(unit.name for unit in fresh)]
    tx.record(
        "assign", parts.item.label, actor_id=actor.person_id, before={"units": before}, after={"units": after}
    )
    staffed = await intake.staffed_units(tx)
    without = [unit.name for unit in fresh if unit.unit_id not in staffed]
    rows: Rows = ()
    if before and len(fresh) == 1:
        rows = texts.only_row(
            parts.item.item_id or 0, parts.item.version, fresh[0].unit_id or 0, fresh[0].name
        )
    return Answer(texts.assigned(parts.item.label, after, without), choices=rows, item_id=parts.item.item_id)


async def add_assignments(tx: Tx, item: Item, units: list[Unit]) -> None:
    """Also on its sub-items; the units' officials get a card."""
    assert item.item_id is not None
    for one in (item, *await items.sub_items(tx, item.item_id)):
        rows = [
            Assignment(
                office_id=tx.office_id,
                item_id=one.item_id or 0,
                unit_id=unit.unit_id or 0,
                assigned_on=tx.today,
            )
            for unit in units
        ]
        await intake.keep(tx, rows)
    due = say_deadline(item.deadline, tx.today, long_term=item.long_term)
    title, text = texts.card(item.label, item.directive, due)
    for person in await people.officials_of(tx, [unit.unit_id or 0 for unit in units]):
        tx.put(Note(person.telegram_id, "assigned", text, title, item_id=item.item_id))


async def assign_only(tx: Tx, actor: Actor, item_id: int, version: int, unit_id: int) -> Answer:
    """[改为仅由…负责]: the other units' assignments are cancelled and their officials told."""
    require(actor, Action.ASSIGN)
    parts = await known_item(tx, actor, item_id)
    check_open(parts.item)
    keeps = [name for assignment, name in parts.assignments if assignment.unit_id == unit_id]
    if parts.item.version != version or not keeps:
        raise TooLate(texts.DRAFT_GONE)
    before = [name for _, name in parts.assignments]
    leaving = [one.unit_id for one, _ in parts.assignments if one.unit_id != unit_id]
    assert parts.item.item_id is not None
    for one in (
        parts,
        *[await items.by_id(tx, sub.item_id or 0) for sub in await items.sub_items(tx, item_id)],
    ):
        assert one is not None
        await _cancel_others(tx, one, unit_id)
        await items.follow_parts(tx, one.item)
    tx.record(
        "assign", parts.item.label, actor_id=actor.person_id, before={"units": before}, after={"units": keeps}
    )
    line = texts.taken_away(parts.item.label, parts.item.directive, keeps)
    for person in await people.officials_of(tx, leaving):
        tx.put(Note(person.telegram_id, "assigned", line))
    return Answer(texts.assigned(parts.item.label, keeps, ()), edit=True, toast="已改派")


async def _cancel_others(tx: Tx, parts: ItemParts, unit_id: int) -> None:
    for assignment, _ in parts.assignments:
        if assignment.unit_id != unit_id and assignment.state is not State.CLOSED:
            await items.move_assignment(tx, assignment, state=State.CANCELLED)
