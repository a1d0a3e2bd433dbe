"""Figures in reports: what of the words counts towards the item's target, and the press that counts it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from domain import toasts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.quantities import in_measure, read_quantity, say_amount
from domain.refusals import NotFound, TooLate
from domain.states import OPEN_STATES
from domain.talk import report_texts as texts
from domain.talk.figures import added_amount
from storage.tables import Item
from storage.talk import reports
from storage.tx import Tx
from usecases.steps.loading import known_item


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """What a report carries of the quantity that it tells."""

    quantity: Decimal | None = None
    measure: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        return {"quantity": self.quantity, "measure": self.measure}

    def counted(self, item: Item) -> str:
        """ "3家" where it counts towards the target."""
        if self.quantity is None or not item.target_measure:
            return ""
        return f"{say_amount(self.quantity)}{self.measure}"


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it went into the database."""

    report_id: int
    unit_id: int
    figure: ReportFigure


def figure_of(item: Item, words: str) -> ReportFigure:
    found = read_quantity(words)
    if found is None:
        return ReportFigure()
    if not item.target_measure:
        return ReportFigure(found.amount, found.unit)
    amount = in_measure(found, item.target_measure)
    return ReportFigure() if amount is None else ReportFigure(amount, item.target_measure)


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
