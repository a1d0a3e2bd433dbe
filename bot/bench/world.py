"""Counties of any size, written straight into a fresh SQLite file, and small measuring tools."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from bot.clock import system_clock
from domain.demo import texts
from domain.office.profile import OfficeProfile
from storage.database import Database
from storage.migrate import migrate

FIRST_OFFICIAL = 50_000
SUPERVISOR = 1001


def database_at(folder: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{folder / 'duban.db'}", system_clock, OfficeProfile())


async def build(folder: Path, *, officials: int, items: int, deadline: date | None = None) -> None:
    """A migrated database: a supervisor, `officials` with a unit each, and items dealt out to the units."""
    database = database_at(folder)
    await migrate(database)
    await database.close()
    with closing(sqlite3.connect(folder / "duban.db")) as connection, connection:
        _fill(connection, officials, items, deadline)


def _fill(connection: sqlite3.Connection, officials: int, items: int, deadline: date | None) -> None:
    now = system_clock()
    at, today = now.strftime("%Y-%m-%d %H:%M:%S.%f"), now.date()
    run = connection.executemany
    people = "INSERT INTO person (person_id, office_id, telegram_id, name, is_active, is_reachable, joined_at)"
    run(f"{people} VALUES (?, 1, ?, ?, 1, 1, '{at}')", [(1, SUPERVISOR, texts.BENCH_SUPERVISOR)])
    persons = [(n + 2, FIRST_OFFICIAL + n, texts.bench_official(n)) for n in range(officials)]
    run(f"{people} VALUES (?, 1, ?, ?, 1, 1, '{at}')", persons)
    run(
        "INSERT INTO unit (unit_id, office_id, name, name_key) VALUES (?, 1, ?, ?)",
        [(n + 1, texts.bench_unit(n), texts.bench_unit(n)) for n in range(officials)],
    )
    run("INSERT INTO seat (office_id, person_id, role, unit_id) VALUES (1, ?, ?, ?)", [(1, "supervisor", None)])
    seats = [(n + 2, "official", n + 1) for n in range(officials)]
    run("INSERT INTO seat (office_id, person_id, role, unit_id) VALUES (1, ?, ?, ?)", seats)
    run(
        "INSERT INTO item (item_id, office_id, number, sub, directive, state, version, long_term, deadline, "
        "deadline_text, target_measure, registered_at, last_moved_on) "
        f"VALUES (?, 1, ?, 0, ?, ?, 1, 0, ?, '', '', '{at}', '{today}')",
        [(n + 1, n + 1, texts.bench_item(n), _state(n, deadline), _deadline(n, today, deadline)) for n in range(items)],
    )
    run(
        "INSERT INTO assignment (office_id, item_id, unit_id, state, version, assigned_on, report_count) "
        f"VALUES (1, ?, ?, ?, 1, '{today}', 0)",
        [(n + 1, n % officials + 1, _state(n, deadline)) for n in range(items)],
    )
    connection.execute("UPDATE office SET last_item_number = ?", (items,))


def _state(number: int, deadline: date | None) -> str:
    return "in_progress" if deadline or number % 5 < 2 else "closed"


def _deadline(number: int, today: date, deadline: date | None) -> str:
    return str(deadline or today + timedelta(days=number % 200 - 10))


def resident_mb(pid: int) -> float:
    """VmRSS of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")
