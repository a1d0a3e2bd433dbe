"""Telegram: a note becomes one Bot API call; text is escaped here and nowhere else."""

import html
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from bot.channels.api import ApiError, TelegramApi
from bot.channels.files import show_files
from bot.channels.rich import blocks_of
from bot.channels.verdicts import Outcome, Verdict
from domain.hygiene import cut, utf16_length
from domain.notes import Link, Note, Paper
from domain.office.menus import MenuRows, menu_for, menus
from domain.office.people import Role

CAPTION_LIMIT = 1000
HINT_LIMIT = 64
_HTML = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


class MessageProbe(StrEnum):
    """What a look at one message id found."""

    THIS = "this"
    OTHER = "other"
    NOTHING = "nothing"
    FAILED = "failed"


def _commands(rows: MenuRows) -> list[dict[str, str]]:
    return [{"command": name, "description": words} for name, words in rows]


def as_html(note: Note) -> str:
    title, text, folded = (html.escape(words, quote=False) for words in (note.title, note.text, note.folded))
    for one in note.moments:
        words = html.escape(one.words, quote=False)
        text = text.replace(words, f'<tg-time unix="{one.unix}" format="r">{words}</tg-time>', 1)
    quoted = f"<blockquote expandable>{folded}</blockquote>" if folded else ""
    parts = (f"<b>{title}</b>" if title else "", text, quoted)
    return "\n".join(part for part in parts if part)


def as_plain(note: Note) -> str:
    return "\n".join(part for part in (note.title, note.text, note.folded) if part)


def caption_of(note: Note) -> str:
    """Under a file; lines stay lines as long as it is short enough."""
    words = as_plain(note)
    return words if utf16_length(words) <= CAPTION_LIMIT else cut(words, CAPTION_LIMIT)


def keyboard(note: Note, bot_name: str = "") -> dict[str, Any] | None:
    """Inline buttons, or a force reply where words are awaited."""
    rows = [[_link(link, bot_name) for link in row] for row in note.links] + [
        [
            {"text": choice.label, "callback_data": choice.packed()} | ({"style": choice.style} if choice.style else {})
            for choice in row
        ]
        for row in note.choices
    ]
    if rows:
        return {"inline_keyboard": rows}
    if not note.ask:
        return None
    hint = {"input_field_placeholder": cut(note.hint, HINT_LIMIT)} if note.hint else {}
    return {"force_reply": True, "selective": True, **hint}


def _link(link: Link, bot_name: str) -> dict[str, Any]:
    if link.copies:
        return {"text": link.label, "copy_text": {"text": link.copies}}
    return {"text": link.label, "url": f"https://t.me/{bot_name}?start={link.start}"}


class TelegramChannel:
    """Delivers notes; `deliver` never raises for what the wire or the Bot API does. `files` is DATA_DIR/files.

    Whether the API base has rich messages is decided once, by its answer to the first one.
    """

    def __init__(self, api: TelegramApi, files: Path = Path("files"), bot_name: str = "") -> None:
        self.api = api
        self._bot_name = bot_name
        self._files = files
        self._has_rich: bool | None = None
        # Whether the API base knows moments: it is told plainly what it refuses, and spared it from then on.
        self._has_moments = True

    async def deliver(self, note: Note, content: bytes | None = None, *, plain: bool = False) -> Verdict:
        try:
            result = await self._call(note, content, plain)
        except ApiError as error:
            return error.verdict
        # An album is a list of messages; a reply to its first one is known.
        first = result[0] if isinstance(result, list) and result else result
        message_id = first.get("message_id") if isinstance(first, dict) else None
        return Verdict(Outcome.SENT, message_id=message_id or note.edits_message)

    async def _call(self, note: Note, content: bytes | None, plain: bool) -> Any:
        if note.toast_for is not None:
            text = cut(note.text, 190) or None
            return await self.api.call(
                "answerCallbackQuery", callback_query_id=note.toast_for, text=text, show_alert=note.alert
            )
        if note.kind == "menu":
            return await self._set_menu(note)
        if note.kind == "profile":
            return await self._set_profile(note)
        if note.files:
            return await show_files(self.api, note, self._files)
        if note.paper is not None and content is not None:
            return await self._send_file(note, note.paper, content)
        return await self._say(note, plain)

    async def _say(self, note: Note, plain: bool) -> Any:
        if note.tables and not plain and self._has_rich is not False:
            said = await self._say_rich(note)
            if said is not None:
                return said
        if note.moments and (plain or not self._has_moments):
            self._has_moments, note = False, replace(note, moments=())
        words: dict[str, Any] = {"text": as_plain(note)} if plain else {"text": as_html(note), **_HTML}
        return await self._put(note, "sendMessage", words)

    async def _say_rich(self, note: Note) -> Any | None:
        """None where the text has to do: this API base has no rich messages, or refuses this one."""
        words = {"rich_message": {"blocks": blocks_of(note)}}
        try:
            said = await self._put(note, "sendRichMessage", words)
        except ApiError as error:
            if error.verdict.outcome is not Outcome.DEAD:
                raise
            # An older server passes over `rich_message` and misses the text.
            is_unknown = error.code == 404 or "text is empty" in error.verdict.words
            self._has_rich = False if is_unknown else self._has_rich
            return None
        self._has_rich = isinstance(said, dict) and "rich_message" in said
        return said if self._has_rich else None

    async def _put(self, note: Note, method: str, words: dict[str, Any]) -> Any:
        """As a new message by `method`, or in place of the one that the note edits."""
        words = words | {"reply_markup": keyboard(note, self._bot_name)}
        if note.edits_message is not None:
            return await self.api.call("editMessageText", chat_id=note.chat_id, message_id=note.edits_message, **words)
        reply = {"message_id": note.reply_to, "allow_sending_without_reply": True} if note.reply_to else None
        where = {"chat_id": note.chat_id, "message_thread_id": note.topic}
        return await self.api.call(method, **where, reply_parameters=reply, **words)

    async def _send_file(self, note: Note, paper: Paper, content: bytes) -> Any:
        """A new one, or another in the place of one that was sent."""
        sort, caption = "photo" if paper.is_picture else "document", caption_of(note)
        common = {"chat_id": note.chat_id, "reply_markup": keyboard(note, self._bot_name)}
        if note.edits_message is None:
            common |= {"message_thread_id": note.topic} if note.topic else {}
            return await self.api.upload(f"send{sort.title()}", sort, paper.name, content, caption=caption, **common)
        common |= {
            "message_id": note.edits_message,
            "media": {"type": sort, "media": "attach://file", "caption": caption},
        }
        return await self.api.upload("editMessageMedia", "file", paper.name, content, **common)

    async def _set_menu(self, note: Note) -> Any:
        roles = frozenset(Role(word) for word in note.text.split(",") if word)
        scope = {"type": "chat", "chat_id": note.chat_id}
        return await self.api.call("setMyCommands", commands=_commands(menu_for(roles)), scope=scope)

    async def _set_profile(self, note: Note) -> Any:
        """Of the bot itself: the menu of a scope, or one of its descriptions."""
        what, _, scope = note.title.partition(":")
        if what == "commands":
            commands = _commands(menus()[scope])
            return await self.api.call("setMyCommands", commands=commands, scope={"type": scope})
        method = {"description": "setMyDescription", "short_description": "setMyShortDescription"}[what]
        words: dict[str, Any] = {what: note.text}
        return await self.api.call(method, **words)

    async def look_at(self, note: Note, message_id: int) -> MessageProbe:
        """Whether `message_id` is this very note. It changes nothing, as long as ids of our other messages are
        not asked about."""
        words: dict[str, Any] = {"reply_markup": keyboard(note, self._bot_name)}
        if note.paper is not None:
            method, words["caption"] = "editMessageCaption", caption_of(note)
        else:
            method = "editMessageText"
            is_rich = bool(note.tables) and self._has_rich
            said = {"rich_message": {"blocks": blocks_of(note)}} if is_rich else {"text": as_html(note), **_HTML}
            words |= said
        try:
            await self.api.call(method, chat_id=note.chat_id, message_id=message_id, **words)
        except ApiError as error:
            return _seen(error)
        # The edit went through: the words there were others, so this cannot be trusted.
        return MessageProbe.FAILED


def _seen(error: ApiError) -> MessageProbe:
    words = error.verdict.words.lower()
    if "message is not modified" in words:
        return MessageProbe.THIS
    if "not found" in words and "chat" not in words:
        return MessageProbe.NOTHING
    return MessageProbe.OTHER if error.code == 400 and "chat" not in words else MessageProbe.FAILED
