"""`duban check` tells of a year whose notice is missing, from November on of the next, and knows what was entered."""

from datetime import UTC, datetime

import pytest

from bot.cli import check
from bot.cli.check import check_all
from bot.clock import system_clock
from bot.settings import load
from storage.database import Database
from storage.migrate import migrate
from storage.office import calendar
from tests.conftest import Clock


async def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], at: datetime) -> str:
    monkeypatch.setattr(check, "system_clock", Clock(at))
    await check_all(load())
    return next(line for line in capsys.readouterr().out.splitlines() if "calendar:" in line)


async def test_the_next_year_is_asked_for_from_november_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await printed(monkeypatch, capsys, datetime(2026, 10, 30, tzinfo=UTC)) == (
        "ok   calendar: 2026 with its shifted working days"
    )
    line = await printed(monkeypatch, capsys, datetime(2026, 11, 1, tzinfo=UTC))
    assert line.startswith("ok   calendar: no notice for 2027")
    assert "/calendar" in line
    line = await printed(monkeypatch, capsys, datetime(2027, 1, 4, tzinfo=UTC))
    assert line.startswith("FAIL calendar: no notice for 2027")


async def test_what_the_office_entered_counts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database(), system_clock, settings.profile())
    await migrate(database)
    async with database.transaction() as tx:
        days = {datetime(2027, 2, 8, tzinfo=UTC).date(): False, datetime(2027, 2, 14, tzinfo=UTC).date(): True}
        await calendar.keep(tx, days, "春节")
    await database.close()
    line = await printed(monkeypatch, capsys, datetime(2026, 11, 30, tzinfo=UTC))
    assert line == "ok   calendar: 2026 with its shifted working days"
