"""Whoever follows a reference arrives: comments, docs and README name only files of this repository."""

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bot.cli.main import app
from domain.commands import BY_NAME

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "scheduler", "usecases", "storage", "papers", "domain", "sandbox", "scripts", "tests")
PAGES = ("README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
_PAGE = re.compile(r"(?<![\w/.])(?:[\w-]+/)*[\w-]+\.md\b")
_SOURCE = re.compile(rf"(?<![\w/.-])(?:{'|'.join(ROOMS)}|docs)/[\w/.-]*\w")


def missing_pages(text: str) -> list[str]:
    """Pages that a source names: with their folder, so that they can be opened from the top."""
    return [name for name in _PAGE.findall(text) if not (ROOT / name).is_file()]


@pytest.mark.parametrize("room", ROOMS)
def test_a_source_names_only_pages_that_are_here(room: str) -> None:
    files = [path for path in (ROOT / room).rglob("*.py") if path != Path(__file__)]
    found = {str(path.relative_to(ROOT)): missing_pages(path.read_text(encoding="utf-8")) for path in files}
    assert {name: pages for name, pages in found.items() if pages} == {}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_files_that_are_here(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in _SOURCE.findall(text) if not (ROOT / name).exists()] == []


def commands_of_the_line() -> set[str]:
    """ "run", "inbox retry" and so on."""

    def below(group: Any, before: str = "") -> set[str]:
        names = {f"{before}{name}": one for name, one in getattr(group, "commands", {}).items()}
        return set(names).union(*(below(one, f"{name} ") for name, one in names.items()))

    return below(get_command(app))


def unknown_commands(text: str, there: set[str]) -> list[str]:
    """What a page says of a bot's command (`/word …`) or of the command line (`duban word …`) that there is none of."""
    said = [(typed.split("[")[0].split(), typed) for typed in re.findall(r"\bduban ([a-z][^`\n]*)", text)]
    lines = [typed for words, typed in said if words[0] not in there]
    return [*lines, *(name for name in re.findall(r"`/([a-z]+)", text) if name not in BY_NAME)]


@pytest.mark.parametrize("page", [*PAGES, "CHANGELOG.md"])
def test_a_page_names_only_commands_that_are_there(page: str) -> None:
    assert unknown_commands((ROOT / page).read_text(encoding="utf-8"), commands_of_the_line()) == []


def test_the_readme_tells_of_every_command_of_the_line() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    left_out = {name for name in commands_of_the_line() if not re.search(rf"(?:\bduban |/ `){name}\b", readme)}
    assert left_out == set()


def test_a_command_that_is_not_there_is_found() -> None:
    text = "`/nowhere 37`, `/my`, `duban runn` and `duban inbox [show U-123]`"
    assert unknown_commands(text, {"inbox"}) == ["runn", "nowhere"]


def test_a_page_that_is_not_here_is_found() -> None:
    assert missing_pages("see design.md section 4 and docs/glossary.md") == ["design.md"]
