"""Approval by the unit head before the review (领导审签): agreed, sent back with a reason, or passed on by silence.

Off unless the policy says how many working days a head has. While the head has a request, no supervisor does.
"""

from domain import toasts
from domain.dates.workdays import workdays_after
from domain.hygiene import clean, cut
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.requests_texts import gone
from domain.review import countersign_texts as texts
from domain.review.review_texts import returned_rows
from domain.states import Verb
from storage.nudging import policy as policies
from storage.office import people
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Person, Request
from storage.tx import Tx
from usecases.review.completions import CompletionStep, settle
from usecases.review.countersign_card import close_head_card, head_card
from usecases.review.review_cards import put_cards
from usecases.steps.asking import Question, ask
from usecases.steps.cards import officials, persons
from usecases.steps.office_time import office_calendar, working_span
from usecases.steps.requests import conflict_sentence, decide, moved, put, request_on

REASON_LIMIT = 500


class CountersignReason(Question, kind="countersign_reason", action=Action.COUNTERSIGN):
    """Why does the head of the unit not agree?"""

    request_id: int
    version: int
    item_id: int


async def head_to_ask(tx: Tx, actor: Actor, unit_id: int) -> tuple[Person, int] | None:
    """The head of the unit, with how many working days there are; None where the supervisors are asked at once."""
    days = (await policies.policy(tx)).countersign_days
    head = await completions.head_of(tx, unit_id) if days else None
    return None if head is None or head.person_id == actor.person_id else (head, days)


async def ask_head(tx: Tx, actor: Actor, completion: Completion, head: Person, days: int) -> None:
    request, report_id = completion.request, completion.request.report_id
    row = request_on(
        RequestKind.COUNTERSIGN,
        completion.assignment,
        report_id=report_id,
        decider_id=head.person_id,
        text=request.text,
        days=days,
        due_at=workdays_after(tx.now, days, tx.profile.zone, await office_calendar(tx)),
    )
    after = {"name": head.name, "unit": completion.unit, "report": f"R-{report_id}"}
    await put(tx, actor, row, completion.item.label, "ask_countersign", after=after)


async def pass_on_next(tx: Tx) -> bool:
    """One request whose head kept silent goes to the supervisors, marked; in working hours only."""
    asked = await completions.next_silent(tx)
    if asked is None or working_span(tx, await office_calendar(tx)) is None:
        return False
    request, label, card = asked.request, asked.item.label, head_card(asked.request)
    if not await moved(tx, request, RequestVerb.LAPSE):
        return True
    tx.record("pass_countersign", label, after={"unit": asked.unit, "state": request.state})
    line = texts.passed_on(label, unit=asked.unit, at=tx.when(tx.now), days=request.days)
    await card.close(tx, await persons(tx, request.decider_id or 0), line)
    await _present(tx, asked)
    return True


async def _present(tx: Tx, asked: Completion) -> None:
    """Now the supervisors get their cards."""
    completion = await _completion(tx, asked)
    await decide(tx, completion.request, RequestVerb.PRESENT, completion.item.label)
    await put_cards(tx, completion)


async def _completion(tx: Tx, asked: Completion) -> Completion:
    """What the head is asked about."""
    completion = await completions.standing_of(tx, asked.assignment.assignment_id)
    assert completion is not None, "a countersign ends with its request"
    return completion


async def agree(tx: Tx, actor: Actor, request_id: int, version: int) -> Answer:
    """[同意报结]."""
    asked = await _asked(tx, actor, request_id, version)
    item = asked.item
    line = texts.agreed(item.label, unit=asked.unit, head=actor.name, at=tx.when(tx.now))
    after = {"unit": asked.unit}
    await close_head_card(tx, asked, RequestVerb.GRANT, line, "agree_countersign", by=actor, after=after)
    await _present(tx, asked)
    return Answer(line, item_id=item.item_id, edit=True, toast=texts.AGREED_TOAST)


async def ask_reason(tx: Tx, actor: Actor, request_id: int, *, version: int, chat_id: int) -> Answer:
    """[退回]: a return carries a reason."""
    item = (await _asked(tx, actor, request_id, version)).item
    asked = CountersignReason(request_id, version, item.item_id)
    text = texts.ASK_REASON.format(label=item.label)
    return await ask(tx, actor, chat_id, asked, text, label=item.label, toast=toasts.SAY_WHY)


async def take_reason(tx: Tx, actor: Actor, asked: CountersignReason, words: str) -> Answer:
    """The reason that was asked for; TooLate when something happened meanwhile."""
    reason = cut(clean(words), REASON_LIMIT)
    if not reason:
        raise BadInput(texts.REASON_MISSING)
    known = await _known(tx, asked.request_id)
    if known.request.state is not RequestState.OPEN or known.request.version != asked.version:
        raise TooLate(await conflict_sentence(tx, known.request, known.item.label))
    return await _send_back(tx, actor, known, reason)


async def _send_back(tx: Tx, actor: Actor, asked: Completion, reason: str) -> Answer:
    """The request and the unit's parts that wait with it are in hand again."""
    item, unit_id = asked.item, asked.assignment.unit_id
    line = texts.returned(item.label, unit=asked.unit, head=actor.name, at=tx.when(tx.now), reason=reason)
    await close_head_card(tx, asked, RequestVerb.REFUSE, line, "", by=actor, answer=reason)
    step = CompletionStep(Verb.SEND_BACK, RequestVerb.WITHDRAW, "return_countersign", actor, reason)
    await settle(tx, await _completion(tx, asked), step, lambda part: texts.along(item.label, part.item.label))
    title, text = texts.told_returned(item.label, directive=item.directive, head=actor.name, reason=reason)
    told = await officials(tx, unit_id, but=actor.person_id)
    card = head_card(asked.request)
    card.tell(tx, told, text, title, returned_rows(item.item_id), kind="verdict")
    return Answer(texts.return_told(item.label), item_id=item.item_id)


async def _asked(tx: Tx, actor: Actor, request_id: int, version: int) -> Completion:
    """As its head saw it, or who decided meanwhile."""
    require(actor, Action.COUNTERSIGN)
    asked = await _known(tx, request_id)
    request, label = asked.request, asked.item.label
    if request.state is RequestState.OPEN and request.decider_id != actor.person_id:
        raise NotAllowed(texts.ONLY_HEAD.format(label=label, name=await _head(tx, request)))
    if request.state is not RequestState.OPEN or request.version != version:
        raise TooLate(await conflict_sentence(tx, request, label))
    return asked


async def _known(tx: Tx, request_id: int) -> Completion:
    asked = await completions.countersign(tx, request_id)
    if asked is None:
        raise NotFound(gone(RequestKind.COUNTERSIGN))
    return asked


async def _head(tx: Tx, request: Request) -> str:
    person = await people.person(tx, request.decider_id or 0)
    return person.name if person else ""


async def check_not_with_head(tx: Tx, completion: Completion) -> None:
    """For the supervisors: a request, or the whole that covers it, that its head still has is not theirs yet."""
    item = completion.item
    if completion.request.state is RequestState.OPEN and item.parent_id is None:
        return
    item_ids = [one for one in (item.item_id, item.parent_id) if one is not None]
    for asked in await completions.with_head_on(tx, item_ids, completion.assignment.unit_id):
        words = {"label": item.label, "unit": completion.unit, "name": await _head(tx, asked.request)}
        raise TooLate(texts.WITH_HEAD.format(due=_due_words(tx, asked.request), **words))


def _due_words(tx: Tx, request: Request) -> str:
    assert request.due_at is not None, "a head has a time to answer"
    return tx.when(request.due_at)


async def card_lines(tx: Tx, item_id: int) -> list[str]:
    """For the card of the item: with whom its requests are."""
    return [
        texts.card_line(asked.unit, head=await _head(tx, asked.request), due=_due_words(tx, asked.request))
        for asked in await completions.with_head_on(tx, [item_id])
    ]
