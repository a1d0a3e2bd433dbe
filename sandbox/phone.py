"""The user's side: phones and groups by which tests and the demo act as people and read what they see.

A phone's `wait` reads the bot's messages (and their edits) in order, like a person scrolling down: it returns
the first one that fits and goes on after it next time. `AssertionError` of a failed wait prints the chat.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any, Concatenate, ParamSpec, TypeVar

from sandbox.people import People, document, media, photo, voice, worded
from sandbox.rich import text_of
from sandbox.wire import Json
from sandbox.world import Chat, Person, Press, Stored, World

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Button:
    text: str
    callback_data: str = ""
    style: str = ""
    url: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    file_name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """The toast or alert a press was answered with; empty text means the bot showed nothing."""

    text: str
    show_alert: bool
    url: str = ""


class Message:
    """A message as it stood when it was looked at (a later edit makes another Message)."""

    def __init__(self, world: World, stored: Stored) -> None:
        self._world = world
        self.payload: Json = stored.payload
        self.markup: Json = stored.markup or {}
        self.from_bot = stored.by_bot
        self.seq = stored.seq

    @property
    def message_id(self) -> int:
        return int(self.payload["message_id"])

    @property
    def chat_id(self) -> int:
        return int(self.payload["chat"]["id"])

    @property
    def text(self) -> str:
        return text_of(self.payload)

    @property
    def tables(self) -> list[list[list[str]]]:
        """The cells of each table of a rich message, row by row."""
        blocks = self.payload.get("rich_message", {}).get("blocks", [])
        found = [block["cells"] for block in blocks if block["type"] == "table"]
        return [[[str(cell.get("text", "")) for cell in row] for row in rows] for rows in found]

    @property
    def entities(self) -> list[Json]:
        return self.payload.get("entities") or self.payload.get("caption_entities") or []

    @property
    def buttons(self) -> list[list[Button]]:
        """Rows of the inline keyboard."""
        rows = self.markup.get("inline_keyboard", [])
        return [[_button(raw) for raw in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """Texts of all inline buttons, row by row."""
        return [button.text for row in self.buttons for button in row]

    @property
    def keyboard(self) -> list[list[str]]:
        """Rows of the reply keyboard's labels."""
        return [[raw["text"] for raw in row] for row in self.markup.get("keyboard", [])]

    @property
    def placeholder(self) -> str:
        return str(self.markup.get("input_field_placeholder", ""))

    @property
    def force_reply(self) -> bool:
        return bool(self.markup.get("force_reply"))

    @property
    def date(self) -> int:
        return int(self.payload["date"])

    @property
    def edited(self) -> bool:
        return "edit_date" in self.payload

    @property
    def sender_id(self) -> int:
        return int(self.payload["from"]["id"])

    @property
    def reply_to(self) -> int | None:
        replied = self.payload.get("reply_to_message")
        return int(replied["message_id"]) if replied else None

    @property
    def document(self) -> Attachment | None:
        raw = self.payload.get("document")
        return self._attachment(raw["file_id"]) if raw else None

    @property
    def photo(self) -> Attachment | None:
        raw = self.payload.get("photo")
        return self._attachment(raw[-1]["file_id"]) if raw else None

    def _attachment(self, file_id: str) -> Attachment:
        file = self._world.files[file_id]
        return Attachment(file.name, file.mime_type, file.content)

    def __repr__(self) -> str:
        who = "bot" if self.from_bot else f"user {self.sender_id}"
        files = [kind for kind in ("document", "photo", "voice") if kind in self.payload]
        extras = [*files, *(["edited"] if self.edited else []), *(f"[{label}]" for label in self.labels)]
        return f"#{self.message_id} {who}: {self.text!r} {' '.join(extras)}".rstrip()


def _button(raw: Json) -> Button:
    copied = raw.get("copy_text", {}).get("text", "")
    return Button(raw["text"], raw.get("callback_data", ""), raw.get("style", ""), raw.get("url", ""), copied)


AlbumFile = tuple[str, bytes, str | None]
_ENDINGS = {"photo": "jpg", "video": "mp4", "video_note": "mp4", "animation": "mp4", "audio": "mp3", "voice": "oga"}


class Talk:
    """One chat as its people see it."""

    def __init__(self, people: People, chat: Chat) -> None:
        self._people = people
        self._world = people.world
        self._chat = chat
        self._read = 0

    @property
    def chat_id(self) -> int:
        return self._chat.chat_id

    @property
    def messages(self) -> list[Message]:
        return [Message(self._world, stored) for stored in self._chat.messages.values()]

    def message(self, message_id: int) -> Message:
        """The message as it is now. Raises KeyError when it is gone."""
        return Message(self._world, self._chat.messages[message_id])

    async def wait(self, wanted: Callable[[Message], Any] | str = "", timeout: float = 30) -> Message:  # noqa: ASYNC109
        """The next bot message (or edit of one) that fits: a condition, or words it must hold."""
        fits = (lambda m: wanted in m.text) if isinstance(wanted, str) else wanted

        def find() -> Message | None:
            for index in range(self._read, len(self._chat.history)):
                message = Message(self._world, self._chat.history[index])
                if fits(message):
                    self._read = index + 1
                    return message
            return None

        found = await self._chat.signal.until(find, timeout)
        if found is None:
            raise AssertionError(f"no message fitted in {timeout} s; the chat:\n{self.transcript()}")
        return found

    def skip(self) -> None:
        """Counts everything up to now as read, so that `wait` looks at new messages only."""
        self._read = len(self._chat.history)

    def transcript(self, last: int = 30) -> str:
        return "\n".join(repr(message) for message in self.messages[-last:]) or "(empty)"

    async def send_as(self, phone: "Phone", /, text: str, *, reply_to: Message | None = None, **extra: Any) -> Message:
        """`extra` adds raw Message fields (via_bot, sender_chat, message_thread_id ...)."""
        return self._say(phone.person, worded(text) | extra, reply_to)

    def _say(self, person: Person, body: Json, reply_to: Message | None = None) -> Message:
        quoted = reply_to.message_id if reply_to else None
        return Message(self._world, self._people.say(person, self._chat, body, quoted))

    async def document_as(
        self, phone: "Phone", name: str, content: bytes, caption: str | None = None, reply_to: Message | None = None
    ) -> Message:
        mime_type = guess_type(name)[0] or "application/octet-stream"
        file = self._world.keep_file("documents", name, mime_type, content)
        return self._say(phone.person, {"document": document(file)} | _caption(caption), reply_to)

    async def photo_as(
        self, phone: "Phone", content: bytes, caption: str | None = None, reply_to: Message | None = None
    ) -> Message:
        file = self._world.keep_file("photos", "photo.jpg", "image/jpeg", content)
        return self._say(phone.person, {"photo": photo(file)} | _caption(caption), reply_to)

    async def voice_as(
        self, phone: "Phone", content: bytes, duration: int = 3, reply_to: Message | None = None
    ) -> Message:
        file = self._world.keep_file("voice", "voice.oga", "audio/ogg", content)
        return self._say(phone.person, {"voice": voice(file, duration)}, reply_to)

    async def file_as(
        self,
        phone: "Phone",
        /,
        kind: str,
        content: bytes,
        caption: str | None = None,
        *,
        reply_to: Message | None = None,
        **extra: Any,
    ) -> Message:
        """A file of any kind: photo, video, video_note, animation, audio, voice, document."""
        name = f"{kind}.{_ENDINGS.get(kind, 'bin')}"
        file = self._world.keep_file(f"{kind}s", name, guess_type(name)[0] or "application/octet-stream", content)
        return self._say(phone.person, media(kind, file) | _caption(caption) | extra, reply_to)

    async def album_as(
        self, phone: "Phone", files: Sequence[AlbumFile], reply_to: Message | None = None
    ) -> list[Message]:
        """(kind, content, caption) each; one message a file, of one media_group_id."""
        group = str(self._world.seq + 1)
        return [
            await self.file_as(phone, kind, content, caption, reply_to=reply_to, media_group_id=group)
            for kind, content, caption in files
        ]

    async def body_as(self, phone: "Phone", body: Json, reply_to: Message | None = None) -> Message:
        """A message of these raw fields: a location, a contact, a sticker, a poll."""
        return self._say(phone.person, body, reply_to)

    async def edit_as(self, phone: "Phone", message: Message, text: str) -> Message:
        stored = self._people.edit(phone.person, self._chat, message.message_id, text)
        return Message(self._world, stored)

    async def delete_as(self, phone: "Phone", message: Message) -> None:
        self._people.delete(phone.person, self._chat, message.message_id)

    def tap_as(self, phone: "Phone", message: Message | None, label: str) -> Press:
        """Presses an inline button whose text holds `label` and does not wait for the answer.

        Without a message: the latest one that has such a button. AssertionError when there is none.
        """
        found, button = self._find(message, label)
        return self._people.press(phone.person, self._chat, found.message_id, button.callback_data)

    def forge_as(self, phone: "Phone", message: Message, data: str) -> Press:
        """Presses with any callback data, as a tampered client can."""
        return self._people.press(phone.person, self._chat, message.message_id, data)

    async def answer(self, press: Press, timeout: float = 30) -> CallbackAnswer:  # noqa: ASYNC109
        """What the bot answered to a press; AssertionError when nothing came in time."""
        answer = await self.answered(press, timeout)
        if answer is None:
            raise AssertionError(f"the press was not answered in {timeout} s; the chat:\n{self.transcript()}")
        return answer

    async def answered(self, press: Press, seconds: float) -> CallbackAnswer | None:
        """As `answer`, but None when nothing came in time."""
        raw = await self._chat.signal.until(lambda: press.answer, seconds)
        return CallbackAnswer(raw["text"], raw["show_alert"], raw["url"]) if raw else None

    async def press_as(
        self,
        phone: "Phone",
        message: Message | None,
        label: str,
        timeout: float = 30,  # noqa: ASYNC109
    ) -> CallbackAnswer:
        return await self.answer(self.tap_as(phone, message, label), timeout)

    def _find(self, message: Message | None, label: str) -> tuple[Message, Button]:
        stored = [self.message(message.message_id)] if message else reversed(self.messages)
        for candidate in stored:
            for row in candidate.buttons:
                for button in row:
                    if label in button.text and button.callback_data:
                        return candidate, button
        raise AssertionError(f"no button {label!r}; the chat:\n{self.transcript()}")


def _caption(caption: str | None) -> Json:
    return worded(caption, "caption") if caption else {}


def _own(act: "Callable[Concatenate[Talk, Phone, P], R]") -> "Callable[Concatenate[Phone, P], R]":
    """What is done in any chat, done in one's own."""

    def done(phone: "Phone", /, *given: P.args, **named: P.kwargs) -> R:
        return act(phone, phone, *given, **named)

    return done


class Phone(Talk):
    """A person and the private chat with the bot."""

    def __init__(self, people: People, person: Person, chat: Chat) -> None:
        super().__init__(people, chat)
        self.person = person

    @property
    def user_id(self) -> int:
        return self.person.user_id

    send, edit, delete = _own(Talk.send_as), _own(Talk.edit_as), _own(Talk.delete_as)
    send_document, send_photo, send_voice = _own(Talk.document_as), _own(Talk.photo_as), _own(Talk.voice_as)
    send_file, send_album, send_body = _own(Talk.file_as), _own(Talk.album_as), _own(Talk.body_as)
    press, tap, forge = _own(Talk.press_as), _own(Talk.tap_as), _own(Talk.forge_as)

    async def reply(self, message: Message, text: str, **extra: Any) -> Message:
        return await self.send(text, reply_to=message, **extra)

    async def forward(self, message: Message, *, hidden: bool = False) -> Message:
        """Forwards a message of any chat to the bot; `hidden`: its author shows no account in forwards."""
        origin: Json = {"type": "user", "sender_user": message.payload["from"], "date": message.date}
        if hidden:
            name = message.payload["from"]["first_name"]
            origin = {"type": "hidden_user", "sender_user_name": name, "date": message.date}
        kept = {"text", "entities", "caption", "caption_entities", "document", "photo", "voice"}
        body = {k: v for k, v in message.payload.items() if k in kept}
        return self._say(self.person, body | {"forward_origin": origin})

    def block_bot(self) -> None:
        self._people.set_blocked(self.person, True)

    def unblock_bot(self) -> None:
        self._people.set_blocked(self.person, False)

    def deactivate(self) -> None:
        self._people.deactivate(self.person)


class Group(Talk):
    """A group or supergroup. After `upgrade` it speaks of the new chat; `old_chat_ids` keeps the others."""

    def __init__(self, people: People, chat: Chat) -> None:
        super().__init__(people, chat)
        self.old_chat_ids: list[int] = []

    def _someone(self) -> Person:
        return self._world.people[next(iter(self._chat.members))]

    def upgrade(self) -> int:
        """Makes it a supergroup; returns the new chat id."""
        self.old_chat_ids.append(self.chat_id)
        self._chat = self._people.upgrade(self._chat)
        self._read = 0
        return self.chat_id

    def follow(self) -> int:
        """Goes to the chat this one was upgraded to by a "migrate" fault; returns its id."""
        while self._chat.migrated_to is not None:
            self.old_chat_ids.append(self.chat_id)
            self._chat = self._world.chats[self._chat.migrated_to]
            self._read = 0
        return self.chat_id

    def kick_bot(self) -> None:
        self._people.set_bot_status(self._chat, "kicked", self._someone())

    def add_bot(self) -> None:
        self._people.set_bot_status(self._chat, "member", self._someone())

    def promote_bot(self) -> None:
        self._people.set_bot_status(self._chat, "administrator", self._someone())

    def delete(self) -> None:
        """The group is deleted; the bot hears of it only by the 403 of its next call."""
        self._chat.deleted = True
        self._world.emit("chat", self._chat, deleted=True)

    def join(self, phone: Phone) -> None:
        self._people.join(self._chat, phone.person)

    def leave(self, phone: Phone) -> None:
        self._people.leave(self._chat, phone.person)
