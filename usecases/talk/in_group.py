"""What an official replies in the unit's group to the post that urges there: about one of its items."""

from dataclasses import replace

from domain.arrivals import Saying
from domain.hygiene import clean
from domain.labels import split_label
from domain.notes import Answer
from domain.nudging import unit_group_texts as texts
from domain.office.people import Action, Actor, may, require
from domain.refusals import BadInput
from domain.talk.matching import match_items
from storage.items import items
from storage.tables import Item, Outbox
from storage.tx import Tx
from usecases.talk.free_text import candidates_of
from usecases.talk.hear import hear
from usecases.talk.instruct import listed_in


def is_urged_there(actor: Actor, about: Outbox) -> bool:
    """Whether a reply is to a post that urges, by somebody who reports."""
    return about.kind == "nudge" and may(actor, Action.REPORT, actor.unit_ids)


async def reply_in_group(tx: Tx, actor: Actor, about: Outbox, saying: Saying) -> Answer:
    """The item whose number stands in front, the only one of the post, or the one that the words resemble."""
    require(actor, Action.REPORT, actor.unit_ids)
    item, words = await _meant(tx, await listed_in(tx, about), clean(saying.text))
    if item is None:
        raise BadInput(texts.WHICH)
    return await hear(tx, actor, item.item_id, replace(saying, text=words))


async def _meant(tx: Tx, shown: list[Item], words: str) -> tuple[Item | None, str]:
    label, rest = split_label(words)
    named = await items.by_label(tx, label) if label and rest else None
    if named is not None and named.item.item_id in {one.item_id for one in shown}:
        return named.item, rest
    if len(shown) == 1:
        return shown[0], words
    by_id = {one.item_id: one for one in shown}
    alike = match_items(words, await candidates_of(tx, by_id))
    return (by_id[alike[0].item_id] if len(alike) == 1 else None), words
