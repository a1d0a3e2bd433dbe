"""Requests of the control door and the page: body, query and path together; answers in Bot API style."""

import json
import logging
import math
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.errors import ApiError
from sandbox.wire import BODY_MOST, Json, Upload, dump, read_params

log = logging.getLogger("sandbox")
QUIET = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def secrets_of(token: str) -> list[bytes]:
    """What raw traffic must not show: the token, and its secret half when that is long enough to be one."""
    secret = token.partition(":")[2]
    return [token.encode(), *([secret.encode()] if len(secret) >= 8 else [])]


def masked(text: bytes, secrets: list[bytes]) -> bytes:
    for secret in secrets:
        text = text.replace(secret, b"***")
    return text


def answering(act: Callable[[Json], Awaitable[Any]], secrets: list[bytes] | None = None) -> Handler:
    """The handler that answers with what `act` returns, or says what was wrong with the request.

    `secrets` are masked in the answer.
    """

    async def handle(request: web.Request) -> web.Response:
        body = dump({"ok": True, "result": await act(await asked(request))})
        body = masked(body, secrets or [])
        return web.Response(body=body, content_type="application/json", headers=QUIET)

    return refusing(handle)


def refusing(handle: Handler) -> Handler:
    """Every failure of `handle` becomes a Bot API refusal: 400 for a bad request, 500 for our own mistakes."""

    async def handled(request: web.Request) -> web.StreamResponse:
        try:
            return await handle(request)
        except ApiError as error:
            return refused(error)
        except web.HTTPRequestEntityTooLarge:
            return refused(ApiError(413, "Request Entity Too Large"))
        except KeyError as error:
            return refused(ApiError(400, f"Bad Request: missing or unknown {error}"))
        except (ValueError, TypeError, AssertionError) as error:
            return refused(ApiError(400, f"Bad Request: {_line(error)}"))
        except ConnectionError:
            raise
        except Exception:
            log.exception("sandbox: %s %s failed", request.method, request.path)
            return refused(ApiError(500, "Internal Server Error"))

    return handled


def _line(error: Exception) -> str:
    return (str(error).splitlines() or ["it cannot be done"])[0]


def refused(error: ApiError) -> web.Response:
    """As `refusal`, for a page."""
    answer = refusal(error)
    answer.headers.update(QUIET)
    return answer


def refusal(error: ApiError) -> web.Response:
    return web.Response(body=dump(error.body()), status=error.code, content_type="application/json")


async def asked(request: web.Request) -> Json:
    """Body, query and path together; a file of a multipart body is an `Upload` under its part's name."""
    body: Any = {}
    if request.method == "POST":
        if request.content_length is not None and request.content_length > BODY_MOST:
            raise ApiError(413, "Request Entity Too Large")
        if request.content_type == "multipart/form-data":
            params = await read_params(request)
            body = {**params.values, **params.uploads}
        else:
            body = await _object(request)
    if not isinstance(body, dict):
        raise TypeError("the body is not a JSON object")
    return {**body, **request.query, **request.match_info}


async def _object(request: web.Request) -> Any:
    try:
        return json.loads(await request.read() or b"{}")
    except (ValueError, RecursionError):
        raise ValueError("the body is not JSON") from None


def whole(values: Json, name: str, default: int | None = None) -> int:
    """A whole number; an empty field of a form counts as missing."""
    value = values.get(name)
    if value is None or value == "":
        if default is None:
            raise KeyError(name)
        return default
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(f"{name} must be a whole number")
    return int(value)


def string(values: Json, name: str, default: str | None = None) -> str:
    value = values[name] if default is None else values.get(name, default)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string")
    return value


def seconds(values: Json, name: str, most: float, default: float | None = None) -> float:
    """A finite number of seconds, not further from zero than `most`."""
    value = values[name] if default is None else values.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"{name} must be a number")
    number = float(value)
    if not math.isfinite(number) or abs(number) > most:
        raise ValueError(f"{name} must be a number of at most {most:.0f}")
    return number


def uploaded(values: Json, name: str) -> Upload | None:
    """The file of a multipart body, its name without any folder; None when there is none. Raises ValueError."""
    upload = values.get(name)
    if not isinstance(upload, Upload):
        return None
    if not upload.content:
        raise ValueError("file must be non-empty")
    last = PurePosixPath(upload.file_name.replace("\\", "/").replace("\0", "")).name
    return Upload(last[-255:] or "file", upload.content_type, upload.content)
