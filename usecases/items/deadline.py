"""Set a deadline in Chinese words; whatever leaves a doubt is echoed back with a button."""

from datetime import date

from domain import toasts
from domain.dates.deadlines import say_deadline
from domain.dates.reading import DateReading, read_date
from domain.dates.words import pressed_day
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean
from domain.items import assign_texts as texts
from domain.items.parts import DueOf
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput
from domain.states import OPEN_STATES
from storage.items.items import ItemParts
from storage.tx import Tx
from usecases.items.due import set_due
from usecases.steps.asking import Question, answered_by_press, ask
from usecases.steps.cards import Card, officials
from usecases.steps.loading import check_version, known_item, must_be_open, named_item
from usecases.steps.office_time import office_calendar


class NewDeadline(Question, kind="due", action=Action.SET_DEADLINE):
    """Until when is an item to be done?"""

    item_id: int


class DeadlineInDoubt(Question, kind="due_yes", action=Action.SET_DEADLINE, takes_words=False):
    """Is it really that day? Buttons answer."""

    item_id: int
    day: date


async def set_deadline(tx: Tx, actor: Actor, label: str, words: str, chat_id: int) -> Answer:
    """/due 37 下周五, /due 37 长期; without a time the bot asks for it."""
    require(actor, Action.SET_DEADLINE)
    if not label:
        raise BadInput(texts.DUE_USAGE)
    parts = await named_item(tx, actor, label)
    must_be_open(parts.item, texts.DUE_CLOSED)
    if clean(words):
        return await _read(tx, actor, parts, clean(words), chat_id)
    now = say_deadline(parts.item.deadline, tx.today, long_term=parts.item.long_term)
    text = texts.DUE_ASK.format(label=parts.item.label, now=now)
    return await ask(tx, actor, chat_id, NewDeadline(parts.item.item_id), text, label=parts.item.label)


async def take_deadline(tx: Tx, actor: Actor, asked: NewDeadline, words: str, chat_id: int) -> Answer:
    require(actor, Action.SET_DEADLINE)
    parts = await known_item(tx, actor, asked.item_id)
    must_be_open(parts.item, texts.DUE_CLOSED)
    return await _read(tx, actor, parts, clean(words), chat_id)


async def _read(tx: Tx, actor: Actor, parts: ItemParts, words: str, chat_id: int) -> Answer:
    calendar = await office_calendar(tx)
    reading = read_date(words, tx.happened_on, calendar)
    if reading.long_term and reading.sure:
        return await _write(tx, actor, parts, None, words)
    if reading.day is None:
        raise BadInput(texts.DUE_UNREAD.format(words=words[:20], why=reading.because))
    doubt = doubt_of(reading, tx.today, calendar)
    if not doubt:
        return await _write(tx, actor, parts, reading.day, words)
    rows = texts.doubt_rows(parts.item.item_id, parts.item.version, reading.day)
    text = texts.deadline_doubt(parts.item.label, reading.day, tx.today, doubt)
    in_doubt = DeadlineInDoubt(parts.item.item_id, reading.day)
    return await ask(tx, actor, chat_id, in_doubt, text, rows=rows, label=parts.item.label)


def doubt_of(reading: DateReading, today: date, calendar: WorkCalendar) -> str:
    """Why a person should look twice; empty when nothing speaks against the day."""
    assert reading.day is not None
    if reading.day < today:
        return texts.past(reading.day, today)
    if reading.why_unsure or not reading.sure:
        return texts.unsure(reading.why_unsure)
    if not calendar.is_workday(reading.day):
        return texts.not_worked(calendar.next_workday(reading.day), today)
    return ""


async def confirm_deadline(tx: Tx, actor: Actor, item_id: int, version: int, *, digits: str, chat_id: int) -> Answer:
    """[确定] under a doubtful day, given as 20261231."""
    require(actor, Action.SET_DEADLINE)
    parts = await known_item(tx, actor, item_id)
    await check_version(tx, parts.item, version)
    must_be_open(parts.item, texts.DUE_CLOSED)
    await answered_by_press(tx, actor, chat_id, DeadlineInDoubt, item_id)
    answer = await _write(tx, actor, parts, pressed_day(digits, texts.DRAFT_GONE), "")
    return Answer(answer.text, item_id=item_id, edit=True, toast=toasts.SET)


async def leave_deadline(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """[不改]."""
    require(actor, Action.SET_DEADLINE)
    parts = await known_item(tx, actor, item_id)
    await answered_by_press(tx, actor, chat_id, DeadlineInDoubt, item_id)
    return Answer(texts.DUE_LEFT.format(label=parts.item.label), edit=True, toast=toasts.UNCHANGED)


async def _write(tx: Tx, actor: Actor, parts: ItemParts, day: date | None, words: str) -> Answer:
    """`day` None is long-term. The first deadline stays as the original one."""
    item = parts.item
    before = {"deadline": item.deadline, "long_term": item.long_term}
    after = {"deadline": day, "long_term": day is None}
    old = texts.say_due(item.deadline, tx.today, long_term=item.long_term)
    new = texts.say_due(day, tx.today, long_term=day is None)
    if before == after and item.due_of is DueOf.OWN:
        raise BadInput(texts.DUE_SAME.format(label=item.label, words=new))
    followers = await set_due(tx, item, day, long_term=day is None, words=words or None)
    tx.record("set_deadline", item.label, by=actor, before=before, after=after)
    await _tell(tx, parts, texts.deadline_told(item.label, directive=item.directive, words=new, before=old))
    return Answer(texts.deadline_set(item.label, words=new, before=old, subs=len(followers)), item_id=item.item_id)


async def _tell(tx: Tx, parts: ItemParts, line: str) -> None:
    """The officials of units that still have it in hand, and of those that help."""
    item = parts.item
    in_hand = {one.unit_id for one, _ in parts.assignments if one.state in OPEN_STATES}
    card = Card("deadline", f"deadline:{item.item_id}:{item.version}", item.item_id)
    readers = await officials(tx, *in_hand, *parts.cooperating)
    card.put(tx, readers, line, rows=texts.card_rows(item.item_id))
