"""A local Telegram Bot API server: one aiohttp application, one world, one bot.

Emulated methods
  getMe, getChat, getChatMember, getFile (and /file/bot<token>/<path>), leaveChat, answerCallbackQuery,
  sendMessage, sendRichMessage, sendPhoto, sendDocument, sendVoice, sendVideo, sendAnimation, sendAudio,
  sendVideoNote, sendMediaGroup, sendChatAction, editMessageText, editMessageCaption, editMessageMedia,
  editMessageReplyMarkup, deleteMessage, setMyCommands, getMyCommands, deleteMyCommands, setMyDescription,
  getMyDescription, setMyShortDescription, getMyShortDescription, getUpdates, setWebhook, deleteWebhook,
  getWebhookInfo. Any other: 404 Not Found.

| rule                                                                            | emulated           |
|---------------------------------------------------------------------------------|--------------------|
| JSON, urlencoded, multipart bodies, query strings, attach://, file_id           | yes                |
| video, animation, audio, video notes; media groups of 2 to 10, all or none      | yes                |
| sending by URL; stickers, polls                                                 | no (400 / 404)     |
| rich messages: headings, paragraphs, tables as blocks; html, markdown, media    | yes; no (400)      |
| token: unknown 401                                                              | yes                |
| offset rule, negative offset, limit, long poll (50 s at most), allowed_updates  | yes                |
| 409 for the older of two pollers, while a webhook is set, on setWebhook         | yes                |
| expiry: messages 24 h, presses 150 s                                            | yes                |
| webhook: secret header, a lane per chat, back-off, Retry-After, reply = call    | yes                |
| webhook: 410 for 23 h removes it, certificates, ip filter                       | no                 |
| text 4096 and caption 1024 UTF-16 units after parsing, callback data 64 bytes   | yes                |
| HTML with TDLib's errors, explicit entities, commands/mentions/links found      | yes                |
| Markdown parse modes, nesting limits of entities, cashtags, phone numbers       | no (400 / ignored) |
| upload 50 MB (413), photo 10 MB, download 20 MB                                 | yes                |
| edits: unchanged, missing, another's, with a reply keyboard; deletion 48 h      | yes                |
| 403: blocked, deactivated, never started, kicked, left, group deleted           | yes                |
| supergroup upgrade: 400 with migrate_to_chat_id and both service messages       | yes                |
| my_chat_member, new_chat_members, left_chat_member                              | yes                |
| chat_member, reactions, inline mode, payments, topics, business, channels       | no                 |
| group privacy: commands, replies to the bot and service messages only           | yes                |
| force reply, reply and inline keyboards, button styles                          | yes                |
| `selective`, quotes inside replies, link previews, silent messages              | kept or ignored    |
| 30/s in all, 1/s per private chat (burst 3), 20/min per group: 429              | yes, adjustable    |
| second answer to a press: True, no effect (Telegram's own wording unverified)   | a guess            |
| message ids: sequential in every chat                                           | yes (see world.py) |
| a required parameter is missing: 400                                            | yes                |
| the world outlives the server                                                   | yes (keeping.py)   |

The control door and the page of phones are put before it in sandbox/app.py.
"""

import asyncio
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from sandbox.api import Api, Call
from sandbox.asking import refusal
from sandbox.clock import Clock, system_clock
from sandbox.desk import Desk
from sandbox.errors import ApiError
from sandbox.faults import Fault, Faults
from sandbox.guard import guard
from sandbox.limits import Limits, Meter
from sandbox.listener import Listener, reset
from sandbox.methods.lookup import DOWNLOAD_MOST
from sandbox.people import People
from sandbox.phone import Group, Phone
from sandbox.stage import Stage
from sandbox.updates import Updates
from sandbox.webhook import Courier
from sandbox.wire import BODY_MOST, Json, Params, read_params
from sandbox.world import Person, World

UNAUTHORIZED, NOT_FOUND = ApiError(401, "Unauthorized"), ApiError(404, "Not Found")


class Server:
    """The Bot API and the Python side of its world. It listens on a free port of loopback unless told one;
    `stop` and `start` restart the server on the same port with the same world. `webhook_scale` shortens the
    webhook's back-off (0.05 = twenty times quicker). `next_free`: when `port` is taken, one of the next 20.
    `stage` (also to be set later) is what a page of phones shows beyond the bare world.
    """

    def __init__(
        self,
        token: str = "123456:TEST-sandbox-token-of-no-real-bot",  # noqa: S107 nobody's token
        *,
        limits: Limits | None = None,
        clock: Clock = system_clock,
        host: str = "127.0.0.1",
        port: int = 0,
        bot_username: str = "duban_sandbox_bot",
        bot_name: str = "督办",
        privacy: bool = True,
        webhook_scale: float = 1.0,
        next_free: bool = False,
        stage: Stage | None = None,
    ) -> None:
        self.token = token
        self.bot_username = bot_username
        self.clock = clock
        bot = Person(int(token.partition(":")[0]), bot_name, username=bot_username, is_bot=True, started=True)
        self.world = World(bot, clock)
        self.updates = Updates(clock, token)
        self.people = People(self.world, self.updates, privacy=privacy)
        self.faults = Faults(self._on_refuse)
        self.courier = Courier(self.updates, self._on_reply, webhook_scale)
        self.meter = Meter(limits or Limits(), time.monotonic)
        self.desk = Desk(self.world, self.people, self.updates, self.courier, self.meter)
        self.api = Api(self.desk, self.faults)
        self.calls = self.api.calls
        self._phones: dict[int, Phone] = {}
        self._listener = Listener(host, port, next_free=next_free)
        self._lifting: asyncio.TimerHandle | None = None
        self._lines: set[asyncio.BaseTransport] = set()
        self.stage = stage

    @property
    def url(self) -> str:
        """The address to give the bot as its Bot API base, without a slash at the end."""
        host = self._listener.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self._listener.port}"

    async def start(self) -> None:
        """Raises OSError when the port is taken."""
        app = web.Application(client_max_size=BODY_MOST, middlewares=[guard(self._listener.host)])
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path:.*}", self._on_download)
        self.add_routes(app)
        app.router.add_route("*", "/{path:.*}", _on_elsewhere)
        await self._listener.open(app)
        self.api.stopping.clear()
        self.updates.reopen()
        self.courier.start()

    async def stop(self) -> None:
        self.updates.close()
        self.api.stopping.set()
        await self.courier.stop()
        await self._listener.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def wait_call(
        self,
        wanted: Callable[[Call], bool],
        timeout: float = 30,  # noqa: ASYNC109
        start: int = 0,
    ) -> Call:
        """The first answered call that fits, from index `start` of `calls` on; else AssertionError."""

        def find() -> Call | None:
            return next((call for call in self.calls[start:] if call.answered and wanted(call)), None)

        call = await self.api.called.until(find, timeout)
        if call is None:
            seen = [f"{c.method} {c.chat_id} -> {c.status}" for c in self.calls[start:][-30:]]
            raise AssertionError(f"no call fitted in {timeout} s; the calls: {seen}")
        return call

    async def until_polled(self, timeout: float = 30) -> None:  # noqa: ASYNC109
        """Returns once the bot waits in a long poll (up, nothing queued); else AssertionError."""
        if not await self.updates.polling.until(lambda: self.updates.is_polled or None, timeout):
            raise AssertionError(f"no bot polled within {timeout} s")

    async def faults_settled(self) -> None:
        """Returns when the server listens again after a "refuse" was lifted."""
        await self._listener.settled()

    # People

    def phone(self, user_id: int, name: str = "", username: str = "") -> Phone:
        """The phone of a person, made on first mention, the same object later; private chat id = user id."""
        if user_id not in self._phones:
            person = self.world.person(user_id, name, username)
            self._phones[user_id] = Phone(self.people, person, self.world.private_chat(person))
        return self._phones[user_id]

    def group(
        self,
        title: str,
        members: list[Phone],
        chat_id: int | None = None,
        kind: str = "supergroup",
        bot_status: str = "member",
    ) -> Group:
        """A new group, created by the first member, who adds the bot unless `bot_status` is "left"."""
        chat = self.world.group_chat(title, kind, chat_id)
        self.people.found_group(chat, [phone.person for phone in members], bot_status)
        return Group(self.people, chat)

    def inject(self, raw: Json) -> int:
        """Queues a raw update as it is: a poison one, or an `update_id` again; returns its id."""
        inner: Any = next((v for k, v in raw.items() if k != "update_id" and isinstance(v, dict)), {})
        chat = inner.get("chat") or (inner.get("message") or {}).get("chat") or {}
        lane = chat.get("id") if isinstance(chat, dict) else None
        return self.updates.inject(raw, lane if isinstance(lane, int) else 0)

    # HTTP

    def add_routes(self, app: web.Application) -> None:
        """The addresses beyond the Bot API, in front of the one that answers 404 to the rest."""

    def is_cut(self) -> bool:
        """Whether downloads break off as well."""
        return False

    async def _on_call(self, request: web.Request) -> web.Response:
        match = request.match_info
        if match["token"] != self.token:
            return refusal(UNAUTHORIZED)
        line = request.transport
        if line is not None:
            self._lines.add(line)
        try:
            params = await read_params(request)
            answer = await self.api.answer(match["method"], params)
        except ApiError as error:
            return refusal(error)
        except web.HTTPRequestEntityTooLarge:
            return refusal(ApiError(413, "Request Entity Too Large"))
        finally:
            if line is not None:
                self._lines.discard(line)
        if answer is None:
            reset(line)
            return web.Response(status=502)
        return answer

    def cut_lines(self) -> None:
        """Resets the Bot API connections with a call under way; a waiting long poll gets nothing."""
        for line in self._lines:
            reset(line)
        self.updates.release()

    async def _on_download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return refusal(UNAUTHORIZED)
        if self.is_cut():
            reset(request.transport)
        file = self.world.paths.get(request.match_info["path"])
        if file is None or len(file.content) > DOWNLOAD_MOST:
            return refusal(NOT_FOUND)
        return web.Response(body=file.content, content_type="application/octet-stream")

    async def _on_reply(self, call: Json) -> object:
        """A method call in the answer to a webhook; setting webhooks that way is not possible."""
        if "webhook" in str(call["method"]).lower():
            return None
        return await self.api.answer(call["method"], Params({k: v for k, v in call.items() if k != "method"}))

    def _on_refuse(self, fault: Fault | None) -> None:
        if self._lifting is not None:
            self._lifting.cancel()
            self._lifting = None
        if fault is None:
            self._listener.accept()
            return
        self._listener.refuse()
        if fault.seconds:
            loop = asyncio.get_running_loop()
            self._lifting = loop.call_later(fault.seconds, self.faults.remove, fault)


async def _on_elsewhere(_: web.Request) -> web.Response:
    return refusal(NOT_FOUND)
