"""The card on which a unit's head decides whether a request for completion goes to the supervisors."""

from domain.notes import Note
from domain.refusals import TooLate
from domain.review import countersign_texts as texts
from storage.office import people
from storage.review import countersigns
from storage.review.reviews import Waiting
from storage.tables import Countersign, CountersignState
from storage.talk import dialogue
from storage.tx import Tx

KIND = "countersign"


def head_key(row: Countersign) -> str:
    return f"{KIND}:{row.countersign_id}:{row.version}"


async def put_head_card(tx: Tx, row: Countersign, request: Waiting, words: str) -> None:
    title, text = texts.head_card(request.item.label, request.unit, words, row.days)
    await _put(tx, row, request, title, text, replaces=None)


async def renew_head_card(tx: Tx, row: Countersign, request: Waiting, words: str) -> None:
    """A report came after the request: the card shows it, and its old buttons hold no longer."""
    old = head_key(row)
    if not await countersigns.move(tx, row):
        raise TooLate(texts.MOVED_ON.format(label=request.item.label))
    title, text = texts.head_card(request.item.label, request.unit, words, row.days)
    await _put(tx, row, request, title, text, replaces=old)


async def _put(
    tx: Tx, row: Countersign, request: Waiting, title: str, text: str, *, replaces: str | None
) -> None:
    head = await people.person(tx, row.head_id)
    assert head is not None, "people are never deleted"
    tx.put(
        Note(
            head.telegram_id,
            KIND,
            text,
            title,
            texts.head_rows(row.countersign_id, row.version),
            person_id=head.person_id,
            item_id=request.item.item_id,
            edits_key=replaces,
            dedupe_key=head_key(row),
        )
    )


async def countersign_mark(tx: Tx, request: Waiting) -> str:
    """What the head did with the request, for the supervisors' card; "" when it was not asked."""
    item, unit_id = request.item, request.assignment.unit_id
    report_id = await dialogue.last_request(tx, item.item_id, unit_id)
    row = await countersigns.of_request(tx, report_id) if report_id is not None else None
    if row is None or row.state not in (CountersignState.AGREED, CountersignState.PASSED_ON):
        return ""
    if row.state is CountersignState.PASSED_ON:
        return texts.mark_silent(row.days)
    head = await people.person(tx, row.head_id)
    return texts.mark_agreed(head.name if head else "")


async def say_on_head_card(tx: Tx, row: Countersign, request: Waiting, key: str, line: str) -> None:
    """The card with this key says what became of the request, without buttons."""
    head = await people.person(tx, row.head_id)
    assert head is not None, "people are never deleted"
    tx.put(
        Note(
            head.telegram_id,
            KIND,
            line,
            person_id=head.person_id,
            item_id=request.item.item_id,
            edits_key=key,
            dedupe_key=f"{key}:decided",
        )
    )


async def drop_countersign(tx: Tx, request: Waiting, line: str) -> bool:
    """The request ends before its head decided: the card says so. False when no head has it."""
    row = await countersigns.open_of(tx, request.assignment.assignment_id)
    if row is None:
        return False
    key = head_key(row)
    if not await countersigns.move(tx, row, state=CountersignState.DROPPED, decided_at=tx.now):
        raise TooLate(texts.MOVED_ON.format(label=request.item.label))
    tx.record("drop_countersign", request.item.label, after={"text": line, "unit": request.unit})
    await say_on_head_card(tx, row, request, key, line)
    return True
