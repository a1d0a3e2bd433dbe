"""Requests, whatever their kind: put, decided once, withdrawn or superseded, each with its entry in the audit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain import requests_texts as texts
from domain.dates.deadlines import days_overdue
from domain.office.people import Actor, may, require, require_seat
from domain.refusals import NotFound, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb, next_request_state
from storage import requests
from storage.office import people
from storage.requests import RequestWithItem
from storage.tables import Assignment, Item, Person, Request
from storage.tx import Tx
from usecases.steps.cards import Card, officials, persons, supervisors

# These leave it to be decided; one that is opened again keeps who decided it last.
_UNDECIDED = {RequestVerb.PRESENT, RequestVerb.RENEW, RequestVerb.REOPEN}


def request_on(kind: RequestKind, assignment: Assignment, **fields: Any) -> Request:
    """What a unit asks, or is asked, about its part of an item."""
    return Request(
        kind=kind,
        item_id=assignment.item_id,
        unit_id=assignment.unit_id,
        assignment_id=assignment.assignment_id,
        **fields,
    )


async def put(
    tx: Tx,
    by: Actor | None,
    request: Request,
    label: str = "",
    action: str = "",
    *,
    before: Any = "",
    after: Any = "",
    result: str = "done",
) -> Request:
    """Asked when it was said, by `by` or by the clock; recorded as `action`, unless something else tells of it."""
    if by is not None and not may(by, request.kind.decided_by):
        # Who decides may put it for the unit, as with what the ledger says.
        require(by, request.kind.asked_by, [request.unit_id] if request.unit_id else ())
    request.asked_at, request.asked_by = tx.happened_at, by.person_id if by else None
    await tx.add(request)
    if action:
        tx.record(action, label, by=by, before=before, after=after, result=result)
    return request


async def to_decide(
    tx: Tx, actor: Actor, kind: RequestKind, request_id: int, version: int | None = None
) -> RequestWithItem:
    """The request as the presser saw it; refused with who decided it when."""
    require_seat(actor, kind.decided_by)
    asked = await requests.by_id(tx, kind, request_id)
    if asked is None:
        raise NotFound(texts.gone(kind))
    require(actor, kind.decided_by, [asked.request.unit_id] if asked.request.unit_id else ())
    if asked.request.state is not RequestState.OPEN or version not in (None, asked.request.version):
        raise TooLate(await conflict_sentence(tx, asked.request, asked.item.label))
    return asked


async def conflict_sentence(tx: Tx, request: Request, label: str) -> str:
    """Who decided and when, for whoever lost the conflict."""
    by = await people.person(tx, request.decided_by) if request.decided_by else None
    at = tx.when(request.decided_at or tx.now)
    return texts.too_late(request.kind, request.state, label, who=by.name if by else "", at=at)


async def moved(tx: Tx, request: Request, verb: RequestVerb, by: Actor | None = None, **changes: Any) -> bool:
    """Compare-and-set to where `verb` leads; False on a conflict. Without an actor the clock decides."""
    state = next_request_state(request.kind, request.state, verb)
    if state is None:
        return False
    if verb not in _UNDECIDED:
        changes = {"decided_by": by.person_id if by else None, "decided_at": tx.happened_at, **changes}
    return await tx.move(request, state=state, **changes)


def card_of(request: Request) -> Card:
    """On which is decided, or answered, what is asked for while a unit has the item."""
    kind, key = {
        RequestKind.QUESTION: ("remark", f"remark:{request.remark_id}"),
        RequestKind.ENQUIRY: ("remark", f"remark:{request.remark_id}"),
        RequestKind.COORDINATION: ("coordination", f"coordination:{request.request_id}"),
        RequestKind.EXTENSION: ("extension_card", f"extension:{request.request_id}"),
        RequestKind.LATE_PLAN: ("late_date", f"late:plan:{request.assignment_id}:{request.seen}"),
        RequestKind.DIFFICULTY: ("difficulty_card", f"difficulty:{request.request_id}"),
    }[request.kind]
    return Card(kind, key, request.item_id)


async def readers_of(tx: Tx, request: Request) -> Sequence[Person]:
    """Whose phones have the card of `card_of`."""
    if request.kind is RequestKind.QUESTION:
        return await officials(tx, request.unit_id or 0)
    if request.kind is RequestKind.COORDINATION:
        return await solvers(tx, request)
    return await supervisors(tx)


async def solvers(tx: Tx, request: Request) -> Sequence[Person]:
    """Who is asked to solve a difficulty: a person, or all who answer for a unit."""
    if request.decider_id is not None:
        return await persons(tx, request.decider_id)
    return await officials(tx, request.unit_id or 0)


async def overtake(tx: Tx, request: Request, line: str) -> None:
    """Its object is gone before anybody decided: nobody is asked any more, and the cards say why."""
    if await moved(tx, request, RequestVerb.SUPERSEDE):
        await card_of(request).close(tx, await readers_of(tx, request), line)
        await end_passed(tx, request, line)


async def end_passed(tx: Tx, difficulty: Request, line: str) -> None:
    """Nobody is asked any more to solve what is settled."""
    for one in await requests.about(tx, difficulty.request_id):
        if await moved(tx, one.request, RequestVerb.SUPERSEDE):
            await card_of(one.request).close(tx, await solvers(tx, one.request), line)


async def overtake_all(tx: Tx, item: Item, word: str, unit_id: int | None = None) -> None:
    """What units, or one unit, asked for while they had the item; `word` says what became of it."""
    for one in await requests.open_of_units(tx, item.item_id, unit_id):
        line = texts.overtaken(one.request.kind, item.label, unit=one.unit, word=word)
        await overtake(tx, one.request, line)


async def decide(
    tx: Tx,
    request: Request,
    verb: RequestVerb,
    label: str,
    action: str = "",
    *,
    by: Actor | None = None,
    before: Any = "",
    after: Any = "",
    **changes: Any,
) -> None:
    """To where `verb` leads; on a conflict TooLate says who decided and when."""
    if not await moved(tx, request, verb, by, **changes):
        raise TooLate(await conflict_sentence(tx, request, label))
    if action:
        tx.record(action, label, by=by, before=before, after=after)


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A line of the list of what waits; `label` is "" where no item is concerned, `late` its days overdue."""

    request_id: int
    version: int
    kind: RequestKind
    item_id: int | None
    label: str
    unit: str
    text: str
    since: datetime
    due_on: date | None
    directive: str = ""
    late: int = 0


def _may_decide(actor: Actor, row: Request) -> bool:
    """What a unit is asked, another unit does not answer; nor a leader what a unit is to solve."""
    if row.kind is RequestKind.COORDINATION:
        return row.decider_id == actor.person_id or row.unit_id in actor.unit_ids
    return row.unit_id is None or may(actor, row.kind.decided_by, [row.unit_id])


async def open_requests(tx: Tx, actor: Actor | None = None) -> Sequence[OpenRequest]:
    """Every open request of the office; of an actor those that this person may decide."""
    kinds = [kind for kind in RequestKind if actor is None or may(actor, kind.decided_by, actor.unit_ids)]
    whose = (actor.person_id, actor.unit_ids) if actor else (None, ())
    found = await requests.listed(tx, kinds, *whose)
    return [
        OpenRequest(
            row.request_id,
            row.version,
            row.kind,
            row.item_id,
            item.label if item else "",
            unit,
            row.text,
            row.asked_at,
            row.due_on or (tx.day(row.due_at) if row.due_at else None),
            item.directive if item else "",
            days_overdue(item.deadline, tx.today, asked_on=item.asked_on) if item else 0,
        )
        for row, item, unit in found
        if actor is None or _may_decide(actor, row)
    ]
