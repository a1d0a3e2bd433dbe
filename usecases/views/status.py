"""See how things stand: figures first, then down by unit, leader and meeting to single items."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from domain.commands import Press
from domain.dates.deadlines import DUE_SOON_DAYS, SILENT_DAYS
from domain.hygiene import clean, same_name_key
from domain.notes import Answer, Choice
from domain.office.people import Action, Actor, may, require
from domain.pager import leading_back
from domain.refusals import NotFound
from domain.views import status_tables_texts as tables
from domain.views import status_texts as texts
from domain.views.status_texts import FigureLine, ItemTotals
from storage.items import items, lifecycle
from storage.office import units
from storage.tx import Tx
from storage.views import figures, totals
from storage.views.figures import FigureScope, ItemLine
from usecases.items.missing import show_missing
from usecases.items.targets import show_target, show_targets
from usecases.nudging.burden import show_burden
from usecases.nudging.nudge_effects import show_nudge_effects
from usecases.office.unreachable import show_unreached
from usecases.steps.headline import headline
from usecases.talk import difficulty, instruct
from usecases.views.cards import item_card
from usecases.views.due_lists import show_soon, show_unreported
from usecases.views.year_table import year_answer

SHORT_LIST = 5
TOP = 3


def bounds_of(tx: Tx) -> totals.Bounds:
    return totals.Bounds(tx.today, tx.today + timedelta(days=DUE_SOON_DAYS), tx.today - timedelta(days=SILENT_DAYS))


async def show_status(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """Everything, or what `words` names: a number, a unit, a leader or a meeting, loosely."""
    require(actor, Action.SEE_STATUS)
    wanted = clean(words)
    if not wanted:
        return await _home(tx, actor)
    if items.parse_label(wanted) is not None:
        return await item_card(tx, actor, wanted)
    return await _of_word(tx, actor, wanted.lower()) or await _named(tx, wanted)


async def _of_word(tx: Tx, actor: Actor, word: str) -> Answer | None:
    """A view by its word."""
    if word in texts.NUDGES_WORDS:
        return await show_nudge_effects(tx, actor)
    if word in texts.YEAR_WORDS:
        return await year_answer(tx, actor, tx.today.year)
    if word in texts.BURDEN_WORDS:
        return await show_burden(tx, actor)
    return await _view(tx, actor, texts.VIEWS_SAID[word], 0, 0) if word in texts.VIEWS_SAID else None


async def _home(tx: Tx, actor: Actor) -> Answer:
    found = await totals.counts(tx, bounds_of(tx))
    if not found.total:
        return Answer(texts.NOTHING_YET)
    late = await figures.overdue(tx, tx.today, SHORT_LIST) if found.overdue else []
    block, rows = await difficulty.status_block(tx, actor)
    first = "\n\n".join(part for part in (block, await instruct.status_block(tx, actor)) if part)
    names = await figures.units_of(tx, [item.item_id for item in late])
    worst = await _worst(tx) if late else ""
    stopped = texts.stopped_count(len(await lifecycle.stopped(tx)))
    counted = "\n".join(part for part in (texts.counts(found), stopped) if part)
    parts = (first, counted, texts.item_lines(late, tx.today, names), worst)
    return Answer(
        "\n\n".join(part for part in parts if part),
        title=await headline(tx, found.oldest),
        choices=(*rows, *texts.home_buttons(tx.today.year, mends=may(actor, Action.ASSIGN))),
        tables=(tables.lights(found, first, stopped), tables.of_items(late, tx.today, names, worst)),
    )


async def _worst(tx: Tx) -> str:
    late = texts.worst(texts.MOST_OVERDUE, await figures.most_overdue_units(tx, tx.today, TOP))
    leaders = texts.worst(texts.OF_LEADERS, await figures.most_overdue_leaders(tx, tx.today, TOP))
    return "\n".join(part for part in (late, leaders) if part)


async def _named(tx: Tx, wanted: str) -> Answer:
    unit = (await units.directory(tx)).of_name(wanted)
    named = [(FigureScope("unit", unit.unit_id), unit.unit_id, unit.name)] if unit else []
    matches = named or _matching(await figures.named(tx), wanted)
    if not matches:
        raise NotFound(texts.no_such(wanted))
    if len(matches) == 1:
        scope, key, name = matches[0]
        return await _of_scope(tx, scope, key, name, 0)
    rows = tuple((Choice(name, Press.STATUS, key, 0, scope.kind),) for scope, key, name in matches[: texts.PAGE])
    return Answer(texts.WHICH, choices=rows)


def _matching(names: Sequence[tuple[FigureScope, int, str]], wanted: str) -> list[tuple[FigureScope, int, str]]:
    """The one of exactly this name, else all whose name holds the words."""
    key = same_name_key(wanted)
    exact = [one for one in names if same_name_key(one[2]) == key]
    return exact or [one for one in names if key in same_name_key(one[2])]


async def turn_status(tx: Tx, actor: Actor, view: str, key: int, page: int) -> Answer:
    """A pressed view: the message is edited in place."""
    require(actor, Action.SEE_STATUS)
    return replace(await _view(tx, actor, view, key, max(0, page)), edit=True)


async def _view(tx: Tx, actor: Actor, view: str, key: int, page: int) -> Answer:
    match view:
        case "home":
            return await _home(tx, actor)
        case "overdue":
            return await _overdue(tx, page)
        case "stopped":
            return await _stopped(tx, page)
        case "soon":
            return await show_soon(tx, actor, page)
        case "unreported":
            return await show_unreported(tx, actor)
        case "missing":
            return await show_missing(tx, actor, page)
        case "unreached":
            return await show_unreached(tx, actor)
        case "targets":
            return await show_targets(tx, page)
        case "target":
            return await show_target(tx, key, page)
        case "units" | "leaders" | "meetings":
            return await _table(tx, view, page)
    known = await figures.scope_of_key(tx, view, key)
    if known is None:
        raise NotFound(texts.GONE)
    return await _of_scope(tx, known[0], key, known[1], page)


_TABLES = {
    "units": (figures.by_unit, "unit"),
    "leaders": (figures.by_leader, "leader"),
    "meetings": (figures.by_meeting, "meeting"),
}


async def _table(tx: Tx, view: str, page: int) -> Answer:
    query, kind = _TABLES[view]
    rows = await query(tx, tx.today)
    shown: list[FigureLine] = rows[page * texts.PAGE : (page + 1) * texts.PAGE]
    turning = texts.turning(view, 0, page, more=len(rows) > (page + 1) * texts.PAGE)
    return Answer(
        texts.table_lines(shown) or texts.NOTHING_HERE,
        title=texts.TITLES[view],
        choices=(*texts.table_buttons(shown, kind), *turning),
        tables=(tables.by_part(view, shown),) if shown else (),
    )


async def show_overdue(tx: Tx, actor: Actor) -> Answer:
    require(actor, Action.SEE_STATUS)
    return await _overdue(tx, 0)


async def _overdue(tx: Tx, page: int) -> Answer:
    rows = await figures.overdue(tx, tx.today, texts.PAGE + 1, page * texts.PAGE)
    if not rows:
        return Answer(texts.NONE_OVERDUE, choices=texts.turning("overdue", 0, page, more=False))
    return await _list(tx, texts.TITLES["overdue"], None, rows, ("overdue", 0, page))


async def _stopped(tx: Tx, page: int) -> Answer:
    """What ended without being done, each with its reason."""
    rows = await lifecycle.stopped(tx)
    shown = rows[page * texts.PAGE : (page + 1) * texts.PAGE]
    turning = texts.turning("stopped", 0, page, more=len(rows) > (page + 1) * texts.PAGE)
    return Answer(
        texts.stopped_lines(shown) or texts.NONE_STOPPED,
        title=texts.TITLES["stopped"],
        choices=(*texts.item_buttons([item for item, _ in shown]), *turning),
    )


async def scope_view(tx: Tx, scope: FigureScope, key: int, name: str) -> Answer:
    """A unit, a leader or a meeting that is known already."""
    return await _of_scope(tx, scope, key, name, 0)


async def _of_scope(tx: Tx, scope: FigureScope, key: int, name: str, page: int) -> Answer:
    found = await totals.counts(tx, bounds_of(tx), scope)
    rows = await figures.of_scope(tx, scope, texts.PAGE + 1, page * texts.PAGE)
    listed = await _list(tx, name, found, rows, (scope.kind, key, page))
    if page or not found.total:
        return listed
    return replace(listed, choices=(*texts.picture(scope.kind, key), *listed.choices))


async def _list(
    tx: Tx, title: str, found: ItemTotals | None, rows: list[ItemLine], place: tuple[str, int, int]
) -> Answer:
    """A page of items below their counts; `rows` holds one more than fits when there is a next page."""
    shown = rows[: texts.PAGE]
    names = await figures.units_of(tx, [item.item_id for item in shown])
    lines = texts.item_lines(shown, tx.today, names) or texts.NOTHING_HERE
    turning = texts.turning(*place, more=len(rows) > texts.PAGE)
    return Answer(
        f"{texts.counts(found)}\n\n{lines}" if found else lines,
        title=title,
        choices=(*leading_back(texts.item_buttons(shown), texts.place_of(*place)), *turning),
        tables=(
            *((tables.lights(found),) if found else ()),
            tables.of_items(shown, tx.today, names, "" if shown else texts.NOTHING_HERE),
        ),
    )
