"""Take back a verdict (撤回) within ten minutes, by the one who gave it, unless something followed."""

from datetime import datetime, timedelta

from domain.items import lifecycle_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.states import State
from storage import requests
from storage.items import lifecycle
from storage.items.items import ItemParts
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Item
from storage.tx import Tx
from usecases.review.review_cards import put_cards
from usecases.steps.item_acts import follow, record, tell_units
from usecases.steps.loading import known_item, must_move, named_item
from usecases.steps.requests import decide

WITHIN = timedelta(minutes=10)
_AFTER = {RequestState.GRANTED: State.CLOSED, RequestState.REFUSED: State.IN_PROGRESS}
# As the audit has always named them.
_WORDS = {RequestState.GRANTED: "approved", RequestState.REFUSED: "returned"}


async def take_back_named(tx: Tx, actor: Actor, label: str) -> Answer:
    """/retract 37; without a number the last verdict of the speaker."""
    require(actor, Action.REVIEW)
    parts = await named_item(tx, actor, label) if label else None
    return await _take_back(tx, actor, parts)


async def take_back_pressed(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[撤回审核] on the card."""
    require(actor, Action.REVIEW)
    answer = await _take_back(tx, actor, await known_item(tx, actor, item_id))
    return Answer(answer.text, item_id=item_id, edit=True, toast=texts.TAKEN_BACK_TOAST)


async def may_take_back(tx: Tx, actor: Actor, parts: ItemParts) -> bool:
    """Whether the card offers it: all but a bulletin is seen from the verdict itself."""
    last = await _own_last(tx, actor, parts)
    return last is not None and _is_last_word(last)


async def _own_last(tx: Tx, actor: Actor, parts: ItemParts | None) -> Completion | None:
    ids = [one.assignment_id for one, _ in parts.assignments if one.assignment_id] if parts else None
    return await completions.decided_by(tx, actor.person_id, tx.happened_at - WITHIN, ids)


def _is_last_word(completion: Completion) -> bool:
    assignment, request = completion.assignment, completion.request
    return assignment.version == request.seen + 1 and assignment.state is _AFTER.get(request.state)


async def _take_back(tx: Tx, actor: Actor, parts: ItemParts | None) -> Answer:
    last = await _own_last(tx, actor, parts)
    if last is None or last.request.decided_at is None:
        label = parts.item.label if parts else ""
        raise TooLate(texts.NOTHING_TO_TAKE_BACK.format(label=label))
    given = [last, *await completions.decided_along_with(tx, last)]
    label, seen = last.item.label, last.request.seen
    if not all(_is_last_word(one) for one in given):
        raise TooLate(texts.SOMETHING_FOLLOWED.format(label=label, number=label.lstrip("#")))
    if await lifecycle.published_since(tx, last.request.decided_known_at or last.request.decided_at):
        raise TooLate(texts.BULLETIN_FOLLOWED.format(label=label, number=label.lstrip("#")))
    for one in given:
        await _reopen(tx, actor, one)
    for one in reversed(given):
        await follow(tx, actor, one.item)
    await put_cards(tx, last, replaces=seen)
    text = texts.told_taken_back(label, last.item.directive)
    await tell_units(tx, last.item, [last.assignment.unit_id], f"back.{last.request.request_id}", text=text)
    return Answer(texts.taken_back(label, last.unit), item_id=last.item.item_id)


async def _reopen(tx: Tx, actor: Actor, completion: Completion) -> None:
    before, verdict = completion.assignment.state, _WORDS[completion.request.state]
    label, assignment = completion.item.label, completion.assignment
    assert completion.request.decided_at is not None, "a verdict has its time"
    await _bring_back(tx, completion.item, completion.request.decided_at)
    await must_move(tx, label, assignment, state=State.AWAITING_REVIEW, closed_at=None)
    await decide(tx, completion.request, RequestVerb.REOPEN, label)
    after = {"state": State.AWAITING_REVIEW, "verdict": verdict}
    record(tx, actor, "take_back", completion.item, {"state": before, "unit": completion.unit}, after)


async def _bring_back(tx: Tx, item: Item, at: datetime) -> None:
    """Difficulties that the verdict ended wait for their coordination again: /status lists them."""
    for one in await requests.overtaken_at(tx, RequestKind.DIFFICULTY, item.item_id, at):
        await decide(tx, one.request, RequestVerb.REOPEN, item.label)
