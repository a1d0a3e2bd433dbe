"""Issue a bulletin: draft, preview, reword, publish; and what becomes of its posts.

A draft is a frozen snapshot: whatever is reported later, what was previewed is what goes out. Publishing
claims each leadership group once (reliability.md section 6); whoever comes second changes nothing.
"""

from domain import bulletin as page
from domain.bulletin import bulletin_from_json, canonical_hash, make_bulletin, numbered
from domain.notes import Answer, Note, Paper, Priority
from domain.people import Action, Actor, Role, may, require
from domain.posts import bulletin_pages, summary, to_posts
from domain.proofread import REPEATS, disagreements
from domain.refusals import BadInput, NotFound, TooLate
from domain.texts import bulletin as texts
from domain.texts import proofread as proof_texts
from storage import bulletins, claims, groups, people
from storage.tables import Bulletin, BulletinState, ClaimState, Meeting, Outbox, Person
from storage.tx import Tx
from usecases.facts import gather_facts
from usecases.mirror import put_mirrors

MANUAL = "manual"


async def make_draft(
    tx: Tx, actor: Actor | None, meeting: Meeting | None = None, period: str = MANUAL
) -> Bulletin:
    """Freeze today's facts; `actor` None is the clock. `period` is an ISO week for the weekly bulletin."""
    snapshot = make_bulletin(await gather_facts(tx, meeting))
    if not snapshot.total:
        raise BadInput(texts.NO_ITEMS)
    row = Bulletin(
        office_id=tx.office_id,
        year=tx.today.year,
        period=period,
        meeting_id=meeting.meeting_id if meeting else None,
        as_of=tx.today,
        snapshot=snapshot.to_json(),
        snapshot_hash=canonical_hash(snapshot),
        drafted_by=actor.person_id if actor else None,
        drafted_at=tx.now,
    )
    tx.session.add(row)
    await tx.session.flush()
    _record(tx, actor, "draft_bulletin", row)
    return row


def _record(tx: Tx, actor: Actor | None, action: str, row: Bulletin, **words: object) -> None:
    tx.record(
        action,
        f"通报第{row.issue_number}期" if row.issue_number else f"通报草稿{row.bulletin_id}",
        actor_id=actor.person_id if actor else None,
        telegram_id=actor.telegram_id if actor else None,
        **words,  # type: ignore[arg-type]
    )


async def show_bulletin(tx: Tx, actor: Actor, words: str, *, is_private: bool) -> Answer:
    """`/bulletin [meeting]` drafts and previews; `last`, a reader, or a group get the last issue."""
    require(actor, Action.READ_BULLETIN)
    if words in ("last", "上一期", "上期") or not is_private or not may(actor, Action.PUBLISH):
        return await _last_issue(tx)
    if not words:
        return await _preview(tx, await make_draft(tx, actor), 0)
    meetings = await bulletins.meetings_like(tx, words)
    if not meetings:
        raise NotFound(texts.no_meeting(words))
    if len(meetings) > 1:
        rows = tuple(
            (texts.meeting_button(one.title, one.meeting_id),) for one in meetings[:8] if one.meeting_id
        )
        return Answer(texts.WHICH_MEETING, choices=rows)
    return await _preview(tx, await make_draft(tx, actor, meetings[0]), 0)


async def draft_of_meeting(tx: Tx, actor: Actor, meeting_id: int) -> Answer:
    """The pressed one of several meetings."""
    require(actor, Action.PUBLISH)
    meeting = await bulletins.meeting(tx, meeting_id)
    if meeting is None:
        raise NotFound(texts.GONE)
    return _edited(await _preview(tx, await make_draft(tx, actor, meeting), 0))


async def _last_issue(tx: Tx) -> Answer:
    row = await bulletins.newest_issue(tx)
    if row is None:
        raise NotFound(texts.NO_LAST)
    return await _preview(tx, row, 0)


async def _preview(tx: Tx, row: Bulletin, number: int) -> Answer:
    """One page of a draft or issue: the summary first, then what a draft is doubted for, then the text."""
    snapshot = bulletin_from_json(row.snapshot)
    pages: tuple[str, ...] = (summary(snapshot), *bulletin_pages(snapshot))
    doubts = await _doubts(tx, row, snapshot)
    if doubts:
        hint = proof_texts.HINT.format(count=len(doubts))
        pages = (f"{pages[0]}\n\n{hint}", proof_texts.findings(doubts), *pages[1:])
    number = min(max(0, number), len(pages) - 1)
    assert row.bulletin_id is not None
    if row.state is BulletinState.PUBLISHED:
        title = texts.last_title(row.issue_number, row.as_of, number, len(pages))
        buttons = texts.last_buttons(row.bulletin_id, row.version, number, len(pages))
    else:
        title = texts.preview_title(number, len(pages))
        buttons = texts.preview_buttons(row.bulletin_id, row.version, number, len(pages))
    return Answer(pages[number], title=title, choices=buttons)


async def _doubts(tx: Tx, row: Bulletin, snapshot: page.Bulletin) -> tuple[str, ...]:
    if row.state is BulletinState.PUBLISHED:
        return ()
    earlier = await bulletins.issues_before(tx, row, REPEATS - 1)
    return disagreements(snapshot, [bulletin_from_json(one.snapshot) for one in earlier])


def _edited(answer: Answer) -> Answer:
    return Answer(answer.text, title=answer.title, choices=answer.choices, edit=True)


async def turn_bulletin(tx: Tx, actor: Actor, bulletin_id: int, number: int) -> Answer:
    """Another page of a draft (supervisors) or an issue (readers)."""
    require(actor, Action.READ_BULLETIN)
    row = await _known(tx, bulletin_id)
    if row.state is not BulletinState.PUBLISHED:
        require(actor, Action.PUBLISH)
    return _edited(await _preview(tx, row, number))


async def _known(tx: Tx, bulletin_id: int) -> Bulletin:
    row = await bulletins.by_id(tx, bulletin_id)
    if row is None or row.state is BulletinState.DISCARDED:
        raise NotFound(texts.GONE)
    return row


async def open_draft(tx: Tx, bulletin_id: int, version: int) -> Bulletin:
    """The draft as the presser saw it; refused when it was published, discarded or changed since."""
    row = await _known(tx, bulletin_id)
    if row.state is BulletinState.PUBLISHED:
        raise TooLate(texts.published_before(row.issue_number))
    if row.version != version:
        raise TooLate(texts.CHANGED)
    return row


async def change_snapshot(tx: Tx, row: Bulletin, snapshot: page.Bulletin) -> Answer:
    """Keep a reworded snapshot under a new version; the preview of it."""
    changes = {"snapshot": snapshot.to_json(), "snapshot_hash": canonical_hash(snapshot)}
    assert row.bulletin_id is not None
    if not await bulletins.move(tx, row.bulletin_id, row.version, **changes):
        raise TooLate(texts.CHANGED)
    return await _preview(tx, await _known(tx, row.bulletin_id), 0)


async def discard(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    if not await bulletins.move(tx, bulletin_id, version, state=BulletinState.DISCARDED):
        raise TooLate(texts.CHANGED)
    _record(tx, actor, "discard_bulletin", row)
    return Answer(texts.DISCARDED, edit=True)


async def publish_pressed(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    require(actor, Action.PUBLISH)
    issue_number, posted = await publish(tx, bulletin_id, version, actor)
    return Answer(texts.published(issue_number, posted), edit=True)


async def publish(
    tx: Tx, bulletin_id: int, version: int, actor: Actor | None, *, is_late: bool = False
) -> tuple[int, int]:
    """Give the issue its number and post it to every leadership group; (issue number, groups posted to)."""
    row = await open_draft(tx, bulletin_id, version)
    bound = await groups.leadership_groups(tx)
    if not bound:
        raise BadInput(texts.NO_GROUP)
    row = await _numbered_issue(tx, row)
    kind, period = (
        ("weekly", row.period) if row.period != MANUAL else ("bulletin", f"{row.year}-{row.issue_number}")
    )
    if kind == "weekly":
        await settle_week(tx, period, bulletin_id)
    posted = 0
    for group in bound:
        columns = {"bulletin_id": bulletin_id, "content_hash": row.snapshot_hash}
        claim_id = await claims.claim(tx, kind, group.chat_id, period, **columns)
        if claim_id is not None:
            _put_posts(tx, row, claim_id, group.chat_id, texts.LATE if is_late else "")
            posted += 1
    await put_mirrors(tx, row, kind, period, texts.LATE if is_late else "")
    after = {"groups": posted, "hash": row.snapshot_hash, "period": period}
    _record(tx, actor, "publish_bulletin", row, after=after)
    return row.issue_number or 0, posted


async def _numbered_issue(tx: Tx, row: Bulletin) -> Bulletin:
    """The draft as published: number, year and hash are fixed in one compare-and-set."""
    assert row.bulletin_id is not None
    issue_number = await bulletins.next_issue_number(tx, tx.today.year)
    snapshot = numbered(bulletin_from_json(row.snapshot), issue_number)
    won = await bulletins.move(
        tx,
        row.bulletin_id,
        row.version,
        state=BulletinState.PUBLISHED,
        year=tx.today.year,
        issue_number=issue_number,
        published_at=tx.now,
        snapshot=snapshot.to_json(),
        snapshot_hash=canonical_hash(snapshot),
    )
    if not won:
        raise TooLate(texts.CHANGED)
    return await _known(tx, row.bulletin_id)


def _put_posts(tx: Tx, row: Bulletin, claim_id: int, chat_id: int, mark: str) -> None:
    """The parts in order, then the papers; all under the claim, so that none overtakes a held one."""
    posts = to_posts(bulletin_from_json(row.snapshot), mark)
    for place, post in enumerate(posts, 1):
        key = f"post:{claim_id}:{place}"
        tx.put(Note(chat_id, "post", post.text, title=post.title, claim_id=claim_id, dedupe_key=key))
    assert row.bulletin_id is not None
    for kind, name in texts.PAPERS.items():
        named = name.format(number=row.issue_number)
        tx.put(
            Note(
                chat_id,
                "paper",
                named.rpartition(".")[0] + mark,
                paper=Paper(kind, row.bulletin_id, named),
                priority=Priority.NORMAL,
                claim_id=claim_id,
                dedupe_key=f"post:{claim_id}:{kind}",
            )
        )


async def settle_week(tx: Tx, week: str, bulletin_id: int) -> None:
    """The week's decision (claim of chat 0) is made: nobody is asked again."""
    if await claims.claim(tx, "weekly", 0, week, state=ClaimState.SENT, bulletin_id=bulletin_id) is not None:
        return
    decision = await claims.of_period(tx, "weekly", 0, week)
    assert decision is not None
    assert decision.claim_id is not None
    changes = {"state": ClaimState.SENT, "bulletin_id": bulletin_id, "settled_at": tx.now}
    undecided = (ClaimState.DUE, ClaimState.HELD)
    if not await claims.move(tx, decision.claim_id, undecided, **changes):
        raise TooLate(texts.WEEK_DECIDED)


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
    claim = await claims.by_id(tx, row.claim_id)
    if claim is None:
        return
    await claims.move(tx, row.claim_id, (ClaimState.DUE, ClaimState.SENDING), state=ClaimState.HELD)
    what = await held_words(tx, row)
    tx.record("hold_post", what, result="held")
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        tx.put(
            Note(
                supervisor.telegram_id,
                "held",
                what,
                choices=texts.held_buttons(row.outbox_id or 0),
                person_id=supervisor.person_id,
                priority=Priority.INTERACTIVE,
                dedupe_key=held_key(row, supervisor),
            )
        )


def held_key(row: Outbox, supervisor: Person) -> str:
    """A part that was sent again may become unknown again: each try is asked about once."""
    return f"held:{row.outbox_id}:{row.attempts}:{supervisor.person_id}"


async def held_words(tx: Tx, row: Outbox) -> str:
    group = await groups.known(tx, row.chat_id)
    title = str(row.note.get("title") or row.note.get("text") or "")
    return texts.held(title, group.title if group else "领导群")
