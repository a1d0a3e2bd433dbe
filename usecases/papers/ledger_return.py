"""The ledger comes back: what it changes is shown, confirmed, written; nothing else changes."""

from domain import toasts
from domain.arrivals import Arrival
from domain.hygiene import same_name_key
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.papers import ledger_preview_texts as texts
from domain.papers.ledger import Column
from domain.papers.ledger_cells import LedgerBasis
from domain.papers.ledger_return import Difference, ReturnedLedger, compare, returned_from_json
from domain.papers.shown import LEDGER
from domain.refusals import BadInput
from storage import audit
from storage.items import meetings
from storage.office import units
from storage.papers import drafts, ledger
from storage.tables import PaperDraft
from storage.tx import Tx
from usecases.papers import shown
from usecases.papers.write_ledger import write_difference
from usecases.steps.office_time import office_calendar


async def bring_back(tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    """Keep what was read before the transaction, and show the difference."""
    require(actor, Action.KEEP_LEDGER)
    returned = arrival.ledger
    assert returned is not None
    if not returned.rows and not returned.copies:
        return Answer(texts.UNCHANGED.format(count=returned.untouched))
    found = await _difference(tx, returned)
    if not (found.changes or found.added or found.left):
        return Answer(texts.NOTHING_NEW.format(count=len(returned.rows)))
    facts = {"source": arrival.source_name, "rows": len(returned.rows)}
    draft = await shown.keep_reading(tx, actor, LEDGER, arrival, returned.to_json(), facts)
    return await _page(tx, draft, found, 0, edit=False)


async def _difference(tx: Tx, returned: ReturnedLedger) -> Difference:
    known = [row.item_id for row in returned.rows if row.item_id is not None]
    titles = {" ".join(row.cells.get(Column.MEETING, "").split()) for row in returned.rows if row.item_id is None}
    directives = {
        meeting: {same_name_key(words) for words in await meetings.directives_of(tx, meeting)} for meeting in titles
    }
    standing = LedgerBasis(
        rows=await ledger.rows_of(tx, known),
        units=await units.directory(tx),
        directives=directives,
        today=tx.today,
        calendar=await office_calendar(tx),
    )
    return compare(returned, standing)


async def turn(tx: Tx, actor: Actor, draft_id: int, number: int) -> Answer:
    """Another page of the difference, as things stand now."""
    draft = await shown.open_draft(tx, actor, LEDGER, draft_id)
    return await _page(tx, draft, await _difference(tx, returned_from_json(draft.reading)), number)


async def _page(
    tx: Tx, draft: PaperDraft, found: Difference, number: int, *, edit: bool = True, echo: str = ""
) -> Answer:
    who = {one.label: await _who_changed(tx, one.label) for one in found.conflicts}
    untouched = returned_from_json(draft.reading).untouched
    pages = texts.pages(found, untouched, who)
    number = shown.turned_to(pages, number)
    rows = texts.preview_rows(draft.paper_draft_id, draft.version, found, number, len(pages))
    title = texts.preview_title(number, len(pages))
    return shown.page(pages[number], title, rows, edit=edit, echo=echo)


async def _who_changed(tx: Tx, label: str) -> str:
    told = await audit.last_done(tx, label)
    return f"{told[0]} {tx.when(told[1])}" if told else ""


async def confirm(tx: Tx, actor: Actor, draft_id: int, version: int, digest: str, *, over_conflicts: bool) -> Answer:
    """[确认写入]: all of it in this one transaction, if it is still what was shown (`digest`)."""
    await drafts.one_at_a_time(tx)
    draft = await shown.open_draft(tx, actor, LEDGER, draft_id, version)
    returned = returned_from_json(draft.reading)
    await ledger.lock(tx, [row.item_id for row in returned.rows if row.item_id is not None])
    found = await _difference(tx, returned)
    if found.digest() != digest:
        return await _page(tx, draft, found, 0, echo=texts.MOVED_ON)
    changes = found.to_apply(over_conflicts=over_conflicts)
    if not changes and not found.added:
        raise BadInput(texts.NOTHING_TO_WRITE)
    await shown.mark_written(tx, LEDGER, draft)
    label = shown.label_of(LEDGER, draft)
    done = await write_difference(tx, actor, changes, found.added, label)
    facts = {"changed": done.labels, "added": done.added, "over_conflicts": over_conflicts}
    tx.record(LEDGER.written, label, by=actor, after=facts)
    left = len(found.conflicts) if not over_conflicts else 0
    text = texts.written(len(changes), done.labels, done.added, left)
    return Answer(
        "\n".join([text, *texts.to_complete(done.new_units, done.without_official)]),
        choices=texts.AFTERWARDS,
        edit=True,
        toast=toasts.APPLIED,
    )
