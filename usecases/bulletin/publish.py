"""Publish a bulletin: its number, one claim per group, its posts; and what becomes of them.

Each leadership group is claimed once (docs/reliability.md, posts); whoever comes second changes nothing.
"""

from domain.bulletin import bulletin_texts as texts
from domain.bulletin.life import IssueStep
from domain.bulletin.snapshot import canonical_hash, numbered
from domain.commands import Press
from domain.notes import Answer, Priority
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.requests import RequestVerb
from storage.delivery import claims, groups
from storage.requests import HeldPost
from storage.tables import Bulletin, Claim, ClaimState, Outbox
from storage.tx import Tx
from usecases.bulletin.drafts import MANUAL, with_rounds
from usecases.bulletin.holds import ahead_card, close_card, hold, release, week_card
from usecases.bulletin.issue.last_look import last_look
from usecases.bulletin.issue.numbering import next_number
from usecases.bulletin.issue.signatures import require_signer
from usecases.bulletin.life import open_draft, record_bulletin, step, why_late
from usecases.bulletin.mirror import put_mirrors
from usecases.bulletin.posts.group_posts import put_posts
from usecases.bulletin.proofs import draft_round
from usecases.steps.cards import Card, supervisors


async def publish_pressed(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[发布]: asks once more where the draft has grown old or a check is open."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    await require_signer(tx, actor, row)
    return await last_look(tx, row, Press.PUBLISH_ANYWAY) or await publish_anyway(tx, actor, bulletin_id, version)


async def publish_anyway(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[照原样发]."""
    require(actor, Action.PUBLISH)
    await require_signer(tx, actor, await open_draft(tx, bulletin_id, version))
    issue_number, posted = await publish(tx, bulletin_id, version, actor)
    return Answer(texts.published(issue_number, posted), edit=True)


async def publish(
    tx: Tx, bulletin_id: int, version: int, actor: Actor | None, *, is_late: bool = False
) -> tuple[int, int]:
    """Give the issue its number and post it to every leadership group; (issue number, groups posted to)."""
    row = await open_draft(tx, bulletin_id, version)
    if row.corrects_id is not None:
        raise TooLate(await why_late(tx, row))
    bound = await groups.leadership_groups(tx)
    if not bound:
        raise BadInput(texts.NO_GROUP)
    row = await _numbered_issue(tx, actor, row)
    kind, period = ("weekly", row.period) if row.period != MANUAL else ("bulletin", f"{row.year}-{row.issue_number}")
    decision_id = await settle_week(tx, period, bulletin_id) if kind == "weekly" else None
    posted = 0
    for group in bound:
        columns = {"bulletin_id": bulletin_id, "content_hash": row.snapshot_hash}
        claim_id = await claims.claim(tx, kind, group.chat_id, period, **columns)
        if claim_id is not None:
            put_posts(tx, row, claim_id, group.chat_id, texts.LATE if is_late else "")
            posted += 1
    await put_mirrors(tx, row, kind, period=period, mark=texts.LATE if is_late else "")
    after = {"groups": posted, "hash": row.snapshot_hash, "period": period}
    record_bulletin(tx, actor, "publish_bulletin", row, after=after)
    if decision_id:
        await ahead_card(period).close(tx, await supervisors(tx), texts.published(row.issue_number or 0, posted))
    if actor and decision_id:
        await release(tx, actor, HeldPost(decision_id), RequestVerb.GRANT, period, "publish_weekly")
        await close_card(tx, actor, week_card(decision_id), texts.published(row.issue_number or 0, posted))
    return row.issue_number or 0, posted


async def _numbered_issue(tx: Tx, actor: Actor | None, row: Bulletin) -> Bulletin:
    """The draft as published: number, year and hash are fixed in one compare-and-set."""
    issue_number = await next_number(tx)
    snapshot = numbered(await with_rounds(tx, row, row.period, draft_round(row.bulletin_id)), issue_number)
    kept = {"snapshot": snapshot.to_json(), "snapshot_hash": canonical_hash(snapshot)}
    fixed = {"year": tx.today.year, "issue_number": issue_number, "published_at": tx.now}
    await step(tx, row, IssueStep.PUBLISH, actor, **fixed, **kept)
    return row


async def settle_week(tx: Tx, week: str, bulletin_id: int) -> int:
    """The week's decision (claim of chat 0) is made: nobody is asked again. Gives the claim."""
    fresh = await claims.claim(tx, "weekly", 0, week, state=ClaimState.SENT, bulletin_id=bulletin_id)
    if fresh is not None:
        return fresh
    decision = await claims.of_period(tx, "weekly", 0, week)
    assert decision is not None
    changes = {"state": ClaimState.SENT, "bulletin_id": bulletin_id, "settled_at": tx.now}
    undecided = (ClaimState.DUE, ClaimState.HELD)
    if not await claims.move(tx, decision.claim_id, undecided, **changes):
        raise TooLate(texts.WEEK_DECIDED)
    return decision.claim_id


async def settle_claim(tx: Tx, claim_id: int) -> None:
    """A part was sent: the claim is under way, or with its last part done."""
    if await claims.unsent_parts(tx, claim_id):
        await claims.move(tx, claim_id, (ClaimState.DUE,), state=ClaimState.SENDING)
        return
    undone = (ClaimState.DUE, ClaimState.SENDING, ClaimState.HELD)
    await claims.move(tx, claim_id, undone, state=ClaimState.SENT, settled_at=tx.now)


async def hold_claim(tx: Tx, row: Outbox) -> None:
    """Nobody can know whether a part arrived: the supervisors look into the group and say."""
    assert row.claim_id is not None
    claim = await tx.row(Claim, row.claim_id)
    if claim is None:
        return
    await claims.move(tx, row.claim_id, (ClaimState.DUE, ClaimState.SENDING), state=ClaimState.HELD)
    what = await held_words(tx, row)
    await hold(tx, HeldPost(row.claim_id), what, label=what, action="hold_post")
    held_card(row).put(tx, await supervisors(tx), what, rows=texts.held_buttons(row.outbox_id))


def held_card(row: Outbox) -> Card:
    """A part that was sent again may become unknown again: each try is asked about once."""
    return Card("held", f"held:{row.outbox_id}:{row.attempts}", priority=Priority.INTERACTIVE)


async def held_words(tx: Tx, row: Outbox) -> str:
    group = await groups.known(tx, row.chat_id)
    title = str(row.note.get("title") or row.note.get("text") or "")
    return texts.held(title, group.title if group else "")
