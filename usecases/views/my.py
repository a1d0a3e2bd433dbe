"""/my: an official's open items, a leader's led ones, the most pressing first.

A lead leader and a unit head read above them how things stand and what waits for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from domain.dates.deadlines import DUE_SOON_DAYS, Light, silent_for
from domain.gist import matter
from domain.items import cards_texts as texts
from domain.items.cards_texts import OwnItemLine
from domain.items.parts import DueOf
from domain.notes import Answer, Rows
from domain.office.people import Action, Actor, Role, require
from domain.states import IN_HAND, State
from domain.views import my_texts, status_texts
from domain.views.my_texts import NEEDS_AT_MOST, Need
from storage.items import items
from storage.rows import grouped
from storage.tables import Item
from storage.talk import dialogue
from storage.tx import Tx
from storage.views import figures, totals, views
from storage.views.figures import FigureScope
from usecases.steps.headline import headline
from usecases.views.cards import line_of
from usecases.views.status import bounds_of

# A leader hears of an instruction that has no answer after this many days.
PATIENCE_DAYS = 2
DUE_DAYS = 3


async def show_mine(tx: Tx, actor: Actor, page: int = 0, *, edit: bool = False) -> Answer:
    """Eight a page, each with a button that opens its card."""
    require(actor, Action.SEE_OWN)
    mine = texts.most_pressing_first(await _mine(tx, actor), tx.today)
    if not mine:
        supervises = actor.is_supervisor and not actor.unit_ids
        return Answer(texts.ONLY_SUPERVISES if supervises else texts.NOTHING_OPEN, edit=edit)
    pages = -(-len(mine) // texts.MINE_PER_PAGE)
    page = max(0, min(page, pages - 1))
    lines = mine[page * texts.MINE_PER_PAGE :][: texts.MINE_PER_PAGE]
    parts = grouped((part.parent_id, part) for part in await _own_parts(tx, actor, lines))
    text = "\n".join(one for line in lines for one in texts.with_parts(line, parts.get(line.item_id, ()), tx.today))
    above, rows = await _above(tx, actor, mine) if page == 0 else ("", ())
    title = texts.mine_title(len(mine), page=page, pages=pages)
    return Answer(
        f"{above}\n\n{text}" if above else text,
        title,
        (*rows, *texts.list_rows(lines, page, pages)),
        kind="list",
        edit=edit,
    )


async def _mine(tx: Tx, actor: Actor) -> list[OwnItemLine]:
    """Sub-items stand under their item unless they alone are the unit's; what one helps with is marked."""
    units = sorted(actor.unit_ids)
    helped = {item.item_id: item for item in await items.open_helped_by(tx, units)} if units else {}
    found = {item.item_id: item for item in await items.open_of_units(tx, units)} if units else {}
    if Role.LEADER in actor.roles:
        found |= {item.item_id: item for item in await items.open_led_by(tx, actor.name)}
    shown = [item for item in found.values() if item.parent_id not in found]
    wholes = await items.by_ids(tx, {item.parent_id for item in shown if item.parent_id is not None})
    lines = [_with_whole(line_of(item), wholes.get(item.parent_id or 0)) for item in shown]
    return lines + [line_of(item, helps=True) for key, item in helped.items() if key not in found]


def _with_whole(line: OwnItemLine, whole: Item | None) -> OwnItemLine:
    """A part alone says little without what it is a part of."""
    return replace(line, whole=matter(whole.directive)) if whole else line


async def _own_parts(tx: Tx, actor: Actor, lines: Sequence[OwnItemLine]) -> list[OwnItemLine]:
    """Open parts of what is shown that are in the reader's hands, with a date or units of their own."""
    shown = {line.item_id for line in lines}
    found = await items.open_of_units(tx, sorted(actor.unit_ids)) if actor.unit_ids else ()
    return [
        line_of(part) for part in sorted(found, key=lambda one: one.sub) if part.parent_id in shown and _is_apart(part)
    ]


def _is_apart(part: Item) -> bool:
    return part.own_hands or part.due_of is DueOf.OWN


async def _above(tx: Tx, actor: Actor, mine: Sequence[OwnItemLine]) -> tuple[str, Rows]:
    """For a lead leader and a unit head; nothing for others."""
    standings: list[str] = []
    needs: list[Need] = []
    if Role.LEADER in actor.roles:
        standings.append(await _standing(tx, FigureScope("leader", actor.name), ""))
        needs += await _of_leader(tx, actor, mine)
    headed = [unit for unit in await views.headed_units(tx, actor.person_id) if unit[0] in actor.unit_ids]
    for unit_id, name in headed:
        standings.append(await _standing(tx, FigureScope("unit", unit_id), name))
    if headed:
        needs += await _of_head(tx, [unit_id for unit_id, _ in headed], mine)
    first = {need.item_id: need for need in reversed(needs)}
    shown = [need for need in needs if first[need.item_id] is need][:NEEDS_AT_MOST]
    parts = (*standings, my_texts.needs_block(shown))
    return "\n\n".join(part for part in parts if part), my_texts.needs_rows(shown)


async def _standing(tx: Tx, scope: FigureScope, name: str) -> str:
    found = await totals.counts(tx, bounds_of(tx), scope)
    if not found.total:
        return ""
    return my_texts.standing(name, headline=await headline(tx, found.oldest, scope), counts=status_texts.counts(found))


async def needs_of(tx: Tx, actor: Actor) -> Sequence[Need]:
    """What waits for a lead leader, each item once."""
    needs = await _of_leader(tx, actor, texts.most_pressing_first(await _mine(tx, actor), tx.today))
    return list({need.item_id: need for need in reversed(needs)}.values())[::-1]


async def _of_leader(tx: Tx, actor: Actor, mine: Sequence[OwnItemLine]) -> list[Need]:
    """Obstacles first, then words without an answer, what is late, what does not move."""
    hindered = [
        my_texts.difficulty(
            one.item.item_id,
            one.item.label,
            one.item.directive,
            unit=one.unit,
            text=one.request.text,
            since=tx.day(one.request.asked_at),
            today=tx.today,
        )
        for one in await dialogue.open_difficulties(tx, actor.name)
    ]
    given = [(one, tx.day(one.request.asked_at)) for one in await dialogue.unanswered(tx, actor.person_id)]
    waiting = [
        my_texts.unanswered_to_leader(
            one.item.item_id, one.item.label, one.item.directive, text=one.request.text, since=since, today=tx.today
        )
        for one, since in given
        if silent_for(since, tx.today) >= PATIENCE_DAYS
    ]
    units = await figures.units_of(tx, [line.item_id for line in mine])
    late = [
        my_texts.overdue(line, tx.today, units.get(line.item_id, ""), leads=True)
        for line in mine
        if _is_late(line, tx.today)
    ]
    return [*hindered, *waiting, *late, *_silent(mine, tx.today, units)]


def _silent(mine: Sequence[OwnItemLine], today: date, units: Mapping[int, str]) -> list[Need]:
    still = sorted((line for line in mine if _is_silent(line, today)), key=lambda one: one.last_moved_on)
    return [my_texts.silent(line, today, units.get(line.item_id, ""), leads=True) for line in still]


def _is_silent(line: OwnItemLine, today: date) -> bool:
    """Yellow for that reason alone."""
    is_near = line.deadline is not None and (line.deadline - today).days <= DUE_SOON_DAYS
    return line.lamp(today) is Light.DUE_SOON and not is_near


async def _of_head(tx: Tx, unit_ids: Sequence[int], mine: Sequence[OwnItemLine]) -> list[Need]:
    """Of what the unit has in hand: words to answer, what is late, unsigned, nearly due, or does not move."""
    states = await views.states_within(tx, unit_ids, IN_HAND)
    ours = [line for line in mine if line.item_id in states]
    asked = [
        my_texts.unanswered_by_unit(
            one.item.item_id,
            one.item.label,
            one.item.directive,
            leader=one.leader.name,
            text=one.request.text,
            since=tx.day(one.request.asked_at),
            today=tx.today,
        )
        for one in await dialogue.unanswered(tx)
        if one.item.item_id in states
    ]
    late = [my_texts.overdue(line, tx.today, leads=False) for line in ours if _is_late(line, tx.today)]
    unsigned = [my_texts.unsigned(line) for line in ours if State.ASSIGNED in states[line.item_id]]
    near = [my_texts.due_soon(line, tx.today) for line in ours if _is_near(line, tx.today)]
    still = [my_texts.silent(line, tx.today, leads=False) for line in ours if _is_silent(line, tx.today)]
    return [*asked, *late, *unsigned, *near, *still]


def _is_late(line: OwnItemLine, today: date) -> bool:
    return line.lamp(today) is Light.OVERDUE


def _is_near(line: OwnItemLine, today: date) -> bool:
    return line.deadline is not None and 0 <= (line.deadline - today).days <= DUE_DAYS
