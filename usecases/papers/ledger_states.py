"""A state set in the ledger: every assignment goes there by the steps of the transition table."""

from domain.items import lifecycle_texts
from domain.office.people import Actor
from domain.papers import ledger_preview_texts as texts
from domain.papers.ledger_words import WAYS
from domain.requests import RequestVerb
from domain.review import review_texts
from domain.states import OPEN_STATES, State, Verb, next_state
from storage.items import items
from storage.items.items import ItemParts
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Assignment, Item
from storage.tx import Tx
from usecases.review.completions import CompletionStep, go_along, put_completion
from usecases.review.review_cards import close_cards
from usecases.steps.loading import must_move
from usecases.steps.requests import decide, overtake_all

_ENDS = {Verb.APPROVE: RequestVerb.GRANT, Verb.SEND_BACK: RequestVerb.REFUSE, Verb.CANCEL: RequestVerb.SUPERSEDE}
_ENDED = {State.CLOSED: lifecycle_texts.CLOSED_WORD, State.CANCELLED: lifecycle_texts.ENDED_WORDS["cancelled"]}


async def lead_to(tx: Tx, actor: Actor, parts: ItemParts, wanted: State) -> None:
    """The item and what its units have of it; units that finished are reopened with a finished item only."""
    item = parts.item
    moving = [
        one
        for one, _ in parts.in_charge
        if one.state is not wanted and (one.state in OPEN_STATES or item.state not in OPEN_STATES)
    ]
    for assignment in moving:
        await _lead_assignment(tx, actor, item, assignment, wanted)
    if wanted is State.CANCELLED or not parts.in_charge:
        await _lead_item(tx, item, wanted)
    await items.follow_parts(tx, item)
    if wanted in _ENDED:
        await overtake_all(tx, item, _ENDED[wanted])


async def _lead_item(tx: Tx, item: Item, wanted: State) -> None:
    """An item that nobody has in hand has its own state."""
    state = item.state
    for verb in WAYS.get((state, wanted), ()):
        state = next_state(state, verb, item.label)
    closed_at = tx.happened_at if state is State.CLOSED else None
    await must_move(tx, item.label, item, state=state, closed_at=closed_at)


async def _lead_assignment(tx: Tx, actor: Actor, item: Item, assignment: Assignment, wanted: State) -> None:
    """A verdict that the ledger gives decides the request that waits, or one that is made for it."""
    seen, after = assignment.version, assignment.state
    standing = await completions.standing_of(tx, assignment.assignment_id)
    request = standing.request if standing else None
    was = request.state if request else None
    for verb in WAYS.get((after, wanted), ()):
        after = next_state(after, verb, item.label)
        if verb is Verb.ASK_COMPLETION:
            request = await put_completion(tx, actor, assignment, "")
        if request is not None and verb in _ENDS:
            answer = texts.SENT_BACK_BY_LEDGER if verb is Verb.SEND_BACK else ""
            await decide(tx, request, _ENDS[verb], item.label, by=actor, answer=answer, seen=seen)
    closed_at = tx.happened_at if after is State.CLOSED else None
    await must_move(tx, item.label, assignment, state=after, closed_at=closed_at)
    if standing is not None:
        if after is State.IN_PROGRESS:
            await _send_parts_back(tx, actor, standing)
        await close_cards(tx, standing, was, seen, _line(standing, actor, after, tx.when(tx.now)))


async def _send_parts_back(tx: Tx, actor: Actor, whole: Completion) -> None:
    """The unit's parts that wait with it have no cards or rows of the ledger that say so."""
    label, verb = whole.item.label, Verb.SEND_BACK
    step = CompletionStep(verb, RequestVerb.REFUSE, verb.value, actor, texts.SENT_BACK_BY_LEDGER)
    await go_along(tx, whole, step, lambda part: review_texts.along(label, part.item.label, is_approved=False))


def _line(completion: Completion, actor: Actor, after: State, at: str) -> str:
    """What the cards of the request say now."""
    label, unit = completion.item.label, completion.unit
    if after is State.CANCELLED:
        return lifecycle_texts.request_void(label, unit=unit, word=_ENDED[after])
    if after is State.CLOSED:
        return review_texts.approved(label, unit=unit, reviewer=actor.name, at=at)
    return review_texts.returned(label, unit=unit, reviewer=actor.name, at=at, reason=texts.SENT_BACK_BY_LEDGER)


async def close_new(tx: Tx, item: Item, state: State) -> None:
    """A new row may tell of work that has begun, or is finished already."""
    if state is State.ASSIGNED:
        return
    closed_at = tx.happened_at if state is State.CLOSED else None
    for assignment in (await items.assignments_of(tx, item.item_id)).values():
        await tx.move(assignment, state=state, closed_at=closed_at)
    await tx.move(item, state=state, closed_at=closed_at)
