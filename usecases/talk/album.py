"""The further photos of a media group go where the first one went, and so do the words under any of them.

The caption stands wherever its sender put it: nobody is asked again for what is said under a later photo.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.arrivals import SavedFile, Saying
from domain.hygiene import clean
from domain.notes import Answer, Note, Priority, note_from_json
from domain.office.people import Actor
from domain.refusals import BadInput, TooLate
from domain.talk import report_texts as texts
from domain.talk.acts import Progress, SpeechAct, heard
from storage.delivery import outbox
from storage.tables import Report, ReportKind
from storage.talk import reports
from storage.tx import Tx
from usecases.review.review_cards import recount_cards
from usecases.steps.asking import StandingQuestion, fields_of
from usecases.steps.cards import put_anew
from usecases.steps.loading import known_item, own_assignment
from usecases.talk.complete import CompletionWords
from usecases.talk.figures import StoredReport, columns, judge_again
from usecases.talk.free_text import ask_which
from usecases.talk.report import Album, checked_words, evidence, receipt_of, say_receipt, told_besides
from usecases.talk.waiting import ItemMeant, begun_album, keep_words, waiting_words

# Under a photo these tell nothing of the work.
_NO_WORDS = (SpeechAct.ACKNOWLEDGEMENT, SpeechAct.SMALL_TALK)


def goes_on(there: StandingQuestion | None, album: str | None, words: str) -> bool:
    """Whether a message is a further one of the album that the question remembers."""
    if there is None or album is None:
        return False
    asked = there.question
    if isinstance(asked, ItemMeant):
        return bool(asked.pending) and asked.pending[-1].album == album
    # The words that are asked for may stand under a later photo.
    is_asked = isinstance(asked, CompletionWords) and not clean(words)
    return (is_asked or isinstance(asked, Album)) and getattr(asked, "album", None) == album


async def go_on(tx: Tx, actor: Actor, there: StandingQuestion, saying: Saying) -> Answer | None:
    """One more photo of it, maybe with words."""
    asked = there.question
    if isinstance(asked, Album):
        return await _add_to_report(tx, actor, asked, saying)
    if isinstance(asked, CompletionWords):
        there.row.fields = fields_of(replace(asked, files=(*asked.files, *saying.files)))
        await tx.add(there.row)
        return None
    assert isinstance(asked, ItemMeant)
    if not asked.pending[-1].kind:
        return await ask_which(tx, actor, saying, None)
    # It may answer a question: the buttons that ask so stand already.
    first = asked.pending[-1]
    joined = first.joined_by(saying)
    more = replace(first, text=joined.text, files=joined.files)
    await keep_words(tx, actor, saying.source.chat_id, [*asked.pending[:-1], more])
    return None


async def with_begun(tx: Tx, actor: Actor, saying: Saying) -> Saying:
    """A command under a later photo takes along what of its album waits for a button."""
    if saying.album is None:
        return saying
    waiting = await waiting_words(tx, actor, saying.source.chat_id)
    begun = begun_album(waiting, saying)
    if begun is None:
        return saying
    await keep_words(tx, actor, saying.source.chat_id, list(waiting[:-1]))
    chat_id = saying.source.chat_id
    if begun.prompt:
        put_anew(
            tx,
            Note(chat_id, "answer", texts.ALBUM_TAKEN, priority=Priority.INTERACTIVE, dedupe_key=begun.prompt),
            "taken",
        )
    words = "\n".join(filter(None, (begun.text, saying.text)))
    return replace(saying, text=words, files=(*begun.files, *saying.files))


async def _add_to_report(tx: Tx, actor: Actor, album: Album, saying: Saying) -> Answer | None:
    """Keep the files and the words, and let receipt and card say how many there are."""
    report_id, words = album.report_id, clean(saying.text)
    report = await reports.by_id(tx, report_id)
    if report is None or not report.is_current:
        raise BadInput(texts.EDITED)
    there = await reports.attachments_of(tx, [report_id])
    fresh = _fresh(saying.files, {one.file_id for one in there})
    if not fresh:
        raise TooLate(texts.SAME_MESSAGE.format(report_id=report_id))
    await tx.add(*evidence(report_id, fresh))
    count = len(there) + len(fresh)
    tx.record("progress", album.label, by=actor, after={"report": f"R-{report_id}", "files": count})
    told = heard(words, tx.happened_on) if words else None
    progress = told.progress if told else None
    known = await _receipt(tx, report_id, len(there))
    said = await _receipt_with(tx, actor, report, progress) if progress else known
    if said is not None:
        text = texts.with_files(said.text, count)
        put_anew(tx, replace(said, chat_id=saying.source.chat_id, text=text), str(count))
    await _recount(tx, actor, report, count)
    is_lost = told is not None and progress is None and told.act not in _NO_WORDS
    return Answer(texts.not_added(album.label, words)) if is_lost else None


def _fresh(files: Sequence[SavedFile], known: set[str]) -> list[SavedFile]:
    return [file for file in files if file.file_id not in known]


async def _receipt(tx: Tx, report_id: int, count: int) -> Note | None:
    """As it was said last, with all its buttons."""
    key = f"receipt:{report_id}"
    unwritten = [one for one in tx.notes if key in (one.dedupe_key, one.edits_key)]
    if unwritten:
        return replace(unwritten[-1], dedupe_key=key, edits_key=None)
    row = await outbox.of_key(tx, f"{key}:{count}") or await outbox.of_key(tx, key)
    said = note_from_json(row.note) if row else None
    return replace(said, dedupe_key=key, edits_key=None, edits_message=None) if said else None


async def _receipt_with(tx: Tx, actor: Actor, report: Report, progress: Progress) -> Note | None:
    """The words belong to the report, which had others or none; the receipt says what they say."""
    parts = await known_item(tx, actor, report.item_id)
    words = progress.text
    text = checked_words(words if report.text == texts.SEE_FILES else f"{report.text}\n{words}", ())
    counts_already = report.quantity is not None
    figure = None if counts_already else await judge_again(tx, parts.item, text, report)
    await reports.add_words(tx, report.report_id, text, **({} if counts_already else columns(figure)))
    tx.record("progress", parts.item.label, by=actor, after={"report": f"R-{report.report_id}", "text": text})
    before = await _receipt(tx, report.report_id, 0)
    if report.kind is not ReportKind.PROGRESS or counts_already:
        return before
    assert report.unit_id is not None
    assignment = own_assignment(actor, parts)
    stored = StoredReport(report.report_id, report.unit_id, figure)
    state = assignment.state if assignment else parts.item.state
    receipt = await receipt_of(tx, stored, parts.item, assignment, state)
    answer = say_receipt(tx, await told_besides(tx, receipt, assignment, text))
    fresh = Note(0, "receipt", answer.text, answer.title, answer.choices, Priority.INTERACTIVE, item_id=answer.item_id)
    return replace(fresh, dedupe_key=answer.dedupe_key)


async def _recount(tx: Tx, actor: Actor, report: Report, count: int) -> None:
    parts = await known_item(tx, actor, report.item_id)
    assignment = own_assignment(actor, parts)
    if assignment is not None:
        await recount_cards(tx, assignment.assignment_id, count)
