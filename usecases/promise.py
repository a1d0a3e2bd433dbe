"""What follows a report: it answers instructions, and a day that it names may become the unit's promise.

A promise is stored by a press only, asked about once when its day has come, and settled by a press. For ten
minutes a report can be taken back: it stays on record and counts no longer.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.arrivals import Source
from domain.dates import DateReading, say_date
from domain.notes import Answer, Note, Rows
from domain.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.states import OPEN_STATES, STATE_WORDS, State
from domain.talk_hints import promised_day
from domain.texts import instruct as instruct_texts
from domain.texts import promise as texts
from domain.texts import report as report_texts
from domain.texts.promise import Due
from domain.workdays import WorkCalendar, WorkingHours
from storage import dialogue, items, nudges, people, reports
from storage.dialogue import Given, Promised
from storage.items import ItemParts
from storage.tables import Assignment, Item, Promise, PromiseState, Report, ReportKind
from storage.tx import Tx
from usecases.loading import known_item
from usecases.review_cards import renew_cards

SHOWN = 3
TAKE_BACK_FOR = timedelta(minutes=10)
_IN_HAND = (State.ASSIGNED, State.IN_PROGRESS)


async def promise_in_report(tx: Tx, assignment: Assignment | None, words: str) -> DateReading | None:
    """Called for each report: the day that its words promise, to be offered; a cooperating unit promises none."""
    is_in_hand = assignment is not None and assignment.state in _IN_HAND
    return await _promise_in(tx, words, tx.today) if is_in_hand else None


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
    instruction_id, report = found
    changes = {"answer": report.text, "answered_at": report.reported_at, "answered_by": report.person_id}
    if await dialogue.answer_one(tx, instruction_id, report_id=report.report_id, **changes):
        await tell_leader(tx, instruction_id, report.unit_id or 0)
    return True


async def tell_leader(tx: Tx, instruction_id: int, unit_id: int) -> None:
    """The instruction has its answer: on record, and on its leader's phone."""
    one = await dialogue.instruction(tx, instruction_id)
    unit = await people.unit(tx, unit_id)
    assert one is not None
    assert unit is not None
    row = one.instruction
    tx.record(
        "answer_instruction",
        one.item.label,
        actor_id=row.answered_by,
        before={"text": row.text},
        after={"text": row.answer, "unit": unit.name},
    )
    title, text = instruct_texts.told_leader(one.item.label, unit.name, row.answer)
    tx.put(
        Note(
            one.leader.telegram_id,
            "word",
            text,
            title,
            item_id=one.item.item_id,
            person_id=one.leader.person_id,
            # A taken-back answer makes room for another.
            dedupe_key=f"instruction:{instruction_id}:answered:{row.report_id or 0}",
        )
    )


async def _promise_in(tx: Tx, words: str, today: date) -> DateReading | None:
    # Most reports promise nothing: the calendar is asked for the others only.
    found = promised_day(words, today)
    if found is None or found.day is None:
        return None
    read = promised_day(words, today, WorkCalendar(await nudges.calendar_overrides(tx)))
    return read if read is not None and read.day is not None and read.day >= today else None


def receipt_buttons(tx: Tx, report_id: int, promised: DateReading | None) -> Rows:
    """Under the receipt of a report: to keep the day as a promise, and to take the report back."""
    offered = texts.offer(report_id, promised, tx.today) if promised is not None else ()
    return offered, texts.take_back(report_id)


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
    await _keep(tx, actor, report, item, day)
    return Answer(
        texts.made(item.label, day, tx.today, item.deadline), item_id=item.item_id, toast="已记为承诺"
    )


async def _day_of(tx: Tx, report: Report) -> date:
    said_on = report.reported_at.astimezone(tx.profile.zone).date()
    reading = await _promise_in(tx, report.text, said_on) if report.is_current else None
    if reading is None or reading.day is None:
        raise TooLate(texts.GONE)
    if reading.day < tx.today:
        raise TooLate(texts.PAST.format(day=say_date(reading.day, tx.today)))
    return reading.day


async def _keep(tx: Tx, actor: Actor, report: Report, item: Item, day: date) -> None:
    assert report.report_id is not None
    assert report.unit_id is not None
    row = Promise(
        office_id=tx.office_id,
        item_id=report.item_id,
        unit_id=report.unit_id,
        report_id=report.report_id,
        made_by=actor.person_id,
        made_at=tx.now,
        day=day,
    )
    await dialogue.add(tx, row)
    tx.record(
        "promise",
        item.label,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        after={"report": f"R-{report.report_id}", "deadline": day},
    )


async def ask_promises(tx: Tx) -> bool:
    """Ask one unit about its promises whose day has come; False when none is due in working time."""
    due = await dialogue.due_promises(tx, tx.today)
    if not due or not await _is_working_time(tx):
        return False
    unit_id = due[0].promise.unit_id
    mine = [one for one in due if one.promise.unit_id == unit_id][: texts.ASKED_AT_ONCE]
    still_open = [one for one in mine if await _still_open(tx, one)]
    if still_open:
        await _ask(tx, unit_id, still_open)
    return True


async def _is_working_time(tx: Tx) -> bool:
    local = tx.now.astimezone(tx.profile.zone)
    calendar = WorkCalendar(await nudges.calendar_overrides(tx))
    hours = WorkingHours.parse(tx.profile.working_hours)
    return calendar.is_workday(local.date()) and hours.contains(local.time())


async def _still_open(tx: Tx, one: Promised) -> bool:
    """What is known already is not asked: finished is kept, cancelled or handed over is void."""
    parts = await items.by_id(tx, one.promise.item_id)
    assert parts is not None, "items are never deleted"
    states = [own.state for own in parts.of_units(frozenset({one.promise.unit_id}))]
    if any(state in _IN_HAND for state in states):
        return True
    is_done = any(state in (State.CLOSED, State.AWAITING_REVIEW) for state in states)
    await _settle(tx, None, one, PromiseState.KEPT if is_done else PromiseState.WITHDRAWN)
    return False


async def _ask(tx: Tx, unit_id: int, asked: Sequence[Promised]) -> None:
    """In one message to each official of the unit; a reply to it about one item is a report."""
    due = [_due(one) for one in asked]
    title, text = texts.ask(due, tx.today)
    for one in asked:
        assert one.promise.promise_id is not None
        await dialogue.move_promise(tx, one.promise.promise_id, asked_at=tx.now)
    for official in await people.officials_of(tx, [unit_id]):
        tx.put(
            Note(
                official.telegram_id,
                "promise",
                text,
                title,
                texts.ask_rows(due),
                item_id=asked[0].item.item_id if len(asked) == 1 else None,
                person_id=official.person_id,
                dedupe_key=f"promise:{due[0].promise_id}:{official.person_id}",
            )
        )


def _due(one: Promised) -> Due:
    return Due(one.promise.promise_id or 0, one.item.label, one.item.directive, one.promise.day)


async def settle_promise(tx: Tx, actor: Actor, promise_id: int, *, kept: bool) -> Answer:
    """[已兑现] or [未兑现], by an official of the unit, once."""
    one = await dialogue.promise(tx, promise_id)
    if one is None or one.promise.unit_id not in actor.unit_ids:
        raise NotFound(texts.NO_PROMISE)
    require(actor, Action.REPORT, [one.promise.unit_id])
    if not await _settle(tx, actor, one, PromiseState.KEPT if kept else PromiseState.BROKEN):
        fresh = await dialogue.promise(tx, promise_id)
        word = texts.WORDS[(fresh or one).promise.state.value]
        day = say_date(one.promise.day, tx.today)
        raise TooLate(texts.SETTLED.format(label=one.item.label, day=day, word=word))
    line = texts.answered(one.item.label, one.promise.day, tx.today, kept=kept)
    return Answer(line, item_id=one.item.item_id, toast="已记下")


async def _settle(tx: Tx, actor: Actor | None, one: Promised, state: PromiseState) -> bool:
    assert one.promise.promise_id is not None
    if not await dialogue.move_promise(tx, one.promise.promise_id, state=state, settled_at=tx.now):
        return False
    tx.record(
        "settle_promise",
        one.item.label,
        actor_id=actor.person_id if actor else None,
        telegram_id=actor.telegram_id if actor else None,
        before={"deadline": one.promise.day, "unit": one.unit},
        after={"text": texts.WORDS[state.value]},
    )
    return True


async def card_lines(tx: Tx, item_id: int) -> Sequence[str]:
    """The promises with the latest days."""
    found = (await dialogue.promises_of(tx, item_id))[-SHOWN:]
    return [texts.card_line(one.unit, one.promise.day, tx.today, one.promise.state.value) for one in found]


async def take_back(tx: Tx, actor: Actor, report_id: int) -> Answer:
    """[撤回] within ten minutes, by who reported; an edited report goes with all its editions."""
    pressed = await reports.by_id(tx, report_id)
    if pressed is None or pressed.person_id != actor.person_id:
        raise NotFound(texts.BACK_GONE)
    parts = await known_item(tx, actor, pressed.item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    report = await _current_edition(tx, pressed)
    assignment = next((one for one, _ in parts.in_charge if one.unit_id == report.unit_id), None)
    _check_take_back(tx, pressed, report, parts, assignment)
    assert report.report_id is not None
    if not await dialogue.take_back_report(tx, report.report_id):
        raise TooLate(texts.BACK_TWICE.format(report_id=report_id))
    state = await _undo(tx, parts.item, assignment, report)
    await _undo_talk(tx, actor, pressed, report)
    tx.record(
        "take_back_report",
        parts.item.label,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"report": f"R-{report.report_id}", "text": report.text},
        after={"state": state},
    )
    line = texts.taken_back(report_id, parts.item.label, STATE_WORDS[state])
    return Answer(line, item_id=parts.item.item_id, edit=True, toast="已撤回")


async def _current_edition(tx: Tx, pressed: Report) -> Report:
    if pressed.is_current or pressed.source_chat is None or pressed.source_message is None:
        return pressed
    editions = await reports.of_message(tx, pressed.source_chat, pressed.source_message)
    return next((one for one in editions if one.is_current and one.item_id == pressed.item_id), pressed)


def _check_take_back(
    tx: Tx, pressed: Report, report: Report, parts: ItemParts, assignment: Assignment | None
) -> None:
    item = parts.item
    if not report.is_current:
        raise TooLate(texts.BACK_TWICE.format(report_id=pressed.report_id))
    if pressed.kind is not ReportKind.PROGRESS:
        raise BadInput(texts.BACK_COMPLETION)
    if tx.now - pressed.reported_at > TAKE_BACK_FOR:
        raise TooLate(texts.BACK_TOO_LATE.format(minutes=int(TAKE_BACK_FOR.total_seconds() // 60)))
    if item.state not in OPEN_STATES or (assignment is not None and assignment.state not in OPEN_STATES):
        raise TooLate(texts.BACK_SETTLED.format(label=item.label, number=item.label.lstrip("#")))


async def _undo(tx: Tx, item: Item, assignment: Assignment | None, report: Report) -> State:
    """The count, the days and the state become what the other reports make them."""
    assert item.item_id is not None
    if assignment is not None:
        await _undo_assignment(tx, item, assignment)
    for one in [item, *([parent] if (parent := await _parent(tx, item)) else [])]:
        assert one.item_id is not None
        newest = await dialogue.last_reported(tx, one.item_id) or one.registered_at
        day = max(newest, one.registered_at).astimezone(tx.profile.zone).date()
        if day < one.last_moved_on == _day(tx, report) and not await items.move_item(
            tx, one, last_moved_on=day
        ):
            raise TooLate(report_texts.CHANGED_MEANWHILE)
    await items.follow_parts(tx, item)
    return assignment.state if assignment is not None else item.state


def _day(tx: Tx, report: Report) -> date:
    return report.reported_at.astimezone(tx.profile.zone).date()


async def _parent(tx: Tx, item: Item) -> Item | None:
    parent = await items.by_id(tx, item.parent_id) if item.parent_id is not None else None
    return parent.item if parent else None


async def _undo_assignment(tx: Tx, item: Item, assignment: Assignment) -> None:
    """The first report had signed for the item, unless somebody did so by a word of its own."""
    assert item.item_id is not None
    assert assignment.assignment_id is not None
    last = await dialogue.last_reported(tx, item.item_id, assignment.unit_id)
    count = max(0, assignment.report_count - 1)
    is_unsigned = last is None and not count and not await dialogue.has_signed(tx, assignment.assignment_id)
    seen, state = assignment.version, assignment.state
    after = State.ASSIGNED if state is State.IN_PROGRESS and is_unsigned else state
    moved = await items.move_assignment(
        tx,
        assignment,
        state=after,
        report_count=count,
        last_report_on=last.astimezone(tx.profile.zone).date() if last else None,
    )
    if not moved:
        raise TooLate(report_texts.CHANGED_MEANWHILE)
    if after is State.AWAITING_REVIEW:
        await renew_cards(tx, assignment, seen)


async def _undo_talk(tx: Tx, actor: Actor, pressed: Report, report: Report) -> None:
    """What rested on the report: the answers to instructions wait again, its promise is void."""
    for report_id in {pressed.report_id or 0, report.report_id or 0}:
        for one in await dialogue.answered_with(tx, report_id):
            _tell_taken_back(tx, one)
        await dialogue.reopen_answered(tx, report_id)
        promised = await dialogue.promise_of_report(tx, report_id)
        if promised is not None:
            await _settle(tx, actor, promised, PromiseState.WITHDRAWN)


def _tell_taken_back(tx: Tx, one: Given) -> None:
    row = one.instruction
    tx.put(
        Note(
            one.leader.telegram_id,
            "word",
            texts.answer_taken_back(one.item.label),
            item_id=row.item_id,
            person_id=one.leader.person_id,
            dedupe_key=f"instruction:{row.instruction_id}:taken_back:{row.report_id}",
        )
    )


async def was_taken_back(tx: Tx, source: Source) -> bool:
    """Whether the report made with this message counts no longer in any edition: to edit it is too late."""
    editions = await reports.of_message(tx, source.chat_id, source.message_id)
    return bool(editions) and not any(one.is_current for one in editions)
