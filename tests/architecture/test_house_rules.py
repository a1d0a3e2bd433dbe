"""Rules of the house that no type checker sees: one commit, fenced offices, light commands, migrations."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from alembic import command
from sqlalchemy import CheckConstraint, Connection, event, inspect
from sqlmodel import SQLModel

import storage.tables
from storage.columns import OfficeTable
from storage.database import Database
from storage.migrate import alembic_config, migrate
from tests.building import county
from tests.feeding import feed
from tests.papers.test_reading_shapes import BULLETIN

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "scheduler", "usecases", "storage", "papers", "domain", "sandbox")


def sources() -> dict[str, str]:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "versions" not in path.parts]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}


def test_commit_is_written_once() -> None:
    found = [name for name, text in sources().items() for _ in re.findall(r"\.commit\(\)", text)]
    assert found == ["storage/database.py"]


# Where a session or a connection is opened, or a statement made.
_MAKERS = re.compile(r"storage/(?:tx|database|lease|migrate|inline_sqlite|migrations/.*)\.py")


@pytest.mark.parametrize("line", ["tx.session.exec(query)", "self.tx.connection()", "database.engine.begin()"])
def test_a_way_round_the_fence_is_seen(line: str) -> None:
    assert list(ways_round_the_fence(line))


def ways_round_the_fence(text: str) -> Iterator[int]:
    """Lines that take session, connection or engine: with them any office's rows could be read."""
    for node in ast.walk(ast.parse(text)):
        is_taken = isinstance(node, ast.Attribute) and node.attr in ("session", "connection", "engine")
        if is_taken and ast.unparse(node.value).endswith(("tx", "database")):
            yield node.lineno


def test_statements_are_made_by_tx() -> None:
    found = [
        f"{name}:{line}"
        for name, text in sources().items()
        if not _MAKERS.fullmatch(name)
        for line in ways_round_the_fence(text)
    ]
    assert found == []


def test_a_unit_is_made_in_one_place() -> None:
    found = [name for name, text in sources().items() for _ in re.findall(r"(?<!def )\badd_unit\(|\bUnit\(name", text)]
    assert sorted(found) == ["storage/office/units.py", "usecases/steps/units.py"]


def tables() -> set[type[SQLModel]]:
    """Of every file, also of one that nothing imports."""
    modules = [import_module(one.name) for one in iter_modules(storage.tables.__path__, "storage.tables.")]
    values = [value for module in modules for value in vars(module).values()]
    return {value for value in values if isinstance(value, type) and hasattr(value, "__table__")}


def test_every_table_is_named_where_queries_and_migrations_look() -> None:
    """One of a file that `storage.tables` does not import would be missed by `alembic check`."""
    assert {table.__name__ for table in tables()} <= vars(storage.tables).keys()


def test_a_table_is_of_an_office() -> None:
    """Only so is it fenced; whoever tries a code belongs to no office yet."""
    assert {table for table in tables() if not issubclass(table, OfficeTable)} == {storage.tables.JoinAttempt}


def imported(name: str, text: str, modules: set[str]) -> set[str]:
    """The modules of ours that a file imports, inside functions and for types only too."""
    found = set[str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for longer in (f"{node.module}.{alias.name}" for alias in node.names):
                found.add(longer if longer in modules else str(node.module))
    return found & modules - {name}


def test_no_circles_of_files() -> None:
    """Each file can be read and changed after those that it imports."""
    texts = {
        name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"): text for name, text in sources().items()
    }
    TopologicalSorter({name: imported(name, text, set(texts)) for name, text in texts.items()}).prepare()


def test_no_file_over_400_lines() -> None:
    assert [name for name, text in sources().items() if text.count("\n") > 400] == []


def test_no_folder_of_more_than_30_files() -> None:
    """So many can be looked through; more are divided by subject."""
    folders = Counter(str(Path(name).parent) for name in sources())
    assert [folder for folder, count in folders.items() if count > 30] == []


@pytest.mark.parametrize("words", [["--help"], ["audit", "--help"]])
def test_light_commands_do_not_load_aiogram(words: list[str]) -> None:
    probe = (
        "import sys\nfrom bot.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "assert 'aiogram' not in sys.modules and 'docx' not in sys.modules, 'heavy'"
    )
    done = subprocess.run([sys.executable, "-c", probe, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _forgets_the_office(statement: str, fenced: set[str]) -> bool:
    """A SELECT or UPDATE that starts from a table of an office without asking for the office."""
    plain = " ".join(statement.lower().split())
    match = re.match(r"(?:select .*? from|update) \"?(\w+)\"?", plain)
    if match is None or match[1] not in fenced:
        return False
    return ("office_id" not in plain.partition(" where ")[2] and " where " in plain) or " where " not in plain


async def test_no_query_forgets_its_office(database: Database) -> None:
    fenced = {table.name for table in SQLModel.metadata.tables.values() if "office_id" in table.columns}
    seen: list[str] = []
    listening = False

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if listening:
            seen.append(statement)

    made = await county(database)
    await made.item("修建清溪河堤防", leaders=("吴明远",), subs=("建堤", "绿化"))
    listening = True
    for name, words in (
        ("bob", "/my"),
        ("bob", "/report 1 已开工"),
        ("bob", "/done 1.1 已建成"),
        ("alice", "/desk"),
        ("alice", "/approve 1.1"),
        ("alice", "/status"),
        ("alice", "/overdue"),
        ("alice", "/find 堤防"),
        ("alice", "/item 1"),
        ("alice", "/due 1 12月31日"),
        ("alice", "/assign 1 县财政局"),
        ("alice", "/people"),
        ("alice", "/audit 1"),
        ("alice", "/bulletin"),
        ("alice", "/nudge 1"),
        ("lena", "/my"),
    ):
        await feed(database, name, words)
    assert len(seen) > 50
    assert [statement for statement in seen if _forgets_the_office(statement, fenced)] == []


def _words_of_checks(checks: Iterable[tuple[str | None, str]]) -> dict[str, set[str]]:
    return {str(name): set(re.findall(r"'(\w+)'", said)) for name, said in checks}


async def test_the_database_knows_the_words_of_the_code(database: Database) -> None:
    """A member of an enum that no migration brings cannot be stored; `alembic check` does not compare CHECKs."""
    wanted = {
        table.name: _words_of_checks(
            (str(one.name), str(one.sqltext)) for one in table.constraints if isinstance(one, CheckConstraint)
        )
        for table in SQLModel.metadata.tables.values()
    }

    def kept(connection: Connection) -> dict[str, dict[str, set[str]]]:
        found = {name: inspect(connection).get_check_constraints(name) for name in wanted}
        return {name: _words_of_checks((one["name"], one["sqltext"]) for one in rows) for name, rows in found.items()}

    async with database.engine.connect() as connection:
        assert await connection.run_sync(kept) == wanted


async def test_migrations_go_down_and_up_again(database_url: str, clock: Any) -> None:
    database = Database(database_url, clock)
    try:
        await migrate(database)

        def stairs(connection: Connection) -> list[str]:
            command.downgrade(alembic_config(connection), "base")
            left = set(inspect(connection).get_table_names()) - {"alembic_version"}
            command.upgrade(alembic_config(connection), "head")
            return sorted(left)

        async with database.engine.begin() as connection:
            assert await connection.run_sync(stairs) == []
    finally:
        await database.close()


def test_the_fictional_bulletin_is_ours() -> None:
    samples = ROOT.parent / "shared" / "samples" / "00-seed.txt"
    if not samples.exists():
        pytest.skip("the sample documents lie beside the project, not in it")
    seed = re.sub(r"\s", "", samples.read_text(encoding="utf-8"))
    for text in (BULLETIN, (ROOT / "domain" / "demo" / "county.py").read_text(encoding="utf-8")):
        plain = re.sub(r"\s", "", text)
        shared = [plain[place : place + 30] for place in range(len(plain) - 30) if plain[place : place + 30] in seed]
        assert shared == []
