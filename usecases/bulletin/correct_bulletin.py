"""Correct a published issue: a new edition that says so. The posted messages are changed, none is posted twice."""

from collections.abc import Sequence
from dataclasses import replace

from domain.bulletin import bulletin_texts
from domain.bulletin.adding_up import unsaid_figures
from domain.bulletin.editions import correct_texts as texts
from domain.bulletin.editions.differences import PassageChange, differences
from domain.bulletin.life import IssueStep
from domain.bulletin.posts import Post, post_title
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json, canonical_hash
from domain.notes import Answer, Note, note_from_json
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from storage.bulletin import editions
from storage.delivery import claims
from storage.tables import Bulletin, Claim, ClaimState
from storage.tx import Tx
from usecases.bulletin.bulletin import edited, papers_of, preview
from usecases.bulletin.drafts import keep_draft
from usecases.bulletin.life import issued, known_bulletin, open_draft, record_bulletin, step
from usecases.bulletin.mirror import put_correction
from usecases.bulletin.posts.group_posts import GroupMessage, messages_of


async def draft_correction(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[更正本期]: a draft of the next edition, to be reworded; the one that is being written, if there is one."""
    require(actor, Action.PUBLISH)
    issue = await issued(tx, bulletin_id)
    standing = await editions.open_correction(tx, bulletin_id)
    if standing is not None:
        return edited(await preview(tx, standing, 0))
    if issue.version != version:
        raise TooLate(texts.CORRECTED_MEANWHILE)
    snapshot = replace(bulletin_from_json(issue.snapshot), edition=issue.edition + 1)
    row = Bulletin(
        year=issue.year,
        period=issue.period,
        scope=issue.scope,
        line=f"correct:{bulletin_id}",
        edition=issue.edition + 1,
        corrects_id=bulletin_id,
        meeting_id=issue.meeting_id,
        as_of=issue.as_of,
        snapshot=snapshot.to_json(),
        snapshot_hash=canonical_hash(snapshot),
        drafted_by=actor.person_id,
        drafted_at=tx.now,
    )
    return edited(await preview(tx, await keep_draft(tx, actor, row), 0))


async def publish_correction(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[发布更正]: the next edition takes the issue's place; what it was before is kept."""
    require(actor, Action.PUBLISH)
    draft = await open_draft(tx, bulletin_id, version)
    assert draft.corrects_id is not None
    issue = await issued(tx, draft.corrects_id)
    posted = await _settled_claims(tx, issue)
    before, after = bulletin_from_json(issue.snapshot), bulletin_from_json(draft.snapshot)
    changed = _changed(before, after)
    after = replace(after, correction=texts.correction(tx.today, [one.said_short for one in changed]))
    issue = await _replaced(tx, actor, issue, draft, after)
    for claim in posted:
        await _change_posts(tx, issue, claim)
    title = texts.title(after.masthead, issue.issue_number, issue.edition)
    await put_correction(tx, issue, title, texts.told(after.correction, changed))
    record_bulletin(
        tx,
        actor,
        "correct_bulletin",
        issue,
        before={"hash": canonical_hash(before)},
        after={"hash": issue.snapshot_hash, "edition": issue.edition, "text": after.correction},
    )
    return Answer(texts.published(issue.issue_number, len(posted)), edit=True)


async def _settled_claims(tx: Tx, issue: Bulletin) -> Sequence[Claim]:
    """Only what surely is in the groups can be changed there."""
    posted = await claims.of_bulletin(tx, issue.bulletin_id)
    if any(claim.state is not ClaimState.SENT for claim in posted):
        raise TooLate(texts.STILL_LEAVING)
    return posted


def _changed(before: BulletinSnapshot, after: BulletinSnapshot) -> tuple[PassageChange, ...]:
    changed = differences(before, after)
    if not changed:
        raise BadInput(texts.NOTHING_CHANGED)
    if missing := unsaid_figures(after):
        raise BadInput(texts.figures_wrong(missing))
    return changed


async def _replaced(tx: Tx, actor: Actor, issue: Bulletin, draft: Bulletin, after: BulletinSnapshot) -> Bulletin:
    kept = {"snapshot": after.to_json(), "snapshot_hash": canonical_hash(after)}
    if after.edition != issue.edition + 1 or not await editions.replace_edition(tx, issue, actor.person_id, **kept):
        raise TooLate(texts.CORRECTED_MEANWHILE)
    await step(tx, draft, IssueStep.DISCARD, actor)
    return await known_bulletin(tx, issue.bulletin_id)


async def _change_posts(tx: Tx, issue: Bulletin, claim: Claim) -> None:
    """Each message that is there takes the new words; none is posted beside them."""
    rows = await claims.parts(tx, claim.claim_id)
    mark = bulletin_texts.LATE if any(bulletin_texts.LATE in str(row.note.get("title", "")) for row in rows) else ""
    now = {f"post:{claim.claim_id}:{one.key}": one for one in messages_of(issue, mark)}
    papers = {f"post:{claim.claim_id}:{one.kind}": one for one in papers_of(issue)}
    title = post_title(bulletin_from_json(issue.snapshot))
    for row in rows:
        key, there = str(row.dedupe_key), note_from_json(row.note)
        if key in now:
            # What was posted as text before issues had their picture above the summary stays one.
            one = replace(now[key], paper=now[key].paper if there.paper else None)
        elif key in papers:
            one = GroupMessage(key, "paper", Post("", papers[key].name.rpartition(".")[0] + mark), papers[key])
        else:
            one = GroupMessage(key, "post", Post(f"{title}{mark}", texts.EMPTIED))
        tx.put(_change(claim.chat_id, key, issue.edition, one))


def _change(chat_id: int, key: str, edition: int, one: GroupMessage) -> Note:
    return Note(
        chat_id,
        "correction",
        one.post.text,
        title=one.post.title,
        folded=one.post.folded,
        links=one.post.links,
        paper=one.paper,
        edits_key=key,
        dedupe_key=f"{key}:{edition}",
    )
