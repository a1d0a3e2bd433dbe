"""The same words twice: asked whether they are meant, stored by a press."""

from dataclasses import replace

from domain import toasts
from domain.commands import Press
from domain.items.cards_texts import quoted
from domain.notes import Answer
from domain.office.people import Actor
from domain.talk import asking_texts
from domain.talk import report_texts as texts
from domain.talk.acts import pressed_as_progress
from storage.tx import Tx
from usecases.steps.asking import StandingQuestion, drop, fields_of, open_question
from usecases.steps.loading import sure_item
from usecases.talk.discuss import AskWords, ask_again
from usecases.talk.instruct import InstructedItem, InstructionWords, instruct_again
from usecases.talk.repeats import SaidTwice
from usecases.talk.report import report_progress
from usecases.talk.waiting import UnplacedMessage, add_words, entry_of, take_words

_ASKED = {one.kind: one for one in (AskWords, InstructionWords)}
_VERBS = {AskWords.kind: Press.ASK_AGAIN, InstructionWords.kind: Press.INSTRUCT_AGAIN}


async def ask_whether_again(tx: Tx, actor: Actor, twice: SaidTwice) -> Answer:
    """[再记一次] [不用]: until then the words wait."""
    source = twice.saying.source
    label = (await sure_item(tx, twice.item_id)).item.label
    there = await open_question(tx, actor, source.chat_id)
    if there is not None and _answers(twice, there):
        await drop(tx, there)
    entry = entry_of(tx, twice.saying, item_id=twice.item_id, said_at=twice.said_at, **_asked(twice, label))
    entry = replace(entry, prompt=f"again:{source.chat_id}:{source.message_id}")
    dropped = await add_words(tx, actor, entry)
    rows = texts.again_rows(twice.item_id, source.message_id, _VERBS.get(twice.kind, Press.AGAIN))
    text = "\n".join(filter(None, (quoted(twice.saying.text), twice.sentence, dropped)))
    return Answer(text, texts.ask_again(label), rows, edit=True, dedupe_key=entry.prompt)


def _answers(twice: SaidTwice, there: StandingQuestion) -> bool:
    """Whether the words were the answer to the question that stands."""
    asked = there.question
    if isinstance(asked, InstructedItem):
        return twice.kind == InstructionWords.kind
    is_its = asked.kind == twice.kind if twice.kind else asked.tells_progress
    return is_its and asked.about == twice.item_id


def _asked(twice: SaidTwice, label: str) -> dict[str, object]:
    if not twice.kind:
        return {}
    told = asking_texts.ASKED_FOR[twice.kind].format(label=label, what="")
    return {"kind": twice.kind, "fields": fields_of(_ASKED[twice.kind](twice.item_id)), "asked_for": told}


async def store_again(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    """[再记一次]."""
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    with tx.said_at(entry.said_at):
        answer = await _store(tx, actor, item_id, entry)
    return replace(answer, edit=True, toast=toasts.STORED)


async def _store(tx: Tx, actor: Actor, item_id: int, entry: UnplacedMessage) -> Answer:
    if entry.kind == InstructionWords.kind:
        return await instruct_again(tx, actor, item_id, entry.text)
    if entry.kind == AskWords.kind:
        return await ask_again(tx, actor, item_id, entry.text)
    # They passed as progress when they were said first, or were pressed.
    told = pressed_as_progress(entry.text)
    return await report_progress(tx, actor, item_id, replace(entry.saying, again=True), told)
