"""Plain talk without any number: matched to the person's open items and asked back. Nothing on a guess."""

from dataclasses import asdict

from domain.arrivals import SavedFile, Source
from domain.hygiene import clean
from domain.matching import Candidate, match_items
from domain.notes import Answer
from domain.people import Action, Actor, may
from domain.refusals import BadInput, TooLate
from domain.texts import cards as texts
from domain.texts import gate as gate_texts
from storage import items, people
from storage.tables import Draft
from storage.tx import Tx
from usecases.report import Receipt, submit_report

SHORTEST = 2


async def ask_which(tx: Tx, actor: Actor, text: str, source: Source, files: tuple[SavedFile, ...]) -> Answer:
    """At most three buttons; the words wait until one is pressed."""
    words = clean(text)
    if not may(actor, Action.REPORT, actor.unit_ids) or (len(words) < SHORTEST and not files):
        raise BadInput(gate_texts.NOT_UNDERSTOOD)
    mine = await items.open_of_units(tx, list(actor.unit_ids))
    candidates = [Candidate(item.item_id or 0, item.label, item.directive) for item in mine]
    found = {match.item_id for match in match_items(words, candidates)}
    chosen = [item for item in mine if item.item_id in found] or (list(mine) if len(mine) <= 3 else [])
    if not chosen:
        raise BadInput(texts.NO_MATCH)
    payload: dict[str, object] = {
        "text": words,
        "message": source.message_id,
        "files": [asdict(file) for file in files],
    }
    await people.wait_for(tx, actor.person_id, source.chat_id, "match", payload)
    options = [(item.item_id or 0, item.label, item.directive) for item in chosen[:3]]
    return Answer(f"“{words[:60]}”", texts.ASK_MATCH, texts.match_rows(options, source.message_id))


async def _pending(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> Draft:
    """The words that the pressed buttons belong to."""
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    if draft is None or draft.kind != "match" or draft.payload["message"] != message_id:
        raise TooLate(texts.MATCH_GONE)
    return draft


async def store_match(tx: Tx, actor: Actor, item_id: int, chat_id: int, message_id: int) -> Receipt:
    """The button says which item: now the waiting words are the report."""
    draft = await _pending(tx, actor, chat_id, message_id)
    stored = draft.payload["files"]
    assert isinstance(stored, list)
    files = tuple(SavedFile(**file) for file in stored)
    receipt = await submit_report(
        tx, actor, item_id, str(draft.payload["text"]), Source(chat_id, message_id), files
    )
    await people.stop_waiting(tx, draft)
    return receipt


async def drop_match(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> Answer:
    await people.stop_waiting(tx, await _pending(tx, actor, chat_id, message_id))
    return Answer(texts.NOT_STORED, edit=True)
