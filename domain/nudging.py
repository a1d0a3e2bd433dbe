"""When a nudge is due: the policy as a value, and the newest stage that a deadline or a silence has reached.

A stage carries its deadline in its key, so a moved deadline starts anew; only the newest reached stage
counts, so an outage or a run of holidays gives one nudge and not a burst. Days are the office's dates;
that rounds happen on working days alone is the caller's rule.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NudgePolicy:
    """Days before and after the deadline; `after_every` repeats once the last of `after` is past.

    `rest_every`: days without a report after which a long-term item, or one without a deadline, is asked.
    """

    before: tuple[int, ...] = (7, 3, 1)
    after: tuple[int, ...] = (1, 3, 7)
    after_every: int = 7
    rest_every: int = 14


DEFAULT_POLICY = NudgePolicy()


def due_stage(
    deadline: date | None,
    today: date,
    *,
    long_term: bool,
    last_moved_on: date,
    policy: NudgePolicy = DEFAULT_POLICY,
) -> str | None:
    """The key of the newest stage reached, such as "before-3:2026-12-01"; None when none is."""
    if deadline is None or long_term:
        return _rest_stage(last_moved_on, today, policy)
    left = (deadline - today).days
    stage = _late_stage(-left, policy) if left < 0 else _early_stage(left, policy)
    return f"{stage}:{deadline}" if stage else None


def _early_stage(left: int, policy: NudgePolicy) -> str | None:
    if left == 0:
        return "on"
    reached = [days for days in policy.before if left <= days]
    return f"before-{min(reached)}" if reached else None


def _late_stage(late: int, policy: NudgePolicy) -> str:
    last = max(policy.after)
    if late > last:
        return f"after-{last + (late - last) // policy.after_every * policy.after_every}"
    reached = [days for days in policy.after if days <= late]
    return f"after-{max(reached)}" if reached else "on"


def _rest_stage(last_moved_on: date, today: date, policy: NudgePolicy) -> str | None:
    periods = (today - last_moved_on).days // policy.rest_every
    return f"rest-{periods * policy.rest_every}:{last_moved_on}" if periods > 0 else None
