"""Assign an item to units, or hand it over: the units named are added, or are the only ones from now on."""

from collections.abc import Sequence
from dataclasses import replace

from domain import toasts
from domain.dates.deadlines import say_deadline
from domain.items import assign_texts as texts
from domain.items import lifecycle_texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.office.units import KnownUnit
from domain.refusals import BadInput, TooLate
from domain.states import OPEN_STATES, State
from domain.words import listed
from storage.items import items
from storage.items.items import ItemParts
from storage.office import people
from storage.tables import Assignment, Item, Unit
from storage.tx import Tx
from usecases.office.unit_sets import finish_members, members_page
from usecases.review.completions import void_requests
from usecases.steps.asking import Question, ask, drop, expected, open_question
from usecases.steps.cards import Card, officials
from usecases.steps.loading import check_version, known_item, must_be_open, must_move, named_item
from usecases.steps.units import decided_unit, open_unit, typed_names, units_found


class UnitsInCharge(Question, kind="assign_to", action=Action.ASSIGN):
    """Which units are to do an item?"""

    item_id: int
    instead: bool


class UnitMeant(Question, kind="assign_unit", action=Action.ASSIGN, takes_words=False):
    """Which unit is meant by an unknown name? A button answers."""

    item_id: int
    place: int
    names: tuple[str, ...]
    instead: bool
    stamp: str


async def assign(tx: Tx, actor: Actor, label: str, words: str, chat_id: int) -> Answer:
    """/assign 37 县农林局、县财政局 adds; with 改派 before the units they replace the others."""
    require(actor, Action.ASSIGN)
    if not label:
        raise BadInput(texts.ASSIGN_USAGE)
    parts = await named_item(tx, actor, label)
    must_be_open(parts.item, texts.ASSIGN_CLOSED)
    instead = words.startswith(texts.INSTEAD)
    names = typed_names(words.removeprefix(texts.INSTEAD))
    if not names:
        return await _ask(tx, actor, parts, chat_id, instead=instead)
    return await _named(tx, actor, parts, names, chat_id, instead=instead)


async def ask_units(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """A button [交办 #37]: to whom?"""
    require(actor, Action.ASSIGN)
    parts = await known_item(tx, actor, item_id)
    must_be_open(parts.item, texts.ASSIGN_CLOSED)
    return await _ask(tx, actor, parts, chat_id, instead=False)


async def _ask(tx: Tx, actor: Actor, parts: ItemParts, chat_id: int, *, instead: bool) -> Answer:
    asked, label = UnitsInCharge(parts.item.item_id, instead), parts.item.label
    return await ask(tx, actor, chat_id, asked, texts.ASSIGN_ASK.format(label=label), label=label)


async def take_units(tx: Tx, actor: Actor, asked: UnitsInCharge, words: str, chat_id: int) -> Answer:
    """The units in words."""
    require(actor, Action.ASSIGN)
    parts = await known_item(tx, actor, asked.item_id)
    must_be_open(parts.item, texts.ASSIGN_CLOSED)
    names = typed_names(words)
    if not names:
        raise BadInput(texts.ASSIGN_ASK.format(label=parts.item.label))
    return await _named(tx, actor, parts, names, chat_id, instead=asked.instead)


async def _named(
    tx: Tx, actor: Actor, parts: ItemParts, names: Sequence[str], chat_id: int, *, instead: bool
) -> Answer:
    """All names sure: done. Else the first that is not is asked about."""
    found = await units_found(tx, names)
    if found.match is None:
        return await _assign(tx, actor, parts, found.units, instead=instead)
    label, item_id, match = parts.item.label, parts.item.item_id, found.match
    stamp = f"{found.open_at}.{int(tx.now.timestamp())}"
    asked = UnitMeant(item_id, found.open_at, tuple(names), instead, stamp)
    if match.is_group:
        page = await members_page(tx, match.name)
        return await ask(tx, actor, chat_id, asked, page.text, title=page.title, rows=page.choices, label=label)
    options = [(unit.unit_id, unit.name) for unit in match.near]
    rows, text = texts.unit_rows(item_id, stamp, options, match.name), texts.NO_UNIT.format(name=match.name)
    return await ask(tx, actor, chat_id, asked, text, title=label, rows=rows, label=label)


async def members_told(tx: Tx, actor: Actor, set_id: int, chat_id: int) -> Answer:
    """[就这些]: the group is known from now on; an item that was being given to it goes to its units."""
    told = await finish_members(tx, actor, set_id)
    there = await open_question(tx, actor, chat_id)
    if there is None or not isinstance(there.question, UnitMeant):
        return told
    asked = there.question
    parts = await known_item(tx, actor, asked.item_id)
    must_be_open(parts.item, texts.ASSIGN_CLOSED)
    await drop(tx, there)
    answer = await _named(tx, actor, parts, asked.names, chat_id, instead=asked.instead)
    return replace(answer, edit=True, toast=told.toast)


async def choose_unit(tx: Tx, actor: Actor, unit_id: int, item_id: int, stamp: str, chat_id: int) -> Answer:
    """A button says which unit an unknown name means; 0 makes it new."""
    require(actor, Action.ASSIGN)
    asked, there = await expected(tx, actor, chat_id, UnitMeant, texts.DRAFT_GONE)
    if (asked.stamp, asked.item_id) != (stamp, item_id):
        raise TooLate(texts.DRAFT_GONE)
    parts = await known_item(tx, actor, item_id)
    must_be_open(parts.item, texts.ASSIGN_CLOSED)
    names, place = list(asked.names), asked.place
    unit = await (open_unit(tx, unit_id) if unit_id else decided_unit(tx, actor, names[place]))
    names[place] = unit.name
    await drop(tx, there)
    answer = await _named(tx, actor, parts, names, chat_id, instead=asked.instead)
    return replace(answer, edit=True)


async def _assign(
    tx: Tx, actor: Actor, parts: ItemParts, units: Sequence[Unit | KnownUnit], *, instead: bool
) -> Answer:
    item = parts.item
    before = [(one.unit_id, name) for one, name in parts.assignments if one.state is not State.CANCELLED]
    wanted = {unit.unit_id: unit.name for unit in units}
    has = {unit_id for unit_id, _ in before}
    fresh = [unit_id for unit_id in wanted if unit_id not in has]
    leaving = [one.unit_id for one, _ in parts.assignments if instead and _leaves(one, wanted)]
    if not fresh and not leaving:
        names, number = listed(name for _, name in before), item.label.lstrip("#")
        raise BadInput(texts.ASSIGN_ALREADY.format(label=item.label, units=names, number=number))
    await must_move(tx, item.label, item)
    await move_hands(tx, item, fresh, leaving)
    after = [name for unit_id, name in before if unit_id not in leaving]
    after += [wanted[unit_id] for unit_id in fresh]
    await _record_and_tell(tx, actor, item, [name for _, name in before], after, fresh, leaving)
    staffed = await people.staffed_units(tx)
    without = [name for unit_id, name in wanted.items() if unit_id not in staffed]
    others = has - wanted.keys() - set(leaving)
    rows = texts.only_rows(item.item_id, item.version, list(wanted.items())) if others else ()
    return Answer(texts.assigned(item.label, after, without), choices=rows, item_id=item.item_id)


def _leaves(assignment: Assignment, wanted: dict[int, str]) -> bool:
    """What a unit has finished stays finished."""
    return assignment.unit_id not in wanted and assignment.state in OPEN_STATES


async def move_hands(tx: Tx, item: Item, fresh: Sequence[int], leaving: Sequence[int]) -> None:
    """Old hands let go, new hands take it: the item with the parts that are in its hands, or one part by itself."""
    if item.parent_id is not None and not item.own_hands:
        await must_move(tx, item.label, item, own_hands=True)
    parts = [part for part in await items.sub_items(tx, item.item_id) if not part.own_hands]
    for one in (item, *parts):
        await _move_open_hands(tx, one, fresh, leaving)


async def _move_open_hands(tx: Tx, item: Item, fresh: Sequence[int], leaving: Sequence[int]) -> None:
    if item.state not in OPEN_STATES:
        return
    there = await items.assignments_of(tx, item.item_id)
    new = [one for one in fresh if one not in there or there[one].state is State.CANCELLED]
    for unit_id in leaving:
        if unit_id in there and there[unit_id].state in OPEN_STATES:
            await void_requests(tx, item, there[unit_id], lifecycle_texts.HANDED_WORD)
            await must_move(tx, item.label, there[unit_id], state=State.CANCELLED, closed_at=None)
    await add_hands(tx, item, new, there)
    await items.follow_parts(tx, item)


async def add_hands(tx: Tx, item: Item, unit_ids: Sequence[int], there: dict[int, Assignment] | None = None) -> None:
    """New assignments; a unit that had the item before takes up its old one."""
    old = there or {}
    for unit_id in unit_ids:
        if unit_id in old:
            anew = {"state": State.ASSIGNED, "closed_at": None, "assigned_on": tx.today, "planned_on": None}
            await must_move(tx, item.label, old[unit_id], **anew)
    new = [
        Assignment(item_id=item.item_id, unit_id=unit_id, assigned_on=tx.today)
        for unit_id in unit_ids
        if unit_id not in old
    ]
    await tx.add(*new)
    await items.end_cooperation(tx, item.item_id, unit_ids)


async def _record_and_tell(
    tx: Tx,
    actor: Actor,
    item: Item,
    before: Sequence[str],
    after: Sequence[str],
    fresh: Sequence[int],
    leaving: Sequence[int],
) -> None:
    tx.record("assign", item.label, by=actor, before={"units": before}, after={"units": after})
    told = await tell_officials(tx, item, fresh)
    line = texts.taken_away(item.label, item.directive, after)
    left = [one for one in await officials(tx, *leaving) if one.person_id not in told]
    Card("taken", f"taken:{item.item_id}:{item.version}").put(tx, left, line)


async def tell_officials(tx: Tx, item: Item, unit_ids: Sequence[int]) -> set[int | None]:
    """A card to each official of the units; gives who was told."""
    due = texts.say_due(item.deadline, tx.today, long_term=item.long_term)
    left = say_deadline(item.deadline, tx.today) if item.deadline else ""
    title, text = texts.card(item.label, directive=item.directive, due=due, left=left)
    told = await officials(tx, *unit_ids)
    card = Card("assigned", f"assigned:{item.item_id}:{item.version}", item.item_id)
    card.put(tx, told, text, title, texts.new_card_rows(item.item_id))
    return {person.person_id for person in told}


async def assign_only(tx: Tx, actor: Actor, item_id: int, version: int, extra: str) -> Answer:
    """[改为仅由…负责]: `extra` holds the unit ids, "12.13"."""
    require(actor, Action.ASSIGN)
    parts = await known_item(tx, actor, item_id)
    await check_version(tx, parts.item, version)
    must_be_open(parts.item, texts.ASSIGN_CLOSED)
    units = [await open_unit(tx, int(word)) for word in extra.split(".") if word.isdecimal()]
    if not units:
        raise TooLate(texts.DRAFT_GONE)
    answer = await _assign(tx, actor, parts, units, instead=True)
    return Answer(answer.text, item_id=answer.item_id, edit=True, toast=toasts.REASSIGNED)
