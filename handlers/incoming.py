"""One message or press, as the routes hand it to the use cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from aiogram.types import Message

from domain.arrivals import NOTHING, Arrival, MessageSource, SavedFile, Saying
from domain.commands import BY_NAME
from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor, Role
from domain.speech.spoken import Spoken
from domain.talk.answers import Doubt
from domain.typed import command_in, is_slashed
from handlers.kinds import words_of
from storage.tables import Outbox
from storage.tx import Tx
from usecases.papers.import_paper import PaperToRead
from usecases.steps.asking import Question, StandingQuestion
from usecases.talk.waiting import UnplacedMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One message or press, and what gate and rule found out about it: the arguments of the use cases.

    `words` are what stands behind the command, or all that was said; `subject`, `version` and `extra` are
    those of the button.
    """

    tx: Tx
    person: Actor | None
    chat_id: int
    bot_name: str = ""
    is_private: bool = True
    message: Message | None = None
    arrival: Arrival = NOTHING
    question: StandingQuestion | None = None
    # Words that were asked back, and the question that they turned out to answer.
    asked: Question | None = None
    entry: UnplacedMessage | None = None
    answers: "Mapping[str, Answering]" = field(default_factory=dict)
    commands: "Mapping[str, Answering]" = field(default_factory=dict)
    doubt: Doubt = Doubt.OVER
    reply: Outbox | None = None
    # What the words ask the bot for.
    spoken: Spoken | None = None
    words: str = ""
    subject: int = 0
    version: int = 0
    extra: str = ""

    @property
    def actor(self) -> Actor:
        assert self.person is not None, "the gate lets strangers through to /start alone"
        return self.person

    @property
    def about(self) -> Outbox:
        """The message of ours that this replies to, where the rule found that it does."""
        assert self.reply is not None
        return self.reply

    @property
    def said(self) -> Message:
        assert self.message is not None
        return self.message

    @property
    def text(self) -> str:
        return self.entry.text if self.entry else words_of(self.said)

    @property
    def typed(self) -> str:
        """Words alone: those under a picture do not count."""
        return self.entry.text if self.entry else self.said.text or ""

    @property
    def item_and_words(self) -> tuple[str, str]:
        """("37", "the rest") of what stands behind the command."""
        return split_label(self.words)

    @property
    def item(self) -> str:
        return split_label(self.words)[0]

    @property
    def first_word(self) -> tuple[str, str]:
        """("37", "the rest") whatever the first word is."""
        head, _, rest = self.words.strip().replace("\n", " \n", 1).partition(" ")
        return head, rest.strip()

    @property
    def number(self) -> int:
        """The place or page that a button carries; a forged one that is no number is the first."""
        extra = self.extra
        return int(extra) if extra.isascii() and extra.isdecimal() and len(extra) < 7 else 0

    @property
    def about_item(self) -> int:
        assert self.about.item_id is not None
        return self.about.item_id

    @property
    def source(self) -> MessageSource:
        return self.entry.saying.source if self.entry else MessageSource(self.chat_id, self.said.message_id)

    @property
    def files(self) -> tuple[SavedFile, ...]:
        """A file that could not be fetched refuses the whole message, one that is no paper does not."""
        if self.entry is not None:
            return self.entry.files
        if self.arrival.refusal is not None and not self.arrival.source_name:
            raise self.arrival.refusal
        return self.arrival.files

    @property
    def saying(self) -> Saying:
        return self.entry.saying if self.entry else Saying(self.text, self.source, self.files, self.said.media_group_id)

    @property
    def is_forwarded(self) -> bool:
        return self.said.forward_origin is not None

    @property
    def brings_paper(self) -> bool:
        """Whether a paper came that was read, or that could not be.

        Who also answers for a unit may send a file as evidence: with a reply, a question or a command it is that.
        """
        if self.arrival.reading is None and (self.arrival.refusal is None or not self.arrival.source_name):
            return False
        caption = self.said.caption or ""
        if is_slashed(caption) and command_in(caption)[0] is not BY_NAME["import"]:
            return False
        if Role.OFFICIAL not in self.actor.roles or self.arrival.pages_from:
            return True
        is_about_item = self.reply is not None and self.reply.item_id is not None
        is_asked = self.question is not None and not isinstance(self.question.question, PaperToRead)
        is_talk = self.arrival.reading is None and self.said.document is None
        return not is_about_item and not is_asked and not is_talk


class Answering(Protocol):
    """The route of a command, or of an answer to a question."""

    async def run(self, c: Incoming) -> Answer | None: ...
