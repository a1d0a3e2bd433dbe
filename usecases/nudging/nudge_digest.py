"""A digest as a note: own duties first, then those of people one stands in for, then what is late elsewhere."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.dates.workdays import WorkCalendar
from domain.notes import Note, Priority
from domain.nudging import nudge_texts as texts
from domain.nudging.nudge_texts import DigestItem
from domain.nudging.rounds import DigestEntry, LadderStep, Snooze, is_vain
from domain.nudging.stages import NudgePolicy
from domain.states import IN_HAND
from domain.views.status_texts import ItemInList
from domain.words import listed
from storage.items import items
from storage.nudging import leave, nudges
from storage.nudging import policy as policies
from storage.nudging.nudges import NudgeDuty
from storage.office import people
from storage.rows import grouped
from storage.tables import Person
from storage.tx import Tx
from usecases.steps.cards import Card


@dataclass(frozen=True, slots=True)
class Sections:
    """Items of a digest by why they are in it; `for_others` by the name of who is away."""

    own: Sequence[DigestItem]
    for_others: Mapping[str, Sequence[DigestItem]]
    above: Sequence[DigestItem]

    @property
    def helped(self) -> list[DigestItem]:
        return [shown for section in self.for_others.values() for shown in section]

    @property
    def is_empty(self) -> bool:
        return not (self.own or self.for_others or self.above)


async def sections_of(tx: Tx, person_id: int, entries: Sequence[DigestEntry], duties: Sequence[NudgeDuty]) -> Sections:
    """Each item once, where it is nearest to the reader."""
    by_item = grouped((duty.facts.item_id, duty) for duty in duties)
    names = await people.names_of(tx, {entry.person_id for entry in entries})
    seen: set[int] = set()
    own, above = [], []
    for_others: dict[str, list[DigestItem]] = {}
    for entry in sorted(entries, key=lambda one: _nearness(one, person_id)):
        if entry.item_id in seen or entry.item_id not in by_item:
            continue
        seen.add(entry.item_id)
        shown = _shown(entry, by_item[entry.item_id], with_units=entry.step is not LadderStep.OWN)
        if entry.step is not LadderStep.OWN:
            above.append(shown)
        elif entry.person_id == person_id:
            own.append(shown)
        else:
            for_others.setdefault(names.get(entry.person_id, ""), []).append(shown)
    return Sections(own, for_others, above)


def _nearness(entry: DigestEntry, person_id: int) -> int:
    """Sorting keeps the order of the deadlines within each."""
    if entry.step is not LadderStep.OWN:
        return 2
    return 0 if entry.person_id == person_id else 1


def _shown(entry: DigestEntry, duties: Sequence[NudgeDuty], *, with_units: bool) -> DigestItem:
    mine = [duty for duty in duties if duty.unit_id in entry.unit_ids]
    units = listed(dict.fromkeys(duty.unit for duty in mine)) if with_units else ""
    unsigned = bool(mine) and all(duty.facts.unsigned_since is not None for duty in mine)
    in_vain = any(is_vain(key) for key in entry.keys)
    return DigestItem(mine[0].item if mine else duties[0].item, units, unsigned, entry.unit_ids, in_vain)


async def digest_note(
    tx: Tx,
    person: Person,
    round_key: str,
    found: Sections,
    calendar: WorkCalendar,
    title: str = "",
    priority: Priority = Priority.BROADCAST,
) -> Note:
    """A plain reply to a digest of one item of one's own is a report on it."""
    alone = len(found.own) == 1 and not found.for_others and not found.above
    item_id = found.own[0].item.item_id if alone else None
    card = Card("nudge", f"nudge:{round_key}", item_id, priority)
    next_day = calendar.add_workdays(tx.today, 1)
    reach = [*found.own, *await _within_reach(tx, person, found.helped)]
    puts_off = await _may_put_off(tx, person.person_id, found.own)
    again = texts.again_words(next_day, tx.today)
    if alone:
        version = await _own_version(tx, found.own[0])
        rows = texts.one_item_buttons(found.own[0], version, again if item_id in puts_off else "")
    else:
        rows = texts.picker_buttons(reach, puts_off, again)
    return card.note(person, _text(tx, found), title or _title(tx, found), rows)


def _title(tx: Tx, found: Sections) -> str:
    mine = [*found.own, *found.helped]
    if not mine:
        return _above_title(tx, found.above)
    if all(shown.unsigned for shown in mine):
        return texts.unsigned_title(len(mine))
    return texts.digest_title(len(mine))


def _above_title(tx: Tx, above: Sequence[DigestItem]) -> str:
    late = [one for one in above if one.item.deadline is not None and one.item.deadline < tx.today]
    if late:
        return texts.late_title(len(above))
    is_vain_only = all(one.in_vain and not one.unsigned for one in above)
    return texts.vain_title(len(above)) if is_vain_only else texts.unsigned_title(len(above))


def _text(tx: Tx, found: Sections) -> str:
    parts = [texts.own_section(found.own, tx.today)] if found.own else []
    parts += [texts.stand_in_section(name, shown, tx.today) for name, shown in found.for_others.items()]
    if found.above:
        heading = f"{_above_title(tx, found.above)}\n" if parts else ""
        parts.append(heading + texts.above_section(found.above, tx.today))
    return "\n\n".join(parts)


async def _within_reach(tx: Tx, person: Person, helped: Sequence[DigestItem]) -> list[DigestItem]:
    """Of the items of others those on which this person may report."""
    if not helped:
        return []
    actor = await people.actor_of(tx, person.telegram_id)
    duties = await nudges.duties_of(tx, [shown.item.item_id for shown in helped])
    units = actor.unit_ids if actor else frozenset()
    mine = {duty.facts.item_id for duty in duties if duty.unit_id in units}
    return [shown for shown in helped if shown.item.item_id in mine]


async def _own_version(tx: Tx, shown: DigestItem) -> int:
    """Of the reader's own part that is in hand; 0 for one that only helps, or waits for a verdict."""
    parts = await items.by_id(tx, shown.item.item_id)
    own = [one for one in parts.of_units(frozenset(shown.unit_ids)) if one.state in IN_HAND] if parts else []
    return own[0].version if own else 0


async def _may_put_off(tx: Tx, person_id: int, own: Sequence[DigestItem]) -> Collection[int]:
    policy = await policies.policy(tx)
    items = [shown.item for shown in own if not shown.unsigned]
    before = await leave.snoozes(tx, [item.item_id for item in items])
    return {item.item_id for item in items if times_left(before.get((person_id, item.item_id)), item, policy) > 0}


def times_left(snooze: Snooze | None, item: ItemInList, policy: NudgePolicy) -> int:
    """How often the item may still be put off; a new deadline counts anew."""
    used = snooze.times if snooze is not None and snooze.deadline == item.deadline else 0
    return policy.snooze_limit - used
