"""The unit head's word first (领导审签): agreed, sent back with a reason, or passed on by silence.

Off unless the policy says how many working days a head has. While the head has a request, no supervisor does.
"""

from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar

from domain import toasts
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean, cut
from domain.notes import Answer, Note
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from domain.review import countersign_texts as texts
from domain.review.review_texts import returned_rows, when
from domain.states import State, Verb, next_state
from storage.items import items
from storage.nudging import policy as policies
from storage.office import people
from storage.review import countersigns, reviews
from storage.review.reviews import Waiting
from storage.tables import Countersign, CountersignState
from storage.tx import Tx
from usecases.review.countersign_card import head_key, say_on_head_card
from usecases.review.review_cards import close_cards, put_cards
from usecases.steps.asking import Question, ask, question
from usecases.steps.office_time import office_calendar, working_span

REASON_LIMIT = 500


@question
@dataclass(frozen=True, slots=True)
class CountersignReason(Question):
    """Why does the head of the unit not agree?"""

    kind: ClassVar[str] = "countersign_reason"
    countersign_id: int
    version: int
    item_id: int


async def ask_head(tx: Tx, actor: Actor, request: Waiting, report_id: int, covered: int) -> str:
    """What the receipt says of it; "" where the request goes to the supervisors at once."""
    days = (await policies.policy(tx)).countersign_days
    head = await countersigns.head_of(tx, request.assignment.unit_id) if days else None
    if head is None or head.person_id == actor.person_id:
        return ""
    row = Countersign(
        assignment_id=request.assignment.assignment_id,
        report_id=report_id,
        head_id=head.person_id,
        covered=covered,
        days=days,
        asked_at=tx.now,
        due_at=_due(tx, await office_calendar(tx), days),
    )
    await countersigns.add(tx, row)
    tx.record(
        "ask_countersign",
        request.item.label,
        by=actor,
        after={"name": head.name, "unit": request.unit, "report": f"R-{report_id}"},
    )
    return texts.asked(head.name, days)


def _due(tx: Tx, calendar: WorkCalendar, days: int) -> datetime:
    """Whole working days after the request; one of a day off counts from the next working day's begin."""
    local = tx.now.astimezone(tx.profile.zone)
    first = calendar.next_workday(local.date())
    at = local.time() if first == local.date() else time()
    return datetime.combine(calendar.add_workdays(first, days), at, tzinfo=tx.profile.zone)


async def pass_on_next(tx: Tx) -> bool:
    """One request whose head kept silent goes to the supervisors, marked; in working hours only."""
    row = await countersigns.next_silent(tx)
    if row is None or working_span(tx, await office_calendar(tx)) is None:
        return False
    request, key = await _request(tx, row), head_key(row)
    if not await countersigns.move(tx, row, state=CountersignState.PASSED_ON, decided_at=tx.now):
        return True
    tx.record("pass_countersign", request.item.label, after={"unit": request.unit, "state": row.state})
    at = when(tx.now, tx.profile.zone)
    line = texts.passed_on(request.item.label, request.unit, at, row.days)
    await say_on_head_card(tx, row, request, key, line)
    await put_cards(tx, request, row.covered)
    return True


async def agree(tx: Tx, actor: Actor, countersign_id: int, version: int) -> Answer:
    """[同意报结]: now the supervisors get their cards."""
    row, request = await _asked(tx, actor, countersign_id, version)
    await _decide(tx, row, request, CountersignState.AGREED)
    tx.record("agree_countersign", request.item.label, by=actor, after={"unit": request.unit})
    await put_cards(tx, request, row.covered)
    at = when(tx.now, tx.profile.zone)
    line = texts.agreed(request.item.label, request.unit, actor.name, at)
    return Answer(line, item_id=request.item.item_id, edit=True, toast=texts.AGREED_TOAST)


async def ask_reason(tx: Tx, actor: Actor, countersign_id: int, version: int, chat_id: int) -> Answer:
    """[退回]: a return carries a reason."""
    _, request = await _asked(tx, actor, countersign_id, version)
    asked = CountersignReason(countersign_id, version, request.item.item_id)
    text = texts.ASK_REASON.format(label=request.item.label)
    return await ask(tx, actor, chat_id, asked, text, label=request.item.label, toast=toasts.SAY_WHY)


async def take_reason(tx: Tx, actor: Actor, asked: CountersignReason, words: str) -> Answer:
    """The reason that was asked for; TooLate when something happened meanwhile."""
    reason = cut(clean(words), REASON_LIMIT)
    if not reason:
        raise BadInput(texts.REASON_MISSING)
    row, request = await _known(tx, asked.countersign_id)
    if row.state is not CountersignState.WAITING or row.version != asked.version:
        raise TooLate(await _why_stale(tx, row, request))
    return await _send_back(tx, actor, row, request, reason)


async def _send_back(tx: Tx, actor: Actor, row: Countersign, request: Waiting, reason: str) -> Answer:
    """The request and the unit's parts that wait with it are in hand again."""
    item, key = request.item, head_key(row)
    await _decide(tx, row, request, CountersignState.RETURNED, reason)
    parts = await reviews.parts_of_unit(tx, item.item_id, request.assignment.unit_id)
    covered = [part for part in parts if part.assignment.state is State.AWAITING_REVIEW]
    await _move_back(tx, actor, request, reason)
    for part in covered:
        seen = part.assignment.version
        await _move_back(tx, actor, part, reason)
        await close_cards(tx, part, seen, texts.along(item.label, part.item.label), only_sent=True)
    for one in (*covered, request):
        await items.follow_parts(tx, one.item)
    line = texts.returned(item.label, request.unit, actor.name, when(tx.now, tx.profile.zone), reason)
    await say_on_head_card(tx, row, request, key, line)
    await _tell_officials(tx, actor, row, request, reason)
    return Answer(texts.return_told(item.label), item_id=item.item_id)


async def _move_back(tx: Tx, actor: Actor, one: Waiting, reason: str) -> None:
    before = one.assignment.state
    after = next_state(before, Verb.SEND_BACK, one.item.label)
    if not await tx.move(one.assignment, state=after):
        raise TooLate(texts.MOVED_ON.format(label=one.item.label))
    tx.record(
        "return_countersign",
        one.item.label,
        by=actor,
        before={"state": before, "unit": one.unit},
        after={"state": after, "reason": reason},
    )


async def _tell_officials(tx: Tx, actor: Actor, row: Countersign, request: Waiting, reason: str) -> None:
    item = request.item
    title, text = texts.told_returned(item.label, item.directive, actor.name, reason)
    for person in await people.officials_of(tx, [request.assignment.unit_id]):
        if person.person_id != actor.person_id:
            tx.put(
                Note(
                    person.telegram_id,
                    "verdict",
                    text,
                    title,
                    returned_rows(item.item_id),
                    person_id=person.person_id,
                    item_id=item.item_id,
                    dedupe_key=f"countersign:{row.countersign_id}:returned:{person.person_id}",
                )
            )


async def _decide(
    tx: Tx, row: Countersign, request: Waiting, state: CountersignState, reason: str = ""
) -> None:
    if not await countersigns.move(tx, row, state=state, decided_at=tx.now, reason=reason):
        raise TooLate(await _why_stale(tx, row, request))


async def _asked(tx: Tx, actor: Actor, countersign_id: int, version: int) -> tuple[Countersign, Waiting]:
    """As its head saw it, or who decided meanwhile."""
    require(actor, Action.COUNTERSIGN)
    row, request = await _known(tx, countersign_id)
    if row.state is CountersignState.WAITING and row.head_id != actor.person_id:
        head = await _name(tx, row.head_id)
        raise NotAllowed(texts.ONLY_HEAD.format(label=request.item.label, name=head))
    if row.state is not CountersignState.WAITING or row.version != version:
        raise TooLate(await _why_stale(tx, row, request))
    return row, request


async def _known(tx: Tx, countersign_id: int) -> tuple[Countersign, Waiting]:
    row = await countersigns.by_id(tx, countersign_id)
    if row is None:
        raise NotFound(texts.GONE)
    return row, await _request(tx, row)


async def _request(tx: Tx, row: Countersign) -> Waiting:
    request = await reviews.of_assignment(tx, row.assignment_id)
    assert request is not None, "assignments are never deleted"
    return request


async def _why_stale(tx: Tx, row: Countersign, request: Waiting) -> str:
    label = request.item.label
    at = when(row.decided_at or tx.now, tx.profile.zone)
    if row.state is CountersignState.AGREED:
        return texts.was_agreed(label, await _name(tx, row.head_id), at)
    if row.state is CountersignState.RETURNED:
        return texts.was_returned(label, await _name(tx, row.head_id), at)
    if row.state is CountersignState.PASSED_ON:
        return texts.was_passed_on(label, at)
    if row.state is CountersignState.DROPPED:
        return texts.was_dropped(label)
    return texts.MOVED_ON.format(label=label)


async def _name(tx: Tx, person_id: int) -> str:
    person = await people.person(tx, person_id)
    return person.name if person else ""


async def check_not_with_head(tx: Tx, request: Waiting) -> None:
    """For the supervisors: a request, or the whole that covers it, that its head still has is not theirs yet."""
    item = request.item
    item_ids = [one for one in (item.item_id, item.parent_id) if one is not None]
    row = await countersigns.open_on(tx, item_ids, request.assignment.unit_id)
    if row is not None:
        words = {"label": item.label, "unit": request.unit, "name": await _name(tx, row.head_id)}
        raise TooLate(texts.WITH_HEAD.format(due=when(row.due_at, tx.profile.zone), **words))


async def card_lines(tx: Tx, item_id: int) -> list[str]:
    """For the card of the item: with whom its requests are."""
    lines = []
    for one in await reviews.waiting_of_item(tx, item_id):
        row = await countersigns.open_of(tx, one.assignment.assignment_id)
        if row is not None:
            due = when(row.due_at, tx.profile.zone)
            lines.append(texts.card_line(one.unit, await _name(tx, row.head_id), due))
    return lines
