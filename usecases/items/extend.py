"""A later deadline: asked for with a date and a reason, decided once by a supervisor."""

from dataclasses import dataclass
from datetime import date, datetime

from domain import toasts
from domain.dates.reading import read_date, say_date
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean, cut
from domain.items import extend_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotAllowed, TooLate
from domain.requests import RequestKind, RequestVerb
from domain.states import OPEN_STATES, State, Verb
from domain.talk import report_texts
from storage import requests
from storage.items import items
from storage.items.items import ItemParts
from storage.nudging import nudges
from storage.office import people
from storage.requests import Asked
from storage.tables import Assignment, Draft, Item, Request
from storage.tx import Tx
from usecases.items.late_dates import limit_moved
from usecases.steps.cards import Card, officials, supervisors
from usecases.steps.duties import own_assignment
from usecases.steps.loading import known_item, wanted_item
from usecases.steps.requests import decide, put, to_decide
from usecases.talk.report import ask_words, settled_meanwhile

REASON_LIMIT = 300
WAITING_OTHER = "extend_other"


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was read: the day, whether it must be asked back, and the reason."""

    day: date
    sure: bool
    phrase: str
    why_unsure: str
    reason: str


async def ask_extension(tx: Tx, actor: Actor, item: str | int, words: str, chat_id: int) -> Answer:
    """/extend 37 12月31日 reason. Without words they are asked for; a doubtful day is asked back."""
    parts = await wanted_item(tx, actor, item, texts.USAGE)
    assignment = await _may_ask(tx, actor, parts)
    label = parts.item.label
    if not clean(words):
        return await ask_words(tx, actor, parts.item, chat_id, "extend", texts.ASK.format(label=label))
    wish = await _read(tx, parts.item, words)
    if wish.sure:
        return await _submit(tx, actor, parts, assignment, wish.day, wish.reason)
    payload: dict[str, object] = {"item_id": parts.item.item_id, "reason": wish.reason}
    await people.wait_for(tx, actor.person_id, chat_id, "extend_day", payload)
    text = texts.is_this_the_day(label, wish.phrase, wish.day, wish.why_unsure, tx.today)
    return Answer(text, choices=texts.day_rows(parts.item.item_id, wish.day))


async def _may_ask(tx: Tx, actor: Actor, parts: ItemParts) -> Assignment:
    """The assignment that asks; refused for closed items, helpers, and while another request waits."""
    item = parts.item
    label, number = item.label, item.label.lstrip("#")
    require(actor, Action.ASK_EXTENSION, parts.unit_ids)
    if item.state not in OPEN_STATES:
        raise TooLate(texts.CLOSED.format(label=label, number=number))
    assignment = own_assignment(actor, parts)
    if assignment is None:
        raise NotAllowed(report_texts.only_helping(label, what=report_texts.EXTENSION))
    if assignment.state not in (State.ASSIGNED, State.IN_PROGRESS):
        raise TooLate(texts.UNIT_DONE.format(label=label, number=number))
    if item.deadline is None:
        raise BadInput(texts.NO_DEADLINE.format(label=label))
    await _refuse_second(tx, item)
    return assignment


async def _refuse_second(tx: Tx, item: Item) -> None:
    for asked in await requests.open_of(tx, RequestKind.EXTENSION, item.item_id):
        raise TooLate(texts.TWICE.format(label=item.label, day=say_date(_wished(asked.request), tx.today)))


async def _read(tx: Tx, item: Item, words: str) -> _Wish:
    calendar = WorkCalendar(await nudges.calendar_overrides(tx))
    reading = read_date(words, tx.today, calendar)
    if reading.day is None:
        if reading.phrase:
            raise BadInput(texts.NO_SINGLE_DAY.format(phrase=reading.phrase))
        raise BadInput(texts.NOT_READ.format(phrase=cut(clean(words), 20)))
    _check_day(item, reading.day, tx.today)
    reason = cut(texts.reason_beside(clean(words), reading.phrase), REASON_LIMIT)
    if not reason:
        day = say_date(reading.day, tx.today)
        raise BadInput(texts.NO_REASON.format(day=day, number=item.label.lstrip("#")))
    return _Wish(reading.day, reading.sure, reading.phrase, reading.why_unsure, reason)


def _check_day(item: Item, day: date, today: date) -> None:
    assert item.deadline is not None
    if day < today:
        raise BadInput(texts.PAST.format(day=say_date(day, today)))
    if day <= item.deadline:
        old = say_date(item.deadline, today)
        raise BadInput(texts.NOT_LATER.format(day=say_date(day, today), old=old))


async def confirm_day(tx: Tx, actor: Actor, item_id: int, digits: str, chat_id: int) -> Answer:
    """[是] under a doubtful day, given as 20261231."""
    draft = await _doubtful(tx, actor, item_id, chat_id)
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise TooLate(texts.DRAFT_GONE) from None
    parts = await known_item(tx, actor, item_id)
    assignment = await _may_ask(tx, actor, parts)
    _check_day(parts.item, day, tx.today)
    await people.stop_waiting(tx, draft)
    answer = await _submit(tx, actor, parts, assignment, day, str(draft.payload["reason"]))
    return Answer(answer.text, item_id=item_id, edit=True, toast=toasts.SUBMITTED)


async def drop_day(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """[不是]."""
    await people.stop_waiting(tx, await _doubtful(tx, actor, item_id, chat_id))
    return Answer(texts.NOT_SENT, edit=True, toast=toasts.NOT_SUBMITTED)


async def _doubtful(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Draft:
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    if draft is None or draft.kind != "extend_day" or draft.payload["item_id"] != item_id:
        raise TooLate(texts.DRAFT_GONE)
    return draft


async def answer_extend(tx: Tx, actor: Actor, draft: Draft, words: str, chat_id: int) -> Answer:
    """The date and reason that were asked for."""
    if not clean(words):
        raise BadInput(texts.NO_WORDS)
    gone = await settled_meanwhile(tx, actor, draft, Verb.ASK_COMPLETION)
    if gone is not None:
        return gone
    answer = await ask_extension(tx, actor, int(str(draft.payload["item_id"])), words, chat_id)
    if draft.kind == "extend":
        await people.stop_waiting(tx, draft)
    return answer


async def _submit(
    tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date, reason: str
) -> Answer:
    item = parts.item
    request = await _put(tx, actor, parts, assignment, day, reason)
    assert item.deadline is not None
    granted = await requests.granted_count(tx, RequestKind.EXTENSION, item.item_id)
    unit = _unit_of(request, parts)
    title, text = texts.card(item.label, item.directive, unit, item.deadline, day, reason, granted, tx.today)
    rows = texts.rows(request.request_id, request.version)
    card_of(request).put(tx, await supervisors(tx), text, title, rows)
    return Answer(texts.asked(item.label, day, reason, tx.today), item_id=item.item_id)


async def _put(
    tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date, reason: str
) -> Request:
    item = parts.item
    request = Request(
        kind=RequestKind.EXTENSION,
        item_id=item.item_id,
        unit_id=assignment.unit_id,
        assignment_id=assignment.assignment_id,
        old_day=item.deadline,
        day=day,
        text=reason,
    )
    before, after = {"deadline": item.deadline}, {"deadline": day, "reason": reason}
    return await put(tx, actor, request, item.label, "ask_extension", before=before, after=after)


async def grant_unasked(tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date) -> Answer:
    """A supervisor grants what the unit plans but has not asked for; it counts as any other."""
    require(actor, Action.GRANT_EXTENSION)
    await _refuse_second(tx, parts.item)
    request = await _put(tx, actor, parts, assignment, day, texts.UNASKED)
    return await decide_extension(tx, actor, request.request_id, request.version, granted=True)


def card_of(request: Request) -> Card:
    return Card("extension_card", f"extension:{request.request_id}", request.item_id)


async def ask_other_day(tx: Tx, actor: Actor, request_id: int, version: int, chat_id: int) -> Answer:
    """[同意，改日期]: until when, then?"""
    asked = await to_decide(tx, actor, RequestKind.EXTENSION, request_id, version)
    item, request = asked.item, asked.request
    _check_grant(request, item, tx.today)
    payload: dict[str, object] = {"item_id": item.item_id, "request_id": request_id, "version": version}
    await people.wait_for(tx, actor.person_id, chat_id, WAITING_OTHER, payload)
    text = texts.ask_other(item.label, asked.unit, _wished(request), tx.today)
    return Answer(text, kind="question", item_id=item.item_id, ask=True)


async def take_other_day(tx: Tx, actor: Actor, draft: Draft, words: str) -> Answer:
    """The day that the supervisor grants instead; it must still be a later one."""
    request_id, version = (int(str(draft.payload[name])) for name in ("request_id", "version"))
    asked = await to_decide(tx, actor, RequestKind.EXTENSION, request_id, version)
    reading = read_date(words, tx.today, WorkCalendar(await nudges.calendar_overrides(tx)))
    if reading.day is None or not reading.sure:
        raise BadInput(texts.OTHER_UNSURE.format(phrase=cut(clean(words), 20)))
    _check_day(asked.item, reading.day, tx.today)
    await people.stop_waiting(tx, draft)
    answer = await decide_extension(tx, actor, request_id, version, granted=True, day=reading.day)
    return Answer(answer.text, item_id=answer.item_id)


async def decide_extension(
    tx: Tx, actor: Actor, request_id: int, version: int, *, granted: bool, day: date | None = None
) -> Answer:
    """[同意] or [不同意]; `day` when another one is granted. Whoever is second reads who was first."""
    asked = await to_decide(tx, actor, RequestKind.EXTENSION, request_id, version)
    item, request, wished = asked.item, asked.request, _wished(asked.request)
    if granted:
        _check_grant(request, item, tx.today)
    before, after = {"deadline": item.deadline}, {"deadline": day or wished if granted else item.deadline}
    await decide(
        tx,
        request,
        RequestVerb.GRANT if granted else RequestVerb.REFUSE,
        item.label,
        "decide_extension",
        by=actor,
        before=before,
        after={**after, "granted": granted},
        day=day or wished,
    )
    if granted:
        await _write(tx, item, day or wished)
    line = await _tell(tx, actor, asked, wished, granted=granted)
    return Answer(line, edit=True, toast=toasts.GRANTED if granted else toasts.NOT_GRANTED)


def _wished(request: Request) -> date:
    assert request.day is not None, "who asks for a later deadline names a day"
    return request.day


def _check_grant(request: Request, item: Item, today: date) -> None:
    """What was asked may have been overtaken: the item closed, or its deadline set otherwise."""
    label = item.label
    if item.state not in OPEN_STATES:
        raise TooLate(texts.CLOSED.format(label=label, number=label.lstrip("#")))
    if item.deadline is None or item.deadline >= _wished(request):
        raise TooLate(texts.due_moved(label, item.deadline, today))


async def _write(tx: Tx, item: Item, day: date) -> None:
    """The first deadline stays as the original one; open sub-items that shared the deadline follow."""
    subs = await items.sub_items(tx, item.item_id)
    sharing = [sub for sub in subs if sub.state in OPEN_STATES and sub.deadline == item.deadline]
    for one in (item, *sharing):
        original = one.original_deadline or one.deadline
        if not await tx.move(one, deadline=day, original_deadline=original, deadline_text=""):
            raise TooLate(texts.CHANGED.format(label=one.label))
        await limit_moved(tx, one)


def _unit_of(request: Request, parts: ItemParts) -> str:
    return next((name for one, name in parts.assignments if one.unit_id == request.unit_id), "")


async def _tell(tx: Tx, actor: Actor, asked: Asked, wished: date, *, granted: bool) -> str:
    """The unit that asked hears the answer, a later deadline all units; the cards are closed."""
    request, label = asked.request, asked.item.label
    assert request.item_id is not None
    assert request.unit_id is not None
    day = _wished(request)
    line = texts.decided(label, asked.unit, day, granted, actor.name, tx.today, wished)
    if request.text == texts.UNASKED:
        line = texts.granted_unasked(label, asked.unit, day, actor.name, tx.today)
    parts = await known_item(tx, actor, request.item_id)
    units = {one.unit_id for one, _ in parts.in_charge if one.state in OPEN_STATES} if granted else set()
    card = card_of(request)
    card.tell(tx, await officials(tx, *units, request.unit_id), line, kind="verdict")
    await card.close(tx, await supervisors(tx), line)
    return line
