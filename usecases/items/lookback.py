"""Look back (回头看): on a day after closing the supervisors confirm that it holds, or open it again."""

from datetime import date, timedelta

from domain.dates.reading import read_date
from domain.dates.workdays import WorkCalendar, WorkingHours
from domain.hygiene import clean, cut
from domain.items import lookback_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.review.review_texts import when
from domain.states import State
from storage.items import items, lifecycle
from storage.items.items import ItemParts
from storage.nudging import nudges
from storage.office import people
from storage.tables import Draft, Item, LookBack, LookBackState
from storage.tx import Tx
from usecases.items.cancel import check_parent_stands
from usecases.items.reopen import reopen_item
from usecases.steps.cards import Card, supervisors
from usecases.steps.item_acts import REASON_LIMIT, record
from usecases.steps.loading import changed_meanwhile, known_item, named_item

WAITING = "look_reason"
_MONTHS = (1, 3, 6)
_LATEST = timedelta(days=365 * 2)


async def set_named(tx: Tx, actor: Actor, label: str, words: str) -> Answer:
    """/lookback 37 3月1日; without a day the buttons are shown."""
    require(actor, Action.KEEP_LIFE)
    parts = await named_item(tx, actor, label, texts.USAGE)
    if not clean(words):
        return await _ask(tx, parts)
    reading = read_date(words, tx.today, WorkCalendar(await nudges.calendar_overrides(tx)))
    if reading.day is None:
        raise BadInput(texts.UNREAD.format(words=clean(words)[:20], usage=texts.USAGE))
    return await _set(tx, actor, parts, reading.day)


async def press(tx: Tx, actor: Actor, item_id: int, version: int, word: str) -> Answer:
    """[回头看] of a closed item, then in how many months; 0 takes the date away."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    if not word:
        return await _ask(tx, parts)
    if parts.item.version != version:
        await changed_meanwhile(tx, parts.item.label)
    if word == "0":
        return await _drop(tx, actor, parts.item)
    if word not in {str(months) for months in _MONTHS}:
        raise TooLate(texts.GONE.format(number=parts.item.label.lstrip("#")))
    answer = await _set(tx, actor, parts, await _day_in(tx, int(word)))
    return Answer(answer.text, item_id=item_id, edit=True, toast=texts.SET_TOAST)


async def _day_in(tx: Tx, months: int) -> date:
    calendar = WorkCalendar(await nudges.calendar_overrides(tx))
    return calendar.next_workday(tx.today + timedelta(days=30 * months))


def _check(item: Item) -> None:
    if item.state is not State.CLOSED:
        raise TooLate(texts.NOT_CLOSED.format(label=item.label, number=item.label.lstrip("#")))


async def _ask(tx: Tx, parts: ItemParts) -> Answer:
    item = parts.item
    _check(item)
    assert item.item_id is not None
    standing = await lifecycle.look_back_of(tx, item.item_id)
    options = [(months, await _day_in(tx, months)) for months in _MONTHS]
    rows = texts.rows(item.item_id, item.version, options, has_one=standing is not None)
    return Answer(texts.ASK.format(label=item.label), choices=rows, item_id=item.item_id)


async def _set(tx: Tx, actor: Actor, parts: ItemParts, day: date) -> Answer:
    """A new day takes the place of an older one."""
    item = parts.item
    _check(item)
    if not tx.today < day <= tx.today + _LATEST:
        raise BadInput(texts.BAD_DAY)
    assert item.item_id is not None
    old = await lifecycle.look_back_of(tx, item.item_id)
    if old is not None:
        await _move(tx, item, old, state=LookBackState.DROPPED)
    row = LookBack(office_id=tx.office_id, item_id=item.item_id, due_on=day, set_by=actor.person_id)
    await lifecycle.add(tx, row)
    record(tx, actor, "set_look_back", item, {"day": old.due_on if old else None}, {"day": day})
    return Answer(texts.was_set(item.label, day, tx.today), item_id=item.item_id)


async def _drop(tx: Tx, actor: Actor, item: Item) -> Answer:
    assert item.item_id is not None
    row = await lifecycle.look_back_of(tx, item.item_id)
    if row is None:
        raise TooLate(texts.GONE.format(number=item.label.lstrip("#")))
    await _move(tx, item, row, state=LookBackState.DROPPED, decided_by=actor.person_id, decided_at=tx.now)
    record(tx, actor, "drop_look_back", item, {"day": row.due_on})
    return Answer(texts.DROPPED.format(label=item.label), item_id=item.item_id, edit=True)


async def _move(tx: Tx, item: Item, row: LookBack, **changes: object) -> None:
    if not await lifecycle.move_look_back(tx, row, **changes):
        await changed_meanwhile(tx, item.label)


def _card(row: LookBack) -> Card:
    return Card("look_back", f"lookback:{row.look_back_id}", row.item_id)


async def ask_look_backs(tx: Tx) -> bool:
    """One that is due: asked of the supervisors, or dropped when the item is open again."""
    local = tx.now.astimezone(tx.profile.zone)
    if not WorkingHours.parse(tx.profile.working_hours).contains(local.time()):
        return False
    row = await lifecycle.due_look_back(tx)
    if row is None:
        return False
    parts = await items.by_id(tx, row.item_id)
    assert parts is not None, "items are never deleted"
    item = parts.item
    if item.state is not State.CLOSED:
        await lifecycle.move_look_back(tx, row, state=LookBackState.DROPPED)
        tx.record("drop_look_back", item.label, before={"day": row.due_on}, after={"state": item.state})
        return True
    await lifecycle.move_look_back(tx, row, state=LookBackState.ASKED)
    tx.record("ask_look_back", item.label, after={"day": row.due_on})
    closed = item.closed_at.astimezone(tx.profile.zone).date() if item.closed_at else None
    units = [name for _, name in parts.in_charge]
    title, text = texts.card(item.label, item.directive, units, closed, tx.today)
    rows = texts.card_rows(row.look_back_id or 0, row.version, row.item_id)
    _card(row).put(tx, await supervisors(tx), text, title, rows)
    return True


async def _asked(tx: Tx, actor: Actor, look_back_id: int, version: int) -> tuple[LookBack, ItemParts]:
    """As the presser saw it, or who was first."""
    require(actor, Action.KEEP_LIFE)
    row = await lifecycle.look_back(tx, look_back_id)
    if row is None:
        raise NotFound(texts.NO_SUCH)
    parts = await known_item(tx, actor, row.item_id)
    if row.state is LookBackState.ASKED and row.version == version:
        _check(parts.item)
        return row, parts
    by = await people.person(tx, row.decided_by or 0)
    at = when(row.decided_at or tx.now, tx.profile.zone)
    raise TooLate(texts.was_decided(parts.item.label, by.name if by else "督查室", at))


async def confirm(tx: Tx, actor: Actor, look_back_id: int, version: int) -> Answer:
    """[属实]."""
    row, parts = await _asked(tx, actor, look_back_id, version)
    await _decide(tx, actor, row, parts.item, LookBackState.CONFIRMED)
    record(tx, actor, "confirm_look_back", parts.item, "", {"day": row.due_on})
    line = texts.confirmed(parts.item.label, actor.name, tx.today)
    await _card(row).close(tx, await supervisors(tx), line)
    return Answer(line, item_id=row.item_id, edit=True, toast=texts.CONFIRMED_TOAST)


async def ask_reason(tx: Tx, actor: Actor, look_back_id: int, version: int, chat_id: int) -> Answer:
    """[重新办理]: with a reason."""
    row, parts = await _asked(tx, actor, look_back_id, version)
    await check_parent_stands(tx, parts.item)
    payload: dict[str, object] = {
        "item_id": row.item_id,
        "look_back_id": look_back_id,
        "version": version,
    }
    await people.wait_for(tx, actor.person_id, chat_id, WAITING, payload)
    text = texts.ASK_REASON.format(label=parts.item.label)
    return Answer(text, kind="question", item_id=row.item_id, ask=True)


async def take_reason(tx: Tx, actor: Actor, draft: Draft, words: str) -> Answer:
    """The item is open again, and shows that a look-back did it."""
    reason = cut(clean(words), REASON_LIMIT)
    if not reason:
        raise BadInput(texts.REASON_MISSING)
    numbers = (int(str(draft.payload[name])) for name in ("look_back_id", "version"))
    await people.stop_waiting(tx, draft)
    row, parts = await _asked(tx, actor, *numbers)
    await _decide(tx, actor, row, parts.item, LookBackState.REOPENED)
    await reopen_item(tx, actor, parts, texts.reopen_reason(reason))
    line = texts.reopened(parts.item.label, actor.name, reason)
    await _card(row).close(tx, await supervisors(tx), line)
    return Answer(line, item_id=row.item_id)


async def _decide(tx: Tx, actor: Actor, row: LookBack, item: Item, state: LookBackState) -> None:
    await _move(tx, item, row, state=state, decided_by=actor.person_id, decided_at=tx.now)


async def card_lines(tx: Tx, item: Item) -> list[str]:
    assert item.item_id is not None
    row = await lifecycle.last_look_back(tx, item.item_id)
    if row is None or row.state is LookBackState.DROPPED:
        return []
    if row.decided_at is None:
        return [texts.waits(row.due_on, tx.today)]
    day = row.decided_at.astimezone(tx.profile.zone).date()
    return [texts.found(day, tx.today, holds=row.state is LookBackState.CONFIRMED)]
