"""editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup, deleteMessage."""

from sandbox.desk import CAPTION_MOST, Desk, check_length
from sandbox.errors import bad_request
from sandbox.keyboards import read_markup
from sandbox.markup import body_of
from sandbox.methods.sending import media_body
from sandbox.rich import read_rich
from sandbox.wire import Json, Params
from sandbox.world import Chat, Stored

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
DELETABLE = 48 * 3600


def _stored(chat: Chat, p: Params, verb: str) -> Stored:
    message_id = p.integer("message_id")
    if message_id is None:
        raise bad_request("message identifier is not specified")
    stored = chat.messages.get(message_id)
    if stored is None:
        raise bad_request(f"message to {verb} not found")
    return stored


def _inline_keyboard(p: Params) -> Json | None:
    markup = read_markup(p)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup if markup and markup["inline_keyboard"] else None


def _editable(desk: Desk, p: Params) -> tuple[Chat, Stored]:
    chat = desk.target(p)
    stored = _stored(chat, p, "edit")
    if not stored.by_bot or (stored.markup and "inline_keyboard" not in stored.markup):
        raise bad_request("message can't be edited")
    return chat, stored


def _apply(desk: Desk, chat: Chat, old: Stored, fields: set[str], body: Json, markup: Json | None) -> Json:
    """Replaces `fields` by `body` and the inline keyboard by `markup`; 400 when that changes nothing."""
    kept = {k: v for k, v in old.payload.items() if k not in fields | {"reply_markup", "edit_date"}}
    payload = kept | body | ({"reply_markup": markup} if markup else {})
    if payload == {k: v for k, v in old.payload.items() if k != "edit_date"}:
        raise bad_request(NOT_MODIFIED)
    desk.charge(chat)
    payload["edit_date"] = int(desk.world.clock())
    return desk.world.replace(chat, payload["message_id"], payload, markup).payload


def edit_message_text(desk: Desk, p: Params) -> Json:
    """A message of text may become a rich one, and the other way round."""
    rich = read_rich(p) if desk.has_rich else None
    text, entities = ("", []) if rich else desk.worded(p, "text")
    if not (text or rich):
        raise bad_request("message text is empty")
    markup = _inline_keyboard(p)
    chat, stored = _editable(desk, p)
    if not {"text", "rich_message"} & set(stored.payload):
        raise bad_request("there is no text in the message to edit")
    check_length(text)
    body = {"rich_message": rich} if rich else body_of(text, entities, "text")
    return _apply(desk, chat, stored, {"text", "entities", "rich_message"}, body, markup)


def edit_message_caption(desk: Desk, p: Params) -> Json:
    caption, entities = desk.worded(p, "caption")
    markup = _inline_keyboard(p)
    chat, stored = _editable(desk, p)
    if not {"photo", "document", "voice", "video", "animation", "audio"} & set(stored.payload):
        raise bad_request("there is no caption in the message to edit")
    check_length(caption, CAPTION_MOST)
    body = body_of(caption, entities, "caption")
    return _apply(desk, chat, stored, {"caption", "caption_entities"}, body, markup)


def edit_message_media(desk: Desk, p: Params) -> Json:
    """Another photo or document in the place of a photo or document."""
    media = p.structure("media")
    if not isinstance(media, dict) or media.get("type") not in ("photo", "document"):
        raise bad_request("wrong type of the media specified")
    of_media = Params({key: value for key, value in media.items() if isinstance(value, str)}, p.uploads)
    caption, entities = desk.worded(of_media, "caption")
    markup = _inline_keyboard(p)
    chat, stored = _editable(desk, p)
    if not {"photo", "document"} & set(stored.payload):
        raise bad_request("message can't be edited")
    check_length(caption, CAPTION_MOST)
    body = media_body(desk, of_media, media["type"]) | body_of(caption, entities, "caption")
    return _apply(desk, chat, stored, {"photo", "document", "caption", "caption_entities"}, body, markup)


def edit_message_reply_markup(desk: Desk, p: Params) -> Json:
    markup = _inline_keyboard(p)
    chat, stored = _editable(desk, p)
    return _apply(desk, chat, stored, set(), {}, markup)


def delete_message(desk: Desk, p: Params) -> bool:
    chat = desk.target(p)
    stored = _stored(chat, p, "delete")
    mine = stored.by_bot or chat.kind == "private" or chat.bot_status == "administrator"
    if not mine or desk.world.clock() - stored.payload["date"] > DELETABLE:
        raise bad_request("message can't be deleted")
    desk.world.remove(chat, stored.payload["message_id"])
    return True
