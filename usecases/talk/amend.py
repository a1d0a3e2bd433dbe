"""Amend a report by editing the message it came with: a new edition, the original stays (A07)."""

from collections.abc import Sequence

from domain.arrivals import MessageSource
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.requests import RequestVerb
from domain.review import review_texts
from domain.speech import several_texts
from domain.speech.several import pieces_of
from domain.states import State, Verb, next_state
from domain.talk import act_texts, figure_texts
from domain.talk import report_texts as texts
from domain.talk.acts import Progress, SpeechAct, heard, pressed_as_progress
from domain.talk.figure_verdict import JudgedFigure
from domain.typed import spoken_report
from storage.items import items
from storage.items.items import ItemParts
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Assignment, Report, ReportKind
from storage.talk import reports
from storage.tx import Tx
from usecases.review.completions import CompletionStep, end_completion, go_along
from usecases.review.review_cards import renew_cards
from usecases.steps.cards import Card, supervisors
from usecases.steps.item_acts import record
from usecases.steps.loading import known_item, unit_name
from usecases.talk.figures import StoredReport, columns, judge_again
from usecases.talk.report import checked_words, receipt_line, receipt_of


async def amend_report(tx: Tx, actor: Actor, source: MessageSource, text: str) -> Answer | None:
    """The edited message `source` becomes a new edition of its report; None when its words are the same.

    What was asked or confirmed on the old words is void: the assignment is in progress again. Days and order stay as
    they were when it was first said.
    """
    editions = await reports.of_message(tx, source.chat_id, source.message_id)
    if not editions or editions[0].person_id != actor.person_id:
        raise BadInput(texts.NOT_A_REPORT)
    of_items = {one.item_id: one for one in reversed(editions)}
    if len(of_items) > 1:
        return await _amend_each(tx, actor, list(of_items.values()), text)
    old = editions[0]
    parts = await known_item(tx, actor, old.item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    label, said = spoken_report(text)
    # Another number in the edited command would move a report from one item to another.
    if label and items.parse_label(label) != (parts.item.number, parts.item.sub):
        other = f"#{label}"
        raise BadInput(texts.LABEL_STAYS.format(label=parts.item.label, other=other, number=label))
    words = checked_words(said, ())
    return None if words == old.text else await _mend(tx, actor, parts, old, words)


async def _amend_each(tx: Tx, actor: Actor, olds: Sequence[Report], text: str) -> Answer | None:
    """A message that told of several items: each piece mends the report that it made."""
    pieces = pieces_of(text)
    all_parts = [await known_item(tx, actor, old.item_id) for old in olds]
    named = [one.number for one in pieces if not one.is_place]
    if len(pieces) != len(olds) or (named and named != [parts.item.label.lstrip("#") for parts in all_parts]):
        raise BadInput(several_texts.EDIT_EACH.format(count=len(olds)))
    answers = []
    for old, parts, piece in zip(olds, all_parts, pieces, strict=True):
        require(actor, Action.REPORT, parts.unit_ids)
        words = checked_words(piece.words, ())
        if words != old.text:
            answers.append(await _mend(tx, actor, parts, old, words))
    return Answer("\n".join(one.text for one in answers), kind="receipt") if answers else None


def _told(tx: Tx, old: Report, words: str) -> Progress | None:
    """Words that were stored by a press may be mended into others that only a press would store."""
    said = heard(words, tx.happened_on)
    was_pressed = heard(old.text, tx.happened_on).progress is None
    return pressed_as_progress(words) if was_pressed and said.act is SpeechAct.UNSURE else said.progress


async def _mend(tx: Tx, actor: Actor, parts: ItemParts, old: Report, words: str) -> Answer:
    told = _told(tx, old, words)
    if told is None:
        raise BadInput(act_texts.NOT_AMENDED)
    return await _amend(tx, actor, parts, old, told)


async def _amend(tx: Tx, actor: Actor, parts: ItemParts, old: Report, told: Progress) -> Answer:
    words = told.text
    own = [one for one, _ in parts.assignments if one.unit_id == old.unit_id]
    assignment = own[0] if own else None
    if assignment is not None:
        next_state(assignment.state, Verb.AMEND, parts.item.label)
    figure = None if old.speaks_for_all else await judge_again(tx, parts.item, words, old)
    report = await _new_edition(tx, old, told, figure)
    after, is_void = parts.item.state, False
    if assignment is not None:
        is_void = await _follow(tx, actor, parts, assignment, (old, report))
        after = assignment.state
    was = {"report": f"R-{old.report_id}", "text": old.text}
    record(tx, actor, "amend", parts.item, was, {"report": f"R-{report.report_id}", "text": words, "state": after})
    assert report.unit_id is not None
    stored = StoredReport(report.report_id, report.unit_id, figure)
    line = receipt_line(tx, await receipt_of(tx, stored, parts.item, assignment, after))
    item_id = parts.item.item_id
    text = "\n".join(filter(None, (texts.amended_receipt(line, is_void=is_void), figure_texts.question(figure))))
    done = ((texts.done_button(item_id),),) if is_void else ()
    rows = (*figure_texts.options(report.report_id, figure), *done)
    key = f"receipt:{report.report_id}"
    return Answer(text, choices=rows, kind="receipt", item_id=item_id, dedupe_key=key)


async def _new_edition(tx: Tx, old: Report, told: Progress, figure: JudgedFigure | None) -> Report:
    """In the place of the old one: what was said later stays the newest."""
    copied = old.model_dump(include={"office_id", "item_id", "unit_id", "person_id", "reported_at", "speaks_for_all"})
    report = Report(
        **copied,
        kind=ReportKind.PROGRESS,
        text=told.text,
        **columns(figure),
        edition=old.edition + 1,
        amends_id=old.report_id,
        first_id=old.first_id or old.report_id,
        source_chat=old.source_chat,
        source_message=old.source_message,
    )
    old.is_current = False
    await tx.add(*[old, report])
    await reports.carry_files(tx, old.report_id, report.report_id)
    return report


async def _follow(
    tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, editions: tuple[Report, Report]
) -> bool:
    """Whether what was asked or confirmed is void, because it rested on the words before the edit."""
    old, report = editions
    standing = await completions.standing_of(tx, assignment.assignment_id)
    resting = standing or await completions.decided_of(tx, [assignment.assignment_id])
    is_settled = assignment.state in (State.AWAITING_REVIEW, State.CLOSED)
    if is_settled and resting is not None and resting.request.report_id == old.report_id:
        await _move_back(tx, actor, parts, assignment, standing, report)
        return True
    if assignment.state is State.AWAITING_REVIEW:
        await _renew(tx, assignment)
    return False


async def _renew(tx: Tx, assignment: Assignment) -> None:
    """The request stands; its cards show what was mended beside it."""
    seen = assignment.version
    if not await tx.move(assignment):
        raise TooLate(texts.CHANGED_MEANWHILE)
    await renew_cards(tx, assignment, seen)


async def _move_back(
    tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, standing: Completion | None, report: Report
) -> None:
    seen = assignment.version
    after = next_state(assignment.state, Verb.AMEND, parts.item.label)
    if not await tx.move(assignment, state=after, closed_at=None):
        raise TooLate(texts.CHANGED_MEANWHILE)
    await _withdraw(tx, actor, parts, standing, seen, report)
    await items.follow_parts(tx, parts.item)


async def _withdraw(
    tx: Tx, actor: Actor, parts: ItemParts, completion: Completion | None, seen: int, report: Report
) -> None:
    """What was asked or confirmed rested on words that are no longer there: covered parts, cards, and a word."""
    item = parts.item
    unit = unit_name(parts, report.unit_id)
    if completion is not None:

        def line(one: Completion) -> str:
            return review_texts.withdrawn(one.item.label, one.unit)

        await go_along(tx, completion, CompletionStep(Verb.AMEND, RequestVerb.SUPERSEDE, "amend", actor), line)
        await end_completion(tx, completion, RequestVerb.SUPERSEDE, seen, line(completion), actor)
    report_id = report.report_id
    text = texts.amended_after(item.label, unit, report_id)
    Card("word", f"void:{report_id}", item.item_id).put(tx, await supervisors(tx), text)
