"""Parts of an item (子事项) come into being, by whatever door, with what is their own and no copy of the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.items import lifecycle_texts as texts
from domain.items.parts import DueOf
from domain.office.people import Actor
from domain.states import State
from storage.items import items, lifecycle
from storage.office import units
from storage.rows import grouped
from storage.tables import Assignment, Cooperation, Item, ItemLeader, LeaderPart
from storage.tx import Tx
from usecases.steps.item_acts import add_item, record, tell_units


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A part to be. What it does not say of units, date and leaders is that of its item, now and later."""

    directive: str
    unit_ids: tuple[int, ...] = ()
    day: date | None = None
    long_term: bool = False
    due_text: str = ""
    leads: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    helping: tuple[int, ...] = ()

    @property
    def is_dated(self) -> bool:
        return self.day is not None or self.long_term


async def write_parts(tx: Tx, actor: Actor, whole: Item, plans: Sequence[PartPlan], hands: Sequence[int]) -> list[Item]:
    """Parts by hand, behind those that are there; each is on record."""
    first = await lifecycle.last_sub(tx, whole.item_id) + 1
    made = await add_parts(tx, whole, list(enumerate(plans, first)), hands)
    names = await units.unit_names(tx)
    for part, plan in zip(made, plans, strict=True):
        theirs = [names[one] for one in plan.unit_ids or hands]
        after = {"directive": part.directive, "units": theirs, "deadline": part.deadline, "state": part.state}
        record(tx, actor, "register", part, "", after)
    return made


async def tell_parts(
    tx: Tx, whole: Item, plans: Sequence[PartPlan], lines: Sequence[str], hands: Sequence[int]
) -> None:
    """Each unit hears of its own parts only."""
    mine = grouped((one, line) for plan, line in zip(plans, lines, strict=True) for one in plan.unit_ids or hands)
    for unit_id, own in mine.items():
        title, text = texts.told_split(whole.label, own)
        await tell_units(tx, whole, [unit_id], f"split.{unit_id}", text=text, title=title)


async def add_parts(
    tx: Tx, whole: Item, plans: Sequence[tuple[int, PartPlan]], hands: Sequence[int], state: State = State.ASSIGNED
) -> list[Item]:
    """Parts by their numbers; `hands` are the units that have the item, and with it what names none."""
    made = [await add_part(tx, whole, plan, sub=sub, hands=hands, state=state) for sub, plan in plans]
    await items.settle_dates(tx, whole)
    return made


async def add_part(
    tx: Tx, whole: Item, plan: PartPlan, *, sub: int, hands: Sequence[int], state: State = State.ASSIGNED
) -> Item:
    part = await add_item(
        tx,
        plan.directive,
        plan.day if plan.is_dated else whole.decided_deadline,
        number=whole.number,
        sub=sub,
        parent_id=whole.item_id,
        meeting_id=whole.meeting_id,
        state=state,
        closed_at=whole.closed_at if state is State.CLOSED else None,
        origin=whole.origin if state is State.CLOSED else "",
        long_term=plan.long_term if plan.is_dated else whole.long_term,
        deadline_text=plan.due_text if plan.is_dated else whole.deadline_text,
        due_of=DueOf.OWN if plan.is_dated else DueOf.WHOLE,
        own_hands=bool(plan.unit_ids),
    )
    doing = plan.unit_ids or tuple(hands)
    await tx.add(
        *(_assignment(tx, part, unit_id) for unit_id in doing),
        *_leaders(part, LeaderPart.LEAD, plan.leads),
        *_leaders(part, LeaderPart.CONSULTED, plan.consulted),
        *(Cooperation(item_id=part.item_id, unit_id=one) for one in plan.helping if one not in doing),
    )
    return part


def _assignment(tx: Tx, part: Item, unit_id: int) -> Assignment:
    return Assignment(
        item_id=part.item_id, unit_id=unit_id, state=part.state, assigned_on=tx.today, closed_at=part.closed_at
    )


def _leaders(part: Item, sort: LeaderPart, names: Sequence[str]) -> list[ItemLeader]:
    return [
        ItemLeader(item_id=part.item_id, part=sort, place=place, name=name)
        for place, name in enumerate(dict.fromkeys(names))
    ]
