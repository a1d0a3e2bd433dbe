"""Requests for completion: put with the assignment, brought to an end with the unit's parts that wait along."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.items import lifecycle_texts
from domain.office.people import Actor
from domain.refusals import TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.requests_texts import too_late
from domain.states import State, Verb, next_state
from storage.items import items
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Assignment, Item, Request
from storage.tx import Tx
from usecases.review.review_cards import close_cards
from usecases.steps.requests import decide, overtake_all, put, request_on


@dataclass(frozen=True, slots=True)
class CompletionStep:
    """What becomes of a request for completion: the way of the assignment, and how the request ends.

    `answer` is the reason that was given, `before` what the audit keeps in the place of the state before.
    """

    verb: Verb
    ends: RequestVerb
    action: str
    by: Actor
    answer: str = ""
    before: Mapping[str, object] | None = None
    state_of: Callable[[Completion], Awaitable[State]] | None = None


async def put_completion(
    tx: Tx,
    by: Actor,
    assignment: Assignment,
    words: str,
    report_id: int | None = None,
    state: RequestState = RequestState.OPEN,
) -> Request:
    """The assignment waits already; what made it wait is on record."""
    fields = {"report_id": report_id, "text": words, "state": state}
    return await put(tx, by, request_on(RequestKind.COMPLETION, assignment, **fields))


async def settle(tx: Tx, completion: Completion, step: CompletionStep, line: Callable[[Completion], str]) -> None:
    """The request, the unit's parts that wait with it, and the items that follow; `line` closes a part's cards."""
    parts = await completions.along_with(tx, completion)
    await _take(tx, completion, step)
    await _go_along(tx, parts, step, line)
    for one in (*parts, completion):
        await items.follow_parts(tx, one.item)
        if step.verb is Verb.APPROVE:
            whose = None if one.item.state is State.CLOSED else one.assignment.unit_id
            await overtake_all(tx, one.item, lifecycle_texts.CLOSED_WORD, whose)


async def go_along(
    tx: Tx, completion: Completion, step: CompletionStep, line: Callable[[Completion], str]
) -> Sequence[Completion]:
    """The unit's parts that wait with the request do what it did."""
    parts = await completions.along_with(tx, completion)
    await _go_along(tx, parts, step, line)
    for part in parts:
        await items.follow_parts(tx, part.item)
    return parts


async def _go_along(
    tx: Tx, parts: Sequence[Completion], step: CompletionStep, line: Callable[[Completion], str]
) -> None:
    for part in parts:
        seen, was = part.assignment.version, part.request.state
        await _take(tx, part, step)
        await close_cards(tx, part, was, seen, line(part))


async def _take(tx: Tx, completion: Completion, step: CompletionStep) -> None:
    """Compare-and-set of the assignment and its request together: TooLate on a conflict with either."""
    assignment, label = completion.assignment, completion.item.label
    before, seen = assignment.state, assignment.version
    after = await step.state_of(completion) if step.state_of else next_state(before, step.verb, label)
    closed_at = tx.happened_at if after is State.CLOSED else None
    if not await tx.move(assignment, state=after, closed_at=closed_at):
        raise TooLate(too_late(RequestKind.COMPLETION, RequestState.OPEN, label))
    await decide(tx, completion.request, step.ends, label, by=step.by, answer=step.answer, seen=seen)
    reason = {"reason": step.answer} if step.ends in (RequestVerb.GRANT, RequestVerb.REFUSE) else {}
    tx.record(
        step.action,
        label,
        by=step.by,
        before=step.before or {"state": before, "unit": completion.unit},
        after={"state": after, **reason},
    )


async def void_requests(tx: Tx, item: Item, assignment: Assignment, word: str) -> None:
    """Call before the assignment moves: the unit's requests have no object any more, and their cards say why."""
    await overtake_all(tx, item, word, assignment.unit_id)
    await void_completion(tx, item, assignment, word)


async def void_completion(tx: Tx, item: Item, assignment: Assignment, word: str) -> None:
    """Of the unit's requests that for completion alone."""
    completion = await completions.standing_of(tx, assignment.assignment_id)
    if completion is not None:
        line = lifecycle_texts.request_void(item.label, unit=completion.unit, word=word)
        await end_completion(tx, completion, RequestVerb.SUPERSEDE, assignment.version, line)


async def end_completion(
    tx: Tx, completion: Completion, verb: RequestVerb, seen: int, line: str, by: Actor | None = None
) -> None:
    """Withdrawn or superseded: the cards of that version of the assignment say so."""
    was = completion.request.state
    await decide(tx, completion.request, verb, completion.item.label, by=by, seen=seen)
    await close_cards(tx, completion, was, seen, line)
