"""DingTalk (钉钉): markdown of at most 20,000 bytes, signed in the query; pictures only by public addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

import httpx

from bot.channels.mirrors.common import post_body, sign
from bot.channels.verdicts import Verdict
from domain.bulletin.mirrors import Form, Robot, marked_down

# Over 20 a minute DingTalk blocks a robot for ten minutes; asking meanwhile would only prolong it.
BLOCK_SECONDS = 600.0
LIMITS = {130101: BLOCK_SECONDS, 302033: BLOCK_SECONDS, 410100: BLOCK_SECONDS, 90030: BLOCK_SECONDS}


@dataclass(frozen=True, slots=True)
class DingTalk:
    robot: Robot
    client: httpx.AsyncClient
    clock: Callable[[], datetime]

    async def prepared(self, form: Form, title: str, text: str, name: str, content: bytes) -> dict[str, Any]:
        # A line ends where two spaces stand before its end.
        words = "  \n  ".join(marked_down(text).split("\n"))
        heading = marked_down(title)
        return {"msgtype": "markdown", "markdown": {"title": title, "text": f"### {heading}\n\n{words}"}}

    async def post(self, body: dict[str, Any]) -> Verdict:
        return await post_body(self.client, self.robot, self._signed(), body, LIMITS, "errcode")

    def _signed(self) -> str:
        if not self.robot.secret:
            return self.robot.address
        stamp = int(self.clock().timestamp() * 1000)
        signature = sign(self.robot.secret, f"{stamp}\n{self.robot.secret}")
        return f"{self.robot.address}&timestamp={stamp}&sign={quote_plus(signature)}"
