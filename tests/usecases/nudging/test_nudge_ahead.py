"""What the preview says of the next days is what the rounds then do."""

from datetime import date, timedelta

import pytest

from storage.database import Database
from tests.building import TELEGRAM_IDS, county
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.nudging.test_nudge import a_round, notes_to, rows, signed

TODAY = date(2026, 11, 23)
LABELS = {"#1", "#2", "#3", "#4", "#5"}


async def test_the_next_working_days_are_told_as_they_will_be(database: Database, clock: Clock) -> None:
    clock.advance(days=3)
    made = await county(database)
    for days in (4, 5, 8, 11):
        await made.item(f"差{days}天的事项", deadline=TODAY + timedelta(days=3 + days))
    await made.item("修桥", units=("县财政局",), deadline=TODAY + timedelta(days=11))
    await signed(database)
    await a_round(database)
    before = len(await rows(database))
    said = (await feed(database, "alice", "/nudge 预览")).text
    assert len(await rows(database)) == before
    days = said.split("\n\n")[:3]
    assert [day.split(" · ")[0] for day in days] == ["11月27日（周五）", "11月30日（周一）", "12月1日（周二）"]
    for shown, later in zip(days, (1, 3, 1), strict=True):
        clock.advance(days=later)
        had = {who: len(await notes_to(database, who)) for who in TELEGRAM_IDS}
        await a_round(database)
        lines = []
        for who in TELEGRAM_IDS:
            notes = (await notes_to(database, who))[had[who] :]
            lines += [{label for label in LABELS for note in notes if label in note.text}] if notes else []
        assert sorted(map(sorted, lines)) == sorted(
            sorted(LABELS & set(line.split())) for line in shown.splitlines()[1:]
        )


@pytest.mark.parametrize("who", ["bob", "lena"])
async def test_only_whoever_may_urge_sees_it(database: Database, who: str) -> None:
    await county(database)
    assert (await feed(database, who, "/nudge 预览")).kind == "refusal"


async def test_where_nothing_is_due_it_says_so(database: Database) -> None:
    await county(database)
    assert (await feed(database, "alice", "/nudge 预览")).text.count("没有人要催。") == 3
