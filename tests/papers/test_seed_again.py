"""The seed bulletin, imported and published again: its text comes back item by item, its numbers and counts mended."""

import difflib
import re
from pathlib import Path

import pytest

from domain.bulletin.proofread import disagreements
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json, entry_text, to_paper
from domain.papers.reading import ReadItem, ReadPaper
from papers.reading.bulletin_reader import read_paper
from papers.reading.layout import paragraphs
from storage.bulletin import bulletins
from storage.database import Database
from tests.building import county
from tests.papers.test_round_trip import printed
from tests.usecases.bulletin.test_bulletin import bind
from usecases.bulletin.drafts import make_draft
from usecases.bulletin.publish import publish
from usecases.papers.write_import import import_reading

SEED = Path(__file__).parents[3] / "shared" / "samples" / "00-seed.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the sample documents lie beside the project, not in it")


async def published_again(database: Database, paper: ReadPaper) -> BulletinSnapshot:
    made = await county(database)
    await bind(database, made)
    async with database.transaction() as tx:
        await import_reading(tx, paper)
    async with database.transaction() as tx:
        (meeting,) = await bulletins.meetings_like(tx, "")
        row = await make_draft(tx, None, meeting)
        await publish(tx, row.bulletin_id, row.version, None)
        again = await bulletins.by_id(tx, row.bulletin_id)
        assert again is not None
        return bulletin_from_json(again.snapshot)


def as_printed(item: ReadItem, text: str) -> str:
    """The item's own lines in the source, without spaces, its number, or where a quote closes."""
    first, last = item.source_lines
    lines = text.splitlines()[first - 1 : last]
    return plain("".join(lines))


def plain(words: str) -> str:
    """What must be equal: all but layout, the printed number, and the marks around the quoted directive."""
    bare = re.sub(r"^\d+、", "", re.sub(r"\s", "", words))
    return re.sub(r"[“”。：；，]", "", bare)


async def test_item_by_item_the_words_are_those_of_the_source(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SEED.read_text()
    paper = read_paper(text)
    again = await published_again(database, paper)
    assert len(again.entries) == len(paper.items) == 17
    for entry, item in zip(again.entries, paper.items, strict=True):
        assert plain(entry_text(entry)) == as_printed(item, text), entry.label
    changed = _differences(text, printed(to_paper(again)))
    with capsys.disabled():
        print("\n" + "\n".join(changed))
    mended = "\n".join(changed)
    assert "-县政府第二十一常务会议确定事项16件" in mended
    assert "+一、已完成工作11件（占64.7%）。" in mended
    assert "+二、需长期开展和正在推进的工作6件（占35.3%）。" in mended
    assert not [line for line in changed if re.match(r"[+-]\d+、", line) and not _is_renumbered(line, changed)]


async def test_text_and_punctuation_come_back(database: Database) -> None:
    """All but layout: what a clerk would see changed is the item numbers that the source repeats, the closing marks
    around directives, and figures that do not add up there."""
    text = SEED.read_text()
    paper = read_paper(text)
    again = await published_again(database, paper)
    for entry, item in zip(again.entries, paper.items, strict=True):
        first, last = item.source_lines
        source = _words("".join(text.splitlines()[first - 1 : last]))
        ours = _words(entry_text(entry))
        assert _marks_moved(source, ours) <= ALLOWED_MARKS, entry.label
        for said in (entry.progress, *(progress for _, progress in entry.sub_entries)):
            assert not said or _words(said).rstrip("。") in source, entry.label


# A directive's quotation may close before or after its stop, and the stop before ① is a colon.
ALLOWED_MARKS = set("“”。：；")


def _words(text: str) -> str:
    return re.sub(r"^\d+、", "", re.sub(r"\s", "", text))


def _marks_moved(one: str, other: str) -> set[str]:
    """Characters that stand in but one of the two."""
    told = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return {mark for sort, a, b, c, d in told if sort != "equal" for mark in one[a:b] + other[c:d]}


def _differences(source: str, product: str) -> list[str]:
    """Lines that differ once page breaks and spaces are gone, the source's with -, the product's with +."""
    ours = [_line(line) for line in product.splitlines() if line.strip()]
    theirs = [_line(line) for line in _joined(source)]
    told = difflib.unified_diff(theirs, ours, "00-seed.txt", "published again", lineterm="", n=0)
    return [line for line in told if not line.startswith(("---", "+++", "@@"))]


def _line(words: str) -> str:
    return re.sub(r"\s", "", words)


def _joined(source: str) -> list[str]:
    """Paragraphs that a page break cut are whole again, and so is a line that the reader parts at a stop."""
    joined: list[str] = []
    last = (0, 0)
    for one in paragraphs(source):
        is_same_line = one.lines == last and not re.match(r"\d+、", one.text)
        joined = [*joined[:-1], joined[-1] + one.text] if is_same_line else [*joined, one.text]
        last = one.lines
    return joined


def _is_renumbered(line: str, changed: list[str]) -> bool:
    """The same words stand on the other side under another number (3, 3, 4 … became 3, 4, 5 …)."""
    other = "+" if line[0] == "-" else "-"
    return any(one[0] == other and plain(one[1:]) == plain(line[1:]) for one in changed)


async def test_the_words_check_has_nothing_to_say(database: Database) -> None:
    """Its items and their parts as they are: 会议已召开, 方案已印发 and 各项工作有序推进 agree with their states."""
    again = await published_again(database, read_paper(SEED.read_text()))
    assert sum(bool(entry.sub_entries) for entry in again.entries) == 2
    assert disagreements(again, [again]) == ()
