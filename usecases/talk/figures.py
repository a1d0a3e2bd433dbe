"""Figures in reports: what the words make plain counts at once, what they leave open is counted by a press."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from domain import toasts
from domain.items.standing import FigureMeaning, MeantFigure, standing
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import NotFound, TooLate
from domain.states import OPEN_STATES
from domain.talk import figure_texts as texts
from domain.talk import report_texts
from domain.talk.figure_verdict import FigureVerdict, JudgedFigure, Standing, judge, readings
from domain.talk.figures import Counted, SaidFigure, say_figure
from storage.items import targets
from storage.items.targets import ReportedFigure
from storage.tables import Item, Report
from storage.talk import reports
from storage.tx import Tx
from usecases.steps.loading import known_item

# A colleague who tells the same increase within so many days is asked.
_LATELY = timedelta(days=3)
_NOTHING: dict[str, Any] = {"quantity": None, "measure": "", "meaning": None}


@dataclass(frozen=True, slots=True)
class FigureSource:
    """Whose words they are, and when they were said; `place` where the report is there already."""

    unit_id: int | None
    person_id: int | None
    said_at: datetime
    place: int | None = None

    def hears(self, one: ReportedFigure) -> bool:
        """Whether a figure was there when this one was said."""
        if self.place is None:
            return one.reported_at <= self.said_at
        return (one.reported_at, one.place) < (self.said_at, self.place)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it went into the database."""

    report_id: int
    unit_id: int
    figure: JudgedFigure | None


def columns(judged: JudgedFigure | None) -> dict[str, Any]:
    """What the row of the report keeps of its figure."""
    if judged is None or judged.verdict.counted is None:
        return _NOTHING
    counted = judged.verdict.counted
    return {"quantity": counted.amount, "measure": judged.measure, "meaning": counted.meaning}


async def judge_figure(tx: Tx, item: Item, words: str, source: FigureSource) -> JudgedFigure | None:
    """None where the words say nothing towards the target, which most do without a statement."""
    said = _said(tx, item, words, source.said_at)
    if not said or item.target_amount is None:
        return None
    at = await _standing(tx, item, item.target_amount, source)
    return JudgedFigure(judge(said, at, item.target_measure), at, item.target_amount, item.target_measure)


async def judge_again(tx: Tx, item: Item, words: str, old: Report) -> JudgedFigure | None:
    """The mended words of a report; what a press made of the old ones holds as long as they say the same figure."""
    source = _source_of(old)
    judged = await judge_figure(tx, item, words, source)
    if judged is None or old.quantity is None or old.meaning is None:
        return judged
    if _said(tx, item, words, old.reported_at) != _said(tx, item, old.text, old.reported_at):
        return judged
    kept = FigureVerdict(counted=MeantFigure(old.quantity, old.meaning))
    return JudgedFigure(kept, judged.at, judged.target, judged.measure)


def _source_of(report: Report) -> FigureSource:
    place = report.first_id or report.report_id
    return FigureSource(report.unit_id, report.person_id, report.reported_at, place)


def _said(tx: Tx, item: Item, words: str, said_at: datetime) -> SaidFigure:
    if item.target_amount is None:
        return SaidFigure()
    counted = Counted(item.target_measure, item.target_amount, item.directive, item.target_is_joint)
    return say_figure(words, tx.day(said_at), counted)


async def _standing(tx: Tx, item: Item, target: Decimal, source: FigureSource) -> Standing:
    heard = [one for one in await targets.figures_of(tx, item.item_id) if source.hears(one)]
    own = [one for one in heard if one.unit_id == source.unit_id]
    lately = {
        one.meant.amount
        for one in own
        if one.meant.meaning is FigureMeaning.ADD
        and one.person_id != source.person_id
        and source.said_at - one.reported_at <= _LATELY
    }
    owes = target
    if item.target_is_joint:
        units = {one.unit_id for one in heard} - {source.unit_id}
        owes -= sum((standing(one.meant for one in heard if one.unit_id == unit) for unit in units), Decimal(0))
    return Standing(standing(one.meant for one in own), owes, bool(own), frozenset(lately))


def tells_figure(tx: Tx, item: Item, words: str) -> bool:
    return bool(_said(tx, item, words, tx.now))


async def count_pressed(tx: Tx, actor: Actor, report_id: int, pressed: str) -> Answer:
    """[累计3家] [又增加3家]: read again from the stored words, so a forged button counts nothing."""
    report = await reports.by_id(tx, report_id)
    if report is None or report.unit_id not in actor.unit_ids:
        raise NotFound(texts.NOTHING_TO_COUNT)
    parts = await known_item(tx, actor, report.item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    item = parts.item
    figure = _meant(_said(tx, item, report.text, report.reported_at), pressed)
    if figure is None or item.target_amount is None or item.state not in OPEN_STATES:
        raise TooLate(texts.NOTHING_TO_COUNT)
    source = _source_of(report)
    stands = (await _standing(tx, item, item.target_amount, source)).stands
    if not await reports.count_figure(tx, report_id, figure, item.target_measure):
        raise TooLate(texts.COUNTED_BEFORE.format(report_id=report_id))
    words = texts.counted(figure, stands, target=item.target_amount, measure=item.target_measure)
    tx.record("count_quantity", item.label, by=actor, after={"report": f"R-{report_id}", "text": words})
    line = texts.pressed_answer(report_id, item.label, words)
    rows = (report_texts.button(report_id),)
    key = f"receipt:{report_id}:counted"
    return Answer(line, "", rows, "receipt", item.item_id, edit=True, toast=toasts.COUNTED, dedupe_key=key)


def _meant(said: SaidFigure, pressed: str) -> MeantFigure | None:
    """What was pressed, if the words can mean it; a button of earlier days says nothing and adds."""
    meaning, _, amount = pressed.partition("-")
    if not pressed:
        return next((one for one in readings(said) if one.meaning is FigureMeaning.ADD), None)
    try:
        wanted = MeantFigure(Decimal(amount), FigureMeaning(meaning))
    except (ValueError, InvalidOperation):
        return None
    return next((one for one in readings(said) if one == wanted), None)


async def read_anew(tx: Tx, item: Item) -> None:
    """The target counts something else now: each report is read for it, and counts where its words are plain."""
    for report in await reports.current_of_units(tx, item.item_id):
        if report.quantity is not None and report.measure == item.target_measure:
            continue
        judged = await judge_figure(tx, item, report.text, _source_of(report))
        for name, value in columns(judged).items():
            setattr(report, name, value)
        await tx.add(report)
