"""What a message means, and who is asked: one table, decided by rule and not by position.

The table (`Routes`) has a row for every command, button, question and occasion of `domain/commands.py`:

    on = Routes()
    on.say("due", lambda c: deadline.set_deadline(c.tx, c.actor, *c.first_word, c.chat_id))
    on.press(Press.DUE_NO, lambda c: deadline.leave_deadline(c.tx, c.actor, c.subject))
    on.answer(NewDeadline, lambda c, asked: deadline.take_deadline(c.tx, c.actor, asked, c.text), typed)

A name that those tables lack, a second row for the same name and (in `complete`) a name without a row all fail
at import. The permission stands beside the name in `domain/commands.py` and is asked here, before the use case.

To add a command: a `Command` in `domain/commands.py`, `on.say` in the file of its subject, a use case. A button:
a `Press` there, `on.press` here.

The rule. A press is what its verb says. Words, in a private chat, are the first of these that fits:
 0. what is neither words nor a file: told what to send instead, or passed over (`domain/messages/kinds.py`);
 1. a file that is a calendar notice (its caption or the message replied to says so), our own ledger come back, or a
    draft of a bulletin finished by hand;
 2. a command, with a slash or as a Chinese word, whatever the bot was waiting for; a slash before anything else
    is talk (10), unless it belongs to 3;
 3. a further photo of an album, which goes where the first one went (before 2 where it names the same item);
 4. the reply to the calendar;
 5. the answer to the open question, or asked back where `domain/talk/answers.py` finds that in doubt;
 6. the reply of a leader, to anything; of others, to an instruction or a remark;
 7. a paper to be read: a workbook even where a question is open, unless the sender may mean it as evidence;
 8. the reply to any message of ours about an item;
 9. plain Chinese that asks the bot for something ("柳河桥怎么样了"), with nothing attached;
10. talk.
Forwarded words are a quotation, never a command, an answer or a reply: 1, 3, 7 and 10 alone are open to them.
In a group only commands that are meant for groups, a leader's reply, and what who sees the figures asks the bot by
name or in reply (9) are heard.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, TypeVar

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message
from pydantic import Field

from domain.commands import BY_NAME, Command, Occasion, Permission, Press
from domain.labels import split_label
from domain.messages.kinds import MessageSort
from domain.notes import Answer
from domain.office import gate_texts as texts
from domain.office.people import Action, may, require_seat
from domain.refusals import BadInput, Refusal, TooLate
from domain.speech.spoken import SAID_IN_GROUPS, Spoken, spoken_in
from domain.talk import edits_texts
from domain.talk.answers import Fate
from domain.typed import command_in, is_slashed
from handlers.incoming import Incoming
from handlers.kinds import sort_heard
from storage.tables import Outbox
from usecases.bulletin.draft_papers import KIND as DRAFT_PAPER
from usecases.desk.follow import after_press, after_words
from usecases.office.calendar import QUESTION as CALENDAR_SHOWN
from usecases.steps.asking import Question, answering, keep_asking, questions_in_words
from usecases.talk.album import goes_on
from usecases.talk.edits import follow_edit
from usecases.talk.in_group import is_urged_there
from usecases.talk.instruct import instructs_by_reply
from usecases.talk.meaning import Meaning, meaning_of
from usecases.talk.report import Album

# What a database's integer holds; a larger number was forged.
Small = Annotated[int, Field(ge=-(2**31), lt=2**31)]


class ButtonPress(CallbackData, prefix="p"):
    """A button as `domain.notes.Choice.packed` writes it. Hostile input: checked again by the use case."""

    verb: str
    subject: Small
    version: Small
    extra: str


Q = TypeVar("Q", bound=Question)
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

    def answer(
        self, asked: type[Q], handler: Callable[[Incoming, Q], Awaitable[Answer | None]], fits: Fits = anything
    ) -> None:
        """A question that words answer, and what can be an answer to it. It is asked no longer when they come."""

        async def take(c: Incoming) -> Answer | None:
            if c.asked is not None:
                assert isinstance(c.asked, asked)
                return await handler(c, c.asked)
            there = c.question
            assert there is not None
            assert isinstance(there.question, asked)
            async with answering(c.tx, there):
                answer = await handler(c, there.question)
                if answer is not None and answer.leaves_question:
                    await keep_asking(c.tx, there)
                return await after_words(c.tx, c.actor, there, answer)

        _put(self.answers, asked.kind, Route(asked.action, take, fits=fits))

    def meet(self, occasion: Occasion, handler: Handler) -> None:
        _put(self.occasions, occasion, Route(occasion.action, handler))


def _put(rows: dict[str, Route], name: str, route: Route) -> None:
    if name in rows:
        raise ValueError(f"two routes claim '{name}'")
    rows[name] = route


def complete(*parts: Routes) -> Routes:
    """All rows as one table. ValueError when two claim the same, a name has none, or a row has no name.

    So has the answer to a question that only buttons answer: words would never reach it.
    """
    whole = Routes()
    wanted = {
        "commands": set(BY_NAME),
        "presses": set(map(str, Press)),
        "answers": {asked.kind for asked in questions_in_words()},
        "occasions": set(map(str, Occasion)),
    }
    for kind, names in wanted.items():
        rows = getattr(whole, kind)
        for name, route in (row for part in parts for row in getattr(part, kind).items()):
            _put(rows, name, route)
        if missing := names - set(rows):
            raise ValueError(f"{kind} without a route: {', '.join(sorted(missing))}")
        if unknown := set(rows) - names:
            raise ValueError(f"{kind} that are not registered: {', '.join(sorted(unknown))}")
    return whole


def for_calendar(message: Message, command: Command | None, reply: Outbox | None) -> bool:
    """Whether a file is a notice for the calendar: so says its caption, or the message that it replies to."""
    if reply is not None and reply.kind == CALENDAR_SHOWN:
        return not is_slashed(message.caption or "")
    return message.document is not None and command is BY_NAME["calendar"]


def _file(c: Incoming, command: Command | None) -> Occasion | None:
    if c.said.document is not None and for_calendar(c.said, command, c.reply):
        return Occasion.CALENDAR_FILE
    if c.arrival.ledger is not None:
        return Occasion.LEDGER_BACK
    is_answer = c.reply is not None and c.reply.kind == DRAFT_PAPER and c.arrival.docx is not None
    return Occasion.EDITION_BACK if c.arrival.is_draft or is_answer else None


def _is_album(c: Incoming, command: Command | None) -> bool:
    """A further photo of an album that began; a command under it that names another item is one of its own."""
    if not goes_on(c.question, c.said.media_group_id, c.text):
        return False
    asked = c.question.question if c.question else None
    if command is None or not isinstance(asked, Album):
        return command is None
    return command.name == "report" and f"#{split_label(c.words)[0]}" == asked.label


_TO_KINDS = (Occasion.TO_INSTRUCTION, Occasion.TO_REMARK, Occasion.TO_GATHER, Occasion.TO_COORDINATION)
_REPLIES = {one.removeprefix("to_"): one for one in _TO_KINDS}


def _reply(c: Incoming) -> Occasion | None:
    """What a reply means by the message that it replies to."""
    if c.reply is None or c.is_forwarded:
        return None
    found = _REPLIES.get(c.reply.kind)
    is_leaders = instructs_by_reply(c.actor) and found is not Occasion.TO_COORDINATION
    return Occasion.FROM_LEADER if is_leaders else found


async def _words(c: Incoming, routes: Routes, command: Command | None) -> tuple[Incoming, Route | None]:
    """The rule of a private chat, in the order of its numbers at the head of this file."""
    occasions = routes.occasions
    # What was fetched is evidence, whatever it is called.
    sort = MessageSort.EVIDENCE if c.arrival.files else sort_heard(c.said)
    if sort is MessageSort.SERVICE or c.arrival.is_read_with_another:
        return c, None
    if sort is MessageSort.OTHER or (c.said.sticker is not None and _asks_for_more_than_yes(c)):
        return c, occasions[Occasion.OTHER_KIND]
    if found := _file(c, command):
        return c, occasions[found]
    if _is_album(c, command):
        return c, occasions[Occasion.ALBUM]
    if command is not None:
        return c, routes.commands[command.name]
    if is_slashed(c.text):
        return c, occasions[Occasion.TALK]
    if c.reply is not None and c.reply.kind == CALENDAR_SHOWN:
        return c, occasions[Occasion.TO_CALENDAR]
    meaning = await _meaning(c, routes)
    if meaning.fate is Fate.ANSWER and c.question is not None:
        return c, routes.answers[c.question.question.kind]
    if meaning.fate is Fate.ASK_BACK:
        doubtful = replace(c, doubt=meaning.doubt, reply=c.reply or meaning.shown)
        return doubtful, occasions[Occasion.DOUBTFUL]
    if found := _reply(c):
        return c, occasions[found]
    if c.brings_paper:
        return c, occasions[Occasion.PAPER]
    is_about_item = c.reply is not None and c.reply.item_id is not None and not c.is_forwarded
    if not is_about_item and (spoken := _asked_for(c, c.text)):
        return replace(c, spoken=spoken), occasions[Occasion.SPOKEN]
    return c, occasions[Occasion.TO_ITEM if is_about_item else Occasion.TALK]


def _asks_for_more_than_yes(c: Incoming) -> bool:
    return c.question is not None and c.question.question.takes_words and not c.question.question.tells_progress


def _asked_for(c: Incoming, words: str) -> Spoken | None:
    """What words alone ask for; a quotation or a caption asks for nothing."""
    return spoken_in(words) if c.said.text and not c.is_forwarded else None


def _asked_in_group(c: Incoming) -> Spoken | None:
    """By who sees the figures, of the bot: by its name, or in reply to it."""
    name = f"@{c.bot_name}"
    if c.reply is None and name.lower() not in c.text.lower():
        return None
    if not may(c.actor, Action.SEE_STATUS):
        return None
    asked = _asked_for(c, re.sub(re.escape(name), "", c.text, flags=re.IGNORECASE))
    is_open = asked is not None and asked.wanted in SAID_IN_GROUPS and not asked.is_bare
    return asked if is_open else None


async def _meaning(c: Incoming, routes: Routes) -> Meaning:
    """Of words that may answer a question; a file that it cannot use goes its own way."""
    answer = routes.answers.get(c.question.question.kind) if c.question else None
    is_misfit = answer is not None and (not answer.fits(c) or (c.arrival.columns is not None and c.brings_paper))
    if c.is_forwarded or is_misfit or (answer is None and c.brings_paper):
        return Meaning(Fate.ELSEWHERE)
    is_reply = c.said.reply_to_message is not None
    return await meaning_of(c.tx, c.actor, c.question, c.text, is_reply=is_reply, about=c.reply)


def _words_in_group(c: Incoming, routes: Routes, command: Command | None) -> tuple[Incoming, Route | None]:
    if command is None and (spoken := _asked_in_group(c)):
        return replace(c, spoken=spoken), routes.occasions[Occasion.SPOKEN_IN_GROUP]
    return c, _heard_in_group(c, routes, command)


def _heard_in_group(c: Incoming, routes: Routes, command: Command | None) -> Route | None:
    """A group's talk is not ours; a command that belongs into the private chat is told where to go."""
    is_typed = is_slashed(c.text)
    route = routes.commands[command.name] if command is not None else None
    if route is not None and route.in_groups:
        return route
    if route is not None and is_typed:
        raise BadInput(texts.PRIVATE_ONLY)
    is_command = is_typed or (command is not None and not c.words)
    if c.reply is None or is_command or c.is_forwarded:
        return None
    if instructs_by_reply(c.actor):
        return routes.occasions[Occasion.FROM_LEADER_IN_GROUP]
    return routes.occasions[Occasion.TO_NUDGE_IN_GROUP] if is_urged_there(c.actor, c.reply) else None


def router_of(routes: Routes) -> Router:
    """The table as aiogram's router: one handler for each kind of update."""
    router = Router(name="routes")

    async def hear(message: Message, **data: Any) -> Answer | None:
        text = message.text or message.caption or ""
        command, words = command_in(text, data["bot_name"]) if message.forward_origin is None else (None, text)
        more = {"message": message, "words": words if command else text}
        c = _incoming(routes, data, chat_id=message.chat.id, **more)
        if c.is_private:
            c, route = await _words(c, routes, command)
        else:
            c, route = _words_in_group(c, routes, command)
        try:
            return await route.run(c) if route is not None else None
        except BadInput as refusal:
            if command is not None and not words and command.needs_words and c.is_private:
                refusal.wants_more = command.name
            raise

    router.message()(hear)

    @router.edited_message()
    async def edited(message: Message, **data: Any) -> Answer | None:
        """What waits from the message follows; where nothing does, a report is amended."""
        c = _incoming(routes, data, chat_id=message.chat.id, message=message)
        # A place that moves on is no correction.
        if c.person is None or not (message.text or message.caption):
            return None
        followed = await follow_edit(c.tx, c.actor, c.source, c.text, is_text=message.text is not None)
        if followed is None:
            return await routes.occasions[Occasion.EDIT].run(c) if c.is_private else None
        if followed.answer is not None:
            return followed.answer
        arrival = replace(c.arrival, files=followed.files) if followed.files else c.arrival
        with c.tx.said_at(followed.said_at):
            return await heard_anew(hear(message, **{**data, "question": None, "arrival": arrival}))

    @router.callback_query()
    async def press(press: CallbackQuery, **data: Any) -> Answer | None:
        pressed = _unpacked(press.data or "")
        route = routes.presses.get(pressed.verb) if pressed is not None else None
        if pressed is None or route is None or not (data["is_private"] or route.in_groups):
            raise TooLate(texts.OLD_BUTTON if data["is_private"] else texts.PRIVATE_ONLY)
        # What is asked or shown next belongs into the private chat of who pressed.
        seen = {"subject": pressed.subject, "version": pressed.version, "extra": pressed.extra}
        c = _incoming(routes, data, chat_id=press.from_user.id, **seen)
        message_id = press.message.message_id if press.message is not None and data["is_private"] else 0
        return await after_press(c.tx, c.actor, message_id, await route.run(c))

    return router


async def heard_anew(hearing: Awaitable[Answer | None]) -> Answer | None:
    """A refusal would bring back what the edit has ended: it is an answer here. It is raised before any write."""
    try:
        answer = await hearing
    except Refusal as refusal:
        return Answer(edits_texts.not_understood(refusal.sentence))
    if answer is None or not answer.text:
        return answer
    return replace(answer, text=f"{answer.text}\n{edits_texts.HEARD_ANEW}")


def _unpacked(data: str) -> ButtonPress | None:
    try:
        return ButtonPress.unpack(data)
    except (TypeError, ValueError):
        return None


def _incoming(routes: Routes, data: Mapping[str, Any], **more: Any) -> Incoming:
    """With what gate and worker have put in aiogram's data."""
    return Incoming(
        tx=data["tx"],
        person=data["actor"],
        bot_name=data["bot_name"],
        is_private=data["is_private"],
        arrival=data["arrival"],
        question=data.get("question"),
        answers=routes.answers,
        commands=routes.commands,
        reply=data.get("about"),
        **more,
    )
