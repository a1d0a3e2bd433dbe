"""Difficulties (困难): a unit flags an obstacle, the supervisors hear at once, one closes it with a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain import toasts
from domain.hygiene import clean
from domain.notes import Answer, Note, Rows
from domain.office.people import OFFICE, Action, Actor, Role, may, require
from domain.refusals import NotFound, TooLate
from domain.review.review_texts import when
from domain.states import OPEN_STATES
from domain.talk import difficulty_texts as texts
from domain.talk.difficulty_texts import Obstacle
from storage.items.items import ItemParts
from storage.office import people
from storage.tables import Difficulty, DifficultyState, Item
from storage.talk import dialogue
from storage.talk.dialogue import DifficultyWithItem
from storage.tx import Tx
from usecases.steps.asking import Question, ask, ask_about, question
from usecases.steps.duties import own_assignment
from usecases.steps.loading import known_item, wanted_item
from usecases.talk.discuss import said

SHOWN = 2


@question
@dataclass(frozen=True, slots=True)
class DifficultyWords(Question):
    """What stands in the way of an item?"""

    kind: ClassVar[str] = "difficulty"
    item_id: int


@question
@dataclass(frozen=True, slots=True)
class SettlementWords(Question):
    """What did it come to with a difficulty?"""

    kind: ClassVar[str] = "settle"
    difficulty_id: int
    item_id: int


async def flag_difficulty(tx: Tx, actor: Actor, item: str | int, text: str, chat_id: int) -> Answer:
    """/difficulty 37 text. Without words they are asked for."""
    parts = await wanted_item(tx, actor, item, texts.USAGE)
    require(actor, Action.FLAG_DIFFICULTY, parts.unit_ids)
    if parts.item.state not in OPEN_STATES:
        raise TooLate(_closed(parts.item))
    if not clean(text):
        words = texts.ASK.format(label=parts.item.label)
        asked = DifficultyWords(parts.item.item_id)
        return await ask_about(tx, actor, parts.item, chat_id, asked, words)
    return await _flag(tx, actor, parts, said(text, texts.NOTHING_SAID))


async def answer_flag(tx: Tx, actor: Actor, asked: DifficultyWords, text: str) -> Answer:
    """The words that were asked for."""
    words = said(text, texts.NOTHING_SAID)
    parts = await known_item(tx, actor, asked.item_id)
    require(actor, Action.FLAG_DIFFICULTY, parts.unit_ids)
    if parts.item.state not in OPEN_STATES:
        raise TooLate(_closed(parts.item))
    return await _flag(tx, actor, parts, words)


def _closed(item: Item) -> str:
    return texts.CLOSED.format(label=item.label, number=item.label.lstrip("#"))


async def _flag(tx: Tx, actor: Actor, parts: ItemParts, words: str) -> Answer:
    item = parts.item
    assignment = own_assignment(actor, parts)
    unit_id = assignment.unit_id if assignment else min(parts.cooperating & actor.unit_ids)
    row = Difficulty(
        item_id=item.item_id,
        unit_id=unit_id,
        flagged_by=actor.person_id,
        flagged_at=tx.now,
        text=words,
    )
    await dialogue.add(tx, row)
    unit = await people.unit(tx, unit_id)
    assert unit is not None
    tx.record("flag_difficulty", item.label, by=actor, after={"text": words, "unit": unit.name})
    await _put_cards(tx, DifficultyWithItem(row, item, unit.name))
    return Answer(texts.flagged(item.label, words), item_id=item.item_id)


def _key(row: Difficulty, person_id: int | None) -> str:
    return f"difficulty:{row.difficulty_id}:{person_id}"


async def _put_cards(tx: Tx, one: DifficultyWithItem) -> None:
    row, item = one.difficulty, one.item
    title, text = texts.card(item.label, item.directive, one.unit, row.text)
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        tx.put(
            Note(
                supervisor.telegram_id,
                "difficulty_card",
                text,
                title,
                texts.card_rows(row.difficulty_id),
                item_id=item.item_id,
                person_id=supervisor.person_id,
                dedupe_key=_key(row, supervisor.person_id),
            )
        )


async def ask_outcome(tx: Tx, actor: Actor, difficulty_id: int, chat_id: int) -> Answer:
    """[已协调]: the unit is owed a word on what it came to."""
    one = await _open(tx, actor, difficulty_id)
    asked = SettlementWords(difficulty_id, one.item.item_id)
    text = texts.ASK_WORD.format(label=one.item.label, unit=one.unit)
    return await ask(tx, actor, chat_id, asked, text, label=one.item.label, toast=toasts.SAY_OUTCOME)


async def _open(tx: Tx, actor: Actor, difficulty_id: int) -> DifficultyWithItem:
    require(actor, Action.SETTLE_DIFFICULTY)
    one = await dialogue.difficulty(tx, difficulty_id)
    if one is None:
        raise NotFound(texts.GONE)
    if one.difficulty.state is not DifficultyState.OPEN:
        raise TooLate(await _who_was_first(tx, one))
    return one


async def _who_was_first(tx: Tx, one: DifficultyWithItem) -> str:
    by = await people.person(tx, one.difficulty.settled_by or 0)
    at = when(one.difficulty.settled_at or tx.now, tx.profile.zone)
    return texts.was_settled(one.item.label, by.name if by else OFFICE, at)


async def take_outcome(tx: Tx, actor: Actor, asked: SettlementWords, text: str) -> Answer:
    """The word that was asked for; TooLate when somebody settled it meanwhile."""
    require(actor, Action.SETTLE_DIFFICULTY)
    words = said(text, texts.NO_WORD)
    one = await dialogue.difficulty(tx, asked.difficulty_id)
    assert one is not None, "difficulties are never deleted"
    row = one.difficulty
    outcome = {"word": words, "settled_by": actor.person_id, "settled_at": tx.now}
    if not await dialogue.settle_difficulty(tx, row.difficulty_id, **outcome):
        fresh = await dialogue.difficulty(tx, row.difficulty_id)
        raise TooLate(await _who_was_first(tx, fresh or one))
    tx.record(
        "settle_difficulty",
        one.item.label,
        by=actor,
        before={"text": row.text, "unit": one.unit},
        after={"text": words},
    )
    return await _tell(tx, actor, one, words)


async def _tell(tx: Tx, actor: Actor, one: DifficultyWithItem, words: str) -> Answer:
    """The word goes to the unit's officials, and every supervisor's card is closed."""
    row, item = one.difficulty, one.item
    title, text = texts.told_unit(item.label, words, actor.name)
    for official in await people.officials_of(tx, [row.unit_id]):
        tx.put(
            Note(
                official.telegram_id,
                "word",
                text,
                title,
                item_id=item.item_id,
                person_id=official.person_id,
                dedupe_key=f"{_key(row, official.person_id)}:told",
            )
        )
    line = texts.settled(item.label, one.unit, words, actor.name, when(tx.now, tx.profile.zone))
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        key = _key(row, supervisor.person_id)
        tx.put(
            Note(
                supervisor.telegram_id,
                "difficulty_card",
                line,
                item_id=item.item_id,
                person_id=supervisor.person_id,
                edits_key=key,
                dedupe_key=f"{key}:settled",
            )
        )
    return Answer(line, item_id=item.item_id)


async def status_block(tx: Tx, actor: Actor) -> tuple[str, Rows]:
    """The top of a view: all open difficulties for supervisors, for a leader those of the items they lead.

    The buttons are a supervisor's.
    """
    settles = may(actor, Action.SETTLE_DIFFICULTY)
    found = await dialogue.open_difficulties(tx, None if settles else actor.name)
    obstacles = [_obstacle(tx, one) for one in found]
    return texts.block(obstacles, tx.today), texts.block_rows(obstacles) if settles else ()


def _obstacle(tx: Tx, one: DifficultyWithItem) -> Obstacle:
    row = one.difficulty
    since = row.flagged_at.astimezone(tx.profile.zone).date()
    return Obstacle(row.difficulty_id, one.item.label, one.unit, row.text, since)


async def card_lines(tx: Tx, item_id: int) -> Sequence[str]:
    """The open ones first, then the newest settled."""
    found = await dialogue.difficulties_of(tx, item_id)
    newest = sorted(found, key=lambda one: one.difficulty.difficulty_id, reverse=True)
    newest.sort(key=lambda one: one.difficulty.state is not DifficultyState.OPEN)
    return [_card_line(tx, one) for one in newest[:SHOWN]]


def _card_line(tx: Tx, one: DifficultyWithItem) -> str:
    row = one.difficulty
    day = row.flagged_at.astimezone(tx.profile.zone).date()
    is_open = row.state is DifficultyState.OPEN
    return texts.card_line(one.unit, row.text, day, tx.today, row.word, is_open=is_open)
