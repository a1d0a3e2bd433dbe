"""Bytes on the wire: one compact JSON writer for every answer and update, and request bodies to `Params`."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from sandbox.errors import ApiError, bad_request

Json = dict[str, Any]
UPLOAD_MOST = 50 << 20
# All parts of a body together.
BODY_MOST = UPLOAD_MOST + (1 << 20)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump(value: object) -> bytes:
    """Compact UTF-8 JSON. A lone surrogate cannot be UTF-8, so such a value goes out \\u-escaped."""
    try:
        return _encode(value).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode()


def picked(thing: object, *names: str) -> Json:
    """Fields of a thing, as they go out."""
    return {name: getattr(thing, name) for name in names}


@dataclass(slots=True)
class Upload:
    """One file of a multipart body."""

    file_name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class Params:
    """A call's parameters. Values are native (JSON bodies) or strings (forms); the readers take both."""

    values: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str) -> int | None:
        """None when absent or not a whole number, which Telegram treats alike."""
        value = self.values.get(name)
        if isinstance(value, int):
            return int(value)
        try:
            return int(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        return value.lower() in {"true", "1", "yes"} if isinstance(value, str) else bool(value)

    def structure(self, name: str) -> Any:
        """A JSON-serialised parameter (keyboard, entities, scope), parsed; None when absent or empty."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file sent as part `name`, directly or by `attach://part`."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)


async def read_params(request: web.Request) -> Params:
    """Query string and body (JSON, urlencoded or multipart) together; the body wins. Raises ApiError."""
    values: Json = dict(request.query) if request.query_string else {}
    if request.method != "POST":
        return Params(values)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.read()
    if kind == "application/json":
        values.update(_json_object(body))
    elif kind == "application/x-www-form-urlencoded":
        values.update(_form(body))
    return Params(values)


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except ValueError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _json_object(body: bytes) -> Json:
    if not body:
        return {}
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected as JSON body")
    return value


async def _multipart(request: web.Request, values: Json) -> Params:
    params, left = Params(values), BODY_MOST
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                raise bad_request("can't parse multipart form data")
            content = await _capped(part, min(left, UPLOAD_MOST))
            if part.filename is None:
                params.values[part.name] = content.decode(errors="replace")
            else:
                kind = part.headers.get("Content-Type", "application/octet-stream")
                params.uploads[part.name] = Upload(part.filename, kind, content)
            left -= len(content)
    except (ValueError, AssertionError, RuntimeError, HttpProcessingError):
        raise bad_request("can't parse multipart form data") from None
    return params


async def _capped(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(1 << 18):
        content += chunk
        if len(content) > most:
            raise ApiError(413, "Request Entity Too Large")
    return bytes(content)
