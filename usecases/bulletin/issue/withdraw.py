"""Withdraw an issue: a line in each group, its old messages marked; its number is not used again."""

from dataclasses import replace

from domain.bulletin.issue import withdraw_texts as texts
from domain.bulletin.life import IssueStep
from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Answer, Note, note_from_json
from domain.office.people import Action, Actor, require
from domain.refusals import TooLate
from storage.bulletin import editions
from storage.delivery import claims, outbox
from storage.tables import Bulletin, Claim, ClaimState, Outbox
from storage.tx import Tx
from usecases.bulletin.life import issued, record_bulletin, step
from usecases.bulletin.mirror import put_withdrawal


async def ask_withdrawal(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[撤回本期]: asks once more."""
    row = await _to_withdraw(tx, actor, bulletin_id, version)
    return Answer(texts.ask(row.issue_number), choices=texts.ask_buttons(bulletin_id, version), edit=True)


async def withdraw(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[确认撤回]."""
    row = await _to_withdraw(tx, actor, bulletin_id, version)
    posted = await claims.of_bulletin(tx, bulletin_id)
    if any(claim.state not in (ClaimState.SENT, ClaimState.DROPPED) for claim in posted):
        raise TooLate(texts.STILL_LEAVING)
    await step(tx, row, IssueStep.WITHDRAW, actor)
    if (correction := await editions.open_correction(tx, bulletin_id)) is not None:
        await step(tx, correction, IssueStep.DISCARD, actor)
    line = texts.told(bulletin_from_json(row.snapshot).masthead, row.issue_number)
    for claim in posted:
        tx.put(Note(claim.chat_id, "withdrawal", line, dedupe_key=f"withdrawal:{claim.claim_id}"))
        await _mark_posts(tx, row, claim)
    await put_withdrawal(tx, row, line)
    record_bulletin(tx, actor, "withdraw_bulletin", row, after={"groups": len(posted)})
    return Answer(texts.withdrawn(row.issue_number, len(posted)), edit=True)


async def _to_withdraw(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Bulletin:
    require(actor, Action.PUBLISH)
    row = await issued(tx, bulletin_id)
    if row.version != version:
        raise TooLate(texts.CORRECTED_SINCE)
    return row


async def _mark_posts(tx: Tx, row: Bulletin, claim: Claim) -> None:
    """Each message as it stands in the group, with the mark in front."""
    for part in await claims.parts(tx, claim.claim_id):
        key = str(part.dedupe_key)
        note = note_from_json((await _as_it_stands(tx, row, part)).note)
        if note.title:
            note = replace(note, title=texts.MARK + note.title)
        else:
            note = replace(note, text=texts.MARK + note.text)
        again = f"{key}:withdrawn"
        tx.put(replace(note, kind="correction", claim_id=None, edits_key=key, dedupe_key=again))


async def _as_it_stands(tx: Tx, row: Bulletin, part: Outbox) -> Outbox:
    """A correction has put other words into the message."""
    return await outbox.of_key(tx, f"{part.dedupe_key}:{row.edition}") or part
