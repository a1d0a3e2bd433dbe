"""What a message means, and who is asked: one table, decided by rule and not by position.

The table (`Routes`) has a row for every command, button, question and occasion of `domain/commands.py`:

    on = Routes()
    on.say("due", lambda c: deadline.set_deadline(c.tx, c.actor, *c.first_word, c.chat_id))
    on.press(Press.DUE_NO, lambda c: deadline.leave_deadline(c.tx, c.actor, c.subject))
    on.answer("due", lambda c: deadline.take_deadline(c.tx, c.actor, c.draft, c.text), typed)

A name that those tables lack, a second row for the same name and (in `complete`) a name without a row all fail
at import. The permission stands beside the name in `domain/commands.py` and is asked here, before the use case.

To add a command: a `Command` in `domain/commands.py`, `on.say` in the file of its subject, a use case. A button:
a `Press` there, `on.press` here.

The rule. A press is what its verb says. Words, in a private chat, are the first of these that fits:
 1. a file that is a calendar notice (its caption or the message replied to says so) or our own ledger come back;
 2. a command, with a slash or as a Chinese word, whatever the bot was waiting for; a slash before anything else
    is talk (9), unless it belongs to 3;
 3. a further photo of an album whose first one made a report;
 4. the reply to the calendar;
 5. the answer to the open question, unless they reply to another message of ours about an item;
 6. the reply of a leader, to anything; of others, to an instruction or a remark;
 7. a paper to be read: a workbook even where a question is open, unless the sender may mean it as evidence;
 8. the reply to any message of ours about an item;
 9. talk.
Forwarded words are a quotation, never a command, an answer or a reply: 1, 3, 7 and 9 alone are open to them.
In a group only commands that are meant for groups, and a leader's reply, are heard.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message
from pydantic import Field

from domain.arrivals import NOTHING, Arrival, SavedFile, Source
from domain.commands import BY_NAME, QUESTIONS, Command, Occasion, Permission, Press, command_in
from domain.labels import split_label
from domain.notes import Answer
from domain.office import gate_texts as texts
from domain.office.people import Actor, Role, require_seat
from domain.refusals import BadInput, TooLate
from storage.tables import Draft, Outbox
from storage.tx import Tx
from usecases.office.calendar import QUESTION as CALENDAR_SHOWN
from usecases.talk.instruct import instructs_by_reply

# What a database's integer holds; a larger number was forged.
Small = Annotated[int, Field(ge=-(2**31), lt=2**31)]


class Pressed(CallbackData, prefix="p"):
    """A button as `domain.notes.Choice.packed` writes it. Hostile input: checked again by the use case."""

    verb: str
    subject: Small
    version: Small
    extra: str


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
    question: Draft | None = None
    reply: Outbox | None = None
    words: str = ""
    subject: int = 0
    version: int = 0
    extra: str = ""

    @property
    def actor(self) -> Actor:
        assert self.person is not None, "the gate lets strangers through to /start alone"
        return self.person

    @property
    def draft(self) -> Draft:
        """The open question, where the rule found that this answers it."""
        assert self.question is not None
        return self.question

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
        return self.said.text or self.said.caption or ""

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
        return self.about.item_id or 0

    @property
    def source(self) -> Source:
        return Source(self.chat_id, self.said.message_id)

    @property
    def files(self) -> tuple[SavedFile, ...]:
        """A file that could not be fetched refuses the whole message, one that is no paper does not."""
        if self.arrival.refusal is not None and not self.arrival.source_name:
            raise self.arrival.refusal
        return self.arrival.files

    @property
    def evidence(self) -> tuple[Source, tuple[SavedFile, ...], str | None]:
        """Where it was said, its files, the album they belong to."""
        return self.source, self.files, self.said.media_group_id

    @property
    def is_forwarded(self) -> bool:
        return self.said.forward_origin is not None

    @property
    def answers_question(self) -> bool:
        """Whether the words answer what the bot waits for, and not another message that they reply to."""
        if self.question is None or self.is_forwarded:
            return False
        if self.reply is None or self.reply.item_id is None:
            return True
        wanted = self.question.payload.get("item_id", self.reply.item_id)
        return bool(self.reply.note.get("ask")) and wanted == self.reply.item_id

    @property
    def brings_paper(self) -> bool:
        """Whether a paper came that was read, or that could not be.

        Who also answers for a unit may send a file as evidence: with a reply, a question or a command it is that.
        """
        if self.arrival.reading is None and (self.arrival.refusal is None or not self.arrival.source_name):
            return False
        caption = self.said.caption or ""
        if caption.startswith("/") and not caption.startswith("/import"):
            return False
        if Role.OFFICIAL not in self.actor.roles:
            return True
        is_about_item = self.reply is not None and self.reply.item_id is not None
        is_asked = self.question is not None and self.question.kind != "paper"
        is_talk = self.arrival.reading is None and self.said.document is None
        return not is_about_item and not is_asked and not is_talk


Handler = Callable[[Incoming], Awaitable[Answer | None]]
Fits = Callable[[Incoming], bool]


def anything(_c: Incoming) -> bool:
    return True


def typed(c: Incoming) -> bool:
    """Words alone: a file, even with a caption, goes its own way."""
    return bool(c.said.text)


def no_paper(c: Incoming) -> bool:
    return not c.brings_paper


@dataclass(frozen=True, slots=True)
class Route:
    """`quiet`: the use case asks for the permission itself, so as not to answer in a group that is not ours."""

    action: Permission
    handler: Handler
    in_groups: bool = False
    fits: Fits = anything
    quiet: bool = False

    async def run(self, c: Incoming) -> Answer | None:
        if self.action is not None and not self.quiet:
            require_seat(c.actor, self.action)
        return await self.handler(c)


class Routes:
    """The rows of one subject; `complete` joins all."""

    def __init__(self) -> None:
        self.commands: dict[str, Route] = {}
        self.presses: dict[str, Route] = {}
        self.answers: dict[str, Route] = {}
        self.occasions: dict[str, Route] = {}

    def say(self, name: str, handler: Handler, *, in_groups: bool = False, quiet: bool = False) -> None:
        """A command of `domain.commands.COMMANDS`, in either spelling."""
        route = Route(BY_NAME[name].action, handler, in_groups=in_groups, quiet=quiet)
        _put(self.commands, name, route)

    def press(self, verb: Press, handler: Handler, *, in_groups: bool = False) -> None:
        _put(self.presses, verb, Route(verb.action, handler, in_groups=in_groups))

    def answer(self, kind: str, handler: Handler, fits: Fits = anything) -> None:
        """What the bot waits for (`domain.commands.QUESTIONS`), and what can be an answer to it."""
        _put(self.answers, kind, Route(QUESTIONS[kind], handler, fits=fits))

    def meet(self, occasion: Occasion, handler: Handler) -> None:
        _put(self.occasions, occasion, Route(occasion.action, handler))


def _put(rows: dict[str, Route], name: str, route: Route) -> None:
    if name in rows:
        raise ValueError(f"two routes claim '{name}'")
    rows[name] = route


def complete(*parts: Routes) -> Routes:
    """All rows as one table. ValueError when two claim the same, or a name of `domain/commands.py` has none."""
    whole = Routes()
    wanted = {
        "commands": set(BY_NAME),
        "presses": set(map(str, Press)),
        "answers": set(QUESTIONS),
        "occasions": set(map(str, Occasion)),
    }
    for kind, names in wanted.items():
        rows = getattr(whole, kind)
        for name, route in (row for part in parts for row in getattr(part, kind).items()):
            _put(rows, name, route)
        missing = names - set(rows)
        if missing:
            raise ValueError(f"{kind} without a route: {', '.join(sorted(missing))}")
    return whole


def for_calendar(message: Message, command: Command | None, reply: Outbox | None) -> bool:
    """Whether a file is a notice for the calendar: so says its caption, or the message that it replies to."""
    if reply is not None and reply.kind == CALENDAR_SHOWN:
        return not (message.caption or "").startswith("/")
    return message.document is not None and command is BY_NAME["calendar"]


def _file(c: Incoming, command: Command | None) -> Occasion | None:
    if c.said.document is not None and for_calendar(c.said, command, c.reply):
        return Occasion.CALENDAR_FILE
    return Occasion.LEDGER_BACK if c.arrival.ledger is not None else None


def _is_album(c: Incoming) -> bool:
    question = c.question
    if question is None or question.kind != "album":
        return False
    return c.said.media_group_id == question.payload["album"]


_REPLIES = {"instruction": Occasion.TO_INSTRUCTION, "remark": Occasion.TO_REMARK}


def _reply(c: Incoming) -> Occasion | None:
    """What a reply means by the message that it replies to."""
    if c.reply is None or c.is_forwarded:
        return None
    return Occasion.FROM_LEADER if instructs_by_reply(c.actor) else _REPLIES.get(c.reply.kind)


def _words(c: Incoming, routes: Routes, command: Command | None) -> Route:
    """The rule of a private chat, in the order of its numbers at the head of this file."""
    occasions = routes.occasions
    if found := _file(c, command):
        return occasions[found]
    if command is not None:
        return routes.commands[command.name]
    if _is_album(c):
        return occasions[Occasion.ALBUM]
    if c.text.startswith("/"):
        return occasions[Occasion.TALK]
    if c.reply is not None and c.reply.kind == CALENDAR_SHOWN:
        return occasions[Occasion.TO_CALENDAR]
    answer = routes.answers.get(c.question.kind) if c.question is not None and c.answers_question else None
    if answer is not None and answer.fits(c) and (c.arrival.columns is None or not c.brings_paper):
        return answer
    if found := _reply(c):
        return occasions[found]
    if c.brings_paper:
        return occasions[Occasion.PAPER]
    is_about_item = c.reply is not None and c.reply.item_id is not None and not c.is_forwarded
    return occasions[Occasion.TO_ITEM if is_about_item else Occasion.TALK]


def _words_in_group(c: Incoming, routes: Routes, command: Command | None) -> Route | None:
    """A group's talk is not ours; a command that belongs into the private chat is told where to go."""
    is_typed = c.text.startswith("/")
    route = routes.commands[command.name] if command is not None else None
    if route is not None and route.in_groups:
        return route
    if route is not None and is_typed:
        raise BadInput(texts.PRIVATE_ONLY)
    is_command = is_typed or (command is not None and not c.words)
    if c.reply is None or is_command or c.is_forwarded or not instructs_by_reply(c.actor):
        return None
    return routes.occasions[Occasion.FROM_LEADER_IN_GROUP]


def router_of(routes: Routes) -> Router:
    """The table as aiogram's router: one handler for each kind of update."""
    router = Router(name="routes")

    @router.message()
    async def hear(message: Message, **data: Any) -> Answer | None:
        text = message.text or message.caption or ""
        command, words = (
            command_in(text, data["bot_name"]) if message.forward_origin is None else (None, text)
        )
        c = _incoming(data, chat_id=message.chat.id, message=message, words=words if command else text)
        route = (_words if c.is_private else _words_in_group)(c, routes, command)
        return await route.run(c) if route is not None else None

    @router.edited_message()
    async def edited(message: Message, **data: Any) -> Answer | None:
        c = _incoming(data, chat_id=message.chat.id, message=message)
        return await routes.occasions[Occasion.EDIT].run(c) if c.is_private and c.text else None

    @router.callback_query()
    async def press(press: CallbackQuery, **data: Any) -> Answer | None:
        pressed = _unpacked(press.data or "")
        route = routes.presses.get(pressed.verb) if pressed is not None else None
        if pressed is None or route is None or not (data["is_private"] or route.in_groups):
            raise TooLate(texts.OLD_BUTTON if data["is_private"] else texts.PRIVATE_ONLY)
        # What is asked or shown next belongs into the private chat of who pressed.
        seen = {"subject": pressed.subject, "version": pressed.version, "extra": pressed.extra}
        return await route.run(_incoming(data, chat_id=press.from_user.id, **seen))

    return router


def _unpacked(data: str) -> Pressed | None:
    try:
        return Pressed.unpack(data)
    except (TypeError, ValueError):
        return None


def _incoming(data: Mapping[str, Any], **more: Any) -> Incoming:
    """With what gate and worker have put in aiogram's data."""
    return Incoming(
        tx=data["tx"],
        person=data["actor"],
        bot_name=data["bot_name"],
        is_private=data["is_private"],
        arrival=data["arrival"],
        question=data.get("draft"),
        reply=data.get("about"),
        **more,
    )
