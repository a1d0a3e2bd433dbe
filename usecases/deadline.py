"""Set a deadline in Chinese words; whatever leaves a doubt is echoed back with a button."""

from datetime import date, datetime

from domain.dates import read_date
from domain.notes import Answer, Note
from domain.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.states import State
from domain.texts import assign as texts
from domain.workdays import WorkCalendar
from storage import items, nudges, people
from storage.items import ItemParts
from storage.tx import Tx
from usecases.loading import known_item, named_item


async def set_deadline(tx: Tx, actor: Actor, label: str, words: str) -> Answer:
    """/due 37 下周五, /due 37 长期."""
    require(actor, Action.SET_DEADLINE)
    if not label or not words:
        raise BadInput(texts.DUE_USAGE)
    parts = await named_item(tx, actor, label)
    _check_open(parts)
    calendar = WorkCalendar(await nudges.calendar_overrides(tx))
    reading = read_date(words, tx.today, calendar)
    if reading.long_term:
        return await _write(tx, actor, parts, None, long_term=True)
    if reading.day is None:
        why = f"（{reading.why_unsure}）" if reading.phrase else ""
        raise BadInput(texts.DUE_UNREAD.format(words=words[:20], why=why))
    doubt = doubt_of(reading.day, reading.why_unsure, tx.today, calendar)
    if doubt:
        assert parts.item.item_id is not None
        rows = texts.doubt_rows(parts.item.item_id, parts.item.version, reading.day)
        return Answer(texts.deadline_doubt(parts.item.label, reading.day, tx.today, doubt), choices=rows)
    return await _write(tx, actor, parts, reading.day, long_term=False)


def doubt_of(day: date, why: str, today: date, calendar: WorkCalendar) -> str:
    """Why a person should look twice; empty when nothing speaks against the day."""
    if day < today:
        return "这一天已经过去。"
    if not calendar.is_workday(day):
        return "这一天不是工作日。"
    return f"{why}。" if why else ""


async def confirm_deadline(tx: Tx, actor: Actor, item_id: int, version: int, digits: str) -> Answer:
    """[确定] under a doubtful day."""
    require(actor, Action.SET_DEADLINE)
    parts = await known_item(tx, actor, item_id)
    _check_open(parts)
    if parts.item.version != version:
        raise TooLate(texts.DRAFT_GONE)
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise TooLate(texts.DRAFT_GONE) from None
    answer = await _write(tx, actor, parts, day, long_term=False)
    return Answer(answer.text, edit=True, toast="已定")


def _check_open(parts: ItemParts) -> None:
    if parts.item.state in (State.CLOSED, State.CANCELLED):
        raise TooLate(texts.DUE_CLOSED.format(label=parts.item.label))


async def _write(tx: Tx, actor: Actor, parts: ItemParts, day: date | None, *, long_term: bool) -> Answer:
    item, before = parts.item, parts.item.deadline
    original = item.original_deadline or day
    moved = await items.move_item(tx, item, deadline=day, original_deadline=original, long_term=long_term)
    if not moved:
        raise TooLate(texts.DRAFT_GONE)
    after = {"deadline": day, "long_term": long_term}
    tx.record("set_deadline", item.label, actor_id=actor.person_id, before={"deadline": before}, after=after)
    line = texts.deadline_set(item.label, day, tx.today)
    for person in await people.officials_of(tx, sorted(parts.unit_ids)):
        tx.put(Note(person.telegram_id, "deadline", line, item_id=item.item_id))
    return Answer(line, item_id=item.item_id)
