"""The cards on which supervisors decide about completion: put, renewed, and closed when one has decided."""

from domain.dates.deadlines import say_deadline
from domain.notes import Note
from domain.office.people import Role
from domain.review import review_texts as texts
from storage.delivery import outbox
from storage.office import people
from storage.review import countersigns, reviews
from storage.review.reviews import Waiting
from storage.tables import Assignment, Countersign, ReportKind
from storage.talk import reports
from storage.tx import Tx
from usecases.review.countersign_card import (
    countersign_mark,
    drop_countersign,
    put_head_card,
    renew_head_card,
)

# Reports after the request that its card still shows.
AFTER_SHOWN = 3


def card_key(assignment_id: int | None, version: int, person_id: int | None) -> str:
    return f"review:{assignment_id}:{version}:{person_id}"


async def put_cards(tx: Tx, request: Waiting, covered: int = 0, replaces: int | None = None) -> None:
    """One card to each supervisor; with `replaces`, in the place of the card of that version.

    While the unit's head has the request, the only card is the head's.
    """
    assignment, item = request.assignment, request.item
    with_head = await countersigns.open_of(tx, assignment.assignment_id)
    if with_head is not None:
        await _put_head_card(tx, request, with_head, renews=replaces is not None)
        return
    title, text = await _words(tx, request, covered)
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        old = card_key(assignment.assignment_id, replaces, supervisor.person_id) if replaces else None
        tx.put(
            Note(
                supervisor.telegram_id,
                "review_card",
                text,
                title,
                texts.verdict_rows(assignment.assignment_id, assignment.version),
                person_id=supervisor.person_id,
                item_id=item.item_id,
                edits_key=old,
                dedupe_key=card_key(assignment.assignment_id, assignment.version, supervisor.person_id),
            )
        )


async def _put_head_card(tx: Tx, request: Waiting, row: Countersign, *, renews: bool) -> None:
    _, text = await _words(tx, request, row.covered)
    put = renew_head_card if renews else put_head_card
    await put(tx, row, request, text)


async def _words(tx: Tx, request: Waiting, covered: int) -> tuple[str, str]:
    """The request as it was worded, and what was reported after it."""
    item = request.item
    told = await reports.latest(tx, item.item_id, AFTER_SHOWN + 1, request.assignment.unit_id)
    kinds = [one.report.kind for one in told]
    place = kinds.index(ReportKind.COMPLETION) if ReportKind.COMPLETION in kinds else len(told) - 1
    shown = [one.report for one in told[: place + 1]]
    ids = [report.report_id for report in shown if report.report_id is not None]
    files = len(await reports.attachments_of(tx, ids))
    deadline = say_deadline(item.deadline, tx.today, long_term=item.long_term)
    said = [report.text for report in reversed(shown)]
    mark = await countersign_mark(tx, request)
    return texts.request_card(item.label, item.directive, request.unit, said, files, deadline, covered, mark)


async def renew_cards(tx: Tx, assignment: Assignment, seen: int) -> None:
    """A report came after the request: the cards show it and carry the version that counts now."""
    request = await reviews.of_assignment(tx, assignment.assignment_id)
    assert request is not None
    await put_cards(tx, request, replaces=seen)


async def close_cards(
    tx: Tx,
    request: Waiting,
    version: int,
    line: str,
    *,
    except_person: int | None = None,
    only_sent: bool = False,
) -> None:
    """The cards say who decided; whoever pressed sees it in the answer to the press.

    `only_sent` for a part of an item: most parts were asked for along with it and have no cards.
    """
    if await drop_countersign(tx, request, line):
        return
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        key = card_key(request.assignment.assignment_id, version, supervisor.person_id)
        if supervisor.person_id == except_person or (only_sent and not await outbox.of_key(tx, key)):
            continue
        tx.put(
            Note(
                supervisor.telegram_id,
                "review_card",
                line,
                edits_key=key,
                dedupe_key=f"{key}:decided",
                person_id=supervisor.person_id,
                item_id=request.item.item_id,
            )
        )
