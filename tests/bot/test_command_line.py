"""The command line as a person types it, in this process; each test has its own folder and database."""

import asyncio
import json
import sys
import tomllib
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text

from bot.cli import main
from storage.audit import entries_about
from storage.database import Database
from storage.delivery import inbox
from storage.tables import InboxState
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

    yield typed
    # `duban run` logs to the stdout of this test, which is closed after it.
    structlog.reset_defaults()


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


WORDS = "涉及个人的话"
UPDATE = {
    "update_id": 123,
    "message": {"message_id": 5, "date": 1, "chat": {"id": 2001, "type": "private"}, "text": WORDS},
}


@pytest.fixture
async def inbox_url(migrated_url: str, monkeypatch) -> str:
    """U-123 of a private chat failed five times; U-124 of a group is done."""
    database = Database(migrated_url, Clock())
    async with database.transaction() as tx:
        await inbox.store(tx, [(123, 2001, json.dumps(UPDATE)), (124, -7, '{"update_id": 124}')])
    async with database.transaction() as tx:
        failed, good = await inbox.waiting(tx)
        await inbox.set_aside(tx, failed.inbox_id, state=InboxState.DEAD, attempts=5, error="KeyError")
        await inbox.finish(tx, [good.inbox_id])
    await database.close()
    monkeypatch.setenv("DATABASE_URL", migrated_url)
    return migrated_url


def test_set_aside_updates_are_listed_without_what_was_written(duban, inbox_url: str) -> None:
    assert duban("inbox") == (0, "U-123  2026-11-23 09:00  private  message  KeyError  5 tries\n", "")


def test_one_is_shown_by_its_number_and_its_words_only_when_asked(duban, inbox_url: str) -> None:
    code, out, _ = duban("inbox", "show", "U-123")
    assert code == 0
    for line in ("state     set aside", "chat      private 2001", "error     KeyError", "tries     5 tries"):
        assert line in out.splitlines()
    assert "holds     message_id, date, chat, text" in out
    assert WORDS not in out
    assert WORDS in duban("inbox", "show", "u-123", "--text")[1]
    assert "state     done" in duban("inbox", "show", "124")[1]


async def _waiting_and_told(url: str) -> tuple[list[tuple[int, int, str]], list[tuple[str, str]]]:
    database = Database(url, Clock())
    async with database.reading() as tx:
        rows = [(row.update_id, row.attempts, row.error) for row in await inbox.waiting(tx)]
        told = [(entry.action, entry.subject) for entry in await entries_about(tx)]
    await database.close()
    return rows, told


def test_a_retried_update_waits_as_if_it_had_just_come_and_is_audited(duban, inbox_url: str) -> None:
    code, out, _ = duban("inbox", "retry", "U-123")
    assert (code, out) == (0, "U-123 waits again; the bot works on it as soon as it runs.\n")
    assert asyncio.run(_waiting_and_told(inbox_url)) == ([(123, 0, "")], [("retry_update", "U-123")])
    assert duban("inbox") == (0, "Nothing is set aside.\n", "")


def test_what_cannot_be_retried_is_told_in_one_line(duban, inbox_url: str) -> None:
    assert duban("inbox", "retry", "124") == (1, "", "U-124 is done; there is nothing to retry.\n")
    for act in ("retry", "show"):
        code, _, err = duban("inbox", act, "U-125")
        assert (code, err.count("\n"), "no update U-125" in err) == (1, 1, True)
        assert duban("inbox", act, "R-125")[0] == 2
