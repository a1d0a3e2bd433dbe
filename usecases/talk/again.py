"""The same words twice: asked whether they are meant, stored by a press."""

from dataclasses import replace

from domain import toasts
from domain.items.cards_texts import quoted
from domain.notes import Answer
from domain.office.people import Actor
from domain.talk import report_texts as texts
from domain.talk.acts import pressed_as_progress
from storage.tx import Tx
from usecases.steps.asking import drop, open_question
from usecases.steps.loading import sure_item
from usecases.talk.repeats import SaidTwice
from usecases.talk.report import say_receipt, submit_report
from usecases.talk.waiting import PENDING, UnplacedMessage, keep_words, take_words, waiting_words


async def ask_whether_again(tx: Tx, actor: Actor, twice: SaidTwice) -> Answer:
    """[再记一次] [不用]: until then the words wait."""
    saying, source = twice.saying, twice.saying.source
    label = (await sure_item(tx, twice.item_id)).item.label
    there = await open_question(tx, actor, source.chat_id)
    if there is not None and there.question.tells_progress and there.question.about == twice.item_id:
        # The words were its answer.
        await drop(tx, there)
    prompt = f"again:{source.chat_id}:{source.message_id}"
    words = (source.message_id, source.chat_id, saying.text, saying.files, saying.album)
    entry = UnplacedMessage(*words, prompt=prompt, said_at=twice.said_at)
    others = [one for one in await waiting_words(tx, actor, source.chat_id) if one.message_id != source.message_id]
    dropped = await keep_words(tx, actor, source.chat_id, [*others, entry][-PENDING:])
    rows = texts.again_rows(twice.item_id, source.message_id)
    text = "\n".join(filter(None, (quoted(saying.text), twice.sentence, dropped)))
    return Answer(text, texts.ask_again(label), rows, edit=True, dedupe_key=prompt)


async def store_again(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    """[再记一次]."""
    entry = await take_words(tx, actor, chat_id, message_id)
    # They passed as progress when they were said first, or were pressed.
    told = pressed_as_progress(entry.text)
    with tx.said_at(entry.said_at):
        receipt = await submit_report(tx, actor, item_id, replace(entry.saying, again=True), progress=told)
    return replace(say_receipt(tx, receipt), edit=True, toast=toasts.STORED)
