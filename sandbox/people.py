"""What people do: the acts behind the phones, the groups and the control door.

Each act changes the world and queues the update Telegram would send. All are synchronous; a person who cannot
act (blocked the bot, deactivated, no such button) raises ValueError with a readable reason.
"""

from collections.abc import Callable
from typing import Any

from sandbox.markup import automatic, body_of
from sandbox.pictures import picture_size
from sandbox.updates import DAY, PRESS_LIFE, Updates
from sandbox.wire import Json
from sandbox.world import BOT_HERE, Chat, File, Person, Press, Stored, World

ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_send_welcome_messages",
)  # fmt: skip


def chat_member(user: Json, status: str) -> Json:
    """The Bot API's ChatMember in one of its shapes."""
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    elif status == "administrator":
        member |= dict.fromkeys(ADMIN_RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
    elif status == "kicked":
        member["until_date"] = 0
    return member


class People:
    """The people's side of `world`; `privacy` is group privacy (on by default, as at Telegram)."""

    def __init__(self, world: World, updates: Updates, *, privacy: bool = True) -> None:
        self.world = world
        self.updates = updates
        self.privacy = privacy
        self.next_query = 4_000_000_000_000

    # Writing

    def say(self, person: Person, chat: Chat, body: Json, reply_to: int | None = None) -> Stored:
        """A person's message; `body` holds the Message fields beside id, sender, chat and date."""
        self._may_write(person, chat)
        if reply_to is not None:
            body = {**body, "reply_to_message": quoted(chat, reply_to)}
        stored = self.world.add(chat, person.user(), body)
        if self._bot_sees(chat, stored.payload):
            self._queue("message", chat, stored.payload)
        return stored

    def edit(self, person: Person, chat: Chat, message_id: int, text: str) -> Stored:
        """A person changes the text (or caption) of an own message."""
        old = self._own(person, chat, message_id)
        field = "text" if "text" in old.payload else "caption"
        payload = {**old.payload, **worded(text, field), "edit_date": int(self.world.clock())}
        stored = self.world.replace(chat, message_id, payload, None)
        if self._bot_sees(chat, payload):
            self._queue("edited_message", chat, payload, date=payload["edit_date"])
        return stored

    def delete(self, person: Person, chat: Chat, message_id: int) -> None:
        """A person removes an own message; Telegram tells bots nothing of it."""
        self._own(person, chat, message_id)
        self.world.remove(chat, message_id)

    def _own(self, person: Person, chat: Chat, message_id: int) -> Stored:
        stored = chat.messages.get(message_id)
        if stored is None or stored.payload["from"]["id"] != person.user_id:
            raise ValueError(f"message {message_id} is not one of {person.first_name}'s")
        return stored

    def _may_write(self, person: Person, chat: Chat) -> None:
        if person.deactivated:
            raise ValueError(f"{person.first_name}'s account is deactivated")
        if chat.kind == "private":
            if person.blocked:
                raise ValueError(f"{person.first_name} has blocked the bot; unblock first")
            person.started = True
        elif chat.members.get(person.user_id, "left") in {"left", "kicked"}:
            raise ValueError(f"{person.first_name} is not a member of {chat.title}")
        elif chat.migrated_to is not None or chat.deleted:
            raise ValueError(f"the group {chat.title} is closed")

    def _bot_sees(self, chat: Chat, payload: Json) -> bool:
        if chat.kind == "private":
            return True
        if chat.bot_status not in BOT_HERE:
            return False
        if not self.privacy or chat.bot_status == "administrator":
            return True
        replied = payload.get("reply_to_message")
        text = payload.get("text") or payload.get("caption") or ""
        return bool(replied and replied.get("from", {}).get("id") == self.world.bot.user_id) or self._command(text)

    def _command(self, text: str) -> bool:
        name, _, addressee = text.split(maxsplit=1)[0].partition("@") if text.strip() else ("", "", "")
        return name.startswith("/") and addressee.lower() in {"", self.world.bot.username.lower()}

    def _queue(self, kind: str, chat: Chat, payload: Json, date: int | None = None) -> None:
        lives_from = payload["date"] if date is None else date
        self.updates.put(kind, payload, chat.chat_id, lives_from + DAY)

    # Buttons

    def press(self, person: Person, chat: Chat, message_id: int, data: str) -> Press:
        """Presses a button with this callback data; any data, as a forged client could."""
        stored = chat.messages.get(message_id)
        if stored is None:
            raise ValueError(f"there is no message {message_id} to press on")
        if person.deactivated or (chat.kind == "private" and person.blocked):
            raise ValueError(f"{person.first_name} cannot press: blocked or deactivated")
        now = self.world.clock()
        press = Press(str(self.next_query), person.user_id, chat, now)
        self.next_query += 1
        self.world.presses[press.query_id] = press
        query = {
            "id": press.query_id, "from": person.user(), "message": stored.payload,
            "chat_instance": str(abs(chat.chat_id) * 7919), "data": data,
        }  # fmt: skip
        self.updates.put("callback_query", query, chat.chat_id, now + PRESS_LIFE)
        return press

    # Standing of people and bot

    def set_blocked(self, person: Person, blocked: bool) -> None:
        """Blocks or unblocks the bot in the private chat; changes that change nothing tell nothing."""
        if person.blocked == blocked:
            return
        person.blocked = blocked
        self.world.emit("person", None, user_id=person.user_id, blocked=blocked)
        states = ("member", "kicked") if blocked else ("kicked", "member")
        self._bot_moved(person, self.world.private_chat(person), *states)

    def deactivate(self, person: Person) -> None:
        person.deactivated = True
        self.world.emit("person", None, user_id=person.user_id)

    def set_bot_status(self, chat: Chat, status: str, by: Person) -> None:
        """Adds, promotes, demotes, removes ("left") or bans ("kicked") the bot in a group."""
        before, chat.bot_status = chat.bot_status, status
        if before != status:
            self._bot_moved(by, chat, before, status)

    def _bot_moved(self, by: Person, chat: Chat, before: str, after: str) -> None:
        bot, now = self.world.bot_user, int(self.world.clock())
        old, new = chat_member(bot, before), chat_member(bot, after)
        self.world.emit("member", chat, user_id=bot["id"], status=after)
        moved = {"chat": chat.head, "from": by.user(), "date": now, "old_chat_member": old, "new_chat_member": new}
        self.updates.put("my_chat_member", moved, chat.chat_id, now + DAY)

    # Groups

    def found_group(self, chat: Chat, people: list[Person], bot_status: str) -> None:
        """Fills a new group: the first person created it, the others are members; then the bot comes in."""
        for person in people:
            status = chat.members[person.user_id] = "member" if chat.members else "creator"
            self.world.emit("member", chat, user_id=person.user_id, status=status)
        chat.bot_status = "left"
        if people and bot_status in BOT_HERE:
            self.set_bot_status(chat, bot_status, people[0])
            self.service(chat, people[0], new_chat_members=[self.world.bot_user])

    def join(self, chat: Chat, person: Person) -> None:
        chat.members[person.user_id] = "member"
        self.world.emit("member", chat, user_id=person.user_id, status="member")
        self.service(chat, person, new_chat_members=[person.user()])

    def leave(self, chat: Chat, person: Person, status: str = "left") -> None:
        self.service(chat, person, left_chat_member=person.user())
        chat.members[person.user_id] = status
        self.world.emit("member", chat, user_id=person.user_id, status=status)

    def service(self, chat: Chat, by: Person, **body: Any) -> Stored:
        """A service message ("so-and-so joined"), which a member bot always gets."""
        stored = self.world.add(chat, by.user(), body)
        if chat.bot_status in BOT_HERE:
            self._queue("message", chat, stored.payload)
        return stored

    def upgrade(self, chat: Chat) -> Chat:
        """The group becomes a supergroup with a new id; the old one stays as a signpost."""
        if chat.kind == "private" or chat.migrated_to is not None:
            raise ValueError(f"chat {chat.chat_id} cannot be upgraded")
        new = self.world.group_chat(chat.title, "supergroup")
        new.members, new.bot_status = dict(chat.members), chat.bot_status
        by = self.world.people[next(iter(chat.members))] if chat.members else self.world.bot
        self.service(chat, by, migrate_to_chat_id=new.chat_id)
        chat.migrated_to = new.chat_id
        self.service(new, by, migrate_from_chat_id=chat.chat_id)
        self.world.emit("chat", chat, migrated_to=new.chat_id)
        return new


def quoted(chat: Chat, message_id: int) -> Json:
    """A message as it stands inside reply_to_message: without its own. Raises ValueError when it is gone."""
    stored = chat.messages.get(message_id)
    if stored is None:
        raise ValueError(f"there is no message {message_id} to reply to")
    return {k: v for k, v in stored.payload.items() if k != "reply_to_message"}


def worded(text: str, field: str = "text") -> Json:
    """Text with the entities Telegram finds in it, under the names of a text or a caption."""
    return {field: text} | body_of(text, automatic(text), field)


def document(file: File) -> Json:
    """The Bot API's Document."""
    return file.told() | {"file_name": file.name, "mime_type": file.mime_type}


def photo(file: File) -> list[Json]:
    """The Bot API's PhotoSize list: one size, that of the picture."""
    width, height = picture_size(file.content) or (800, 600)
    return [file.told() | {"width": width, "height": height}]


def video(file: File, duration: int = 3) -> Json:
    """The Bot API's Video; an Animation looks the same."""
    size = {"width": 640, "height": 480, "duration": duration}
    return file.told() | size | {"file_name": file.name, "mime_type": file.mime_type}


def audio(file: File, duration: int = 3) -> Json:
    """The Bot API's Audio."""
    return file.told() | {"duration": duration, "file_name": file.name, "mime_type": file.mime_type}


def video_note(file: File, duration: int = 3) -> Json:
    """The Bot API's VideoNote: round, without a name."""
    return file.told() | {"length": 240, "duration": duration}


def media(kind: str, file: File) -> Json:
    """The fields of a Message with a file of that kind. Telegram shows an animation as a document, too."""
    if kind == "animation":
        return {"animation": video(file), "document": document(file)}
    made: dict[str, Callable[[File], Json | list[Json]]] = {
        "document": document,
        "photo": photo,
        "video": video,
        "audio": audio,
        "video_note": video_note,
        "voice": lambda one: voice(one, 3),
    }
    return {kind: made[kind](file)}


def voice(file: File, duration: int) -> Json:
    """The Bot API's Voice; duration in seconds."""
    return file.told() | {"duration": duration, "mime_type": file.mime_type}
