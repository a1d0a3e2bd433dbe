"""What the units of an item have said, as its paragraph in a bulletin, and the figures beside it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from domain.bulletin.prose.composing import ProgressOf, ProgressSaid, compose
from domain.bulletin.prose.sentences import Paragraph, Sentence
from domain.states import OPEN_STATES
from domain.talk import figure_texts, gather_texts
from domain.talk.figures import Counted
from storage.bulletin.bulletins import BulletinItem, UnitReport
from storage.tables import Item
from storage.tx import Tx
from usecases.talk.figures import tells_figure


def consolidation(row: BulletinItem) -> UnitReport | None:
    """The report in which the lead unit spoke for all: it stands for what was said before, and that stays behind it."""
    return next((one for one in row.reports if one.speaks_for_all), None)


def progress_of(tx: Tx, row: BulletinItem, day: date) -> Paragraph:
    """What its units have said by that day, without the figures that a sentence of their own tells."""
    item, is_told = row.item, bool(quantities_of(row)) and consolidation(row) is None
    if not is_told or item.target_amount is None:
        return _composed(tx, row, row.reports, day)
    counted = Counted(item.target_measure, item.target_amount, item.directive, item.target_is_joint)
    return _composed(tx, row, row.reports, day, counted)


def _composed(
    tx: Tx, row: BulletinItem, reports: Sequence[UnitReport], day: date, counted: Counted | None = None
) -> Paragraph:
    said = [_said(tx, row.item, one, is_told=counted is not None) for one in reports]
    is_open = row.item.state in OPEN_STATES
    # Who tells of the parts is not silent on the whole.
    names_silent = is_open and not row.subs
    about = ProgressOf(tuple(row.units), row.item.directive, day, counted, is_open=is_open, names_silent=names_silent)
    return compose(said, about)


def progress_of_part(tx: Tx, part: BulletinItem, together: UnitReport | None, day: date) -> Paragraph:
    """The lead unit's consolidation speaks for the parts, too, until they have reported since."""
    if together is None:
        return _composed(tx, part, part.reports, day)
    since = [one for one in part.reports if one.place > together.place]
    if since:
        return _composed(tx, part, since, day)
    return Paragraph((Sentence(gather_texts.TOLD_ABOVE, together.unit, (together.report_id,)),))


def quantities_of(row: BulletinItem) -> tuple[tuple[str, Decimal], ...]:
    """What each unit stands at; nothing while a paper alone has spoken, whose own words tell it, nor where the lead
    unit's consolidation tells what was counted before."""
    together = consolidation(row)
    is_told = all(one.is_printed for one in row.reports) or (together is not None and together is row.reports[-1])
    return () if is_told else tuple(row.quantities)


def figure_ids(row: BulletinItem) -> tuple[int, ...]:
    return tuple(one.report_id for one in row.reports if one.meaning is not None)


def _said(tx: Tx, item: Item, one: UnitReport, *, is_told: bool) -> ProgressSaid:
    is_doubted = not is_told and not one.speaks_for_all and _is_uncounted(tx, item, one)
    return ProgressSaid(
        one.report_id,
        one.unit,
        one.text,
        tx.day(one.place[0]),
        is_new=one.is_new,
        is_printed=one.is_printed,
        is_final=one.is_final,
        speaks_for_all=one.speaks_for_all,
        doubt=figure_texts.IN_DOUBT if is_doubted else "",
    )


def _is_uncounted(tx: Tx, item: Item, report: UnitReport) -> bool:
    """Whether its words tell a figure that was asked about and that no press has counted; a paper asks nobody."""
    return not report.is_printed and report.meaning is None and tells_figure(tx, item, report.text)
