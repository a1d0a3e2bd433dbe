"""Long-term items report by rhythm: set, and shown with what was missed; the rounds of nudges ask for it."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.items import rhythm as rules
from domain.items import rhythm_texts as texts
from domain.items.rhythm import Every
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.states import OPEN_STATES
from storage.items import lifecycle
from storage.items.items import ItemParts
from storage.tables import Item, Rhythm
from storage.tx import Tx
from usecases.steps.item_acts import check_whole, record, tell_units
from usecases.steps.loading import about, check_version, known_item, must_move, named_item
from usecases.steps.office_time import office_calendar

NONE = "none"


async def set_named(tx: Tx, actor: Actor, label: str, words: str) -> Answer:
    """/rhythm 37 每月; without a rhythm the buttons are shown."""
    require(actor, Action.KEEP_LIFE)
    parts = await named_item(tx, actor, label, texts.USAGE)
    if not words.strip():
        return await _ask(tx, parts)
    every = rules.read_every(words)
    if every is None and words.strip() not in texts.NONE_WORDS:
        raise BadInput(texts.UNREAD.format(words=words.strip()[:10], usage=texts.USAGE))
    return await _set(tx, actor, parts, every)


async def press(tx: Tx, actor: Actor, item_id: int, version: int, word: str) -> Answer:
    """[报送周期], then one of the rhythms."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    if not word:
        return await _ask(tx, parts)
    await check_version(tx, parts.item, version)
    every = rules.read_every(word)
    if every is None and word != NONE:
        raise TooLate(about(parts.item, texts.GONE))
    answer = await _set(tx, actor, parts, every)
    return Answer(answer.text, item_id=item_id, edit=True, toast=texts.SET_TOAST)


def may_have(item: Item) -> bool:
    return item.long_term and item.state in OPEN_STATES and item.parent_id is None


def _check(item: Item) -> None:
    check_whole("rhythm", item)
    if not may_have(item):
        raise BadInput(about(item, texts.ONLY_LONG_TERM))


async def _ask(tx: Tx, parts: ItemParts) -> Answer:
    item = parts.item
    _check(item)
    calendar = await office_calendar(tx)
    options = [(every, rules.next_due(every, tx.today, None, tx.today, calendar)) for every in Every]
    has_one = await lifecycle.rhythm_of(tx, item.item_id) is not None
    rows = texts.rows(item.item_id, item.version, options, has_one=has_one)
    return Answer(texts.ASK.format(label=item.label), choices=rows, item_id=item.item_id)


async def _set(tx: Tx, actor: Actor, parts: ItemParts, every: Every | None) -> Answer:
    """A new rhythm counts from today; what was missed under the old one is past."""
    item = parts.item
    _check(item)
    row = await lifecycle.rhythm_of(tx, item.item_id)
    old = row.every if row else None
    if old is every:
        words = texts.every_words(every)
        raise BadInput(texts.SAME.format(label=item.label, words=words))
    await must_move(tx, item.label, item)
    if row is not None:
        await tx.remove(row)
    if every is not None:
        made = Rhythm(item_id=item.item_id, every=every, since=tx.today, set_by=actor.person_id)
        await tx.add(made)
    record(tx, actor, "set_rhythm", item, {"every": old}, {"every": every})
    due = await next_due(tx, item)
    line = texts.was_set(item.label, every, due, tx.today)
    units = [one.unit_id for one, _ in parts.in_charge if one.state in OPEN_STATES]
    await tell_units(tx, item, units, "rhythm", text=texts.told(line, item.directive))
    return Answer(line, item_id=item.item_id)


def _days(tx: Tx, moments: Sequence[datetime]) -> list[date]:
    return [tx.day(moment) for moment in moments]


async def next_due(tx: Tx, item: Item) -> date | None:
    """The day by which the next report of a long-term item is owed; None when it has no rhythm.

    Before today when the running period is late.
    """
    row = await lifecycle.rhythm_of(tx, item.item_id)
    if row is None or not may_have(item):
        return None
    days = _days(tx, await lifecycle.report_moments(tx, item.item_id))
    calendar = await office_calendar(tx)
    return rules.next_due(row.every, row.since, max(days, default=None), tx.today, calendar)


async def card_lines(tx: Tx, item: Item) -> list[str]:
    row = await lifecycle.rhythm_of(tx, item.item_id)
    if row is None or not may_have(item):
        return []
    calendar = await office_calendar(tx)
    days = _days(tx, await lifecycle.report_moments(tx, item.item_id))
    due = rules.next_due(row.every, row.since, max(days, default=None), tx.today, calendar)
    missed = rules.missed(row.every, row.since, days, tx.today, calendar)
    names = [rules.say_period(row.every, period) for period in missed]
    return [texts.card_line(row.every, due, names, tx.today)]
