"""What the bot waits for: a question is a type, kept as one row, one at a time for a person in a chat.

    class ReturnReason(Question, kind="return_reason", action=Action.REVIEW):
        assignment_id: int
        version: int

    await ask(tx, actor, chat_id, ReturnReason(7, 3), "为什么退回？", label="#37")

`domain.talk.answers` says what may answer it and for how long. It knows the messages that it came from, and
`usecases/talk/edits.py` what becomes of it when one of them is edited.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import ClassVar, TypeVar, dataclass_transform

from pydantic import ValidationError

from domain.commands import OPEN_TO_ALL, Permission
from domain.gist import brief
from domain.notes import Answer, Rows
from domain.office.people import Actor
from domain.refusals import NotAllowed, TooLate
from domain.stored import plain, read_stored
from domain.talk import asking_texts as texts
from storage.office import people
from storage.tables import Item, OpenQuestion
from storage.tx import Tx

_TYPES: "dict[str, type[Question]]" = {}


@dataclass_transform(frozen_default=True)
class Question:
    """A subclass is a frozen dataclass, registered under its kind: a kind that is used twice, or that nothing in
    `ASKED_FOR` has words for, fails at import.

    `action` is what its answer needs. `takes_words`: a plain message answers it; else only its buttons do.
    `tells_progress`: the words are a report. `names_items`: they may name another item than the one asked about.
    """

    kind: ClassVar[str]
    action: ClassVar[Permission]
    takes_words: ClassVar[bool]
    tells_progress: ClassVar[bool]
    names_items: ClassVar[bool]

    def __init_subclass__(
        cls,
        kind: str,
        *,
        action: Permission,
        takes_words: bool = True,
        tells_progress: bool = False,
        names_items: bool = False,
    ) -> None:
        assert kind not in _TYPES, f"two questions are called {kind}"
        assert kind in texts.ASKED_FOR, f"nothing says what {kind} asks for"
        cls.kind, cls.action, cls.takes_words = kind, action, takes_words
        cls.tells_progress, cls.names_items = tells_progress, names_items
        _TYPES[kind] = dataclass(frozen=True)(cls)

    @property
    def about(self) -> int | None:
        """The item that it is about."""
        return getattr(self, "item_id", None)


Q = TypeVar("Q", bound=Question)


class OutdatedQuestion(Question, kind="outdated", action=OPEN_TO_ALL):
    """Asked by a version whose questions cannot be read any more: it is to be asked anew."""


class CommandWords(Question, kind="command", action=OPEN_TO_ALL):
    """What is a command to be about that came without its words?"""

    command: str


def questions_in_words() -> list[type[Question]]:
    """All types that a plain message can answer."""
    return [one for one in _TYPES.values() if one.takes_words and one is not OutdatedQuestion]


def fields_of(asked: Question) -> dict[str, object]:
    return plain(asked)


def read_question(kind: str, fields: dict[str, object]) -> Question:
    """Whatever cannot be read is outdated."""
    if kind not in _TYPES:
        return OutdatedQuestion()
    try:
        return read_stored(_TYPES[kind], fields)
    except ValidationError:
        return OutdatedQuestion()


@dataclass(frozen=True, slots=True)
class StandingQuestion:
    """A question that stands."""

    row: OpenQuestion
    question: Question


async def open_question(tx: Tx, actor: Actor, chat_id: int) -> StandingQuestion | None:
    row = await people.question_of(tx, actor.person_id, chat_id)
    return StandingQuestion(row, read_question(row.kind, row.fields)) if row else None


async def wait_for(
    tx: Tx, actor: Actor, chat_id: int, asked: Question, *, label: str = "", what: str = ""
) -> tuple[int, str]:
    """Keep a question in place of the one that stands; its stamp, and what is to be said of the older one.

    `label` is the item's, `what` the rest of what `ASKED_FOR` says.
    """
    old = await people.question_of(tx, actor.person_id, chat_id)
    fields = fields_of(asked)
    dropped = ""
    if old is not None:
        is_same = (old.kind, old.fields) == (asked.kind, fields)
        dropped = "" if is_same or not old.asked_for else texts.DROPPED.format(asked_for=old.asked_for)
        await tx.remove(old)
    row = OpenQuestion(
        person_id=actor.person_id,
        chat_id=chat_id,
        kind=asked.kind,
        fields=fields,
        asked_for=texts.ASKED_FOR[asked.kind].format(label=label, what=what),
        stamp=secrets.randbelow(2**31),
        sources=[list(one) for one in tx.sources],
        asked_at=tx.now,
    )
    await tx.add(row)
    return row.stamp, dropped


async def ask(
    tx: Tx,
    actor: Actor,
    chat_id: int,
    asked: Question,
    text: str,
    *,
    title: str = "",
    rows: Rows = (),
    label: str = "",
    what: str = "",
    toast: str = "",
    edit: bool = False,
) -> Answer:
    """Wait for the person's next words, and say what for; with `rows` a press may answer as well."""
    stamp, dropped = await wait_for(tx, actor, chat_id, asked, label=label, what=what)
    hint = texts.ASKED_FOR[asked.kind].format(label=label, what=what)
    return Answer(
        "\n".join(filter(None, (text, dropped))),
        title,
        rows,
        kind="question",
        item_id=asked.about,
        ask=not rows,
        hint=hint,
        edit=edit,
        toast=toast,
        dedupe_key=prompt_key(actor.person_id, stamp),
    )


async def ask_about(tx: Tx, actor: Actor, item: Item, chat_id: int, asked: Question, text: str) -> Answer:
    """The item stands above the prompt."""
    title = f"{item.label} {brief(item.directive, 60)}"
    return await ask(tx, actor, chat_id, asked, text, title=title, label=item.label)


def prompt_key(person_id: int, stamp: int) -> str:
    """The key of the message that asked, by which a reply to it is known."""
    return f"question:{person_id}:{stamp}"


async def expected(tx: Tx, actor: Actor, chat_id: int, made: type[Q], gone: str) -> tuple[Q, StandingQuestion]:
    """The open question that a pressed button belongs to; TooLate says that it is another by now."""
    there = await open_question(tx, actor, chat_id)
    if there is None or not isinstance(there.question, made):
        raise TooLate(gone)
    return there.question, there


async def answered_by_press(tx: Tx, actor: Actor, chat_id: int, kind: type[Question], item_id: int) -> None:
    """A button that carries all that it needs works whatever was asked since; its own question stands no longer."""
    there = await open_question(tx, actor, chat_id)
    if there is not None and isinstance(there.question, kind) and there.question.about == item_id:
        await drop(tx, there)


async def leave(tx: Tx, actor: Actor, chat_id: int) -> bool:
    """Whatever is asked is asked no longer; False when nothing was."""
    row = await people.question_of(tx, actor.person_id, chat_id)
    if row is not None:
        await tx.remove(row)
    return row is not None


@asynccontextmanager
async def answering(tx: Tx, there: StandingQuestion) -> AsyncIterator[None]:
    """The question is dropped by its answer; a refusal leaves it, unless it can never be answered any more.

    A refused piece of work is undone as a whole, so that whoever audits the refusal drops the question then.
    """
    await drop(tx, there)
    try:
        yield
    except (TooLate, NotAllowed) as refusal:
        refusal.ends_question = True
        raise


async def keep_asking(tx: Tx, there: StandingQuestion) -> None:
    """What came was no answer: the same prompt can still be answered."""
    await tx.add(OpenQuestion(**there.row.model_dump(exclude={"question_id"})))


async def drop(tx: Tx, there: StandingQuestion) -> None:
    """Answered, or taken up again: what is asked in its place came from its messages, too."""
    inherited = [tuple(one) for one in there.row.sources]
    tx.sources = (*(one for one in inherited if one not in tx.sources), *tx.sources)
    await tx.remove(there.row)
