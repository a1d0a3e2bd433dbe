"""Who has had digests and neither reported nor signed anything since."""

from datetime import date, timedelta

from sqlmodel import col, func

from domain.nudging.rounds import Silence
from storage.rows import grouped
from storage.tables import NudgeDigest, Report, SignOff
from storage.tx import Tx

# Who above a person has heard of a silence hears of it again after this while.
_SILENCE = timedelta(days=45)


async def silences(tx: Tx, before: date) -> dict[int, Silence]:
    """By person, of those who had digests of the rounds before the day since they last reported or signed."""
    rounds = tx.select(col(NudgeDigest.person_id), col(NudgeDigest.day)).where(
        col(NudgeDigest.put_at) > tx.now - _SILENCE, col(NudgeDigest.round_key).startswith("day-")
    )
    had = grouped((person_id, day) for person_id, day in await tx.all(rounds.order_by(col(NudgeDigest.day))))
    answered = await _answered(tx) if had else {}
    since = {one: answered.get(one, date.min) for one in had}
    return {one: Silence([day for day in days if since[one] < day < before]) for one, days in had.items()}


async def _answered(tx: Tx) -> dict[int, date]:
    """By person, the day of the last report or signature."""
    since = tx.now - _SILENCE
    reports = tx.select(Report.person_id, func.max(Report.reported_at)).where(col(Report.reported_at) > since)
    signs = tx.select(SignOff.person_id, func.max(SignOff.signed_at)).where(col(SignOff.signed_at) > since)
    found: dict[int, date] = {}
    for person_id, last in (
        *await tx.all(reports.group_by(col(Report.person_id))),
        *await tx.all(signs.group_by(col(SignOff.person_id))),
    ):
        if person_id is not None:
            found[person_id] = max(tx.day(last), found.get(person_id, date.min))
    return found
