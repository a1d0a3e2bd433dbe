"""The page's addresses. The acts of people (send, edit, press ...) are the control door's.

GET  /                                  the page; GET /static/<file> what belongs to it
GET  /sandbox/page                      its first state
GET  /sandbox/stream?after=N            what happened after event N, as server-sent events
GET  /sandbox/font                      the stage's font
GET  /sandbox/files/<file_id>           a file that was sent
GET  /sandbox/files/<file_id>/page/<n>  page n (from 1) of a PDF as PNG, X-Pages: how many there are
POST /sandbox/handy   {user_id, chat_id?, name}: sends a file of the stage
POST /sandbox/move    {key}: one of the clock moves on offer
POST /sandbox/bot     {do: kill|start}
POST /sandbox/switch  {name: slow|limit|errors|cut, on}
"""

from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.asking import QUIET, answering, refusing, string
from sandbox.control import Door, shown
from sandbox.errors import ApiError
from sandbox.page.files import download, font_file, static_file
from sandbox.page.office import Page
from sandbox.page.stream import resume_point
from sandbox.wire import Json
from sandbox.world import File


def page_routes(app: web.Application, page: Page, door: Door) -> None:
    """Adds the page to the application."""
    desk = Routes(page, door)
    gets: dict[str, Handler] = {
        "/": desk.index,
        "/static/{name:.+}": desk.static,
        "/sandbox/stream": desk.stream,
        "/sandbox/font": desk.font,
        "/sandbox/files/{file_id}": desk.file,
        r"/sandbox/files/{file_id}/page/{page:\d{1,6}}": desk.preview,
    }
    for path, handler in gets.items():
        app.router.add_get(path, refusing(handler), allow_head=path != "/sandbox/stream")
    app.router.add_get("/sandbox/page", answering(desk.state))
    for name, act in (
        ("handy", desk.handy), ("move", desk.move), ("bot", desk.bot), ("switch", desk.switch),
    ):  # fmt: skip
        app.router.add_post(f"/sandbox/{name}", answering(act))


class Routes:
    """One function per address."""

    def __init__(self, page: Page, door: Door) -> None:
        self.page = page
        self.door = door

    async def index(self, _: web.Request) -> web.StreamResponse:
        return static_file("index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        return static_file(request.match_info["name"])

    async def stream(self, request: web.Request) -> web.StreamResponse:
        after = resume_point(request, self.page.server.world.seq)
        self.page.attend()
        return await self.page.streams.serve(request, after, self.page.greeting())

    async def font(self, _: web.Request) -> web.StreamResponse:
        return font_file(self.page.server.stage)

    def _file(self, request: web.Request) -> File:
        file = self.page.server.world.files.get(request.match_info["file_id"])
        if file is None:
            raise ApiError(404, "Not Found: there is no such file")
        return file

    async def file(self, request: web.Request) -> web.StreamResponse:
        return download(self._file(request))

    async def preview(self, request: web.Request) -> web.StreamResponse:
        number = int(request.match_info["page"])
        png, pages = await self.page.previews.page(self._file(request).content, number)
        headers = QUIET | {"X-Pages": str(pages), "Cache-Control": "private, max-age=3600"}
        return web.Response(body=png, content_type="image/png", headers=headers)

    async def state(self, _: Json) -> Json:
        self.page.attend()
        return self.page.state()

    async def handy(self, asked: Json) -> Json:
        stage, name = self.page.server.stage, string(asked, "name")
        file = next((file for file in (stage.files if stage else []) if file.name == name), None)
        if file is None:
            raise ValueError(f"there is no file {name!r} at hand")
        phone = self.door.phone(asked)
        talk = self.door.talk(asked, phone)
        return shown(await talk.document_as(phone, file.name, file.content, file.caption))

    async def move(self, asked: Json) -> Json:
        await self.page.move(string(asked, "key"))
        return {"now": self.page.server.clock()}

    async def bot(self, asked: Json) -> Json:
        await self.page.turn_bot(string(asked, "do"))
        return self.page.bot_state()

    async def switch(self, asked: Json) -> list[Json]:
        on: Any = asked["on"]
        if not isinstance(on, bool):
            raise TypeError("on must be true or false")
        self.page.switches.turn(string(asked, "name"), on)
        await self.page.look()
        return self.page.switches.shown()
