"""The card of one item, as this person may see it, with the buttons of what they may do now."""

from collections.abc import Sequence
from datetime import date

from domain.notes import Answer, Choice
from domain.people import Action, Actor, may
from domain.states import OPEN_STATES, State
from domain.texts import cards as texts
from domain.texts.cards import CardFacts, Line
from storage import extensions, items, reports
from storage.audit import entries_about
from storage.items import ItemParts
from storage.tables import Item
from storage.tx import Tx
from usecases.audit_trail import trail_lines
from usecases.loading import known_item, named_item

HISTORY_SHOWN = 12


def line_of(item: Item) -> Line:
    assert item.item_id is not None
    return Line(
        item.item_id,
        item.label,
        item.directive,
        item.state,
        item.deadline,
        item.long_term,
        item.last_moved_on,
    )


async def show_item(tx: Tx, actor: Actor, label: str) -> Answer:
    """/item 37."""
    return await item_card(tx, actor, await named_item(tx, actor, label))


async def show_known_item(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """From a button: the card takes the list's place."""
    card = await item_card(tx, actor, await known_item(tx, actor, item_id))
    return Answer(card.text, card.title, card.choices, "card", card.item_id, edit=True)


async def item_card(tx: Tx, actor: Actor, wanted: ItemParts | str) -> Answer:
    parts = await named_item(tx, actor, wanted) if isinstance(wanted, str) else wanted
    item = parts.item
    assert item.item_id is not None
    title, text = texts.card(await _facts(tx, parts), tx.today)
    own = parts.of_units(actor.unit_ids)
    reporting = any(one.state in (State.ASSIGNED, State.IN_PROGRESS) for one in own)
    helping = bool(parts.cooperating & actor.unit_ids) and item.state in OPEN_STATES
    rows = texts.card_rows(
        item.item_id,
        item.version,
        reports=may(actor, Action.REPORT, parts.unit_ids) and (reporting or helping),
        supervises=may(actor, Action.NUDGE) and item.state in OPEN_STATES,
        awaiting=any(one.state is State.AWAITING_REVIEW for one, _ in parts.assignments),
    )
    return Answer(text, title, rows, kind="card", item_id=item.item_id)


async def _facts(tx: Tx, parts: ItemParts) -> CardFacts:
    item = parts.item
    assert item.item_id is not None
    meeting = await items.meeting_of(tx, item)
    leads, consulted = await items.leaders(tx, item.parent_id or item.item_id)
    target = (item.target_amount, item.target_measure) if item.target_amount is not None else None
    return CardFacts(
        line=line_of(item),
        meeting=meeting.title if meeting else "",
        leads=leads,
        consulted=consulted,
        units=[(name, assignment.state) for assignment, name in parts.assignments],
        cooperating=await items.cooperating_names(tx, item.item_id),
        subs=[line_of(sub) for sub in await items.sub_items(tx, item.item_id)],
        reports=await _latest(tx, item.item_id),
        original_deadline=item.original_deadline,
        extensions=await extensions.granted_count(tx, item.item_id),
        target=target,
        amounts=await reports.amounts_by_unit(tx, item.item_id) if target else (),
    )


async def _latest(tx: Tx, item_id: int) -> Sequence[tuple[int, str, str, date]]:
    return [
        (
            one.report.report_id or 0,
            one.person or one.unit or "原文",
            one.report.text,
            one.report.reported_at.astimezone(tx.profile.zone).date(),
        )
        for one in await reports.latest(tx, item_id)
    ]


async def show_history(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """Who did what to the item, newest first, in the card's place."""
    parts = await known_item(tx, actor, item_id)
    entries = await entries_about(tx, parts.item.label, HISTORY_SHOWN)
    lines = await trail_lines(tx, entries, with_subject=False)
    rows = ((Choice("返回", "item", item_id),),)
    return Answer("\n".join(lines) or texts.NO_HISTORY, f"{parts.item.label} 的历史", rows, edit=True)
