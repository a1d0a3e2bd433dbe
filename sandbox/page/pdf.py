"""Previews of PDF pages, drawn by a program of its own (`render.py`) that may take so long and no longer."""

import asyncio
import sys
from pathlib import Path

from sandbox.errors import ApiError, bad_request

RENDER = Path(__file__).with_name("render.py")
NO_SUCH_PAGE = 4


class Previews:
    """At most two are drawn at a time; one that takes longer than `most` seconds is given up."""

    def __init__(self) -> None:
        self.most = 15.0
        self._slots = asyncio.Semaphore(2)

    async def page(self, content: bytes, number: int) -> tuple[bytes, int]:
        """Page `number`, from 1, as PNG, and how many there are.

        Raises ApiError: 404 when there is none, 400 when the PDF cannot be drawn.
        """
        if not content.startswith(b"%PDF-"):
            raise ApiError(404, "Not Found: the file is no PDF")
        async with self._slots:
            code, out = await self._drawn(content, number)
        if code == NO_SUCH_PAGE:
            raise ApiError(404, "Not Found: there is no such page")
        pages, found, png = out.partition(b"\n")
        if code or not found:
            raise bad_request("the PDF cannot be shown")
        return png, int(pages)

    async def _drawn(self, content: bytes, number: int) -> tuple[int | None, bytes]:
        quiet = asyncio.subprocess.DEVNULL
        pipe = asyncio.subprocess.PIPE
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", str(RENDER), str(number)), stdin=pipe, stdout=pipe, stderr=quiet
        )
        try:
            async with asyncio.timeout(self.most):
                out, _ = await child.communicate(content)
        except TimeoutError:
            raise bad_request("the PDF takes too long to show") from None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
        return child.returncode, out
