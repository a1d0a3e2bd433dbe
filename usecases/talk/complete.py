"""Ask for completion (申请办结): the unit says it is finished, every supervisor gets a card to decide on.

Where the policy says so, the head of the unit gets one first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.arrivals import SavedFile, Source
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import NotAllowed
from domain.review import review_texts as texts
from domain.states import State, Verb, next_state
from domain.talk import report_texts
from domain.talk import take_back_texts as back_texts
from storage.items import items
from storage.review import reviews
from storage.review.reviews import Waiting
from storage.tables import ReportKind
from storage.tx import Tx
from usecases.review.countersign import ask_head
from usecases.review.review_cards import put_cards
from usecases.steps.asking import Question, ask_about, question
from usecases.steps.duties import check_still_open, own_assignment
from usecases.steps.loading import wanted_item
from usecases.talk.report import (
    Receipt,
    expect_album,
    receipt_line,
    submit_report,
)


@question
@dataclass(frozen=True, slots=True)
class CompletionWords(Question):
    """On what ground is an item finished? `files` came before their words."""

    kind: ClassVar[str] = "done"
    tells_progress: ClassVar[bool] = True
    item_id: int
    files: tuple[SavedFile, ...] = ()


async def ask_completion(
    tx: Tx,
    actor: Actor,
    item: str | int,
    text: str,
    source: Source,
    files: Sequence[SavedFile] = (),
    album: str | None = None,
) -> Answer:
    """A request on an item covers its open sub-items of the same unit. Files alone are asked for words."""
    if not clean(text):
        return await ask_for_words(tx, actor, item, source.chat_id, files)
    receipt = await submit_report(tx, actor, item, text, source, files, ReportKind.COMPLETION)
    assert receipt.assignment_id is not None
    request = await reviews.of_assignment(tx, receipt.assignment_id)
    assert request is not None
    covered = await _cover_parts(tx, actor, request, receipt)
    first = await ask_head(tx, actor, request, receipt.report_id, covered)
    await put_cards(tx, request, covered)
    await expect_album(tx, actor, source, receipt, album)
    return Answer(
        texts.asked(receipt_line(tx, receipt), covered, first),
        choices=(back_texts.button(receipt.report_id),),
        kind="receipt",
        item_id=receipt.item_id,
        dedupe_key=f"receipt:{receipt.report_id}",
    )


async def ask_for_words(
    tx: Tx, actor: Actor, item: str | int, chat_id: int, files: Sequence[SavedFile] = ()
) -> Answer:
    """The words are missing: the next message in the chat gives them, `files` go along with it."""
    parts = await wanted_item(tx, actor, item, report_texts.DONE_USAGE)
    require(actor, Action.ASK_COMPLETION, parts.unit_ids)
    label = parts.item.label
    assignment = own_assignment(actor, parts)
    if assignment is None:
        raise NotAllowed(report_texts.only_helping(label, what=report_texts.COMPLETION))
    next_state(assignment.state, Verb.ASK_COMPLETION, label)
    asked = CompletionWords(parts.item.item_id, tuple(files))
    return await ask_about(tx, actor, parts.item, chat_id, asked, texts.ASK_DONE.format(label=label))


async def answer_done(
    tx: Tx,
    actor: Actor,
    asked: CompletionWords,
    text: str,
    source: Source,
    files: Sequence[SavedFile],
    album: str | None,
) -> Answer:
    """The words that were asked for."""
    await check_still_open(tx, actor, asked.item_id, Verb.ASK_COMPLETION)
    return await ask_completion(tx, actor, asked.item_id, text, source, (*asked.files, *files), album)


async def _cover_parts(tx: Tx, actor: Actor, request: Waiting, receipt: Receipt) -> int:
    covered = 0
    for part in await reviews.parts_of_unit(tx, request.item.item_id, request.assignment.unit_id):
        before = part.assignment.state
        if before not in (State.ASSIGNED, State.IN_PROGRESS):
            continue
        after = next_state(before, Verb.ASK_COMPLETION, part.item.label)
        await tx.move(part.assignment, state=after)
        await items.follow_parts(tx, part.item)
        tx.record(
            ReportKind.COMPLETION.value,
            part.item.label,
            by=actor,
            before={"state": before},
            after={"report": f"R-{receipt.report_id}", "state": after},
        )
        covered += 1
    return covered
