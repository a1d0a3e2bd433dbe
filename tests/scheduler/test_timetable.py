"""When the timetable wakes: by the office's clock, whatever the host's zone is."""

import asyncio
from datetime import UTC, datetime, time

import pytest

from domain.office.profile import OfficeProfile, WeeklyTime
from scheduler.timetable import Round, make_timetable, rows

PROFILE = OfficeProfile()
MONDAY = datetime(2026, 11, 23, 1, 0, 1, tzinfo=UTC)


def next_of(name: str, after: datetime, profile: OfficeProfile = PROFILE) -> datetime:
    row = next(row for row in rows(profile) if row.name == name)
    moment = row.trigger.get_next_fire_time(after, after)
    assert moment is not None
    return moment.astimezone(UTC)


@pytest.mark.parametrize("host_zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_the_bulletin_wakes_at_five_in_beijing_on_friday(host_zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", host_zone)
    assert next_of("weekly_bulletin", MONDAY) == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def test_monday_means_monday() -> None:
    profile = OfficeProfile(weekly_bulletin=WeeklyTime(0, time(8, 30)))
    assert next_of("weekly_bulletin", MONDAY, profile) == datetime(2026, 11, 30, 0, 30, tzinfo=UTC)


def test_the_tick_is_never_more_than_half_a_minute_away() -> None:
    row = next(row for row in rows(PROFILE) if row.name == "tick")
    assert row.trigger.interval.total_seconds() == 30  # type: ignore[attr-defined]


def test_four_rows_none_of_which_piles_up_or_gives_up_within_the_hour() -> None:
    from storage.database import Database

    opened = Database("sqlite+aiosqlite:///:memory:", lambda: MONDAY).transaction
    scheduler = make_timetable(PROFILE, Round(opened, lambda: None, asyncio.Event().wait))
    jobs = {job.id: job for job in scheduler.get_jobs()}
    assert set(jobs) == {"tick", "nudges", "weekly_bulletin", "housekeeping"}
    assert all(job.coalesce and job.max_instances == 1 for job in jobs.values())
    assert all(job.misfire_grace_time == 3600 for job in jobs.values())
