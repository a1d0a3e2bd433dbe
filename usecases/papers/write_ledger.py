"""Write what a supervisor confirmed of a returned ledger: cell by cell, an audit entry an item, one note a person."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from domain.items.cards_texts import MINE
from domain.office.people import Actor
from domain.office.units import KnownUnit, UnitDirectory
from domain.papers import ledger_preview_texts as texts
from domain.papers.ledger import NOTES, Column
from domain.papers.ledger_cells import LedgerDeadline
from domain.papers.ledger_return import AddedRow, CellChange
from domain.papers.origin_texts import LEDGER
from domain.states import OPEN_STATES, State
from storage.items import items, meetings
from storage.items.items import ItemParts
from storage.office import people, units
from storage.papers import ledger
from storage.tables import Cooperation, Item, ItemLeader, LeaderPart
from storage.tx import Tx
from usecases.items.assign import add_hands, move_hands
from usecases.items.due import set_due
from usecases.papers.ledger_states import close_new, lead_to
from usecases.review.review_cards import renew_cards
from usecases.steps.cards import Card, by_reader
from usecases.steps.item_acts import add_item
from usecases.steps.loading import must_move, sure_item
from usecases.steps.units import decided_unit
from usecases.talk.printed_figures import printed_reports

# What the people of a unit hear about.
_TELLING = (Column.DIRECTIVE, Column.DUE, Column.STATE)
_AUDIT_NAMES = {Column.PROGRESS: "text", Column.DUE: "deadline"}


@dataclass(slots=True)
class LedgerResult:
    """What was written, and what the office has to complete."""

    labels: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    new_units: list[str] = field(default_factory=list)
    without_official: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Work:
    """One confirmation: the units, and the lines that are told to units (by id) at its end."""

    tx: Tx
    actor: Actor
    book: UnitDirectory
    done: LedgerResult = field(default_factory=LedgerResult)
    lines: list[tuple[int, str]] = field(default_factory=list)
    handed: dict[int, str] = field(default_factory=dict)

    async def units_of(self, names: Sequence[str]) -> dict[int, str]:
        """Ids and names; units that are not known yet are made."""
        found: dict[int, str] = {}
        for name in names:
            unit = self.book.of_name(name)
            if unit is None:
                made = await decided_unit(self.tx, self.actor, name)
                self.done.new_units.append(made.name)
                self.book = await units.directory(self.tx)
                unit = KnownUnit(made.unit_id, made.name)
            found[unit.unit_id] = unit.name
        return found

    def record(self, action: str, subject: str, before: object = "", after: object = "") -> None:
        self.tx.record(action, subject, by=self.actor, before=before, after=after)

    def tell(self, unit_ids: Sequence[int], line: str) -> None:
        self.lines += [(unit_id, line) for unit_id in unit_ids]


async def write_difference(
    tx: Tx, actor: Actor, changes: Sequence[CellChange], added: Sequence[AddedRow], subject: str
) -> LedgerResult:
    """All changes of one ledger; `subject` names it and keeps its notes apart from others."""
    work = _Work(tx, actor, await units.directory(tx))
    # Sub-items first: an item is struck off after them.
    ordered = sorted(changes, key=lambda one: ("." not in one.label, one.item_id, list(Column).index(one.column)))
    for item_id, cells in groupby(ordered, key=lambda one: one.item_id):
        await _change_item(work, item_id, list(cells))
        # A thousand items are no reason to keep the loop from everything else.
        await asyncio.sleep(0)
    for new in added:
        await _add_item(work, new)
    staffed = await people.staffed_units(tx)
    work.done.without_official = [name for unit_id, name in work.handed.items() if unit_id not in staffed]
    for person, lines in await by_reader(tx, work.lines):
        title, text = texts.told(lines)
        Card("ledger_told", f"ledger:{subject}").put(tx, [person], text, title, MINE)
    return work.done


async def _change_item(work: _Work, item_id: int, cells: Sequence[CellChange]) -> None:
    tx = work.tx
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    notes: dict[str, str] = {}
    parts = await sure_item(tx, item_id)
    for one in cells:
        if one.column in NOTES:
            notes[one.column.value] = one.after
        else:
            await _change_cell(work, parts, one)
        if one.column is Column.UNITS:
            # Other hands have it now.
            parts = await sure_item(tx, item_id)
        name = _AUDIT_NAMES.get(one.column, one.column.value)
        before[name], after[name] = one.before, one.after
    if notes:
        await ledger.keep_notes(tx, item_id, notes)
    work.done.labels.append(cells[0].label)
    work.record("edit_ledger", cells[0].label, before, after)
    telling = [(one.column, one.after) for one in cells if one.column in _TELLING]
    if telling:
        mine = sorted({one.unit_id for one, _ in parts.in_charge})
        work.tell(mine, texts.told_changed(parts.item.label, parts.item.directive, telling))


async def _change_cell(work: _Work, parts: ItemParts, one: CellChange) -> None:
    tx, value = work.tx, one.value
    if isinstance(value, State):
        await lead_to(tx, work.actor, parts, value)
    elif isinstance(value, LedgerDeadline):
        await set_due(tx, parts.item, value.day, long_term=value.long_term, words=value.words)
    elif one.column is Column.MEETING:
        await _move_meeting(tx, parts.item, one.after)
    elif one.column is Column.DIRECTIVE:
        await must_move(tx, parts.item.label, parts.item, directive=one.after)
    elif one.column is Column.LEADERS:
        await ledger.replace_leaders(tx, parts.item.item_id, _words(value))
    elif one.column is Column.UNITS:
        await _hand_over(work, parts, _words(value))
    elif one.column is Column.COOPERATING:
        await _change_helpers(work, parts, _words(value))
    else:
        assert one.column is Column.PROGRESS
        for told in value:
            assert not isinstance(told, str)
            await _tell_progress(work, parts, *told)


def _words(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return tuple(str(name) for name in value)


async def _meeting_id(tx: Tx, title: str) -> int | None:
    return (await meetings.meeting_for(tx, title)).meeting_id if title else None


async def _move_meeting(tx: Tx, item: Item, title: str) -> None:
    meeting_id = await _meeting_id(tx, title)
    for one in (item, *await items.sub_items(tx, item.item_id)):
        await must_move(tx, one.label, one, meeting_id=meeting_id)


async def _hand_over(work: _Work, parts: ItemParts, names: Sequence[str]) -> None:
    """The units named are the only ones; what a unit has finished stays finished."""
    item, wanted = parts.item, await work.units_of(names)
    has = {one.unit_id for one, _ in parts.in_charge}
    fresh = [unit_id for unit_id in wanted if unit_id not in has]
    leaving = [one.unit_id for one, _ in parts.in_charge if one.unit_id not in wanted and one.state in OPEN_STATES]
    await move_hands(work.tx, item, fresh, leaving)
    work.handed |= {unit_id: wanted[unit_id] for unit_id in fresh}
    due = item.deadline.isoformat() if item.deadline else ""
    work.tell(fresh, texts.told_new(item.label, directive=item.directive, due=due))
    work.tell(leaving, texts.told_gone(item.label, item.directive, list(wanted.values())))


async def _change_helpers(work: _Work, parts: ItemParts, names: Sequence[str]) -> None:
    tx, item_id = work.tx, parts.item.item_id
    in_charge = {one.unit_id for one, _ in parts.in_charge}
    wanted = set(await work.units_of(names)) - in_charge
    await items.end_cooperation(tx, item_id, parts.cooperating - wanted)
    new = [Cooperation(item_id=item_id, unit_id=unit_id) for unit_id in sorted(wanted - parts.cooperating)]
    await tx.add(*new)


async def _tell_progress(work: _Work, parts: ItemParts, unit: str, text: str) -> None:
    """A report that the office wrote down for a unit; it moves the assignment as the unit's own would."""
    tx = work.tx
    known = work.book.of_name(unit) if unit else None
    unit_id = known.unit_id if known else None
    of_all = {one.unit_id: name for one, name in parts.in_charge}
    units = of_all if unit_id is None else {unit_id: unit}
    await tx.add(*await printed_reports(tx, parts.item, units, text, LEDGER, work.actor.person_id))
    own = next((one for one, _ in parts.in_charge if one.unit_id == unit_id), None)
    if own is not None:
        before, seen = own.state, own.version
        after = State.IN_PROGRESS if before is State.ASSIGNED else before
        changes = {"state": after, "last_report_on": tx.today, "report_count": own.report_count + 1}
        await must_move(tx, parts.item.label, own, **changes)
        if before is State.AWAITING_REVIEW:
            await renew_cards(tx, own, seen)
    await must_move(tx, parts.item.label, parts.item, last_moved_on=tx.today)
    if parts.item.parent_id is not None:
        await items.parent_moved(tx, parts.item)
    await items.follow_parts(tx, parts.item)


async def _add_item(work: _Work, new: AddedRow) -> None:
    tx = work.tx
    units = await work.units_of(new.units)
    helping = {
        unit_id: name for unit_id, name in (await work.units_of(new.cooperating)).items() if unit_id not in units
    }
    item = await add_item(
        tx,
        new.directive,
        new.due.day,
        meeting_id=await _meeting_id(tx, new.meeting),
        state=State.IN_PROGRESS if new.state is State.IN_PROGRESS else State.ASSIGNED,
        long_term=new.due.long_term,
        deadline_text=new.due.words,
        origin=LEDGER if new.state is State.CLOSED else "",
    )
    await add_hands(tx, item, list(units))
    rows: list[Any] = [
        ItemLeader(item_id=item.item_id, part=LeaderPart.LEAD, place=place, name=name)
        for place, name in enumerate(new.leaders)
    ]
    rows += [Cooperation(item_id=item.item_id, unit_id=unit_id) for unit_id in helping]
    if new.progress:
        rows += await printed_reports(tx, item, units, new.progress, LEDGER, work.actor.person_id)
    await tx.add(*rows)
    if any(new.notes):
        await ledger.keep_notes(tx, item.item_id, dict(zip((one.value for one in NOTES), new.notes, strict=True)))
    if new.assigned_on is not None:
        await ledger.assigned_on(tx, item.item_id, new.assigned_on)
    await close_new(tx, item, new.state)
    work.done.added.append(item.label)
    work.handed |= units
    facts = {"directive": new.directive, "units": list(units.values()), "deadline": new.due.day, "state": new.state}
    work.record("register", item.label, after=facts)
    if new.state is not State.CLOSED:
        due = new.due.day.isoformat() if new.due.day else ""
        work.tell(list(units), texts.told_new(item.label, directive=new.directive, due=due))
