"""A quarter of a county through the real process: thirteen weekly issues, of which nobody need be ashamed.

Who said what is `talk/quarter.json`, written by somebody who knew no rule: 60 items of 5 meetings, 30 units, four
supervisors of whom two act at once, leaders who instruct. The clock is injected; whoever is asked presses what was
meant. Every figure is counted again from the rows by `quarter/recount.py`. `-s` shows the table.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.cli.papers import find_mistakes
from bot.run import Program
from sandbox import Limits, Message, Sandbox
from storage.database import Database
from tests.acceptance.quarter import printed
from tests.acceptance.quarter.office import Office
from tests.acceptance.quarter.people import People
from tests.acceptance.quarter.recount import Issue, Rows, disagreements
from tests.acceptance.quarter.script import EVENTS, FIRST, ISSUE_DAYS, Event, at, days, local, works
from tests.acceptance.quarter.town import QuarterTown
from tests.acceptance.town import looked
from tests.conftest import Clock

AT_MOST = 3
WEDNESDAY = 2


class Quarter:
    """The days one after another: what was said, what fell due, what the supervisors did."""

    def __init__(self, town: QuarterTown, database: Database, program: Program) -> None:
        self.town, self.database, self.program = town, database, program
        self.people = People(town)
        self.office = Office(town, self.people, database)

    async def live(self) -> None:
        for day in days():
            await self._day(day)

    async def _day(self, day: date) -> None:
        events = [one for one in EVENTS if local(one.at).date() == day]
        await self.town.register(self.database, day)
        if works(day):
            await self._until(events, day, 9)
            await looked(self.town, self.program)
        if day.weekday() == WEDNESDAY and works(day):
            await self.office.look_at_desk()
        if day in ISSUE_DAYS:
            await self._issue(events, day)
        await self._until(events, day, 23)

    async def _issue(self, events: list[Event], day: date) -> None:
        await self._until(events, day, 15)
        await looked(self.town, self.program)
        await self._until(events, day, 16, 55)
        await self.office.let_go(day)
        await self._until(events, day, 17)
        await looked(self.town, self.program)
        await self.office.by_hand(day)
        await looked(self.town, self.program)

    async def _until(self, events: list[Event], day: date, hour: int, minute: int = 0) -> None:
        clock, moment = self.town.clock, at(day, hour, minute)
        while events and events[0].at < moment:
            clock.at = max(clock.at, events[0].at)
            await self.people.act(events.pop(0))
        clock.at = max(clock.at, moment)


def of_issue(rows: Rows, issue: Issue, day: date, messages: list[Message]) -> Iterator[str]:
    """What is wrong with one issue."""
    if local(issue.published_at).date() != day or any(printed.day_of(one) != day for one in messages):
        yield f"posted on {local(issue.published_at):%m-%d}, not on {day:%m-%d}"
    if not 1 <= len(messages) <= AT_MOST:
        yield f"{len(messages)} messages in the group"
    before = rows.issues[issue.number - 2] if issue.number > 1 else None
    yield from disagreements(rows.counts(issue, before), issue, printed.summary_of(messages))
    yield from rows.untraced(issue)
    yield from printed.ashamed(issue)


def softly(quarter: Quarter, rows: Rows) -> Iterator[str]:
    """Told and not judged: what the script wanted and the desk refused, and what a clerk would have worded better."""
    yield "refused:"
    yield from quarter.people.wrong
    yield "clumsy:"
    for issue in rows.issues:
        yield from (f"{issue.as_of} issue {issue.number}: {line}" for line in printed.clumsy(issue))


def table(rows: Rows, posts: dict[int, list[Message]]) -> Iterator[str]:
    yield "issue day        total closed open late stopped week new posts"
    for place, issue in enumerate(rows.issues):
        one = rows.counts(issue, rows.issues[place - 1] if place else None)
        yield (
            f"{issue.number:5} {issue.as_of} {one.total:5} {one.closed:6} {one.under_way:4} {one.overdue:4} "
            f"{one.stopped:7} {one.closed_in_week:4} {one.registered_since:3} {len(posts.get(issue.number, ())):5}"
        )


def burden(quarter: Quarter) -> Iterator[str]:
    for name, weeks in printed.told(quarter.town, quarter.town.supervisors).items():
        count, decided = sum(weeks.values()), quarter.people.decided[name]
        mean = f"{count / len(ISSUE_DAYS):.1f} a week, at most {max(weeks.values())}"
        yield f"{name}: {count} messages, {mean}; {decided} decisions, {decided / count:.2f} a message"


async def judged(quarter: Quarter, file: Path) -> list[str]:
    """Everything that is wrong, issue by issue."""
    rows, posts = Rows(file), printed.posts(quarter.town)
    print("\n".join((*table(rows, posts), *burden(quarter), *softly(quarter, rows))))
    wrong = [*quarter.office.posted_open]
    if [one.number for one in rows.issues] != list(range(1, len(ISSUE_DAYS) + 1)):
        wrong.append(f"issues {[one.number for one in rows.issues]}")
    for issue, day in zip(rows.issues, ISSUE_DAYS, strict=False):
        found = [*of_issue(rows, issue, day, posts.get(issue.number, []))]
        found += await find_mistakes(quarter.database, issue.as_of.year, issue.number) or ()
        wrong += [f"{issue.as_of} issue {issue.number}: {line}" for line in found]
    for name in quarter.town.supervisors:
        many = [f"{day} {count}" for day, count in printed.desks(quarter.town, name).items() if count > 1]
        wrong += [f"{name} got more than one desk message: {many}"] if many else []
    rows.close()
    return wrong


@pytest.mark.timeout(900)
async def test_thirteen_issues_of_a_quarter(data: Path) -> None:
    clock = Clock(at(FIRST, 8))
    async with Sandbox(limits=Limits.off(), clock=lambda: clock().timestamp()) as sandbox:
        town = QuarterTown(sandbox, data, clock)
        database = Database(town.settings.database(), clock)
        try:
            await town.settle(database)
            async with town.running() as program:
                await town.group.send_as(town.phones[town.supervisors[0]], "/bind")
                await town.group.wait("领导群")
                quarter = Quarter(town, database, program)
                await quarter.live()
            wrong = await judged(quarter, data / "duban.db")
        finally:
            await database.close()
    print("\n".join(quarter.office.told()), "wrong:", *wrong, sep="\n")
    assert not wrong
