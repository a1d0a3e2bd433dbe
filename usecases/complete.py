"""Ask for completion (申请办结): the unit says it is finished, every supervisor gets a card to decide on."""

from domain.arrivals import SavedFile, Source
from domain.deadlines import say_deadline
from domain.hygiene import cut
from domain.notes import Answer, Note
from domain.people import Action, Actor, Role, require
from domain.states import State, Verb, next_state
from domain.texts import report as report_texts
from domain.texts import review as texts
from storage import items, people, reports, reviews
from storage.reviews import Waiting
from storage.tables import ReportKind
from storage.tx import Tx
from usecases.loading import known_item, named_item
from usecases.report import Receipt, submit_report


async def ask_completion(
    tx: Tx, actor: Actor, item: str | int, text: str, source: Source, files: tuple[SavedFile, ...] = ()
) -> Answer:
    """A request on an item covers its open sub-items of the same unit."""
    receipt = await submit_report(tx, actor, item, text, source, files, ReportKind.COMPLETION)
    request = await _request(tx, actor, receipt)
    covered = await _cover_parts(tx, request)
    await put_cards(tx, request, covered)
    deadline = say_deadline(receipt.deadline, tx.today, long_term=receipt.long_term)
    words = report_texts.receipt(receipt.report_id, receipt.label, receipt.count, deadline)
    return Answer(texts.asked(words), kind="receipt", item_id=receipt.item_id)


async def ask_for_words(tx: Tx, actor: Actor, item: str | int, chat_id: int) -> Answer:
    """The words are missing: the next message in the chat gives them."""
    parts = await (named_item(tx, actor, item) if isinstance(item, str) else known_item(tx, actor, item))
    require(actor, Action.ASK_COMPLETION, parts.unit_ids)
    for assignment in parts.of_units(actor.unit_ids):
        next_state(assignment.state, Verb.ASK_COMPLETION, parts.item.label)
    await people.wait_for(tx, actor.person_id, chat_id, "done", {"item_id": parts.item.item_id})
    text = texts.ASK_DONE.format(label=parts.item.label)
    title = f"{parts.item.label} {cut(parts.item.directive, 60)}"
    return Answer(text, title, ask=True, kind="question", item_id=parts.item.item_id)


async def _request(tx: Tx, actor: Actor, receipt: Receipt) -> Waiting:
    for waiting in await reviews.waiting_of_item(tx, receipt.item_id):
        if waiting.assignment.unit_id in actor.unit_ids:
            return waiting
    raise AssertionError("a completion request leaves an assignment that waits")


async def _cover_parts(tx: Tx, request: Waiting) -> int:
    assert request.item.item_id is not None
    covered = 0
    for part in await reviews.parts_of_unit(tx, request.item.item_id, request.assignment.unit_id):
        if part.assignment.state in (State.ASSIGNED, State.IN_PROGRESS):
            await items.move_assignment(tx, part.assignment, state=State.AWAITING_REVIEW)
            await items.follow_parts(tx, part.item)
            covered += 1
    return covered


def card_key(assignment_id: int, version: int, person_id: int) -> str:
    return f"review:{assignment_id}:{version}:{person_id}"


async def put_cards(tx: Tx, request: Waiting, covered: int = 0) -> None:
    """One card to each supervisor; deciding updates the others'."""
    assignment, item = request.assignment, request.item
    assert assignment.assignment_id is not None
    assert item.item_id is not None
    told = await reports.latest(tx, item.item_id, limit=1)
    words = told[0].report.text if told else ""
    ids = [one.report.report_id for one in told if one.report.report_id is not None]
    files = len(await reports.attachments_of(tx, ids))
    deadline = say_deadline(item.deadline, tx.today, long_term=item.long_term)
    title, text = texts.request_card(
        item.label, item.directive, request.unit, words, files, deadline, covered
    )
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        assert supervisor.person_id is not None
        tx.put(
            Note(
                supervisor.telegram_id,
                "review_card",
                text,
                title,
                texts.verdict_rows(assignment.assignment_id, assignment.version),
                person_id=supervisor.person_id,
                item_id=item.item_id,
                dedupe_key=card_key(assignment.assignment_id, assignment.version, supervisor.person_id),
            )
        )
