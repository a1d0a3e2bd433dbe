"""A later deadline: asked for with a date and a reason, decided once by a supervisor."""

from dataclasses import replace
from datetime import date

from domain import toasts
from domain.dates.reading import read_date, say_date
from domain.dates.words import pressed_day
from domain.hygiene import clean, cut
from domain.items import extend_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.states import OPEN_STATES, Verb
from domain.talk import report_texts
from storage import requests
from storage.items.items import ItemParts
from storage.requests import RequestWithItem
from storage.tables import Assignment, Item, Request
from storage.tx import Tx
from usecases.items.due import set_due
from usecases.steps.asking import Question, ask, ask_about, drop, expected
from usecases.steps.cards import Face, officials, supervisors
from usecases.steps.loading import (
    assignment_in_hand,
    check_still_open,
    known_item,
    must_be_open,
    unit_name,
    wanted_item,
)
from usecases.steps.office_time import office_calendar
from usecases.steps.requests import card_of, decide, put, request_on, to_decide

REASON_LIMIT = 300


class ExtensionWish(Question, kind="extend", action=Action.ASK_EXTENSION):
    """Until when, and why? Whatever of both was said already is kept."""

    item_id: int
    day: date | None = None
    phrase: str = ""
    is_sure: bool = True
    why_unsure: str = ""
    reason: str = ""


class OtherDay(Question, kind="extend_other", action=Action.GRANT_EXTENSION):
    """Until when does a supervisor grant it instead?"""

    item_id: int
    request_id: int
    version: int


async def ask_extension(tx: Tx, actor: Actor, item: str | int, words: str, chat_id: int) -> Answer:
    """/extend 37 12月31日 reason. What is missing is asked for; a doubtful day is asked back."""
    parts = await wanted_item(tx, actor, item, texts.USAGE)
    return await _go_on(tx, actor, parts, ExtensionWish(parts.item.item_id), words, chat_id)


async def answer_extend(tx: Tx, actor: Actor, asked: ExtensionWish, words: str, chat_id: int) -> Answer:
    """The date, the reason or both that were asked for."""
    if not clean(words):
        raise BadInput(texts.NO_WORDS)
    await check_still_open(tx, actor, asked.item_id, Verb.ASK_COMPLETION)
    return await _go_on(tx, actor, await known_item(tx, actor, asked.item_id), asked, words, chat_id)


async def _go_on(tx: Tx, actor: Actor, parts: ItemParts, known: ExtensionWish, words: str, chat_id: int) -> Answer:
    assignment = await _may_ask(tx, actor, parts)
    label = parts.item.label
    wish = await _with_words(tx, parts.item, known, clean(words)) if clean(words) else known
    if wish.day is not None and wish.reason and wish.is_sure:
        return await _submit(tx, actor, parts, assignment, wish.day, wish.reason)
    if wish.day is None:
        text = texts.ASK_DAY if wish.reason else texts.ASK
        text = text.format(label=label, reason=cut(wish.reason, 30))
        return await ask_about(tx, actor, parts.item, chat_id, wish, text)
    if not wish.reason:
        text = texts.NO_REASON.format(day=say_date(wish.day, tx.today), number=label.lstrip("#"))
        return await ask_about(tx, actor, parts.item, chat_id, wish, text)
    text = texts.ask_about_day(label, wish.phrase, wish.day, wish.why_unsure, tx.today)
    rows = texts.day_rows(wish.item_id, wish.day)
    return await ask(tx, actor, chat_id, wish, text, rows=rows, label=label)


async def _may_ask(tx: Tx, actor: Actor, parts: ItemParts) -> Assignment:
    """The assignment that asks; refused for closed items, helpers, and while another request waits."""
    require(actor, Action.ASK_EXTENSION, parts.unit_ids)
    words = {"what": report_texts.EXTENSION, "closed": texts.CLOSED, "done": texts.UNIT_DONE}
    assignment = assignment_in_hand(actor, parts, **words)
    if parts.item.decided_deadline is None:
        raise BadInput(texts.NO_DEADLINE.format(label=parts.item.label))
    await _refuse_second(tx, parts.item, texts.TWICE)
    return assignment


async def _refuse_second(tx: Tx, item: Item, sentence: str) -> None:
    for asked in await requests.open_of(tx, RequestKind.EXTENSION, item.item_id):
        raise TooLate(sentence.format(label=item.label, day=say_date(_wished(asked.request), tx.today)))


async def _with_words(tx: Tx, item: Item, known: ExtensionWish, words: str) -> ExtensionWish:
    """What was known and what the words add. Behind a day that is known they are the reason."""
    reading = read_date(words, tx.happened_on, await office_calendar(tx))
    if known.day is not None and not known.reason and not (reading.day and words.startswith(reading.phrase)):
        return replace(known, reason=_reason(words))
    if reading.day is None and reading.phrase:
        raise BadInput(texts.NO_SINGLE_DAY.format(phrase=reading.phrase))
    if reading.day is None and (known.day is not None or known.reason):
        raise BadInput(texts.NOT_READ.format(phrase=cut(words, 20)))
    if reading.day is None:
        return replace(known, reason=_reason(words))
    _check_day(item, reading.day, tx.today)
    return replace(
        known,
        day=reading.day,
        phrase=reading.phrase,
        is_sure=reading.sure,
        why_unsure=reading.why_unsure,
        reason=_reason(words, reading.phrase) or known.reason,
    )


def _reason(words: str, phrase: str = "") -> str:
    return cut(texts.reason_beside(words, phrase), REASON_LIMIT)


def _check_day(item: Item, day: date, today: date) -> None:
    assert item.deadline is not None
    if day < today:
        raise BadInput(texts.PAST.format(day=say_date(day, today)))
    if day <= item.deadline:
        old = say_date(item.deadline, today)
        raise BadInput(texts.NOT_LATER.format(day=say_date(day, today), old=old))


async def confirm_day(tx: Tx, actor: Actor, item_id: int, digits: str, chat_id: int) -> Answer:
    """[是] under a doubtful day, given as 20261231."""
    wish = await _take_doubtful(tx, actor, item_id, chat_id)
    day = pressed_day(digits, texts.DRAFT_GONE)
    parts = await known_item(tx, actor, item_id)
    assignment = await _may_ask(tx, actor, parts)
    _check_day(parts.item, day, tx.today)
    answer = await _submit(tx, actor, parts, assignment, day, wish.reason)
    return Answer(answer.text, item_id=item_id, edit=True, toast=toasts.SUBMITTED)


async def drop_day(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """[不是]."""
    await _take_doubtful(tx, actor, item_id, chat_id)
    return Answer(texts.NOT_SENT, edit=True, toast=toasts.NOT_SUBMITTED)


async def _take_doubtful(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> ExtensionWish:
    wish, there = await expected(tx, actor, chat_id, ExtensionWish, texts.DRAFT_GONE)
    if wish.item_id != item_id or not wish.reason:
        raise TooLate(texts.DRAFT_GONE)
    await drop(tx, there)
    return wish


async def _submit(tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date, reason: str) -> Answer:
    item = parts.item
    request = await _put(tx, actor, parts, assignment, day, reason)
    face = await face_of(tx, RequestWithItem(request, item, unit_name(parts, request.unit_id)))
    card_of(request).put(tx, await supervisors(tx), face.text, face.title, face.rows)
    return Answer(texts.asked(item.label, day, reason, tx.today), item_id=item.item_id)


async def face_of(tx: Tx, asked: RequestWithItem) -> Face:
    """For the supervisors."""
    request, item = asked.request, asked.item
    title, text = texts.card(
        item.label,
        directive=item.directive,
        unit=asked.unit,
        old=item.deadline or _wished(request),
        new=_wished(request),
        reason=request.text,
        granted=await requests.granted_count(tx, RequestKind.EXTENSION, item.item_id),
        today=tx.today,
    )
    return Face(title, text, texts.rows(request.request_id, request.version))


async def _put(tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date, reason: str) -> Request:
    item = parts.item
    request = request_on(RequestKind.EXTENSION, assignment, old_day=item.deadline, day=day, text=reason)
    before, after = {"deadline": item.deadline}, {"deadline": day, "reason": reason}
    return await put(tx, actor, request, item.label, "ask_extension", before=before, after=after)


async def grant_unasked(tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date) -> Answer:
    """A supervisor grants what the unit plans but has not asked for; it counts as any other."""
    require(actor, Action.GRANT_EXTENSION)
    await _refuse_second(tx, parts.item, texts.ASKED_ALREADY)
    request = await _put(tx, actor, parts, assignment, day, texts.UNASKED)
    return await decide_extension(tx, actor, request.request_id, request.version, granted=True)


async def _asked(tx: Tx, actor: Actor, request_id: int, version: int) -> RequestWithItem:
    """As the reviewer saw it; what has overtaken it is said in its own words."""
    try:
        return await to_decide(tx, actor, RequestKind.EXTENSION, request_id, version)
    except TooLate:
        found = await requests.by_id(tx, RequestKind.EXTENSION, request_id)
        if found is not None and found.request.state is RequestState.SUPERSEDED:
            _check_grant(found.request, found.item, tx.today)
        raise


async def ask_other_day(tx: Tx, actor: Actor, request_id: int, *, version: int, chat_id: int) -> Answer:
    """[同意，改日期]: until when, then?"""
    asked = await _asked(tx, actor, request_id, version)
    item, request = asked.item, asked.request
    _check_grant(request, item, tx.today)
    text = texts.ask_other(item.label, asked.unit, _wished(request), tx.today)
    waits = OtherDay(item.item_id, request_id, version)
    return await ask(tx, actor, chat_id, waits, text, label=item.label)


async def take_other_day(tx: Tx, actor: Actor, asked: OtherDay, words: str) -> Answer:
    """The day that the supervisor grants instead; it must still be a later one."""
    request = await _asked(tx, actor, asked.request_id, asked.version)
    reading = read_date(words, tx.happened_on, await office_calendar(tx))
    if reading.day is None or not reading.sure:
        raise BadInput(texts.OTHER_UNSURE.format(phrase=cut(clean(words), 20)))
    _check_day(request.item, reading.day, tx.today)
    answer = await decide_extension(tx, actor, asked.request_id, asked.version, granted=True, day=reading.day)
    return Answer(answer.text, item_id=answer.item_id)


async def decide_extension(
    tx: Tx, actor: Actor, request_id: int, version: int, *, granted: bool, day: date | None = None
) -> Answer:
    """[同意] or [不同意]; `day` when another one is granted. On a conflict the reviewer reads who decided."""
    asked = await _asked(tx, actor, request_id, version)
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
        await set_due(tx, item, day or wished, words="")
    line = await _tell(tx, actor, asked, wished, granted=granted)
    return Answer(line, edit=True, toast=toasts.GRANTED if granted else toasts.NOT_GRANTED)


async def card_lines(tx: Tx, item_id: int) -> list[str]:
    """What nobody has answered yet."""
    return [
        texts.card_line(one.unit, _wished(one.request), since=tx.day(one.request.asked_at), today=tx.today)
        for one in await requests.open_of(tx, RequestKind.EXTENSION, item_id)
    ]


def _wished(request: Request) -> date:
    assert request.day is not None, "who asks for a later deadline names a day"
    return request.day


def _check_grant(request: Request, item: Item, today: date) -> None:
    """What was asked may have been overtaken: the item closed, or its deadline set otherwise."""
    must_be_open(item, texts.CLOSED)
    if item.decided_deadline is None or item.decided_deadline >= _wished(request):
        raise TooLate(texts.due_moved(item.label, item.deadline, today))


async def _tell(tx: Tx, actor: Actor, asked: RequestWithItem, wished: date, *, granted: bool) -> str:
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
    await card.close(tx, await supervisors(tx), line, request)
    return line
