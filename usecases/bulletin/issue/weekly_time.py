"""The weekly moment by the office's own calendar."""

from domain.bulletin.issue.weekly import WeeklyMoment, last_moment, next_moment
from storage.tx import Tx
from usecases.steps.office_time import office_calendar


async def next_weekly(tx: Tx) -> WeeklyMoment:
    return next_moment(tx.now, tx.profile, await office_calendar(tx))


async def last_weekly(tx: Tx) -> WeeklyMoment:
    return last_moment(tx.now, tx.profile, await office_calendar(tx))
