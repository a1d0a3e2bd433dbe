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
from storage.office import people
from storage.tables import Draft, Item
from storage.tx import Tx
from usecases.items import rhythm
from usecases.items.cancel import CANCEL, STOP
from usecases.items.handover import HAND_OVER
from usecases.items.merge_items import MERGE
from usecases.items.move_item_meeting import MOVE
from usecases.items.reopen import REOPEN
from usecases.items.split_item import SPLIT
from usecases.steps.item_acts import Act
from usecases.steps.loading import changed_meanwhile, known_item, named_item

WAITING, WAITING_YES = "life", "life_yes"
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


async def show_menu(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[更多] on a supervisor's card."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    item = parts.item
    rows = texts.menu_rows(item_id, item.version, _acts_on(item), _further(item))
    text = texts.CHOOSE.format(label=item.label)
    return Answer(text, texts.menu_title(item.label), rows, "card", item_id, edit=True)


def _acts_on(item: Item) -> tuple[str, ...]:
    if item.state in OPEN_STATES:
        return _ON_OPEN if item.parent_id is None else _ON_OPEN_PART
    moves = ("move",) if item.state is State.CLOSED and item.parent_id is None else ()
    return ("reopen", *moves)


def _further(item: Item) -> list[Choice]:
    """What the menu leads to besides the acts."""
    offers = (
        (Press.RHYTHM, rhythm.may_have(item)),
        (Press.SLIPS, item.state in OPEN_STATES),
        (Press.JUDGE, item.state in OPEN_STATES),
        (Press.LOOK, item.state is State.CLOSED),
    )
    return [Choice(texts.FURTHER[verb], verb, item.item_id, item.version) for verb, may in offers if may]


async def start_named(tx: Tx, actor: Actor, act: str, label: str, words: str, chat_id: int) -> Answer:
    """/void 37 reason and its like."""
    require(actor, Action.KEEP_LIFE)
    parts = await named_item(tx, actor, label, texts.USAGE[act])
    return await _start(tx, actor, act, parts, words, chat_id)


async def start_pressed(tx: Tx, actor: Actor, act: str, item_id: int, chat_id: int) -> Answer:
    """A button of the menu."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    if act not in ACTS:
        raise NotFound(texts.GONE.format(number=parts.item.label.lstrip("#")))
    return await _start(tx, actor, act, parts, "", chat_id)


async def _start(tx: Tx, actor: Actor, act: str, parts: ItemParts, words: str, chat_id: int) -> Answer:
    await ACTS[act].check(tx, parts)
    if clean(words):
        return await _preview(tx, actor, act, parts, words, chat_id)
    payload: dict[str, object] = {"item_id": parts.item.item_id, "act": act}
    await people.wait_for(tx, actor.person_id, chat_id, WAITING, payload)
    text = texts.ASK[act].format(label=parts.item.label)
    return Answer(text, kind="question", item_id=parts.item.item_id, ask=True)


async def take_words(tx: Tx, actor: Actor, draft: Draft, words: str) -> Answer:
    """What was asked for; when the item ended meanwhile the question is dropped."""
    require(actor, Action.KEEP_LIFE)
    act = str(draft.payload["act"])
    parts = await known_item(tx, actor, int(str(draft.payload["item_id"])))
    try:
        await ACTS[act].check(tx, parts)
    except TooLate as refusal:
        return await _drop_question(tx, actor, draft, parts.item, refusal.sentence)
    if not clean(words):
        raise BadInput(texts.ASK[act].format(label=parts.item.label))
    return await _preview(tx, actor, act, parts, words, draft.chat_id)


async def _drop_question(tx: Tx, actor: Actor, draft: Draft, item: Item, sentence: str) -> Answer:
    await people.stop_waiting(tx, draft)
    tx.record("refused", item.label, by=actor, after=sentence, result="refused")
    return Answer(sentence)


async def _preview(tx: Tx, actor: Actor, act: str, parts: ItemParts, words: str, chat_id: int) -> Answer:
    plan = await ACTS[act].plan(tx, parts, words)
    item = parts.item
    stamp = int(tx.now.timestamp())
    payload: dict[str, object] = {
        "item_id": item.item_id,
        "act": act,
        "version": item.version,
        "stamp": stamp,
        "kept": plan.kept,
    }
    await people.wait_for(tx, actor.person_id, chat_id, WAITING_YES, payload)
    title, text = texts.preview(act, item.label, item.directive, plan.lines)
    rows = texts.confirm_rows(act, item.item_id, item.version, stamp)
    return Answer(text, title, rows, kind="question", item_id=item.item_id)


async def _draft_at(tx: Tx, actor: Actor, item_id: int, stamp: str, chat_id: int) -> tuple[Draft, ItemParts]:
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    is_it = draft is not None and draft.kind == WAITING_YES and draft.payload["item_id"] == item_id
    if draft is None or not is_it or str(draft.payload["stamp"]) != stamp:
        raise TooLate(texts.GONE.format(number=parts.item.label.lstrip("#")))
    return draft, parts


async def confirm(tx: Tx, actor: Actor, item_id: int, stamp: str, chat_id: int) -> Answer:
    """[确认…]: as it was shown, or not at all."""
    draft, parts = await _draft_at(tx, actor, item_id, stamp, chat_id)
    act, kept = str(draft.payload["act"]), draft.payload["kept"]
    assert isinstance(kept, dict)
    if parts.item.version != draft.payload["version"]:
        try:
            await changed_meanwhile(tx, parts.item.label)
        except TooLate as refusal:
            told = await _drop_question(tx, actor, draft, parts.item, refusal.sentence)
            return replace(told, edit=True)
    await people.stop_waiting(tx, draft)
    line = await ACTS[act].perform(tx, actor, parts, kept)
    return Answer(line, item_id=item_id, edit=True, toast=texts.DONE)


async def drop(tx: Tx, actor: Actor, item_id: int, stamp: str, chat_id: int) -> Answer:
    """[不改]."""
    draft, parts = await _draft_at(tx, actor, item_id, stamp, chat_id)
    await people.stop_waiting(tx, draft)
    return Answer(texts.DROPPED.format(label=parts.item.label), item_id=item_id, edit=True)


async def say_yes(tx: Tx, actor: Actor, draft: Draft, words: str) -> Answer:
    """Typed instead of pressed."""
    if clean(words) not in YES:
        raise BadInput(texts.PRESS)
    item_id, stamp = int(str(draft.payload["item_id"])), str(draft.payload["stamp"])
    answer = await confirm(tx, actor, item_id, stamp, draft.chat_id)
    return replace(answer, edit=False, toast="")
