"""Duties that press, who hears of them, and what was told to whom.

Round keys read "{sort}-{which}": "day-2026-11-23" of a day's digests, "hand-…" of those urged by hand. What a
stand-in hears for somebody is kept under that somebody, with the round key "day-2026-11-23/{stand-in}".

A duty is an assignment of a unit that waits for the unit (not for a review).
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.items.parts import DueOf
from domain.nudging.policy import ITEM_RULE, MEETING_RULE, Rule
from domain.nudging.rounds import DutyFacts, ReportingDuty
from domain.office.people import Role
from domain.requests import RequestKind, RequestState
from domain.states import IN_HAND, State
from storage.office import settings
from storage.rows import grouped
from storage.tables import (
    Assignment,
    CalendarOverride,
    Item,
    ItemLeader,
    LadderSeat,
    LeaderPart,
    NudgeDigest,
    NudgeSent,
    Person,
    Request,
    Rhythm,
    Seat,
    Setting,
    Unit,
)
from storage.tx import Tx

# No series of stages is quiet for longer than the policy's bounds allow.
_MEMORY = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class NudgeDuty:
    """An item in the hands of a unit."""

    item: Item
    unit_id: int
    unit: str
    facts: DutyFacts


@dataclass(frozen=True, slots=True)
class NudgeRecord:
    """What a person was told of an item in a round."""

    person_id: int
    item_id: int
    stage: str


async def pressing(tx: Tx, horizon: date, rest_since: date) -> list[NudgeDuty]:
    """Duties due up to `horizon`, at rest since `rest_since`, unsigned, with a rhythm or a rule of their own."""
    meetings = [one for one, rule in (await _meeting_rules(tx)).items() if rule is not Rule.OFF]
    own = col(Setting.value)["rule"].as_string()
    by_rule = or_(own.in_((Rule.WEEKLY, Rule.DAILY)), col(Item.meeting_id).in_(meetings))
    has_deadline = col(Item.long_term).is_(False) & col(Item.deadline).is_not(None)
    due = or_(
        has_deadline & (col(Item.deadline) <= horizon),
        ~has_deadline & (col(Item.last_moved_on) <= rest_since),
        col(Assignment.state) == State.ASSIGNED,
        col(Item.item_id).in_(tx.select(Rhythm.item_id)),
        by_rule,
    )
    return await _duties(tx, due)


async def duties_of(tx: Tx, item_ids: Collection[int]) -> list[NudgeDuty]:
    """What is still open of these items."""
    return await _duties(tx, col(Item.item_id).in_(item_ids)) if item_ids else []


async def _duties(tx: Tx, where: ColumnElement[bool]) -> list[NudgeDuty]:
    """The most pressing deadline first."""
    query = (
        tx.select(Item, Assignment, Unit.name, Setting.value)
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .outerjoin(
            Setting,
            # What is decided for an item is decided for its sub-items.
            (col(Setting.office_id) == col(Item.office_id))
            & (col(Setting.name) == ITEM_RULE.name)
            & (col(Setting.subject_id) == func.coalesce(col(Item.parent_id), col(Item.item_id))),
        )
        .where(col(Item.state).in_(IN_HAND), col(Assignment.state).in_(IN_HAND), where)
        .order_by(
            case((col(Item.deadline).is_(None), 1), else_=0),
            col(Item.deadline),
            col(Item.number),
            col(Item.sub),
            col(Assignment.assignment_id),
        )
    )
    rows = await tx.all(query)
    unsigned = {(item.item_id, own.unit_id) for item, own, *_ in rows if own.state is State.ASSIGNED}
    in_hand = {(item.item_id, own.unit_id) for item, own, *_ in rows}
    later = await asking_later(tx) if rows else set()
    rhythms, of_meeting = await _rhythms(tx), await _meeting_rules(tx)
    duties = []
    have_parts = await _with_parts(tx, [item.item_id for item, *_ in rows if item.due_of is DueOf.PARTS])
    for item, own, unit, by in rows:
        if _goes_with_its_item(item, own, in_hand):
            continue
        rule = ITEM_RULE.values(by or {})["rule"] or of_meeting.get(item.meeting_id or 0)
        has_parts = (item.item_id, own.unit_id) in have_parts
        owed = rhythms.get((own.item_id, own.unit_id))
        duty = _duty(tx, item, own, unit, rule, owed, unsigned, has_parts=has_parts)
        duties.append(replace(duty, facts=replace(duty.facts, asks_later=_dated_by(item, own) in later)))
    return duties


def _dated_by(item: Item, own: Assignment) -> tuple[int, int]:
    """(item, unit): the item whose deadline it is, and who has it in hand."""
    whole = item.parent_id if item.due_of is DueOf.WHOLE else None
    return whole or item.item_id, own.unit_id


async def asking_later(tx: Tx) -> set[tuple[int, int]]:
    """(item, unit) whose request for a later deadline nobody has answered."""
    query = tx.select(Request.item_id, Request.unit_id).where(
        col(Request.kind) == RequestKind.EXTENSION, col(Request.state) == RequestState.OPEN
    )
    return {(item_id, unit_id) for item_id, unit_id in await tx.all(query) if item_id and unit_id}


async def _with_parts(tx: Tx, item_ids: Collection[int]) -> set[tuple[int, int]]:
    """(item, unit) where the unit has a part in hand: an item that is but as near as its nearest part does not
    press who has a part of its own, nearer or further."""
    if not item_ids:
        return set()
    query = (
        tx.select(Item.parent_id, Assignment.unit_id)
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .where(col(Item.parent_id).in_(item_ids), col(Assignment.state).in_(IN_HAND))
    )
    return {(item_id, unit_id) for item_id, unit_id in await tx.all(query) if item_id is not None}


def _goes_with_its_item(item: Item, own: Assignment, in_hand: Collection[tuple[int, int]]) -> bool:
    """Nothing of the part is its own: who hears of the item on its day hears of it."""
    is_same = item.due_of is DueOf.WHOLE and item.deadline is not None and not item.own_hands
    return is_same and (item.parent_id, own.unit_id) in in_hand


async def _meeting_rules(tx: Tx) -> dict[int, Rule]:
    """By meeting, for its items without a rule of their own."""
    return {one: values["rule"] for one, values in (await settings.by_subject(tx, MEETING_RULE)).items()}


async def _rhythms(tx: Tx) -> dict[tuple[int, int], ReportingDuty]:
    """(item, unit) -> the rhythm with the unit's last report on the item or one of its parts."""
    whole = func.coalesce(col(Item.parent_id), col(Item.item_id))
    found = await tx.all(
        tx.select(Rhythm, Assignment.unit_id, func.max(Assignment.last_report_on))
        .select_from(Assignment)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .join(Rhythm, col(Rhythm.item_id) == whole)
        .group_by(col(Rhythm.rhythm_id), col(Assignment.unit_id))
    )
    return {(row.item_id, unit_id): ReportingDuty(row.every, row.since, last) for row, unit_id, last in found}


def _duty(
    tx: Tx,
    item: Item,
    own: Assignment,
    unit: str,
    rule: Rule | None,
    owed: ReportingDuty | None,
    unsigned: Collection[Any],
    *,
    has_parts: bool,
) -> NudgeDuty:
    # Who signs for an item signs for its parts: those are not brought up beside it.
    waits = own.state is State.ASSIGNED and (item.parent_id, own.unit_id) not in unsigned
    facts = DutyFacts(
        item.item_id,
        own.unit_id,
        None if has_parts else item.deadline,
        item.long_term,
        item.last_moved_on,
        own.assigned_on if waits else None,
        rule,
        owed,
        since=max(own.assigned_on, tx.day(item.registered_at)),
    )
    return NudgeDuty(item, own.unit_id, unit, facts)


async def told(tx: Tx, item_ids: Collection[int]) -> dict[tuple[int, int], dict[str, date]]:
    """(person, item) -> stage -> the office's day on which it was told."""
    query = tx.select(NudgeSent.person_id, NudgeSent.item_id, NudgeSent.stage, NudgeSent.nudged_at).where(
        col(NudgeSent.item_id).in_(item_ids), col(NudgeSent.nudged_at) > tx.now - _MEMORY
    )
    found: dict[tuple[int, int], dict[str, date]] = defaultdict(dict)
    for person_id, item_id, stage, at in await tx.all(query):
        found[person_id, item_id][stage] = tx.day(at)
    return found


async def heard_in(tx: Tx, person_id: int, round_key: str) -> list[NudgeRecord]:
    """What a round's digest tells, for whomever, without what a newer round of its sort tells again."""
    newer = aliased(NudgeSent)
    sort = round_key.partition("-")[0]
    again = tx.select(newer.nudge_id).where(
        col(newer.person_id) == col(NudgeSent.person_id),
        col(newer.item_id) == col(NudgeSent.item_id),
        col(newer.nudge_id) > col(NudgeSent.nudge_id),
        col(newer.round_key) != col(NudgeSent.round_key),
        col(newer.round_key).startswith(f"{sort}-"),
    )
    own = (col(NudgeSent.round_key) == round_key) & (col(NudgeSent.person_id) == person_id)
    query = (
        tx.select(NudgeSent.person_id, NudgeSent.item_id, NudgeSent.stage)
        .where(or_(own, col(NudgeSent.round_key) == relayed(round_key, person_id)), ~again.exists())
        .order_by(col(NudgeSent.nudge_id))
    )
    return [NudgeRecord(*row) for row in await tx.all(query)]


def relayed(round_key: str, stand_in_id: int) -> str:
    """The round key of what a stand-in hears for somebody."""
    return f"{round_key}/{stand_in_id}"


def digest_key(round_key: str, person_id: int | str | None) -> str:
    """The dedupe key of a digest's note: one a person a round."""
    return f"nudge:{round_key}:{person_id}"


async def keep_sent(tx: Tx, person_id: int, stages_of: Mapping[int, Sequence[str]], round_key: str) -> None:
    """Remember by item id what a person is told; what is there already stays."""
    await tx.insert_new(NudgeSent, *stage_rows(tx, stages_of, person_id=person_id, round_key=round_key))


def stage_rows(tx: Tx, stages_of: Mapping[int, Sequence[str]], **whom: Any) -> list[dict[str, Any]]:
    """A row for each stage of each item."""
    return [
        {**whom, "item_id": item_id, "stage": stage, "nudged_at": tx.now}
        for item_id, stages in stages_of.items()
        for stage in stages
    ]


async def keep_digest(tx: Tx, person_id: int, round_key: str) -> None:
    row = {"person_id": person_id, "round_key": round_key, "day": tx.today, "put_at": tx.now}
    await tx.insert_new(NudgeDigest, row)


async def digests_of_day(tx: Tx) -> dict[int, list[str]]:
    """The rounds of today's digests by person."""
    query = tx.select(NudgeDigest.person_id, NudgeDigest.round_key).where(col(NudgeDigest.day) == tx.today)
    return grouped(await tx.all(query))


async def had_round(tx: Tx, person_ids: Collection[int], round_key: str) -> set[int]:
    """Who had the digest of a round, on whatever day."""
    query = tx.select(NudgeDigest.person_id).where(
        col(NudgeDigest.person_id).in_(person_ids), col(NudgeDigest.round_key) == round_key
    )
    return set(await tx.all(query))


async def last_by_hand(tx: Tx, item_id: int) -> datetime | None:
    return await tx.first(
        tx.select(NudgeSent.nudged_at)
        .where(col(NudgeSent.item_id) == item_id, col(NudgeSent.stage).startswith("hand-"))
        .order_by(col(NudgeSent.nudged_at).desc())
        .limit(1)
    )


async def seats_of_units(tx: Tx, unit_ids: Collection[int]) -> Sequence[tuple[Person, int]]:
    """Active people with the unit each answers for."""
    query = (
        tx.select(Person, Seat.unit_id)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(col(Person.is_active).is_(True), col(Seat.role) == Role.OFFICIAL)
        .order_by(col(Person.person_id))
    )
    # With the units in the query SQLite looks at each of them for each person.
    wanted = frozenset(unit_ids)
    return [(person, unit_id) for person, unit_id in await tx.all(query) if unit_id in wanted]


async def contacts(tx: Tx) -> dict[str, list[Person]]:
    """By lead leader's name, active people only."""
    query = (
        tx.select(LadderSeat, Person)
        .join(Person, col(Person.person_id) == col(LadderSeat.person_id))
        .where(col(Person.is_active).is_(True))
        .order_by(col(Person.person_id))
    )
    return grouped((seat.leader_name, person) for seat, person in await tx.all(query))


async def lead_leaders(tx: Tx, item_ids: Collection[int]) -> dict[int, list[str]]:
    query = (
        tx.select(ItemLeader.item_id, ItemLeader.name)
        .where(col(ItemLeader.part) == LeaderPart.LEAD, col(ItemLeader.item_id).in_(item_ids))
        .order_by(col(ItemLeader.place))
    )
    return grouped(await tx.all(query))


async def people_by_id(tx: Tx, person_ids: Collection[int]) -> dict[int, Person]:
    query = tx.select(Person).where(col(Person.person_id).in_(person_ids))
    return {person.person_id: person for person in await tx.all(query)}


async def calendar_overrides(tx: Tx) -> dict[date, bool]:
    """The office's own days: worked or not."""
    return dict(await tx.all(tx.select(col(CalendarOverride.day), col(CalendarOverride.is_workday))))
