"""The world: people, chats, members, messages and files, and one event for every change.

Message ids count from 1 in each chat (Telegram does so in supergroups and shares a counter between private
chats; counting per chat everywhere is the harder case for a bot). Every change is an `Event` with a sequence
number: phones wait on the chat's signal, a page streams `world.events` and resumes from a number it knows.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sandbox.clock import Clock
from sandbox.signal import Signal
from sandbox.wire import Json

BOT_HERE = {"member", "administrator"}


@dataclass(slots=True)
class Person:
    """Somebody with a phone. `started`: has written to the bot, which may therefore write back."""

    user_id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "zh-hans"
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def user(self) -> Json:
        """As the Bot API's User."""
        shown = {"id": self.user_id, "is_bot": self.is_bot, **self.names()}
        return shown if self.is_bot else shown | {"language_code": self.language_code}

    def names(self) -> Json:
        optional = {"last_name": self.last_name, "username": self.username}
        return {"first_name": self.first_name} | {k: v for k, v in optional.items() if v}


@dataclass(slots=True)
class Stored:
    """One message. `payload` is the Bot API Message and is replaced, never altered, when edited.

    `markup` is the whole reply markup; the payload shows only inline keyboards, as Telegram does.
    """

    payload: Json
    by_bot: bool
    markup: Json | None
    seq: int


@dataclass(slots=True)
class Chat:
    """A chat. `members` maps user id to status; `history` holds each state of each bot message, in order."""

    chat_id: int
    kind: str
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)
    bot_status: str = "member"
    migrated_to: int | None = None
    deleted: bool = False
    last_id: int = 0
    messages: dict[int, Stored] = field(default_factory=dict)
    history: list[Stored] = field(default_factory=list)
    signal: Signal = field(default_factory=Signal)
    head: Json = field(default_factory=dict)
    action: str = ""


@dataclass(slots=True)
class File:
    """Bytes kept by the server; `path` is what getFile tells."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes

    def told(self) -> Json:
        """What the Bot API tells of every file."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


@dataclass(slots=True)
class Press:
    """A button press waiting for answerCallbackQuery; `answer` is that method's text, show_alert and url."""

    query_id: str
    user_id: int
    chat: Chat
    at: float
    answer: Json | None = None


@dataclass(slots=True)
class Event:
    """kind: message, edit, delete, action, answer, member, chat, person, commands; call and update are raw
    traffic, told while a page looks on."""

    seq: int
    kind: str
    chat_id: int | None
    detail: Json


class World:
    """Everything the server knows. `clock` gives unix seconds."""

    def __init__(self, bot: Person, clock: Clock, kept_events: int = 20_000) -> None:
        self.bot = bot
        self.bot_user = bot.user()
        self.clock = clock
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.paths: dict[str, File] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        # By field and language.
        self.descriptions: dict[tuple[str, str], str] = {}
        self.events: deque[Event] = deque(maxlen=kept_events)
        self.listeners: list[Callable[[Event], None]] = []
        self.seq = 0

    def emit(self, kind: str, chat: Chat | None, **detail: Any) -> int:
        """Records an event, wakes who waits on the chat, tells listeners; returns its number."""
        return self.record(kind, chat, detail)

    def record(self, kind: str, chat: Chat | None, detail: Json) -> int:
        """As `emit`, for details of any names."""
        self.seq += 1
        event = Event(self.seq, kind, chat.chat_id if chat else None, detail)
        self.events.append(event)
        if chat is not None:
            chat.signal.fire()
        for listener in self.listeners:
            listener(event)
        return self.seq

    def person(self, user_id: int, name: str = "", username: str = "") -> Person:
        """The person with this id, made on first mention."""
        known = self.people.get(user_id)
        if known is None:
            known = self.people[user_id] = Person(user_id, name or f"用户{user_id}", username=username)
            self.emit("person", None, user_id=user_id)
        return known

    def private_chat(self, person: Person) -> Chat:
        chat = self.chats.get(person.user_id)
        if chat is None:
            head = {"id": person.user_id, "type": "private", **person.names()}
            chat = Chat(person.user_id, "private", members={person.user_id: "member"}, head=head)
            self.chats[chat.chat_id] = chat
            self.emit("chat", chat)
        return chat

    def group_chat(self, title: str, kind: str, chat_id: int | None = None) -> Chat:
        """A new group or supergroup. Raises ValueError when the id is taken or of the wrong shape."""
        if kind not in {"group", "supergroup"}:
            raise ValueError(f"a group is of kind group or supergroup, not {kind!r}")
        if chat_id is None:
            chat_id = (-1_001_000_000_000 if kind == "supergroup" else -5_000) - len(self.chats) - 1
        if chat_id >= 0 or chat_id in self.chats:
            raise ValueError(f"chat id {chat_id} is taken or not negative")
        chat = Chat(chat_id, kind, title, head={"id": chat_id, "title": title, "type": kind})
        self.chats[chat_id] = chat
        self.emit("chat", chat)
        return chat

    def add(self, chat: Chat, sender: Json, body: Json, markup: Json | None = None) -> Stored:
        """Appends a message; the sender is the bot when it is the bot's own user."""
        chat.last_id += 1
        by_bot = sender is self.bot_user
        payload: Json = {"message_id": chat.last_id, "from": sender, "chat": chat.head, "date": int(self.clock())}
        payload.update(body)
        if markup is not None and "inline_keyboard" in markup:
            payload["reply_markup"] = markup
        stored = Stored(payload, by_bot, markup, 0)
        chat.messages[chat.last_id] = stored
        self._changed("message", chat, stored)
        return stored

    def replace(self, chat: Chat, message_id: int, payload: Json, markup: Json | None) -> Stored:
        """Puts the edited state in place of the old one."""
        old = chat.messages[message_id]
        stored = Stored(payload, old.by_bot, markup, 0)
        chat.messages[message_id] = stored
        self._changed("edit", chat, stored)
        return stored

    def _changed(self, kind: str, chat: Chat, stored: Stored) -> None:
        if stored.by_bot:
            chat.history.append(stored)
        stored.seq = self.emit(kind, chat, message=stored.payload, markup=stored.markup, by_bot=stored.by_bot)

    def remove(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        self.emit("delete", chat, message_id=message_id)

    def keep_file(self, folder: str, name: str, mime_type: str, content: bytes) -> File:
        """Stores bytes; ids differ for every upload, the unique id is that of the content."""
        number = len(self.files) + 1
        suffix = "." + name.rsplit(".", 1)[-1] if "." in name else ""
        if not suffix[1:].isalnum() or not suffix.isascii():
            suffix = ""
        unique = sha256(content).hexdigest()[:16]
        path = f"{folder}/file_{number}{suffix}"
        file = File(f"BQAC{number:08d}{unique}", f"AgAD{unique}", path, name, mime_type, content)
        self.files[file.file_id] = self.paths[path] = file
        return file
