"""What the robots of WeCom, DingTalk and Feishu share: one call by httpx, and what its answer says.

The real address, which holds the robot's token, exists on the wire only: httpx's log lines and exceptions
know the public one. Of an answer nothing is kept but its code: its words may repeat what was sent.
"""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any, Protocol

import httpx

from bot.channels.verdicts import Outcome, Verdict
from domain.bulletin.mirrors import Form, Robot
from domain.bulletin.mirrors_texts import TEST_LINE, TEST_TITLE

JSON_HEADERS = {"Content-Type": "application/json; charset=utf-8"}
CALL_SECONDS = 60.0
# A refused or cut connection is tried again soon; a limit by HTTP alone rests a minute.
NETWORK_SECONDS = 30.0
LIMIT_SECONDS = 60.0
_CODES = {"errcode", "code", "StatusCode"}


class PostFailed(Exception):
    """Nothing can be posted; `verdict` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.words)
        self.verdict = verdict


class PostImpossible(Exception):
    """The message can never be made, such as a file over the robot's size. Its text says why, in a word."""


class MirrorChannel(Protocol):
    """One robot. `prepared` may upload but posts nothing; `post` is the one call that posts."""

    async def prepared(self, form: Form, title: str, text: str, name: str, content: bytes) -> dict[str, Any]:
        """The body of the message; PostFailed when there is none yet, PostImpossible when there never will be."""
        ...

    async def post(self, body: dict[str, Any]) -> Verdict: ...


class _SecretTransport(httpx.AsyncBaseTransport):
    def __init__(self) -> None:
        # A connection that the other side closed while idle would look like an unknown outcome.
        self._wire = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        real = httpx.Request(
            request.method,
            request.extensions["address"],
            headers=request.headers,
            stream=request.stream,
            extensions={"timeout": request.extensions["timeout"]},
        )
        return await self._wire.handle_async_request(real)

    async def aclose(self) -> None:
        await self._wire.aclose()


def open_client() -> httpx.AsyncClient:
    """A client for `exchange`; the caller closes it."""
    return httpx.AsyncClient(transport=_SecretTransport(), timeout=httpx.Timeout(30, connect=10))


async def post_body(
    client: httpx.AsyncClient,
    robot: Robot,
    address: str,
    body: dict[str, Any],
    limits: Mapping[int, float],
    *fields: str,
) -> Verdict:
    """The one call that posts; the answer tells its code in the first of `fields` that it has."""
    try:
        answer = await exchange(client, robot, address, content=compact(body), headers=JSON_HEADERS)
    except PostFailed as missing:
        return missing.verdict
    return judged(answer, limits, *fields)


async def exchange(client: httpx.AsyncClient, robot: Robot, address: str, **request: Any) -> dict[str, Any]:
    """The JSON object that answers a POST; PostFailed when there is none."""
    try:
        async with asyncio.timeout(CALL_SECONDS):
            answer = await client.post(f"{robot.host}/", extensions={"address": address}, **request)
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise PostFailed(_later(NETWORK_SECONDS, type(error).__name__)) from None
    except (httpx.HTTPError, TimeoutError) as error:
        raise PostFailed(Verdict(Outcome.UNKNOWN, words=type(error).__name__)) from None
    status = answer.status_code
    if status >= 500:
        raise PostFailed(Verdict(Outcome.UNKNOWN, words=f"HTTP {status}", is_server_error=True))
    if status == 429:
        raise PostFailed(_later(LIMIT_SECONDS, "HTTP 429"))
    try:
        body = answer.json()
    except ValueError:
        body = None
    if isinstance(body, dict) and (status < 300 or _CODES & body.keys()):
        return body
    # Some gateway's page: with 200 it may stand before or behind the robot.
    outcome = Outcome.UNKNOWN if status < 300 else Outcome.DEAD
    raise PostFailed(Verdict(outcome, words=f"HTTP {status}"))


def judged(body: Mapping[str, Any], limits: Mapping[int, float], *fields: str) -> Verdict:
    """The verdict on an answer's code. `limits`: seconds to rest by code; -1 is "system busy", so unknown."""
    code = next((body[name] for name in fields if name in body), None)
    if not isinstance(code, int) or code == -1:
        return Verdict(Outcome.UNKNOWN, words=f"code {code}" if isinstance(code, int) else "no code")
    if code == 0:
        return Verdict(Outcome.SENT)
    if code in limits:
        return _later(limits[code], str(code))
    return Verdict(Outcome.DEAD, words=str(code))


def _later(seconds: float, words: str) -> Verdict:
    return Verdict(Outcome.LATER, retry_after=seconds, words=words)


def compact(body: dict[str, Any]) -> bytes:
    """JSON as it is counted: UTF-8, without spaces."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def sign(key: str, words: str) -> str:
    """HMAC-SHA256 in base64, as robots are signed."""
    return base64.b64encode(hmac.new(key.encode(), words.encode(), hashlib.sha256).digest()).decode()


async def post_test_line(channel: MirrorChannel) -> str:
    """Post a line that says it is a test; gives the error, empty when it was posted."""
    body = await channel.prepared(Form.TEXT, TEST_TITLE, TEST_LINE, "", b"")
    verdict = await channel.post(body)
    return "" if verdict.outcome is Outcome.SENT else verdict.words
