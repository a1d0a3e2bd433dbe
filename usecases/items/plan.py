"""The day by which a unit itself plans to be done: told by its official, shown beside the limit, never it.

One later than the limit goes to the supervisors at once, who grant the extension or hold to the limit.
"""

from datetime import date

from domain import toasts
from domain.dates.deadlines import days_overdue
from domain.dates.reading import read_date, say_date
from domain.dates.words import pressed_day
from domain.hygiene import clean, cut
from domain.items import assign_texts
from domain.items import plan_texts as texts
from domain.notes import Answer
from domain.office import audit_texts
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.states import IN_HAND, OPEN_STATES, Verb
from domain.talk import report_texts
from storage import audit, requests
from storage.items.items import ItemParts
from storage.requests import RequestWithItem
from storage.tables import Assignment, Item, Request
from storage.tx import Tx
from usecases.items.deadline import doubt_of
from usecases.items.extend import grant_unasked
from usecases.items.late_dates import late_plans, plan_replaced
from usecases.steps.asking import Question, answered_by_press, ask, ask_about
from usecases.steps.cards import Card, Face, officials, supervisors
from usecases.steps.item_acts import record
from usecases.steps.loading import about, assignment_in_hand, check_still_open, known_item, unit_name, wanted_item
from usecases.steps.office_time import office_calendar
from usecases.steps.requests import card_of, conflict_sentence, decide, put, request_on

LINES_SHOWN = 6
_SETTLING = ("plan", "hold_plan", "decide_extension", "set_deadline")


class PlanDay(Question, kind="plan", action=Action.PLAN):
    """By which day does the unit plan to be done?"""

    item_id: int


class PlanInDoubt(Question, kind="plan_yes", action=Action.PLAN, takes_words=False):
    """Is it really that day? Buttons answer."""

    item_id: int
    day: date


async def set_plan(tx: Tx, actor: Actor, item: str | int, words: str, chat_id: int) -> Answer:
    """/plan 37 12月20日. Without words they are asked for; a doubtful day is asked back."""
    parts = await wanted_item(tx, actor, item, texts.USAGE)
    assignment = _may_plan(actor, parts)
    label = parts.item.label
    said = clean(words)
    if not said:
        asked = PlanDay(parts.item.item_id)
        return await ask_about(tx, actor, parts.item, chat_id, asked, texts.ASK.format(label=label))
    calendar = await office_calendar(tx)
    reading = read_date(said, tx.happened_on, calendar)
    if reading.day is None:
        raise BadInput(texts.NOT_READ.format(words=cut(said, 20), why=reading.because))
    _check_ahead(parts.item, reading.day, tx.today)
    doubt = doubt_of(reading, tx.today, calendar)
    if not doubt:
        return await _write(tx, actor, parts, assignment, reading.day)
    rows = texts.doubt_rows(parts.item.item_id, assignment.version, reading.day)
    in_doubt = PlanInDoubt(parts.item.item_id, reading.day)
    return await ask(
        tx, actor, chat_id, in_doubt, texts.doubt(label, reading.day, tx.today, doubt), rows=rows, label=label
    )


def _may_plan(actor: Actor, parts: ItemParts) -> Assignment:
    """The assignment that plans; refused for ended items and for units that only help."""
    require(actor, Action.PLAN, parts.unit_ids)
    words = {"what": report_texts.PLANNED_DAY, "closed": texts.CLOSED, "done": texts.UNIT_DONE}
    return assignment_in_hand(actor, parts, **words)


def _check_ahead(item: Item, day: date, today: date) -> None:
    if day < today:
        raise BadInput(texts.PAST.format(day=say_date(day, today), number=item.label.lstrip("#")))


async def answer_plan(tx: Tx, actor: Actor, asked: PlanDay, words: str, chat_id: int) -> Answer:
    """The day that was asked for."""
    if not clean(words):
        raise BadInput(texts.NO_WORDS)
    await check_still_open(tx, actor, asked.item_id, Verb.ASK_COMPLETION)
    return await set_plan(tx, actor, asked.item_id, words, chat_id)


async def confirm_plan(tx: Tx, actor: Actor, item_id: int, version: int, *, digits: str, chat_id: int) -> Answer:
    """[确定] under a doubtful day, given as 20261220."""
    parts = await known_item(tx, actor, item_id)
    assignment = _may_plan(actor, parts)
    if assignment.version != version:
        raise TooLate(_changed(parts.item))
    day = pressed_day(digits, texts.GONE)
    await answered_by_press(tx, actor, chat_id, PlanInDoubt, item_id)
    _check_ahead(parts.item, day, tx.today)
    answer = await _write(tx, actor, parts, assignment, day)
    return Answer(answer.text, choices=answer.choices, item_id=item_id, edit=True, toast=toasts.NOTED)


def _changed(item: Item) -> str:
    return about(item, texts.CHANGED)


async def leave_plan(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """[不报]."""
    parts = await known_item(tx, actor, item_id)
    require(actor, Action.PLAN, parts.unit_ids)
    await answered_by_press(tx, actor, chat_id, PlanInDoubt, item_id)
    return Answer(texts.LEFT, edit=True, toast=toasts.NOT_NOTED)


async def _write(tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date) -> Answer:
    item, before = parts.item, assignment.planned_on
    if before == day:
        raise BadInput(texts.SAME.format(label=item.label, day=say_date(day, tx.today)))
    if not await tx.move(assignment, planned_on=day):
        raise TooLate(_changed(item))
    unit = unit_name(parts, assignment.unit_id)
    record(tx, actor, "plan", item, {"unit": unit, "deadline": before}, {"unit": unit, "deadline": day})
    await plan_replaced(tx, item, assignment, unit)
    limit = item.decided_deadline
    late = days_overdue(limit, day)
    if late and limit:
        await _ask_leave(tx, actor, item, assignment, unit, day)
    text = texts.planned(item.label, unit, day, tx.today, limit)
    return Answer(text, choices=texts.planned_rows(item.item_id, late), item_id=item.item_id)


async def _ask_leave(tx: Tx, actor: Actor, item: Item, assignment: Assignment, unit: str, day: date) -> None:
    """The supervisors grant the later day or hold to the limit."""
    assert item.deadline is not None
    days = {"old_day": item.deadline, "day": day}
    request = request_on(RequestKind.LATE_PLAN, assignment, **days, seen=assignment.version)
    after = {"unit": unit, "deadline": day}
    await put(tx, actor, request, item.label, "ask_late_plan", before={"deadline": item.deadline}, after=after)
    face = await late_face(tx, RequestWithItem(request, item, unit))
    card_of(request).put(tx, await supervisors(tx), face.text, face.title, face.rows)


async def late_face(tx: Tx, asked: RequestWithItem) -> Face:
    """For the supervisors."""
    request, item = asked.request, asked.item
    assert request.day is not None, "a plan names a day"
    title, text = texts.late_card(
        item.label,
        directive=item.directive,
        unit=asked.unit,
        day=request.day,
        deadline=item.deadline or request.day,
        today=tx.today,
    )
    return Face(title, text, texts.late_rows(item.item_id, request.unit_id or 0, request.day, tx.today))


async def _late_plan(
    tx: Tx, actor: Actor, item_id: int, unit_id: int, digits: str
) -> tuple[ItemParts, Assignment, Request]:
    """The plan as the presser's card shows it, still later than the limit; or who settled it."""
    require(actor, Action.GRANT_EXTENSION)
    parts, day = await known_item(tx, actor, item_id), pressed_day(digits, texts.GONE)
    item = parts.item
    held = [one for one, _ in parts.in_charge if one.unit_id == unit_id and one.planned_on == day]
    is_late = item.deadline is not None and item.deadline < day
    asked = [one for one in await late_plans(tx, item_id) if (one.unit_id, one.day) == (unit_id, day)]
    is_in_hand = bool(held) and held[0].state in IN_HAND and item.state in OPEN_STATES
    if not asked or not is_in_hand or not is_late:
        await _refuse_overtaken(tx, item, unit_id, day)
        told = await audit.last_done(tx, item.label, _SETTLING)
        if told is None:
            raise TooLate(texts.GONE)
        who, at, action = told
        what, moment = audit_texts.ACTION_WORDS[action], tx.when(at)
        raise TooLate(texts.SETTLED.format(label=item.label, who=who, at=moment, what=what))
    return parts, held[0], asked[0]


async def _refuse_overtaken(tx: Tx, item: Item, unit_id: int, day: date) -> None:
    """The item ended, or the unit has let go of it: nobody settled the plan."""
    last = await requests.last_of(tx, RequestKind.LATE_PLAN, item.item_id)
    if last is None or (last.request.unit_id, last.request.day) != (unit_id, day):
        return
    if last.request.state is RequestState.SUPERSEDED and item.deadline is not None and item.deadline < day:
        raise TooLate(await conflict_sentence(tx, last.request, item.label))


async def grant_plan(tx: Tx, actor: Actor, item_id: int, unit_id: int, digits: str) -> Answer:
    """[准予延期到…] under a plan that is later than the limit: the planned day becomes the limit."""
    parts, assignment, request = await _late_plan(tx, actor, item_id, unit_id, digits)
    day = pressed_day(digits, texts.GONE)
    await decide(tx, request, RequestVerb.GRANT, parts.item.label, "grant_plan", by=actor, after={"deadline": day})
    answer = await grant_unasked(tx, actor, parts, assignment, day)
    await card_of(request).close(tx, await supervisors(tx), answer.text, request)
    return answer


async def hold_plan(tx: Tx, actor: Actor, item_id: int, unit_id: int, digits: str) -> Answer:
    """[按时限办理]: the plan is void, the unit is asked for another."""
    parts, assignment, request = await _late_plan(tx, actor, item_id, unit_id, digits)
    item, day = parts.item, pressed_day(digits, texts.GONE)
    assert item.deadline is not None
    if not await tx.move(assignment, planned_on=None):
        raise TooLate(assign_texts.DRAFT_GONE)
    unit = unit_name(parts, unit_id)
    before, after = {"unit": unit, "deadline": day}, {"unit": unit, "deadline": item.deadline}
    await decide(tx, request, RequestVerb.REFUSE, item.label, "hold_plan", by=actor, before=before, after=after)
    title, text = texts.held_told(item.label, item.directive, day, deadline=item.deadline, today=tx.today)
    card = Card("verdict", f"held:{assignment.assignment_id}:{assignment.version}", item_id)
    card.put(tx, await officials(tx, unit_id), text, title, texts.held_rows(item_id))
    told = texts.held(item.label, unit, day, deadline=item.deadline, today=tx.today)
    await card_of(request).close(tx, await supervisors(tx), told, request)
    return Answer(told, item_id=item_id, edit=True, toast=toasts.TOLD_UNIT)


def card_lines(tx: Tx, parts: ItemParts) -> list[str]:
    """Required, planned and actual day of each unit that planned or is done."""
    item = parts.item
    due = assign_texts.say_due(item.deadline, tx.today, long_term=item.long_term, with_weekday=False)
    told = [(one, unit) for one, unit in parts.in_charge if one.planned_on or _actual(tx, item, one)]
    return [
        texts.card_line(unit, due, item.deadline, planned=one.planned_on, actual=_actual(tx, item, one), today=tx.today)
        for one, unit in told[:LINES_SHOWN]
    ]


def _actual(tx: Tx, item: Item, assignment: Assignment) -> date | None:
    """None where it came in closed: nobody knows here when that was."""
    closed_at = assignment.closed_at
    came_in = item.has_come_in and closed_at is not None and closed_at <= item.registered_at
    return tx.day(closed_at) if closed_at is not None and not came_in else None
