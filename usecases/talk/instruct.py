"""Instructions (批示): a leader's word on an item, passed to the responsible units, open until answered."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain import toasts
from domain.arrivals import MessageSource, Saying
from domain.hygiene import clean
from domain.items.cards_texts import quoted
from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Action, Actor, Role, may, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.states import OPEN_STATES, State
from domain.talk import act_texts
from domain.talk import instruct_texts as texts
from domain.talk.acts import SpeechAct, heard, is_courtesy
from domain.talk.matching import match_items
from domain.talk.talk_texts import waiting_block
from storage.items import items
from storage.items.items import ItemParts
from storage.office import people
from storage.requests import RequestWithItem
from storage.tables import Item, Outbox, Request
from storage.talk import dialogue
from storage.talk.dialogue import InstructionWithItem
from storage.tx import Tx
from usecases.steps.asking import Question, ask, ask_about, drop, expected
from usecases.steps.cards import Card, Face, officials, supervisors
from usecases.steps.loading import about, known_item, wanted_item
from usecases.steps.requests import decide, put
from usecases.talk.discuss import said
from usecases.talk.free_text import candidates_of
from usecases.talk.hear import reply_to_card
from usecases.talk.promise import note_answer, tell_leader
from usecases.talk.repeats import check_said

SHOWN = 2
MOST = 3
LOOKED_AT = 500
LISTED_AT_MOST = 40
_LABELS = re.compile(r"#(\d{1,7}(?:\.\d{1,3})?)")


def instructs_by_reply(actor: Actor) -> bool:
    """A reply of a leader is an instruction; who also answers for a unit or supervises has other replies."""
    return Role.LEADER in actor.roles and not actor.roles & {Role.OFFICIAL, Role.SUPERVISOR}


class InstructionWords(Question, kind="instruct", action=Action.INSTRUCT):
    """What is the instruction on an item?"""

    item_id: int


class InstructedItem(Question, kind="instruct_which", action=Action.INSTRUCT, takes_words=False):
    """On which item is what was said in one message? A button answers."""

    text: str
    message_id: int
    said_at: datetime | None = None


async def give_instruction(tx: Tx, actor: Actor, item: str | int, text: str, chat_id: int) -> Answer:
    """/instruct 37 text. Without words they are asked for."""
    require(actor, Action.INSTRUCT)
    parts = await wanted_item(tx, actor, item, texts.USAGE)
    _refuse_cancelled(parts.item)
    if not clean(text):
        words = texts.ASK.format(label=parts.item.label)
        asked = InstructionWords(parts.item.item_id)
        return await ask_about(tx, actor, parts.item, chat_id, asked, words)
    return await _give(tx, actor, parts, said(text, texts.NOTHING_SAID))


def _refuse_cancelled(item: Item) -> None:
    if item.state is State.CANCELLED:
        raise TooLate(about(item, texts.CANCELLED))


async def answer_instruct(tx: Tx, actor: Actor, asked: InstructionWords, text: str) -> Answer:
    """The words that were asked for."""
    require(actor, Action.INSTRUCT)
    words = said(text, texts.NOTHING_SAID)
    if is_courtesy(words):
        return Answer(act_texts.SEEN, leaves_question=True)
    parts = await known_item(tx, actor, asked.item_id)
    return await _give(tx, actor, parts, words)


async def instruct_by_reply(
    tx: Tx, actor: Actor, about: Outbox, text: str, source: MessageSource, printed: Sequence[Item] = ()
) -> Answer:
    """On the item that the message is about, that the words name by number, or that alone is listed there.

    Otherwise the words wait and are asked back with at most three buttons. `printed` are the items of a
    bulletin, whose summary names only what the week closed.
    """
    require(actor, Action.INSTRUCT)
    words = said(text, texts.NOTHING_SAID)
    if is_courtesy(words):
        return Answer(act_texts.SEEN)
    if about.item_id is not None:
        return await instruct_on(tx, actor, about.item_id, words)
    listed = printed or await listed_in(tx, about)
    label, rest = split_label(words)
    if label and rest and await items.by_label(tx, label) is not None:
        return await give_instruction(tx, actor, label, rest, source.chat_id)
    if len(listed) == 1 and listed[0].item_id is not None:
        return await instruct_on(tx, actor, listed[0].item_id, words)
    return await _ask_which(tx, actor, listed, words, source)


async def instruct_on(tx: Tx, actor: Actor, item_id: int, words: str) -> Answer:
    """On an item that is known already."""
    return await _give(tx, actor, await known_item(tx, actor, item_id), words)


async def listed_in(tx: Tx, about: Outbox) -> list[Item]:
    """The items that a message shows by their numbers."""
    shown = f"{about.note.get('title', '')}\n{about.note.get('text', '')}"
    labels = list(dict.fromkeys(_LABELS.findall(shown)))[:LISTED_AT_MOST]
    found = [await items.by_label(tx, label) for label in labels]
    return [parts.item for parts in found if parts is not None]


async def _ask_which(tx: Tx, actor: Actor, listed: Sequence[Item], words: str, source: MessageSource) -> Answer:
    among = listed or await dialogue.open_items(tx, LOOKED_AT)
    chosen = await _alike(tx, words, among) or listed
    if not chosen:
        raise BadInput(texts.NO_MATCH)
    asked = InstructedItem(words, source.message_id, tx.happened_at)
    options = [(item.item_id, item.label, item.directive) for item in chosen[:MOST]]
    hint = f"\n{texts.NONE_OF_THESE}" if len(options) == MOST else ""
    rows = texts.which_rows(options, source.message_id)[:MOST]
    return await ask(tx, actor, source.chat_id, asked, f"{quoted(words)}{hint}", title=texts.WHICH, rows=rows)


async def _alike(tx: Tx, words: str, among: Sequence[Item]) -> list[Item]:
    by_id = {item.item_id: item for item in among}
    return [by_id[match.item_id] for match in match_items(words, await candidates_of(tx, by_id), MOST)]


async def choose_item(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    """The button says which item: now the waiting words are the instruction."""
    require(actor, Action.INSTRUCT)
    waiting = await _take(tx, actor, chat_id, message_id)
    parts = await known_item(tx, actor, item_id)
    with tx.said_at(waiting.said_at):
        told = await _give(tx, actor, parts, waiting.text)
    return Answer(told.text, item_id=item_id, edit=True, toast=toasts.STORED)


async def choose_none(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> Answer:
    """[都不是]."""
    await _take(tx, actor, chat_id, message_id)
    return Answer(texts.NOT_STORED, edit=True, toast=toasts.NOT_STORED)


async def _take(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> InstructedItem:
    """The words that the pressed buttons belong to, which then wait no longer."""
    waiting, there = await expected(tx, actor, chat_id, InstructedItem, texts.GONE)
    if waiting.message_id != message_id:
        raise TooLate(texts.GONE)
    await drop(tx, there)
    return waiting


async def instruct_again(tx: Tx, actor: Actor, item_id: int, words: str) -> Answer:
    """The same words stand on the item since minutes, and were asked about."""
    require(actor, Action.INSTRUCT)
    return await _give(tx, actor, await known_item(tx, actor, item_id), words, again=True)


async def _check_again(tx: Tx, actor: Actor, item_id: int, words: str) -> None:
    given = [one.request for one in await dialogue.instructions_of(tx, item_id)]
    mine = [(one.text, one.asked_at) for one in given if one.asked_by == actor.person_id]
    check_said(tx, actor, mine, words, item_id, InstructionWords.kind)


async def _give(tx: Tx, actor: Actor, parts: ItemParts, words: str, *, again: bool = False) -> Answer:
    item = parts.item
    _refuse_cancelled(item)
    if not again:
        await _check_again(tx, actor, item.item_id, words)
    request = Request(
        kind=RequestKind.INSTRUCTION, item_id=item.item_id, seen=await dialogue.newest_report(tx), text=words
    )
    after = {"text": words, "units": [name for _, name in parts.in_charge]}
    await put(tx, actor, request, item.label, "instruct", after=after)
    told = await _pass_on(tx, actor, parts, request)
    return Answer(texts.given(item.label, words, told), item_id=item.item_id)


async def _pass_on(tx: Tx, actor: Actor, parts: ItemParts, request: Request) -> list[str]:
    """To the officials of the responsible units; where nobody can be reached, to the supervisors. Who heard."""
    item, key = parts.item, f"instruction:{request.request_id}"
    units = {one.unit_id for one, _ in parts.in_charge}
    reached = [one for one in await officials(tx, *units) if one.is_reachable]
    title, text = texts.passed_on(item.label, directive=item.directive, leader=actor.name, text=request.text)
    Card("instruction", key, item.item_id).put(tx, reached, text, title)
    if not reached:
        line = texts.NOT_PASSED_ON.format(label=item.label, leader=actor.name, text=request.text)
        Card("word", key, item.item_id).put(tx, await supervisors(tx), line)
    return [name for _, name in parts.in_charge] if reached else []


async def face_of(tx: Tx, asked: RequestWithItem) -> Face:
    """For the units that are to answer."""
    item, request = asked.item, asked.request
    leader = await people.person(tx, request.asked_by or 0)
    title, text = texts.passed_on(
        item.label, directive=item.directive, leader=leader.name if leader else "", text=request.text
    )
    return Face(title, text, texts.answer_rows(item.item_id))


async def reply_to_instruction(tx: Tx, actor: Actor, about: Outbox, saying: Saying) -> Answer:
    """A report while the unit's part is open, which answers it; later only an answer."""
    one = await dialogue.instruction(tx, int((about.dedupe_key or "").split(":")[1]))
    if one is None:
        raise NotFound(texts.NO_ANSWER)
    item_id = one.item.item_id
    parts = await known_item(tx, actor, item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    own = parts.of_units(actor.unit_ids)
    if not own or own[0].state in OPEN_STATES or one.request.state is not RequestState.OPEN:
        receipt = await reply_to_card(tx, actor, item_id, saying)
        # A report answers all that waits on the item; 收到 is none.
        while receipt.kind == "receipt" and await note_answer(tx, item_id):
            continue
        if not own or one.request.state is not RequestState.OPEN or not _promises(tx, saying):
            return receipt
        # What is promised is told to the leader at once; whether it is kept as a promise waits for its press.
        line = await _answer(tx, actor, one, own[0].unit_id, clean(saying.text))
        return replace(receipt, text=f"{line}\n{receipt.text}")
    words = said(saying.text, texts.NO_ANSWER)
    if heard(words, tx.happened_on).act in (SpeechAct.ACKNOWLEDGEMENT, SpeechAct.SMALL_TALK):
        return Answer(act_texts.WAITING, item_id=item_id)
    return Answer(await _answer(tx, actor, one, own[0].unit_id, words), item_id=item_id)


def _promises(tx: Tx, saying: Saying) -> bool:
    return heard(clean(saying.text), tx.happened_on).act is SpeechAct.PROMISE


async def _answer(tx: Tx, actor: Actor, one: InstructionWithItem, unit_id: int, words: str) -> str:
    await decide(tx, one.request, RequestVerb.ANSWER, one.item.label, by=actor, answer=words)
    await tell_leader(tx, one, unit_id)
    return texts.ANSWERED.format(label=one.item.label, leader=one.leader.name)


async def status_block(tx: Tx, actor: Actor) -> str:
    """What waits for an answer: all for supervisors, for a leader the own ones."""
    whose = None if may(actor, Action.SETTLE_DIFFICULTY) else actor.person_id
    waiting = [
        (one.item.called, one.leader.name, one.request.text, tx.day(one.request.asked_at))
        for one in await dialogue.unanswered(tx, whose)
    ]
    return waiting_block(texts.BLOCK, waiting, tx.today)


async def card_lines(tx: Tx, item_id: int) -> Sequence[str]:
    """The newest, each with its answer."""
    found = list(await dialogue.instructions_of(tx, item_id))
    return [_card_line(tx, one) for one in reversed(found[-SHOWN:])]


def _card_line(tx: Tx, one: InstructionWithItem) -> str:
    row = one.request
    day = tx.day(row.asked_at)
    is_answered = row.state is RequestState.ANSWERED
    return texts.card_line(one.leader.name, row.text, day, tx.today, row.answer, is_answered=is_answered)
