"""Whoever follows a reference arrives: comments, docs and README name only files of this repository."""

import re
from pathlib import Path

import pytest

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


def test_a_page_that_is_not_here_is_found() -> None:
    assert missing_pages("see design.md section 4 and docs/glossary.md") == ["design.md"]
