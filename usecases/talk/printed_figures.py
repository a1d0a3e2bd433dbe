"""What a paper says was done, kept as reports: its words, and by unit the figures that they tell."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.talk.unit_figures import told_by_unit
from storage.tables import Item, Report, ReportKind
from storage.tx import Tx
from usecases.talk.figures import FigureSource, columns, judge_figure


@dataclass(frozen=True, slots=True)
class _Paper:
    """Which it is, and who brought it in."""

    origin: str
    person_id: int | None


async def printed_reports(
    tx: Tx, item: Item, units: Mapping[int, str], text: str, origin: str, person_id: int | None = None
) -> list[Report]:
    """Of one unit all of it; of several the words are nobody's, and each unit that they give a figure has its part.

    `origin` names the paper.
    """
    source = _Paper(origin, person_id)
    if len(units) == 1:
        return [await _report(tx, item, next(iter(units)), text, source)]
    by_name = {name: unit_id for unit_id, name in units.items()}
    parts = told_by_unit(text, list(by_name)) if item.target_amount is not None else []
    told = [await _report(tx, item, by_name[unit], words, source) for unit, words in parts]
    return [*(one for one in told if one.quantity is not None), await _report(tx, item, None, text, source)]


async def _report(tx: Tx, item: Item, unit_id: int | None, text: str, paper: _Paper) -> Report:
    """Nobody is asked about what a paper leaves open: it counts nothing."""
    source = FigureSource(unit_id, paper.person_id, tx.happened_at)
    judged = await judge_figure(tx, item, text, source) if unit_id is not None else None
    return Report(
        item_id=item.item_id,
        unit_id=unit_id,
        person_id=paper.person_id,
        origin=paper.origin,
        kind=ReportKind.IMPORTED,
        text=text,
        **columns(judged),
        reported_at=tx.happened_at,
    )
