"""Review (审核): approve (销号) or send back with a reason. One verdict, whoever presses how often."""

from dataclasses import dataclass
from typing import ClassVar

from domain import toasts
from domain.commands import Press
from domain.hygiene import clean, cut
from domain.notes import Answer, Choice, Note
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.review import countersign_texts
from domain.review import review_texts as texts
from domain.states import State, Verb, next_state
from storage.items import items
from storage.office import people
from storage.review import countersigns, reviews
from storage.review.reviews import Waiting
from storage.tables import Review, Verdict
from storage.tx import Tx
from usecases.review.countersign import check_not_with_head
from usecases.review.review_cards import close_cards
from usecases.steps.asking import Question, ask, question
from usecases.steps.loading import named_item

REASON_LIMIT = 500
IN_QUEUE = "q"


@question
@dataclass(frozen=True, slots=True)
class ReturnReason(Question):
    """Why does a request for completion go back?"""

    kind: ClassVar[str] = "return_reason"
    assignment_id: int
    version: int
    item_id: int


async def show_queue(tx: Tx, actor: Actor, page: int = 0, *, edit: bool = False) -> Answer:
    """All requests that wait, each with its two buttons."""
    require(actor, Action.REVIEW)
    waiting, others = await reviews.queue(tx), len(await countersigns.with_heads(tx))
    elsewhere = [countersign_texts.with_heads(others)] if others else []
    if not waiting:
        return Answer("\n".join([texts.QUEUE_EMPTY, *elsewhere]), edit=edit)
    pages = -(-len(waiting) // texts.QUEUE_PAGE)
    page = max(0, min(page, pages - 1))
    shown = waiting[page * texts.QUEUE_PAGE :][: texts.QUEUE_PAGE]
    lines = [texts.queue_line(one.item.label, one.unit, one.item.directive) for one in shown]
    rows = tuple(
        texts.queue_row(one.item.label, one.assignment.assignment_id, one.assignment.version, IN_QUEUE)
        for one in shown
    )
    title = texts.queue_title(len(waiting), page, pages)
    text = "\n".join([*lines, *elsewhere])
    return Answer(text, title, (*rows, *texts.queue_turns(page, pages)), kind="queue", edit=edit)


async def approve_named(tx: Tx, actor: Actor, label: str) -> Answer:
    """/approve 37."""
    waiting = await _waiting_of(tx, actor, label)
    if len(waiting) > 1:
        return _which_unit(waiting, Press.APPROVE)
    one = waiting[0].assignment
    return await approve(tx, actor, one.assignment_id, one.version, include_own_card=True)


async def send_back_named(tx: Tx, actor: Actor, label: str, reason: str, chat_id: int) -> Answer:
    """/return 37 reason; without a reason it is asked for."""
    waiting = await _waiting_of(tx, actor, label)
    if len(waiting) > 1:
        return _which_unit(waiting, Press.SEND_BACK)
    one = waiting[0].assignment
    if not clean(reason):
        return await ask_reason(tx, actor, one.assignment_id, one.version, chat_id)
    return await send_back(tx, actor, one.assignment_id, one.version, reason)


async def _waiting_of(tx: Tx, actor: Actor, label: str) -> list[Waiting]:
    """At least one request; else refused with who decided it when."""
    require(actor, Action.REVIEW)
    parts = await named_item(tx, actor, label, texts.VERDICT_USAGE)
    waiting = list(await reviews.waiting_of_item(tx, parts.item.item_id))
    if waiting:
        return waiting
    decided = [
        await reviews.last_verdict(tx, one.assignment_id)
        for one, _ in parts.assignments
        if one.assignment_id is not None
    ]
    known = [verdict for verdict in decided if verdict is not None]
    newest = max(known, key=lambda verdict: verdict[0].review_id, default=None)
    raise TooLate(_decided(tx, newest, parts.item.label))


def _which_unit(waiting: list[Waiting], verb: Press) -> Answer:
    rows = tuple(
        (Choice(one.unit, verb, one.assignment.assignment_id, one.assignment.version),) for one in waiting
    )
    return Answer(texts.SEVERAL.format(label=waiting[0].item.label), choices=rows)


async def approve_pressed(tx: Tx, actor: Actor, assignment_id: int, version: int, place: str) -> Answer:
    """[通过·销号] on a card, or in the queue, which then shows what is left."""
    if place != IN_QUEUE:
        return await approve(tx, actor, assignment_id, version)
    done = await approve(tx, actor, assignment_id, version, include_own_card=True)
    rest = await show_queue(tx, actor, edit=True)
    return Answer(
        f"{done.text}\n\n{rest.text}", rest.title, rest.choices, "queue", edit=True, toast=done.toast
    )


async def approve(
    tx: Tx, actor: Actor, assignment_id: int, version: int, *, include_own_card: bool = False
) -> Answer:
    """Close the assignment and the parts that the request covered; the item follows."""
    waiting = await _at_version(tx, actor, assignment_id, version)
    at = texts.when(tx.now, tx.profile.zone)
    line = texts.approved(waiting.item.label, waiting.unit, actor.name, at)
    await _settle(tx, actor, waiting, Verdict.APPROVED, "")
    await close_cards(tx, waiting, version, line, except_person=None if include_own_card else actor.person_id)
    title, text = texts.told_approved(waiting.item.label, waiting.item.directive, actor.name)
    await _tell_unit(tx, waiting, version, title, text)
    return Answer(line, edit=True, toast=toasts.CLOSED)


async def ask_reason(tx: Tx, actor: Actor, assignment_id: int, version: int, chat_id: int) -> Answer:
    """[退回]: a return carries a reason."""
    waiting = await _at_version(tx, actor, assignment_id, version)
    asked = ReturnReason(assignment_id, version, waiting.item.item_id)
    text = texts.ASK_REASON.format(label=waiting.item.label, unit=waiting.unit)
    return await ask(tx, actor, chat_id, asked, text, label=waiting.item.label, toast=toasts.SAY_WHY)


async def take_reason(tx: Tx, actor: Actor, asked: ReturnReason, words: str) -> Answer:
    """The reason that was asked for; TooLate when somebody decided meanwhile."""
    if not clean(words):
        raise BadInput(texts.REASON_MISSING)
    return await send_back(tx, actor, asked.assignment_id, asked.version, words)


async def send_back(tx: Tx, actor: Actor, assignment_id: int, version: int, reason: str) -> Answer:
    """Back to in progress, with the reason, to the unit's officials."""
    waiting = await _at_version(tx, actor, assignment_id, version)
    words = cut(clean(reason), REASON_LIMIT)
    at = texts.when(tx.now, tx.profile.zone)
    line = texts.returned(waiting.item.label, waiting.unit, actor.name, at, words)
    await _settle(tx, actor, waiting, Verdict.RETURNED, words)
    await close_cards(tx, waiting, version, line)
    title, text = texts.told_returned(waiting.item.label, waiting.item.directive, words)
    await _tell_unit(tx, waiting, version, title, text, returned=True)
    return Answer(texts.return_told(waiting.item.label, waiting.unit))


async def _tell_unit(
    tx: Tx, waiting: Waiting, version: int, title: str, text: str, *, returned: bool = False
) -> None:
    item_id = waiting.item.item_id
    rows = texts.returned_rows(item_id) if returned else ()
    for person in await people.officials_of(tx, [waiting.assignment.unit_id]):
        key = f"verdict:{waiting.assignment.assignment_id}:{version}:{person.person_id}"
        tx.put(
            Note(
                person.telegram_id,
                "verdict",
                text,
                title,
                rows,
                person_id=person.person_id,
                item_id=item_id,
                dedupe_key=key,
            )
        )


async def _request(tx: Tx, assignment_id: int) -> Waiting:
    waiting = await reviews.of_assignment(tx, assignment_id)
    if waiting is None:
        raise NotFound(texts.QUEUE_EMPTY)
    return waiting


def _is_current(waiting: Waiting, version: int) -> bool:
    assignment = waiting.assignment
    return assignment.state is State.AWAITING_REVIEW and assignment.version == version


async def _at_version(tx: Tx, actor: Actor, assignment_id: int, version: int) -> Waiting:
    """The request as the presser saw it, or who decided it meanwhile."""
    require(actor, Action.REVIEW)
    waiting = await _request(tx, assignment_id)
    if not _is_current(waiting, version):
        raise TooLate(await _why_stale(tx, waiting, version))
    await check_not_with_head(tx, waiting)
    return waiting


async def _why_stale(tx: Tx, waiting: Waiting, version: int) -> str:
    """Who decided the request of that version when; or that it has moved on, or who decided last."""
    label, assignment = waiting.item.label, waiting.assignment
    verdict = await reviews.last_verdict(tx, assignment.assignment_id, version)
    if verdict is None and assignment.state is State.AWAITING_REVIEW:
        return texts.MOVED_ON.format(label=label)
    return _decided(tx, verdict or await reviews.last_verdict(tx, assignment.assignment_id), label)


def _decided(tx: Tx, verdict: tuple[Review, str] | None, label: str) -> str:
    if verdict is None:
        return texts.NOTHING_WAITS.format(label=label)
    review, reviewer = verdict
    at = texts.when(review.reviewed_at, tx.profile.zone)
    return texts.decided(label, reviewer, at, is_approved=review.verdict is Verdict.APPROVED)


async def _settle(tx: Tx, actor: Actor, waiting: Waiting, verdict: Verdict, reason: str) -> None:
    """The request, and the unit's parts of the item that wait with it."""
    verb = Verb.APPROVE if verdict is Verdict.APPROVED else Verb.SEND_BACK
    parts = await reviews.parts_of_unit(tx, waiting.item.item_id, waiting.assignment.unit_id)
    covered = [part for part in parts if part.assignment.state is State.AWAITING_REVIEW]
    await _move(tx, actor, waiting, verb, verdict, reason)
    for part in covered:
        seen = part.assignment.version
        await _move(tx, actor, part, verb, verdict, reason)
        line = texts.along(waiting.item.label, part.item.label, is_approved=verdict is Verdict.APPROVED)
        await close_cards(tx, part, seen, line, only_sent=True)
    for one in (*covered, waiting):
        await items.follow_parts(tx, one.item)


async def _move(tx: Tx, actor: Actor, one: Waiting, verb: Verb, verdict: Verdict, reason: str) -> None:
    before, seen = one.assignment.state, one.assignment.version
    after = next_state(before, verb, one.item.label)
    closed_at = tx.now if after is State.CLOSED else None
    if not await tx.move(one.assignment, state=after, closed_at=closed_at):
        raise TooLate(texts.MOVED_ON.format(label=one.item.label))
    review = Review(
        assignment_id=one.assignment.assignment_id,
        assignment_version=seen,
        verdict=verdict,
        reason=reason,
        reviewer_id=actor.person_id,
        reviewed_at=tx.now,
    )
    await reviews.add(tx, review)
    tx.record(
        verb.value,
        one.item.label,
        by=actor,
        before={"state": before, "unit": one.unit},
        after={"state": after, "reason": reason},
    )
