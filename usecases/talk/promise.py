"""What follows a report: it answers instructions, and a day that it names may become the unit's promise.

A promise is stored by a press only, asked about once when its day has come, and settled by a press.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import toasts
from domain.dates.reading import DateReading, say_date
from domain.items import plan_texts
from domain.notes import Answer, Rows
from domain.office.people import Action, Actor, require
from domain.refusals import NotFound, TooLate
from domain.requests import RequestVerb
from domain.states import IN_HAND, OPEN_STATES, State
from domain.talk import instruct_texts
from domain.talk import promise_texts as texts
from domain.talk import report_texts as back_texts
from domain.talk.hints import promised_day
from domain.talk.promise_texts import DuePromise
from storage.items.items import ItemParts
from storage.office import people, units
from storage.tables import Assignment, Promise, PromiseState, Report
from storage.talk import dialogue, reports
from storage.talk.dialogue import InstructionWithItem, PromiseWithItem
from storage.tx import Tx
from usecases.items.late_dates import flag_late
from usecases.steps.cards import Card, officials
from usecases.steps.item_acts import record
from usecases.steps.loading import known_item, own_assignment, sure_item, unit_name
from usecases.steps.office_time import office_calendar, working_span
from usecases.steps.requests import moved

SHOWN = 3


async def promise_in_report(tx: Tx, assignment: Assignment | None, words: str) -> DateReading | None:
    """Called for each report: the day that its words promise, to be offered; a cooperating unit promises none."""
    if assignment is None or assignment.state not in IN_HAND:
        return None
    read = await _promise_in(tx, words, tx.happened_on)
    return read if read is not None and read.day is not None and read.day >= tx.today else None


async def follow_reports(tx: Tx) -> bool:
    """One thing that follows from reports: an instruction answered, a promise asked about. False: none is due.

    Instructions are looked for here and not by each report, which has no statement to spare.
    """
    return await note_answer(tx) or await ask_promises(tx)


async def note_answer(tx: Tx, item_id: int | None = None) -> bool:
    """Settle one instruction (of one item) with the report that answered it; False when there is none."""
    found = await dialogue.next_answered(tx, item_id)
    if found is None:
        return False
    one, report = await dialogue.instruction(tx, found[0]), found[1]
    assert one is not None
    assert report.unit_id is not None
    if await moved(
        tx,
        one.request,
        RequestVerb.ANSWER,
        answer=report.text,
        report_id=report.report_id,
        decided_by=report.person_id,
        decided_at=report.reported_at,
    ):
        await tell_leader(tx, one, report.unit_id)
    return True


async def tell_leader(tx: Tx, one: InstructionWithItem, unit_id: int) -> None:
    """The instruction has its answer: on record, and on its leader's phone."""
    unit = await units.unit(tx, unit_id)
    assert unit is not None
    row = one.request
    tx.record(
        "answer_instruction",
        one.item.label,
        by=await people.person(tx, row.decided_by) if row.decided_by else None,
        before={"text": row.text},
        after={"text": row.answer, "unit": unit.name},
    )
    title, text = instruct_texts.told_leader(one.item.label, unit=unit.name, answer=row.answer)
    # A taken-back answer makes room for another.
    card = Card("word", f"instruction:{row.request_id}:answered:{row.report_id}", one.item.item_id)
    card.put(tx, [one.leader], text, title)


async def _promise_in(tx: Tx, words: str, said_on: date) -> DateReading | None:
    # Most reports promise nothing: the calendar is asked for the others only.
    found = promised_day(words, said_on)
    if found is None or found.day is None:
        return None
    read = promised_day(words, said_on, await office_calendar(tx))
    return read if read is not None and read.day is not None and read.day >= said_on else None


def receipt_buttons(tx: Tx, report_id: int, promised: DateReading | None) -> Rows:
    """Under the receipt of a report: to keep the day as a promise, and to take the report back."""
    offered = texts.offer(report_id, promised, tx.today) if promised is not None else ()
    return offered, back_texts.button(report_id)


async def make_promise(tx: Tx, actor: Actor, report_id: int) -> Answer:
    """[记为承诺 …]: the day is read again from the stored words, so a forged button promises nothing."""
    report = await reports.by_id(tx, report_id)
    if report is None or report.unit_id not in actor.unit_ids:
        raise NotFound(texts.GONE)
    parts = await known_item(tx, actor, report.item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    item = parts.item
    before = await dialogue.promise_of_report(tx, report_id)
    if before is not None:
        known = say_date(before.promise.day, tx.today)
        raise TooLate(texts.TWICE.format(label=item.label, day=known))
    day = await _day_of(tx, report)
    if item.state not in OPEN_STATES:
        raise TooLate(texts.CLOSED.format(label=item.label))
    await _keep(tx, actor, parts, _Vow(report.unit_id or 0, day, report_id))
    return Answer(
        texts.made(item.label, day, tx.today, item.deadline), item_id=item.item_id, toast=toasts.KEPT_AS_PROMISE
    )


async def promise_in_words(tx: Tx, words: str) -> DateReading | None:
    """The day that plain words promise, to be offered."""
    return await _promise_in(tx, words, tx.happened_on)


async def promise_of_words(tx: Tx, actor: Actor, item_id: int, words: str) -> Answer:
    """[记为承诺 …] under words that tell of nothing done: a promise without a report."""
    parts = await known_item(tx, actor, item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    item, assignment = parts.item, own_assignment(actor, parts)
    reading = await promise_in_words(tx, words)
    if reading is None or reading.day is None:
        raise TooLate(texts.GONE)
    if assignment is None or assignment.state not in IN_HAND:
        raise TooLate(texts.CLOSED.format(label=item.label))
    await _keep(tx, actor, parts, _Vow(assignment.unit_id, reading.day))
    return Answer(
        texts.made(item.label, reading.day, tx.today, item.deadline), item_id=item_id, toast=toasts.KEPT_AS_PROMISE
    )


@dataclass(frozen=True, slots=True)
class _Vow:
    """Who promises which day; `report_id` None where nothing was reported."""

    unit_id: int
    day: date
    report_id: int | None = None


async def _flag(tx: Tx, parts: ItemParts, vow: _Vow, promise_id: int) -> None:
    item, limit = parts.item, parts.item.decided_deadline
    if limit is None or vow.day <= limit:
        return
    unit = unit_name(parts, vow.unit_id)
    words = plan_texts.late_promise(
        item.label, directive=item.directive, unit=unit, day=vow.day, deadline=limit, today=tx.today
    )
    key = f"promise:{vow.report_id}" if vow.report_id else f"promise:words:{promise_id}"
    await flag_late(tx, item, words, plan_texts.late_promise_rows(item.item_id), key)


async def _day_of(tx: Tx, report: Report) -> date:
    said_on = tx.day(report.reported_at)
    reading = await _promise_in(tx, report.text, said_on) if report.is_current else None
    if reading is None or reading.day is None:
        raise TooLate(texts.GONE)
    if reading.day < tx.today:
        raise TooLate(texts.PAST.format(day=say_date(reading.day, tx.today)))
    return reading.day


async def _keep(tx: Tx, actor: Actor, parts: ItemParts, vow: _Vow) -> None:
    item = parts.item
    row = Promise(
        item_id=item.item_id,
        unit_id=vow.unit_id,
        report_id=vow.report_id,
        made_by=actor.person_id,
        made_at=tx.happened_at,
        day=vow.day,
    )
    await tx.add(row)
    report = {"report": f"R-{vow.report_id}"} if vow.report_id else {}
    tx.record("promise", item.label, by=actor, after={**report, "deadline": vow.day})
    await _flag(tx, parts, vow, row.promise_id)


async def ask_promises(tx: Tx) -> bool:
    """Ask one unit about its promises whose day has come; False when none is due in working time."""
    due = await dialogue.due_promises(tx, tx.today)
    if not due or working_span(tx, await office_calendar(tx)) is None:
        return False
    unit_id = due[0].promise.unit_id
    mine = [one for one in due if one.promise.unit_id == unit_id][: texts.ASKED_AT_ONCE]
    still_open = [one for one in mine if await _still_open(tx, one)]
    if still_open:
        await _ask(tx, unit_id, still_open)
    return True


async def _still_open(tx: Tx, one: PromiseWithItem) -> bool:
    """What is known already is not asked: finished is kept, cancelled or handed over is void."""
    parts = await sure_item(tx, one.promise.item_id)
    states = [own.state for own in parts.of_units(frozenset({one.promise.unit_id}))]
    if any(state in IN_HAND for state in states):
        return True
    is_done = any(state in (State.CLOSED, State.AWAITING_REVIEW) for state in states)
    await settle(tx, None, one, PromiseState.KEPT if is_done else PromiseState.WITHDRAWN)
    return False


async def _ask(tx: Tx, unit_id: int, asked: Sequence[PromiseWithItem]) -> None:
    """In one message to each official of the unit; a reply to it about one item is a report."""
    due = [_due(one) for one in asked]
    title, text = texts.ask(due, tx.today)
    for one in asked:
        await dialogue.move_promise(tx, one.promise.promise_id, asked_at=tx.now)
    item_id = asked[0].item.item_id if len(asked) == 1 else None
    card = Card("promise", f"promise:{due[0].promise_id}", item_id)
    card.put(tx, await officials(tx, unit_id), text, title, texts.ask_rows(due))


def _due(one: PromiseWithItem) -> DuePromise:
    return DuePromise(one.promise.promise_id, one.item.label, one.item.directive, one.promise.day)


async def settle_promise(tx: Tx, actor: Actor, promise_id: int, *, kept: bool) -> Answer:
    """[已兑现] or [未兑现], by an official of the unit, once."""
    one = await dialogue.promise(tx, promise_id)
    if one is None or one.promise.unit_id not in actor.unit_ids:
        raise NotFound(texts.NO_PROMISE)
    require(actor, Action.REPORT, [one.promise.unit_id])
    if not await settle(tx, actor, one, PromiseState.KEPT if kept else PromiseState.BROKEN):
        fresh = await dialogue.promise(tx, promise_id)
        word = texts.WORDS[(fresh or one).promise.state.value]
        day = say_date(one.promise.day, tx.today)
        raise TooLate(texts.SETTLED.format(label=one.item.label, day=day, word=word))
    line = texts.answered(one.item.label, one.promise.day, tx.today, kept=kept)
    return Answer(line, item_id=one.item.item_id, toast=toasts.NOTED)


async def settle(tx: Tx, actor: Actor | None, one: PromiseWithItem, state: PromiseState) -> bool:
    """False when it was settled before. Without an actor the clock settled it."""
    if not await dialogue.move_promise(tx, one.promise.promise_id, state=state, settled_at=tx.happened_at):
        return False
    before, after = {"deadline": one.promise.day, "unit": one.unit}, {"text": texts.WORDS[state.value]}
    record(tx, actor, "settle_promise", one.item, before, after)
    return True


async def card_lines(tx: Tx, item_id: int) -> Sequence[str]:
    """The promises with the latest days."""
    found = (await dialogue.promises_of(tx, item_id))[-SHOWN:]
    return [texts.card_line(one.unit, one.promise.day, tx.today, one.promise.state.value) for one in found]
