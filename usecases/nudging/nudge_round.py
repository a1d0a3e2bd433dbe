"""A round: what every duty that presses gives each step of the ladder to hear, and who is next to be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from domain.dates.workdays import WorkCalendar
from domain.nudging.rounds import (
    ANSWERED,
    Clock,
    DigestEntry,
    LadderStep,
    Silence,
    Snooze,
    is_first,
    joined,
    news,
    stages_of,
)
from domain.nudging.stages import NudgePolicy, horizon
from domain.office.settings import HOUR
from storage.nudging import leave, nudges, silences
from storage.nudging import policy as policies
from storage.nudging.nudges import NudgeDuty
from storage.office import people, settings
from storage.rows import grouped
from storage.tables import Person
from storage.tx import Tx

DAY = "day-"


def round_key(tx: Tx, policy: NudgePolicy, span: int) -> str:
    """One a day, or one for the first span of the working hours and one for the rest."""
    return f"{DAY}{tx.today}.2" if policy.rounds > 1 and span else f"{DAY}{tx.today}"


def clock_of(today: date, calendar: WorkCalendar) -> Clock:
    @cache
    def workdays_since(day: date) -> int:
        days = (today - day).days
        return sum(calendar.is_workday(day + timedelta(days=place)) for place in range(1, days + 1))

    return Clock(today, workdays_since, calendar)


@dataclass(frozen=True, slots=True)
class EscalationLadder:
    """Who stands on which step beside a duty."""

    officials: Mapping[int, Sequence[Person]]
    heads: Mapping[int, Sequence[Person]]
    contacts: Mapping[str, Sequence[Person]]
    leaders: Mapping[int, Sequence[str]]

    def on(self, step: LadderStep, duty: NudgeDuty) -> Iterable[Person]:
        if step is LadderStep.OWN:
            return self.officials.get(duty.unit_id, ())
        if step is LadderStep.HEAD:
            return self.heads.get(duty.unit_id, ())
        # A part without leaders of its own has those of its item.
        names = self.leaders.get(duty.facts.item_id) or self.leaders.get(duty.item.parent_id or 0, ())
        return [person for name in names for person in self.contacts.get(name, ())]


async def ladder_of(tx: Tx, duties: Sequence[NudgeDuty]) -> EscalationLadder:
    seats = await nudges.seats_of_units(tx, {duty.unit_id for duty in duties})
    officials = grouped((unit_id, person) for person, unit_id in seats)
    heads, contacts = await people.heads(tx), await nudges.contacts(tx)
    led = {one for duty in duties for one in (duty.facts.item_id, duty.item.parent_id) if one is not None}
    leaders = await nudges.lead_leaders(tx, led) if contacts else {}
    return EscalationLadder(officials, heads, contacts, leaders)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is to hear in one round; `entries` may be duties of people for whom they stand in."""

    person: Person
    round_key: str
    entries: Sequence[DigestEntry]
    duties: Sequence[NudgeDuty]


async def next_digests(tx: Tx, calendar: WorkCalendar, span: int, most: int) -> list[Digest]:
    """The first people by id who have something to hear and have not had this round's digest."""
    policy, clock = await policies.policy(tx), clock_of(tx.today, calendar)
    duties = await pressing(tx, policy, clock)
    if not duties:
        return []
    ladder = await ladder_of(tx, duties)
    entries = entries_of(duties, ladder, await HeardBefore.of(tx, duties, tx.today), clock, policy)
    # Entries by who reads them: the stand-in of somebody who is away, else the person.
    away = await leave.stand_ins(tx, tx.today)
    readers = grouped((away.get(entry.person_id, entry.person_id), entry) for entry in joined(entries))
    this_round = round_key(tx, policy, span)
    free = await free_readers(tx, readers, this_round, policy)
    chosen = sorted(free, key=lambda one: one.person_id)[:most]
    return [Digest(person, this_round, readers[person.person_id], duties) for person in chosen]


async def pressing(tx: Tx, policy: NudgePolicy, clock: Clock) -> list[NudgeDuty]:
    rest_since = clock.today - timedelta(days=policy.rest_every)
    return await nudges.pressing(tx, horizon(clock.today, policy, clock.calendar), rest_since)


async def late_since(tx: Tx, days: int) -> list[NudgeDuty]:
    """Duties that have been overdue here for at least `days` days."""
    last = tx.today - timedelta(days=days)
    found = await nudges.pressing(tx, last, last)
    return [one for one in found if one.facts.late_days(tx.today) >= days]


@dataclass(slots=True)
class HeardBefore:
    """What people heard so far, put off or left without an answer."""

    told: dict[tuple[int, int], dict[str, date]]
    snoozes: Mapping[tuple[int, int], Snooze]
    silences: dict[int, Silence]

    @classmethod
    async def of(cls, tx: Tx, duties: Sequence[NudgeDuty], day: date) -> "HeardBefore":
        item_ids = {duty.facts.item_id for duty in duties}
        told, snoozes = await nudges.told(tx, item_ids), await leave.snoozes(tx, item_ids)
        return cls(told, snoozes, await silences.silences(tx, day))


def entries_of(
    duties: Sequence[NudgeDuty], ladder: EscalationLadder, heard: HeardBefore, clock: Clock, policy: NudgePolicy
) -> list[DigestEntry]:
    """What each person is to hear that day."""
    entries, firsts = [], set()
    for duty in duties:
        item_id = duty.facts.item_id
        stages_by_step = stages_of(duty.facts, clock, policy)
        if vain := in_vain(duty, ladder, heard):
            stages_by_step.setdefault(LadderStep.HEAD, []).append(vain)
        for step, stages in stages_by_step.items():
            for person in ladder.on(step, duty):
                whose = (person.person_id, item_id)
                told = heard.told.get(whose, {})
                fresh = news(duty.facts, step, stages, told, heard.snoozes.get(whose), clock, policy)
                if fresh:
                    entries.append(DigestEntry(item_id, (duty.unit_id,), whose[0], step, tuple(fresh)))
                    if step is not LadderStep.OWN or is_first(fresh, told):
                        firsts.add(whose[0])
    spared = {one for one, silence in heard.silences.items() if one not in firsts and silence.spares(clock)}
    return [entry for entry in entries if entry.person_id not in spared]


def in_vain(duty: NudgeDuty, ladder: EscalationLadder, heard: HeardBefore) -> str:
    """The stage for those above, where nobody of the unit has moved since they were told of the item three times."""
    own = list(ladder.on(LadderStep.OWN, duty))
    told = [one.person_id for one in own if (one.person_id, duty.facts.item_id) in heard.told]
    kept = [heard.silences.get(one, ANSWERED) for one in told]
    if not kept or len(kept) < len(own) or not all(one.is_vain for one in kept):
        return ""
    return kept[0].stage


async def free_readers(tx: Tx, readers: Mapping[int, object], this_round: str, policy: NudgePolicy) -> list[Person]:
    """Who can be reached now, wants to be, and has room for one more digest today."""
    had, preferred = await nudges.digests_of_day(tx), await settings.by_subject(tx, HOUR)
    hours = {person_id: values["hour"] for person_id, values in preferred.items()}
    told = await nudges.had_round(tx, list(readers), this_round)
    local_hour = tx.local(tx.now).hour
    return [
        person
        for person_id, person in (await nudges.people_by_id(tx, list(readers))).items()
        if person.is_active
        and person.is_reachable
        and person_id not in told
        and len(had.get(person_id, ())) < policy.daily_cap
        and hours.get(person_id, 0) <= local_hour
    ]
