"""Who hears what in a round: stages by step, each told once, and an item once in a digest."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.items.rhythm import Every
from domain.nudging.policy import NUDGING, Rule
from domain.nudging.rounds import (
    Clock,
    DigestEntry,
    DutyFacts,
    LadderStep,
    ReportingDuty,
    Snooze,
    joined,
    news,
    stages_of,
)
from domain.nudging.stages import DEFAULT_POLICY, NudgePolicy, sign_stage
from domain.office import setting_kinds

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
CLOCK = Clock(TODAY, lambda day: (TODAY - day).days)


def duty(late: int, rule: Rule | None = None, unsigned: int | None = None) -> DutyFacts:
    since = None if unsigned is None else TODAY - unsigned * DAY
    return DutyFacts(1, 7, TODAY - late * DAY, False, TODAY - 30 * DAY, since, rule)


@pytest.mark.parametrize(("late", "steps"), [(-8, ""), (0, "OWN"), (1, "OWN"), (3, "OWN HEAD"), (7, "OWN HEAD LEAD")])
def test_each_step_of_the_ladder_hears_from_its_day_on(late: int, steps: str) -> None:
    assert [step.name for step in stages_of(duty(late), CLOCK, DEFAULT_POLICY)] == steps.split()


@pytest.mark.parametrize(
    ("workdays", "stage"), [(0, None), (1, "sign-1"), (2, "sign-2"), (6, "sign-2"), (7, "sign-7"), (12, "sign-12")]
)
def test_stages_of_silence(workdays: int, stage: str | None) -> None:
    assert sign_stage(TODAY, workdays) == (f"{stage}:{TODAY}" if stage else None)


def test_an_unsigned_item_goes_up_on_the_second_day() -> None:
    far = DutyFacts(1, 7, TODAY + 90 * DAY, False, TODAY, TODAY - 2 * DAY)
    assert set(stages_of(far, CLOCK, DEFAULT_POLICY)) == {LadderStep.OWN, LadderStep.HEAD}


def test_off_means_silence_for_every_step() -> None:
    assert stages_of(duty(30, Rule.OFF, unsigned=9), CLOCK, DEFAULT_POLICY) == {}


@given(st.integers(-7, 200))
def test_what_was_told_is_no_news(late: int) -> None:
    for step, stages in stages_of(duty(late), CLOCK, DEFAULT_POLICY).items():
        told = {f"{step}{stage}": TODAY for stage in stages}
        assert news(duty(late), step, stages, {}, None, CLOCK, DEFAULT_POLICY) == list(told)
        assert news(duty(late), step, stages, told, None, CLOCK, DEFAULT_POLICY) == []


def test_a_snooze_holds_back_only_its_own_deadline() -> None:
    one = duty(0)
    until = Snooze(TODAY + DAY, 1, one.deadline)
    stages = stages_of(one, CLOCK, DEFAULT_POLICY)[LadderStep.OWN]
    assert news(one, LadderStep.OWN, stages, {}, until, CLOCK, DEFAULT_POLICY) == []
    older = Snooze(TODAY + DAY, 1, TODAY - 9 * DAY)
    assert news(one, LadderStep.OWN, stages, {}, older, CLOCK, DEFAULT_POLICY)


def test_an_item_is_in_a_digest_once_at_the_nearest_step() -> None:
    entries = [
        DigestEntry(1, (7,), 3, LadderStep.LEAD, ("lead-on",)),
        DigestEntry(1, (7,), 3, LadderStep.OWN, ("day-on",)),
        DigestEntry(1, (8,), 3, LadderStep.OWN, ("day-on",)),
        DigestEntry(2, (7,), 3, LadderStep.HEAD, ("head-on",)),
    ]
    first, second = joined(entries)
    assert (first.step, first.unit_ids, set(first.keys)) == (LadderStep.OWN, (7, 8), {"day-on", "lead-on"})
    assert second.step is LadderStep.HEAD


@given(st.sampled_from(NUDGING.entries), st.data())
def test_each_offered_value_can_be_set_and_read_back(entry: setting_kinds.SettingEntry, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(entry.offered))
    assert entry.read(entry.shown(value)) == value
    stored = json.loads(json.dumps(NUDGING.differing({**NUDGING.values({}), entry.name: value})))
    assert getattr(NudgePolicy(**NUDGING.values(stored)), entry.name) == value
    assert len(stored) == (value != entry.default)


@pytest.mark.parametrize(
    ("reported_on", "today", "stage"),
    [
        (None, date(2026, 11, 19), None),
        (None, date(2026, 11, 20), "before-3:2026-11-25"),
        (None, date(2026, 11, 25), "on:2026-11-25"),
        (None, date(2026, 11, 28), "after-3:2026-11-25"),
        (date(2026, 11, 2), date(2026, 11, 28), None),
        (date(2026, 10, 30), date(2026, 11, 24), "before-1:2026-11-25"),
    ],
)
def test_a_rhythm_is_asked_for_around_its_day(reported_on: date | None, today: date, stage: str | None) -> None:
    owed = ReportingDuty(Every.MONTHLY, date(2026, 9, 1), reported_on)
    one = DutyFacts(1, 7, None, True, date(2026, 9, 1), owed=owed)
    found = stages_of(one, Clock(today, lambda _: 0), DEFAULT_POLICY)
    assert found == ({LadderStep.OWN: [stage]} if stage else {})
