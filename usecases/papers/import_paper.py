"""Import a paper: preview with every anomaly, correct single items, confirm once."""

from dataclasses import replace

from domain import toasts
from domain.arrivals import Arrival, MessageSource
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.papers import habits as learned
from domain.papers import incoming_texts as texts
from domain.papers import mending_texts
from domain.papers.reading import ReadPaper, paper_from_json
from domain.papers.shown import PAPER
from domain.refusals import BadInput, TooLate
from storage.office import units
from storage.papers import drafts, habits
from storage.tables import DraftState, PaperDraft
from storage.tx import Tx
from usecases.papers import shown
from usecases.papers.paper_pages import alike, known_positions, read_before, show_page, written_before
from usecases.papers.paper_units import check_decided, press_unit, units_of_paper, with_known_units
from usecases.papers.write_import import import_reading
from usecases.steps.asking import Question, StandingQuestion, ask, drop

# Fewer are talk, and no paper.
_FEWEST_STRETCHES = 3


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
    if arrival.pages_from:
        said_at = int(tx.happened_at.timestamp())
        tx.sources = tuple((one.chat_id, one.message_id, said_at) for one in arrival.pages_from)
    if arrival.continues is not None:
        await _drop_part(tx, actor, arrival.continues)
    bare = arrival.bare
    if bare is not None and (bare.anomalies or bare.scan or len(bare.left_out) >= _FEWEST_STRETCHES):
        await _drop_asked(tx, waiting)
        return await _show_first(tx, actor, arrival, bare)
    if arrival.refusal is not None:
        raise arrival.refusal
    assert arrival.reading is not None
    paper = arrival.reading
    if not paper.items:
        raise BadInput(texts.NO_ITEMS)
    await _drop_asked(tx, waiting)
    if paper.parts:
        return await _ask_which(tx, actor, arrival, paper)
    return await _bring(tx, actor, arrival, paper)


async def _drop_asked(tx: Tx, waiting: StandingQuestion | None) -> None:
    if waiting is not None and isinstance(waiting.question, PaperToRead):
        await drop(tx, waiting)


async def _ask_which(tx: Tx, actor: Actor, arrival: Arrival, paper: ReadPaper) -> Answer:
    facts = {"source": arrival.source_name, "papers": len(paper.parts)}
    draft = await shown.keep_reading(tx, actor, PAPER, arrival, paper.to_json(), facts)
    rows = mending_texts.which_rows(draft.paper_draft_id, draft.version, paper)
    return Answer(mending_texts.which_paper(paper), choices=rows, kind="preview")


async def pick(tx: Tx, actor: Actor, draft_id: int, *, version: int, number: int) -> Answer:
    """[看第2份], or with 0 all of it as one paper: a preview of its own, so that the other can be picked after it."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    whole = paper_from_json(draft.reading)
    if number > len(whole.parts):
        raise TooLate(PAPER.gone)
    paper = whole.parts[number - 1] if number else replace(whole, parts=())
    text_hash = f"{draft.text_hash}-{number}" if number else draft.text_hash
    tx.sources = tuple((chat_id, message_id, at) for chat_id, message_id, at in draft.sources)
    picked = Arrival(reading=paper, source_name=draft.source_name, text_hash=text_hash)
    return await _bring(tx, actor, picked, paper)


async def _bring(tx: Tx, actor: Actor, arrival: Arrival, paper: ReadPaper) -> Answer:
    earlier = await written_before(tx, paper)
    if len(await known_positions(tx, paper, earlier)) == len(paper.items):
        told = await read_before(tx, arrival.text_hash, earlier)
        return Answer(texts.NOTHING_NEW.format(count=len(paper.items)), told)
    known = await habits.of_kind(tx, learned.kind_of(paper))
    paper, applied = learned.as_learned(paper, known, mending_texts.BY_HABIT)
    paper = with_known_units(await units.directory(tx), paper)
    return await _show_first(tx, actor, arrival, paper, mending_texts.by_habit(applied))


async def _show_first(tx: Tx, actor: Actor, arrival: Arrival, paper: ReadPaper, echo: str = "") -> Answer:
    paper = await _as_judged(tx, arrival, paper)
    facts = {"source": arrival.source_name, "items": len(paper.items)}
    draft = await shown.keep_reading(tx, actor, PAPER, arrival, paper.to_json(), facts, paper.sketch)
    return await show_page(tx, draft, 0, edit=False, echo=echo)


async def _as_judged(tx: Tx, arrival: Arrival, paper: ReadPaper) -> ReadPaper:
    """What somebody said of the findings of this paper holds when it comes once more, in whatever format."""
    earlier = await alike(tx, paper) or await drafts.newest_of(tx, PAPER.name, arrival.text_hash)
    if earlier is None:
        return paper
    said = {one.key: one.verdict for one in paper_from_json(earlier.reading).anomalies if one.verdict}
    return replace(
        paper, anomalies=tuple(replace(one, verdict=said.get(one.key, one.verdict)) for one in paper.anomalies)
    )


async def _drop_part(tx: Tx, actor: Actor, source: MessageSource) -> None:
    """What was read of the first part of a text gives way to the whole."""
    for part in await drafts.open_from(tx, actor.person_id, (source.chat_id, source.message_id)):
        if part.kind == PAPER.name and await tx.move(part, state=DraftState.DROPPED):
            tx.record("read_on", shown.label_of(PAPER, part), by=actor)
            told = tuple((chat_id, message_id, at) for chat_id, message_id, at in part.sources)
            tx.sources = (*(one for one in told if one not in tx.sources), *tx.sources)


async def turn_page(tx: Tx, actor: Actor, draft_id: int, page: int) -> Answer:
    return await show_page(tx, await shown.open_draft(tx, actor, PAPER, draft_id), page)


async def confirm(tx: Tx, actor: Actor, draft_id: int, version: int, count: str = "") -> Answer:
    """[确认导入]: write it all in this one transaction. `count` is the number of new items on the button."""
    await drafts.one_at_a_time(tx)
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    paper = paper_from_json(draft.reading)
    known = await known_positions(tx, paper, await written_before(tx, paper, draft))
    fresh = len(paper.items) - len(known)
    if fresh == 0:
        raise TooLate(texts.NOTHING_NEW.format(count=len(paper.items)))
    if count and count != str(fresh):
        # Somebody imported a part meanwhile: the press meant another number of items.
        return await show_page(tx, draft, 0)
    check_decided(await units_of_paper(tx, paper))
    await shown.mark_written(tx, PAPER, draft)
    return await _write(tx, actor, draft, paper, known)


async def _write(tx: Tx, actor: Actor, draft: PaperDraft, paper: ReadPaper, known: frozenset[int]) -> Answer:
    done = await import_reading(tx, paper, actor, skip=known, subject=shown.label_of(PAPER, draft))
    words = texts.imported(done.labels[0], done.labels[-1], len(done.labels), done.closed)
    lacks = texts.missing([label for _, label in done.without_unit], done.new_units, done.without_official)
    if done.next_number:
        lacks = texts.with_number(lacks, done.next_number)
    return Answer(lacks, words, texts.assign_rows(done.without_unit), edit=True, toast=toasts.IMPORTED)


async def settle_unit(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str) -> Answer:
    """[同一单位] or [新单位]."""
    draft, echo = await press_unit(tx, actor, draft_id, version, extra)
    return await show_page(tx, draft, 0, echo=echo)
