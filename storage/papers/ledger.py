"""What the ledger is made from, read in pages of plain columns; its own notes; files that came back."""

import asyncio
from collections.abc import AsyncIterator, Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import col

from domain.office.people import Role
from domain.papers.ledger import Happening, LedgerRow
from domain.states import State
from storage.rows import drop, grouped
from storage.tables import (
    Assignment,
    AuditEntry,
    Cooperation,
    Item,
    ItemLeader,
    LeaderPart,
    LedgerForm,
    LedgerNote,
    Meeting,
    Person,
    Report,
    Seat,
    Unit,
)
from storage.talk.reports import IN_ORDER, newest_of_units
from storage.tx import Tx

# A page is read without a pause; between pages the loop does other work.
PAGE = 250
HISTORY_LIMIT = 5_000

# Named as in the row of the ledger.
_ITEM = (
    col(Item.item_id),
    col(Item.parent_id),
    col(Item.number),
    col(Item.sub),
    func.coalesce(col(Meeting.title), "").label("meeting"),
    col(Item.directive),
    col(Item.deadline),
    col(Item.long_term),
    col(Item.state),
    col(Item.last_moved_on),
    col(Item.registered_at),
    col(Item.asked_on),
)
_Where = tuple[ColumnElement[bool], ...]


async def rows(tx: Tx, meeting_id: int = 0) -> list[LedgerRow]:
    """All items and sub-items of a meeting, or of the office, cancelled ones too."""
    contacts = await _contacts(tx)
    found: list[LedgerRow] = []
    async for where in _pages(tx, meeting_id):
        found += await _page(tx, where, contacts)
    return found


async def rows_of(tx: Tx, item_ids: Collection[int]) -> dict[int, LedgerRow]:
    """These items with their sub-items and parents, by id."""
    contacts = await _contacts(tx)
    found: dict[int, LedgerRow] = {}
    wanted = sorted(item_ids)
    for start in range(0, len(wanted), PAGE):
        some = wanted[start : start + PAGE]
        above = tx.select(Item.parent_id).where(col(Item.item_id).in_(some))
        key = col(Item.item_id)
        where = (or_(key.in_(some), col(Item.parent_id).in_(some), key.in_(above)),)
        found |= {row.item_id: row for row in await _page(tx, where, contacts)}
    return found


async def lock(tx: Tx, item_ids: Collection[int]) -> None:
    """What is compared now is what will be changed: nobody moves these items meanwhile."""
    for table in (Item, Assignment):
        await tx.rows(
            tx.columns(col(table.item_id))
            .where(col(table.item_id).in_(sorted(item_ids)))
            .order_by(col(table.item_id))
            .with_for_update()
        )


async def _pages(tx: Tx, meeting_id: int) -> AsyncIterator[_Where]:
    mine: _Where = ()
    if meeting_id:
        mine = (*mine, col(Item.meeting_id) == meeting_id)
    numbers = tx.columns(func.min(col(Item.number)), func.max(col(Item.number))).where(*mine)
    first, last = (await tx.rows(numbers))[0]
    for start in range(first or 1, (last or 0) + 1, PAGE):
        yield (*mine, col(Item.number).between(start, start + PAGE - 1))
        await asyncio.sleep(0)


async def _page(tx: Tx, where: _Where, contacts: dict[int, list[str]]) -> list[LedgerRow]:
    query: Any = (
        tx.columns(*_ITEM)
        .outerjoin(Meeting, col(Meeting.meeting_id) == col(Item.meeting_id))
        .where(*where)
        .order_by(col(Item.number), col(Item.sub))
    )
    leaders = await _by_item(tx, _leaders(where))
    hands = await _by_item(tx, _hands(where))
    helping = await _by_item(tx, _helping(where))
    told = await _by_item(tx, _told(where))
    notes = await _by_item(tx, _notes(where))
    found = []
    for row in await tx.rows(query):
        item_id = row.item_id
        mine = hands.get(item_id, [])
        in_charge = [one for one in mine if one[2] is not State.CANCELLED]
        people = dict.fromkeys(name for one in in_charge for name in contacts.get(one[0], ()))
        # A sub-item without leaders of its own has its item's, and who helps with that helps with it.
        shared = row.parent_id or item_id
        helpers = dict.fromkeys(name for one in (item_id, shared) for (name,) in helping.get(one, ()))
        found.append(
            LedgerRow(
                **row._asdict(),
                leaders=tuple(name for _, name in leaders.get(item_id, leaders.get(shared, []))),
                units=tuple((name, state) for _, name, state, _ in mine),
                cooperating=tuple(helpers),
                contacts=tuple(people),
                assigned_on=min((one[3] for one in in_charge or mine), default=None),
                progress=tuple((unit or "", words) for unit, words in told.get(item_id, ())),
                notes=notes[item_id][0] if item_id in notes else ("", "", ""),
            )
        )
    return found


async def _by_item(tx: Tx, query: Any) -> dict[int, list[Any]]:
    """The other columns of each row under its first, the item."""
    return grouped((row[0], tuple(row[1:])) for row in await tx.rows(query))


def _beside(where: _Where, table: Any, *columns: Any) -> Any:
    """The rows of another table about the items."""
    query = Tx.columns(col(table.item_id), *columns).select_from(Item)
    return query.join(table, col(table.item_id) == col(Item.item_id)).where(*where)


def _leaders(where: _Where) -> Any:
    query = _beside(where, ItemLeader, col(ItemLeader.place), col(ItemLeader.name))
    lead = col(ItemLeader.part) == LeaderPart.LEAD
    return query.where(lead).order_by(col(ItemLeader.place), col(ItemLeader.item_leader_id))


def _hands(where: _Where) -> Any:
    hand = (col(Unit.unit_id), col(Unit.name), col(Assignment.state), col(Assignment.assigned_on))
    query = _beside(where, Assignment, *hand).join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
    return query.order_by(col(Assignment.assignment_id))


def _helping(where: _Where) -> Any:
    query = _beside(where, Cooperation, col(Unit.name)).join(Unit, col(Unit.unit_id) == col(Cooperation.unit_id))
    return query.order_by(col(Cooperation.cooperation_id))


def _told(where: _Where) -> Any:
    """The newest current report of each unit."""
    newest = newest_of_units(*where).subquery()
    return (
        Tx.columns(col(Report.item_id), col(Unit.name), col(Report.text))
        .select_from(newest)
        .join(Report, col(Report.report_id) == newest.c.report_id)
        .outerjoin(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .order_by(*IN_ORDER)
    )


def _notes(where: _Where) -> Any:
    return _beside(where, LedgerNote, col(LedgerNote.problems), col(LedgerNote.next_steps), col(LedgerNote.remark))


async def _contacts(tx: Tx) -> dict[int, list[str]]:
    """Who answers for a unit, by unit."""
    query: Any = (
        tx.columns(col(Seat.unit_id), col(Person.name))
        .join(Person, col(Person.person_id) == col(Seat.person_id))
        .where(col(Seat.role) == Role.OFFICIAL, col(Person.is_active).is_(True))
        .order_by(col(Seat.seat_id))
    )
    return grouped(await tx.rows(query))


async def history(tx: Tx, labels: Collection[str] | None, limit: int = HISTORY_LIMIT) -> list[Happening]:
    """What happened to items, the newest first, at most `limit`; of these labels alone if any are given."""
    found: list[Happening] = []
    below: int | None = None
    while len(found) < limit:
        query = (
            tx.columns(
                col(AuditEntry.position),
                col(AuditEntry.subject),
                col(AuditEntry.at),
                col(Person.name),
                col(AuditEntry.action),
                col(AuditEntry.before),
                col(AuditEntry.after),
            )
            .outerjoin(Person, col(Person.person_id) == col(AuditEntry.actor_id))
            .where(col(AuditEntry.subject).startswith("#"), col(AuditEntry.result) == "done")
            .order_by(col(AuditEntry.position).desc())
            .limit(PAGE * 4)
        )
        if below is not None:
            query = query.where(col(AuditEntry.position) < below)
        some = await tx.rows(query)
        if not some:
            break
        below = some[-1][0]
        found += [
            Happening(subject, at, who or "", action, before, after)
            for _, subject, at, who, action, before, after in some
            if labels is None or subject in labels
        ]
        await asyncio.sleep(0)
    return found[:limit]


async def replace_leaders(tx: Tx, item_id: int, names: Sequence[str]) -> None:
    """The lead leaders; who is consulted stays."""
    lead = LeaderPart.LEAD
    await drop(tx, ItemLeader, col(ItemLeader.item_id) == item_id, col(ItemLeader.part) == lead)
    await tx.add(*(ItemLeader(item_id=item_id, part=lead, place=at, name=name) for at, name in enumerate(names)))


async def keep_notes(tx: Tx, item_id: int, changes: dict[str, str]) -> None:
    """Set some of the clerk's columns of an item."""
    query = tx.select(LedgerNote).where(col(LedgerNote.item_id) == item_id)
    note = await tx.first(query) or LedgerNote(item_id=item_id)
    for name, words in changes.items():
        setattr(note, name, words)
    await tx.add(note)


async def assigned_on(tx: Tx, item_id: int, day: date) -> None:
    """An item that was handed out before it was entered here."""
    for one in await tx.all(tx.select(Assignment).where(col(Assignment.item_id) == item_id)):
        await tx.follow(one, assigned_on=day)


async def remembered_columns(tx: Tx) -> dict[str, list[str]]:
    """What the columns of other offices' ledgers are, by the signature of the form."""
    return {form: list(kinds) for form, kinds in await tx.all(tx.select(LedgerForm.form, LedgerForm.kinds))}


async def remember_columns(tx: Tx, form: str, kinds: Sequence[str]) -> None:
    await tx.upsert(LedgerForm, {"form": form}, {"kinds": list(kinds)})
