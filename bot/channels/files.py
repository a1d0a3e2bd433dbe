"""Files that people sent, shown to others: by their ids, or from disk where Telegram does not take these."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.channels.api import ApiError, TelegramApi, Upload
from bot.channels.verdicts import Outcome
from domain.hygiene import cut
from domain.messages import materials_texts as texts
from domain.notes import Note, ShownFile

CAPTION_LIMIT = 1000
_METHODS = {
    "photo": ("sendPhoto", "photo"),
    "video": ("sendVideo", "video"),
    "animation": ("sendAnimation", "animation"),
    "audio": ("sendAudio", "audio"),
    "voice": ("sendVoice", "voice"),
    "video_note": ("sendVideoNote", "video_note"),
}
_AS_DOCUMENT = ("sendDocument", "document")
# A round video has no caption.
_UNCAPTIONED = "video_note"


async def show_files(api: TelegramApi, note: Note, folder: Path) -> Any:
    """Several files are one album. Raises ApiError."""
    try:
        return await _send(api, note.chat_id, [(file, file.file_id) for file in note.files])
    except ApiError as error:
        if error.verdict.outcome is not Outcome.DEAD:
            raise
    return await _from_disk(api, note, folder)


async def _from_disk(api: TelegramApi, note: Note, folder: Path) -> Any:
    """What is not there any more is said."""
    contents = await asyncio.to_thread(lambda: [_read(folder / file.path) for file in note.files])
    there = [(file, content) for file, content in zip(note.files, contents, strict=True) if content is not None]
    gone = [file.name for file, content in zip(note.files, contents, strict=True) if content is None]
    if not there:
        return await api.call("sendMessage", chat_id=note.chat_id, text=texts.gone(gone))
    uploads = {f"file{place}": (file.name, content) for place, (file, content) in enumerate(there)}
    media = [(file, f"attach://file{place}") for place, (file, _) in enumerate(there)]
    sent = await _send(api, note.chat_id, media, uploads)
    if gone:
        await api.call("sendMessage", chat_id=note.chat_id, text=texts.gone(gone))
    return sent


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


async def _send(
    api: TelegramApi, chat_id: int, media: Sequence[tuple[ShownFile, str]], uploads: dict[str, Upload] | None = None
) -> Any:
    if len(media) > 1:
        album = [_captioned({"type": file.kind, "media": source}, file) for file, source in media]
        return await api.send_files("sendMediaGroup", uploads or {}, chat_id=chat_id, media=album)
    ((file, source),) = media
    method, field = _METHODS.get(file.kind, _AS_DOCUMENT)
    return await api.send_files(method, uploads or {}, **_captioned({"chat_id": chat_id, field: source}, file))


def _captioned(sent: dict[str, Any], file: ShownFile) -> dict[str, Any]:
    caption = cut(file.caption, CAPTION_LIMIT) if file.kind != _UNCAPTIONED else ""
    return sent | ({"caption": caption} if caption else {})
