"""The answer that a formal slip waits for: the unit's next report on the item is it."""

from domain.items import slips_texts as texts
from domain.requests import RequestKind, RequestVerb
from storage import requests
from storage.items import slips
from storage.office import people
from storage.requests import RequestWithItem
from storage.tables import Request, Slip
from storage.tx import Tx
from usecases.steps.cards import Face
from usecases.steps.requests import decide, moved


def request_of(slip: Slip, assignment_id: int, title: str) -> Request:
    return Request(
        kind=RequestKind.SLIP_ANSWER,
        item_id=slip.item_id,
        unit_id=slip.unit_id,
        assignment_id=assignment_id,
        text=title,
        due_on=slip.answer_due,
    )


async def face_of(tx: Tx, asked: RequestWithItem) -> Face:
    """For the unit that is to answer."""
    request, item = asked.request, asked.item
    title, text = texts.to_answer(
        request.text, item.label, directive=item.directive, due=request.due_on, today=tx.today
    )
    return Face(title, text, texts.slip_rows(item.item_id))


async def end_waiting(tx: Tx, slip: Slip, verb: RequestVerb) -> None:
    """What the unit still owed on a slip of the item is void."""
    for one in await requests.open_of(tx, RequestKind.SLIP_ANSWER, slip.item_id):
        if one.request.unit_id == slip.unit_id:
            await moved(tx, one.request, verb)


async def follow_slips(tx: Tx) -> bool:
    """One slip that was answered, or that waits again because no report stands any more; False for none.

    Looked for here and not by each report, which has no statement to spare.
    """
    answered = await slips.next_answered(tx)
    if answered is not None:
        request, report, item = answered
        by = await people.person(tx, report.person_id) if report.person_id else None
        signer = await people.actor_of(tx, by.telegram_id) if by else None
        told = {"report_id": report.report_id, "answer": report.text}
        when = {"decided_by": report.person_id, "decided_at": report.reported_at}
        after = {"title": request.text, "report": f"R-{report.report_id}"}
        verb = RequestVerb.ANSWER
        await decide(tx, request, verb, item.label, "answer_slip", by=signer, after=after, **told, **when)
        return True
    gone = await slips.next_taken_back(tx)
    if gone is None:
        return False
    return await moved(tx, gone, RequestVerb.REOPEN, report_id=None, answer="")
