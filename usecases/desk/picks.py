"""Requests for completion settled several at once: picked in a list, approved together, each told as if alone."""

from collections.abc import Sequence
from dataclasses import replace

from domain import toasts
from domain.desk import desk_texts as texts
from domain.desk.desk_texts import Pick
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from storage.review import completions
from storage.review.completions import Completion
from storage.talk import reports
from storage.tx import Tx
from usecases.desk.desk import DESK, show_desk
from usecases.review.review import approve

A_PAGE = 9


async def show_picks(
    tx: Tx, actor: Actor, toggled: int = 0, chosen: int = 0, stamp: str = "", outcome: str = ""
) -> Answer:
    """[3件一起看]; with `toggled` that place of the list turned, and the rest as `chosen` has it."""
    require(actor, Action.REVIEW)
    waiting = await completions.queue(tx)
    if not waiting:
        return replace(await show_desk(tx, actor, outcome), edit=True)
    picks = await _picks(tx, waiting[:A_PAGE])
    is_same = not stamp or stamp == texts.stamp_of(picks)
    if toggled:
        chosen ^= 1 << (toggled - 1)
    chosen = chosen & ((1 << len(picks)) - 1) if is_same else 0
    title, text, rows = texts.picking(picks, chosen, len(waiting))
    changed = "" if is_same else texts.LIST_CHANGED
    return Answer(texts.just_now(text, outcome), title, rows, kind=DESK, edit=True, toast=changed, alert=bool(changed))


async def approve_picked(tx: Tx, actor: Actor, chosen: int, stamp: str) -> Answer:
    """[通过所选]: what the list showed, and nothing else; who was second hears of it."""
    require(actor, Action.REVIEW)
    picks = await _picks(tx, (await completions.queue(tx))[:A_PAGE])
    if stamp != texts.stamp_of(picks):
        return await show_picks(tx, actor, stamp="changed")
    picked = [one for place, one in enumerate(picks) if chosen >> place & 1]
    if not picked:
        raise BadInput(texts.NOTHING_PICKED)
    lines = [await _approve(tx, actor, one) for one in picked]
    return replace(await show_picks(tx, actor, outcome="\n".join(lines)), toast=toasts.CLOSED)


async def _approve(tx: Tx, actor: Actor, pick: Pick) -> str:
    try:
        return (await approve(tx, actor, pick.assignment_id, pick.version)).text
    except TooLate as refusal:
        # A part that went with its whole, which was picked too, is settled as it was meant to be.
        return refusal.sentence


async def _picks(tx: Tx, waiting: Sequence[Completion]) -> list[Pick]:
    counted = await reports.materials_counted(tx, [one.item.item_id for one in waiting])
    return [
        Pick(
            one.assignment.assignment_id,
            one.assignment.version,
            one.item.label,
            texts.pick_line(
                one.item.label,
                one.item.directive,
                unit=one.unit,
                text=one.request.text,
                files=counted[one.item.item_id, one.assignment.unit_id],
            ),
        )
        for one in waiting
    ]
