"""The tables of a simulated year."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from domain.bulletin.snapshot import bulletin_from_json
from storage.tables import Bulletin
from tests.year.people import Habit
from tests.year.year import Year


def people_table(year: Year) -> Iterator[str]:
    """By habit: what arrived unasked a person and week, and how many nudges were answered within a day."""
    weeks = {day.isocalendar()[:2] for day in year.mornings}
    loads: dict[Habit, list[int]] = defaultdict(list)
    nudges: dict[Habit, list[int]] = defaultdict(list)
    for person in year.residents.values():
        for kinds, counted in ((None, loads), (("nudge",), nudges)):
            own = Counter(
                one.at.isocalendar()[:2]
                for one in year.heard
                if one.telegram_id == person.telegram_id and one.asked and (kinds is None or one.kind in kinds)
            )
            counted[person.habit] += [own[week] for week in weeks]
    yield "who · people · messages a week: mean, 95%, most · nudges a week: mean, most · answered in 24 h"
    for habit, counts in loads.items():
        people = sum(one.habit is habit for one in year.residents.values())
        yield " · ".join(
            (
                habit,
                str(people),
                f"{_mean(counts):.2f}, {_percentile(counts, 95)}, {max(counts)}",
                f"{_mean(nudges[habit]):.2f}, {max(nudges[habit])}",
                _answered(year, habit),
            )
        )


def _answered(year: Year, habit: Habit) -> str:
    """Digests after which the person reported or asked for anything within a day."""
    acts: dict[int, list[object]] = defaultdict(list)
    digests = answered = 0
    for one in year.heard:
        if one.kind == "receipt" and not one.asked:
            acts[one.telegram_id].append(one.at)
    for one in year.heard:
        if one.kind == "nudge" and year.residents[one.telegram_id].habit is habit:
            digests += 1
            answered += any(one.at <= at <= one.at + timedelta(hours=24) for at in acts[one.telegram_id])  # type: ignore[operator]
    return f"{answered}/{digests}" + (f" ({answered / digests:.0%})" if digests else "")


def bulletins_table(issues: Sequence[Bulletin]) -> Iterator[str]:
    """The last bulletin of each quarter."""
    yield "issue · as of · items · closed · rate · overdue · still longest"
    by_quarter = {(one.as_of.year, (one.as_of.month - 1) // 3): one for one in issues}
    for one in by_quarter.values():
        snapshot = bulletin_from_json(one.snapshot)
        late = sum(bool(entry.overdue_days) for entry in snapshot.entries)
        still = max((entry.still_days for entry in snapshot.entries), default=0)
        rate = f"{snapshot.closed / snapshot.total:.0%}"
        cells = (one.issue_number, one.as_of, snapshot.total, snapshot.closed, rate, late, f"{still} days")
        yield " · ".join(str(cell) for cell in cells)


def _mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts)


def _percentile(counts: Sequence[int], percent: int) -> int:
    return sorted(counts)[min(len(counts) - 1, len(counts) * percent // 100)]
