"""Raw updates through the real gate, routers and use cases, one transaction each, without a network.

`await feed(database, "bob", "/report 1 text")` gives what the speaker is answered, `heard` what others get.
"""

import itertools
import re
from dataclasses import replace
from typing import Any

from sqlmodel import col, select

from bot.answers import say, spoken_of
from bot.dispatch import Dispatch, parse
from bot.worker import refuse
from domain.arrivals import NOTHING, Arrival
from domain.notes import Answer, Note, note_from_json
from domain.refusals import Refusal
from storage.database import Database
from storage.tables import Outbox
from tests.building import NAMES, TELEGRAM_IDS
from usecases.talk.repeats import SaidTwice

_numbers = itertools.count(1)
_MATTER = re.compile(r"(#\d+(?:\.\d+)?)（(?!已更正)[^（）]+）(.|$)", re.DOTALL)
_CLOSING = ("", "\n", " ", *"，。；：、？！）”")


def user(name: str) -> dict[str, Any]:
    return {"id": TELEGRAM_IDS.get(name, 9999), "is_bot": False, "first_name": NAMES.get(name, name)}


def message(name: str, text: str, **more: Any) -> dict[str, Any]:
    """A message update in the private chat of `name` (or `chat=`); `reply_to` a message id."""
    number = next(_numbers)
    chat = more.pop("chat", {"id": user(name)["id"], "type": "private", "first_name": name})
    reply_to = more.pop("reply_to", None)
    body = {"message_id": more.pop("message_id", number), "date": 1_790_000_000, "from": user(name), "chat": chat}
    body |= {"text": text} | more
    if reply_to is not None:
        body["reply_to_message"] = {"message_id": reply_to, "date": 1, "chat": chat, "text": "…"}
    return {"update_id": number, "message": body}


def press(name: str, packed: str, chat: dict[str, Any] | None = None) -> dict[str, Any]:
    """A press of the button with this callback data."""
    number = next(_numbers)
    place = chat or {"id": user(name)["id"], "type": "private", "first_name": name}
    body = {"message_id": 1, "date": 1_790_000_000, "chat": place, "text": "…"}
    pressed = {"id": str(number), "from": user(name), "chat_instance": "1", "data": packed, "message": body}
    return {"update_id": number, "callback_query": pressed}


async def feed(
    database: Database, name: str, words: str | dict[str, Any], arrival: Arrival = NOTHING, **more: Any
) -> Answer:
    """What the speaker is answered; a refusal comes back as an Answer of kind "refusal"."""
    import json

    raw = message(name, words, **more) if isinstance(words, str) else words
    update = parse(json.dumps(raw))
    try:
        async with database.transaction(update_id=update.update_id) as tx:
            answer = await Dispatch("duban_bot").feed(update, tx, arrival)
            await say(tx, answer, spoken_of(update))
    except Refusal as refusal:
        if isinstance(refusal, SaidTwice) or refusal.ends_question or refusal.ends_words or refusal.wants_more:
            async with database.transaction() as tx:
                await refuse(tx, refusal, spoken_of(update))
        return Answer(refusal.sentence, kind="refusal")
    return answer or Answer(kind="silence")


def button(answer: Answer | Note, label: str) -> str:
    """The callback data of the button whose label contains `label`."""
    for row in answer.choices:
        for choice in row:
            if label in choice.label:
                return choice.packed()
    labels = [choice.label for row in answer.choices for choice in row]
    raise AssertionError(f"no button {label!r} among {labels}")


async def heard(database: Database, name: str, kind: str = "") -> list[Note]:
    """The notes that wait for a person (or sent ones), oldest first."""
    async with database.reading() as tx:
        query = select(Outbox).where(col(Outbox.chat_id) == TELEGRAM_IDS[name]).order_by(col(Outbox.outbox_id))
        rows = (await tx.session.exec(query)).all()
    return [_by_number(note_from_json(row.note)) for row in rows if not kind or row.kind == kind]


def _by_number(note: Note) -> Note:
    return replace(note, title=by_number(note.title), text=by_number(note.text))


def by_number(text: str) -> str:
    """As it was written, "#37 已办结": tests quote that; `tests/domain/test_matters.py` has what is put behind."""
    return _MATTER.sub(lambda found: f"{found[1]}{'' if found[2] in _CLOSING else ' '}{found[2]}", text)


def stamp(note: Note | Answer) -> str:
    """The one button that is left of a decided card: who decided it and when."""
    ((choice,),) = note.choices
    assert (choice.verb, choice.extra) == ("item", "below")
    return choice.label
