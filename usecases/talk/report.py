"""Report progress on an item: store the words with their evidence, move the assignment, say the receipt."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from domain.arrivals import SavedFile, Saying
from domain.dates.deadlines import latest, say_deadline_met
from domain.dates.reading import DateReading
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotAllowed, TooLate
from domain.states import State, Verb, next_state
from domain.talk import act_texts, figure_texts, gather_texts
from domain.talk import report_texts as texts
from domain.talk.acts import Progress, heard, pressed_as_progress
from domain.talk.figure_verdict import JudgedFigure
from domain.talk.hints import says_done
from storage.items import items
from storage.items.items import ItemParts
from storage.office import people
from storage.tables import Assignment, Attachment, Item, ReportKind
from storage.talk import reports
from storage.tx import Tx
from usecases.review.review_cards import renew_cards
from usecases.steps.asking import Question, ask_about, wait_for
from usecases.steps.loading import own_assignment, wanted_item
from usecases.talk.figures import FigureSource, StoredReport, columns, judge_figure
from usecases.talk.promise import promise_in_report, receipt_buttons
from usecases.talk.repeats import check_repeats

TEXT_LIMIT = 2000
# Of the history: the lead unit's report that stands for those of all units.
CONSOLIDATION = "consolidate"
OFFERED_AT_MOST = 2


class ProgressWords(Question, kind="report", action=Action.REPORT, tells_progress=True):
    """What is new with an item? `files` came before their words; `for_all` asks the lead unit for a consolidation."""

    item_id: int
    files: tuple[SavedFile, ...] = ()
    for_all: bool = False


class Album(Question, kind="album", action=Action.REPORT, takes_words=False):
    """The other photos of a media group come as further messages: they belong to the report of the first."""

    album: str
    report_id: int
    label: str
    reported_on: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was stored, for the one line that says so. `assignment_id` is None for a cooperating unit."""

    report_id: int
    item: Item
    count: int
    state: State
    assignment_id: int | None
    figure: JudgedFigure | None = None
    promised: DateReading | None = None
    sounds_done: bool = False
    files: int = 0


async def submit_report(
    tx: Tx,
    actor: Actor,
    item: str | int,
    saying: Saying,
    kind: ReportKind = ReportKind.PROGRESS,
    *,
    progress: Progress | None = None,
) -> Receipt:
    """Store a report of the actor's unit on an item named by label ("37.1") or id.

    `progress` is what was heard of the words already; BadInput when they are none. A figure that the words make plain
    counts towards the item's target; what they leave open is asked with the receipt.
    """
    parts = await wanted_item(tx, actor, item, texts.REPORT_USAGE)
    require(actor, Action.REPORT, parts.unit_ids)
    said = progress or progress_in(tx, saying)
    words = said.text
    # What was reported may be the ground for the request that follows.
    is_new = kind is ReportKind.COMPLETION or saying.again
    await check_repeats(tx, replace(saying, text=words, again=is_new), parts.item.item_id)
    assignment = own_assignment(actor, parts)
    after = _state_after(parts, assignment, kind)
    report = await _store(tx, actor, parts, assignment, saying, said, kind)
    await _move_on(tx, parts.item, assignment, after)
    await people.drop_about(tx, actor.person_id, chat_id=saying.source.chat_id, item_id=parts.item.item_id)
    figure = figure_texts.receipt_words(report.figure)
    told = {"report": f"R-{report.report_id}", "text": words, **({"figure": figure} if figure else {}), "state": after}
    behind = {"rests_on": await rests_on(tx, parts.item.item_id, report.report_id)} if saying.for_all else {}
    tx.record(CONSOLIDATION if saying.for_all else kind.value, parts.item.label, by=actor, after={**told, **behind})
    receipt = await receipt_of(tx, report, parts.item, assignment, after)
    return replace(await told_besides(tx, receipt, assignment, words), files=len(saying.files))


async def told_besides(tx: Tx, receipt: Receipt, assignment: Assignment | None, words: str) -> Receipt:
    """What the words seem to say beside the progress: a day, an amount, that it is finished."""
    is_in_hand = assignment is not None and receipt.state is State.IN_PROGRESS
    return replace(
        receipt, promised=await promise_in_report(tx, assignment, words), sounds_done=is_in_hand and says_done(words)
    )


async def rests_on(tx: Tx, item_id: int, report_id: int) -> list[str]:
    """What the units, and those of the parts, had said last when one spoke for all."""
    return [f"R-{one}" for one in await reports.newest_with_parts(tx, item_id) if one != report_id]


def progress_in(tx: Tx, saying: Saying) -> Progress:
    """The words as they are stored, where they are progress; files alone are."""
    words = checked_words(saying.text, saying.files)
    if words == texts.SEE_FILES:
        return pressed_as_progress(words)
    told = heard(words, tx.happened_on).progress
    if told is None:
        raise BadInput(act_texts.NOT_PROGRESS)
    return told


def checked_words(text: str, files: Sequence[SavedFile]) -> str:
    """The progress as it is stored; files may speak for themselves, a voice alone does not."""
    words = clean(text)
    if not words and files and not is_voice_only(text, files):
        return texts.SEE_FILES
    if not words:
        raise BadInput(texts.EMPTY)
    if len(words) > TEXT_LIMIT:
        raise BadInput(texts.TOO_LONG.format(length=len(words), limit=TEXT_LIMIT))
    return words


def is_voice_only(text: str, files: Sequence[SavedFile]) -> bool:
    return bool(files) and not clean(text) and all(file.kind == "voice" for file in files)


def _state_after(parts: ItemParts, assignment: Assignment | None, kind: ReportKind) -> State:
    label = parts.item.label
    if assignment is None:
        if kind is ReportKind.COMPLETION:
            raise NotAllowed(texts.only_helping(label, what=texts.COMPLETION))
        next_state(parts.item.state, Verb.REPORT, label)
        return parts.item.state
    verb = Verb.ASK_COMPLETION if kind is ReportKind.COMPLETION else Verb.REPORT
    return next_state(assignment.state, verb, label)


async def _store(
    tx: Tx,
    actor: Actor,
    parts: ItemParts,
    assignment: Assignment | None,
    saying: Saying,
    told: Progress,
    kind: ReportKind,
) -> StoredReport:
    unit_id = assignment.unit_id if assignment else min(parts.cooperating & actor.unit_ids)
    # What all units have done together is no figure of the one that says it.
    source = None if saying.for_all else FigureSource(unit_id, actor.person_id, tx.happened_at)
    figure = await judge_figure(tx, parts.item, told.text, source) if source else None
    report_id = await reports.add(
        tx,
        item_id=parts.item.item_id,
        unit_id=unit_id,
        person_id=actor.person_id,
        kind=kind,
        text=told.text,
        **columns(figure),
        reported_at=tx.happened_at,
        speaks_for_all=saying.for_all,
        source_chat=saying.source.chat_id,
        source_message=saying.source.message_id,
    )
    if saying.files:
        # Written now: the card of the request counts them.
        await tx.add(*evidence(report_id, saying.files))
    return StoredReport(report_id, unit_id, figure)


def evidence(report_id: int, files: Sequence[SavedFile]) -> list[Attachment]:
    return [Attachment(report_id=report_id, **asdict(file)) for file in files]


async def _move_on(tx: Tx, item: Item, assignment: Assignment | None, after: State) -> None:
    """Count the report on the assignment, and let the item follow."""
    seen = assignment.version if assignment else 0
    if assignment is not None:
        before = assignment.state
        asks = after is State.AWAITING_REVIEW and before is not after
        moved = await tx.move(
            assignment,
            state=after,
            last_report_on=latest(assignment.last_report_on, tx.happened_on),
            report_count=assignment.report_count + 1,
            asked_on=tx.happened_on if asks else assignment.asked_on,
        )
        if not moved:
            raise TooLate(texts.CHANGED_MEANWHILE)
        if before is State.AWAITING_REVIEW:
            await renew_cards(tx, assignment, seen)
    if item.last_moved_on < tx.happened_on:
        await tx.move(item, last_moved_on=tx.happened_on)
    if item.parent_id is not None:
        await items.parent_moved(tx, item)
    if assignment is not None and item.state is not after:
        await items.follow_parts(tx, item)


async def receipt_of(tx: Tx, report: StoredReport, item: Item, assignment: Assignment | None, after: State) -> Receipt:
    if assignment is None:
        count = await reports.count_of_unit(tx, item.item_id, report.unit_id)
    else:
        count = assignment.report_count
    return Receipt(
        report.report_id, item, count, after, assignment.assignment_id if assignment else None, report.figure
    )


def receipt_line(tx: Tx, receipt: Receipt) -> str:
    item, figure = receipt.item, figure_texts.receipt_words(receipt.figure)
    deadline = say_deadline_met(item.deadline, tx.happened_on, tx.today, long_term=item.long_term)
    line = texts.receipt(receipt.report_id, item.label, receipt.count, deadline, figure)
    return texts.with_files(line, receipt.files) if receipt.files else line


def say_receipt(tx: Tx, receipt: Receipt) -> Answer:
    """The receipt as the speaker reads it; a reply to it reports on the same item again."""
    # What the words seem to say besides is asked back, never stored on a guess: two buttons and [撤回].
    promise, back = receipt_buttons(tx, receipt.report_id, receipt.promised)
    done = [texts.done_button(receipt.item.item_id)] if receipt.sounds_done else []
    asked = figure_texts.question(receipt.figure)
    return Answer(
        "\n".join(filter(None, (receipt_line(tx, receipt), asked))),
        choices=(
            *figure_texts.options(receipt.report_id, receipt.figure),
            (*[*promise, *done][:OFFERED_AT_MOST], *back),
        ),
        kind="receipt",
        item_id=receipt.item.item_id,
        dedupe_key=f"receipt:{receipt.report_id}",
    )


async def report_progress(
    tx: Tx, actor: Actor, item: str | int, saying: Saying, progress: Progress | None = None
) -> Answer:
    """The receipt; or the question for words when a voice came alone."""
    if is_voice_only(saying.text, saying.files):
        return await ask_for_report(tx, actor, item, saying.source.chat_id, saying.files, for_all=saying.for_all)
    receipt = await submit_report(tx, actor, item, saying, progress=progress)
    dropped = await expect_album(tx, actor, saying, receipt)
    answer = say_receipt(tx, receipt)
    more = [line for line in (gather_texts.PRINTED if saying.for_all else "", dropped) if line]
    return replace(answer, text="\n".join([answer.text, *more])) if more else answer


async def ask_for_report(
    tx: Tx, actor: Actor, item: str | int, chat_id: int, files: Sequence[SavedFile] = (), *, for_all: bool = False
) -> Answer:
    """Ask for the words; the person's next message in the chat is the report, `files` go along with it."""
    parts = await wanted_item(tx, actor, item, texts.REPORT_USAGE)
    require(actor, Action.REPORT, parts.unit_ids)
    _state_after(parts, own_assignment(actor, parts), ReportKind.PROGRESS)
    text = (texts.VOICE_NEEDS_WORDS if files else texts.ASK_PROGRESS).format(label=parts.item.label)
    asked = ProgressWords(parts.item.item_id, tuple(files), for_all)
    return await ask_about(tx, actor, parts.item, chat_id, asked, text)


async def expect_album(tx: Tx, actor: Actor, saying: Saying, receipt: Receipt) -> str:
    """The other photos of a media group belong to the same report; what is to be said of an open question."""
    if saying.album is None:
        return ""
    expected = Album(saying.album, receipt.report_id, receipt.item.label, receipt.item.item_id)
    _, dropped = await wait_for(tx, actor, saying.source.chat_id, expected)
    return dropped
