"""The timetable: four rows that wake the runner. Nothing is kept here; a restart loses no round.

No job store: APScheduler's own drops what fell due while the process was down, and two processes on one
store run each job twice (docs/reliability.md, schedule).
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Generic, TypeVar

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.office.profile import WEEKDAYS, OfficeProfile
from scheduler.runner import run_until_none
from usecases.bulletin.issue.weekly import issue_weekly, show_ahead
from usecases.bulletin.proofs import follow_proofs
from usecases.desk.daily import tell_desks
from usecases.items.lookback import ask_look_backs
from usecases.items.slip_answers import follow_slips
from usecases.nudging.chase import chase_next
from usecases.nudging.escalate import escalate_next
from usecases.nudging.nudge import nudge_next
from usecases.nudging.nudge_groups import nudge_groups_next
from usecases.office.housekeeping import tidy_up
from usecases.review.countersign import pass_on_next
from usecases.talk.promise import follow_reports
from usecases.views.board import keep_week

T = TypeVar("T")

TICK_SECONDS = 30
# Whatever falls due by the clock; also looked for at the start.
TICK: tuple[Callable[..., Awaitable[bool]], ...] = (
    issue_weekly,
    show_ahead,
    nudge_next,
    nudge_groups_next,
    escalate_next,
    follow_proofs,
    follow_reports,
    follow_slips,
    pass_on_next,
    chase_next,
    tell_desks,
    keep_week,
    ask_look_backs,
)
MISFIRE_GRACE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class TimetableRow:
    """A line of the timetable: when to wake, and which pieces of work to look for then."""

    name: str
    trigger: BaseTrigger
    pieces: tuple[Callable[..., Awaitable[bool]], ...]


def rows(profile: OfficeProfile) -> tuple[TimetableRow, ...]:
    """The tick finds everything that the clock rows missed; those are there to be on the minute."""
    zone, weekly = profile.zone, profile.weekly_bulletin
    # APScheduler's weekday numbers start on Monday, crontab's on Sunday: names leave no doubt.
    weekly_moment = CronTrigger(
        day_of_week=WEEKDAYS[weekly.weekday], hour=weekly.at.hour, minute=weekly.at.minute, timezone=zone
    )
    return (
        TimetableRow("tick", IntervalTrigger(seconds=TICK_SECONDS, timezone=zone), TICK),
        TimetableRow("nudges", CronTrigger(minute="0", timezone=zone), (nudge_next, nudge_groups_next)),
        TimetableRow("weekly_bulletin", weekly_moment, (issue_weekly,)),
        TimetableRow("housekeeping", CronTrigger(hour=3, minute=30, timezone=zone), (tidy_up,)),
    )


@dataclass(frozen=True, slots=True)
class Round(Generic[T]):
    """How due work is done: never before `caught_up` says that all is known that was said until then.

    `worked` is called after each piece that was done, so that its notes leave at once.
    """

    open_transaction: Callable[[], AbstractAsyncContextManager[T]]
    worked: Callable[[], None]
    caught_up: Callable[[], Awaitable[None]]

    async def wake(self, pieces: Sequence[Callable[[T], Awaitable[bool]]]) -> int:
        """Do all that is due of `pieces`; also called once at the start, to catch up."""
        await self.caught_up()
        return await wake(self.open_transaction, pieces, self.worked)


def make_timetable(profile: OfficeProfile, due: Round[T]) -> AsyncIOScheduler:
    """Not started."""
    scheduler = AsyncIOScheduler(timezone=profile.zone)
    for row in rows(profile):
        scheduler.add_job(
            due.wake,
            row.trigger,
            args=(row.pieces,),
            id=row.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=MISFIRE_GRACE_SECONDS,
        )
    return scheduler


async def wake(
    open_transaction: Callable[[], AbstractAsyncContextManager[T]],
    pieces: Sequence[Callable[[T], Awaitable[bool]]],
    worked: Callable[[], None],
) -> int:
    """Do all that is due of `pieces` by what is known now."""
    return sum([await run_until_none(open_transaction, piece, worked) for piece in pieces])
