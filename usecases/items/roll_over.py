"""Yearly targets go on into the next year: shown as a list, then written as new items by one press."""

from collections.abc import Sequence
from datetime import date

from domain.items import rhythm_texts as texts
from domain.items.parts import DueOf
from domain.items.standing import NOTHING
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.quantities import say_amount
from domain.refusals import BadInput, TooLate
from domain.states import State
from domain.words import year_typed
from storage.items import items, lifecycle, targets
from storage.items.items import ItemParts
from storage.tables import Item, YearRollOver
from storage.tx import Tx
from usecases.items.assign import add_hands, tell_officials
from usecases.items.due import set_due
from usecases.items.parts import PartPlan, add_part
from usecases.steps.asking import Question, ask, drop, expected, open_question
from usecases.steps.item_acts import add_item, record
from usecases.steps.loading import must_move, sure_item


class RollOver(Question, kind="roll", action=Action.KEEP_LIFE, takes_words=False):
    """Do these items, as they were shown, go on into the year? A button answers."""

    year: int
    stamp: int
    seen: tuple[tuple[int, int], ...]


async def preview(tx: Tx, actor: Actor, words: str, chat_id: int) -> Answer:
    """/roll 2027."""
    require(actor, Action.KEEP_LIFE)
    said = year_typed(words)
    if not (said.isdecimal() and len(said) == 4):
        raise BadInput(texts.ROLL_USAGE.format(year=tx.today.year + 1))
    if int(said) not in (tx.today.year, tx.today.year + 1):
        raise BadInput(texts.ROLL_YEAR.format(first=tx.today.year, second=tx.today.year + 1))
    year = int(said)
    found = await _rolling(tx, year)
    if not found:
        return Answer(texts.ROLL_NONE.format(year=year))
    stamp = int(tx.now.timestamp())
    seen = tuple((item.item_id, item.version) for item in found)
    title, text = texts.roll_preview(year, [await _line(tx, item) for item in found])
    rows = texts.roll_rows(year, stamp)
    return await ask(tx, actor, chat_id, RollOver(year, stamp, seen), text, title=title, rows=rows)


async def _rolling(tx: Tx, year: int) -> list[Item]:
    """Open items with a yearly target that began before `year` and end before it."""
    made = await lifecycle.rolled_items(tx)
    return [item for item in await lifecycle.targets_to_roll(tx, year) if _goes_on(tx, item, year, made)]


def _goes_on(tx: Tx, item: Item, year: int, made: set[int]) -> bool:
    is_yearly = item.long_term or item.item_id in made or any(word in item.directive for word in texts.YEARLY)
    began = tx.local(item.registered_at).year
    ends = item.deadline.year if item.deadline else began
    return is_yearly and began < year and ends < year


async def _line(tx: Tx, item: Item) -> str:
    assert item.target_amount is not None
    amounts = (await targets.amounts(tx, [item.item_id])).get(item.item_id, {})
    done = sum(amounts.values(), NOTHING)
    target = f"{say_amount(item.target_amount)}{item.target_measure}"
    return texts.roll_line(
        item.label, directive=item.directive, target=target, done=f"{say_amount(done)}{item.target_measure}"
    )


async def confirm(tx: Tx, actor: Actor, year: int, *, stamp: int, chat_id: int) -> Answer:
    """[确认结转]: the items of the list, if none has changed since."""
    require(actor, Action.KEEP_LIFE)
    asked, there = await expected(tx, actor, chat_id, RollOver, texts.ROLL_GONE.format(year=year))
    if asked.stamp != stamp:
        raise TooLate(texts.ROLL_GONE.format(year=year))
    year = asked.year
    now = {item.item_id: item for item in await _rolling(tx, year)}
    await drop(tx, there)
    pairs = []
    for item_id, version in asked.seen:
        parts = await sure_item(tx, item_id)
        if parts.item.version != version or item_id not in now:
            raise TooLate(texts.ROLL_CHANGED.format(label=parts.item.label, year=year))
        made = await _roll(tx, actor, parts, year)
        pairs.append((parts.item.label, made.label))
    return Answer(texts.rolled(year, pairs), edit=True)


async def leave_as_is(tx: Tx, actor: Actor, stamp: int, chat_id: int) -> Answer:
    require(actor, Action.KEEP_LIFE)
    there = await open_question(tx, actor, chat_id)
    if there is not None and isinstance(there.question, RollOver) and there.question.stamp == stamp:
        await drop(tx, there)
    return Answer(texts.ROLL_DROPPED, edit=True)


async def _roll(tx: Tx, actor: Actor, parts: ItemParts, year: int) -> Item:
    item = parts.item
    made = await _copy(tx, item, year)
    units = [one.unit_id for one, _ in parts.in_charge]
    await add_hands(tx, made, units)
    await lifecycle.copy_people(tx, item.item_id, made.item_id)
    for sub in await items.sub_items(tx, item.item_id):
        if sub.state is not State.CANCELLED:
            await _copy_part(tx, sub, year, made, units)
    rolled = YearRollOver(item_id=item.item_id, year=year, to_item_id=made.item_id, rolled_by=actor.person_id)
    await tx.add(rolled)
    await _limit_to_its_year(tx, item, year)
    record(tx, actor, "roll_over", item, "", {"items": [made.label], "deadline": item.deadline})
    after = {"directive": made.directive, "units": [name for _, name in parts.in_charge], "deadline": made.deadline}
    record(tx, actor, "register", made, "", after | {"state": made.state})
    await tell_officials(tx, made, units)
    return made


async def _copy(tx: Tx, item: Item, year: int) -> Item:
    return await add_item(
        tx,
        item.directive,
        _same_day(item.decided_deadline, year),
        meeting_id=item.meeting_id,
        target_amount=item.target_amount,
        target_measure=item.target_measure,
        target_is_joint=item.target_is_joint,
    )


async def _copy_part(tx: Tx, sub: Item, year: int, whole: Item, hands: Sequence[int]) -> None:
    there = (await items.assignments_of(tx, sub.item_id)).values()
    own = tuple(one.unit_id for one in there if one.state is not State.CANCELLED) if sub.own_hands else ()
    day = _same_day(sub.deadline, year) if sub.due_of is DueOf.OWN else None
    copied = await add_part(tx, whole, PartPlan(sub.directive, own, day), sub=sub.sub, hands=hands)
    await lifecycle.copy_people(tx, sub.item_id, copied.item_id)


def _same_day(day: date | None, year: int) -> date:
    """The same day of the new year; its last day for what had none, the 28th for a 29th of February."""
    if day is None:
        return date(year, 12, 31)
    return date(year, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


async def _limit_to_its_year(tx: Tx, item: Item, year: int) -> None:
    """The item that was copied into `year` stays an item of the year before: a long-term one gets that year's last day.

    One that has a deadline keeps it; its version goes up all the same, so that older buttons know of the copy.
    """
    if item.deadline is not None:
        await must_move(tx, item.label, item)
        return
    await set_due(tx, item, date(year - 1, 12, 31))
