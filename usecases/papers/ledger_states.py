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
from storage.tables import Assignment, Item
from storage.tx import Tx
from usecases.review.completions import put_completion
from usecases.review.review_cards import close_cards
from usecases.steps.loading import must_move
from usecases.steps.requests import decide, overtake_all

_ENDS = {Verb.APPROVE: RequestVerb.GRANT, Verb.SEND_BACK: RequestVerb.REFUSE, Verb.CANCEL: RequestVerb.SUPERSEDE}
_ENDED = {State.CLOSED: lifecycle_texts.CLOSED_WORD, State.CANCELLED: lifecycle_texts.ENDED_WORDS["cancelled"]}


async def lead_to(tx: Tx, actor: Actor, parts: ItemParts, wanted: State) -> None:
    """The item and what its units have of it; units that finished are reopened with a finished item only."""
    item = parts.item
    moving = [
        (assignment, unit)
        for assignment, unit in parts.in_charge
        if assignment.state is not wanted and (assignment.state in OPEN_STATES or item.state not in OPEN_STATES)
    ]
    for assignment, unit in moving:
        await _lead_assignment(tx, actor, item, assignment, unit, wanted)
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
    closed_at = tx.now if state is State.CLOSED else None
    await must_move(tx, item.label, item, state=state, closed_at=closed_at)


async def _lead_assignment(tx: Tx, actor: Actor, item: Item, assignment: Assignment, unit: str, wanted: State) -> None:
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
    closed_at = tx.now if after is State.CLOSED else None
    await must_move(tx, item.label, assignment, state=after, closed_at=closed_at)
    if standing is not None:
        at = tx.when(tx.now)
        line = (
            review_texts.approved(item.label, unit=unit, reviewer=actor.name, at=at)
            if after is State.CLOSED
            else review_texts.returned(
                item.label, unit=unit, reviewer=actor.name, at=at, reason=texts.SENT_BACK_BY_LEDGER
            )
        )
        await close_cards(tx, standing, was, seen, line)


async def close_new(tx: Tx, item: Item, state: State) -> None:
    """A new row may tell of work that has begun, or is finished already."""
    if state is State.ASSIGNED:
        return
    closed_at = tx.now if state is State.CLOSED else None
    for assignment in (await items.assignments_of(tx, item.item_id)).values():
        await tx.move(assignment, state=state, closed_at=closed_at)
    await tx.move(item, state=state, closed_at=closed_at)
