"""DingTalk (钉钉): markdown of at most 20,000 bytes, signed in the query; pictures only by public addresses."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

import httpx

from bot.channels.mirrors.common import JSON_HEADERS, PostFailed, compact, exchange, judged
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
        try:
            answer = await exchange(
                self.client, self.robot, self._signed(), content=compact(body), headers=JSON_HEADERS
            )
        except PostFailed as missing:
            return missing.verdict
        return judged(answer, "errcode", LIMITS)

    def _signed(self) -> str:
        if not self.robot.secret:
            return self.robot.address
        stamp = str(int(self.clock().timestamp() * 1000))
        return f"{self.robot.address}&timestamp={stamp}&sign={quote_plus(sign(self.robot.secret, stamp))}"


def sign(secret: str, stamp: str) -> str:
    """HMAC-SHA256 keyed by the secret over "stamp\\nsecret", in base64. `stamp` is in milliseconds."""
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
