"""Take back a verdict (撤回) within ten minutes, by the one who gave it, unless something followed."""

from collections.abc import Sequence
from datetime import timedelta

from domain.items import lifecycle_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import TooLate
from domain.states import State
from storage.items import lifecycle
from storage.items.items import ItemParts
from storage.review import reviews
from storage.review.reviews import Waiting
from storage.tables import Item, Review, Verdict
from storage.tx import Tx
from usecases.review.review_cards import put_cards
from usecases.steps.item_acts import follow, must_move, record, tell_units
from usecases.steps.loading import known_item, named_item

WITHIN = timedelta(minutes=10)
_AFTER = {Verdict.APPROVED: State.CLOSED, Verdict.RETURNED: State.IN_PROGRESS}


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
    review = await _own_last(tx, actor, parts)
    return review is not None and any(
        one.assignment_id == review.assignment_id and _is_last_word(Waiting(one, parts.item, ""), review)
        for one, _ in parts.assignments
    )


async def _own_last(tx: Tx, actor: Actor, parts: ItemParts | None) -> Review | None:
    ids = [one.assignment_id for one, _ in parts.assignments if one.assignment_id] if parts else None
    return await lifecycle.last_review_of(tx, actor.person_id, tx.now - WITHIN, ids)


def _is_last_word(request: Waiting, review: Review) -> bool:
    assignment = request.assignment
    is_next = assignment.version == review.assignment_version + 1
    return is_next and assignment.state is _AFTER[review.verdict]


async def _take_back(tx: Tx, actor: Actor, parts: ItemParts | None) -> Answer:
    review = await _own_last(tx, actor, parts)
    if review is None:
        label = parts.item.label if parts else ""
        raise TooLate(texts.NOTHING_TO_TAKE_BACK.format(label=label))
    request = await reviews.of_assignment(tx, review.assignment_id)
    assert request is not None
    given = [(request, review), *await _given_along(tx, request, review)]
    label = request.item.label
    if not all(_is_last_word(one, own) for one, own in given):
        raise TooLate(texts.SOMETHING_FOLLOWED.format(label=label, number=label.lstrip("#")))
    if await lifecycle.published_since(tx, review.reviewed_at):
        raise TooLate(texts.BULLETIN_FOLLOWED.format(label=label, number=label.lstrip("#")))
    for one, own in given:
        await _void(tx, actor, one, own)
    for one, _ in reversed(given):
        await follow(tx, actor, one.item)
    await put_cards(tx, request, len(given) - 1, replaces=review.assignment_version)
    text = texts.told_taken_back(label, request.item.directive)
    await tell_units(tx, request.item, [request.assignment.unit_id], f"back.{review.review_id}", text)
    return Answer(texts.taken_back(label, request.unit), item_id=request.item.item_id)


async def _given_along(tx: Tx, request: Waiting, review: Review) -> Sequence[tuple[Waiting, Review]]:
    """The same unit's parts that the verdict covered."""
    item = request.item
    parts = await reviews.parts_of_unit(tx, item.item_id, request.assignment.unit_id)
    by_id = {part.assignment.assignment_id: part for part in parts}
    found = await lifecycle.reviews_given_with(tx, review, [one for one in by_id if one is not None])
    return [(by_id[one.assignment_id], one) for one in found]


async def _void(tx: Tx, actor: Actor, one: Waiting, review: Review) -> None:
    item: Item = one.item
    before = one.assignment.state
    await must_move(tx, item.label, one.assignment, state=State.AWAITING_REVIEW, closed_at=None)
    after = {"state": State.AWAITING_REVIEW, "verdict": review.verdict}
    record(tx, actor, "take_back", item, {"state": before, "unit": one.unit}, after)
