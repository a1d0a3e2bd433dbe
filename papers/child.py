"""Reading in a child process with limits: a hostile file can neither block nor bloat the bot.

Run as `python -m papers.child` it takes from stdin one line of JSON ({"name", "roster", "memory_mb"}) and the
bytes of the file, and writes JSON to stdout: {"paper": …} or {"refusal": sentence}.
"""

import asyncio
import json
import os
import resource
import sys
from pathlib import Path

from domain.reading import ReadPaper, Roster, paper_from_json, roster_from_json
from papers import errors
from papers.errors import UnreadablePaper

CPU_SECONDS = 15
_HOME = Path(__file__).parents[1]
# The child sees no token and no database address.
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV")


async def read_in_child(
    name: str,
    content: bytes,
    roster: Roster | None = None,
    timeout: float = 20.0,  # noqa: ASYNC109
    memory_mb: int = 400,
) -> ReadPaper:
    """The reading of a file, or UnreadablePaper; a child that takes too long is killed."""
    if len(content) > errors.SIZE_LIMIT:
        raise UnreadablePaper(errors.TOO_LARGE)
    asked = {"name": name, "roster": roster.to_json() if roster else None, "memory_mb": memory_mb}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "papers.child"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_HOME,
        env={key: os.environ[key] for key in PASSED_ON if key in os.environ},
    )
    try:
        async with asyncio.timeout(timeout):
            out, _ = await child.communicate(json.dumps(asked).encode() + b"\n" + content)
    except TimeoutError:
        raise UnreadablePaper(errors.TOO_SLOW) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return _told(out, child.returncode or 0)


def _told(out: bytes, code: int) -> ReadPaper:
    if code != 0:
        # Killed by a limit, or broken by a file that no parser foresaw.
        raise UnreadablePaper(errors.TOO_SLOW if code < 0 else errors.DAMAGED)
    told = json.loads(out)
    if "refusal" in told:
        raise UnreadablePaper(told["refusal"])
    return paper_from_json(told["paper"])


def _limit(memory_mb: int) -> None:
    limits = ((resource.RLIMIT_AS, memory_mb << 20), (resource.RLIMIT_CPU, CPU_SECONDS))
    for kind, most in (*limits, (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


def main() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    _limit(asked["memory_mb"])
    from papers.bulletin_reader import read_paper
    from papers.text import extract_text

    roster = roster_from_json(asked["roster"]) if asked["roster"] else None
    try:
        paper = read_paper(extract_text(asked["name"], sys.stdin.buffer.read()), roster)
        told: dict[str, object] = {"paper": paper.to_json()}
    except UnreadablePaper as refusal:
        told = {"refusal": refusal.sentence}
    except MemoryError:
        told = {"refusal": errors.TOO_SLOW}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
