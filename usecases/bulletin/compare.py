"""Comparison of units: off by default, switched on by a named person, rates that open into their items."""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.bulletin import compare_texts as texts
from domain.bulletin.compare_texts import ComparedAssignment, UnitRate
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.office.settings import COMPARE
from domain.refusals import NotAllowed, NotFound
from storage.nudging import nudge_effects
from storage.office import people
from storage.office import settings as store
from storage.tx import Tx
from storage.views import compare
from storage.views.compare import AssignmentOutcome
from usecases.nudging.nudge_effects import ANSWERED_WITHIN, DAYS
from usecases.office.settings import switch_said

DAYS_BACK = timedelta(days=DAYS)


async def compare_units(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/compare`, `/compare on`, `/compare off`."""
    require(actor, Action.SEE_STATUS)
    return await switch_said(tx, actor, COMPARE, words, texts.USAGE) or await _table(tx, 0)


async def turn_comparison(tx: Tx, actor: Actor, unit_id: int, page: int) -> Answer:
    """A pressed page of the table (no unit), or the items of a unit."""
    require(actor, Action.SEE_STATUS)
    return await (_items(tx, unit_id, max(0, page)) if unit_id else _table(tx, max(0, page), edit=True))


async def switched_on(tx: Tx) -> str:
    """Who switched it on and when; refuses while it is off, old buttons too."""
    row = await store.kept(tx, COMPARE)
    if not COMPARE.values(row.value)["on"]:
        raise NotAllowed(texts.OFF)
    names = await people.names_of(tx, [row.changed_by] if row.changed_by else [])
    day = tx.day(row.changed_at) if row.changed_at else tx.today
    return texts.switched_by(names.get(row.changed_by or 0, ""), day, tx.today)


async def _table(tx: Tx, page: int, *, edit: bool = False) -> Answer:
    switched_by = await switched_on(tx)
    units = await rated_units(tx)
    if not units:
        return Answer(texts.NOTHING, texts.TITLE, edit=edit)
    page = min(page, (len(units) - 1) // texts.A_PAGE)
    shown = units[page * texts.A_PAGE : (page + 1) * texts.A_PAGE]
    more = len(units) > (page + 1) * texts.A_PAGE
    text = texts.table(units, shown, DAYS, switched_by)
    return Answer(text, texts.TITLE, texts.table_rows(shown, page, more=more), edit=edit)


async def rated_units(tx: Tx) -> list[UnitRate]:
    """The best on-time rate first; units that have no rate yet after them, by name."""
    names: dict[int, str] = {}
    duties: dict[int, list[AssignmentOutcome]] = {}
    for one in await compare.duties(tx, *_year(tx), today=tx.today):
        names[one.unit_id] = one.unit
        duties.setdefault(one.unit_id, []).append(one)
    parts = {unit_id: _by_item(tx, own) for unit_id, own in duties.items()}
    answers = await _answers(tx, names)
    rated = [
        UnitRate(
            unit_id,
            name,
            sum(part.is_on_time for part in parts.get(unit_id, ())),
            len(parts.get(unit_id, ())),
            *answers.get(unit_id, (0, 0)),
        )
        for unit_id, name in names.items()
    ]
    return sorted(
        rated, key=lambda one: (not one.has_rate, -one.on_time / one.counted if one.has_rate else 0, one.unit)
    )


async def _answers(tx: Tx, names: dict[int, str]) -> dict[int, tuple[int, int]]:
    """(answered, urged) by unit; a nudge that still has time to be answered does not count. Adds to `names`."""
    since = tx.now - DAYS_BACK
    reports = await nudge_effects.reported(tx, since)
    found: dict[int, tuple[int, int]] = {}
    for one in await nudge_effects.urged(tx, since):
        until = one.at + ANSWERED_WITHIN
        is_answered = any(one.at < at <= until for at in reports.get((one.unit_id, one.item_id), ()))
        if is_answered or tx.now >= until:
            names.setdefault(one.unit_id, one.unit)
            answered, urged = found.get(one.unit_id, (0, 0))
            found[one.unit_id] = (answered + is_answered, urged + 1)
    return found


def _year(tx: Tx) -> tuple[date, date]:
    return date(tx.today.year, 1, 1), date(tx.today.year, 12, 31)


def _by_item(tx: Tx, duties: Sequence[AssignmentOutcome]) -> list[ComparedAssignment]:
    """Each whole item once: a part that was not in time makes it late, and is what is told of it."""
    told: dict[int, ComparedAssignment] = {}
    for one in duties:
        asked_on = tx.day(one.finished_at) if one.finished_at else None
        part = ComparedAssignment(one.whole_id, one.label, one.directive, one.deadline, asked_on)
        known = told.get(one.whole_id)
        if known is None or known.is_on_time:
            told[one.whole_id] = part
    return list(told.values())


async def _items(tx: Tx, unit_id: int, page: int) -> Answer:
    """What a unit's rate is made of."""
    await switched_on(tx)
    found = await compare.duties(tx, *_year(tx), today=tx.today, unit_id=unit_id)
    if not found:
        raise NotFound(texts.NO_UNIT)
    parts = _by_item(tx, found)
    rated = UnitRate(unit_id, found[0].unit, sum(part.is_on_time for part in parts), len(parts))
    page = min(page, (len(parts) - 1) // texts.A_PAGE)
    shown = parts[page * texts.A_PAGE : (page + 1) * texts.A_PAGE]
    lines = "\n".join(texts.part_line(part, tx.today) for part in shown)
    more = len(parts) > (page + 1) * texts.A_PAGE
    return Answer(lines, texts.unit_line(rated), texts.unit_rows(shown, unit_id, page, more=more), edit=True)
