"""A browser's side of the sandbox's page: JSON requests and server-sent events."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp

from sandbox import Sandbox


@dataclass
class Told:
    """One server-sent event."""

    kind: str
    data: Any
    id: int | None = None


@dataclass
class Watcher:
    """One open stream; `next` skips what came before the kind that is wanted."""

    response: aiohttp.ClientResponse
    seen: list[Told] = field(default_factory=list)
    comments: int = 0

    async def read(self) -> Told | None:
        """The next event of any kind; None when the stream has ended."""
        fields: dict[str, str] = {}
        while line := (await self.response.content.readline()).decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if name:
                fields[name] = value
            elif line.startswith(":"):
                self.comments += 1
            elif "event" in fields:
                number = int(fields["id"]) if "id" in fields else None
                told = Told(fields["event"], json.loads(fields["data"]), number)
                self.seen.append(told)
                return told
            else:
                fields = {}
        return None

    async def next(self, *kinds: str) -> Told:
        while told := await self.read():
            if told.kind in kinds:
                return told
        raise AssertionError(f"the stream ended; seen: {[one.kind for one in self.seen]}")


@dataclass
class Browser:
    sandbox: Sandbox
    session: aiohttp.ClientSession

    async def get(self, path: str, **options: Any) -> tuple[int, Any]:
        async with self.session.get(f"{self.sandbox.url}{path}", **options) as answer:
            return answer.status, await answer.json()

    async def post(self, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
        async with self.session.post(f"{self.sandbox.url}{path}", json=body, **options) as answer:
            return answer.status, await answer.json()

    async def upload(self, content: bytes, name: str, **fields: object) -> tuple[int, Any]:
        # As browsers do: names in plain UTF-8.
        form = aiohttp.FormData(quote_fields=False)
        for key, value in fields.items():
            form.add_field(key, str(value))
        form.add_field("file", BytesIO(content), filename=name)
        async with self.session.post(f"{self.sandbox.url}/sandbox/file", data=form) as answer:
            return answer.status, await answer.json()

    @asynccontextmanager
    async def watch(self, after: int | None = None, last_id: int | None = None) -> AsyncIterator[Watcher]:
        params = {} if after is None else {"after": str(after)}
        headers = {} if last_id is None else {"Last-Event-ID": str(last_id)}
        url = f"{self.sandbox.url}/sandbox/stream"
        async with self.session.get(url, params=params, headers=headers) as response:
            assert response.status == 200
            yield Watcher(response)
