"""A quantity that a report mentions in the middle counts towards the target once its unit has pressed so."""

from datetime import date

from domain import toasts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.quantities import say_amount
from domain.refusals import NotFound, TooLate
from domain.states import OPEN_STATES
from domain.talk import report_texts as texts
from domain.talk.hints import added_amount
from storage.tables import Item
from storage.talk import reports
from storage.tx import Tx
from usecases.steps.loading import known_item


def mentioned(item: Item, words: str, today: date) -> str:
    """ "3家" where the words say so in the target's measure; empty where there is nothing to ask about."""
    if not item.target_measure:
        return ""
    amount = added_amount(words, today, item.target_measure)
    return "" if amount is None else f"{say_amount(amount)}{item.target_measure}"


async def count_mentioned(tx: Tx, actor: Actor, report_id: int) -> Answer:
    """[计入 3家]: read again from the stored words, so a forged button counts nothing."""
    report = await reports.by_id(tx, report_id)
    if report is None or report.unit_id not in actor.unit_ids:
        raise NotFound(texts.NOTHING_TO_COUNT)
    parts = await known_item(tx, actor, report.item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    item = parts.item
    said_on = tx.day(report.reported_at)
    amount = added_amount(report.text, said_on, item.target_measure) if item.target_measure else None
    if amount is None or item.state not in OPEN_STATES:
        raise TooLate(texts.NOTHING_TO_COUNT)
    if not await reports.count_quantity(tx, report_id, amount, item.target_measure):
        raise TooLate(texts.COUNTED_BEFORE.format(report_id=report_id))
    quantity = f"{say_amount(amount)}{item.target_measure}"
    tx.record("count_quantity", item.label, by=actor, after={"report": f"R-{report_id}", "text": quantity})
    return Answer(texts.counted(item.label, quantity), item_id=item.item_id, toast=toasts.COUNTED)
