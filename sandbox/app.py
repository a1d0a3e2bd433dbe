"""The whole sandbox: the Bot API, the control door and the page of phones on one address.

`/sandbox/...` is the control door (sandbox/control.py): people, groups, faults, clock. `/` is the page of
phones (sandbox/page/routes.py). Both answer to this machine's own pages only (sandbox/guard.py).
"""

from functools import cached_property

from aiohttp import web

from sandbox.control import Door, routes
from sandbox.page import Page, page_routes
from sandbox.server import Server


class Sandbox(Server):
    """`async with Sandbox(token=..., limits=Limits.off()) as sandbox:`; `url` in a browser shows the phones."""

    @cached_property
    def page(self) -> Page:
        return Page(self)

    async def start(self) -> None:
        """Raises OSError when the port is taken."""
        await super().start()
        self.page.open()

    async def stop(self) -> None:
        await self.page.close()
        await super().stop()

    def add_routes(self, app: web.Application) -> None:
        door = Door(self)
        page_routes(app, self.page, door)
        routes(app, door)

    def is_cut(self) -> bool:
        """By the page's switch, which cuts the calls by a scripted fault."""
        return self.page.switches.is_on("cut")
