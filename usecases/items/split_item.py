"""Split sub-items off an item, one line each: what, by which units, until when."""

from dataclasses import dataclass
from datetime import date

from domain.dates.deadlines import say_deadline
from domain.dates.reading import read_date, say_date
from domain.hygiene import clean
from domain.items import lifecycle_texts as texts
from domain.office.people import Actor
from domain.refusals import BadInput
from domain.states import OPEN_STATES
from domain.words import PARTED
from storage.items import lifecycle
from storage.items.items import ItemParts
from storage.tables import Item
from storage.tx import Tx
from usecases.items.assign import add_hands
from usecases.items.handover import known_units
from usecases.steps.item_acts import Act, Kept, Plan, add_item, check_open, check_whole, follow, record, tell_units
from usecases.steps.loading import must_move
from usecases.steps.office_time import office_calendar

LIMIT = 20
_SHORTEST, _LONGEST = 4, 500


@dataclass(frozen=True, slots=True)
class _SubItemPlan:
    """A sub-item to be; no units and no day mean those of the whole."""

    directive: str
    units: tuple[tuple[int, str], ...]
    deadline: date | None
    long_term: bool


async def _check(_tx: Tx, parts: ItemParts) -> None:
    check_whole("split", parts.item)
    check_open("split", parts.item)


async def _plan(tx: Tx, parts: ItemParts, words: str) -> Plan:
    lines = [texts.NUMBERING.sub("", line).strip() for line in words.splitlines()]
    wanted = [line for line in lines if line]
    if not wanted:
        raise BadInput(texts.ASK["split"].format(label=parts.item.label))
    if len(wanted) > LIMIT:
        raise BadInput(texts.SPLIT_TOO_MANY.format(limit=LIMIT, count=len(wanted)))
    read = [await _read(tx, parts, place, line) for place, line in enumerate(wanted, 1)]
    shown = await _shown(tx, parts.item, read)
    units = list(dict.fromkeys(name for part in read for _, name in part.units))
    return Plan(texts.will_split(shown, units), {"parts": [_to_json(part) for part in read]})


async def _read(tx: Tx, parts: ItemParts, place: int, line: str) -> _SubItemPlan:
    given = [clean(one) for one in PARTED.split(line)]
    directive = given[0]
    if len(directive) < _SHORTEST:
        raise BadInput(texts.SPLIT_TOO_SHORT.format(place=place, words=directive))
    if len(directive) > _LONGEST:
        raise BadInput(texts.SPLIT_TOO_LONG.format(place=place, length=len(directive), limit=_LONGEST))
    own = tuple((one.unit_id, name) for one, name in parts.in_charge if one.state in OPEN_STATES)
    if len(given) > 1 and given[1]:
        named = await known_units(tx, parts.item.label, given[1])
        own = tuple((unit.unit_id, unit.name) for unit in named)
    item = parts.item
    if len(given) > 2 and given[2]:
        return _SubItemPlan(directive, own, await _day(tx, place, given[2]), long_term=False)
    return _SubItemPlan(directive, own, item.deadline, item.long_term)


async def _day(tx: Tx, place: int, words: str) -> date:
    reading = read_date(words, tx.today, await office_calendar(tx))
    if reading.day is None:
        raise BadInput(texts.SPLIT_BAD_DUE.format(place=place, words=words[:20]))
    if reading.day < tx.today:
        day = say_date(reading.day, tx.today)
        raise BadInput(texts.SPLIT_PAST_DUE.format(place=place, day=day))
    return reading.day


async def _shown(tx: Tx, item: Item, read: list[_SubItemPlan]) -> list[str]:
    first = await lifecycle.last_sub(tx, item.item_id) + 1
    return [
        texts.split_line(
            f"#{item.number}.{first + place}",
            part.directive,
            [name for _, name in part.units],
            say_deadline(part.deadline, tx.today, long_term=part.long_term),
        )
        for place, part in enumerate(read)
    ]


def _to_json(part: _SubItemPlan) -> dict[str, object]:
    return {
        "directive": part.directive,
        "units": [list(unit) for unit in part.units],
        "deadline": part.deadline.isoformat() if part.deadline else "",
        "long_term": part.long_term,
    }


def _from_json(stored: object) -> _SubItemPlan:
    assert isinstance(stored, dict)
    day = str(stored["deadline"])
    units = tuple((int(unit_id), str(name)) for unit_id, name in stored["units"])
    deadline = date.fromisoformat(day) if day else None
    return _SubItemPlan(str(stored["directive"]), units, deadline, bool(stored["long_term"]))


async def _perform(tx: Tx, actor: Actor, parts: ItemParts, kept: Kept) -> str:
    item, stored = parts.item, kept["parts"]
    assert isinstance(stored, list)
    read = [_from_json(one) for one in stored]
    shown = await _shown(tx, item, read)
    before = item.state
    await must_move(tx, item.label, item)
    made = [await _make(tx, actor, item, part) for part in read]
    await follow(tx, actor, item)
    after = {"items": [one.label for one in made], "state": item.state}
    record(tx, actor, "split_item", item, {"state": before}, after)
    # Each unit hears of its own parts only.
    for unit_id in {unit_id for part in read for unit_id, _ in part.units}:
        mine = [line for part, line in zip(read, shown, strict=True) if unit_id in {one for one, _ in part.units}]
        title, text = texts.told_split(item.label, mine)
        await tell_units(tx, item, [unit_id], f"split.{unit_id}", text=text, title=title)
    return texts.was_split(item.label, shown)


async def _make(tx: Tx, actor: Actor, item: Item, part: _SubItemPlan) -> Item:
    sub = await add_item(
        tx,
        part.directive,
        part.deadline,
        number=item.number,
        sub=await lifecycle.last_sub(tx, item.item_id) + 1,
        parent_id=item.item_id,
        meeting_id=item.meeting_id,
        long_term=part.long_term,
    )
    await add_hands(tx, sub, [unit_id for unit_id, _ in part.units])
    units = [name for _, name in part.units]
    after = {"directive": part.directive, "units": units, "deadline": part.deadline, "state": sub.state}
    record(tx, actor, "register", sub, "", after)
    return sub


SPLIT = Act(_check, _plan, _perform)
