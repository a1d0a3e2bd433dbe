"""Take back a report or a request for completion (撤回) within ten minutes, by who sent it.

It stays on record and counts no longer: count, days, state, and what rested on it become what the others make
them. A request goes with the unit's parts that wait with it, as a return does.
"""

from collections.abc import Sequence
from datetime import timedelta

from domain import toasts
from domain.arrivals import MessageSource
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import NotFound, TooLate
from domain.requests import RequestVerb
from domain.states import OPEN_STATES, STATE_WORDS, State, Verb
from domain.talk import report_texts as texts
from storage.items import items
from storage.items.items import ItemParts
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Assignment, Item, PromiseState, Report, ReportKind
from storage.talk import dialogue, reports
from storage.tx import Tx
from usecases.review.completions import CompletionStep, end_completion, go_along
from usecases.review.review_cards import renew_cards
from usecases.steps.cards import Card
from usecases.steps.loading import known_item
from usecases.steps.requests import moved
from usecases.talk.promise import settle

WITHIN = timedelta(minutes=10)
_ACTION = "take_back_report"


async def take_back(tx: Tx, actor: Actor, report_id: int) -> Answer:
    """[撤回] under a receipt; an edited report goes with all its editions."""
    pressed = await reports.by_id(tx, report_id)
    if pressed is None or pressed.person_id != actor.person_id:
        raise NotFound(texts.GONE)
    parts = await known_item(tx, actor, pressed.item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    report = await _current_edition(tx, pressed)
    assignment = next((one for one, _ in parts.in_charge if one.unit_id == report.unit_id), None)
    await _check(tx, pressed, report, parts, assignment)
    if not await dialogue.take_back_report(tx, report.report_id):
        raise TooLate(texts.TWICE.format(report_id=report_id))
    along = await _undo(tx, actor, parts.item, assignment, report)
    await _undo_talk(tx, actor, pressed, report)
    state = assignment.state if assignment is not None else parts.item.state
    tx.record(_ACTION, parts.item.label, by=actor, before=_was(report), after={"state": state})
    line = texts.taken_back(report_id, parts.item.label, STATE_WORDS[state], along)
    return Answer(line, item_id=parts.item.item_id, edit=True, toast=toasts.TAKEN_BACK)


async def _current_edition(tx: Tx, pressed: Report) -> Report:
    if pressed.is_current or pressed.source_chat is None or pressed.source_message is None:
        return pressed
    editions = await reports.of_message(tx, pressed.source_chat, pressed.source_message)
    return next((one for one in editions if one.is_current and one.item_id == pressed.item_id), pressed)


async def _check(tx: Tx, pressed: Report, report: Report, parts: ItemParts, assignment: Assignment | None) -> None:
    item = parts.item
    words = {"label": item.label, "number": item.label.lstrip("#")}
    if not report.is_current:
        raise TooLate(texts.TWICE.format(report_id=pressed.report_id))
    if tx.happened_at - pressed.known_at > WITHIN:
        raise TooLate(texts.TOO_LATE.format(minutes=int(WITHIN.total_seconds() // 60)))
    if item.state not in OPEN_STATES or (assignment is not None and assignment.state not in OPEN_STATES):
        raise TooLate(texts.SETTLED.format(**words))
    if report.kind is ReportKind.COMPLETION and await _waiting(tx, report, assignment) is None:
        raise TooLate(texts.DECIDED.format(**words))


async def _waiting(tx: Tx, report: Report, assignment: Assignment | None) -> Completion | None:
    """The request that the report made, while it is to be decided on."""
    if assignment is None or assignment.assignment_id is None:
        return None
    completion = await completions.standing_of(tx, assignment.assignment_id)
    return completion if completion and completion.request.report_id == report.report_id else None


async def _undo(tx: Tx, actor: Actor, item: Item, assignment: Assignment | None, report: Report) -> Sequence[str]:
    """The count, the days and the state; gives the labels of the parts that went along."""
    along: Sequence[str] = ()
    if assignment is not None:
        seen = assignment.version
        completion = await _waiting(tx, report, assignment)
        await _undo_assignment(tx, assignment, await _without(tx, assignment, report))
        if completion is not None:
            along = await _withdraw(tx, actor, completion, report, seen)
        elif assignment.state is State.AWAITING_REVIEW:
            await renew_cards(tx, assignment, seen)
    await _undo_days(tx, item, report)
    await items.follow_parts(tx, item)
    return along


async def _without(tx: Tx, assignment: Assignment, report: Report) -> State:
    """The first report had signed for the item, unless somebody did so by a word of its own."""
    is_request = report.kind is ReportKind.COMPLETION
    state = State.IN_PROGRESS if is_request else assignment.state
    return State.ASSIGNED if state is State.IN_PROGRESS and await _is_unsigned(tx, assignment, 1) else state


async def _is_unsigned(tx: Tx, assignment: Assignment, taken: int) -> bool:
    if await dialogue.last_reported(tx, assignment.item_id, assignment.unit_id) is not None:
        return False
    return assignment.report_count <= taken and not await dialogue.has_signed(tx, assignment.assignment_id)


async def _undo_assignment(tx: Tx, assignment: Assignment, state: State) -> None:
    last = await dialogue.last_reported(tx, assignment.item_id, assignment.unit_id)
    moved = await tx.move(
        assignment,
        state=state,
        report_count=max(0, assignment.report_count - 1),
        last_report_on=tx.day(last) if last else None,
    )
    if not moved:
        raise TooLate(texts.CHANGED_MEANWHILE)


async def _withdraw(tx: Tx, actor: Actor, completion: Completion, report: Report, seen: int) -> Sequence[str]:
    """The cards of the request say so; the unit's parts that waited with it are in hand again."""
    at = tx.when(tx.now)

    def line(one: Completion) -> str:
        return texts.request_taken_back(one.item.label, unit=one.unit, at=at)

    async def after(part: Completion) -> State:
        return State.ASSIGNED if await _is_unsigned(tx, part.assignment, 0) else State.IN_PROGRESS

    ends = RequestVerb.WITHDRAW
    step = CompletionStep(Verb.WITHDRAW, ends, _ACTION, actor, before=_was(report), state_of=after)
    parts = await go_along(tx, completion, step, line)
    await end_completion(tx, completion, ends, seen, line(completion), actor)
    return [part.item.label for part in parts]


async def _undo_days(tx: Tx, item: Item, report: Report) -> None:
    for one in [item, *([parent] if (parent := await _parent(tx, item)) else [])]:
        newest = await dialogue.last_reported(tx, one.item_id) or one.registered_at
        day = tx.day(max(newest, one.registered_at))
        counted = one.last_moved_on == tx.day(report.reported_at)
        if counted and day < one.last_moved_on and not await tx.move(one, last_moved_on=day):
            raise TooLate(texts.CHANGED_MEANWHILE)


async def _parent(tx: Tx, item: Item) -> Item | None:
    parent = await items.by_id(tx, item.parent_id) if item.parent_id is not None else None
    return parent.item if parent else None


def _was(report: Report) -> dict[str, object]:
    return {"report": f"R-{report.report_id}", "text": report.text}


async def _undo_talk(tx: Tx, actor: Actor, pressed: Report, report: Report) -> None:
    """What rested on the report: the answers to instructions wait again, its promise is void."""
    for report_id in {pressed.report_id, report.report_id}:
        for one in await dialogue.answered_with(tx, report_id):
            if not await moved(tx, one.request, RequestVerb.REOPEN, answer="", report_id=None):
                continue
            key = f"instruction:{one.request.request_id}:taken_back:{report_id}"
            Card("word", key, one.item.item_id).put(tx, [one.leader], texts.answer_taken_back(one.item.label))
        promised = await dialogue.promise_of_report(tx, report_id)
        if promised is not None:
            await settle(tx, actor, promised, PromiseState.WITHDRAWN)


async def was_taken_back(tx: Tx, source: MessageSource) -> bool:
    """Whether the report made with this message counts no longer in any edition: to edit it is too late."""
    editions = await reports.of_message(tx, source.chat_id, source.message_id)
    return bool(editions) and not any(one.is_current for one in editions)
