"""Import a paper: preview with every anomaly, correct single items, confirm once."""

from domain import toasts
from domain.arrivals import Arrival, MessageSource
from domain.hygiene import same_name_key
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.papers import incoming_texts as texts
from domain.papers import paper_preview_texts as paper_preview
from domain.papers.reading import ReadPaper, paper_from_json
from domain.papers.shown import PAPER
from domain.refusals import BadInput, TooLate
from storage import audit
from storage.items import meetings
from storage.office import units
from storage.papers import drafts
from storage.tables import DraftState, PaperDraft
from storage.tx import Tx
from usecases.papers import shown
from usecases.papers.paper_units import check_decided, press_unit, units_of_paper, with_known_units
from usecases.papers.write_import import import_reading, meeting_title
from usecases.steps.asking import Question, StandingQuestion, ask, drop


class PaperToRead(Question, kind="paper", action=Action.IMPORT):
    """Which file or text is to be read?"""


async def ask_for_paper(tx: Tx, actor: Actor, chat_id: int, words: str) -> Answer:
    """/import without a paper: the next file or text is it."""
    require(actor, Action.IMPORT)
    if words:
        raise BadInput(texts.TOO_SHORT)
    return await ask(tx, actor, chat_id, PaperToRead(), texts.SEND_PAPER)


async def preview(tx: Tx, actor: Actor, arrival: Arrival, waiting: StandingQuestion | None = None) -> Answer:
    """Keep what was read before the transaction, and show what was understood."""
    require(actor, Action.IMPORT)
    if arrival.continues is not None:
        await _drop_part(tx, actor, arrival.continues)
    if arrival.findings:
        return Answer(texts.findings(arrival.findings))
    if arrival.refusal is not None:
        raise arrival.refusal
    assert arrival.reading is not None
    paper = arrival.reading
    if not paper.items:
        raise BadInput(texts.NO_ITEMS)
    if waiting is not None and isinstance(waiting.question, PaperToRead):
        await drop(tx, waiting)
    if len(await known_positions(tx, paper)) == len(paper.items):
        return Answer(texts.NOTHING_NEW.format(count=len(paper.items)), await _read_before(tx, arrival.text_hash))
    facts = {"source": arrival.source_name, "items": len(paper.items)}
    paper = with_known_units(await units.directory(tx), paper)
    draft = await shown.keep_reading(tx, actor, PAPER, arrival, paper.to_json(), facts)
    return await show_page(tx, draft, 0, edit=False)


async def _drop_part(tx: Tx, actor: Actor, source: MessageSource) -> None:
    """What was read of the first part of a text gives way to the whole."""
    part = await drafts.open_from(tx, actor.person_id, (source.chat_id, source.message_id))
    if part is not None and part.kind == PAPER.name and await tx.move(part, state=DraftState.DROPPED):
        tx.record(PAPER.dropped, shown.label_of(PAPER, part), by=actor)
        told = tuple((chat_id, message_id, at) for chat_id, message_id, at in part.sources)
        tx.sources = (*(one for one in told if one not in tx.sources), *tx.sources)


async def turn_page(tx: Tx, actor: Actor, draft_id: int, page: int) -> Answer:
    return await show_page(tx, await shown.open_draft(tx, actor, PAPER, draft_id), page)


async def confirm(tx: Tx, actor: Actor, draft_id: int, version: int, count: str = "") -> Answer:
    """[确认导入]: write it all in this one transaction. `count` is the number of new items on the button."""
    await drafts.one_at_a_time(tx)
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    paper = paper_from_json(draft.reading)
    known = await known_positions(tx, paper)
    fresh = len(paper.items) - len(known)
    if fresh == 0:
        raise TooLate(texts.NOTHING_NEW.format(count=len(paper.items)))
    if count and count != str(fresh):
        # Somebody imported a part meanwhile: the press meant another number of items.
        return await show_page(tx, draft, 0)
    check_decided(await units_of_paper(tx, paper))
    await shown.mark_written(tx, PAPER, draft)
    done = await import_reading(tx, paper, actor, skip=known, subject=shown.label_of(PAPER, draft))
    words = texts.imported(done.labels[0], done.labels[-1], len(done.labels), done.closed)
    lacks = texts.missing([label for _, label in done.without_unit], done.new_units, done.without_official)
    if done.next_number:
        lacks = texts.with_number(lacks, done.next_number)
    return Answer(lacks, words, texts.assign_rows(done.without_unit), edit=True, toast=toasts.IMPORTED)


async def known_positions(tx: Tx, paper: ReadPaper) -> frozenset[int]:
    """Positions whose directive the same meeting already has."""
    keys = await meetings.directive_keys(tx, meeting_title(paper))
    return frozenset(item.position for item in paper.items if same_name_key(item.directive) in keys)


async def show_page(tx: Tx, draft: PaperDraft, page: int, *, edit: bool = True, echo: str = "") -> Answer:
    """One page of the preview; `echo` says above it what was just corrected."""
    paper = paper_from_json(draft.reading)
    known = await known_positions(tx, paper)
    unknown = await units_of_paper(tx, paper)
    lines = texts.unit_lines(unknown.new, [match for _, match in unknown.likely], [one.name for one in unknown.groups])
    pages = paper_preview.pages(paper, known, tx.today, await _read_before(tx, draft.text_hash), lines)
    page = shown.turned_to(pages, page)
    rows = paper_preview.preview_rows(
        draft.paper_draft_id,
        version=draft.version,
        page=page,
        pages=len(pages),
        known=len(known),
        fresh=len(paper.items) - len(known),
    )
    title = paper_preview.title(page, len(pages))
    asked = texts.unit_rows(
        draft.paper_draft_id, draft.version, unknown.likely, [(one.set_id, one.name) for one in unknown.groups]
    )
    return shown.page(pages[page], title, (*asked, *rows), edit=edit, echo=echo)


async def settle_unit(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str) -> Answer:
    """[同一单位] or [新单位]."""
    draft, echo = await press_unit(tx, actor, draft_id, version, extra)
    return await show_page(tx, draft, 0, echo=echo)


async def _read_before(tx: Tx, text_hash: str) -> str:
    """ "同一份文件已由艾督于11月23日09:00导入过", or nothing."""
    earlier = await drafts.written(tx, PAPER.name, text_hash) if text_hash else None
    done = await audit.last_done(tx, shown.label_of(PAPER, earlier), (PAPER.written,)) if earlier else None
    return texts.read_before(done[0], tx.when(done[1])) if done else ""
