"""Difficulties (困难): a unit flags an obstacle, the supervisors hear at once, one closes it with a word."""

from collections.abc import Sequence

from domain import toasts
from domain.hygiene import clean
from domain.notes import Answer, Rows
from domain.office.people import Action, Actor, may, require
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.talk import coordinate_texts
from domain.talk import difficulty_texts as texts
from domain.talk.talk_texts import waiting_block
from storage import requests
from storage.items.items import ItemParts
from storage.office import people, units
from storage.requests import RequestWithItem
from storage.tables import Request
from storage.talk import dialogue
from storage.tx import Tx
from usecases.steps.asking import Question, ask, ask_about
from usecases.steps.cards import Face, officials, supervisors
from usecases.steps.loading import asked_item, must_be_open, speaking_unit, wanted_item
from usecases.steps.requests import card_of, decide, end_passed, put, to_decide
from usecases.talk.discuss import said

SHOWN = 2


class DifficultyWords(Question, kind="difficulty", action=Action.FLAG_DIFFICULTY):
    """What stands in the way of an item?"""

    item_id: int


class SettlementWords(Question, kind="settle", action=Action.SETTLE_DIFFICULTY):
    """What did it come to with a difficulty?"""

    request_id: int
    item_id: int


async def flag_difficulty(tx: Tx, actor: Actor, item: str | int, text: str, chat_id: int) -> Answer:
    """/difficulty 37 text. Without words they are asked for."""
    parts = _to_flag(actor, await wanted_item(tx, actor, item, texts.USAGE))
    if not clean(text):
        words = texts.ASK.format(label=parts.item.label)
        asked = DifficultyWords(parts.item.item_id)
        return await ask_about(tx, actor, parts.item, chat_id, asked, words)
    return await _flag(tx, actor, parts, said(text, texts.NOTHING_SAID))


async def answer_flag(tx: Tx, actor: Actor, asked: DifficultyWords, text: str) -> Answer:
    """The words that were asked for."""
    words = said(text, texts.NOTHING_SAID)
    return await _flag(tx, actor, _to_flag(actor, await asked_item(tx, actor, asked.item_id)), words)


def _to_flag(actor: Actor, parts: ItemParts) -> ItemParts:
    require(actor, Action.FLAG_DIFFICULTY, parts.unit_ids)
    must_be_open(parts.item, texts.CLOSED)
    return parts


async def _flag(tx: Tx, actor: Actor, parts: ItemParts, words: str) -> Answer:
    item = parts.item
    unit_id = speaking_unit(actor, parts)
    unit = await units.unit(tx, unit_id)
    assert unit is not None
    request = Request(kind=RequestKind.DIFFICULTY, item_id=item.item_id, unit_id=unit_id, text=words)
    after = {"text": words, "unit": unit.name}
    await put(tx, actor, request, item.label, "flag_difficulty", after=after)
    face = await face_of(tx, RequestWithItem(request, item, unit.name))
    card_of(request).put(tx, await supervisors(tx), face.text, face.title, face.rows)
    return Answer(texts.flagged(item.label, words), item_id=item.item_id)


async def face_of(tx: Tx, asked: RequestWithItem) -> Face:
    """For the supervisors."""
    request, item = asked.request, asked.item
    title, text = texts.card(item.label, directive=item.directive, unit=asked.unit, text=request.text)
    lines = "\n".join((text, *await _passed_lines(tx, request)))
    return Face(title, lines, texts.card_rows(request.request_id))


async def _passed_lines(tx: Tx, difficulty: Request) -> list[str]:
    """Who was asked to solve it, and what came of it."""
    found = [
        one
        for one in await requests.about(tx, difficulty.request_id)
        if one.request.state in (RequestState.OPEN, RequestState.ANSWERED)
    ]
    names = await people.names_of(tx, [one.request.decider_id for one in found if one.request.decider_id])
    return [
        coordinate_texts.solver_line(
            one.unit or names.get(one.request.decider_id or 0, ""),
            tx.day(one.request.asked_at),
            tx.today,
            word=one.request.answer,
            is_taken=one.request.taken_at is not None,
        )
        for one in found
    ]


async def ask_outcome(tx: Tx, actor: Actor, request_id: int, chat_id: int) -> Answer:
    """[已协调]: the unit is owed a word on what it came to."""
    one = await to_decide(tx, actor, RequestKind.DIFFICULTY, request_id)
    asked = SettlementWords(request_id, one.item.item_id)
    text = texts.ASK_WORD.format(label=one.item.label, unit=one.unit)
    return await ask(tx, actor, chat_id, asked, text, label=one.item.label, toast=toasts.SAY_OUTCOME)


async def take_outcome(tx: Tx, actor: Actor, asked: SettlementWords, text: str) -> Answer:
    """The word goes to the unit's officials; TooLate when somebody settled it meanwhile."""
    return await settle_with(tx, actor, asked.request_id, said(text, texts.NO_WORD))


async def settle_with(tx: Tx, actor: Actor, request_id: int, words: str) -> Answer:
    """Settled, with a word on what it came to."""
    one = await to_decide(tx, actor, RequestKind.DIFFICULTY, request_id)
    request, item = one.request, one.item
    before, after = {"text": request.text, "unit": one.unit}, {"text": words}
    facts = {"before": before, "after": after, "answer": words}
    await decide(tx, request, RequestVerb.ANSWER, item.label, "settle_difficulty", by=actor, **facts)
    card = card_of(request)
    title, told = texts.told_unit(item.label, word=words, who=actor.name)
    card.tell(tx, await officials(tx, request.unit_id or 0), told, title)
    line = texts.settled(item.label, unit=one.unit, word=words, who=actor.name, at=tx.when(tx.now))
    await card.close(tx, await supervisors(tx), line, request)
    await end_passed(tx, request, line)
    return Answer(line, item_id=item.item_id, edit=True)


async def status_block(tx: Tx, actor: Actor) -> tuple[str, Rows]:
    """The top of a view: all open difficulties for supervisors, for a leader those of the items they lead.

    The buttons are a supervisor's.
    """
    settles = may(actor, Action.SETTLE_DIFFICULTY)
    found = await dialogue.open_difficulties(tx, None if settles else actor.name)
    waiting = [(one.item.called, one.unit, one.request.text, tx.day(one.request.asked_at)) for one in found]
    rows = texts.block_rows([(one.request.request_id, one.item.label) for one in found]) if settles else ()
    return waiting_block(texts.BLOCK, waiting, tx.today), rows


async def card_lines(tx: Tx, item_id: int) -> Sequence[str]:
    """The open ones first, then the newest settled."""
    newest = list(reversed(await requests.of_item(tx, RequestKind.DIFFICULTY, item_id)))
    newest.sort(key=lambda one: one.request.state is not RequestState.OPEN)
    return [line for one in newest[:SHOWN] for line in (_card_line(tx, one), *await _passed_lines(tx, one.request))]


def _card_line(tx: Tx, one: RequestWithItem) -> str:
    row = one.request
    day = tx.day(row.asked_at)
    is_open = row.state is RequestState.OPEN
    return texts.card_line(one.unit, row.text, day, tx.today, row.answer, is_open=is_open)
