"""Ask for completion (申请办结): the unit says it is finished, every supervisor gets a card to decide on.

Where the policy says so, the head of the unit gets one first.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.arrivals import SavedFile, Saying
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import NotAllowed
from domain.requests import RequestState
from domain.review import countersign_texts
from domain.review import review_texts as texts
from domain.states import IN_HAND, Verb, next_state
from domain.talk import act_texts, figure_texts, report_texts
from domain.talk.acts import Heard, Progress, SpeechAct, pressed_as_progress
from storage.items import items
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import ReportKind
from storage.tx import Tx
from usecases.review.completions import put_completion
from usecases.review.countersign import ask_head, head_to_ask
from usecases.review.review_cards import put_cards
from usecases.steps.asking import Question, ask_about
from usecases.steps.item_acts import record
from usecases.steps.loading import check_still_open, must_move, own_assignment, wanted_item
from usecases.talk.hear import hear_besides, what_is_said
from usecases.talk.report import expect_album, receipt_line, submit_report
from usecases.talk.waiting import take_words


class CompletionWords(Question, kind="done", action=Action.ASK_COMPLETION, tells_progress=True):
    """On what ground is an item finished? `files` came before their words, maybe as part of an `album`."""

    item_id: int
    files: tuple[SavedFile, ...] = ()
    album: str | None = None


async def ask_completion(tx: Tx, actor: Actor, item: str | int, saying: Saying) -> Answer:
    """A request on an item covers its open sub-items of the same unit. Files alone are asked for words."""
    said = await what_is_said(tx, saying)
    if said is None:
        return await ask_for_words(tx, actor, item, saying.source.chat_id, saying.files, saying.album)
    if said.progress is None:
        return await _no_ground(tx, actor, item, saying, said)
    return await _ask(tx, actor, item, saying, said.progress)


async def _no_ground(tx: Tx, actor: Actor, item: str | int, saying: Saying, said: Heard) -> Answer:
    """收到 asks for no completion; words that may be its ground are asked back."""
    is_doubtful = said.act in (SpeechAct.UNSURE, SpeechAct.NO_CHANGE)
    if not is_doubtful:
        return await hear_besides(tx, actor, item, saying, said)
    parts = await wanted_item(tx, actor, item, report_texts.DONE_USAGE)
    rows = act_texts.done_row(parts.item.item_id, saying.source.message_id)
    return await hear_besides(tx, actor, parts.item.item_id, saying, said, rows)


async def press_as_done(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    """[就按此申请办结]: the person has been asked."""
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    with tx.said_at(entry.said_at):
        return replace(await _ask(tx, actor, item_id, entry.saying, pressed_as_progress(entry.text)), edit=True)


async def _ask(tx: Tx, actor: Actor, item: str | int, saying: Saying, progress: Progress) -> Answer:
    receipt = await submit_report(tx, actor, item, saying, ReportKind.COMPLETION, progress=progress)
    assert receipt.assignment_id is not None
    held = await items.held(tx, receipt.assignment_id)
    assert held is not None
    asked = await head_to_ask(tx, actor, held.assignment.unit_id)
    state = RequestState.DEFERRED if asked else RequestState.OPEN
    words, report_id = clean(saying.text), receipt.report_id
    request = await put_completion(tx, actor, held.assignment, words, report_id, state)
    completion = Completion(request, held.assignment, held.item, held.unit)
    covered = await _cover_parts(tx, actor, completion)
    if asked:
        await ask_head(tx, actor, completion, *asked)
    await put_cards(tx, completion)
    first = countersign_texts.asked(asked[0].name, asked[1]) if asked else ""
    dropped = await expect_album(tx, actor, saying, receipt)
    told = texts.asked(receipt_line(tx, receipt), covered, first)
    lines = (told, figure_texts.question(receipt.figure), dropped)
    return Answer(
        "\n".join(filter(None, lines)),
        choices=(*figure_texts.options(report_id, receipt.figure), report_texts.button(report_id)),
        kind="receipt",
        item_id=receipt.item.item_id,
        dedupe_key=f"receipt:{receipt.report_id}",
    )


async def ask_for_words(
    tx: Tx, actor: Actor, item: str | int, chat_id: int, files: Sequence[SavedFile] = (), album: str | None = None
) -> Answer:
    """The words are missing: the next message in the chat gives them, `files` go along with it."""
    parts = await wanted_item(tx, actor, item, report_texts.DONE_USAGE)
    require(actor, Action.ASK_COMPLETION, parts.unit_ids)
    label = parts.item.label
    assignment = own_assignment(actor, parts)
    if assignment is None:
        raise NotAllowed(report_texts.only_helping(label, what=report_texts.COMPLETION))
    next_state(assignment.state, Verb.ASK_COMPLETION, label)
    asked = CompletionWords(parts.item.item_id, tuple(files), album)
    return await ask_about(tx, actor, parts.item, chat_id, asked, texts.ASK_DONE.format(label=label))


async def answer_done(tx: Tx, actor: Actor, asked: CompletionWords, saying: Saying) -> Answer:
    """The words that were asked for."""
    await check_still_open(tx, actor, asked.item_id, Verb.ASK_COMPLETION)
    return await ask_completion(tx, actor, asked.item_id, replace(saying, files=(*asked.files, *saying.files)))


async def _cover_parts(tx: Tx, actor: Actor, completion: Completion) -> int:
    """The unit's parts that it still had in hand are asked for along with the whole."""
    request, covered = completion.request, 0
    whole = completion.assignment
    for assignment, item in await completions.parts_of(tx, whole.item_id, whole.unit_id):
        before = assignment.state
        if before not in IN_HAND:
            continue
        after = next_state(before, Verb.ASK_COMPLETION, item.label)
        await must_move(tx, item.label, assignment, state=after, asked_on=tx.happened_on)
        await put_completion(tx, actor, assignment, request.text, request.report_id)
        await items.follow_parts(tx, item)
        told = {"report": f"R-{request.report_id}", "state": after}
        record(tx, actor, ReportKind.COMPLETION.value, item, {"state": before}, told)
        covered += 1
    return covered
