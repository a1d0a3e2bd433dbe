"""Look back (回头看): on a day after closing the supervisors confirm that it holds, or open it again."""

from datetime import date, timedelta

from domain.dates.reading import read_date
from domain.dates.workdays import WorkingHours
from domain.hygiene import clean, cut
from domain.items import lookback_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.states import State
from storage import requests
from storage.items.items import ItemParts
from storage.requests import RequestWithItem
from storage.tables import Item, Request
from storage.tx import Tx
from usecases.items.cancel import check_parent_stands
from usecases.items.reopen import reopen_item
from usecases.steps.asking import Question, ask
from usecases.steps.cards import Card, Face, supervisors
from usecases.steps.item_acts import REASON_LIMIT
from usecases.steps.loading import about, check_version, known_item, named_item, sure_item
from usecases.steps.office_time import office_calendar
from usecases.steps.requests import decide, put, to_decide

_MONTHS = (1, 3, 6)
_LATEST = timedelta(days=365 * 2)
_TAKEN_AWAY = (RequestState.WITHDRAWN, RequestState.SUPERSEDED)


class LookBackReason(Question, kind="look_reason", action=Action.KEEP_LIFE):
    """What was found, so that the item is opened again?"""

    item_id: int
    request_id: int
    version: int


async def set_named(tx: Tx, actor: Actor, label: str, words: str) -> Answer:
    """/lookback 37 3月1日; without a day the buttons are shown."""
    require(actor, Action.KEEP_LIFE)
    parts = await named_item(tx, actor, label, texts.USAGE)
    if not clean(words):
        return await _ask(tx, parts)
    reading = read_date(words, tx.happened_on, await office_calendar(tx))
    if reading.day is None:
        raise BadInput(texts.UNREAD.format(words=clean(words)[:20], usage=texts.USAGE))
    return await _set(tx, actor, parts, reading.day)


async def press(tx: Tx, actor: Actor, item_id: int, version: int, word: str) -> Answer:
    """[回头看] of a closed item, then in how many months; 0 takes the date away."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    if not word:
        return await _ask(tx, parts)
    await check_version(tx, parts.item, version)
    if word == "0":
        return await _drop(tx, actor, parts.item)
    if word not in {str(months) for months in _MONTHS}:
        raise TooLate(about(parts.item, texts.GONE))
    answer = await _set(tx, actor, parts, await _day_in(tx, int(word)))
    return Answer(answer.text, item_id=item_id, edit=True, toast=texts.SET_TOAST)


async def _day_in(tx: Tx, months: int) -> date:
    calendar = await office_calendar(tx)
    return calendar.next_workday(tx.today + timedelta(days=30 * months))


def _check(item: Item) -> None:
    if item.state is not State.CLOSED:
        raise TooLate(about(item, texts.NOT_CLOSED))


async def _ask(tx: Tx, parts: ItemParts) -> Answer:
    item = parts.item
    _check(item)
    standing = await _standing(tx, item.item_id)
    options = [(months, await _day_in(tx, months)) for months in _MONTHS]
    rows = texts.rows(item.item_id, item.version, options, has_one=standing is not None)
    return Answer(texts.ASK.format(label=item.label), choices=rows, item_id=item.item_id)


async def _set(tx: Tx, actor: Actor, parts: ItemParts, day: date) -> Answer:
    """A new day takes the place of an older one."""
    item = parts.item
    _check(item)
    if not tx.today < day <= tx.today + _LATEST:
        raise BadInput(texts.BAD_DAY)
    old = await _standing(tx, item.item_id)
    line = texts.was_set(item.label, day, tx.today)
    if old is not None:
        await decide(tx, old, RequestVerb.SUPERSEDE, item.label, by=actor)
        await _card(old).close(tx, await supervisors(tx), line)
    row = Request(kind=RequestKind.LOOK_BACK, item_id=item.item_id, due_on=day, state=RequestState.DEFERRED)
    before = {"day": old.due_on if old else None}
    await put(tx, actor, row, item.label, "set_look_back", before=before, after={"day": day})
    return Answer(line, item_id=item.item_id)


async def _drop(tx: Tx, actor: Actor, item: Item) -> Answer:
    row = await _standing(tx, item.item_id)
    if row is None:
        raise TooLate(about(item, texts.GONE))
    before = {"day": row.due_on}
    await decide(tx, row, RequestVerb.WITHDRAW, item.label, "drop_look_back", by=actor, before=before)
    line = texts.DROPPED.format(label=item.label)
    await _card(row).close(tx, await supervisors(tx), line, row)
    return Answer(line, item_id=item.item_id, edit=True)


async def _standing(tx: Tx, item_id: int) -> Request | None:
    """Set or asked about, not yet decided."""
    found = await requests.standing_of(tx, RequestKind.LOOK_BACK, item_id)
    return found[-1].request if found else None


def _card(row: Request) -> Card:
    return Card("look_back", f"lookback:{row.request_id}", row.item_id)


async def ask_look_backs(tx: Tx) -> bool:
    """One that is due: asked of the supervisors, or dropped when the item is open again."""
    local = tx.local(tx.now)
    if not WorkingHours.parse(tx.profile.working_hours).contains(local.time()):
        return False
    due = await requests.look_back_due(tx, tx.today)
    if due is None:
        return False
    row, item = due.request, due.item
    day, state = {"day": row.due_on}, {"state": item.state}
    if item.state is not State.CLOSED:
        drop = "drop_look_back"
        await decide(tx, row, RequestVerb.WITHDRAW, item.label, drop, by=None, before=day, after=state)
        await _card(row).close(tx, await supervisors(tx), texts.DROPPED.format(label=item.label))
        return True
    now = {"asked_at": tx.now}
    await decide(tx, row, RequestVerb.PRESENT, item.label, "ask_look_back", by=None, after=day, **now)
    face = await face_of(tx, due)
    _card(row).put(tx, await supervisors(tx), face.text, face.title, face.rows)
    return True


async def face_of(tx: Tx, asked: RequestWithItem) -> Face:
    """For the supervisors."""
    row, item = asked.request, asked.item
    parts = await sure_item(tx, item.item_id)
    closed = tx.day(item.closed_at) if item.closed_at and not item.came_in_closed else None
    units = [name for _, name in parts.in_charge]
    title, text = texts.card(item.label, item.directive, units, closed, tx.today)
    return Face(title, text, texts.card_rows(row.request_id, version=row.version, item_id=item.item_id))


async def _asked(tx: Tx, actor: Actor, request_id: int, version: int) -> RequestWithItem:
    """As the reviewer saw it; TooLate says who decided, on a conflict."""
    asked = await to_decide(tx, actor, RequestKind.LOOK_BACK, request_id, version)
    _check(asked.item)
    return asked


async def confirm(tx: Tx, actor: Actor, request_id: int, version: int) -> Answer:
    """[属实]."""
    asked = await _asked(tx, actor, request_id, version)
    row, label = asked.request, asked.item.label
    after = {"day": row.due_on}
    await decide(tx, row, RequestVerb.GRANT, label, "confirm_look_back", by=actor, after=after)
    line = texts.confirmed(label, actor.name, tx.today)
    await _card(row).close(tx, await supervisors(tx), line, row)
    return Answer(line, item_id=row.item_id, edit=True, toast=texts.CONFIRMED_TOAST)


async def ask_reason(tx: Tx, actor: Actor, request_id: int, *, version: int, chat_id: int) -> Answer:
    """[重新办理]: with a reason."""
    item = (await _asked(tx, actor, request_id, version)).item
    await check_parent_stands(tx, item)
    waits = LookBackReason(item.item_id, request_id, version)
    return await ask(tx, actor, chat_id, waits, texts.ASK_REASON.format(label=item.label), label=item.label)


async def take_reason(tx: Tx, actor: Actor, asked: LookBackReason, words: str) -> Answer:
    """The item is open again, and shows that a look-back did it."""
    reason = cut(clean(words), REASON_LIMIT)
    if not reason:
        raise BadInput(texts.REASON_MISSING)
    found = await _asked(tx, actor, asked.request_id, asked.version)
    row, item = found.request, found.item
    after = {"reason": reason}
    fault = "refuse_look_back"
    await decide(tx, row, RequestVerb.REFUSE, item.label, fault, by=actor, after=after, answer=reason)
    parts = await known_item(tx, actor, item.item_id)
    await reopen_item(tx, actor, parts, texts.reopen_reason(reason))
    line = texts.reopened(item.label, who=actor.name, reason=reason)
    await _card(row).close(tx, await supervisors(tx), line, row)
    return Answer(line, item_id=row.item_id)


async def card_lines(tx: Tx, item: Item) -> list[str]:
    last = await requests.last_of(tx, RequestKind.LOOK_BACK, item.item_id)
    row = last.request if last else None
    if row is None or row.due_on is None or row.state in _TAKEN_AWAY:
        return []
    if row.decided_at is None:
        return [texts.waits(row.due_on, tx.today)]
    day = tx.day(row.decided_at)
    return [texts.found(day, tx.today, holds=row.state is RequestState.GRANTED)]
