"""What the units of an item have said, as its paragraph in a bulletin, and the figures beside it."""

from decimal import Decimal

from domain.bulletin.prose.composing import ProgressOf, ProgressSaid, compose
from domain.bulletin.prose.sentences import NOTHING_SAID, Paragraph, Sentence
from domain.items.standing import FigureMeaning
from domain.talk import figure_texts, gather_texts
from storage.bulletin.bulletins import BulletinItem, UnitReport
from storage.tables import Item
from storage.tx import Tx
from usecases.talk.figures import tells_figure


def consolidation(row: BulletinItem) -> UnitReport | None:
    """The report in which the lead unit spoke for all: it stands for what was said before, and that stays behind it."""
    return next((one for one in row.reports if one.speaks_for_all), None)


def progress_of(tx: Tx, row: BulletinItem) -> Paragraph:
    """What its units have said; nothing where the figures say it all."""
    if consolidation(row) is None and quantities_of(row) and _figures_say_it(tx, row):
        return NOTHING_SAID
    return _composed(tx, row)


def _composed(tx: Tx, row: BulletinItem) -> Paragraph:
    said = [_said(tx, row.item, one) for one in row.reports]
    return compose(said, ProgressOf(tuple(row.units), row.item.directive, tx.today))


def progress_of_part(tx: Tx, part: BulletinItem, together: UnitReport | None) -> Paragraph:
    """The lead unit's consolidation speaks for the parts, too, unless they have reported since."""
    is_told = together is not None and all(one.place < together.place for one in part.reports)
    if is_told and together is not None:
        return Paragraph((Sentence(gather_texts.TOLD_ABOVE, together.unit, (together.report_id,)),))
    return _composed(tx, part)


def quantities_of(row: BulletinItem) -> tuple[tuple[str, Decimal], ...]:
    """What each unit stands at; nothing while a paper alone has spoken, whose own words tell it, nor where the lead
    unit's consolidation tells what was counted before."""
    together = consolidation(row)
    is_told = all(one.is_printed for one in row.reports) or (together is not None and together is row.reports[-1])
    return () if is_told else tuple(row.quantities)


def figure_ids(row: BulletinItem) -> tuple[int, ...]:
    return tuple(one.report_id for one in row.reports if one.meaning is not None)


def _said(tx: Tx, item: Item, one: UnitReport) -> ProgressSaid:
    is_doubted = not one.speaks_for_all and _is_uncounted(tx, item, one)
    return ProgressSaid(
        one.report_id,
        one.unit,
        figure_texts.in_doubt(one.text) if is_doubted else one.text,
        tx.day(one.place[0]),
        is_printed=one.is_printed,
        speaks_for_all=one.speaks_for_all,
    )


def _is_uncounted(tx: Tx, item: Item, report: UnitReport) -> bool:
    """Whether its words tell a figure that was asked about and that no press has counted; a paper asks nobody."""
    return not report.is_printed and report.meaning is None and tells_figure(tx, item, report.text)


def _figures_say_it(tx: Tx, row: BulletinItem) -> bool:
    """Whether what stands is printed instead of words: of several units, or where they tell a figure that was
    corrected or never counted."""
    return len(row.units) > 1 or any(
        (report.meaning in (FigureMeaning.SET, FigureMeaning.TAKE) and not report.is_printed)
        or _is_uncounted(tx, row.item, report)
        for report in row.reports
    )
