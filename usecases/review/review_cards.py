"""The cards on which supervisors decide about completion: put, renewed, and closed when one has decided."""

from domain.dates.deadlines import say_deadline_met
from domain.messages.materials_texts import look_rows
from domain.notes import Rows
from domain.requests import RequestState
from domain.review import countersign_texts
from domain.review import review_texts as texts
from storage.review import completions
from storage.review.completions import Completion
from storage.tables import Assignment, ReportKind
from storage.talk import reports
from storage.tx import Tx
from usecases.review.countersign_card import countersign_mark, drop_countersign, head_words, put_head_card
from usecases.steps.cards import Card, Face, put_anew, supervisors

# Reports after the request that its card still shows.
AFTER_SHOWN = 3


def card_of(assignment: Assignment, version: int) -> Card:
    return Card("review_card", f"review:{assignment.assignment_id}:{version}", assignment.item_id)


async def put_cards(tx: Tx, completion: Completion, replaces: int | None = None) -> None:
    """One card to each supervisor; with `replaces`, in the place of the card of that version.

    While the unit's head has the request, the only card is the head's.
    """
    assignment = completion.assignment
    if completion.request.state is RequestState.DEFERRED:
        _, text, look = await request_words(tx, completion)
        asked = await completions.with_head_of(tx, assignment.assignment_id)
        assert asked is not None, "what is deferred is with a head"
        await put_head_card(tx, asked, text, look, renews=replaces is not None)
        return
    face = await face_of(tx, completion)
    old = card_of(assignment, replaces) if replaces else None
    card = card_of(assignment, assignment.version)
    card.put(tx, await supervisors(tx), face.text, face.title, face.rows, replaces=old)


async def face_of(tx: Tx, completion: Completion) -> Face:
    """For the supervisors."""
    title, text, look = await request_words(tx, completion)
    assignment = completion.assignment
    return Face(title, text, (*texts.verdict_rows(assignment.assignment_id, assignment.version), *look))


async def head_face(tx: Tx, asked: Completion) -> Face | None:
    """For the head of the unit; None once the request has ended."""
    completion, request = await completions.standing_of(tx, asked.assignment.assignment_id), asked.request
    if completion is None:
        return None
    _, words, look = await request_words(tx, completion)
    title, text = head_words(asked, words)
    return Face(title, text, (*countersign_texts.head_rows(request.request_id, request.version), *look))


async def request_words(tx: Tx, completion: Completion) -> tuple[str, str, Rows]:
    """(title, text, buttons): the request as it was worded, what was reported after it, and its evidence."""
    item, unit_id = completion.item, completion.assignment.unit_id
    told = await reports.latest(tx, item.item_id, AFTER_SHOWN + 1, unit_id)
    kinds = [one.report.kind for one in told]
    place = kinds.index(ReportKind.COMPLETION) if ReportKind.COMPLETION in kinds else len(told) - 1
    shown = [one.report for one in told[: place + 1]]
    ids = [report.report_id for report in shown if report.report_id is not None]
    files = len(await reports.attachments_of(tx, ids))
    count = (await reports.materials_counted(tx, [item.item_id]))[item.item_id, unit_id]
    asked_on = tx.day(completion.request.asked_at)
    deadline = say_deadline_met(item.deadline, asked_on, tx.today, long_term=item.long_term)
    said = [report.text for report in reversed(shown)]
    covered = len(await completions.along_with(tx, completion))
    mark = await countersign_mark(tx, completion)
    title, text = texts.request_card(
        item.label,
        directive=item.directive,
        unit=completion.unit,
        said=said,
        files=files,
        earlier=count - files,
        deadline=deadline,
        covered=covered,
        mark=mark,
    )
    return title, text, look_rows(item.item_id, count, unit_id=unit_id)


async def renew_cards(tx: Tx, assignment: Assignment, seen: int) -> None:
    """A report came after the request: the cards show it and carry the version that counts now."""
    completion = await completions.standing_of(tx, assignment.assignment_id)
    assert completion is not None
    await put_cards(tx, completion, replaces=seen)


async def recount_cards(tx: Tx, assignment_id: int, count: int) -> None:
    """More evidence came with what is asked: the cards that stand say so."""
    completion = await completions.standing_of(tx, assignment_id)
    if completion is None:
        return
    if completion.request.state is RequestState.DEFERRED:
        await put_cards(tx, completion, replaces=completion.assignment.version)
        return
    face, card = await face_of(tx, completion), card_of(completion.assignment, completion.assignment.version)
    for reader in await supervisors(tx):
        put_anew(tx, card.note(reader, face.text, face.title, face.rows), f"files{count}")


async def close_cards(tx: Tx, completion: Completion, was: RequestState | None, version: int, line: str) -> None:
    """The cards of that version say what became of the request, which stood at `was` before."""
    if was is RequestState.DEFERRED:
        await drop_countersign(tx, completion, line)
    else:
        await card_of(completion.assignment, version).close(tx, await supervisors(tx), line, completion.request)
