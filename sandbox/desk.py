"""What every Bot API method works with: the world, the queue, the limits; and the checks they share."""

from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, bad_request, forbidden, too_many
from sandbox.limits import Meter
from sandbox.markup import Entity, automatic, check_entities, parse_html, trim, utf16
from sandbox.people import People
from sandbox.updates import Updates
from sandbox.webhook import Courier
from sandbox.wire import Params
from sandbox.world import BOT_HERE, Chat, World

CAPTION_MOST, TEXT_MOST = 1024, 4096


@dataclass(slots=True)
class Desk:
    """The bot's side of the server; without `has_rich` it is one from before Bot API 10.1."""

    world: World
    people: People
    updates: Updates
    courier: Courier
    meter: Meter
    has_rich: bool = True

    def chat(self, p: Params) -> Chat:
        """The chat of `chat_id` (a number, or @username of a person); 400 when missing or unknown."""
        if not p.text("chat_id"):
            raise bad_request("chat_id is empty")
        chat_id = p.integer("chat_id")
        chat = self.world.chats.get(chat_id) if chat_id is not None else None
        if chat is not None:
            return chat
        if chat_id in self.world.people:
            raise forbidden("bot can't initiate conversation with a user")
        raise bad_request("chat not found")

    def target(self, p: Params) -> Chat:
        """The chat to write to, with every reason why the bot may not."""
        chat = self.chat(p)
        if chat.kind == "private":
            person = self.world.people[chat.chat_id]
            if person.deactivated:
                raise forbidden("user is deactivated")
            if person.blocked:
                raise forbidden("bot was blocked by the user")
            if not person.started:
                raise forbidden("bot can't initiate conversation with a user")
        else:
            _check_group(chat)
        return chat

    def charge(self, chat: Chat) -> None:
        """Counts one message against the limits; 429 when there were too many."""
        wait = self.meter.charge(chat.chat_id)
        if wait:
            raise too_many(wait)

    def worded(self, p: Params, field: str) -> tuple[str, list[Entity]]:
        """Text or caption with its entities, trimmed; length unchecked. Raises "can't parse entities"."""
        text = p.text(field)
        mode = p.text("parse_mode").lower()
        if mode == "html":
            text, entities = parse_html(text)
        elif mode in {"", "none"}:
            explicit = p.structure("entities" if field == "text" else "caption_entities")
            entities = check_entities(text, explicit) if explicit else []
        else:
            raise bad_request("unsupported parse_mode")
        text, entities = trim(text.replace("\r", ""), self._known_mentions(entities))
        return text, sorted(entities + _free(automatic(text), entities), key=lambda e: e["offset"])

    def _known_mentions(self, entities: list[Entity]) -> list[Entity]:
        """Mentions by id become Telegram's text_mention with a User; of strangers they vanish."""
        kept = []
        for entity in entities:
            if entity["type"] == "text_mention" and "user_id" in entity:
                person = self.world.people.get(entity["user_id"])
                if person is None:
                    continue
                entity = {k: v for k, v in entity.items() if k != "user_id"} | {"user": person.user()}
            kept.append(entity)
        return kept


def _free(found: list[Entity], taken: list[Entity]) -> list[Entity]:
    """Those found entities that do not lie in a link or code of the explicit ones."""
    closed = [e for e in taken if e["type"] in {"text_link", "text_mention", "code", "pre", "url"}]
    return [f for f in found if not any(_overlap(f, e) for e in closed)]


def _overlap(a: Entity, b: Entity) -> bool:
    return bool(a["offset"] < b["offset"] + b["length"] and b["offset"] < a["offset"] + a["length"])


def _check_group(chat: Chat) -> None:
    if chat.migrated_to is not None:
        target = {"migrate_to_chat_id": chat.migrated_to}
        raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", target)
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if chat.bot_status not in BOT_HERE:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")


def check_length(text: str, most: int = TEXT_MOST) -> None:
    if len(text) > most // 2 and utf16(text) > most:
        raise bad_request("message is too long" if most == TEXT_MOST else "message caption is too long")


def reply_target(p: Params, chat: Chat) -> int | None:
    """The message id this is a reply to, from reply_parameters or reply_to_message_id; 400 when gone."""
    raw: Any = p.structure("reply_parameters")
    if isinstance(raw, dict):
        message_id, lenient = raw.get("message_id"), bool(raw.get("allow_sending_without_reply"))
    else:
        message_id, lenient = p.integer("reply_to_message_id"), p.flag("allow_sending_without_reply")
    if not isinstance(message_id, int) or not message_id:
        return None
    if message_id in chat.messages:
        return message_id
    if lenient:
        return None
    raise bad_request("message to be replied not found")
