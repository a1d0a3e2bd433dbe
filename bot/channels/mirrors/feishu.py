"""Feishu (飞书): a post of plain lines within 20 KB, signed in the body; pictures need an app, not a robot."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from bot.channels.mirrors.common import JSON_HEADERS, PostFailed, compact, exchange, judged
from bot.channels.verdicts import Verdict
from domain.bulletin.mirrors import Form, Robot

LIMITS = {11232: 60.0, 11233: 60.0, 99991400: 60.0}


@dataclass(frozen=True, slots=True)
class Feishu:
    robot: Robot
    client: httpx.AsyncClient
    clock: Callable[[], datetime]

    async def prepared(self, form: Form, title: str, text: str, name: str, content: bytes) -> dict[str, Any]:
        # Lines of kind "text" are shown as they are: no markup, no mention.
        lines = [[{"tag": "text", "text": line}] for line in text.split("\n")]
        return {"msg_type": "post", "content": {"post": {"zh_cn": {"title": title, "content": lines}}}}

    async def post(self, body: dict[str, Any]) -> Verdict:
        signed = {**self._signature(), **body}
        try:
            answer = await exchange(
                self.client, self.robot, self.robot.address, content=compact(signed), headers=JSON_HEADERS
            )
        except PostFailed as missing:
            return missing.verdict
        return judged(answer, "code" if "code" in answer else "StatusCode", LIMITS)

    def _signature(self) -> dict[str, str]:
        if not self.robot.secret:
            return {}
        stamp = str(int(self.clock().timestamp()))
        return {"timestamp": stamp, "sign": sign(self.robot.secret, stamp)}


def sign(secret: str, stamp: str) -> str:
    """HMAC-SHA256 keyed by "stamp\\nsecret" over nothing, in base64. `stamp` is in seconds."""
    digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return base64.b64encode(digest).decode()
