"""What the bot says of itself: its commands by scope and language, its descriptions by language."""

import re
from typing import Any

from sandbox.desk import Desk
from sandbox.errors import bad_request
from sandbox.wire import Json, Params
from sandbox.world import World

SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}


def _key(desk: Desk, p: Params) -> tuple[str, str]:
    scope: Any = p.structure("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if isinstance(kind, str) and kind in SCOPES:
        return kind, p.text("language_code")
    if not isinstance(kind, str) or kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = desk.chat(Params({"chat_id": scope.get("chat_id")}))
    member = f":{scope.get('user_id')}" if kind == "chat_member" else ""
    return f"{kind}:{chat.chat_id}{member}", p.text("language_code")


def _command(raw: Any) -> Json:
    command = raw.get("command") if isinstance(raw, dict) else None
    if not isinstance(command, str) or not re.fullmatch(r"/?[a-z0-9_]{1,32}", command):
        raise bad_request("BOT_COMMAND_INVALID")
    description = raw.get("description")
    if not isinstance(description, str) or not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {**raw, "command": command.removeprefix("/")}


def set_my_commands(desk: Desk, p: Params) -> bool:
    raw = p.structure("commands")
    if not isinstance(raw, list):
        raise bad_request("expected an Array of BotCommand")
    if len(raw) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    desk.world.commands[_key(desk, p)] = [_command(one) for one in raw]
    desk.world.emit("commands", None)
    return True


def get_my_commands(desk: Desk, p: Params) -> list[Json]:
    return desk.world.commands.get(_key(desk, p), [])


def delete_my_commands(desk: Desk, p: Params) -> bool:
    desk.world.commands.pop(_key(desk, p), None)
    desk.world.emit("commands", None)
    return True


def _set_words(desk: Desk, p: Params, field: str, most: int) -> bool:
    words = p.text(field)
    if len(words) > most:
        raise bad_request(f"BOT_{field.upper()}_TOO_LONG")
    desk.world.descriptions[field, p.text("language_code")] = words
    desk.world.emit("commands", None)
    return True


def set_my_description(desk: Desk, p: Params) -> bool:
    return _set_words(desk, p, "description", 512)


def set_my_short_description(desk: Desk, p: Params) -> bool:
    return _set_words(desk, p, "short_description", 120)


def get_my_description(desk: Desk, p: Params) -> Json:
    return {"description": desk.world.descriptions.get(("description", p.text("language_code")), "")}


def get_my_short_description(desk: Desk, p: Params) -> Json:
    return {"short_description": desk.world.descriptions.get(("short_description", p.text("language_code")), "")}


def menu_for(world: World, chat_id: int, user_id: int) -> list[Json]:
    """The commands this person's phone shows in this chat: the narrowest scope that has some wins."""
    chat, person = world.chats.get(chat_id), world.people[user_id]
    private = chat is None or chat.kind == "private"
    admin = not private and chat is not None and chat.members.get(user_id) in {"creator", "administrator"}
    scopes = [f"chat_member:{chat_id}:{user_id}", *([f"chat_administrators:{chat_id}"] if admin else [])]
    scopes += [f"chat:{chat_id}", *(["all_chat_administrators"] if admin else [])]
    scopes += ["all_private_chats" if private else "all_group_chats", "default"]
    language = person.language_code.partition("-")[0]
    keys = ((scope, code) for scope in scopes for code in (language, ""))
    return next((world.commands[key] for key in keys if world.commands.get(key)), [])
