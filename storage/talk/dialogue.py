"""Rows of what is said about an item besides its reports: difficulties, instructions, promises, questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import col, func

from domain.requests import RequestKind, RequestState
from domain.states import OPEN_STATES, State
from storage import requests
from storage.fence import PreparedStatement, bare
from storage.items.items import FRESH
from storage.requests import RequestWithItem
from storage.rows import change, first_of
from storage.tables import (
    Assignment,
    Item,
    ItemLeader,
    LeaderPart,
    Person,
    Promise,
    PromiseState,
    Remark,
    Report,
    ReportKind,
    Request,
    SignOff,
    Unit,
)
from storage.talk.reports import IN_ORDER
from storage.tx import Tx

_OF_OPEN_ITEMS = (col(Request.state) == RequestState.OPEN, col(Item.state).in_(OPEN_STATES))
_DIFFICULTIES = col(Request.kind) == RequestKind.DIFFICULTY
# What `/status` begins with is prepared.
_OPEN_DIFFICULTIES = PreparedStatement(requests.asking(bare.select, _DIFFICULTIES, *_OF_OPEN_ITEMS))


async def open_difficulties(tx: Tx, leader: str | None = None) -> Sequence[RequestWithItem]:
    """Of open items, the longest waiting first; of those that `leader` leads where a name is given."""
    if leader is None:
        return requests.with_items(await tx.prepared(_OPEN_DIFFICULTIES))
    led = tx.select(ItemLeader.item_id).where(col(ItemLeader.name) == leader, col(ItemLeader.part) == LeaderPart.LEAD)
    # A sub-item has the leaders of its item.
    of_leader = or_(col(Item.item_id).in_(led), col(Item.parent_id).in_(led))
    return await requests.asked(tx, RequestKind.DIFFICULTY, *_OF_OPEN_ITEMS, of_leader)


@dataclass(frozen=True, slots=True)
class InstructionWithItem:
    request: Request
    item: Item
    leader: Person


def _giving(select: Any, *where: Any) -> Any:
    return (
        select(Request, Item, Person)
        .join(Item, col(Item.item_id) == col(Request.item_id))
        .join(Person, col(Person.person_id) == col(Request.asked_by))
        .where(col(Request.kind) == RequestKind.INSTRUCTION, *where)
        .order_by(col(Request.request_id))
        .execution_options(**FRESH)
    )


async def _given(tx: Tx, *where: Any) -> list[InstructionWithItem]:
    return [InstructionWithItem(*row) for row in await tx.all(_giving(tx.select, *where))]


async def instruction(tx: Tx, request_id: int) -> InstructionWithItem | None:
    return first_of(await _given(tx, col(Request.request_id) == request_id))


async def instructions_of(tx: Tx, item_id: int) -> Sequence[InstructionWithItem]:
    """All on an item, the oldest first."""
    return await _given(tx, col(Request.item_id) == item_id)


async def next_answered(tx: Tx, item_id: int | None = None) -> tuple[int, Report] | None:
    """An open instruction (of one item) that a report of a responsible unit has answered, and that report."""
    query = (
        tx.select(Request.request_id, Report)
        .join(Report, col(Report.item_id) == col(Request.item_id))
        .join(
            Assignment,
            (col(Assignment.item_id) == col(Report.item_id)) & (col(Assignment.unit_id) == col(Report.unit_id)),
        )
        .where(
            col(Request.kind) == RequestKind.INSTRUCTION,
            col(Request.state) == RequestState.OPEN,
            # What was said before the instruction reached the unit, and an edit of it, is no answer.
            col(Report.report_id) > col(Request.seen),
            col(Report.reported_at) >= col(Request.known_at),
            or_(col(Report.first_id).is_(None), col(Report.first_id) > col(Request.seen)),
            col(Report.is_current).is_(True),
            col(Report.kind) != ReportKind.IMPORTED,
            col(Assignment.state) != State.CANCELLED,
        )
        .order_by(col(Request.request_id), *IN_ORDER)
        .limit(1)
    )
    if item_id is not None:
        query = query.where(col(Request.item_id) == item_id)
    return await tx.first(query)


async def newest_report(tx: Tx) -> int:
    return await tx.one(tx.select(func.max(Report.report_id))) or 0


async def answered_with(tx: Tx, report_id: int) -> Sequence[InstructionWithItem]:
    """The instructions that a report answered."""
    return await _given(tx, col(Request.report_id) == report_id, col(Request.state) == RequestState.ANSWERED)


_WAITING = (col(Request.state) == RequestState.OPEN, col(Item.state) != State.CANCELLED)
_UNANSWERED = PreparedStatement(_giving(bare.select, *_WAITING))


async def unanswered(tx: Tx, leader_id: int | None = None) -> Sequence[InstructionWithItem]:
    """What waits for an answer, the longest first; of one leader where a person is named."""
    if leader_id is None:
        return [InstructionWithItem(*row) for row in await tx.prepared(_UNANSWERED)]
    return await _given(tx, *_WAITING, col(Request.asked_by) == leader_id)


async def news_of_instructions(tx: Tx, since: datetime | None) -> Sequence[InstructionWithItem]:
    """InstructionWithItem or answered after `since`, or still unanswered; all when there is no `since`."""
    if since is None:
        return await _given(tx)
    news = (col(Request.known_at) > since, col(Request.decided_known_at) > since)
    fresh = or_(*news, col(Request.state) == RequestState.OPEN)
    return await _given(tx, fresh)


async def open_items(tx: Tx, most: int) -> Sequence[Item]:
    """Open items, sub-items not counted, the newest numbers first."""
    return await tx.all(
        tx.select(Item)
        .where(col(Item.parent_id).is_(None), col(Item.state).in_(OPEN_STATES))
        .order_by(col(Item.number).desc())
        .limit(most)
    )


@dataclass(frozen=True, slots=True)
class PromiseWithItem:
    promise: Promise
    item: Item
    unit: str


async def _promised(tx: Tx, *where: Any) -> list[PromiseWithItem]:
    query = (
        tx.select(Promise, Item, Unit.name)
        .join(Item, col(Item.item_id) == col(Promise.item_id))
        .join(Unit, col(Unit.unit_id) == col(Promise.unit_id))
        .where(*where)
        .order_by(col(Promise.day), col(Promise.promise_id))
        .execution_options(populate_existing=True)
    )
    return [PromiseWithItem(*row) for row in await tx.all(query)]


async def promise(tx: Tx, promise_id: int) -> PromiseWithItem | None:
    return first_of(await _promised(tx, col(Promise.promise_id) == promise_id))


async def promise_of_report(tx: Tx, report_id: int) -> PromiseWithItem | None:
    return first_of(await _promised(tx, col(Promise.report_id) == report_id))


async def promises_of(tx: Tx, item_id: int) -> Sequence[PromiseWithItem]:
    """All on an item that still say something, by their days."""
    return await _promised(tx, col(Promise.item_id) == item_id, col(Promise.state) != PromiseState.WITHDRAWN)


async def due_promises(tx: Tx, today: date) -> Sequence[PromiseWithItem]:
    """Whose day has come and that nobody was asked about."""
    return await _promised(
        tx, col(Promise.state) == PromiseState.OPEN, col(Promise.asked_at).is_(None), col(Promise.day) <= today
    )


async def move_promise(tx: Tx, promise_id: int, **changes: Any) -> bool:
    """Compare-and-set on being open: False when it was settled before."""
    is_open = col(Promise.state) == PromiseState.OPEN
    return await change(tx, Promise, col(Promise.promise_id) == promise_id, is_open, **changes) == 1


@dataclass(frozen=True, slots=True)
class RemarkWithSpeaker:
    """A remark with its speaker; `unit` is empty for the office."""

    remark: Remark
    person: Person
    unit: str


async def _said(tx: Tx, where: Any, most: int) -> list[RemarkWithSpeaker]:
    query = (
        tx.select(Remark, Person, Unit.name)
        .join(Person, col(Person.person_id) == col(Remark.person_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Remark.unit_id))
        .where(where)
        .order_by(col(Remark.remark_id).desc())
        .limit(most)
    )
    return [RemarkWithSpeaker(remark, who, unit or "") for remark, who, unit in await tx.all(query)]


async def remark(tx: Tx, remark_id: int) -> RemarkWithSpeaker | None:
    return first_of(await _said(tx, col(Remark.remark_id) == remark_id, 1))


async def remarks_of(tx: Tx, item_id: int, most: int) -> Sequence[RemarkWithSpeaker]:
    """The newest on an item, the oldest of them first."""
    return list(reversed(await _said(tx, col(Remark.item_id) == item_id, most)))


async def thread_of(tx: Tx, remark: Remark) -> list[int]:
    """The remark, and those that it answers one after the other."""
    thread = [remark.remark_id]
    before = remark.answers_id
    while before is not None:
        thread.append(before)
        before = await tx.one(tx.select(Remark.answers_id).where(col(Remark.remark_id) == before))
    return thread


async def take_back_report(tx: Tx, report_id: int) -> bool:
    """Compare-and-set: the report stays, but no longer counts. False when it counted no more before."""
    counts = col(Report.is_current).is_(True)
    return await change(tx, Report, col(Report.report_id) == report_id, counts, is_current=False) == 1


async def has_signed(tx: Tx, assignment_id: int) -> bool:
    """Whether somebody of the unit signed for it by a word of its own, not by a report."""
    query = tx.select(SignOff.sign_off_id).where(col(SignOff.assignment_id) == assignment_id)
    return await tx.first(query) is not None


async def last_reported(tx: Tx, item_id: int, unit_id: int | None = None) -> datetime | None:
    """When the newest report that counts was made on an item or its sub-items; of one unit on the item alone."""
    query = tx.select(func.max(Report.reported_at)).where(col(Report.is_current).is_(True))
    if unit_id is not None:
        query = query.where(col(Report.item_id) == item_id, col(Report.unit_id) == unit_id)
    else:
        parts = tx.select(Item.item_id).where(or_(col(Item.item_id) == item_id, col(Item.parent_id) == item_id))
        query = query.where(col(Report.item_id).in_(parts))
    return await tx.one(query)
