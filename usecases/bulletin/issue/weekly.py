"""The weekly bulletin: its draft is shown two hours before, it goes at its hour when nothing stands against it.

The decision of a week is a claim of its own (kind "weekly", chat 0, the week): on the day it is posted, late with
a mark; after the day a supervisor is asked, never posted unasked.
"""

from datetime import timedelta

from domain.bulletin import bulletin_texts
from domain.bulletin.editions import draft_papers_texts
from domain.bulletin.editions.spoken import first_spoken
from domain.bulletin.issue import life_texts as texts
from domain.bulletin.issue import signing_texts
from domain.bulletin.issue.weekly import WeeklyMoment
from domain.bulletin.life import BulletinState, IssueStep
from domain.bulletin.posts import summary
from domain.bulletin.snapshot import bulletin_from_json
from domain.commands import Press
from domain.notes import Answer, Rows
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestVerb
from storage.bulletin import bulletins
from storage.delivery import claims, groups
from storage.requests import HeldPost
from storage.tables import Bulletin, Claim, ClaimState
from storage.tx import Tx
from usecases.bulletin.bulletin import discard
from usecases.bulletin.checks import open_checks
from usecases.bulletin.draft_papers import KIND as PAPER_KIND
from usecases.bulletin.draft_papers import draft_papers_of
from usecases.bulletin.drafts import MANUAL, changes_of, make_draft
from usecases.bulletin.holds import ahead_card, close_card, hold, release, week_card
from usecases.bulletin.issue.last_look import last_look
from usecases.bulletin.issue.signatures import require_signer, signers
from usecases.bulletin.issue.signing import put_to_signers
from usecases.bulletin.issue.weekly_time import last_weekly, next_weekly
from usecases.bulletin.life import open_draft, record_bulletin, step
from usecases.bulletin.proofs import close_round
from usecases.bulletin.publish import publish, publish_anyway
from usecases.steps.cards import Card, supervisors

AHEAD = timedelta(hours=2)
LATE_AFTER = timedelta(minutes=10)


async def show_ahead(tx: Tx) -> bool:
    """Two hours before the moment the supervisors see the week's draft, once; False when there is nothing to show."""
    moment = await next_weekly(tx)
    if tx.now < moment.at - AHEAD or await _is_decided(tx, moment.week) or not await groups.leadership_groups(tx):
        return False
    if await claims.claim(tx, "weekly_ahead", 0, moment.week, state=ClaimState.SENT) is None:
        return False
    draft = await _draft_of(tx, moment.week)
    if draft is None:
        return True
    checks = await open_checks(tx, draft)
    goes = tx.profile.publishes_by_itself
    text = texts.ahead(tx.when(moment.at), checks, summary(bulletin_from_json(draft.snapshot)), goes=goes)
    is_signed_by_others = bool(await signers(tx))
    if is_signed_by_others and draft.state in (BulletinState.DRAFT, BulletinState.PROOFING):
        await put_to_signers(tx, None, draft)
    rows = texts.ahead_buttons(
        draft.bulletin_id,
        draft.version,
        is_signed_by_others=is_signed_by_others,
        spoken_at=first_spoken(bulletin_from_json(draft.snapshot)),
    )
    readers = await supervisors(tx)
    for paper in draft_papers_of(draft):
        as_it_will_be = Card(PAPER_KIND, f"ahead:{moment.week}:{paper.kind}")
        as_it_will_be.put(tx, readers, draft_papers_texts.caption(paper), paper=paper)
    ahead_card(moment.week).put(tx, readers, text, texts.AHEAD, rows)
    return True


async def _is_decided(tx: Tx, week: str) -> bool:
    return await claims.of_period(tx, "weekly", 0, week) is not None


async def _draft_of(tx: Tx, week: str) -> Bulletin | None:
    """None when there is nothing to print."""
    try:
        return await make_draft(tx, None, period=week)
    except BadInput:
        return None


async def let_go(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[照发]: at its hour, as it is; asks once more where something stands against it."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    await require_signer(tx, actor, row)
    return await last_look(tx, row, Press.WEEK_SIGN_ANYWAY) or await let_go_anyway(tx, actor, bulletin_id, version)


async def let_go_anyway(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """Signed with what stands against it now; what comes up later holds it all the same."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    await require_signer(tx, actor, row)
    if await _is_decided(tx, row.period):
        return await publish_anyway(tx, actor, bulletin_id, version)
    await step(tx, row, IssueStep.SIGN, actor, accepted=list(await open_checks(tx, row)))
    record_bulletin(tx, actor, "sign_bulletin", row, after={"hash": row.snapshot_hash})
    moment = await next_weekly(tx)
    words = texts.goes_at(tx.when(moment.at))
    return Answer(await close_card(tx, actor, ahead_card(row.period), words), edit=True)


async def put_off(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[暂缓]: not at its hour; it goes when a supervisor says so."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    claim_id = await claims.claim(tx, "weekly", 0, row.period, bulletin_id=bulletin_id)
    if claim_id is None:
        raise TooLate(bulletin_texts.WEEK_DECIDED)
    if row.state is BulletinState.SIGNED:
        await step(tx, row, IssueStep.HOLD, actor)
    await close_card(tx, actor, ahead_card(row.period), texts.PUT_OFF)
    await _ask(tx, claim_id, row.period, texts.put_off(actor.name), _held_buttons(row, claim_id))
    return Answer(bulletin_texts.decided(texts.PUT_OFF, actor.name), edit=True)


async def issue_weekly(tx: Tx) -> bool:
    """Decide about the newest weekly moment that has passed; False when that was done before."""
    moment = await last_weekly(tx)
    if await _is_decided(tx, moment.week):
        return False
    began = await claims.first_day(tx)
    if began is None or moment.at < began:
        return False
    claim_id = await claims.claim(tx, "weekly", 0, moment.week)
    if claim_id is None:
        return False
    await _decide(tx, claim_id, moment)
    return True


async def _decide(tx: Tx, claim_id: int, moment: WeeklyMoment) -> None:
    if not await bulletins.any_items(tx):
        await _drop(tx, claim_id, moment.week, "no items")
        return
    buttons = bulletin_texts.week_buttons(claim_id)
    if moment.day != tx.today:
        await _ask(tx, claim_id, moment.week, bulletin_texts.missed_week(moment.day), buttons)
    elif not await groups.leadership_groups(tx):
        await _ask(tx, claim_id, moment.week, bulletin_texts.week_without_group(moment.day), buttons)
    else:
        await _issue_or_ask(tx, claim_id, moment)


async def _drop(tx: Tx, claim_id: int, week: str, why: str) -> None:
    await claims.move(tx, claim_id, (ClaimState.DUE,), state=ClaimState.DROPPED)
    tx.record("skip_weekly", week, after=why)


async def _issue_or_ask(tx: Tx, claim_id: int, moment: WeeklyMoment) -> None:
    """By itself only where a supervisor signed it or the office wants it so, and nothing stands against it."""
    draft = await _draft_of(tx, moment.week)
    if draft is None:
        await _drop(tx, claim_id, moment.week, "nothing to print")
        return
    is_signed = draft.state is BulletinState.SIGNED
    reasons = await _reasons(tx, draft)
    if not reasons and (is_signed or tx.profile.publishes_by_itself):
        is_late = tx.now - moment.at > LATE_AFTER
        await publish(tx, draft.bulletin_id, draft.version, None, is_late=is_late)
        return
    await ahead_card(moment.week).close(tx, await supervisors(tx), texts.HOUR_PASSED)
    text = texts.week_held(moment.day, reasons) if reasons else bulletin_texts.review_asked(moment.day)
    await _ask(tx, claim_id, moment.week, text, _held_buttons(draft, claim_id))


async def _reasons(tx: Tx, draft: Bulletin) -> tuple[str, ...]:
    """Checks that are open and that nobody signed for; of a draft nobody signed, that it has grown old."""
    who = [one.name for one in await signers(tx)] if draft.state is not BulletinState.SIGNED else []
    unsigned = (signing_texts.unsigned(who),) if who else ()
    checks = tuple(one for one in await open_checks(tx, draft) if one not in draft.accepted)
    changes = () if draft.state is BulletinState.SIGNED else await changes_of(tx, draft)
    return (*((texts.since(tx.when(draft.drafted_at), changes),) if changes else ()), *unsigned, *checks)


def _held_buttons(row: Bulletin, claim_id: int) -> Rows:
    spoken_at = first_spoken(bulletin_from_json(row.snapshot))
    return bulletin_texts.held_week_buttons(row.bulletin_id, row.version, claim_id=claim_id, spoken_at=spoken_at)


async def _ask(tx: Tx, claim_id: int, week: str, text: str, buttons: Rows) -> None:
    """Hold the week and ask each supervisor once."""
    await claims.move(tx, claim_id, (ClaimState.DUE,), state=ClaimState.HELD)
    await hold(tx, HeldPost(claim_id), text, label=week, action="hold_weekly")
    week_card(claim_id).put(tx, await supervisors(tx), text, rows=buttons)


async def publish_week_now(tx: Tx, actor: Actor, claim_id: int) -> Answer:
    """[现在发布] of a week that was held; asks once more where something stands against it."""
    claim = await _undecided(tx, actor, claim_id)
    draft = await make_draft(tx, actor, period=claim.period)
    await require_signer(tx, actor, draft)
    if asked := await last_look(tx, draft, Press.PUBLISH_ANYWAY):
        return asked
    issue_number, posted = await publish(tx, draft.bulletin_id, draft.version, actor, is_late=True)
    return Answer(bulletin_texts.decided(bulletin_texts.published(issue_number, posted), actor.name), edit=True)


async def skip_week(tx: Tx, actor: Actor, claim_id: int) -> Answer:
    """[本周不发] of a week that was held."""
    claim = await _undecided(tx, actor, claim_id)
    if not await claims.move(tx, claim_id, (ClaimState.HELD,), state=ClaimState.DROPPED, settled_at=tx.now):
        raise TooLate(bulletin_texts.WEEK_DECIDED)
    await close_round(tx, claim.period)
    await release(tx, actor, HeldPost(claim_id), RequestVerb.REFUSE, claim.period, "skip_weekly")
    return Answer(await close_card(tx, actor, week_card(claim_id), bulletin_texts.WEEK_DROPPED), edit=True)


async def discard_pressed(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[放弃]: without the draft that supervisors are asked to publish, its week is left out."""
    row = await discard(tx, actor, bulletin_id, version)
    if row.period != MANUAL:
        await _leave_out(tx, actor, row.period)
    return Answer(bulletin_texts.DISCARDED, edit=True)


async def _leave_out(tx: Tx, actor: Actor, week: str) -> None:
    claim = await claims.of_period(tx, "weekly", 0, week)
    if claim is None:
        await claims.claim(tx, "weekly", 0, week, state=ClaimState.DROPPED, settled_at=tx.now)
        tx.record("skip_weekly", week, by=actor)
        await close_card(tx, actor, ahead_card(week), bulletin_texts.WEEK_DROPPED)
    elif claim.state is ClaimState.HELD:
        await skip_week(tx, actor, claim.claim_id)


async def _undecided(tx: Tx, actor: Actor, claim_id: int) -> Claim:
    require(actor, Action.PUBLISH)
    claim = await tx.row(Claim, claim_id)
    if claim is None or (claim.kind, claim.chat_id) != ("weekly", 0):
        raise NotFound(bulletin_texts.GONE)
    if claim.state is not ClaimState.HELD:
        raise TooLate(bulletin_texts.WEEK_PUBLISHED if claim.state is ClaimState.SENT else bulletin_texts.WEEK_DECIDED)
    return claim
