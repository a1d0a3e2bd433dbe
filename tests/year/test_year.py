"""The simulated year: nobody gets more than the policy allows, each deadline had its nudges, all figures add up.

The whole year prints its table: `uv run pytest -m full tests/year -n 0 -s`.
"""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from domain.bulletin.life import BulletinState
from domain.bulletin.snapshot import bulletin_from_json
from domain.nudging.stages import DEFAULT_POLICY
from storage.audit import find_flaw
from storage.tables import Bulletin, Claim, ClaimState
from tests.year.figures import bulletins_table, people_table
from tests.year.watch import missing_nudges, needless_nudges
from tests.year.year import Size, Year, lived

SPRING = Size(items=8, units=4, first=date(2026, 2, 2), last=date(2026, 3, 8))
WHOLE = Size(items=120, units=40, first=date(2026, 1, 1), last=date(2026, 12, 31))


async def test_five_weeks_with_a_long_holiday(migrated_file: Path, tmp_path: Path) -> None:
    await _holds(migrated_file, tmp_path, SPRING)


@pytest.mark.full
@pytest.mark.timeout(3600)
async def test_the_whole_year(migrated_file: Path, tmp_path: Path) -> None:
    await _holds(migrated_file, tmp_path, WHOLE)


async def _holds(migrated_file: Path, tmp_path: Path, size: Size) -> None:
    path = tmp_path / "year.db"
    path.write_bytes(migrated_file.read_bytes())
    async with lived(f"sqlite+aiosqlite:///{path}", size, seed=2026) as year:
        issues = await _issues(year)
        print("\n".join(["", *people_table(year), "", *bulletins_table(issues)]))
        _nobody_gets_more_than_the_policy_allows(year)
        assert missing_nudges(year) == []
        assert needless_nudges(year) == []
        _bulletins_add_up(year, issues, await _weeks(year))
        async with year.database.reading() as tx:
            assert await find_flaw(tx) is None


def _nobody_gets_more_than_the_policy_allows(year: Year) -> None:
    digests = year.digests()
    assert digests
    assert max(len(day) for day in digests.values()) <= DEFAULT_POLICY.rounds <= DEFAULT_POLICY.daily_cap
    assert all(year.calendar.is_workday(day) for _, day in digests)


async def _issues(year: Year) -> list[Bulletin]:
    async with year.database.reading() as tx:
        published = col(Bulletin.state) == BulletinState.PUBLISHED
        return list((await tx.session.exec(select(Bulletin).where(published).order_by(col(Bulletin.as_of)))).all())


async def _weeks(year: Year) -> list[ClaimState]:
    """What became of each week, in order."""
    async with year.database.reading() as tx:
        weekly = select(Claim.state).where(col(Claim.kind) == "weekly", col(Claim.chat_id) == 0)
        return list((await tx.session.exec(weekly.order_by(col(Claim.period)))).all())


def _bulletins_add_up(year: Year, issues: list[Bulletin], weeks: list[ClaimState]) -> None:
    """One for each week since there was anything to print, or held for a supervisor; numbered without a gap."""
    assert [one.issue_number for one in issues] == list(range(1, len(issues) + 1))
    assert issues
    assert all(year.calendar.is_workday(one.as_of) for one in issues)
    assert len(weeks) == (year.size.last - year.size.first).days // 7 + 1
    since = weeks[weeks.index(ClaimState.SENT) :]
    assert set(since) <= {ClaimState.SENT, ClaimState.HELD}
    assert since.count(ClaimState.SENT) == len(issues)
    for one in issues:
        snapshot = bulletin_from_json(one.snapshot)
        assert snapshot.closed == sum(entry.closed for entry in snapshot.entries)
        assert snapshot.total == len(snapshot.entries)
