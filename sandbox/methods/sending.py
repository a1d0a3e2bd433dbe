"""sendMessage, sendRichMessage, sendChatAction; files of each kind, alone or as an album."""

from collections.abc import Callable
from mimetypes import guess_type

from sandbox.desk import CAPTION_MOST, Desk, check_length, reply_target
from sandbox.errors import ApiError, bad_request
from sandbox.keyboards import read_markup
from sandbox.markup import body_of
from sandbox.people import document, media, photo, quoted, voice
from sandbox.pictures import picture_size
from sandbox.rich import read_rich
from sandbox.wire import Json, Params
from sandbox.world import Chat, File

PHOTO_MOST = 10 << 20
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(desk: Desk, p: Params) -> Json:
    text, entities = desk.worded(p, "text")
    if not text:
        raise bad_request("message text is empty")
    markup = read_markup(p)
    chat = desk.target(p)
    check_length(text)
    return _post(desk, p, chat, body_of(text, entities, "text"), markup)


def send_rich_message(desk: Desk, p: Params) -> Json:
    if not desk.has_rich:
        raise ApiError(404, "Not Found")
    rich = read_rich(p)
    if rich is None:
        raise bad_request("rich_message is not specified")
    markup = read_markup(p)
    return _post(desk, p, desk.target(p), {"rich_message": rich}, markup)


def _post(desk: Desk, p: Params, chat: Chat, body: Json, markup: Json | None) -> Json:
    replied = reply_target(p, chat)
    if replied is not None:
        body["reply_to_message"] = quoted(chat, replied)
    if p.flag("protect_content"):
        body["has_protected_content"] = True
    desk.charge(chat)
    chat.action = ""
    return desk.world.add(chat, desk.world.bot_user, body, markup).payload


def _file(desk: Desk, p: Params, field: str, folder: str) -> File:
    """The uploaded file, or one the server knows by file_id."""
    upload = p.upload(field)
    if upload is None:
        known = desk.world.files.get(p.text(field))
        if known is not None:
            return known
        if p.text(field):
            raise bad_request("wrong file identifier/HTTP URL specified")
        raise bad_request(f"there is no {field} in the request")
    if not upload.content:
        raise bad_request("file must be non-empty")
    kind = upload.content_type
    if kind == "application/octet-stream":
        kind = guess_type(upload.file_name)[0] or kind
    return desk.world.keep_file(folder, upload.file_name, kind, upload.content)


def _captioned(desk: Desk, p: Params, field: str, folder: str) -> tuple[Chat, File, Json]:
    caption, entities = desk.worded(p, "caption")
    chat = desk.target(p)
    file = _file(desk, p, field, folder)
    check_length(caption, CAPTION_MOST)
    return chat, file, body_of(caption, entities, "caption")


def send_document(desk: Desk, p: Params) -> Json:
    markup = read_markup(p)
    chat, file, caption = _captioned(desk, p, "document", "documents")
    return _post(desk, p, chat, {"document": document(file)} | caption, markup)


def send_photo(desk: Desk, p: Params) -> Json:
    markup = read_markup(p)
    chat, file, caption = _captioned(desk, p, "photo", "photos")
    return _post(desk, p, chat, _photo_body(file) | caption, markup)


def _photo_body(file: File) -> Json:
    size = len(file.content)
    if size > PHOTO_MOST:
        raise bad_request(f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_MOST} bytes")
    if picture_size(file.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return {"photo": photo(file)}


def media_body(desk: Desk, p: Params, sort: str) -> Json:
    """The file of an InputMedia of this type."""
    file = _file(desk, p, "media", "photos" if sort == "photo" else "documents")
    return _photo_body(file) if sort == "photo" else {"document": document(file)}


def send_voice(desk: Desk, p: Params) -> Json:
    markup = read_markup(p)
    chat, file, caption = _captioned(desk, p, "voice", "voice")
    return _post(desk, p, chat, {"voice": voice(file, p.integer("duration") or 0)} | caption, markup)


def send_media(kind: str, folder: str) -> Callable[[Desk, Params], Json]:
    """sendVideo, sendAnimation, sendAudio, sendVideoNote: they differ by name alone."""

    def send(desk: Desk, p: Params) -> Json:
        markup = read_markup(p)
        chat, file, caption = _captioned(desk, p, kind, folder)
        return _post(desk, p, chat, media(kind, file) | caption, markup)

    return send


ALBUM = range(2, 11)
TOGETHER = ({"photo", "video"}, {"document"}, {"audio"})


def send_media_group(desk: Desk, p: Params) -> list[Json]:
    """Several messages of one media_group_id, all or none."""
    album = p.structure("media")
    if not isinstance(album, list) or not all(isinstance(one, dict) for one in album):
        raise bad_request("expected an Array of InputMedia")
    if len(album) not in ALBUM:
        raise bad_request("wrong number of messages specified: 2-10 messages expected")
    chat = desk.target(p)
    kinds = {str(one.get("type")) for one in album}
    if not any(kinds <= sorts for sorts in TOGETHER):
        raise bad_request("can't send media of these types together in an album")
    bodies = [_album_body(desk, p, one) for one in album]
    group = str(desk.world.seq + 1)
    return [_post(desk, p, chat, body | {"media_group_id": group}, None) for body in bodies]


def _album_body(desk: Desk, p: Params, raw: Json) -> Json:
    of_media = Params({key: value for key, value in raw.items() if isinstance(value, str)}, p.uploads)
    caption, entities = desk.worded(of_media, "caption")
    check_length(caption, CAPTION_MOST)
    kind = raw["type"]
    file = _file(desk, of_media, "media", f"{kind}s")
    return (_photo_body(file) if kind == "photo" else media(kind, file)) | body_of(caption, entities, "caption")


def send_chat_action(desk: Desk, p: Params) -> bool:
    chat = desk.target(p)
    action = p.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = action
    desk.world.emit("action", chat, action=action)
    return True
