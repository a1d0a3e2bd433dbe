"""What supervisors do with 核稿: switch it, see how the week's round stands, send a draft to its units."""

from dataclasses import replace

from domain.bulletin import proofs_texts as texts
from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.life import IssueStep
from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.office.settings import PROOFS
from domain.refusals import BadInput
from storage.tx import Tx
from usecases.bulletin.issue.weekly_time import next_weekly
from usecases.bulletin.life import open_draft, step
from usecases.bulletin.proofs import draft_round, is_on, proof_day, put_round, shown_in
from usecases.office.settings import show_profile, switch_said
from usecases.steps.office_time import office_calendar


async def show_proofs(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/proof`, `/proof on`, `/proof off`."""
    require(actor, Action.PUBLISH)
    switched = await switch_said(tx, actor, PROOFS, words, texts.USAGE)
    if switched is not None:
        return switched
    shown = await show_profile(tx, actor, PROOFS)
    lines = [await _state_line(tx, on=await is_on(tx)), await _week_line(tx)]
    return replace(shown, text="\n".join(line for line in lines if line))


async def _state_line(tx: Tx, *, on: bool) -> str:
    calendar, weekly_day = await office_calendar(tx), (await next_weekly(tx)).day
    day = proof_day(calendar, weekly_day)
    return texts.state_line(on=on, next_day=day if day >= tx.today else None, today=tx.today)


async def _week_line(tx: Tx) -> str:
    shown = await shown_in(tx, (await next_weekly(tx)).week)
    return texts.week_line(shown) if shown else ""


async def send_draft(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[送核稿]: each unit is shown the sentences of this very draft."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    if row.corrects_id is not None:
        raise BadInput(texts.NOT_ON_DRAFT)
    count = await put_round(tx, draft_round(bulletin_id), bulletin_from_json(row.snapshot))
    if not count:
        raise BadInput(texts.NOTHING_TO_SEND)
    await step(tx, row, IssueStep.PROOF, actor)
    tx.record("ask_proofs", subject_of(bulletin_id), by=actor, after={"count": count})
    return Answer(texts.sent(count))
