"""Approval of completion requests (审核): the reviewer approves (销号) or sends back with a reason.
One verdict, whoever presses how often."""

from collections.abc import Sequence

from domain import toasts
from domain.commands import Press
from domain.hygiene import clean, cut
from domain.notes import Answer, Choice, Rows
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.requests_texts import too_late
from domain.review import review_texts as texts
from domain.states import Verb
from storage.items import items
from storage.review import completions
from storage.review.completions import Completion
from storage.tx import Tx
from usecases.review.completions import CompletionStep, settle
from usecases.review.countersign import check_not_with_head
from usecases.review.review_cards import card_of, close_cards
from usecases.steps.asking import Question, ask
from usecases.steps.cards import officials
from usecases.steps.loading import named_item
from usecases.steps.requests import conflict_sentence

REASON_LIMIT = 500


class ReturnReason(Question, kind="return_reason", action=Action.REVIEW):
    """Why does a request for completion go back?"""

    assignment_id: int
    version: int
    item_id: int


async def approve_named(tx: Tx, actor: Actor, label: str) -> Answer:
    """/approve 37."""
    waiting = await _waiting_of(tx, actor, label)
    if len(waiting) > 1:
        return _which_unit(waiting, Press.APPROVE)
    one = waiting[0].assignment
    return await approve(tx, actor, one.assignment_id, one.version)


async def send_back_named(tx: Tx, actor: Actor, label: str, reason: str, chat_id: int) -> Answer:
    """/return 37 reason; without a reason it is asked for."""
    waiting = await _waiting_of(tx, actor, label)
    if len(waiting) > 1:
        return _which_unit(waiting, Press.SEND_BACK)
    one = waiting[0].assignment
    if not clean(reason):
        return await ask_reason(tx, actor, one.assignment_id, version=one.version, chat_id=chat_id)
    return await send_back(tx, actor, one.assignment_id, one.version, reason)


async def _waiting_of(tx: Tx, actor: Actor, label: str) -> Sequence[Completion]:
    """At least one request; else refused with who decided it when."""
    require(actor, Action.REVIEW)
    parts = await named_item(tx, actor, label, texts.VERDICT_USAGE)
    waiting = await completions.standing_on(tx, parts.item.item_id)
    if waiting:
        return waiting
    newest = await completions.decided_of(tx, [one.assignment_id for one, _ in parts.assignments])
    raise TooLate(await _decided(tx, newest, parts.item.label))


def _which_unit(waiting: Sequence[Completion], verb: Press) -> Answer:
    rows = tuple((Choice(one.unit, verb, one.assignment.assignment_id, one.assignment.version),) for one in waiting)
    return Answer(texts.SEVERAL.format(label=waiting[0].item.label), choices=rows)


async def approve(tx: Tx, actor: Actor, assignment_id: int, version: int) -> Answer:
    """Close the assignment and the parts that the request covered; the item follows."""
    completion = await _at_version(tx, actor, assignment_id, version)
    item = completion.item
    at = tx.when(tx.now)
    line = texts.approved(item.label, unit=completion.unit, reviewer=actor.name, at=at)
    await _settle(tx, completion, CompletionStep(Verb.APPROVE, RequestVerb.GRANT, Verb.APPROVE.value, actor), line)
    await _tell_unit(
        tx, completion, version, texts.told_approved(item.label, directive=item.directive, reviewer=actor.name)
    )
    return Answer(line, edit=True, toast=toasts.CLOSED)


async def ask_reason(tx: Tx, actor: Actor, assignment_id: int, *, version: int, chat_id: int) -> Answer:
    """[退回]: a return carries a reason."""
    completion = await _at_version(tx, actor, assignment_id, version)
    label = completion.item.label
    asked = ReturnReason(assignment_id, version, completion.item.item_id)
    text = texts.ASK_REASON.format(label=label, unit=completion.unit)
    return await ask(tx, actor, chat_id, asked, text, label=label, toast=toasts.SAY_WHY)


async def take_reason(tx: Tx, actor: Actor, asked: ReturnReason, words: str) -> Answer:
    """The reason that was asked for; TooLate when somebody decided meanwhile."""
    if not clean(words):
        raise BadInput(texts.REASON_MISSING)
    return await send_back(tx, actor, asked.assignment_id, asked.version, words)


async def send_back(tx: Tx, actor: Actor, assignment_id: int, version: int, reason: str) -> Answer:
    """Back to in progress, with the reason, to the unit's officials."""
    completion = await _at_version(tx, actor, assignment_id, version)
    item, words = completion.item, cut(clean(reason), REASON_LIMIT)
    at = tx.when(tx.now)
    line = texts.returned(item.label, unit=completion.unit, reviewer=actor.name, at=at, reason=words)
    await _settle(
        tx, completion, CompletionStep(Verb.SEND_BACK, RequestVerb.REFUSE, Verb.SEND_BACK.value, actor, words), line
    )
    told = texts.told_returned(item.label, directive=item.directive, reason=words)
    await _tell_unit(tx, completion, version, told, texts.returned_rows(item.item_id))
    return Answer(texts.return_told(item.label, completion.unit))


async def _settle(tx: Tx, completion: Completion, step: CompletionStep, line: str) -> None:
    label, seen, is_approved = completion.item.label, completion.assignment.version, step.verb is Verb.APPROVE
    await settle(tx, completion, step, lambda part: texts.along(label, part.item.label, is_approved=is_approved))
    await close_cards(tx, completion, RequestState.OPEN, seen, line)


async def _tell_unit(tx: Tx, completion: Completion, version: int, told: tuple[str, str], rows: Rows = ()) -> None:
    title, text = told
    assignment = completion.assignment
    readers = await officials(tx, assignment.unit_id)
    card_of(assignment, version).tell(tx, readers, text, title, rows, kind="verdict")


async def _at_version(tx: Tx, actor: Actor, assignment_id: int, version: int) -> Completion:
    """The request as the presser saw it, or who decided it meanwhile."""
    require(actor, Action.REVIEW)
    completion = await completions.standing_of(tx, assignment_id)
    if completion is None or completion.assignment.version != version:
        raise TooLate(await _why_stale(tx, assignment_id, version))
    await check_not_with_head(tx, completion)
    return completion


async def _why_stale(tx: Tx, assignment_id: int, version: int) -> str:
    """Who decided the request of that version when; or that it has moved on, or who decided last."""
    held = await items.held(tx, assignment_id)
    if held is None:
        raise NotFound(texts.GONE)
    decided = await completions.decided_of(tx, [assignment_id], version)
    if decided is None and await completions.standing_of(tx, assignment_id) is not None:
        return too_late(RequestKind.COMPLETION, RequestState.OPEN, held.item.label)
    return await _decided(tx, decided or await completions.decided_of(tx, [assignment_id]), held.item.label)


async def _decided(tx: Tx, completion: Completion | None, label: str) -> str:
    if completion is None:
        return texts.NOTHING_WAITS.format(label=label)
    return await conflict_sentence(tx, completion.request, label)
