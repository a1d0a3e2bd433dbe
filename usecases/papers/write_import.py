"""Write a confirmed reading: meeting, items with numbers for life, units, assignments, printed progress."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from domain.items.assign_texts import card_rows
from domain.items.cards_texts import MINE
from domain.office.people import Actor
from domain.office.settings import DISTRIBUTION
from domain.office.units import UnitDirectory
from domain.papers import incoming_texts as texts
from domain.papers.origin_texts import origin
from domain.papers.reading import ReadItem, ReadPaper, ReadSubItem
from domain.states import State
from storage.items import meetings
from storage.office import people, settings, units
from storage.tables import Assignment, Cooperation, Item, ItemLeader, LeaderPart, Meeting, Report, Unit
from storage.tx import Tx
from usecases.bulletin.issue.numbering import go_on_from
from usecases.items.parts import PartPlan, add_parts
from usecases.papers.paper_units import known_or_new, with_known_units
from usecases.steps.cards import Card, by_reader
from usecases.steps.item_acts import add_item
from usecases.steps.units import decided_unit
from usecases.talk.printed_figures import printed_reports


@dataclass(slots=True)
class ImportResult:
    """What was written, and what the office has to complete (`without_unit`: item_id and label).

    `next_number` is that of the next issue, where the paper was the newest one.
    """

    labels: list[str] = field(default_factory=list)
    closed: int = 0
    new_units: int = 0
    next_number: int | None = None
    without_unit: list[tuple[int, str]] = field(default_factory=list)
    without_official: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _NewItem:
    """`told` says by unit what its officials hear of: the item, or the one part that is theirs."""

    item: Item
    units: list[Unit]
    told: dict[int, Item]


def meeting_title(paper: ReadPaper) -> str:
    return paper.meeting or paper.title or texts.NO_MEETING


async def import_reading(
    tx: Tx, paper: ReadPaper, actor: Actor | None = None, skip: Collection[int] = (), subject: str = ""
) -> ImportResult:
    """Items of `paper` but those at the positions `skip`; officials hear once each what is in hand.

    `actor` None is the command line; `subject` names the import in the audit (the meeting when left out).
    """
    meeting = await meetings.meeting_for(tx, meeting_title(paper))
    book = await units.directory(tx)
    paper = with_known_units(book, paper)
    known = {unit.unit_id for unit in book.units}
    made = _PaperUnits(tx, actor, book, said_at=_said_at(tx, paper.paper_date), origin=_origin(paper))
    written = [await _write_item(tx, read, meeting, made) for read in paper.items if read.position not in skip]
    for one in written:
        tx.record("register", one.item.label, by=actor, after=_facts(one))
    await _keep_distribution(tx, paper)
    number = await go_on_from(tx, actor, paper.issue_number) if paper.issue_number else None
    await _tell_officials(tx, written)
    done = await _summary(tx, written)
    done.next_number = number
    done.new_units = len({unit.unit_id for unit in made.units.values()} - known)
    after = {"meeting": meeting.title, "items": done.labels, "closed": done.closed}
    tx.record("import", subject or meeting.title, by=actor, after=after)
    return done


def _facts(one: _NewItem) -> dict[str, object]:
    item = one.item
    return {
        "directive": item.directive,
        "state": item.state,
        "units": [unit.name for unit in one.units],
        "deadline": item.deadline,
    }


async def _summary(tx: Tx, written: Sequence[_NewItem]) -> ImportResult:
    staffed = await people.staffed_units(tx)
    in_hand = [one for one in written if one.item.state is not State.CLOSED]
    alone = [unit.name for one in in_hand for unit in one.units if unit.unit_id not in staffed]
    return ImportResult(
        labels=[one.item.label for one in written],
        closed=len(written) - len(in_hand),
        without_unit=[(one.item.item_id, one.item.label) for one in in_hand if not one.units],
        without_official=list(dict.fromkeys(alone)),
    )


@dataclass(slots=True)
class _PaperUnits:
    """The units of one import: those of the preview that was confirmed; when the paper said what it says.

    `origin` is the paper, where it tells how far its items were.
    """

    tx: Tx
    actor: Actor | None
    book: UnitDirectory
    units: dict[str, Unit] = field(default_factory=dict)
    said_at: datetime | None = None
    origin: str = ""

    async def of(self, names: Sequence[str]) -> list[Unit]:
        """New ones are made; a group that nobody has explained is none."""
        wanted = known_or_new(self.book, names)
        for name in wanted:
            if name not in self.units:
                self.units[name] = await decided_unit(self.tx, self.actor, name)
        return list({self.units[name].unit_id: self.units[name] for name in wanted}.values())


async def _write_item(tx: Tx, read: ReadItem, meeting: Meeting, made: _PaperUnits) -> _NewItem:
    in_charge = await made.of(read.responsible_units)
    helping = [unit for unit in await made.of(read.cooperating_units) if unit not in in_charge]
    item = await _item(made, read, meeting)
    await tx.add(*_leaders(item.item_id, read))
    rows: list[Any] = [Cooperation(item_id=item.item_id, unit_id=unit.unit_id) for unit in helping]
    rows += [_assignment(tx, item, unit) for unit in in_charge]
    rows += await _printed(made, item, in_charge, read.progress) if read.progress else []
    await tx.add(*rows)
    new = _NewItem(item, in_charge, {unit.unit_id: item for unit in in_charge})
    await _write_parts(tx, read, new, made)
    return new


async def _write_parts(tx: Tx, read: ReadItem, new: _NewItem, made: _PaperUnits) -> None:
    named = [await made.of(sub.responsible_units) for sub in read.sub_items]
    plans = [(sub.number, await _plan(sub, own, made)) for sub, own in zip(read.sub_items, named, strict=True)]
    hands = [unit.unit_id for unit in new.units]
    subs = await add_parts(tx, new.item, plans, hands, new.item.state)
    for one, part, own in zip(subs, read.sub_items, named, strict=True):
        if part.progress:
            await tx.add(*await _printed(made, one, own or new.units, part.progress))
        for unit in own:
            # Who has but one part hears of that, who has more of the item.
            new.told[unit.unit_id] = new.item if unit.unit_id in new.told else one


async def _plan(sub: ReadSubItem, own: Sequence[Unit], made: _PaperUnits) -> PartPlan:
    helping = await made.of(sub.cooperating_units)
    return PartPlan(
        sub.directive,
        tuple(unit.unit_id for unit in own),
        sub.deadline,
        sub.long_term,
        sub.deadline_text or "",
        sub.lead_leaders,
        sub.consulted_leaders,
        tuple(unit.unit_id for unit in helping),
    )


async def _item(made: _PaperUnits, read: ReadItem, meeting: Meeting) -> Item:
    """What was finished was so on the day of the paper: that is all that is known here."""
    tx, state = made.tx, State.CLOSED if read.state == "closed" else State.IN_PROGRESS
    return await add_item(
        tx,
        read.directive,
        read.deadline,
        meeting_id=meeting.meeting_id,
        number_as_printed=read.number_as_printed,
        state=state,
        long_term=read.long_term,
        deadline_text=read.deadline_text or "",
        closed_at=(made.said_at or tx.happened_at) if state is State.CLOSED else None,
        origin=made.origin,
        **_target(read),
    )


def _target(read: ReadItem) -> dict[str, Any]:
    """As it was shown."""
    return {"target_amount": Decimal(read.target[0]), "target_measure": read.target[1]} if read.target else {}


def _leaders(item_id: int, read: ReadItem) -> list[ItemLeader]:
    parts = ((LeaderPart.LEAD, read.lead_leaders), (LeaderPart.CONSULTED, read.consulted_leaders))
    return [
        ItemLeader(item_id=item_id, part=part, place=place, name=name)
        for part, names in parts
        for place, name in enumerate(dict.fromkeys(names))
    ]


def _assignment(tx: Tx, item: Item, unit: Unit) -> Assignment:
    return Assignment(
        item_id=item.item_id, unit_id=unit.unit_id, state=item.state, assigned_on=tx.today, closed_at=item.closed_at
    )


async def _printed(made: _PaperUnits, item: Item, units: Sequence[Unit], progress: str) -> list[Report]:
    """What the paper says was done, kept as reports that nobody made through the bot."""
    with made.tx.said_at(made.said_at):
        named = {unit.unit_id: unit.name for unit in units}
        return await printed_reports(made.tx, item, named, progress, made.origin)


def _origin(paper: ReadPaper) -> str:
    """Minutes and task lists decide: what they name begins with them."""
    tells = any(one.progress or one.state == "closed" for one in paper.items)
    tells = tells or any(part.progress for one in paper.items for part in one.sub_items)
    return origin(paper.issue_number, paper.masthead) if tells else ""


def _said_at(tx: Tx, day: date | None) -> datetime | None:
    """The end of the paper's day, as far as that has come: what is reported after it is newer."""
    return min(tx.happened_at, datetime.combine(day, time(23, 59, 59), tx.profile.zone)) if day else None


async def _keep_distribution(tx: Tx, paper: ReadPaper) -> None:
    """Where the office's bulletins go, learnt from the first paper that says so."""
    if paper.send_to or paper.copy_to:
        value = {
            "send_to": paper.send_to,
            "copy_to": paper.copy_to,
            "printed_by": [paper.printed_by] if paper.printed_by else [],
        }
        await settings.learn(tx, DISTRIBUTION, value)


async def _tell_officials(tx: Tx, written: Sequence[_NewItem]) -> None:
    """One card a person, however many items and seats."""
    in_hand = [pair for one in written if one.item.state is not State.CLOSED for pair in one.told.items()]
    for person, mine in await by_reader(tx, in_hand):
        title, text = texts.assigned_card([(item.label, item.directive) for item in mine])
        only = mine[0].item_id if len(mine) == 1 else None
        rows = card_rows(only) if only is not None else MINE
        Card("assigned", f"assigned:import:{mine[0].item_id}", only).put(tx, [person], text, title, rows)
