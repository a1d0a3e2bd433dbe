"""What an onlooker finds wrong with a year's nudges, from what arrived on phones and the duties of each morning.

It knows the policy's days, and nothing of how rounds are made.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from domain.nudging.stages import DEFAULT_POLICY
from tests.year.people import Resident
from tests.year.year import Year

_LABEL = re.compile(r"#\d+(?:\.\d+)?")
Told = dict[tuple[int, str], list[date]]


def missing_nudges(year: Year) -> list[str]:
    """Officials who should have been told of a deadline by the evening of a working day, and were not."""
    told = _told(year)
    known: dict[tuple[str, str], tuple[date, date]] = {}
    found = []
    for day, duties in sorted(year.mornings.items()):
        for duty in duties:
            deadline, since = known.get((duty.label, duty.unit), (None, day))
            if duty.deadline is None or not year.calendar.is_workday(day):
                continue
            if deadline != duty.deadline:
                since = day
                known[duty.label, duty.unit] = (duty.deadline, since)
            found += [
                f"{day} {person.name} {duty.label} {duty.deadline}"
                for person in _officials(year, duty.unit)
                if not _was_told(told[person.telegram_id, duty.label], duty.deadline, since, day)
            ]
    return found


def _told(year: Year) -> Told:
    told: Told = defaultdict(list)
    for one in year.heard:
        if one.kind == "nudge":
            for label in _LABEL.findall(one.text):
                told[one.telegram_id, label].append(one.at.date())
    return told


def _officials(year: Year, unit: str) -> Iterator[Resident]:
    return (person for person in year.residents.values() if person.unit == unit)


def _was_told(days: list[date], deadline: date, since: date, today: date) -> bool:
    milestone = _milestone(deadline, today)
    if milestone is None:
        return True
    # Weeks late, the words repeat: what a holiday put off moves the ones that follow.
    slack = DEFAULT_POLICY.after_every if (today - deadline).days > max(DEFAULT_POLICY.after) else 0
    return any(max(milestone, since) - timedelta(days=slack) <= day <= today for day in days)


def _milestone(deadline: date, today: date) -> date | None:
    """The newest day of the policy that has come."""
    policy = DEFAULT_POLICY
    offsets = [*(-days for days in policy.before), 0, *policy.after]
    last = max(policy.after)
    offsets += range(last, max(last, (today - deadline).days) + 1, policy.after_every)
    come = [deadline + timedelta(days=days) for days in offsets if deadline + timedelta(days=days) <= today]
    return max(come, default=None)


def needless_nudges(year: Year) -> list[str]:
    """Items in the first digests of a day that no unit of the reader had open that morning."""
    heads = {number * 2 + 2002 for number in range(0, year.size.units, 3)}
    found = []
    for one in year.heard:
        person = year.residents[one.telegram_id]
        if one.kind != "nudge" or not person.unit or person.telegram_id in heads or one.at.hour != 9:
            continue
        mine = {duty.label for duty in year.mornings[one.at.date()] if duty.unit == person.unit}
        found += [f"{one.at} {person.name} {label}" for label in _LABEL.findall(one.text) if label not in mine]
    return found
