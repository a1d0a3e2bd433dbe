"""The card on which a unit's head decides whether a request for completion goes to the supervisors."""

from domain.notes import Rows
from domain.office.people import Actor
from domain.requests import RequestState, RequestVerb
from domain.review import countersign_texts as texts
from storage.office import people
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Request
from storage.tx import Tx
from usecases.steps.cards import Card, persons
from usecases.steps.requests import decide


def head_card(request: Request) -> Card:
    """Of the version that counts; what is reported after the request makes another."""
    return Card("countersign", f"countersign:{request.request_id}:{request.version}", request.item_id)


async def put_head_card(tx: Tx, asked: Completion, words: str, look: Rows, *, renews: bool) -> None:
    """`look` is the button to the evidence. `renews`: a report came after the request. The card shows it, and its old
    buttons hold no longer."""
    request, item = asked.request, asked.item
    old = head_card(request) if renews else None
    if renews:
        await decide(tx, request, RequestVerb.RENEW, item.label)
    title, text = head_words(asked, words)
    rows = (*texts.head_rows(request.request_id, request.version), *look)
    head_card(request).put(tx, await persons(tx, request.decider_id or 0), text, title, rows, replaces=old)


def head_words(asked: Completion, words: str) -> tuple[str, str]:
    return texts.head_card(asked.item.label, unit=asked.unit, request=words, days=asked.request.days)


async def countersign_mark(tx: Tx, completion: Completion) -> str:
    """What the head did with the request, for the supervisors' card; "" when it was not asked."""
    asked = await completions.countersign_of(tx, completion.request)
    if asked is None or asked.state not in (RequestState.GRANTED, RequestState.LAPSED):
        return ""
    if asked.state is RequestState.LAPSED:
        return texts.not_countersigned_after(asked.days)
    head = await people.person(tx, asked.decider_id or 0)
    return texts.countersigned_by(head.name if head else "")


async def drop_countersign(tx: Tx, completion: Completion, line: str) -> None:
    """The request ends before its head decided: the card says so."""
    asked = await completions.with_head_of(tx, completion.assignment.assignment_id)
    assert asked is not None, "what is deferred is with a head"
    after = {"text": line, "unit": asked.unit}
    await close_head_card(tx, asked, RequestVerb.SUPERSEDE, line, "drop_countersign", after=after)


async def close_head_card(
    tx: Tx,
    asked: Completion,
    verb: RequestVerb,
    line: str,
    action: str,
    *,
    by: Actor | None = None,
    answer: str = "",
    after: object = "",
) -> None:
    """The request to the head has its end, and the card says it without buttons."""
    card = head_card(asked.request)
    await decide(tx, asked.request, verb, asked.item.label, action, by=by, after=after, answer=answer)
    await card.close(tx, await persons(tx, asked.request.decider_id or 0), line, asked.request)
