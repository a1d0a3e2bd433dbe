"""A later part of a paper bears a mark of classification: what was kept of the parts before it goes, too."""

from dataclasses import replace

from domain.arrivals import MessageSource
from domain.notes import Note, Priority, note_from_json
from domain.office.people import Actor
from domain.papers.incoming_texts import FORGOTTEN
from domain.papers.reading import ReadPaper
from domain.papers.shown import PAPER
from storage.delivery import outbox
from storage.papers import drafts
from storage.tables import DraftState, Outbox, PaperDraft
from storage.tx import Tx
from usecases.papers import shown
from usecases.steps.cards import put_anew


async def forget_parts(tx: Tx, actor: Actor, source: MessageSource) -> None:
    """The reading, and every page of its preview, here and on the phone."""
    for part in await drafts.open_from(tx, actor.person_id, (source.chat_id, source.message_id)):
        nothing = {"reading": ReadPaper().to_json(), "source_name": "", "text_hash": "", "sketch": []}
        if part.kind == PAPER.name and await tx.move(part, state=DraftState.DROPPED, **nothing):
            tx.record(PAPER.dropped, shown.label_of(PAPER, part), by=actor)
            await _take_back_pages(tx, source.chat_id, part)


async def _take_back_pages(tx: Tx, chat_id: int, part: PaperDraft) -> None:
    for row in await outbox.put_in_chat(tx, chat_id, "preview", part.read_at):
        note = note_from_json(row.note)
        await tx.follow(row, note=replace(note, text=FORGOTTEN, title="", choices=()).to_json())
        if row.message_id is not None and row.dedupe_key and note.edits_message is None:
            put_anew(tx, _gone(chat_id, row), "forgotten")


def _gone(chat_id: int, row: Outbox) -> Note:
    return Note(chat_id, "answer", FORGOTTEN, priority=Priority.INTERACTIVE, dedupe_key=row.dedupe_key)
