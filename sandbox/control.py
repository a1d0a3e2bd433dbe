"""The control door: acting as people from another process, in JSON, under /sandbox/.

GET  /sandbox/state                     people, chats, the number of the last event
GET  /sandbox/chats/<id>/messages       the chat's messages, oldest first; ?before=<id>&limit=<at most 200>:
                                        the newest ones before that one
GET  /sandbox/chats/<id>/menu?user_id=  the commands that person's phone shows there
GET  /sandbox/calls?after=N&limit=      the bot's calls from index N on (all, or at most 1,000)
GET  /sandbox/updates                   the latest raw updates (at most 1,000)
GET  /sandbox/events?after=N            what happened after event N (at most 20,000 back)
POST /sandbox/send    {user_id, name?, text, chat_id?, reply_to?}
POST /sandbox/file    {user_id, name?, kind: document|photo|voice, file_name?, content (base64),
                       caption?, chat_id?, reply_to?}, or multipart with the same fields and a part "file"
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
from functools import partial
from typing import Any

from aiohttp import web

from sandbox.asking import answering, seconds, secrets_of, string, uploaded, whole
from sandbox.clock import MovableClock
from sandbox.desk import CAPTION_MOST, TEXT_MOST
from sandbox.errors import ApiError
from sandbox.faults import Fault
from sandbox.markup import utf16
from sandbox.methods.commands import menu_for
from sandbox.phone import Group, Message, Phone, Talk
from sandbox.pictures import picture_size
from sandbox.server import Server
from sandbox.wire import Json
from sandbox.world import Chat

Act = Callable[["Door", Json], Awaitable[Any]]
PAGE_MOST, CALLS_MOST = 200, 1_000
TEN_YEARS = 315_360_000.0
RAW = frozenset({"calls", "updates", "events"})


def routes(app: web.Application, door: "Door") -> None:
    """Adds the door to the application."""
    for method, path, act in DOORS:
        hidden = secrets_of(door.server.token) if path in RAW else []
        app.router.add_route(method, f"/sandbox/{path}", answering(partial(act, door), hidden))


def _worded(asked: Json, name: str, most: int, default: str | None = None) -> str:
    """What a person can send: Telegram's apps split longer texts and send no empty ones."""
    text = string(asked, name, default)
    if utf16(text) > most:
        raise ValueError("message is too long" if most == TEXT_MOST else "message caption is too long")
    if default is None and not text.strip():
        raise ValueError("message text is empty")
    return text


class Door:
    """One function per route; the same acts as the Python phones."""

    def __init__(self, server: Server) -> None:
        self.server = server

    def phone(self, asked: Json) -> Phone:
        user_id = whole(asked, "user_id")
        if user_id <= 0 or user_id == self.server.world.bot.user_id:
            raise ValueError("user_id is not that of a person")
        return self.server.phone(user_id, string(asked, "name", ""))

    def talk(self, asked: Json, phone: Phone) -> Talk:
        """The chat meant: the private one when `chat_id` is missing or the person's own."""
        chat_id = whole(asked, "chat_id", phone.user_id)
        return phone if chat_id == phone.user_id else self._group(chat_id)

    def _group(self, chat_id: int) -> Group:
        chat = self._chat(chat_id)
        if chat.kind == "private":
            raise ValueError(f"chat {chat_id} is not a group")
        return Group(self.server.people, chat)

    def _chat(self, chat_id: int) -> Chat:
        chat = self.server.world.chats.get(chat_id)
        if chat is None:
            raise ValueError("chat not found")
        return chat

    def _replied(self, asked: Json, talk: Talk) -> Message | None:
        message_id = whole(asked, "reply_to", 0)
        return self._message(talk, message_id) if message_id else None

    def _message(self, talk: Talk, message_id: int) -> Message:
        try:
            return talk.message(message_id)
        except KeyError:
            raise ValueError("message not found") from None

    async def state(self, _: Json) -> Json:
        world = self.server.world
        chats = [c.head | {"bot_status": c.bot_status, "members": c.members} for c in world.chats.values()]
        people = [asdict(person) for person in world.people.values()]
        return {"bot": world.bot_user, "people": people, "chats": chats, "seq": world.seq, "now": world.clock()}

    async def messages(self, asked: Json) -> list[Json]:
        chat, limit = self._chat(whole(asked, "chat_id")), whole(asked, "limit", 0)
        if not 0 <= limit <= PAGE_MOST:
            raise ValueError(f"limit must be from 1 to {PAGE_MOST}")
        before = min(whole(asked, "before", chat.last_id + 1), chat.last_id + 1)
        found = []
        for message_id in range(before - 1, 0, -1):
            if message_id in chat.messages:
                found.append(Message(self.server.world, chat.messages[message_id]))
                if len(found) == limit:
                    break
        return [shown(message) for message in reversed(found)]

    async def menu(self, asked: Json) -> list[Json]:
        return menu_for(self.server.world, whole(asked, "chat_id"), whole(asked, "user_id"))

    async def calls(self, asked: Json) -> list[Json]:
        after, limit = max(whole(asked, "after", 0), 0), whole(asked, "limit", 0)
        if not 0 <= limit <= CALLS_MOST:
            raise ValueError(f"limit must be from 1 to {CALLS_MOST}")
        return [asdict(call) for call in self.server.calls[after : after + limit if limit else None]]

    async def updates(self, _: Json) -> list[Any]:
        return [json.loads(body) for body in self.server.updates.recent]

    async def events(self, asked: Json) -> list[Json]:
        after = whole(asked, "after") if "after" in asked else 0
        return [asdict(event) for event in self.server.world.events if event.seq > after]

    async def send(self, asked: Json) -> Json:
        text, phone = _worded(asked, "text", TEXT_MOST), self.phone(asked)
        talk = self.talk(asked, phone)
        return shown(await talk.send_as(phone, text, reply_to=self._replied(asked, talk)))

    async def file(self, asked: Json) -> Json:
        """From a multipart body (part "file"), or base64 in a JSON one."""
        kind, caption = string(asked, "kind", "document"), _worded(asked, "caption", CAPTION_MOST, "")
        upload = uploaded(asked, "file")
        if upload is not None:
            name, content = upload.file_name, upload.content
        else:
            name = string(asked, "file_name") if kind == "document" else ""
            content = base64.b64decode(string(asked, "content"), validate=True)
            if not content:
                raise ValueError("file must be non-empty")
        if kind == "photo" and upload is not None and picture_size(content) is None:
            raise ValueError("IMAGE_PROCESS_FAILED")
        phone = self.phone(asked)
        talk = self.talk(asked, phone)
        replied = self._replied(asked, talk)
        if kind == "document":
            return shown(await talk.document_as(phone, name, content, caption, replied))
        if kind == "photo":
            return shown(await talk.photo_as(phone, content, caption, replied))
        if kind == "voice":
            return shown(await talk.voice_as(phone, content, reply_to=replied))
        raise ValueError("kind must be document, photo or voice")

    async def edit(self, asked: Json) -> Json:
        text, phone = _worded(asked, "text", TEXT_MOST), self.phone(asked)
        talk = self.talk(asked, phone)
        return shown(await talk.edit_as(phone, self._message(talk, whole(asked, "message_id")), text))

    async def delete(self, asked: Json) -> bool:
        phone = self.phone(asked)
        talk = self.talk(asked, phone)
        await talk.delete_as(phone, self._message(talk, whole(asked, "message_id")))
        return True

    async def press(self, asked: Json) -> Json:
        wait, phone = seconds(asked, "timeout", 60, 10), self.phone(asked)
        talk = self.talk(asked, phone)
        message = self._message(talk, whole(asked, "message_id")) if "message_id" in asked else None
        if message is not None and "data" in asked:
            press = talk.forge_as(phone, message, string(asked, "data"))
        else:
            press = talk.tap_as(phone, message, string(asked, "label"))
        answer = await talk.answered(press, max(wait, 0))
        if answer is None:
            # Not 408: on that a browser asks again by itself, which would be another press.
            raise ApiError(504, f"Gateway Timeout: the press was not answered in {wait:.0f} s")
        return asdict(answer)

    async def people(self, asked: Json) -> Json:
        phone = self.phone(asked)
        if "blocked" in asked:
            self.server.people.set_blocked(phone.person, bool(asked["blocked"]))
        if asked.get("deactivated"):
            phone.deactivate()
        return asdict(phone.person)

    async def found_group(self, asked: Json) -> Json:
        members = [self.server.phone(whole({"members": one}, "members")) for one in asked.get("members", [])]
        chat_id = whole(asked, "chat_id") if asked.get("chat_id") is not None else None
        kind = string(asked, "kind", "supergroup")
        return {"chat_id": self.server.group(string(asked, "title"), members, chat_id, kind).chat_id}

    async def group(self, asked: Json) -> Json:
        group, what = self._group(whole(asked, "chat_id")), string(asked, "do")
        if what in {"join", "leave"}:
            getattr(group, what)(self.phone(asked))
        elif what in {"upgrade", "kick_bot", "add_bot", "promote_bot", "delete"}:
            getattr(group, what)()
        else:
            raise ValueError(f"a group cannot {what!r}")
        return {"chat_id": group.chat_id}

    async def list_faults(self, _: Json) -> list[Json]:
        return [asdict(fault) for fault in self.server.faults]

    async def add_fault(self, asked: Json) -> Json:
        fault = Fault.from_json(asked)
        if fault.kind == "refuse" and not fault.seconds:
            raise ValueError("a refuse fault needs seconds here: it closes this door too")
        return asdict(self.server.faults.add(fault))

    async def clear_faults(self, _: Json) -> bool:
        self.server.faults.clear()
        return True

    async def inject(self, asked: Json) -> Json:
        return {"update_id": self.server.inject(asked)}

    async def clock(self, asked: Json) -> Json:
        clock = self.server.clock
        if not isinstance(clock, MovableClock):
            raise TypeError("this sandbox runs on a clock that cannot be moved")
        clock.advance(seconds(asked, "advance", TEN_YEARS))
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
