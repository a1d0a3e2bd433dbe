"""Drafts: of each thing that a bulletin can be about one is open, whoever asks for it; it can be made anew."""

from datetime import date

from domain.bulletin import bulletin_texts as texts
from domain.bulletin.issue import life_texts
from domain.bulletin.issue.changes import carried_over, changed_since, is_reworded
from domain.bulletin.life import BulletinState, IssueStep
from domain.bulletin.making import make_bulletin
from domain.bulletin.proofs import with_proofs
from domain.bulletin.scopes import PERIODS, WHOLE, BulletinScope, Span, span_of
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json, canonical_hash
from domain.office.people import Actor
from domain.refusals import BadInput, TooLate
from storage.bulletin import bulletins
from storage.tables import Bulletin, Meeting
from storage.tx import Tx
from usecases.bulletin.facts import gather_comparison, gather_facts
from usecases.bulletin.life import record_bulletin, step, why_late
from usecases.bulletin.proofs import close_round

MANUAL = "manual"


async def make_draft(
    tx: Tx, actor: Actor | None, meeting: Meeting | None = None, period: str = MANUAL, span: Span = WHOLE
) -> Bulletin:
    """Freeze today's facts; `actor` None is the clock. `period` is an ISO week for the weekly bulletin.

    The draft that is open already is given instead: made anew where nobody has worked on it.
    """
    standing = await bulletins.open_on(tx, _line(meeting, span))
    if standing is not None:
        return await _taken_up(tx, actor, standing, period)
    snapshot = await _snapshot(tx, meeting, span)
    row = Bulletin(
        year=tx.today.year,
        period=period,
        scope=snapshot.scope,
        line=_line(meeting, span),
        meeting_id=meeting.meeting_id if meeting else None,
        as_of=snapshot.as_of,
        snapshot=snapshot.to_json(),
        snapshot_hash=canonical_hash(snapshot),
        drafted_by=actor.person_id if actor else None,
        drafted_at=tx.now,
    )
    return await keep_draft(tx, actor, row)


def _line(meeting: Meeting | None, span: Span) -> str:
    """ "meeting:5", "month:2026-11-01"."""
    return f"{BulletinScope.MEETING}:{meeting.meeting_id}" if meeting else span.key


async def keep_draft(tx: Tx, actor: Actor | None, row: Bulletin) -> Bulletin:
    """The new draft, or the one that somebody else made of the same at the same time."""
    if await tx.claim(Bulletin, row.model_dump(exclude={"bulletin_id", "office_id"})) is None:
        kept = await bulletins.open_on(tx, row.line)
        if kept is None:
            raise TooLate(texts.CHANGED)
        return kept
    kept = await bulletins.open_on(tx, row.line)
    assert kept is not None, "it was stored a moment ago"
    record_bulletin(tx, actor, "draft_bulletin", kept)
    return kept


async def _snapshot(tx: Tx, meeting: Meeting | None, span: Span) -> BulletinSnapshot:
    if span.scope is BulletinScope.COMPARISON:
        return await gather_comparison(tx)
    snapshot = make_bulletin(await gather_facts(tx, meeting, span))
    if not snapshot.total:
        raise BadInput(texts.NO_ITEMS if span.scope is BulletinScope.ALL else texts.NOTHING_TO_PRINT)
    return snapshot


async def _taken_up(tx: Tx, actor: Actor | None, row: Bulletin, period: str) -> Bulletin:
    if row.state is BulletinState.DRAFT and not is_reworded(bulletin_from_json(row.snapshot)):
        await redo(tx, actor, row)
    if period not in (MANUAL, row.period) and not await tx.move(row, period=period):
        raise TooLate(await why_late(tx, row))
    return row


async def redo(tx: Tx, actor: Actor | None, row: Bulletin) -> bool:
    """Made anew from what is known now, with what supervisors reworded where it still fits; False: it is the same."""
    now = carried_over(bulletin_from_json(row.snapshot), await newest(tx, row))
    fingerprint = canonical_hash(now)
    if fingerprint == row.snapshot_hash:
        return False
    await change_snapshot(tx, actor, row, now, as_of=now.as_of, year=tx.today.year, drafted_at=tx.now)
    record_bulletin(tx, actor, "redo_bulletin", row, after={"hash": fingerprint})
    return True


async def change_snapshot(
    tx: Tx, actor: Actor | None, row: Bulletin, snapshot: BulletinSnapshot, **changes: date | int
) -> Bulletin:
    """Keep another snapshot under a new version; the draft as it is then."""
    kept = {"snapshot": snapshot.to_json(), "snapshot_hash": canonical_hash(snapshot), "accepted": []}
    await step(tx, row, IssueStep.CHANGE, actor, **kept, **changes)
    return row


async def newest(tx: Tx, row: Bulletin) -> BulletinSnapshot:
    """What a draft about the same would be now."""
    meeting = await tx.row(Meeting, row.meeting_id) if row.meeting_id else None
    return await _snapshot(tx, meeting, _span(row))


def _span(row: Bulletin) -> Span:
    """What a stored bulletin is about; drafts of long ago know their period by the day they were made."""
    scope = BulletinScope(row.scope)
    if scope not in PERIODS:
        return Span(scope)
    _, _, first = row.line.partition(":")
    return span_of(scope, date.fromisoformat(first) if first else row.as_of)


async def changes_of(tx: Tx, row: Bulletin) -> tuple[str, ...]:
    """What has changed since the draft was made; nothing of a correction, whose issue is of its own day."""
    if row.corrects_id is not None:
        return ()
    try:
        return changed_since(bulletin_from_json(row.snapshot), await newest(tx, row))
    except BadInput:
        return (life_texts.NOTHING_LEFT,)


async def with_rounds(tx: Tx, row: Bulletin, *rounds: str) -> BulletinSnapshot:
    """The snapshot with what units said of it, whose time is over now."""
    snapshot = bulletin_from_json(row.snapshot)
    for one in rounds:
        snapshot = with_proofs(snapshot, await close_round(tx, one))
    return snapshot
