"""Who may talk to the page and the control door: this machine, from a page of this very server.

A site on the internet can make a browser send requests here, or point its own name at 127.0.0.1 (DNS
rebinding); the first shows in `Origin`, the second in `Host`. The Bot API itself needs a token and is left
as it is.
"""

import ipaddress

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sandbox.asking import refused
from sandbox.errors import forbidden

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 compared with, not listened on


def guard(listening: str) -> Middleware:
    """Refuses foreign hosts and origins with 403, in a server that listens on `listening`."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.startswith(("/bot", "/file/bot")):
            host = request.headers.get("Host", "")
            if not _ours(_name(host), listening):
                return refused(forbidden("this server answers to its own address only"))
            origin = request.headers.get("Origin")
            if origin is not None and origin.lower() != f"http://{host.lower()}":
                return refused(forbidden("requests of other sites are not accepted"))
        return await handler(request)

    return check


def _name(host: str) -> str:
    """The host without its port."""
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def _ours(name: str, listening: str) -> bool:
    if name in LOOPBACK or name.strip("[]") == listening.lower():
        return True
    return listening in ANYWHERE and _is_address(name.strip("[]"))


def _is_address(name: str) -> bool:
    """An address cannot be rebound, as a name can."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
