"""Who hears what in a round: a duty's stages, and the steps of the ladder that hear of it beside its officials.

What a person was told is remembered by step and stage ("day-before-3:2026-12-01"), so that each step of the
ladder hears of a stage once, whoever stands in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.dates.workdays import WorkCalendar
from domain.items.rhythm import Every, next_due
from domain.nudging.policy import Rule
from domain.nudging.stages import RARER_WORKDAYS, VAIN_ROUNDS, NudgePolicy, due_stage, quiet_days, sign_stage

# A report each week is not announced a week ahead.
_NOTICE = {Every.WEEKLY: 1, Every.MONTHLY: 3, Every.QUARTERLY: 7}
# Within a week of the deadline, and ever after, an item of the daily rule is nudged each day.
_DAILY_FROM = 7
# The stage of who was told in vain, for those above.
VAIN = "vain"


class LadderStep(StrEnum):
    """Steps of the ladder, nearest to the work first; the words begin the stages that were told."""

    OWN = "day-"
    HEAD = "head-"
    LEAD = "lead-"


STEPS = tuple(LadderStep)


@dataclass(frozen=True, slots=True)
class ReportingDuty:
    """A unit's reports on a long-term item: how often, counted from which day, and the last one."""

    every: Every
    since: date
    reported_on: date | None


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """An item in the hands of a unit, as far as nudging goes.

    `since` is the day from which it was the unit's here: nobody was late for this office before.
    `unsigned_since` is the day of the assignment while nobody has signed for it; `owed` its rhythm. `asks_later`: the
    unit has asked for a later deadline and nobody has answered; until then the old one urges nobody.
    """

    item_id: int
    unit_id: int
    deadline: date | None
    long_term: bool
    last_moved_on: date
    unsigned_since: date | None = None
    rule: Rule | None = None
    owed: ReportingDuty | None = None
    asks_later: bool = False
    since: date = date.min

    def late_days(self, today: date) -> int:
        """How long this office has had it as overdue: what came in overdue begins with its coming."""
        if self.deadline is None or self.long_term or self.asks_later:
            return 0
        return (today - max(self.deadline, self.since)).days


@dataclass(frozen=True, slots=True)
class Snooze:
    """Put off until a day, for the deadline that stood then."""

    until: date
    times: int = 1
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """The days of the digests that a person has had since they last reported or signed anything, in order."""

    days: Sequence[date]

    @property
    def is_vain(self) -> bool:
        return len(self.days) >= VAIN_ROUNDS

    def spares(self, clock: "Clock") -> bool:
        """Whether what the person knows already is left for a later day."""
        return self.is_vain and clock.workdays_since(self.days[-1]) < RARER_WORKDAYS

    @property
    def stage(self) -> str:
        return f"{VAIN}:{self.days[0]}"


ANSWERED = Silence(())


@dataclass(frozen=True, slots=True)
class Clock:
    """The day of the round and how working days are counted: `workdays_since(day)` up to today."""

    today: date
    workdays_since: Callable[[date], int]
    calendar: WorkCalendar = field(default_factory=WorkCalendar)


NudgeHistory = Mapping[str, date]
"""What a person heard of one item: step and stage -> day."""


def stages_of(duty: DutyFacts, clock: Clock, policy: NudgePolicy) -> dict[LadderStep, list[str]]:
    """The stages reached by now, by the step that hears of them."""
    if duty.rule is Rule.OFF:
        return {}
    stages: dict[LadderStep, list[str]] = {step: [] for step in STEPS}
    stage = None if duty.asks_later else _reached(duty, clock, policy)
    own = None if duty.asks_later else _own_stage(duty, clock.today, stage)
    stages[LadderStep.OWN] += [own] if own else []
    if stage is not None:
        for step in _steps_above(duty, clock.today, policy):
            stages[step].append(stage)
    if duty.unsigned_since is not None:
        _add_sign_stages(stages, duty.unsigned_since, clock, policy)
    return {step: found for step, found in stages.items() if found}


def _reached(duty: DutyFacts, clock: Clock, policy: NudgePolicy) -> str | None:
    """A long-term item with a rhythm is asked for around the day of its next report, as others by deadline."""
    due, long_term = duty.deadline, duty.long_term
    if long_term and duty.owed is not None:
        owed = duty.owed
        due = next_due(owed.every, owed.since, owed.reported_on, clock.today, clock.calendar)
        long_term = False
        notice = tuple(days for days in policy.before if days <= _NOTICE[owed.every])
        policy = replace(policy, before=notice)
    moved = duty.last_moved_on
    return due_stage(due, clock.today, long_term=long_term, last_moved_on=moved, policy=policy, calendar=clock.calendar)


def _own_stage(duty: DutyFacts, today: date, stage: str | None) -> str | None:
    if duty.rule is Rule.WEEKLY:
        year, week, _ = today.isocalendar()
        return f"weekly:{year}-{week}" if duty.last_moved_on < today - timedelta(days=6) else None
    near = duty.deadline is None or duty.long_term or (duty.deadline - today).days <= _DAILY_FROM
    if duty.rule is Rule.DAILY and near and duty.last_moved_on < today:
        return f"daily:{today}"
    return stage


def _steps_above(duty: DutyFacts, today: date, policy: NudgePolicy) -> list[LadderStep]:
    if duty.deadline is None or duty.long_term:
        return []
    late = duty.late_days(today)
    after = {LadderStep.HEAD: policy.head_after, LadderStep.LEAD: policy.leader_after}
    return [step for step, days in after.items() if 0 < days <= late]


def _add_sign_stages(stages: dict[LadderStep, list[str]], since: date, clock: Clock, policy: NudgePolicy) -> None:
    workdays = clock.workdays_since(since)
    stage = sign_stage(since, workdays, policy)
    if stage is None:
        return
    stages[LadderStep.OWN].append(stage)
    if workdays >= policy.sign_up:
        stages[LadderStep.HEAD].append(stage)


def news(
    duty: DutyFacts,
    step: LadderStep,
    stages: Sequence[str],
    told: NudgeHistory,
    snooze: Snooze | None,
    clock: Clock,
    policy: NudgePolicy,
) -> list[str]:
    """Step and stage of what this person has not heard yet; a snooze that ended brings the item back once."""
    if step is LadderStep.OWN and snooze is not None and snooze.deadline == duty.deadline:
        if clock.today < snooze.until:
            return []
        back = f"{step}again:{snooze.until}"
        # Nothing left to say means that the office took the item off the rounds meanwhile.
        if stages and back not in told:
            return [back, *(f"{step}{stage}" for stage in stages)]
    return [f"{step}{stage}" for stage in stages if _is_news(stage, step, told, clock.today, policy)]


def since_when(stage: str) -> date:
    """The first digest in vain, of "vain:2026-11-20"."""
    return date.fromisoformat(stage.partition(":")[2])


def is_vain(stage: str) -> bool:
    """Of a stage that was told: "head-vain:2026-11-20"."""
    return stage.partition(":")[0].endswith(f"-{VAIN}")


def is_first(keys: Sequence[str], told: NudgeHistory) -> bool:
    """Whether the person never heard of the item, or hears that its day has come or that it is late."""
    late = f"{LadderStep.OWN}after-"
    is_late_now = any(key.startswith(late) for key in keys) and not any(key.startswith(late) for key in told)
    return not told or is_late_now or any(key.startswith(f"{LadderStep.OWN}on:") for key in keys)


def _is_news(stage: str, step: LadderStep, told: NudgeHistory, today: date, policy: NudgePolicy) -> bool:
    if f"{step}{stage}" in told:
        return False
    quiet = quiet_days(stage, policy)
    series = f"{step}{stage.partition('-')[0]}-"
    return not quiet or all((today - day).days >= quiet for key, day in told.items() if key.startswith(series))


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """One thing that one person is to hear; `person_id` is whose duty it is, whoever reads it."""

    item_id: int
    unit_ids: tuple[int, ...]
    person_id: int
    step: LadderStep
    keys: tuple[str, ...]


def joined(entries: Sequence[DigestEntry]) -> list[DigestEntry]:
    """An item once for each person whose duty it is, at the step nearest to the work, with all its units."""
    found: dict[tuple[int, int], DigestEntry] = {}
    for entry in entries:
        key = (entry.item_id, entry.person_id)
        other = found.get(key)
        if other is None:
            found[key] = entry
            continue
        nearest, further = sorted((other, entry), key=lambda one: STEPS.index(one.step))
        units = nearest.unit_ids
        if further.step is nearest.step:
            units = tuple(dict.fromkeys((*other.unit_ids, *entry.unit_ids)))
        keys = tuple(dict.fromkeys((*other.keys, *entry.keys)))
        found[key] = replace(nearest, unit_ids=units, keys=keys)
    return list(found.values())
