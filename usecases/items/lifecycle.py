"""The acts on an item's life as a conversation: the menu, the question, what will happen, one press."""

from dataclasses import replace

from domain.commands import Press
from domain.hygiene import clean
from domain.items import lifecycle_texts as texts
from domain.notes import Answer, Choice
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.states import OPEN_STATES, State
from domain.words import YES
from storage.items.items import ItemParts
from storage.tables import Item
from storage.tx import Tx
from usecases.items import rhythm
from usecases.items.cancel import CANCEL, STOP
from usecases.items.handover import HAND_OVER
from usecases.items.merge_items import MERGE
from usecases.items.move_item_meeting import MOVE
from usecases.items.reopen import REOPEN
from usecases.items.split_item import SPLIT
from usecases.steps.asking import Question, StandingQuestion, answering, ask, expected
from usecases.steps.asking import drop as drop_open
from usecases.steps.item_acts import Act, Kept
from usecases.steps.loading import about, check_version, known_item, named_item

ACTS: dict[str, Act] = {
    "cancel": CANCEL,
    "stop": STOP,
    "reopen": REOPEN,
    "hand": HAND_OVER,
    "move": MOVE,
    "split": SPLIT,
    "merge": MERGE,
}
_ON_OPEN = ("hand", "move", "split", "merge", "cancel", "stop")
_ON_OPEN_PART = ("hand", "cancel", "stop")


class ActWords(Question, kind="life", action=Action.KEEP_LIFE, names_items=True):
    """What an act needs to know: a reason, a unit, a meeting, another item."""

    item_id: int
    act: str


class ActConsent(Question, kind="life_yes", action=Action.KEEP_LIFE):
    """Is it to be done as it was shown?"""

    item_id: int
    act: str
    version: int
    stamp: int
    kept: Kept


async def show_menu(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[更多] on a supervisor's card."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    item = parts.item
    rows = texts.menu_rows(item_id, item.version, _acts_on(item), _links(item))
    text = texts.CHOOSE.format(label=item.label)
    return Answer(text, texts.menu_title(item.label), rows, "card", item_id, edit=True)


def _acts_on(item: Item) -> tuple[str, ...]:
    if item.state in OPEN_STATES:
        return _ON_OPEN if item.parent_id is None else _ON_OPEN_PART
    moves = ("move",) if item.state is State.CLOSED and item.parent_id is None else ()
    return ("reopen", *moves)


def _links(item: Item) -> list[Choice]:
    """Buttons of the menu that open something: target, rhythm, slips, judgement, look-back."""
    offers = (
        (Press.TARGET, item.state in OPEN_STATES),
        (Press.RHYTHM, rhythm.may_have(item)),
        (Press.SLIPS, item.state in OPEN_STATES),
        (Press.JUDGE, item.state in OPEN_STATES),
        (Press.LOOK, item.state is State.CLOSED),
    )
    return [Choice(texts.FURTHER[verb], verb, item.item_id, item.version) for verb, may in offers if may]


async def start_named(tx: Tx, actor: Actor, act: str, *, label: str, words: str, chat_id: int) -> Answer:
    """/void 37 reason and its like."""
    require(actor, Action.KEEP_LIFE)
    parts = await named_item(tx, actor, label, texts.USAGE[act])
    return await _start(tx, actor, act, parts, words, chat_id)


async def start_pressed(tx: Tx, actor: Actor, act: str, item_id: int, chat_id: int) -> Answer:
    """A button of the menu."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    if act not in ACTS:
        raise NotFound(about(parts.item, texts.GONE))
    return await _start(tx, actor, act, parts, "", chat_id)


async def _start(tx: Tx, actor: Actor, act: str, parts: ItemParts, words: str, chat_id: int) -> Answer:
    await ACTS[act].check(tx, parts)
    if clean(words):
        return await _preview(tx, actor, act, parts, words, chat_id)
    label, asked = parts.item.label, ActWords(parts.item.item_id, act)
    text = texts.ASK[act].format(label=label)
    return await ask(tx, actor, chat_id, asked, text, label=label, what=texts.NAMES[act])


async def take_words(tx: Tx, actor: Actor, asked: ActWords, words: str, chat_id: int) -> Answer:
    """What was asked for; TooLate when the item ended meanwhile."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, asked.item_id)
    await ACTS[asked.act].check(tx, parts)
    if not clean(words):
        raise BadInput(texts.ASK[asked.act].format(label=parts.item.label))
    return await _preview(tx, actor, asked.act, parts, words, chat_id)


async def _preview(tx: Tx, actor: Actor, act: str, parts: ItemParts, words: str, chat_id: int) -> Answer:
    plan = await ACTS[act].plan(tx, parts, words)
    item = parts.item
    stamp = int(tx.now.timestamp())
    asked = ActConsent(item.item_id, act, item.version, stamp, plan.kept)
    title, text = texts.preview(act, label=item.label, directive=item.directive, lines=plan.lines)
    rows = texts.confirm_rows(act, item.item_id, version=item.version, stamp=stamp)
    what = texts.NAMES[act]
    return await ask(tx, actor, chat_id, asked, text, title=title, rows=rows, label=item.label, what=what)


async def _shown(
    tx: Tx, actor: Actor, item_id: int, stamp: str, chat_id: int
) -> tuple[ActConsent, StandingQuestion, ItemParts]:
    """What was previewed, as long as it is asked."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    gone = about(parts.item, texts.GONE)
    asked, there = await expected(tx, actor, chat_id, ActConsent, gone)
    if (asked.item_id, str(asked.stamp)) != (item_id, stamp):
        raise TooLate(gone)
    return asked, there, parts


async def confirm(tx: Tx, actor: Actor, item_id: int, stamp: str, chat_id: int) -> Answer:
    """[确认…]: as it was shown, or not at all."""
    asked, there, parts = await _shown(tx, actor, item_id, stamp, chat_id)
    async with answering(tx, there):
        return await _perform(tx, actor, asked, parts)


async def _perform(tx: Tx, actor: Actor, asked: ActConsent, parts: ItemParts) -> Answer:
    await check_version(tx, parts.item, asked.version)
    line = await ACTS[asked.act].perform(tx, actor, parts, asked.kept)
    return Answer(line, item_id=asked.item_id, edit=True, toast=texts.DONE)


async def drop(tx: Tx, actor: Actor, item_id: int, stamp: str, chat_id: int) -> Answer:
    """[不改]."""
    _, there, parts = await _shown(tx, actor, item_id, stamp, chat_id)
    await drop_open(tx, there)
    return Answer(texts.DROPPED.format(label=parts.item.label), item_id=item_id, edit=True)


async def say_yes(tx: Tx, actor: Actor, asked: ActConsent, words: str) -> Answer:
    """Typed instead of pressed."""
    if clean(words) not in YES:
        raise BadInput(texts.PRESS)
    require(actor, Action.KEEP_LIFE)
    answer = await _perform(tx, actor, asked, await known_item(tx, actor, asked.item_id))
    return replace(answer, edit=False, toast="")
