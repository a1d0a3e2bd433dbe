"""Feishu (飞书): a post of plain lines within 20 KB, signed in the body; pictures need an app, not a robot."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from bot.channels.mirrors.common import post_body, sign
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
        return await post_body(self.client, self.robot, self.robot.address, signed, LIMITS, "code", "StatusCode")

    def _signature(self) -> dict[str, str]:
        if not self.robot.secret:
            return {}
        stamp = str(int(self.clock().timestamp()))
        # The words are the key, over nothing.
        return {"timestamp": stamp, "sign": sign(f"{stamp}\n{self.robot.secret}", "")}
