"""The weekly bulletin: decided once a week, whatever restarts, replicas and clocks do.

The decision of a week is a claim of its own (kind "weekly", chat 0, ISO week): whoever inserts it acts. On
the day it is posted, late with a mark; after the day a supervisor is asked, never posted unasked.
"""

from datetime import datetime, timedelta

from domain.bulletin import bulletin_texts as texts
from domain.notes import Answer, Rows
from domain.office.people import Action, Actor, require
from domain.refusals import NotFound, TooLate
from domain.requests import RequestVerb
from storage.bulletin import bulletins
from storage.delivery import claims, groups
from storage.requests import HeldPost
from storage.tables import Claim, ClaimState
from storage.tx import Tx
from usecases.bulletin.bulletin import make_draft
from usecases.bulletin.holds import close_week, hold, release, week_card
from usecases.bulletin.proofs import close_round, week_key
from usecases.bulletin.publish import publish
from usecases.steps.cards import supervisors

LATE_AFTER = timedelta(minutes=10)


async def issue_weekly(tx: Tx) -> bool:
    """Decide about the newest weekly moment that has passed; False when that was done before."""
    moment = _last_moment(tx)
    week = week_key(moment.date())
    if await claims.of_period(tx, "weekly", 0, week) is not None:
        return False
    began = await claims.first_day(tx)
    if began is None or moment < began:
        return False
    claim_id = await claims.claim(tx, "weekly", 0, week)
    if claim_id is None:
        return False
    await _decide(tx, claim_id, moment, week)
    return True


def _last_moment(tx: Tx) -> datetime:
    """The newest passed moment of the weekly time, in the office's zone."""
    local, weekly = tx.local(tx.now), tx.profile.weekly_bulletin
    day = local.date() - timedelta(days=(local.weekday() - weekly.weekday) % 7)
    moment = datetime.combine(day, weekly.at, tzinfo=tx.profile.zone)
    return moment if moment <= local else moment - timedelta(days=7)


async def _decide(tx: Tx, claim_id: int, moment: datetime, week: str) -> None:
    if not await bulletins.any_items(tx):
        await claims.move(tx, claim_id, (ClaimState.DUE,), state=ClaimState.DROPPED)
        tx.record("skip_weekly", week, after="no items")
        return
    day = moment.date()
    if day != tx.today:
        await _ask(tx, claim_id, week, texts.missed_week(day), texts.week_buttons(claim_id))
    elif not await groups.leadership_groups(tx):
        await _ask(tx, claim_id, week, texts.week_without_group(day), texts.week_buttons(claim_id))
    elif tx.profile.publishes_by_itself:
        draft = await make_draft(tx, None, period=week)
        is_late = tx.now - moment > LATE_AFTER
        await publish(tx, draft.bulletin_id, draft.version, None, is_late=is_late)
    else:
        draft = await make_draft(tx, None, period=week)
        buttons = texts.review_buttons(draft.bulletin_id, draft.version)
        await _ask(tx, claim_id, week, texts.review_asked(day), buttons)


async def _ask(tx: Tx, claim_id: int, week: str, text: str, buttons: Rows) -> None:
    """Hold the week and ask each supervisor once."""
    await claims.move(tx, claim_id, (ClaimState.DUE,), state=ClaimState.HELD)
    await hold(tx, HeldPost(claim_id), text, week, "hold_weekly")
    week_card(claim_id).put(tx, await supervisors(tx), text, rows=buttons)


async def publish_week_now(tx: Tx, actor: Actor, claim_id: int) -> Answer:
    """[现在发布] of a week that was held."""
    claim = await _undecided(tx, actor, claim_id)
    draft = await make_draft(tx, actor, period=claim.period)
    issue_number, posted = await publish(tx, draft.bulletin_id, draft.version, actor, is_late=True)
    return Answer(texts.decided(texts.published(issue_number, posted), actor.name), edit=True)


async def skip_week(tx: Tx, actor: Actor, claim_id: int) -> Answer:
    """[本周不发] of a week that was held."""
    claim = await _undecided(tx, actor, claim_id)
    if not await claims.move(tx, claim_id, (ClaimState.HELD,), state=ClaimState.DROPPED, settled_at=tx.now):
        raise TooLate(texts.WEEK_DECIDED)
    await close_round(tx, claim.period)
    await release(tx, actor, HeldPost(claim_id), RequestVerb.REFUSE, claim.period, "skip_weekly")
    return Answer(await close_week(tx, actor, claim_id, texts.WEEK_DROPPED), edit=True)


async def _undecided(tx: Tx, actor: Actor, claim_id: int) -> Claim:
    require(actor, Action.PUBLISH)
    claim = await tx.row(Claim, claim_id)
    if claim is None or (claim.kind, claim.chat_id) != ("weekly", 0):
        raise NotFound(texts.GONE)
    if claim.state is not ClaimState.HELD:
        raise TooLate(texts.WEEK_PUBLISHED if claim.state is ClaimState.SENT else texts.WEEK_DECIDED)
    return claim
