"""Local group robots of WeCom, DingTalk and Feishu over real HTTP: their limits, signatures and error bodies.

Refusals come with HTTP 200, as in life. `faults` holds what goes wrong with the next messages, in order.
"""

import asyncio
import base64
import hashlib
import hmac
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

KEYS = {"wecom": "0a1b2c3d-wecom-key-4e5f", "dingtalk": "0123456789dingtalktoken", "feishu": "aaaa-feishu-hook-bbbb"}
SECRETS = {"dingtalk": "SECdingtalksecret0001", "feishu": "FeishuSecretXyz0002"}
_FIELD = {"wecom": "errcode", "dingtalk": "errcode", "feishu": "code"}


@dataclass
class Posted:
    """What a group shows: `text` of a message, or the bytes and the name of a picture or file."""

    kind: str
    at: datetime
    text: str = ""
    content: bytes = b""
    name: str = ""


@dataclass
class RobotServer:
    """All three kinds on one port. `clock` is the servers' clock, for signatures and limits."""

    clock: Callable[[], datetime]
    server: TestServer | None = None
    posted: dict[str, list[Posted]] = field(default_factory=lambda: {kind: [] for kind in KEYS})
    calls: dict[str, list[datetime]] = field(default_factory=lambda: {kind: [] for kind in KEYS})
    faults: dict[str, deque[str]] = field(default_factory=lambda: {kind: deque() for kind in KEYS})
    keyword: str = "督办"
    secrets: dict[str, str] = field(default_factory=lambda: dict(SECRETS))
    files: dict[str, Posted] = field(default_factory=dict)
    blocked_until: datetime | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def host(self) -> str:
        assert self.server is not None
        return str(self.server.make_url("")).rstrip("/")

    def addresses(self) -> dict[str, str]:
        """The lines of MIRRORS."""
        return {
            "wecom": f"{self.host}/cgi-bin/webhook/send?key={KEYS['wecom']}",
            "dingtalk": f"{self.host}/robot/send?access_token={KEYS['dingtalk']}#secret={SECRETS['dingtalk']}",
            "feishu": f"{self.host}/open-apis/bot/v2/hook/{KEYS['feishu']}#secret={SECRETS['feishu']}",
        }

    def texts(self, kind: str) -> list[str]:
        return [post.text for post in self.posted[kind] if post.kind == "text"]

    # --- HTTP

    def app(self) -> web.Application:
        app = web.Application(client_max_size=30 * 1024 * 1024)
        app.router.add_post("/cgi-bin/webhook/send", self._wecom)
        app.router.add_post("/cgi-bin/webhook/upload_media", self._upload)
        app.router.add_post("/robot/send", self._dingtalk)
        app.router.add_post("/open-apis/bot/v2/hook/{hook}", self._feishu)
        return app

    async def _wecom(self, request: web.Request) -> web.StreamResponse:
        async def judge(raw: bytes) -> tuple[int, Posted | None]:
            if request.query.get("key") != KEYS["wecom"]:
                return 93000, None
            if self._too_often("wecom", 20, 60):
                return 45009, None
            return self._wecom_body(json.loads(raw))

        return await self._serve("wecom", request, judge)

    def _wecom_body(self, body: dict[str, Any]) -> tuple[int, Posted | None]:
        now = self.clock()
        if body["msgtype"] == "text":
            text = body["text"]["content"]
            return (0, Posted("text", now, text)) if len(text.encode()) <= 2048 else (40058, None)
        if body["msgtype"] == "image":
            content = base64.b64decode(body["image"]["base64"])
            if len(content) > 2 * 1024 * 1024:
                return 40009, None
            if hashlib.md5(content).hexdigest() != body["image"]["md5"]:
                return 301019, None
            return 0, Posted("picture", now, content=content)
        if body["msgtype"] == "file":
            kept = self.files.get(body["file"]["media_id"])
            if kept is None or now - kept.at > timedelta(days=3):
                return 40007, None
            return 0, Posted("file", now, content=kept.content, name=kept.name)
        return 40008, None

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        fault = self.faults["upload"].popleft() if self.faults.get("upload") else ""
        if fault == "500":
            return web.Response(status=500, text="busy")
        form = await request.post()
        media = form["media"]
        assert isinstance(media, web.FileField)
        content = media.file.read()
        if request.query.get("key") != KEYS["wecom"]:
            return _said("wecom", 93000)
        if request.query.get("type") != "file" or not 5 < len(content) <= 20 * 1024 * 1024:
            return _said("wecom", 40006)
        media_id = f"media-{len(self.files) + 1}"
        self.files[media_id] = Posted("file", self.clock(), content=content, name=media.filename)
        return web.json_response({"errcode": 0, "errmsg": "ok", "type": "file", "media_id": media_id})

    async def _dingtalk(self, request: web.Request) -> web.StreamResponse:
        async def judge(raw: bytes) -> tuple[int, Posted | None]:
            if request.query.get("access_token") != KEYS["dingtalk"]:
                return 300001, None
            if self._dingtalk_blocks():
                return 130101, None
            stamp, secret = request.query.get("timestamp", ""), self.secrets["dingtalk"]
            digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
            right = request.query.get("sign") == base64.b64encode(digest).decode()
            if not right or not self._is_fresh(float(stamp) / 1000):
                return 310000, None
            body = json.loads(raw)
            text = body["markdown"]["text"]
            if len(raw) > 20_000:
                return 460101, None
            if self.keyword not in text:
                return 310000, None
            return 0, Posted("text", self.clock(), text)

        return await self._serve("dingtalk", request, judge)

    def _dingtalk_blocks(self) -> bool:
        """Over 20 a minute: blocked for ten minutes."""
        now = self.clock()
        if self._too_often("dingtalk", 20, 60) and (self.blocked_until is None or self.blocked_until <= now):
            self.blocked_until = now + timedelta(minutes=10)
        return self.blocked_until is not None and self.blocked_until > now

    async def _feishu(self, request: web.Request) -> web.StreamResponse:
        async def judge(raw: bytes) -> tuple[int, Posted | None]:
            if request.match_info["hook"] != KEYS["feishu"]:
                return 19001, None
            if self._too_often("feishu", 100, 60) or self._too_often("feishu", 5, 1):
                return 11232, None
            if len(raw) > 20 * 1024:
                return 9499, None
            body = json.loads(raw)
            stamp = body.get("timestamp", "0")
            key = f"{stamp}\n{self.secrets['feishu']}".encode()
            right = base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()
            if body.get("sign") != right or not self._is_fresh(float(stamp)):
                return 19021, None
            post = body["content"]["post"]["zh_cn"]
            lines = ["".join(part["text"] for part in line) for line in post["content"]]
            text = "\n".join([post["title"], *lines])
            return (0, Posted("text", self.clock(), text)) if self.keyword in text else (19024, None)

        return await self._serve("feishu", request, judge)

    def _is_fresh(self, stamp: float) -> bool:
        return abs(self.clock().timestamp() - stamp) <= 3600

    def _too_often(self, kind: str, most: int, seconds: float) -> bool:
        since = self.clock() - timedelta(seconds=seconds)
        return len([at for at in self.calls[kind] if at > since]) > most

    async def _serve(self, kind: str, request: web.Request, judge: Any) -> web.StreamResponse:
        self.calls[kind].append(self.clock())
        self.reached.set()
        fault = self.faults[kind].popleft() if self.faults[kind] else ""
        if fault == "500 before":
            return web.Response(status=500, text="<html>busy</html>")
        if fault == "cut before":
            return _cut(request)
        raw = await request.read()
        if fault == "hang":
            await asyncio.sleep(3600)
        code, posted = await judge(raw)
        if fault.lstrip("-").isdecimal():
            code, posted = int(fault), None
        if posted is not None:
            self.posted[kind].append(posted)
        if fault == "500 after":
            return web.Response(status=500, text="<html>busy</html>")
        if fault == "cut after":
            return _cut(request)
        if fault == "html":
            return web.Response(text="<html>sign in</html>", content_type="text/html")
        # Real errors repeat parts of the request: none of it may be kept.
        return _said(kind, code, f"refused {request.rel_url}" if code else "ok")


def _said(kind: str, code: int, words: str = "") -> web.Response:
    name = "msg" if kind == "feishu" else "errmsg"
    return web.json_response({_FIELD[kind]: code, name: words})


def _cut(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


@asynccontextmanager
async def robot_server(clock: Callable[[], datetime]) -> AsyncIterator[RobotServer]:
    made = RobotServer(clock)
    made.faults["upload"] = deque()
    made.server = TestServer(made.app(), host="127.0.0.1")
    await made.server.start_server()
    try:
        yield made
    finally:
        await made.server.close()
