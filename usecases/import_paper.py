"""Import a paper: preview with every anomaly, correct single items, confirm once."""

from dataclasses import replace

from domain.arrivals import Arrival
from domain.hygiene import same_name_key
from domain.notes import Answer
from domain.people import Action, Actor, require
from domain.reading import ReadItem, ReadPaper, paper_from_json
from domain.refusals import BadInput, NotFound, TooLate
from domain.texts import intake as texts
from storage import intake, people
from storage.tables import Draft, PaperDraft
from storage.tx import Tx
from usecases.correct_paper import corrected
from usecases.write_import import import_reading, meeting_title


async def ask_for_paper(tx: Tx, actor: Actor, chat_id: int, words: str) -> Answer:
    """/import without a paper: the next file or text is it."""
    require(actor, Action.IMPORT)
    if words:
        raise BadInput(texts.TOO_SHORT)
    await people.wait_for(tx, actor.person_id, chat_id, "paper", {})
    return Answer(texts.SEND_PAPER, ask=True, kind="question")


async def preview(tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    """Keep what was read before the transaction, and show what was understood."""
    require(actor, Action.IMPORT)
    if arrival.refusal is not None:
        raise arrival.refusal
    assert arrival.reading is not None
    draft = await intake.add(
        tx,
        PaperDraft(
            office_id=tx.office_id,
            person_id=actor.person_id,
            text_hash=arrival.text_hash,
            reading=arrival.reading.to_json(),
            source_name=arrival.source_name,
            read_at=tx.now,
        ),
    )
    tx.record(
        "read_paper", _label(draft), actor_id=actor.person_id, after={"items": len(arrival.reading.items)}
    )
    return await _page(tx, draft, 0, edit=False)


async def turn_page(tx: Tx, actor: Actor, draft_id: int, page: int) -> Answer:
    return await _page(tx, await _open_draft(tx, actor, draft_id), page)


async def ask_position(tx: Tx, actor: Actor, draft_id: int, chat_id: int) -> Answer:
    """[改某项]: which one?"""
    await _open_draft(tx, actor, draft_id)
    await people.wait_for(tx, actor.person_id, chat_id, "fix_item", {"draft_id": draft_id})
    return Answer(texts.ASK_POSITION, ask=True, kind="question")


async def choose_field(tx: Tx, actor: Actor, waiting: Draft, words: str) -> Answer:
    """The number came: what of it is to be corrected?"""
    draft = await _open_draft(tx, actor, int(str(waiting.payload["draft_id"])))
    paper = paper_from_json(draft.reading)
    item = _at(paper, words)
    await people.stop_waiting(tx, waiting)
    assert draft.paper_draft_id is not None
    page = texts.items_page(replace(paper, items=(item,)), 1)
    return Answer(page, "改哪一处？", texts.field_rows(draft.paper_draft_id, draft.version, item.position))


async def ask_value(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str, chat_id: int) -> Answer:
    """A field was chosen: ask for its words, or do at once what needs none."""
    draft = await _open_draft(tx, actor, draft_id, version)
    position, _, field = extra.partition(".")
    item = _at(paper_from_json(draft.reading), position)
    if field not in texts.FIELDS:
        raise TooLate(texts.STALE)
    if field in ("state", "drop"):
        return await _correct(tx, actor, draft, item, field, "")
    payload: dict[str, object] = {"draft_id": draft_id, "position": item.position, "field": field}
    await people.wait_for(tx, actor.person_id, chat_id, "fix_value", payload)
    return Answer(texts.ASK_VALUE[field], ask=True, kind="question")


async def take_value(tx: Tx, actor: Actor, waiting: Draft, words: str) -> Answer:
    """The correction in words."""
    draft = await _open_draft(tx, actor, int(str(waiting.payload["draft_id"])))
    item = _at(paper_from_json(draft.reading), str(waiting.payload["position"]))
    answer = await _correct(tx, actor, draft, item, str(waiting.payload["field"]), words)
    await people.stop_waiting(tx, waiting)
    return answer


async def _correct(tx: Tx, actor: Actor, draft: PaperDraft, item: ReadItem, field: str, words: str) -> Answer:
    paper = paper_from_json(draft.reading)
    mended = corrected(paper, item, field, words, tx.today)
    if not await intake.move_draft(tx, draft, reading=mended.to_json()):
        raise TooLate(texts.STALE)
    tx.record(
        "correct_paper", _label(draft), actor_id=actor.person_id, after={"item": item.position, field: words}
    )
    page = 1 + (min(item.position, len(mended.items)) - 1) // texts.ITEMS_PER_PAGE
    return await _page(tx, draft, page, edit=False)


async def confirm(tx: Tx, actor: Actor, draft_id: int, version: int) -> Answer:
    """[确认导入]: write it all in this one transaction."""
    draft = await _open_draft(tx, actor, draft_id, version)
    paper = paper_from_json(draft.reading)
    known = await known_positions(tx, paper)
    if len(known) == len(paper.items):
        raise BadInput(texts.NOTHING_NEW)
    if not await intake.move_draft(tx, draft, state="imported"):
        raise TooLate(texts.STALE)
    done = await import_reading(tx, paper, actor, skip=known)
    missing = texts.what_is_missing(done.without_unit, done.without_official)
    words = texts.imported(done.labels[0], done.labels[-1], len(done.labels), done.closed)
    return Answer("\n".join(part for part in (words, missing) if part), edit=True, toast="已导入")


async def discard(tx: Tx, actor: Actor, draft_id: int, version: int) -> Answer:
    draft = await _open_draft(tx, actor, draft_id, version)
    if not await intake.move_draft(tx, draft, state="cancelled"):
        raise TooLate(texts.STALE)
    tx.record("discard_paper", _label(draft), actor_id=actor.person_id)
    return Answer(texts.CANCELLED, edit=True, toast="已取消")


async def _open_draft(tx: Tx, actor: Actor, draft_id: int, version: int | None = None) -> PaperDraft:
    require(actor, Action.IMPORT)
    draft = await intake.paper_draft(tx, draft_id)
    if draft is None:
        raise NotFound(texts.STALE)
    if draft.state != "open" or version not in (None, draft.version):
        raise TooLate(texts.STALE)
    return draft


async def known_positions(tx: Tx, paper: ReadPaper) -> frozenset[int]:
    """Positions whose directive the same meeting already has."""
    keys = await intake.directive_keys(tx, meeting_title(paper))
    return frozenset(item.position for item in paper.items if same_name_key(item.directive) in keys)


def _at(paper: ReadPaper, words: str) -> ReadItem:
    for item in paper.items:
        if str(item.position) == words.strip().lstrip("#"):
            return item
    raise BadInput(texts.NO_POSITION.format(words=words.strip()[:10], last=paper.items[-1].position))


async def _page(tx: Tx, draft: PaperDraft, page: int, *, edit: bool = True) -> Answer:
    paper = paper_from_json(draft.reading)
    known = await known_positions(tx, paper)
    pages = texts.page_count(paper)
    page = max(0, min(page, pages - 1))
    assert draft.paper_draft_id is not None
    fresh = len(paper.items) - len(known)
    rows = texts.preview_rows(draft.paper_draft_id, draft.version, page, pages, fresh)
    text = texts.items_page(paper, page) if page else texts.first_page(paper, len(known))
    return Answer(text, f"导入预览 {page + 1}/{pages}", rows, kind="preview", edit=edit)


def _label(draft: PaperDraft) -> str:
    return f"paper-{draft.paper_draft_id}"
