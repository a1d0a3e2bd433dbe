"""Reading in a child process with limits: a hostile file can neither block nor bloat the bot.

Run as `python -m papers.child` it takes from stdin one line of JSON ({"job", "name", "memory_mb"} and "roster" or
"today", "cpu_seconds" where more are needed) and the bytes of the file, and writes JSON to stdout: {"paper": …},
{"calendar": …}, {"docx": …}, {"refusal": sentence} or, of a file that is classified, {"mark": …}:
whatever is asked, that comes first.
"""

import asyncio
import json
import os
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from domain.bulletin.editions.returned import ReturnedDocx, returned_from_json
from domain.dates.calendar_paper import CalendarPaper, calendar_from_json
from domain.papers import unreadable
from domain.papers.reading import ReadPaper, Roster, ScannedText, paper_from_json, roster_from_json
from domain.papers.unreadable import ClassifiedPaper, UnreadablePaper
from domain.stored import read_stored
from papers.scans.pages import PAGES_AT_MOST
from papers.scans.recognise import can_recognise

CPU_SECONDS, WAIT_SECONDS, MEMORY_MB = 15, 20.0, 400
# Twenty scanned pages take a minute on two cores; the engine reserves far more addresses than it fills.
SCAN_CPU_SECONDS, SCAN_WAIT_SECONDS, SCAN_MEMORY_MB = 400, 240.0, 6000
_HOME = Path(__file__).parents[1]
# The child sees no token and no database address.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")


async def read_in_child(
    name: str,
    content: bytes,
    roster: Roster | None = None,
    timeout: float = WAIT_SECONDS,  # noqa: ASYNC109
    memory_mb: int = MEMORY_MB,
) -> ReadPaper:
    """The reading of a file, or UnreadablePaper. What is a scan is recognised, where that is installed."""
    known = roster.to_json() if roster else None
    asked = {"job": "read", "name": name, "roster": known, "memory_mb": memory_mb}
    try:
        told = await ask_child("papers.child", asked, content, timeout)
    except UnreadablePaper as refusal:
        if refusal.sentence not in (unreadable.SCANNED, unreadable.PICTURE) or not can_recognise():
            raise
        told = await _ask_to_recognise({**asked, "job": "recognise"}, content)
    return paper_from_json(told["paper"])


async def read_photos_in_child(
    name: str, pages: Sequence[bytes], roster: Roster | None, before: ScannedText | None
) -> ReadPaper:
    """One paper on photos, after the pages that were read `before`; without items, it is as it is looked over."""
    count = len(pages) + (before.pages if before else 0)
    if not can_recognise():
        raise UnreadablePaper(unreadable.PICTURE)
    if count > PAGES_AT_MOST:
        raise UnreadablePaper(unreadable.SCAN_TOO_LONG.format(pages=count, limit=PAGES_AT_MOST))
    asked = {
        "job": "photos",
        "name": name,
        "roster": roster.to_json() if roster else None,
        "sizes": [len(page) for page in pages],
        "before": asdict(before) if before else None,
    }
    return paper_from_json((await _ask_to_recognise(asked, b"".join(pages)))["paper"])


async def _ask_to_recognise(
    asked: dict[str, Any],
    content: bytes,
    timeout: float = SCAN_WAIT_SECONDS,  # noqa: ASYNC109
) -> dict[str, Any]:
    limits = {"memory_mb": SCAN_MEMORY_MB, "cpu_seconds": SCAN_CPU_SECONDS}
    return await ask_child("papers.child", asked | limits, content, timeout)


async def look_over_in_child(name: str, content: bytes) -> ReadPaper:
    """A file in which no items were found: its figures and its stretches, or UnreadablePaper."""
    return paper_from_json((await ask_child("papers.child", {"job": "look_over", "name": name}, content))["paper"])


async def read_calendar_in_child(name: str, content: bytes, today: date) -> CalendarPaper:
    """The working days that a file settles (papers.calendar_sheets), or UnreadablePaper."""
    asked = {"job": "calendar", "name": name, "today": today.isoformat()}
    return calendar_from_json((await ask_child("papers.child", asked, content))["calendar"])


async def read_docx_in_child(content: bytes) -> ReturnedDocx:
    """A docx paragraph by paragraph (papers.files.docx_paragraphs), or UnreadablePaper."""
    told = await ask_child("papers.child", {"job": "docx", "name": ""}, content)
    return returned_from_json(told["docx"])


async def look_in_child(name: str, content: bytes) -> None:
    """ClassifiedPaper where a file that nobody reads bears a mark; one that does not open has none to be seen."""
    try:
        await ask_child("papers.child", {"job": "look", "name": name}, content)
    except ClassifiedPaper:
        raise
    except UnreadablePaper:
        return


async def look_at_picture_in_child(name: str, content: bytes) -> None:
    """As `look_in_child`, of a photo or a scan: the head of its first page is recognised."""
    try:
        await _ask_to_recognise({"job": "look_at", "name": name}, content, WAIT_SECONDS)
    except ClassifiedPaper:
        raise
    except UnreadablePaper:
        return


async def ask_child(
    module: str,
    asked: dict[str, Any],
    content: bytes,
    timeout: float = WAIT_SECONDS,  # noqa: ASYNC109
) -> dict[str, Any]:
    """What `python -m module` (see `serve`) tells of a file; a child that takes too long is killed."""
    if len(content) > unreadable.SIZE_LIMIT:
        raise UnreadablePaper(unreadable.TOO_LARGE)
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_HOME,
        env={key: os.environ[key] for key in PASSED_ON if key in os.environ},
    )
    try:
        async with asyncio.timeout(timeout):
            out, _ = await child.communicate(json.dumps({"memory_mb": MEMORY_MB, **asked}).encode() + b"\n" + content)
    except TimeoutError:
        raise UnreadablePaper(unreadable.TOO_SLOW) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return _told(out, child.returncode or 0)


def _told(out: bytes, code: int) -> dict[str, Any]:
    if code != 0:
        # Killed by a limit, or broken by a file that no parser foresaw.
        raise UnreadablePaper(unreadable.TOO_SLOW if code < 0 else unreadable.DAMAGED)
    told: dict[str, Any] = json.loads(out)
    if "mark" in told:
        raise ClassifiedPaper(told["mark"])
    if "refusal" in told:
        raise UnreadablePaper(told["refusal"])
    return told


def serve(read: Callable[[dict[str, Any], bytes], dict[str, Any]]) -> None:
    """The child's side: limits first, no mark of classification, then `read` the file as asked, and tell or refuse."""
    asked = json.loads(sys.stdin.buffer.readline())
    seconds = asked.get("cpu_seconds", CPU_SECONDS)
    limits = ((resource.RLIMIT_AS, asked["memory_mb"] << 20), (resource.RLIMIT_CPU, seconds))
    for kind, most in (*limits, (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))
    from papers.files.marks import refuse_marked

    try:
        content = sys.stdin.buffer.read()
        refuse_marked(asked["name"], content)
        told = read(asked, content)
    except ClassifiedPaper as refusal:
        told = {"mark": refusal.mark}
    except UnreadablePaper as refusal:
        told = {"refusal": refusal.sentence}
    except MemoryError:
        told = {"refusal": unreadable.TOO_SLOW}
    sys.stdout.write(json.dumps(told))


def _read(asked: dict[str, Any], content: bytes) -> dict[str, Any]:
    if asked["job"] == "look":
        return {}
    if asked["job"] == "look_at":
        from papers.scans.heads import refuse_marked_head

        refuse_marked_head(asked["name"], content)
        return {}
    if asked["job"] == "calendar":
        from papers.calendar_sheets import read_calendar

        today = date.fromisoformat(asked["today"])
        return {"calendar": read_calendar(asked["name"], content, today).to_json()}
    if asked["job"] == "docx":
        from papers.files.docx_paragraphs import docx_paragraphs

        return {"docx": docx_paragraphs(content).to_json()}
    from papers.files.text import extract_text
    from papers.understood import look_over, understand

    if asked["job"] == "recognise":
        return {"paper": _recognised(asked, content).to_json()}
    if asked["job"] == "photos":
        return {"paper": _on_photos(asked, content).to_json()}
    text = extract_text(asked["name"], content)
    if asked["job"] == "look_over":
        return {"paper": look_over(text).to_json()}
    roster = roster_from_json(asked["roster"]) if asked["roster"] else None
    return {"paper": understand(text, roster).to_json()}


def _recognised(asked: dict[str, Any], content: bytes) -> ReadPaper:
    """The paper on a scan. Its letters may be wrong, so its figures are not said to be."""
    from papers.scans.recognise import recognise

    return _of_scan(asked, recognise(asked["name"], content))


def _of_scan(asked: dict[str, Any], told: ScannedText) -> ReadPaper:
    from papers.scans.doubts import with_unsure
    from papers.understood import understand

    roster = roster_from_json(asked["roster"]) if asked["roster"] else None
    return with_unsure(understand(told.text, roster, checks_figures=False), told.unsure)


def _on_photos(asked: dict[str, Any], content: bytes) -> ReadPaper:
    """The first page of a paper may bear its head alone: it is kept for those that follow."""
    from papers.scans.recognise import recognise
    from papers.understood import look_over

    pages, at = [], 0
    for size in asked["sizes"]:
        pages.append(content[at : at + size])
        at += size
    scan = recognise(asked["name"], *pages)
    if asked["before"]:
        scan = read_stored(ScannedText, asked["before"]).followed_by(scan)
    try:
        paper = _of_scan(asked, scan)
    except UnreadablePaper as refusal:
        if refusal.sentence != unreadable.NO_ITEMS:
            raise
        paper = replace(look_over(scan.text), anomalies=(), is_recognised=True)
    return replace(paper, scan=scan, parts=())


if __name__ == "__main__":
    serve(_read)
