"""The lead unit consolidates (汇总): what the others reported last goes to it, its reply is the report."""

from collections.abc import Sequence
from dataclasses import replace

from domain import toasts
from domain.arrivals import Saying
from domain.gist import brief
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotAllowed, NotFound
from domain.states import OPEN_STATES
from domain.talk import gather_texts as texts
from domain.talk.gather_texts import NewestProgress
from storage.items import items
from storage.items.items import ItemParts
from storage.office import units
from storage.talk import reports
from storage.tx import Tx
from usecases.steps.asking import ask_about
from usecases.steps.cards import Card, officials
from usecases.steps.loading import known_item
from usecases.talk.hear import reply_to_card
from usecases.talk.report import ProgressWords


async def is_shared(tx: Tx, parts: ItemParts) -> bool:
    """Several units do an open item or parts of it, so that its first responsible one may consolidate."""
    if parts.item.state not in OPEN_STATES or not parts.in_charge:
        return False
    return len(parts.unit_ids) > 1 or len(parts.unit_ids | await items.units_of_parts(tx, parts.item)) > 1


def leads(actor: Actor, parts: ItemParts) -> bool:
    return bool(parts.in_charge) and parts.in_charge[0][0].unit_id in actor.unit_ids


async def gather(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """[汇总]: a supervisor asks the lead unit for it; pressed by the lead unit, its next words are the report."""
    parts = await known_item(tx, actor, item_id)
    label = parts.item.label
    if not await is_shared(tx, parts):
        raise BadInput(texts.ALONE.format(label=label))
    if actor.is_supervisor and not leads(actor, parts):
        return await _ask_lead(tx, actor, parts)
    require(actor, Action.REPORT, parts.unit_ids)
    if not leads(actor, parts):
        unit = parts.in_charge[0][1]
        raise NotAllowed(texts.NOT_LEAD.format(label=label, unit=unit, number=label.lstrip("#")))
    words = texts.collected(brief(parts.item.directive, 80), await _others(tx, parts), tx.today)
    return await ask_about(tx, actor, parts.item, chat_id, ProgressWords(item_id, for_all=True), words)


async def take_consolidation(tx: Tx, actor: Actor, item_id: int, saying: Saying) -> Answer:
    """A reply to the card that asks for it; of anybody but the lead unit it is their own report."""
    parts = await known_item(tx, actor, item_id)
    for_all = leads(actor, parts) and await is_shared(tx, parts)
    return await reply_to_card(tx, actor, item_id, replace(saying, for_all=for_all))


async def _ask_lead(tx: Tx, actor: Actor, parts: ItemParts) -> Answer:
    require(actor, Action.NUDGE)
    label, (assignment, unit) = parts.item.label, parts.in_charge[0]
    lead = await officials(tx, assignment.unit_id)
    if not lead:
        raise NotFound(texts.NOBODY.format(unit=unit))
    others = await _others(tx, parts)
    # Asked twice on a day, it comes once.
    card = Card("gather", f"gather:{parts.item.item_id}:{tx.today}", parts.item.item_id)
    words = texts.collected(brief(parts.item.directive, 80), others, tx.today)
    card.put(tx, lead, words, texts.TITLE.format(label=label))
    tx.record("gather", label, by=actor, after={"unit": unit})
    return Answer(texts.asked(label, unit, others), item_id=parts.item.item_id, toast=toasts.ASKED_TO_GATHER)


async def _others(tx: Tx, parts: ItemParts) -> Sequence[NewestProgress]:
    """The other units in charge, those that cooperate, and the sub-items."""
    others = [(one.unit_id, name) for one, name in parts.in_charge[1:]]
    for unit_id in sorted(parts.cooperating):
        helping = await units.unit(tx, unit_id)
        others += [(unit_id, texts.helping(helping.name))] if helping else []
    said = [await _last(tx, name, parts.item.item_id, unit_id) for unit_id, name in others]
    subs = await items.sub_items(tx, parts.item.item_id)
    return said + [await _last(tx, sub.label, sub.item_id) for sub in subs]


async def _last(tx: Tx, who: str, item_id: int, unit_id: int | None = None) -> NewestProgress:
    found = await reports.latest(tx, item_id, 1, unit_id)
    if not found:
        return NewestProgress(who)
    day = tx.day(found[0].report.reported_at)
    return NewestProgress(who, found[0].report.text, day)
