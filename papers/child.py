"""Reading in a child process with limits: a hostile file can neither block nor bloat the bot.

Run as `python -m papers.child NAME` it reads the bytes from stdin and writes JSON to stdout: {"paper": …} or
{"refusal": sentence}.
"""

import asyncio
import json
import resource
import sys

from domain.reading import ReadPaper, paper_from_json
from papers import errors
from papers.errors import UnreadablePaper

MEMORY_LIMIT = 600 * 1024 * 1024
CPU_SECONDS = 15


async def read_in_child(name: str, content: bytes, timeout: float = 20.0) -> ReadPaper:  # noqa: ASYNC109
    """The reading of a file, or UnreadablePaper; a child that takes too long is killed."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "papers.child", name),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(timeout):
            out, _ = await child.communicate(content)
    except TimeoutError:
        raise UnreadablePaper(errors.TOO_SLOW) from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    code = child.returncode or 0
    if code != 0:
        # Killed by a limit, or broken by a file that no parser foresaw.
        raise UnreadablePaper(errors.TOO_SLOW if code < 0 else errors.DAMAGED)
    told = json.loads(out)
    if "refusal" in told:
        raise UnreadablePaper(told["refusal"])
    return paper_from_json(told["paper"])


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    _limit()
    from papers.bulletin_reader import read_paper
    from papers.text import extract_text

    try:
        told: dict[str, object] = {
            "paper": read_paper(extract_text(sys.argv[1], sys.stdin.buffer.read())).to_json()
        }
    except UnreadablePaper as refusal:
        told = {"refusal": refusal.sentence}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
