"""The demo's bot without its parent: it ends whenever stdin does."""

import asyncio
import sys
from pathlib import Path

from tests.acceptance.harness import ROOT

WAIT_SECONDS = 100


async def test_a_parent_that_is_gone_before_the_bot_is_up(tmp_path: Path) -> None:
    # Nothing listens there, so it never comes up.
    words = ("--api", "http://127.0.0.1:1", "--token", "1:none", "--data", str(tmp_path), "--ahead", "0")
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.demo.child", *words),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            out, _ = await child.communicate(b"ahead 60\n")
        assert out.splitlines() in ([], [b"moved 60"])
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
