"""An issue goes from step to step of its life, each recorded; whoever comes too late reads who did what."""

from typing import Any

from domain.bulletin import bulletin_texts
from domain.bulletin.editions import correct_texts
from domain.bulletin.issue import life_texts as texts
from domain.bulletin.life import ISSUED, PRINTED, BulletinState, IssueStep, next_issue_state
from domain.office.people import Actor
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestVerb
from storage.bulletin import bulletins
from storage.office import people
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.issue.signatures import settle_requests

# What is printed stays the same, and so do the buttons of those who have it before them.
_AS_IT_WAS = (IssueStep.PROOF, IssueStep.ASK_SIGNATURE, IssueStep.SEND_BACK, IssueStep.SIGN, IssueStep.HOLD)


async def step(tx: Tx, row: Bulletin, which: IssueStep, by: Actor | None, **changes: Any) -> None:
    """Compare-and-set to where the step leads. Without an actor the clock takes it."""
    state = next_issue_state(row.state, which)
    moved = {"state": state, "moved_by": by.person_id if by else None, "moved_at": tx.now, **changes}
    was_asked = row.state is BulletinState.SIGNING
    put = bulletins.turn if which in _AS_IT_WAS else Tx.move
    if state is None or not await put(tx, row, **moved):
        raise TooLate(await why_late(tx, row, row.version))
    if was_asked and which not in (IssueStep.SIGN, IssueStep.SEND_BACK):
        await settle_requests(tx, row, RequestVerb.SUPERSEDE, by, await why_late(tx, row))


async def why_late(tx: Tx, row: Bulletin, version: int | None = None) -> str:
    """One line for whoever presses a button of an issue that has gone on; `version` is what that button shows."""
    names = await people.names_of(tx, [row.moved_by]) if row.moved_by else {}
    who = names.get(row.moved_by, "") if row.moved_by else ""
    at = tx.when(row.moved_at or row.drafted_at)
    if row.state is BulletinState.WITHDRAWN:
        return texts.withdrawn_before(row.issue_number, who=who, at=at)
    if row.state in ISSUED:
        return bulletin_texts.published_before(row.issue_number)
    if row.state is BulletinState.DISCARDED:
        return texts.discarded_before(who=who, at=at, is_correction=row.corrects_id is not None)
    if row.state in texts.WAITING_WORDS and version == row.version:
        return texts.waits_already(row.state, who=who, at=at)
    return texts.changed_before(who=who, at=at)


async def known_bulletin(tx: Tx, bulletin_id: int) -> Bulletin:
    """A draft or an issue that is there."""
    row = await bulletins.by_id(tx, bulletin_id)
    if row is None:
        raise NotFound(bulletin_texts.GONE)
    if row.state is BulletinState.DISCARDED:
        raise NotFound(await why_late(tx, row))
    return row


async def issued(tx: Tx, bulletin_id: int) -> Bulletin:
    """An issue that stands: neither a draft nor withdrawn."""
    row = await known_bulletin(tx, bulletin_id)
    if row.state not in PRINTED:
        raise BadInput(correct_texts.NOT_PUBLISHED)
    if row.state not in ISSUED:
        raise TooLate(await why_late(tx, row))
    return row


async def open_draft(tx: Tx, bulletin_id: int, version: int) -> Bulletin:
    """The draft as the presser saw it; refused when it was published, withdrawn, discarded or changed since."""
    row = await known_bulletin(tx, bulletin_id)
    if next_issue_state(row.state, IssueStep.PUBLISH) is None or row.version != version:
        raise TooLate(await why_late(tx, row, version))
    return row


def record_bulletin(tx: Tx, actor: Actor | None, action: str, row: Bulletin, **words: Any) -> None:
    tx.record(action, bulletin_texts.subject_of(row.bulletin_id, row.issue_number), by=actor, **words)
