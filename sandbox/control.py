"""The control door: acting as people from another process, in JSON, under /sandbox/.

GET  /sandbox/state                     people, chats, the number of the last event
GET  /sandbox/chats/<id>/messages       the chat's messages, oldest first
GET  /sandbox/chats/<id>/menu?user_id=  the commands that person's phone shows there
GET  /sandbox/calls?after=N             the bot's calls from index N on
GET  /sandbox/updates                   the latest raw updates (at most 1,000)
GET  /sandbox/events?after=N            what happened after event N (at most 20,000 back)
POST /sandbox/send    {user_id, name?, text, chat_id?, reply_to?}
POST /sandbox/file    {user_id, name?, kind: document|photo|voice, file_name?, content (base64),
                       caption?, chat_id?}
POST /sandbox/edit    {user_id, message_id, text, chat_id?}
POST /sandbox/delete  {user_id, message_id, chat_id?}
POST /sandbox/press   {user_id, message_id, data or label, chat_id?, timeout?}: waits for the answer
POST /sandbox/people  {user_id, name?, blocked?, deactivated?}
POST /sandbox/groups  {title, members: [user_id...], chat_id?, kind?}
POST /sandbox/groups/<id>  {do: upgrade|kick_bot|add_bot|promote_bot|delete|join|leave, user_id?}
GET, POST, DELETE /sandbox/faults       the script; POST {kind, method?, ...} adds one, DELETE lifts all
POST /sandbox/inject  any raw update
POST /sandbox/clock   {advance: seconds}: only with a movable clock

Answers are {"ok": true, "result": ...} or {"ok": false, "error_code": ..., "description": ...}.
"""

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from sandbox.clock import MovableClock
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.methods.commands import menu_for
from sandbox.phone import Group, Message, Phone, Talk
from sandbox.wire import Json, dump

if TYPE_CHECKING:
    from sandbox.server import Sandbox

Act = Callable[["Door", Json], Awaitable[Any]]


def routes(app: web.Application, sandbox: "Sandbox") -> None:
    """Adds the door to the application."""
    door = Door(sandbox)
    for method, path, act in DOORS:
        app.router.add_route(method, f"/sandbox/{path}", _handler(door, act))


def _handler(door: "Door", act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            asked = await _asked(request)
            answer: Json = {"ok": True, "result": await act(door, asked)}
        except ApiError as error:
            answer = error.body()
        except KeyError as error:
            answer = ApiError(400, f"Bad Request: missing or unknown {error}").body()
        except (ValueError, TypeError, AssertionError) as error:
            answer = ApiError(400, f"Bad Request: {error}").body()
        status = answer.get("error_code", 200)
        return web.Response(body=dump(answer), status=status, content_type="application/json")

    return handle


async def _asked(request: web.Request) -> Json:
    """Body, query and path together; a body that is no JSON object is a ValueError."""
    body: Any = {}
    if request.method == "POST":
        try:
            body = json.loads(await request.read() or b"{}")
        except (ValueError, RecursionError):
            raise ValueError("the body is not JSON") from None
        except web.HTTPRequestEntityTooLarge:
            raise ApiError(413, "Request Entity Too Large") from None
    if not isinstance(body, dict):
        raise TypeError("the body is not a JSON object")
    return {**body, **request.query, **request.match_info}


def _whole(asked: Json, name: str) -> int:
    value = asked[name]
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError(f"{name} must be a whole number")
    return int(value)


def _string(asked: Json, name: str, default: str | None = None) -> str:
    value = asked[name] if default is None else asked.get(name, default)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string")
    return value


class Door:
    """One function per route; the same acts as the Python phones."""

    def __init__(self, sandbox: "Sandbox") -> None:
        self.sandbox = sandbox

    def _phone(self, asked: Json) -> Phone:
        return self.sandbox.phone(_whole(asked, "user_id"), _string(asked, "name", ""))

    def _talk(self, asked: Json, phone: Phone) -> Talk:
        if asked.get("chat_id") in {None, phone.user_id}:
            return phone
        return self._group(_whole(asked, "chat_id"))

    def _group(self, chat_id: int) -> Group:
        chat = self.sandbox.world.chats[chat_id]
        if chat.kind == "private":
            raise ValueError(f"chat {chat_id} is not a group")
        return Group(self.sandbox.people, chat)

    async def state(self, _: Json) -> Json:
        world = self.sandbox.world
        chats = [c.head | {"bot_status": c.bot_status, "members": c.members} for c in world.chats.values()]
        people = [asdict(person) for person in world.people.values()]
        return {
            "bot": world.bot_user,
            "people": people,
            "chats": chats,
            "seq": world.seq,
            "now": world.clock(),
        }

    async def messages(self, asked: Json) -> list[Json]:
        chat = self.sandbox.world.chats[_whole(asked, "chat_id")]
        return [shown(Message(self.sandbox.world, stored)) for stored in chat.messages.values()]

    async def menu(self, asked: Json) -> list[Json]:
        return menu_for(self.sandbox.world, _whole(asked, "chat_id"), _whole(asked, "user_id"))

    async def calls(self, asked: Json) -> list[Json]:
        after = _whole(asked, "after") if "after" in asked else 0
        return [asdict(call) for call in self.sandbox.calls[max(after, 0) :]]

    async def updates(self, _: Json) -> list[Any]:
        return [json.loads(body) for body in self.sandbox.updates.recent]

    async def events(self, asked: Json) -> list[Json]:
        after = _whole(asked, "after") if "after" in asked else 0
        return [asdict(event) for event in self.sandbox.world.events if event.seq > after]

    async def send(self, asked: Json) -> Json:
        text, phone = _string(asked, "text"), self._phone(asked)
        talk = self._talk(asked, phone)
        replied = talk.message(_whole(asked, "reply_to")) if asked.get("reply_to") else None
        return shown(await talk.send_as(phone, text, reply_to=replied))

    async def file(self, asked: Json) -> Json:
        content = base64.b64decode(_string(asked, "content"), validate=True)
        kind, caption = _string(asked, "kind", "document"), _string(asked, "caption", "")
        phone = self._phone(asked)
        talk = self._talk(asked, phone)
        if kind == "document":
            name = _string(asked, "file_name")
            return shown(await talk.document_as(phone, name, content, caption))
        if kind == "photo":
            return shown(await talk.photo_as(phone, content, caption))
        if kind == "voice":
            return shown(await talk.voice_as(phone, content))
        raise ValueError("kind must be document, photo or voice")

    async def edit(self, asked: Json) -> Json:
        text, phone = _string(asked, "text"), self._phone(asked)
        talk = self._talk(asked, phone)
        return shown(await talk.edit_as(phone, talk.message(_whole(asked, "message_id")), text))

    async def delete(self, asked: Json) -> bool:
        phone = self._phone(asked)
        talk = self._talk(asked, phone)
        await talk.delete_as(phone, talk.message(_whole(asked, "message_id")))
        return True

    async def press(self, asked: Json) -> Json:
        phone = self._phone(asked)
        talk = self._talk(asked, phone)
        message = talk.message(_whole(asked, "message_id")) if "message_id" in asked else None
        if message is not None and "data" in asked:
            press = talk.forge_as(phone, message, _string(asked, "data"))
        else:
            press = talk.tap_as(phone, message, _string(asked, "label"))
        return asdict(await talk.answer(press, float(asked.get("timeout", 10))))

    async def people(self, asked: Json) -> Json:
        phone = self._phone(asked)
        if "blocked" in asked:
            self.sandbox.people.set_blocked(phone.person, bool(asked["blocked"]))
        if asked.get("deactivated"):
            phone.deactivate()
        return asdict(phone.person)

    async def found_group(self, asked: Json) -> Json:
        members = [
            self.sandbox.phone(_whole({"members": one}, "members")) for one in asked.get("members", [])
        ]
        chat_id = _whole(asked, "chat_id") if asked.get("chat_id") is not None else None
        kind = _string(asked, "kind", "supergroup")
        return {"chat_id": self.sandbox.group(_string(asked, "title"), members, chat_id, kind).chat_id}

    async def group(self, asked: Json) -> Json:
        group, what = self._group(_whole(asked, "chat_id")), _string(asked, "do")
        if what in {"join", "leave"}:
            getattr(group, what)(self._phone(asked))
        elif what in {"upgrade", "kick_bot", "add_bot", "promote_bot", "delete"}:
            getattr(group, what)()
        else:
            raise ValueError(f"a group cannot {what!r}")
        return {"chat_id": group.chat_id}

    async def list_faults(self, _: Json) -> list[Json]:
        return [asdict(fault) for fault in self.sandbox.faults]

    async def add_fault(self, asked: Json) -> Json:
        fault = Fault.from_json(asked)
        if fault.kind == "refuse" and not fault.seconds:
            raise ValueError("a refuse fault needs seconds here: it closes this door too")
        return asdict(self.sandbox.faults.add(fault))

    async def clear_faults(self, _: Json) -> bool:
        self.sandbox.faults.clear()
        return True

    async def inject(self, asked: Json) -> Json:
        return {"update_id": self.sandbox.inject(asked)}

    async def clock(self, asked: Json) -> Json:
        clock = self.sandbox.clock
        if not isinstance(clock, MovableClock):
            raise TypeError("this sandbox runs on a clock that cannot be moved")
        clock.advance(float(asked["advance"]))
        return {"now": clock()}


def shown(message: Message) -> Json:
    """The Bot API Message with what only the phone knows: the whole markup and the event number."""
    return message.payload | {"reply_markup": message.markup, "by_bot": message.from_bot, "seq": message.seq}


DOORS: list[tuple[str, str, Act]] = [
    ("GET", "state", Door.state),
    ("GET", r"chats/{chat_id:-?\d+}/messages", Door.messages),
    ("GET", r"chats/{chat_id:-?\d+}/menu", Door.menu),
    ("GET", "calls", Door.calls),
    ("GET", "updates", Door.updates),
    ("GET", "events", Door.events),
    ("POST", "send", Door.send),
    ("POST", "file", Door.file),
    ("POST", "edit", Door.edit),
    ("POST", "delete", Door.delete),
    ("POST", "press", Door.press),
    ("POST", "people", Door.people),
    ("POST", "groups", Door.found_group),
    ("POST", r"groups/{chat_id:-?\d+}", Door.group),
    ("GET", "faults", Door.list_faults),
    ("POST", "faults", Door.add_fault),
    ("DELETE", "faults", Door.clear_faults),
    ("POST", "inject", Door.inject),
    ("POST", "clock", Door.clock),
]
