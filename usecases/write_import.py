"""Write a confirmed reading: meeting, items with numbers for life, units, assignments, printed progress."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from domain.notes import Choice, Note
from domain.people import Actor
from domain.reading import ReadItem, ReadPaper, ReadSubItem
from domain.states import State
from domain.texts import intake as texts
from storage import intake, items, people
from storage.tables import (
    Assignment,
    Cooperation,
    Item,
    ItemLeader,
    LeaderPart,
    Meeting,
    Report,
    ReportKind,
    Setting,
    Unit,
)
from storage.tx import Tx


@dataclass(slots=True)
class Imported:
    """What was written, and what the office has to complete."""

    labels: list[str] = field(default_factory=list)
    closed: int = 0
    without_unit: list[str] = field(default_factory=list)
    without_official: list[str] = field(default_factory=list)


def meeting_title(paper: ReadPaper) -> str:
    return paper.meeting or paper.title or "未注明会议"


async def import_reading(
    tx: Tx, paper: ReadPaper, actor: Actor | None = None, skip: Collection[int] = ()
) -> Imported:
    """Items of `paper` but those at the positions `skip`; officials hear once each what is in hand."""
    meeting = await _meeting(tx, paper)
    done = Imported()
    in_hand: dict[int, list[tuple[str, str]]] = defaultdict(list)
    open_units: dict[int, Unit] = {}
    for read in paper.items:
        if read.position in skip:
            continue
        item, units = await _write_item(tx, read, meeting)
        done.labels.append(item.label)
        done.closed += item.state is State.CLOSED
        if not units and item.state is not State.CLOSED:
            done.without_unit.append(item.label)
        if item.state is not State.CLOSED:
            for unit in units:
                assert unit.unit_id is not None
                in_hand[unit.unit_id].append((item.label, item.directive))
                open_units[unit.unit_id] = unit
        tx.record(
            "register",
            item.label,
            actor_id=actor.person_id if actor else None,
            after={"directive": item.directive, "state": item.state, "units": [unit.name for unit in units]},
        )
    staffed = await intake.staffed_units(tx)
    done.without_official = [unit.name for unit_id, unit in open_units.items() if unit_id not in staffed]
    await _keep_distribution(tx, paper)
    await _tell_officials(tx, in_hand)
    after = {"items": len(done.labels), "from": done.labels[:1], "to": done.labels[-1:]}
    tx.record("import", meeting.title, actor_id=actor.person_id if actor else None, after=after)
    return done


async def _meeting(tx: Tx, paper: ReadPaper) -> Meeting:
    title = meeting_title(paper)
    meeting = await intake.meeting(tx, title)
    if meeting is None:
        meeting = Meeting(office_id=tx.office_id, title=title)
        await intake.keep(tx, [meeting])
    return meeting


async def _write_item(tx: Tx, read: ReadItem, meeting: Meeting) -> tuple[Item, list[Unit]]:
    state = State.CLOSED if read.state == "closed" else State.IN_PROGRESS
    units = [await intake.unit_for(tx, name) for name in dict.fromkeys(read.responsible_units)]
    helping = [await intake.unit_for(tx, name) for name in dict.fromkeys(read.cooperating_units)]
    item = Item(
        office_id=tx.office_id,
        number=await items.next_number(tx),
        meeting_id=meeting.meeting_id,
        number_as_printed=read.number_as_printed,
        directive=read.directive,
        state=state,
        long_term=read.long_term,
        deadline=read.deadline,
        deadline_text=read.deadline_text or "",
        original_deadline=read.deadline,
        target_amount=Decimal(read.target[0]) if read.target else None,
        target_measure=read.target[1] if read.target else "",
        registered_at=tx.now,
        last_moved_on=tx.today,
        closed_at=tx.now if state is State.CLOSED else None,
    )
    await intake.keep(tx, [item])
    assert item.item_id is not None
    subs = [_sub_item(item, sub) for sub in read.sub_items]
    await intake.keep(tx, [*subs, *_leaders(tx, item.item_id, read)])
    rows: list[object] = [_cooperation(tx, item.item_id, unit) for unit in helping if unit not in units]
    for one, progress in zip((item, *subs), (read.progress, *_progress(read.sub_items)), strict=True):
        rows.extend(_assignment(tx, one, unit) for unit in units)
        if progress:
            rows.append(_printed_report(tx, one, units, progress))
    await intake.keep(tx, rows)
    return item, units


def _progress(subs: Sequence[ReadSubItem]) -> list[str]:
    return [sub.progress for sub in subs]


def _sub_item(item: Item, sub: ReadSubItem) -> Item:
    """A sub-item shares number, meeting, state and dates with its parent."""
    left_out = {
        "item_id",
        "directive",
        "sub",
        "parent_id",
        "target_amount",
        "target_measure",
        "number_as_printed",
    }
    shared = item.model_dump(exclude=left_out)
    return Item(**shared, directive=sub.directive, sub=sub.number, parent_id=item.item_id)


def _leaders(tx: Tx, item_id: int, read: ReadItem) -> list[ItemLeader]:
    parts = ((LeaderPart.LEAD, read.lead_leaders), (LeaderPart.CONSULTED, read.consulted_leaders))
    return [
        ItemLeader(office_id=tx.office_id, item_id=item_id, part=part, place=place, name=name)
        for part, names in parts
        for place, name in enumerate(dict.fromkeys(names))
    ]


def _cooperation(tx: Tx, item_id: int, unit: Unit) -> Cooperation:
    assert unit.unit_id is not None
    return Cooperation(office_id=tx.office_id, item_id=item_id, unit_id=unit.unit_id)


def _assignment(tx: Tx, item: Item, unit: Unit) -> Assignment:
    assert item.item_id is not None
    assert unit.unit_id is not None
    return Assignment(
        office_id=tx.office_id,
        item_id=item.item_id,
        unit_id=unit.unit_id,
        state=item.state,
        assigned_on=tx.today,
        closed_at=item.closed_at,
    )


def _printed_report(tx: Tx, item: Item, units: Sequence[Unit], progress: str) -> Report:
    """What the paper says was done, kept as a report that nobody made through the bot."""
    assert item.item_id is not None
    return Report(
        office_id=tx.office_id,
        item_id=item.item_id,
        unit_id=units[0].unit_id if len(units) == 1 else None,
        kind=ReportKind.IMPORTED,
        text=progress,
        reported_at=tx.now,
    )


async def _keep_distribution(tx: Tx, paper: ReadPaper) -> None:
    """Where the office's bulletins go, learnt from the first paper that says so."""
    if (paper.send_to or paper.copy_to) and await intake.setting(tx, "distribution") is None:
        value: dict[str, object] = {
            "send_to": list(paper.send_to),
            "copy_to": list(paper.copy_to),
            "printed_by": paper.printed_by,
        }
        await intake.keep(tx, [Setting(office_id=tx.office_id, name="distribution", value=value)])


async def _tell_officials(tx: Tx, in_hand: dict[int, list[tuple[str, str]]]) -> None:
    """One card a person, however many items and seats."""
    told: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for unit_id, labels in in_hand.items():
        for person in await people.officials_of(tx, [unit_id]):
            told[person.telegram_id].extend(labels)
    for telegram_id, labels in told.items():
        title, text = texts.assigned_card(labels)
        rows = ((Choice("我的事项", "my", 0, 0, "0"),),)
        tx.put(Note(telegram_id, "assigned", text, title, rows))
