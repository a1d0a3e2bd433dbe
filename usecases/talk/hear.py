"""What a person said about an item goes the way of its act: progress is stored, all else is not.

The one door for replies to cards, answers to questions, typed reports, placed words and captions.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from domain import toasts
from domain.arrivals import Saying
from domain.hygiene import clean
from domain.items.cards_texts import quoted
from domain.notes import Answer, Rows
from domain.office.people import Action, Actor, Role, require
from domain.refusals import NotAllowed, TooLate
from domain.states import OPEN_STATES, State, Verb
from domain.talk import act_texts as texts
from domain.talk import report_texts
from domain.talk.acts import Heard, SpeechAct, heard, pressed_as_progress
from storage.items.items import ItemParts
from storage.tx import Tx
from usecases.items.extend import ask_extension
from usecases.items.sign import sign_off
from usecases.office.leave import leave_in_words
from usecases.steps.asking import fields_of
from usecases.steps.loading import about, check_still_open, known_item, wanted_item
from usecases.talk.difficulty import flag_difficulty
from usecases.talk.discuss import pass_on, protest, tell_no_change, withdraw_remarks
from usecases.talk.misread import with_way_out
from usecases.talk.promise import promise_in_words, promise_of_words
from usecases.talk.report import ProgressWords, checked_words, report_progress
from usecases.talk.waiting import add_words, entry_of, take_words


@dataclass(frozen=True, slots=True)
class _Said:
    """Words about an item that are no progress."""

    parts: ItemParts
    saying: Saying
    heard: Heard
    more: Rows = ()


async def hear(tx: Tx, actor: Actor, item: str | int, saying: Saying) -> Answer:
    """The receipt of progress, or what becomes of the words instead. Files without words are evidence."""
    said = await what_is_said(tx, saying)
    if said is None or said.progress is not None:
        return await report_progress(tx, actor, item, saying, said.progress if said else None)
    return await hear_besides(tx, actor, item, saying, said)


async def what_is_said(tx: Tx, saying: Saying) -> Heard | None:
    """None where files came without words."""
    words = clean(saying.text)
    if not words:
        return None
    found = heard(checked_words(words, saying.files), tx.happened_on)
    return replace(found, date=await promise_in_words(tx, words)) if found.act is SpeechAct.PROMISE else found


async def hear_besides(tx: Tx, actor: Actor, item: str | int, saying: Saying, said: Heard, more: Rows = ()) -> Answer:
    """What is no progress, on an item that the actor's unit does or helps with."""
    parts = await wanted_item(tx, actor, item, report_texts.REPORT_USAGE)
    require(actor, Action.REPORT, parts.unit_ids)
    if parts.item.state not in OPEN_STATES and said.act is not SpeechAct.QUESTION:
        raise TooLate(about(parts.item, texts.CLOSED))
    # Nothing that was sent along is lost: files wait with the words.
    way = _offer if saying.files or more else _WAYS[said.act]
    answer = await way(tx, actor, _Said(parts, saying, said, more))
    return await with_way_out(tx, actor, answer, saying, said.act, parts.item.item_id)


async def _nod(tx: Tx, actor: Actor, one: _Said) -> Answer:
    """A nod to a new assignment is its sign-off; elsewhere it changes nothing."""
    if any(own.state is State.ASSIGNED for own in one.parts.of_units(actor.unit_ids)):
        return replace(await sign_off(tx, actor, one.parts.item.item_id), leaves_question=True)
    return Answer(texts.WAITING, item_id=one.parts.item.item_id, leaves_question=True)


async def _small_talk(_tx: Tx, _actor: Actor, one: _Said) -> Answer:
    return Answer(texts.FRIENDLY, item_id=one.parts.item.item_id, leaves_question=True)


async def _question(tx: Tx, actor: Actor, one: _Said) -> Answer:
    return replace(await pass_on(tx, actor, one.parts, one.heard.text), leaves_question=True)


async def _protest(tx: Tx, actor: Actor, one: _Said) -> Answer:
    return replace(await protest(tx, actor, one.parts, one.heard.text), leaves_question=True)


async def _no_change(tx: Tx, actor: Actor, one: _Said) -> Answer:
    return await tell_no_change(tx, actor, one.parts, one.saying)


async def _offer(tx: Tx, actor: Actor, one: _Said) -> Answer:
    """The words wait for a press; nothing is stored on a guess."""
    item_id, message_id = one.parts.item.item_id, one.saying.source.message_id
    dropped = await _wait(tx, actor, one.saying, item_id)
    rows = (*one.more, *texts.rows(one.heard, item_id, message_id, tx.today))
    line = _LINES.get(one.heard.act, texts.ASK_UNSURE)
    text = "\n".join(filter(None, (quoted(one.heard.text), line, dropped)))
    return Answer(text, one.parts.item.label, rows, item_id=item_id)


async def _wait(tx: Tx, actor: Actor, saying: Saying, item_id: int = 0) -> str:
    """What is to be said of a question that had to make way. Further photos of the album join the words."""
    fields = fields_of(ProgressWords(item_id, for_all=saying.for_all))
    asked = {"kind": ProgressWords.kind, "fields": fields} if item_id else {}
    return await add_words(tx, actor, entry_of(tx, saying, item_id=item_id, prompt="", **asked))


_LINES = {SpeechAct.WISH: texts.OFFERED, SpeechAct.PROMISE: texts.PROMISED}
_WAYS: Mapping[SpeechAct, Callable[[Tx, Actor, _Said], Awaitable[Answer]]] = {
    SpeechAct.ACKNOWLEDGEMENT: _nod,
    SpeechAct.SMALL_TALK: _small_talk,
    SpeechAct.QUESTION: _question,
    SpeechAct.PROTEST: _protest,
    SpeechAct.NO_CHANGE: _no_change,
    SpeechAct.WISH: _offer,
    SpeechAct.PROMISE: _offer,
    SpeechAct.UNSURE: _offer,
}


async def offer_leave(tx: Tx, actor: Actor, saying: Saying, said: Heard) -> Answer:
    """[请假…], which needs no item."""
    dropped = await _wait(tx, actor, saying)
    rows = texts.rows(said, 0, saying.source.message_id, tx.today)
    return Answer("\n".join(filter(None, (quoted(said.text), texts.OFFERED, dropped))), choices=rows)


async def answer_report(tx: Tx, actor: Actor, asked: ProgressWords, saying: Saying) -> Answer:
    """The words that were asked for; TooLate when the item was settled meanwhile."""
    await check_still_open(tx, actor, asked.item_id, Verb.REPORT)
    said = replace(saying, files=(*asked.files, *saying.files), for_all=asked.for_all)
    return await hear(tx, actor, asked.item_id, said)


async def reply_to_card(tx: Tx, actor: Actor, item_id: int, saying: Saying) -> Answer:
    """A plain reply is about the item; a supervisor's or leader's is none and is told so."""
    if Role.OFFICIAL not in actor.roles:
        parts = await known_item(tx, actor, item_id)
        sentence = report_texts.SUPERVISOR_REPLY if actor.is_supervisor else report_texts.LEADER_REPLY
        raise NotAllowed(sentence.format(number=parts.item.label.lstrip("#")))
    return await hear(tx, actor, item_id, saying)


async def press_as_progress(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    """[记为进展]: the person has been asked and says that it is."""
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    with tx.said_at(entry.said_at):
        answer = await report_progress(tx, actor, item_id, entry.saying, pressed_as_progress(entry.text))
        is_told = await withdraw_remarks(tx, actor, item_id, entry.text)
    text = f"{answer.text}\n{texts.WITHDRAWN}" if is_told else answer.text
    return replace(answer, text=text, edit=True, toast=toasts.STORED)


async def press_as_question(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    parts = await known_item(tx, actor, item_id)
    return replace(await pass_on(tx, actor, parts, entry.text), edit=True)


async def press_as_promise(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    with tx.said_at(entry.said_at):
        return replace(await promise_of_words(tx, actor, item_id, entry.text), edit=True)


async def press_as_extension(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    """The words are the reason, their day is the day; what is missing is asked for."""
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    with tx.said_at(entry.said_at):
        return await ask_extension(tx, actor, item_id, entry.text, chat_id)


async def press_as_difficulty(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    return replace(await flag_difficulty(tx, actor, item_id, entry.text, chat_id), edit=True)


async def press_as_leave(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    with tx.said_at(entry.said_at):
        return await leave_in_words(tx, actor, entry.text, chat_id)
