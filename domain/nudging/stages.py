"""When a nudge is due: the policy as a value, and the newest stage that a deadline or a silence has reached.

A stage carries its deadline in its key, so a moved deadline starts anew; only the newest reached stage
counts, so an outage or a run of holidays gives one nudge and not a burst. Days are the office's dates.

Rounds happen on working days alone. A stage ahead of the deadline that falls between two of them is reached on the
first, and counts from the last working day that the deadline leaves: nobody hears first on the day itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.dates.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class NudgePolicy:
    """Days before and after the deadline; `after_every` repeats once the last of `after` is past.

    `rest_every`: days without a report after which a long-term item, or one without a deadline, is asked.
    `sign_after`, `sign_up`: working days without a sign-off until the officials, then those above, hear.
    `head_after`, `leader_after`, `watch_after`: days overdue from which the unit's head, the lead leader's
    contact and the supervisors hear (0: never). `rounds` a day make digests by themselves, `daily_cap` is the
    most of all digests of a person's day; `snooze_limit` bounds how often one item is put off. `group_after`:
    days overdue from which the leadership group reads of it, once a week (0: never). `countersign_days`:
    working days that a unit's head has for a request for completion before it is passed on (0: not asked).
    """

    before: tuple[int, ...] = (7, 3, 1)
    after: tuple[int, ...] = (1, 3, 7)
    after_every: int = 7
    rest_every: int = 14
    sign_after: int = 1
    sign_up: int = 2
    head_after: int = 3
    leader_after: int = 7
    watch_after: int = 1
    rounds: int = 1
    daily_cap: int = 3
    snooze_limit: int = 2
    group_after: int = 14
    countersign_days: int = 0


DEFAULT_POLICY = NudgePolicy()
# After so many digests in vain a person hears of the same things once in so many working days, and who is above
# them hears that.
VAIN_ROUNDS = 3
RARER_WORKDAYS = 3
# An unsigned item is brought up again after this many working days.
_SIGN_EVERY = 5


def due_stage(
    deadline: date | None,
    today: date,
    *,
    long_term: bool,
    last_moved_on: date,
    policy: NudgePolicy = DEFAULT_POLICY,
    calendar: WorkCalendar | None = None,
) -> str | None:
    """The key of the newest stage reached, such as "before-3:2026-12-01"; None when none is.

    Without a calendar there is a round every day.
    """
    if deadline is None or long_term:
        periods = (today - last_moved_on).days // policy.rest_every
        return f"rest-{periods * policy.rest_every}:{last_moved_on}" if periods > 0 else None
    late = (today - deadline).days
    stage = _late_stage(late, policy) if late > 0 else _early_stage(_left(deadline, today, calendar), policy)
    return f"{stage}:{deadline}" if stage else None


def _left(deadline: date, today: date, calendar: WorkCalendar | None) -> int:
    """Days between what today's round still has to announce and the last working day there is."""
    if calendar is None:
        return (deadline - today).days
    return (calendar.workday_before(deadline) - calendar.last_before_workday(today)).days


def horizon(today: date, policy: NudgePolicy, calendar: WorkCalendar) -> date:
    """The furthest deadline of which a stage can be reached today."""
    return calendar.last_before_workday(calendar.last_before_workday(today) + timedelta(days=max(policy.before)))


def _early_stage(left: int, policy: NudgePolicy) -> str | None:
    if left <= 0:
        return "on"
    reached = [days for days in policy.before if left <= days]
    return f"before-{min(reached)}" if reached else None


def _late_stage(late: int, policy: NudgePolicy) -> str:
    last = max(policy.after)
    if late > last:
        return f"after-{last + (late - last) // policy.after_every * policy.after_every}"
    reached = [days for days in policy.after if days <= late]
    return f"after-{max(reached)}" if reached else "on"


def sign_stage(assigned_on: date, workdays: int, policy: NudgePolicy = DEFAULT_POLICY) -> str | None:
    """The stage of an item that is unsigned `workdays` working days after it was assigned."""
    if workdays < policy.sign_after:
        return None
    if workdays < policy.sign_up:
        return f"sign-{policy.sign_after}:{assigned_on}"
    again = (workdays - policy.sign_up) // _SIGN_EVERY * _SIGN_EVERY
    return f"sign-{policy.sign_up + again}:{assigned_on}"


def quiet_days(stage: str, policy: NudgePolicy) -> int:
    """For how many days after the last nudge of its series a stage of an endless series keeps quiet; 0 for others."""
    name = stage.partition(":")[0]
    sort, _, number = name.partition("-")
    if sort == "rest":
        return policy.rest_every
    if sort == "after" and int(number) > max(policy.after):
        return policy.after_every
    return 0
