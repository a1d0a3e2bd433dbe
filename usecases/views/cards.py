"""The card of one item, as this person may see it, with the buttons of what they may do now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from domain import toasts
from domain.gist import brief
from domain.items import cards_texts as texts
from domain.items.cards_texts import CardFacts, CardPermissions, OwnItemLine, PartButton, RequestToReview
from domain.items.parts import DueOf
from domain.notes import Answer, Moment
from domain.nudging.nudge_texts import BELOW
from domain.office.people import Action, Actor, may
from domain.pager import back_row
from domain.papers.origin_texts import stated
from domain.requests import RequestKind
from domain.states import IN_HAND, OPEN_STATES, State
from domain.talk import gather_texts
from storage import requests
from storage.items import items
from storage.items.items import ItemParts
from storage.nudging import chases
from storage.review import completions
from storage.rows import grouped
from storage.tables import Item, ReportKind
from storage.talk import reports
from storage.talk.reports import ReportWithNames
from storage.tx import Tx
from storage.views import figures
from usecases.items import extend, item_life, plan, sign, targets
from usecases.items.missing import is_missing
from usecases.nudging.nudge import nudge_by_hand
from usecases.office.audit_trail import trail_page
from usecases.review import countersign
from usecases.review.take_back import may_take_back
from usecases.steps.loading import known_item, named_item
from usecases.talk import difficulty, discuss, instruct, promise
from usecases.talk.gather import is_shared, leads

HISTORY_PAGE = 10
HISTORY_PAGES = 30


def line_of(item: Item, *, helps: bool = False) -> OwnItemLine:
    return OwnItemLine(
        item.item_id,
        item.label,
        item.directive,
        item.state,
        item.deadline,
        item.long_term,
        item.last_moved_on,
        helps,
        item.parent_id,
        item.due_of is DueOf.OWN,
        asked_on=item.asked_on,
    )


async def show_item(tx: Tx, actor: Actor, label: str) -> Answer:
    """/item 37."""
    return await item_card(tx, actor, await named_item(tx, actor, label))


async def show_known_item(tx: Tx, actor: Actor, item_id: int, place: str = "") -> Answer:
    """From a button: the card takes the list's place and leads back to it, or stands below a nudge whose other items
    wait."""
    card = await item_card(tx, actor, await known_item(tx, actor, item_id))
    return replace(card, edit=place != BELOW, choices=(*card.choices, *back_row(place)))


async def item_card(tx: Tx, actor: Actor, wanted: ItemParts | str) -> Answer:
    parts = await named_item(tx, actor, wanted) if isinstance(wanted, str) else wanted
    item = parts.item
    facts = await _facts(tx, parts)
    title, text = texts.card(facts, tx.today)
    may_retract = may(actor, Action.REVIEW) and await may_take_back(tx, actor, parts)
    may_gather = await is_shared(tx, parts) and (may(actor, Action.NUDGE) or _leads(actor, parts))
    counted = await reports.materials_counted(tx, [item.item_id])
    allowed = await _may_decide(tx, actor, parts)
    buttons = await _part_buttons(tx, actor, item)
    allowed = replace(
        allowed, retract=may_retract, materials=counted[item.item_id, 0], parts=buttons, gather=may_gather
    )
    rows = texts.card_rows(item.item_id, item.version, allowed)
    card = Answer(text, title, rows, kind="card", item_id=item.item_id)
    return replace(card, folded=texts.directive_lines(item.directive)[1], moments=_moments(tx, facts))


def _moments(tx: Tx, facts: CardFacts) -> tuple[Moment, ...]:
    """How far off the deadline is, which an old card would tell wrong."""
    words, deadline = texts.due_words(facts, tx.today), facts.line.deadline
    if not words or deadline is None:
        return ()
    end = datetime.combine(deadline, time(23, 59), tx.profile.zone)
    return (Moment(words, int(end.timestamp())),)


async def _part_buttons(tx: Tx, actor: Actor, item: Item) -> list[PartButton]:
    subs = [sub for sub in await items.sub_items(tx, item.item_id) if sub.state in OPEN_STATES]
    mine = await items.open_of_units(tx, sorted(actor.unit_ids)) if subs and actor.unit_ids else ()
    own = {one.item_id for one in mine} if may(actor, Action.REPORT, actor.unit_ids) else set()
    return [PartButton(sub.item_id, sub.sub, sub.directive, sub.item_id in own) for sub in subs]


async def _may_decide(tx: Tx, actor: Actor, parts: ItemParts) -> CardPermissions:
    """No verdict on what a unit's head still has."""
    allowed = _may(actor, parts)
    if not allowed.verdicts:
        return allowed
    held = {one.assignment.assignment_id for one in await completions.with_head_on(tx, [parts.item.item_id])}
    return replace(allowed, verdicts=[one for one in allowed.verdicts if one.assignment_id not in held])


def _leads(actor: Actor, parts: ItemParts) -> bool:
    return may(actor, Action.REPORT, parts.unit_ids) and leads(actor, parts)


def _may(actor: Actor, parts: ItemParts) -> CardPermissions:
    item = parts.item
    mine = parts.of_units(actor.unit_ids)
    own = {one.state for one in mine}
    is_open = item.state in OPEN_STATES
    helps = bool(parts.cooperating & actor.unit_ids) and is_open
    reports_here = may(actor, Action.REPORT, parts.unit_ids)
    in_hand = reports_here and bool(own.intersection(IN_HAND))
    waiting = [pair for pair in parts.in_charge if pair[0].state is State.AWAITING_REVIEW]
    idle = any(one.state in IN_HAND for one, _ in parts.in_charge)
    verdicts = [RequestToReview(one.assignment_id, one.version, unit) for one, unit in waiting]
    return CardPermissions(
        sign=may(actor, Action.SIGN, parts.unit_ids) and State.ASSIGNED in own,
        report=reports_here and (bool(own.intersection(OPEN_STATES)) or helps),
        complete=in_hand,
        extend=in_hand and is_open and item.decided_deadline is not None,
        plan=in_hand and is_open and not item.long_term and not any(one.planned_on for one in mine),
        nudge=may(actor, Action.NUDGE) and is_open and idle,
        verdicts=verdicts if may(actor, Action.REVIEW) else (),
        flag=may(actor, Action.FLAG_DIFFICULTY, parts.unit_ids) and is_open,
        more=may(actor, Action.KEEP_LIFE),
        add_parts=may(actor, Action.KEEP_LIFE) and is_open and item.parent_id is None,
        due=may(actor, Action.SET_DEADLINE) and is_missing(item),
        target=may(actor, Action.KEEP_LIFE) and is_open and item.target_amount is not None,
        instruct=may(actor, Action.INSTRUCT) and item.state is not State.CANCELLED,
        ask=actor.is_supervisor and may(actor, Action.DISCUSS) and bool(parts.in_charge) and is_open,
        no_change=discuss.version_for_no_change(actor, parts) if reports_here else 0,
    )


async def _facts(tx: Tx, parts: ItemParts) -> CardFacts:
    item = parts.item
    meeting = await items.meeting_of(tx, item)
    subs = await items.sub_items(tx, item.item_id) if item.parent_id is None else ()
    leads, consulted = await items.leaders(tx, item)
    return CardFacts(
        line=line_of(item),
        meeting=meeting.title if meeting else "",
        leads=leads,
        consulted=consulted,
        units=[(name, assignment.state) for assignment, name in parts.in_charge],
        silent_units=[name for own, name in parts.in_charge if not own.report_count],
        urged=await _urged(tx, item.item_id),
        cooperating=await items.cooperating_names(tx, item),
        subs=[line_of(sub) for sub in subs],
        sub_units=await figures.units_of(tx, [sub.item_id for sub in subs if sub.own_hands]) if subs else {},
        reports=await _latest(tx, item.item_id),
        original_deadline=item.original_deadline,
        extensions=await requests.granted_count(tx, RequestKind.EXTENSION, item.item_id),
        target=await targets.card_lines(tx, item) if item.target_amount is not None else (),
        parent=await _parent(tx, item),
        talk=await _talk(tx, item.item_id),
        life=await item_life.card_lines(tx, item),
        judged=await item_life.beside_light(tx, item),
        dates=plan.card_lines(tx, parts),
        ended=await item_life.state_word(tx, item) if item.state is State.CANCELLED else "",
    )


async def _urged(tx: Tx, item_id: int) -> list[str]:
    """Which units were urged on which days."""
    by_day = grouped((tx.day(at), unit) for unit, at in await chases.urged_units(tx, item_id))
    return texts.urged_line([(day, list(dict.fromkeys(names))) for day, names in by_day.items()], tx.today)


async def _talk(tx: Tx, item_id: int) -> list[str]:
    """What was said besides the reports."""
    return [
        line
        for part in (sign, countersign, extend, difficulty, instruct, promise, discuss)
        for line in await part.card_lines(tx, item_id)
    ]


async def _parent(tx: Tx, item: Item) -> str:
    parent = await items.by_id(tx, item.parent_id) if item.parent_id is not None else None
    return f"{parent.item.label} {brief(parent.item.directive, 60)}" if parent else ""


async def _latest(tx: Tx, item_id: int) -> Sequence[tuple[str, str, date]]:
    return [
        (
            _said_by(one),
            f"{gather_texts.TOGETHER if one.report.speaks_for_all else ''}{one.report.text}",
            tx.day(one.report.reported_at),
        )
        for one in await reports.latest(tx, item_id)
    ]


def _said_by(one: ReportWithNames) -> str:
    """What a paper says nobody reported."""
    report = one.report
    if report.kind is ReportKind.IMPORTED:
        return stated(report.origin)
    return texts.reported_by(report.report_id, one.person or one.unit)


async def show_history(tx: Tx, actor: Actor, item_id: int, page: int = 0) -> Answer:
    """Who did what to the item, newest first, in the card's place."""
    parts = await known_item(tx, actor, item_id)
    page = max(0, min(page, HISTORY_PAGES - 1))
    lines, more = await trail_page(tx, parts.item.label, page, HISTORY_PAGE)
    counted = await reports.materials_counted(tx, [item_id])
    has_more = more and page < HISTORY_PAGES - 1
    rows = texts.history_rows(item_id, page, has_more=has_more, materials=counted[item_id, 0])
    title = texts.history_title(parts.item.label)
    return Answer("\n".join(lines) or texts.NO_HISTORY, title, rows, kind="card", item_id=item_id, edit=True)


async def nudge_from_card(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[催办]: as `/nudge 37`; the card stays."""
    parts = await known_item(tx, actor, item_id)
    told = await nudge_by_hand(tx, actor, parts.item.label)
    return Answer(told.text, item_id=item_id, toast=toasts.URGED)
