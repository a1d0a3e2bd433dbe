"""The Bot API over HTTP: plain JSON over one aiohttp session.

aiogram would validate each answer into a Message that nobody reads, which cost more than the rest of a delivery.
"""

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import aiohttp

from bot.channels.verdicts import Outcome, Verdict, of_refusal

# The client gives up a little after the server's own limits.
CALL_TIMEOUT = aiohttp.ClientTimeout(total=40, connect=10)
TYPING_SECONDS = 2.0

# A file's name and content.
Upload = tuple[str, bytes]


class ApiError(Exception):
    """An `ok: false` answer, or none. Its text holds no address, hence no token."""

    def __init__(self, verdict: Verdict, code: int = 0) -> None:
        super().__init__(f"{code} {verdict.words}")
        self.verdict = verdict
        self.code = code


class TelegramApi:
    """The Bot API at `base` (https://api.telegram.org) for one token."""

    def __init__(self, base: str, token: str) -> None:
        self._base = base.rstrip("/")
        self._token = token
        self._session: aiohttp.ClientSession | None = None

    async def call(self, method: str, *, wait_seconds: float | None = None, **params: Any) -> Any:
        """The `result` of a method; parameters that are None are left out."""
        body = json.dumps({key: value for key, value in params.items() if value is not None})
        headers = {"Content-Type": "application/json"}
        return await self._post(method, wait_seconds, data=body.encode(), headers=headers)

    async def upload(self, method: str, field: str, name: str, content: bytes, **params: Any) -> Any:
        return await self.send_files(method, {field: (name, content)}, **params)

    async def send_files(self, method: str, uploads: Mapping[str, Upload], **params: Any) -> Any:
        """A method with files by the names of their parts; without any it is a plain call."""
        if not uploads:
            return await self.call(method, **params)
        # Telegram takes names as UTF-8; percent signs would be part of the name.
        form = aiohttp.FormData(quote_fields=False)
        for key, value in params.items():
            if value is not None:
                form.add_field(key, value if isinstance(value, str) else json.dumps(value))
        for field, (name, content) in uploads.items():
            form.add_field(field, content, filename=name)
        return await self._post(method, None, data=form)

    async def say_typing(self, chat_id: int) -> None:
        """The chat shows it for some seconds; nothing depends on it."""
        with suppress(ApiError):
            await self.call("sendChatAction", wait_seconds=TYPING_SECONDS, chat_id=chat_id, action="typing")

    async def download(self, file_path: str) -> bytes:
        """A file of `getFile`; ApiError when it cannot be had."""
        url = f"{self._base}/file/bot{self._token}/{file_path}"
        try:
            async with self._open().get(url, timeout=CALL_TIMEOUT) as answer:
                if answer.status != 200:
                    raise ApiError(Verdict(Outcome.LATER, words="file not served"), answer.status)
                return await answer.read()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise ApiError(Verdict(Outcome.LATER, words=type(error).__name__)) from None

    async def _post(self, method: str, wait_seconds: float | None, **request: Any) -> Any:
        url = f"{self._base}/bot{self._token}/{method}"
        limit = CALL_TIMEOUT if wait_seconds is None else aiohttp.ClientTimeout(wait_seconds, connect=10)
        try:
            async with self._open().post(url, timeout=limit, **request) as answer:
                raw = await answer.read()
                status = answer.status
        except aiohttp.ClientConnectorError as error:
            raise ApiError(Verdict(Outcome.LATER, retry_after=2, words=type(error).__name__)) from None
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            raise ApiError(Verdict(Outcome.UNKNOWN, words=type(error).__name__)) from None
        return _result(status, raw)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            # aiohttp closes its sockets one turn of the loop later.
            await asyncio.sleep(0)


def _result(status: int, raw: bytes) -> Any:
    try:
        answer = json.loads(raw)
    except ValueError:
        raise ApiError(Verdict(Outcome.UNKNOWN, words="not JSON", is_server_error=True), status) from None
    if answer.get("ok"):
        return answer["result"]
    code = int(answer.get("error_code", status))
    verdict = of_refusal(code, str(answer.get("description", "")), answer.get("parameters") or {})
    raise ApiError(verdict, code)
