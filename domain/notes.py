"""The Note: whatever the bot says, as a value that every channel can carry.

Use cases notify other people by notes, handlers return an `Answer` to the speaker, the outbox keeps both
in the transaction that made them true. Text is plain: the channel escapes it in one place.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from enum import IntEnum
from typing import Any, Literal

from domain.commands import PRESSES, Press


class Priority(IntEnum):
    """Smaller leaves first."""

    INTERACTIVE = 0
    NORMAL = 1
    BROADCAST = 2


Style = Literal["", "success", "danger", "primary"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and what pressing it means.

    `verb` with `subject` (an id), `version` (the version seen) and `extra` (ASCII, no colon) must pack
    into the 64 bytes of Telegram's callback_data.
    """

    label: str
    verb: Press
    subject: int = 0
    version: int = 0
    extra: str = ""
    style: Style = ""

    def packed(self) -> str:
        return f"p:{self.verb}:{self.subject}:{self.version}:{self.extra}"


Rows = tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A button that asks nothing of us: it opens the private chat with `start` as if /start were typed there, or
    keeps the words `copies` on the phone to be pasted elsewhere."""

    label: str
    start: str = ""
    copies: str = ""


Links = tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that goes along: drawn after the transaction from `kind` and `subject` (e.g. a bulletin)."""

    kind: str
    subject: int
    name: str

    @property
    def is_picture(self) -> bool:
        """Shown in the chat, not offered as a file."""
        return self.name.endswith(".png")


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that somebody sent, shown again: by its `file_id`, or from `path` below DATA_DIR/files where Telegram
    does not take that any more."""

    kind: str
    file_id: str
    path: str
    name: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class NoteTable:
    """Part of what the text says, for a channel that has real tables; `above` and `below` stand around it."""

    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    above: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Words of the text that say how far off `unix` is: a channel that can counts anew on each look."""

    words: str
    unix: int


@dataclass(frozen=True, slots=True)
class Note:
    """One message to one chat.

    `title` is shown bold above `text`. `edits_key` names the dedupe key of an earlier note whose message
    this one replaces; `edits_message` a message id. `ask` makes the client open a reply (force reply).
    `hint` stands in the empty field of that reply, `links` above the choices.
    `item_id` is what a plain reply to the message will be about. `group_id` marks a post to a group chat.
    `tables` say the same as `text` where the channel has tables. `files` go instead of a text, as one album.
    `folded` stands below the text and is opened by a tap, where the channel can fold.
    `moments` are words of the text that grow old. `topic` is that of a group which has topics.
    `waits` are the words that it answers, as long as a button under it can take them. `in_hours`: it leaves in
    working hours alone, whatever kept it until then.
    """

    chat_id: int
    kind: str
    text: str
    title: str = ""
    choices: Rows = ()
    priority: Priority = Priority.NORMAL
    dedupe_key: str | None = None
    item_id: int | None = None
    version: int | None = None
    person_id: int | None = None
    paper: Paper | None = None
    edits_key: str | None = None
    edits_message: int | None = None
    reply_to: int | None = None
    ask: bool = False
    toast_for: str | None = None
    alert: bool = False
    claim_id: int | None = None
    tables: tuple[NoteTable, ...] = ()
    hint: str = ""
    links: Links = ()
    files: tuple[ShownFile, ...] = ()
    waits: str = ""
    topic: int | None = None
    folded: str = ""
    moments: tuple[Moment, ...] = ()
    in_hours: bool = False

    def unasked(self) -> "Note":
        """As the clock puts it: what nobody waits for leaves in working hours; a scheduled post has its own time."""
        waits = self.claim_id is None and self.edits_key is None and self.priority is not Priority.INTERACTIVE
        return replace(self, in_hours=waits)

    def to_json(self) -> dict[str, Any]:
        stored = {name: getattr(self, name) for name in _PLAIN}
        if self.choices:
            stored["choices"] = [[asdict(choice) for choice in row] for row in self.choices]
        if self.links:
            stored["links"] = [[asdict(link) for link in row] for row in self.links]
        if self.paper is not None:
            stored["paper"] = asdict(self.paper)
        if self.tables:
            stored["tables"] = [asdict(table) for table in self.tables]
        if self.files:
            stored["files"] = [asdict(file) for file in self.files]
        if self.moments:
            stored["moments"] = [asdict(one) for one in self.moments]
        told = {name: value for name, value in stored.items() if value not in (None, "", False)}
        return told | {"chat_id": self.chat_id}


_VALUES = ("choices", "paper", "tables", "files", "links", "moments")
_PLAIN = tuple(field.name for field in fields(Note) if field.name not in _VALUES)


def note_from_json(stored: dict[str, Any]) -> Note:
    """The inverse of `Note.to_json` (JSON has turned tuples into lists)."""
    rows = tuple(tuple(_choices(row)) for row in stored.get("choices", ()))
    paper = Paper(**stored["paper"]) if stored.get("paper") else None
    tables = tuple(
        NoteTable(tuple(one["head"]), tuple(map(tuple, one["rows"])), one["above"], one["below"])
        for one in stored.get("tables", ())
    )
    links = tuple(tuple(Link(**one) for one in row) for row in stored.get("links", ()))
    plain = {key: value for key, value in stored.items() if key not in (*_VALUES, "priority", "text")}
    return Note(
        **plain,
        text=stored.get("text", ""),
        choices=rows,
        paper=paper,
        tables=tables,
        links=links,
        files=tuple(ShownFile(**one) for one in stored.get("files", ())),
        moments=tuple(Moment(**one) for one in stored.get("moments", ())),
        priority=Priority(stored.get("priority", 0)),
    )


def _choices(row: list[dict[str, Any]]) -> Iterator[Choice]:
    """A button that nobody would answer any more is left out."""
    return (Choice(**one | {"verb": PRESSES[one["verb"]]}) for one in row if one["verb"] in PRESSES)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler returns to the speaker.

    After a button press, `edit` replaces the pressed message instead of sending a new one, and `toast` is
    shown over the chat (`alert` as a box to be dismissed). `kind` is kept with the message. `leaves_question`:
    the words were no answer to the question that stood, which stands on.
    """

    text: str = ""
    title: str = ""
    choices: Rows = ()
    kind: str = "answer"
    item_id: int | None = None
    ask: bool = False
    edit: bool = False
    toast: str = ""
    alert: bool = False
    dedupe_key: str | None = None
    more: tuple["Answer", ...] = ()
    paper: Paper | None = None
    tables: tuple[NoteTable, ...] = ()
    hint: str = ""
    links: Links = ()
    files: tuple[ShownFile, ...] = ()
    leaves_question: bool = False
    waits: str = ""
    folded: str = ""
    moments: tuple[Moment, ...] = ()

    def then(self, *answers: "Answer") -> "Answer":
        return replace(self, more=self.more + answers)
