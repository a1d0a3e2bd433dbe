"""[设指标] on an item's card: the supervisor says how much is owed, and what was reported before counts towards it."""

from domain.hygiene import clean
from domain.items import targets_texts as texts
from domain.items.target_reading import ReadTarget, read_typed_target
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput
from storage.items.items import ItemParts
from storage.tables import Item
from storage.tx import Tx
from usecases.items.targets import card_lines
from usecases.steps.asking import Question, ask
from usecases.steps.item_acts import record
from usecases.steps.loading import known_item, must_be_open, must_move
from usecases.talk.figures import read_anew


class NewTarget(Question, kind="target", action=Action.KEEP_LIFE):
    """How much does each unit, or all together, owe?"""

    item_id: int


async def ask_target(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    require(actor, Action.KEEP_LIFE)
    item = (await known_item(tx, actor, item_id)).item
    must_be_open(item, texts.CLOSED)
    text = texts.ASK.format(label=item.label, now=texts.target_words(_of(item)))
    return await ask(tx, actor, chat_id, NewTarget(item_id), text, label=item.label)


async def take_target(tx: Tx, actor: Actor, asked: NewTarget, words: str) -> Answer:
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, asked.item_id)
    must_be_open(parts.item, texts.CLOSED)
    said = clean(words)
    if said in texts.NO_TARGET_WORDS:
        return await _set(tx, actor, parts, None)
    target = read_typed_target(said, is_joint=parts.item.target_is_joint)
    if target is None:
        raise BadInput(texts.UNREAD.format(words=said[:20]))
    return await _set(tx, actor, parts, target)


def _of(item: Item) -> ReadTarget | None:
    if item.target_amount is None:
        return None
    return ReadTarget(item.target_amount, item.target_measure, item.target_is_joint)


async def _set(tx: Tx, actor: Actor, parts: ItemParts, target: ReadTarget | None) -> Answer:
    item = parts.item
    before, now = texts.target_words(_of(item)), texts.target_words(target)
    if before == now:
        raise BadInput(texts.SAME.format(label=item.label, now=now))
    await must_move(
        tx,
        item.label,
        item,
        target_amount=target.amount if target else None,
        target_measure=target.measure if target else "",
        target_is_joint=target.is_joint if target else False,
    )
    if target is not None:
        await read_anew(tx, item)
    record(tx, actor, "set_target", item, {"text": before}, {"text": now})
    return Answer(
        texts.was_set(item.label, now=now, before=before, lines=await card_lines(tx, item)), item_id=item.item_id
    )
