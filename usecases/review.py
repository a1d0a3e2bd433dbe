"""Review (审核): approve (销号) or send back with a reason. One verdict, whoever presses how often."""

from domain.hygiene import clean, cut
from domain.notes import Answer, Choice, Note
from domain.people import Action, Actor, Role, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.states import State, Verb, next_state
from domain.texts import review as texts
from storage import items, people, reviews
from storage.reviews import Waiting
from storage.tables import Draft, Review, Verdict
from storage.tx import Tx
from usecases.complete import card_key
from usecases.loading import named_item

REASON_LIMIT = 500
QUEUE_SHOWN = 10


async def show_queue(tx: Tx, actor: Actor) -> Answer:
    """All requests that wait, each with its two buttons."""
    require(actor, Action.REVIEW)
    waiting = await reviews.queue(tx)
    if not waiting:
        return Answer(texts.QUEUE_EMPTY)
    shown = waiting[:QUEUE_SHOWN]
    lines = [texts.queue_line(one.item.label, one.unit, one.item.directive) for one in shown]
    rows = tuple(_labelled_rows(one) for one in shown)
    more = f"\n……另有{len(waiting) - len(shown)}件" if len(waiting) > len(shown) else ""
    return Answer("\n".join(lines) + more, f"待审核（{len(waiting)}件）", rows, kind="queue")


def _labelled_rows(one: Waiting) -> tuple[Choice, ...]:
    assignment_id, version = one.assignment.assignment_id or 0, one.assignment.version
    return (
        Choice(f"{one.item.label} 通过·销号", "approve", assignment_id, version, style="success"),
        Choice(f"{one.item.label} 退回", "send_back", assignment_id, version, style="danger"),
    )


async def approve_named(tx: Tx, actor: Actor, label: str) -> Answer:
    """/approve 37."""
    return await _named(tx, actor, label, "approve") or await approve(
        tx, actor, *await _only(tx, actor, label)
    )


async def send_back_named(tx: Tx, actor: Actor, label: str, reason: str) -> Answer:
    """/return 37 reason."""
    require(actor, Action.REVIEW)
    if label and not clean(reason):
        raise BadInput(texts.REASON_MISSING)
    asked = await _named(tx, actor, label, "send_back")
    return asked or await send_back(tx, actor, *await _only(tx, actor, label), reason)


async def _waiting_of(tx: Tx, actor: Actor, label: str) -> list[Waiting]:
    require(actor, Action.REVIEW)
    parts = await named_item(tx, actor, label)
    assert parts.item.item_id is not None
    waiting = list(await reviews.waiting_of_item(tx, parts.item.item_id))
    if waiting:
        return waiting
    for assignment, _ in parts.assignments:
        await _decided(tx, assignment.assignment_id, parts.item.label)
    raise TooLate(texts.WHICH.format(label=parts.item.label))


async def _named(tx: Tx, actor: Actor, label: str, verb: str) -> Answer | None:
    """Which unit, when several ask; None when there is but one."""
    waiting = await _waiting_of(tx, actor, label)
    if len(waiting) == 1:
        return None
    rows = tuple(
        (Choice(one.unit, verb, one.assignment.assignment_id or 0, one.assignment.version),)
        for one in waiting
    )
    return Answer(texts.SEVERAL.format(label=waiting[0].item.label), choices=rows)


async def _only(tx: Tx, actor: Actor, label: str) -> tuple[int, int]:
    one = (await _waiting_of(tx, actor, label))[0].assignment
    assert one.assignment_id is not None
    return one.assignment_id, one.version


async def approve(tx: Tx, actor: Actor, assignment_id: int, version: int) -> Answer:
    """Close the assignment and the parts that the request covered; the item follows."""
    waiting = await _at_version(tx, actor, assignment_id, version)
    await _settle(tx, actor, waiting, Verdict.APPROVED, "")
    for person in await people.officials_of(tx, [waiting.assignment.unit_id]):
        title, text = texts.told_approved(waiting.item.label, waiting.item.directive)
        tx.put(Note(person.telegram_id, "verdict", text, title, item_id=waiting.item.item_id))
    line = texts.approved(waiting.item.label, waiting.unit, actor.name, texts.when(tx.now, tx.profile.zone))
    await _update_cards(tx, actor, waiting, version, line)
    return Answer(line, edit=True, toast="已销号")


async def ask_reason(tx: Tx, actor: Actor, assignment_id: int, version: int, chat_id: int) -> Answer:
    """[退回]: a return carries a reason."""
    waiting = await _at_version(tx, actor, assignment_id, version)
    payload: dict[str, object] = {
        "assignment_id": assignment_id,
        "version": version,
        "item_id": waiting.item.item_id,
    }
    await people.wait_for(tx, actor.person_id, chat_id, "return_reason", payload)
    text = texts.ASK_REASON.format(label=waiting.item.label)
    return Answer(text, ask=True, kind="question", item_id=waiting.item.item_id, toast="请写明原因")


async def take_reason(tx: Tx, actor: Actor, draft: Draft, words: str) -> Answer:
    assignment_id, version = int(str(draft.payload["assignment_id"])), int(str(draft.payload["version"]))
    if not clean(words):
        raise BadInput(texts.REASON_MISSING)
    await people.stop_waiting(tx, draft)
    return await send_back(tx, actor, assignment_id, version, words)


async def send_back(tx: Tx, actor: Actor, assignment_id: int, version: int, reason: str) -> Answer:
    """Back to in progress, with the reason, to the unit's officials."""
    waiting = await _at_version(tx, actor, assignment_id, version)
    words = cut(clean(reason), REASON_LIMIT)
    await _settle(tx, actor, waiting, Verdict.RETURNED, words)
    title, text = texts.told_returned(waiting.item.label, waiting.item.directive, words)
    item_id = waiting.item.item_id or 0
    rows = ((Choice("报进展", "report", item_id), Choice("申请办结", "done", item_id)),)
    for person in await people.officials_of(tx, [waiting.assignment.unit_id]):
        tx.put(Note(person.telegram_id, "verdict", text, title, rows, item_id=item_id))
    at = texts.when(tx.now, tx.profile.zone)
    line = texts.returned(waiting.item.label, waiting.unit, actor.name, at, words)
    await _update_cards(tx, actor, waiting, version, line, include_actor=True)
    return Answer(f"已退回 {waiting.item.label}，原因已转告{waiting.unit}。")


async def _at_version(tx: Tx, actor: Actor, assignment_id: int, version: int) -> Waiting:
    """The request as the presser saw it, or who decided it meanwhile."""
    require(actor, Action.REVIEW)
    waiting = await reviews.of_assignment(tx, assignment_id)
    if waiting is None:
        raise NotFound(texts.QUEUE_EMPTY)
    if waiting.assignment.state is not State.AWAITING_REVIEW or waiting.assignment.version != version:
        await _decided(tx, assignment_id, waiting.item.label)
        raise TooLate(texts.WHICH.format(label=waiting.item.label))
    return waiting


async def _decided(tx: Tx, assignment_id: int | None, label: str) -> None:
    last = await reviews.last_verdict(tx, assignment_id or 0)
    if last is None:
        return
    review, reviewer = last
    word = "通过销号" if review.verdict is Verdict.APPROVED else "退回"
    at = texts.when(review.reviewed_at, tx.profile.zone)
    raise TooLate(f"{label} 已由{reviewer}于{at}{word}，您的操作没有生效。")


async def _settle(tx: Tx, actor: Actor, waiting: Waiting, verdict: Verdict, reason: str) -> None:
    verb = Verb.APPROVE if verdict is Verdict.APPROVED else Verb.SEND_BACK
    assert waiting.item.item_id is not None
    parts = await reviews.parts_of_unit(tx, waiting.item.item_id, waiting.assignment.unit_id)
    covered = [part for part in parts if part.assignment.state is State.AWAITING_REVIEW]
    for one in (waiting, *covered):
        await _move(tx, actor, one, verb, verdict, reason)
    for one in (*covered, waiting):
        await items.follow_parts(tx, one.item)


async def _move(tx: Tx, actor: Actor, one: Waiting, verb: Verb, verdict: Verdict, reason: str) -> None:
    assert one.assignment.assignment_id is not None
    before, seen = one.assignment.state, one.assignment.version
    after = next_state(before, verb, one.item.label)
    closed_at = tx.now if after is State.CLOSED else None
    if not await items.move_assignment(tx, one.assignment, state=after, closed_at=closed_at):
        raise TooLate(texts.WHICH.format(label=one.item.label))
    review = Review(
        office_id=tx.office_id,
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
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"state": before, "unit": one.unit},
        after={"state": after, "reason": reason},
    )


async def _update_cards(
    tx: Tx, actor: Actor, waiting: Waiting, version: int, line: str, *, include_actor: bool = False
) -> None:
    """The cards of the others say who decided; the presser's own is edited by the answer."""
    assignment_id = waiting.assignment.assignment_id or 0
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        assert supervisor.person_id is not None
        if supervisor.person_id == actor.person_id and not include_actor:
            continue
        key = card_key(assignment_id, version, supervisor.person_id)
        tx.put(
            Note(
                supervisor.telegram_id,
                "review_card",
                line,
                edits_key=key,
                dedupe_key=f"{key}:decided",
                item_id=waiting.item.item_id,
            )
        )
