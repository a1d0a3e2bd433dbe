"""The command line as a person types it, in this process; each test has its own folder and database."""

import sys
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.cli import main
from storage.database import Database
from tests.conftest import Clock

TOKEN = "123456:TEST-token-of-no-real-bot"


@pytest.fixture
def duban(monkeypatch, capsys, tmp_path):
    """Runs `duban WORDS`; gives its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))

    def typed(*words: str) -> tuple[object, str, str]:
        monkeypatch.setattr(sys, "argv", ["duban", *words])
        with pytest.raises(SystemExit) as end:
            main()
        told = capsys.readouterr()
        return end.value.code, told.out, told.err

    return typed


def test_the_version_is_that_of_the_project(duban) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert duban("--version") == (0, f"duban {project['project']['version']}\n", "")


@pytest.fixture
async def later_url(migrated_url: str) -> str:
    """A database that a later version of the program has written."""
    database = Database(migrated_url, Clock())
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    await database.close()
    return migrated_url


@pytest.mark.parametrize("words", ["run", "check", "export --json"])
def test_a_newer_database_is_refused_in_one_line(duban, monkeypatch, later_url: str, words: str) -> None:
    monkeypatch.setenv("DATABASE_URL", later_url)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:9")
    code, out, err = duban(*words.split())
    assert code == 1
    (line,) = [line for line in (out + err).splitlines() if "newer version" in line]
    assert "nothing was changed" in line
    assert "Traceback" not in err
    # Refused again: it was left as it was.
    assert duban("migrate")[0] == 1
