"""WeCom (企业微信): text of at most 2048 bytes, pictures within 2 MB, files by upload. The key is the secret."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

import httpx

from bot.channels.mirrors.common import PostFailed, PostImpossible, exchange, judged, post_body
from bot.channels.verdicts import Outcome, Verdict
from domain.bulletin.mirrors import Form, Robot

PICTURE_BYTES = 2 * 1024 * 1024
FILE_BYTES = 20 * 1024 * 1024
LIMITS = {45009: 60.0}


@dataclass(frozen=True, slots=True)
class WeCom:
    robot: Robot
    client: httpx.AsyncClient

    async def prepared(self, form: Form, title: str, text: str, name: str, content: bytes) -> dict[str, Any]:
        if form is Form.PICTURE:
            return _picture(content)
        if form is Form.FILE:
            return {"msgtype": "file", "file": {"media_id": await self._uploaded(name, content)}}
        return {"msgtype": "text", "text": {"content": f"{title}\n{text}"}}

    async def post(self, body: dict[str, Any]) -> Verdict:
        return await post_body(self.client, self.robot, self.robot.address, body, LIMITS, "errcode")

    async def _uploaded(self, name: str, content: bytes) -> str:
        """The media_id, good for three days. An upload shows nothing to anybody, so it may be repeated."""
        if len(content) > FILE_BYTES:
            raise PostImpossible("too large")
        address = f"{self.robot.address.replace('/webhook/send', '/webhook/upload_media')}&type=file"
        try:
            answer = await exchange(self.client, self.robot, address, files={"media": (name, content)})
        except PostFailed as missing:
            raise PostFailed(_repeatable(missing.verdict)) from None
        verdict = _repeatable(judged(answer, LIMITS, "errcode"))
        if verdict.outcome is not Outcome.SENT:
            raise PostFailed(verdict)
        return str(answer.get("media_id", ""))


def _picture(content: bytes) -> dict[str, Any]:
    if len(content) > PICTURE_BYTES:
        raise PostImpossible("too large")
    # WeCom asks for MD5 as a checksum.
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    return {"msgtype": "image", "image": {"base64": base64.b64encode(content).decode(), "md5": digest}}


def _repeatable(verdict: Verdict) -> Verdict:
    if verdict.outcome is not Outcome.UNKNOWN:
        return verdict
    return Verdict(Outcome.LATER, retry_after=30.0, words=verdict.words)
