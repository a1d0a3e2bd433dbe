"""A draft of a bulletin comes back as a docx finished by hand: compared, shown, taken over; states stay."""

from domain.arrivals import Arrival
from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.editions import returned_texts as texts
from domain.bulletin.editions.draft_mark import DraftMark, read_mark
from domain.bulletin.editions.returned import Finished, ReturnedDocx, finished, is_of, returned_from_json
from domain.bulletin.life import ISSUED, OPEN_ISSUES
from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Answer
from domain.office.people import Action, Actor, may, require
from domain.papers.shown import EDITION
from domain.refusals import BadInput, TooLate
from storage.bulletin import bulletins, editions
from storage.tables import Bulletin, PaperDraft
from storage.tx import Tx
from usecases.bulletin.bulletin import edited, preview
from usecases.bulletin.drafts import change_snapshot
from usecases.bulletin.issue.numbering import next_number
from usecases.papers import shown


async def bring_back(tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    """A docx that says that it is ours, or that answers one of ours."""
    require(actor, Action.PUBLISH)
    docx = arrival.docx
    assert docx is not None
    mark = read_mark(docx.mark)
    row = await _draft_of(tx, mark) if mark else await draft_like(tx, actor, docx)
    if row is None or not is_of(bulletin_from_json(row.snapshot), docx):
        raise BadInput(texts.OTHER_ISSUE)
    return await compare_with(tx, actor, arrival, row)


async def _draft_of(tx: Tx, mark: DraftMark) -> Bulletin:
    """The draft, or the correction of the issue, that a file was drawn from."""
    row = await bulletins.by_id(tx, mark.bulletin_id)
    if row is None:
        raise BadInput(texts.OTHER_ISSUE)
    if row.state in ISSUED:
        correction = await editions.open_correction(tx, row.bulletin_id)
        if correction is None:
            raise TooLate(texts.already_issued(row.issue_number))
        return correction
    if row.state not in OPEN_ISSUES:
        raise TooLate(texts.GONE_DRAFT)
    return row


async def draft_like(tx: Tx, actor: Actor, docx: ReturnedDocx) -> Bulletin | None:
    """The open draft whose items a file prints that lost its mark; one that names another number is another issue."""
    if not may(actor, Action.PUBLISH):
        return None
    printed = docx.issue_number
    if printed is not None and printed != await next_number(tx):
        return None
    rows = await bulletins.open_issues(tx)
    return next((row for row in rows if is_of(bulletin_from_json(row.snapshot), docx)), None)


async def compare_with(tx: Tx, actor: Actor, arrival: Arrival, row: Bulletin) -> Answer:
    docx = arrival.docx
    assert docx is not None
    found = finished(bulletin_from_json(row.snapshot), docx)
    if not found.changes and not found.left:
        return Answer(texts.SAME)
    reading = {**docx.to_json(), "bulletin_id": row.bulletin_id, "version": row.version}
    facts = {"source": arrival.source_name, "bulletin": subject_of(row.bulletin_id), "changes": len(found.changes)}
    draft = await shown.keep_reading(tx, actor, EDITION, arrival, reading, facts)
    return _page(draft, row, found, 0, edit=False)


def _page(
    draft: PaperDraft, row: Bulletin, found: Finished, number: int, *, edit: bool = True, echo: str = ""
) -> Answer:
    mark = read_mark(returned_from_json(draft.reading).mark)
    is_older = mark is not None and mark.bulletin_id == row.bulletin_id and not mark.has_words_of(row.snapshot_hash)
    pages = texts.pages(found.changes, found.left, is_older=is_older)
    number = shown.turned_to(pages, number)
    rows = texts.rows(draft.paper_draft_id, draft.version, page=number, count=len(pages), may_take=bool(found.changes))
    return shown.page(pages[number], texts.title(number, len(pages)), rows, edit=edit, echo=echo)


async def turn(tx: Tx, actor: Actor, draft_id: int, number: int) -> Answer:
    """Another page of the differences, as the draft stands now."""
    draft = await shown.open_draft(tx, actor, EDITION, draft_id)
    row = await _still_open(tx, draft)
    return _page(draft, row, _finished(draft, row), number)


async def _still_open(tx: Tx, draft: PaperDraft) -> Bulletin:
    bulletin_id = draft.reading["bulletin_id"]
    assert isinstance(bulletin_id, int)
    row = await bulletins.by_id(tx, bulletin_id)
    if row is None or row.state not in OPEN_ISSUES:
        raise TooLate(texts.GONE_DRAFT)
    return row


def _finished(draft: PaperDraft, row: Bulletin) -> Finished:
    return finished(bulletin_from_json(row.snapshot), returned_from_json(draft.reading))


async def take(tx: Tx, actor: Actor, draft_id: int, version: int) -> Answer:
    """[采用]: its words are those of the draft from now on, if the draft is still what was compared."""
    draft = await shown.open_draft(tx, actor, EDITION, draft_id, version)
    row = await _still_open(tx, draft)
    found = _finished(draft, row)
    if row.version != draft.reading["version"]:
        await shown.correct(tx, EDITION, draft, {**draft.reading, "version": row.version})
        return _page(draft, row, found, 0, echo=texts.MOVED_ON)
    await shown.mark_written(tx, EDITION, draft)
    after = await change_snapshot(tx, actor, row, found.after)
    for one in found.changes:
        words = {"item": one.name, "text": one.after}
        before = {"item": one.name, "text": one.before}
        tx.record("reword_bulletin", subject_of(row.bulletin_id), by=actor, before=before, after=words)
    facts = {"bulletin": subject_of(row.bulletin_id), "changes": len(found.changes), "left": list(found.left)}
    tx.record(EDITION.written, shown.label_of(EDITION, draft), by=actor, after=facts)
    shown_now = edited(await preview(tx, after, 0))
    text = f"{texts.taken(len(found.changes))}\n\n{shown_now.text}"
    return Answer(text, shown_now.title, shown_now.choices, edit=True)
