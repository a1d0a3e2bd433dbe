"""Filters that decide what a message is: a command in either spelling, a press, an awaited reply."""

from typing import Annotated, Any

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message
from pydantic import Field

from domain.commands import COMMANDS
from storage.tables import Draft, Outbox

# A bare command in Chinese leaves the question alone, as one with a slash does.
CHINESE_COMMANDS = frozenset(word for command in COMMANDS for word in command.words)


class Said(Filter):
    """`/report 37 text` or one of its Chinese words ("进展 37 text"); gives `words`, what follows it.

    A Chinese word counts only at the start and followed by a space, a digit, # or the end, so that a report
    that happens to begin with it stays a report.
    """

    def __init__(self, command: str, *chinese: str) -> None:
        self.command = command
        self.chinese = chinese

    async def __call__(self, message: Message, bot_name: str = "") -> dict[str, str] | bool:
        if message.forward_origin is not None:
            # Forwarded words are a quotation, never the forwarder's command (reliability.md rule 12).
            return False
        text = _words_of(message)
        if text.startswith("/"):
            name, addressee, rest = _split_command(text)
            wanted = name.lower() == self.command and addressee.lower() in ("", bot_name.lower())
            return {"words": rest.strip()} if wanted else False
        for word in self.chinese:
            rest = text[len(word) :]
            if text.startswith(word) and (not rest or rest[0] in " 　#\n" or rest[0].isdigit()):
                return {"words": rest.strip()}
        return False


def command_of(message: Message) -> str | None:
    """ "report" of "/Report@bot 37"; None when the message begins with no slash."""
    text = _words_of(message)
    return _split_command(text)[0].lower() if text.startswith("/") else None


def _words_of(message: Message) -> str:
    return (message.text or message.caption or "").strip()


def _split_command(text: str) -> tuple[str, str, str]:
    """(name, addressed bot, rest) of a text that begins with a slash."""
    head, _, rest = text[1:].partition(" " if " " in text else "\n")
    name, _, addressee = head.partition("@")
    return name, addressee, rest


# What a database's integer holds; a larger number was forged.
Small = Annotated[int, Field(ge=-(2**31), lt=2**31)]


class Pressed(CallbackData, prefix="p"):
    """A button as `domain.notes.Choice.packed` writes it. Hostile input: checked again by the use case."""

    verb: str
    subject: Small
    version: Small
    extra: str


def _answers_question(draft: Draft | None, about: Outbox | None) -> bool:
    """Whether the words answer what `draft` waits for, and not another message that they reply to."""
    if draft is None:
        return False
    if about is None or about.item_id is None:
        return True
    return bool(about.note.get("ask")) and draft.payload.get("item_id", about.item_id) == about.item_id


class Waiting(Filter):
    """The person's next words answer a question of one of these kinds (`draft` is then injected)."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    async def __call__(
        self, message: Message, draft: Draft | None = None, about: Outbox | None = None
    ) -> bool:
        is_command = (message.text or "").strip() in CHINESE_COMMANDS
        is_asked = draft is not None and draft.kind in self.kinds and not is_command
        return is_asked and message.forward_origin is None and _answers_question(draft, about)


class AboutItem(Filter):
    """The message replies to one of ours that is about an item; gives `item_id`."""

    async def __call__(
        self, message: Message, draft: Draft | None = None, about: Outbox | None = None
    ) -> dict[str, Any] | bool:
        if about is None or about.item_id is None or _answers_question(draft, about):
            return False
        return {"item_id": about.item_id}


def first_word(words: str) -> tuple[str, str]:
    """("37", "rest of the text")."""
    head, _, rest = words.strip().replace("\n", " \n", 1).partition(" ")
    return head, rest.strip()


def number_in(extra: str) -> int:
    """The place that a button carries; a forged one that is no number is the first."""
    return int(extra) if extra.isascii() and extra.isdecimal() and len(extra) < 7 else 0
