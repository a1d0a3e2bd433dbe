"""Report progress on an item, and amend a report by editing the message it came with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.arrivals import SavedFile, Source
from domain.deadlines import say_deadline
from domain.hygiene import clean, cut
from domain.notes import Answer, Note
from domain.people import Action, Actor, Role, require
from domain.quantities import read_quantity
from domain.refusals import BadInput, NotAllowed, TooLate
from domain.states import State, Verb, next_state
from domain.texts import report as texts
from storage import items, people, reports
from storage.items import ItemParts
from storage.tables import Assignment, Attachment, Item, Report, ReportKind
from storage.tx import Tx
from usecases.loading import known_item, named_item

TEXT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was stored, for the one line that says so."""

    report_id: int
    item_id: int
    label: str
    count: int
    deadline: date | None
    long_term: bool
    state: State
    version: int


async def submit_report(
    tx: Tx,
    actor: Actor,
    item: str | int,
    text: str,
    source: Source,
    files: Sequence[SavedFile] = (),
    kind: ReportKind = ReportKind.PROGRESS,
) -> Receipt:
    """Store a report of the actor's unit on an item named by label ("37.1") or id.

    A quantity at the start ("3家 …") counts towards the item's target.
    """
    parts = await (named_item(tx, actor, item) if isinstance(item, str) else known_item(tx, actor, item))
    require(actor, Action.REPORT, parts.unit_ids)
    words = _checked(text, files)
    await _refuse_repeats(tx, source, parts.item.item_id)
    assignment = _own_assignment(actor, parts)
    verb = Verb.ASK_COMPLETION if kind is ReportKind.COMPLETION else Verb.REPORT
    after = next_state(assignment.state if assignment else parts.item.state, verb, parts.item.label)
    report = await _store(tx, actor, parts, assignment, words, source, files, kind)
    await _move_on(tx, parts.item, assignment, after)
    await _answered(tx, actor, source.chat_id, parts.item.item_id)
    tx.record(
        kind.value,
        parts.item.label,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        after={"report": f"R-{report.report_id}", "text": words, "state": after},
    )
    count = assignment.report_count if assignment else 1
    return _receipt(report, parts.item, count, after)


def _checked(text: str, files: Sequence[SavedFile]) -> str:
    words = clean(text)
    if not words and files:
        words = "（见所附材料）" if any(file.kind != "voice" for file in files) else ""
        if not words:
            raise BadInput(texts.VOICE_NEEDS_WORDS)
    if not words:
        raise BadInput(texts.EMPTY)
    if len(words) > TEXT_LIMIT:
        raise BadInput(texts.TOO_LONG.format(length=len(words), limit=TEXT_LIMIT))
    return words


async def _refuse_repeats(tx: Tx, source: Source, item_id: int | None) -> None:
    """One message is one report, under whatever update id it comes again."""
    for report in await reports.of_message(tx, source.chat_id, source.message_id):
        if report.item_id == item_id:
            raise TooLate(texts.SAME_MESSAGE.format(report_id=report.report_id))


async def _answered(tx: Tx, actor: Actor, chat_id: int, item_id: int | None) -> None:
    """A question about this item is answered by any way of reporting on it."""
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    if draft is not None and draft.payload.get("item_id") == item_id:
        await people.stop_waiting(tx, draft)


def _own_assignment(actor: Actor, parts: ItemParts) -> Assignment | None:
    """The actor's unit's assignment; None for a cooperating unit, which reports only its part."""
    own = parts.of_units(actor.unit_ids)
    if own:
        return own[0]
    if parts.cooperating & actor.unit_ids:
        return None
    raise NotAllowed(texts.NOT_YOURS)


async def _store(
    tx: Tx,
    actor: Actor,
    parts: ItemParts,
    assignment: Assignment | None,
    words: str,
    source: Source,
    files: Sequence[SavedFile],
    kind: ReportKind,
) -> Report:
    quantity, measure = _quantity_of(parts.item, words)
    unit_id = assignment.unit_id if assignment else next(iter(parts.cooperating & actor.unit_ids))
    assert parts.item.item_id is not None
    report = Report(
        office_id=tx.office_id,
        item_id=parts.item.item_id,
        unit_id=unit_id,
        person_id=actor.person_id,
        kind=kind,
        text=words,
        quantity=quantity,
        measure=measure,
        reported_at=tx.now,
        source_chat=source.chat_id,
        source_message=source.message_id,
    )
    tx.session.add(report)
    await tx.session.flush()
    assert report.report_id is not None
    tx.session.add_all(_evidence(tx, report.report_id, files))
    return report


def _quantity_of(item: Item, words: str) -> tuple[Decimal | None, str]:
    found = read_quantity(words)
    if found is None or (item.target_measure and found.unit != item.target_measure):
        return None, ""
    return found.amount, found.unit


def _evidence(tx: Tx, report_id: int, files: Sequence[SavedFile]) -> list[Attachment]:
    return [
        Attachment(
            office_id=tx.office_id,
            report_id=report_id,
            kind=file.kind,
            name=file.name,
            path=file.path,
            size=file.size,
            sha256=file.sha256,
            file_id=file.file_id,
        )
        for file in files
    ]


async def _move_on(tx: Tx, item: Item, assignment: Assignment | None, after: State) -> None:
    """Count the report on the assignment, and let the item follow."""
    if assignment is not None:
        moved = await items.move_assignment(
            tx,
            assignment,
            state=after,
            last_report_on=tx.today,
            report_count=assignment.report_count + 1,
        )
        if not moved:
            raise TooLate(texts.CHANGED_MEANWHILE)
    if item.last_moved_on != tx.today:
        await items.move_item(tx, item, last_moved_on=tx.today)
    if assignment is None or item.state is not after:
        await items.follow_parts(tx, item)


def _receipt(report: Report, item: Item, count: int, after: State) -> Receipt:
    assert report.report_id is not None
    assert item.item_id is not None
    return Receipt(
        report.report_id, item.item_id, item.label, count, item.deadline, item.long_term, after, item.version
    )


async def amend_report(tx: Tx, actor: Actor, source: Source, text: str) -> Receipt | None:
    """The edited message `source` becomes a new edition of its report; None when it made no report.

    What was asked or confirmed on the old words is void: the assignment is in progress again.
    """
    editions = await reports.of_message(tx, source.chat_id, source.message_id)
    if not editions or editions[0].person_id != actor.person_id:
        return None
    old = editions[0]
    parts = await known_item(tx, actor, old.item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    words = _checked(without_command(text), ())
    if words == old.text:
        return None
    return await _amend(tx, actor, parts, old, words)


_COMMAND = re.compile(r"^(?:/\w+(?:@\w+)?|进展|反馈|报进展|办结|申请办结)\s*#?\s*\d+(?:\.\d+)?\s*")


def without_command(text: str) -> str:
    """The progress words of a message that may have been a command: "/report 37 text" is "text"."""
    return _COMMAND.sub("", text, count=1)


async def _amend(tx: Tx, actor: Actor, parts: ItemParts, old: Report, words: str) -> Receipt:
    quantity, measure = _quantity_of(parts.item, words)
    report = Report(
        **old.model_dump(exclude={"report_id", "text", "quantity", "measure", "reported_at", "edition"})
        | {"amends_id": old.report_id, "kind": ReportKind.PROGRESS},
        text=words,
        quantity=quantity,
        measure=measure,
        reported_at=tx.now,
        edition=old.edition + 1,
    )
    old.is_current = False
    tx.session.add_all([old, report])
    await tx.session.flush()
    assignment = next((own for own, _ in parts.assignments if own.unit_id == old.unit_id), None)
    after = parts.item.state
    if assignment is not None:
        after = next_state(assignment.state, Verb.AMEND, parts.item.label)
        if assignment.state in (State.AWAITING_REVIEW, State.CLOSED):
            await _tell_void(tx, parts.item, report.report_id or 0)
        await items.move_assignment(tx, assignment, state=after, closed_at=None, last_report_on=tx.today)
        await items.follow_parts(tx, parts.item)
    tx.record(
        "amend",
        parts.item.label,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"report": f"R-{old.report_id}", "text": old.text},
        after={"report": f"R-{report.report_id}", "text": words, "state": after},
    )
    return _receipt(report, parts.item, assignment.report_count if assignment else report.edition, after)


async def _tell_void(tx: Tx, item: Item, report_id: int) -> None:
    """What was asked or confirmed rested on words that are no longer there."""
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        text = texts.amended_after(item.label, report_id)
        key = f"void:{report_id}:{supervisor.person_id}"
        tx.put(Note(supervisor.telegram_id, "word", text, item_id=item.item_id, dedupe_key=key))


async def ask_for_report(tx: Tx, actor: Actor, item: str | int, chat_id: int) -> Answer:
    """Ask for the words; the person's next message in the chat is the report."""
    parts = await (named_item(tx, actor, item) if isinstance(item, str) else known_item(tx, actor, item))
    require(actor, Action.REPORT, parts.unit_ids)
    assert parts.item.item_id is not None
    await people.wait_for(tx, actor.person_id, chat_id, "report", {"item_id": parts.item.item_id})
    text = texts.ASK_PROGRESS.format(label=parts.item.label)
    return Answer(
        text,
        kind="question",
        title=f"{parts.item.label} {cut(parts.item.directive, 60)}",
        ask=True,
        item_id=parts.item.item_id,
    )


def say_receipt(tx: Tx, receipt: Receipt) -> Answer:
    """The receipt as the speaker reads it; a reply to it reports on the same item again."""
    deadline = say_deadline(receipt.deadline, tx.today, long_term=receipt.long_term)
    text = texts.receipt(receipt.report_id, receipt.label, receipt.count, deadline)
    return Answer(text, kind="receipt", item_id=receipt.item_id, dedupe_key=f"receipt:{receipt.report_id}")
