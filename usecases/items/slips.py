"""Formal slips (蓝单, 黄单, 红单) to a unit that is late: each step only after the former failed."""

from dataclasses import dataclass
from datetime import date

from domain.dates.deadlines import days_overdue, silent_for
from domain.items import slip_papers_texts as paper_texts
from domain.items import slips as rules
from domain.items import slips_texts as texts
from domain.items.slips import NewestSlip, SlipObstacle, SlipStep
from domain.items.slips_texts import SlipLine
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestVerb
from domain.states import IN_HAND, OPEN_STATES
from storage.items import items, slips
from storage.items.items import Holding
from storage.tables import Item, Slip
from storage.tx import Tx
from usecases.items.slip_answers import end_waiting, request_of
from usecases.items.slip_papers import answer_due, files_of, ladder, number_of
from usecases.steps.cards import Card, officials
from usecases.steps.item_acts import record, tell_units
from usecases.steps.loading import about, known_item, must_be_open, must_move, named_item, sure_item
from usecases.steps.requests import put


@dataclass(frozen=True, slots=True)
class _Next:
    """The slip that may be given now."""

    step: SlipStep
    round: int
    level: int
    why: str
    answer_due: date


async def ask_named(tx: Tx, actor: Actor, label: str) -> Answer:
    """/slip 37: to whom, or at once what it would be."""
    require(actor, Action.ISSUE_SLIP)
    parts = await named_item(tx, actor, label, texts.USAGE)
    return await ask(tx, actor, parts.item.item_id)


async def ask(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[发督办单] of the menu."""
    require(actor, Action.ISSUE_SLIP)
    parts = await known_item(tx, actor, item_id)
    must_be_open(parts.item, texts.ENDED)
    late = [(one, name) for one, name in parts.in_charge if one.state in IN_HAND]
    if not late:
        raise BadInput(about(parts.item, texts.NOBODY))
    if len(late) == 1:
        return await preview(tx, actor, late[0][0].assignment_id)
    rows = texts.unit_rows([(one.assignment_id, one.version, name) for one, name in late])
    return Answer(texts.WHICH.format(label=parts.item.label), choices=rows, item_id=item_id)


async def preview(tx: Tx, actor: Actor, assignment_id: int) -> Answer:
    """What would be sent; refused when the ladder does not allow it now."""
    require(actor, Action.ISSUE_SLIP)
    one = await _in_hand(tx, assignment_id)
    found = await _next(tx, one)
    item = one.item
    title, text = texts.preview(
        found.step,
        item.label,
        directive=item.directive,
        unit=one.unit,
        why=found.why,
        due=found.answer_due,
        today=tx.today,
    )
    place = f"{found.round}.{found.level}"
    rows = texts.preview_rows(found.step, assignment_id, one.assignment.version, place, item.item_id)
    return Answer(text, title, rows, kind="question", item_id=item.item_id)


async def _in_hand(tx: Tx, assignment_id: int) -> Holding:
    one = await items.held(tx, assignment_id)
    if one is None:
        raise NotFound(texts.NO_SUCH)
    if one.assignment.state not in IN_HAND:
        raise TooLate(about(one.item, texts.ENDED))
    return one


async def _next(tx: Tx, one: Holding) -> _Next:
    item, assignment = one.item, one.assignment
    steps = await ladder(tx)
    last = await slips.last_to(tx, item.item_id, assignment.unit_id)
    sent = await _sent(tx, item, last) if last else None
    overdue = days_overdue(item.deadline, tx.today)
    silent = silent_for(assignment.last_report_on or assignment.assigned_on, tx.today)
    place = rules.next_step(steps, sent, overdue_days=overdue, silent_days=silent, today=tx.today)
    if isinstance(place, SlipObstacle):
        name = last.name if last else steps[0].name
        due = last.answer_due if last else None
        raise TooLate(texts.why_not(place, one.unit, name, due, tx.today))
    number, level = place
    if level == 1:
        number = await slips.next_round(tx, item.item_id, assignment.unit_id)
    step = steps[level - 1]
    return _Next(step, number, level, texts.reason(overdue, silent), await answer_due(tx, step))


async def _sent(tx: Tx, item: Item, slip: Slip) -> NewestSlip:
    """A deadline that was set after the slip makes a new matter of a new delay."""
    at = await slips.answered_at(tx, slip)
    answered_on = tx.day(at) if at else None
    issued_on = tx.day(slip.issued_at)
    passed = item.deadline is not None and item.deadline < issued_on
    is_late = passed and item.state in OPEN_STATES
    return NewestSlip(slip.round, slip.level, slip.answer_due, answered_on, is_late)


async def issue(tx: Tx, actor: Actor, assignment_id: int, version: int, place: str) -> Answer:
    """[确认发…]: the step that was shown, numbered; a second press finds it given."""
    require(actor, Action.ISSUE_SLIP)
    one = await _in_hand(tx, assignment_id)
    item = one.item
    if one.assignment.version != version:
        raise TooLate(about(item, texts.GONE))
    found = await _next(tx, one)
    if f"{found.round}.{found.level}" != place:
        raise TooLate(about(item, texts.GONE))
    await must_move(tx, item.label, one.assignment)
    number = await slips.next_number(tx, tx.today.year)
    slip = Slip(
        item_id=item.item_id,
        unit_id=one.assignment.unit_id,
        round=found.round,
        level=found.level,
        name=found.step.name,
        year=tx.today.year,
        number=number,
        serial=number,
        reason=found.why,
        issued_by=actor.person_id,
        issued_at=tx.now,
        answer_due=found.answer_due,
    )
    await tx.add(slip)
    title = number_of(slip).title
    after = {"title": title, "unit": one.unit, "reason": slip.reason, "deadline": slip.answer_due}
    await end_waiting(tx, slip, RequestVerb.SUPERSEDE)
    owed = request_of(slip, assignment_id, title)
    await put(tx, actor, owed, item.label, "issue_slip", after=after)
    reached = await _tell(tx, one, slip, found.step)
    text = texts.sent(title, label=item.label, unit=one.unit, due=slip.answer_due, today=tx.today, reached=reached)
    rows = texts.sent_rows(slip.slip_id)
    said = Answer(text, choices=rows, item_id=item.item_id, edit=True, toast=texts.SENT_TOAST)
    caption = paper_texts.caption(title, one.unit)
    papers = files_of("slip", slip.slip_id, number_of(slip).printed)
    return said.then(*(Answer(caption, kind="slip_paper", paper=paper) for paper in papers))


async def _tell(tx: Tx, one: Holding, slip: Slip, step: SlipStep) -> int:
    """The slip as a card to each official of the unit; gives how many."""
    item = one.item
    number = number_of(slip)
    title, text = texts.slip(
        step,
        number.title,
        label=item.label,
        directive=item.directive,
        unit=one.unit,
        why=slip.reason,
        due=slip.answer_due,
        today=tx.today,
    )
    printed = files_of("slip", slip.slip_id, number.printed)[0]
    told = await officials(tx, slip.unit_id)
    Card("slip", f"slip:{slip.slip_id}", item.item_id).put(tx, told, text, title, texts.slip_rows(item.item_id))
    paper = Card("slip_paper", f"slip_paper:{slip.slip_id}", item.item_id)
    paper.put(tx, told, paper_texts.caption(number.title, one.unit), paper=printed)
    return len(told)


async def withdraw(tx: Tx, actor: Actor, slip_id: int) -> Answer:
    """[收回]: given by mistake; its number stays used."""
    require(actor, Action.ISSUE_SLIP)
    found = await slips.by_id(tx, slip_id)
    if found is None:
        raise NotFound(texts.NO_SUCH)
    slip = found[0]
    if await slips.answered_at(tx, slip) is not None:
        raise TooLate(texts.ANSWERED.format(name=slip.name))
    parts = await sure_item(tx, slip.item_id)
    slip.withdrawn_at = tx.now
    await end_waiting(tx, slip, RequestVerb.WITHDRAW)
    await tx.add(slip)
    title = number_of(slip).title
    record(tx, actor, "withdraw_slip", parts.item, "", {"title": title})
    line = texts.withdrawn(title, parts.item.label)
    await tell_units(tx, parts.item, [slip.unit_id], f"slip_off.{slip_id}", text=line)
    return Answer(line, item_id=slip.item_id, edit=True)


async def lines_of(tx: Tx, item: Item) -> list[SlipLine]:
    """The newest slip of each unit on an item: for the card, and for the bulletin."""
    newest: dict[int, SlipLine] = {}
    for slip, unit in await slips.of_item(tx, item.item_id):
        if slip.unit_id not in newest:
            state = rules.standing(await _sent(tx, item, slip), tx.today)
            newest[slip.unit_id] = SlipLine(number_of(slip), unit, slip.answer_due, state)
    return list(newest.values())


async def card_lines(tx: Tx, item: Item) -> list[str]:
    return [texts.card_line(line, tx.today) for line in await lines_of(tx, item)]
