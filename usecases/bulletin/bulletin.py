"""A bulletin of a meeting, the open items, a period or the units compared: asked for, previewed page by page.

A draft is a frozen snapshot: whatever is reported later, what was previewed is what goes out.
"""

from dataclasses import replace

from domain.bulletin import bulletin_texts as texts
from domain.bulletin import distribution_texts
from domain.bulletin import proofread_texts as proof_texts
from domain.bulletin.issue import life_texts, signing_texts, withdraw_texts
from domain.bulletin.life import ISSUED, PRINTED, IssueStep
from domain.bulletin.posts import bulletin_pages, summary
from domain.bulletin.proofs import with_proofs
from domain.bulletin.proofs_texts import page as proof_page
from domain.bulletin.scopes import PERIODS, BulletinScope, Span, span_of, span_said
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json, shortened
from domain.commands import Press
from domain.hygiene import clean
from domain.notes import Answer, Paper
from domain.office.people import Action, Actor, may, require
from domain.office.settings import COMPARE, DISTRIBUTION
from domain.refusals import BadInput, NotFound
from storage.bulletin import bulletins
from storage.office import settings as store
from storage.tables import Bulletin, Meeting
from storage.tx import Tx
from usecases.bulletin.checks import advice, open_checks
from usecases.bulletin.drafts import change_snapshot, changes_of, make_draft, redo
from usecases.bulletin.facts import addressed
from usecases.bulletin.issue.signatures import is_signer, signers
from usecases.bulletin.life import known_bulletin, open_draft, record_bulletin, step
from usecases.bulletin.proofs import draft_round, shown_in
from usecases.office.settings import turn_by_words

_BACK_AT_MOST = 1


async def show_bulletin(tx: Tx, actor: Actor, words: str, *, is_private: bool) -> Answer:
    """`/bulletin [meeting, 在办, 本月…]` drafts and previews; `last`, a reader, or a group get the last issue."""
    require(actor, Action.READ_BULLETIN)
    if words in texts.LAST or not is_private or not may(actor, Action.PUBLISH):
        return await _last_issue(tx, actor)
    if not words:
        return await preview(tx, await make_draft(tx, actor), 0)
    span = texts.SPANS_SAID.get(words) or span_said(words, tx.today)
    if span is not None:
        return await preview(tx, await make_draft(tx, actor, span=span), 0)
    meetings = await bulletins.meetings_like(tx, words)
    if not meetings:
        raise NotFound(texts.no_meeting(words))
    if len(meetings) > 1:
        rows = tuple((texts.meeting_button(one.title, one.meeting_id),) for one in meetings[:8] if one.meeting_id)
        return Answer(texts.WHICH_MEETING, choices=rows)
    return await preview(tx, await make_draft(tx, actor, meetings[0]), 0)


async def offer_kinds(tx: Tx, actor: Actor) -> Answer:
    """[换一种]: what else a bulletin can be about."""
    require(actor, Action.PUBLISH)
    kinds = [(BulletinScope.ALL, 0), (BulletinScope.OPEN, 0), *((scope, back) for scope in PERIODS for back in (0, 1))]
    if (await store.values(tx, COMPARE))["on"]:
        kinds.append((BulletinScope.COMPARISON, 0))
    meetings = [(one.title, one.meeting_id) for one in await bulletins.meetings_like(tx, "")]
    return Answer(texts.WHICH_KIND, choices=texts.kind_rows(kinds, meetings))


async def draft_of_kind(tx: Tx, actor: Actor, words: str) -> Answer:
    """The pressed kind: "month-1" is last month."""
    require(actor, Action.PUBLISH)
    name, _, back = words.partition("-")
    if name not in set(BulletinScope) or name == BulletinScope.MEETING or back not in ("", "0", str(_BACK_AT_MOST)):
        raise NotFound(texts.GONE)
    scope = BulletinScope(name)
    span = span_of(scope, tx.today, int(back or 0)) if scope in PERIODS else Span(scope)
    return edited(await preview(tx, await make_draft(tx, actor, span=span), 0))


async def draft_of_meeting(tx: Tx, actor: Actor, meeting_id: int) -> Answer:
    """The pressed one of several meetings."""
    require(actor, Action.PUBLISH)
    meeting = await tx.row(Meeting, meeting_id)
    if meeting is None:
        raise NotFound(texts.GONE)
    return edited(await preview(tx, await make_draft(tx, actor, meeting), 0))


async def _last_issue(tx: Tx, actor: Actor) -> Answer:
    row = await bulletins.newest_issue(tx)
    if row is None:
        raise NotFound(texts.NO_LAST if may(actor, Action.PUBLISH) else texts.NO_LAST_TO_READ)
    return await preview(tx, row, 0, may_correct=may(actor, Action.PUBLISH))


async def preview(tx: Tx, row: Bulletin, number: int, *, may_correct: bool = False) -> Answer:
    """One page of a draft or issue: the summary first, then what a draft is doubted for, then the text."""
    snapshot = bulletin_from_json(row.snapshot)
    pages: tuple[str, ...] = (summary(snapshot), *bulletin_pages(snapshot))
    changes = () if row.state in PRINTED else await changes_of(tx, row)
    if changes:
        pages = (f"{life_texts.since(tx.when(row.drafted_at), changes)}\n\n{pages[0]}", *pages[1:])
    doubts = () if row.state in PRINTED else (*await open_checks(tx, row), *await advice(tx, row))
    if doubts:
        hint = proof_texts.HINT.format(count=len(doubts))
        pages = (f"{pages[0]}\n\n{hint}", proof_texts.findings(doubts), *pages[1:])
    if proofs := await _proof_page(tx, row, snapshot, may_correct=may_correct):
        pages = (pages[0], proofs, *pages[1:])
    number = min(max(0, number), len(pages) - 1)
    if row.state in PRINTED:
        title = texts.last_title(row.issue_number, row.edition, row.as_of, number, len(pages))
        if row.state not in ISSUED:
            title = withdraw_texts.MARK + title
        stands = may_correct and row.state in ISSUED
        buttons = texts.last_buttons(
            row.bulletin_id, version=row.version, page=number, pages=len(pages), may_correct=stands
        )
    else:
        title = texts.preview_title(number, len(pages), is_correction=row.corrects_id is not None)
        buttons = texts.preview_buttons(
            row.bulletin_id,
            version=row.version,
            page=number,
            pages=len(pages),
            is_correction=row.corrects_id is not None,
        )
        if row.corrects_id is None and (snapshot.is_short or any(entry.is_quiet for entry in snapshot.entries)):
            buttons = (*buttons[:-1], texts.short_row(row.bulletin_id, row.version, snapshot.is_short), buttons[-1])
        if await signers(tx):
            buttons = signing_texts.sent_for(buttons, row.bulletin_id, row.version)
        if changes:
            buttons = (*buttons, life_texts.redo_row(row.bulletin_id, row.version))
    return Answer(pages[number], title=title, choices=buttons)


async def _proof_page(tx: Tx, row: Bulletin, snapshot: BulletinSnapshot, *, may_correct: bool) -> str:
    """What the units said of a draft so far; of an issue what it was printed with, for the supervisors."""
    if row.state in PRINTED:
        return proof_page(snapshot) if may_correct else ""
    for one in (row.period, draft_round(row.bulletin_id)):
        snapshot = with_proofs(snapshot, await shown_in(tx, one))
    return proof_page(snapshot)


async def open_issue(tx: Tx, actor: Actor, bulletin_id: int) -> Answer:
    """From the button under a post: the pages of an issue, and the files that are not in the group."""
    require(actor, Action.READ_BULLETIN)
    row = await known_bulletin(tx, bulletin_id)
    if row.state not in ISSUED:
        raise NotFound(texts.GONE)
    shown = await preview(tx, row, 0, may_correct=may(actor, Action.PUBLISH))
    files = [paper for paper in papers_of(row) if paper.kind in texts.ASKED_FOR]
    return shown.then(*(Answer(paper.name.rpartition(".")[0], paper=paper) for paper in files))


def papers_of(row: Bulletin, *, with_ledger: bool = True) -> list[Paper]:
    """What goes along with the text, named after the issue."""
    masthead = bulletin_from_json(row.snapshot).masthead
    ledger = [texts.MEETING_LEDGER] if with_ledger and row.meeting_id is not None else []
    return [
        Paper(kind, row.bulletin_id, texts.paper_name(pattern, masthead, row.issue_number, row.edition))
        for kind, pattern in (*texts.papers_for(row.scope), *ledger)
    ]


def edited(answer: Answer) -> Answer:
    return Answer(answer.text, title=answer.title, choices=answer.choices, edit=True)


async def turn_bulletin(tx: Tx, actor: Actor, bulletin_id: int, number: int) -> Answer:
    """Another page of a draft (supervisors) or an issue (readers)."""
    require(actor, Action.READ_BULLETIN)
    row = await known_bulletin(tx, bulletin_id)
    if row.state not in ISSUED and not may(actor, Action.PUBLISH):
        if not await is_signer(tx, actor):
            require(actor, Action.PUBLISH)
        return edited(await _to_sign(tx, row, number))
    return edited(await preview(tx, row, number, may_correct=may(actor, Action.PUBLISH)))


async def _to_sign(tx: Tx, row: Bulletin, number: int) -> Answer:
    """What a signer who writes no bulletins sees of a draft."""
    shown = await preview(tx, row, number)
    turning = tuple(line for line in shown.choices if all(one.verb is Press.BULLETIN_PAGE for one in line))
    return replace(shown, choices=(*turning, *signing_texts.buttons(row.bulletin_id, row.version)))


async def redo_pressed(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[按最新情况重做]."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    is_new = await redo(tx, actor, row)
    return replace(edited(await preview(tx, row, 0)), toast=life_texts.REDONE if is_new else life_texts.SAME)


async def shorten_pressed(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[只印有变化的], and back again."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    snapshot = bulletin_from_json(row.snapshot)
    if not snapshot.is_short and not any(entry.is_quiet for entry in snapshot.entries):
        raise BadInput(texts.ALL_CHANGED)
    made = shortened(snapshot, is_short=not snapshot.is_short)
    await change_snapshot(tx, actor, row, made)
    record_bulletin(tx, actor, "shorten_bulletin", row, after={"short": made.is_short})
    return replace(edited(await preview(tx, row, 0)), toast=texts.SHORTENED[made.is_short])


async def discard(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Bulletin:
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    await step(tx, row, IssueStep.DISCARD, actor)
    record_bulletin(tx, actor, "discard_bulletin", row)
    return row


async def show_distribution(tx: Tx) -> str:
    now = await addressed(tx)
    values = (now["send_to"], now["copy_to"], (now["printed_by"],) if now["printed_by"] else ())
    pairs = zip(DISTRIBUTION.entries, values, strict=True)
    lines = [distribution_texts.line(entry.label, entry.shown(value)) for entry, value in pairs]
    return "\n".join([*lines, distribution_texts.HOW])


async def set_distribution(tx: Tx, actor: Actor, words: str) -> Answer:
    """ "发送 各镇人民政府，县政府各工作部门": that line anew."""
    require(actor, Action.PUBLISH)
    label, names = distribution_texts.label_and_names(clean(words))
    entry = next((one for one in DISTRIBUTION.entries if one.label == label), None)
    if entry is None:
        raise BadInput(distribution_texts.USAGE)
    change = await turn_by_words(tx, actor, DISTRIBUTION, entry, names)
    return Answer(distribution_texts.changed(label, before=change.before, after=change.after))
