"""The ledger comes back: what it changes is shown, confirmed, written; nothing else changes."""

from collections.abc import Sequence

from domain import toasts
from domain.arrivals import Arrival
from domain.dates.workdays import WorkCalendar
from domain.hygiene import same_name_key
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.papers import ledger_preview_texts as texts
from domain.papers.ledger import Column
from domain.papers.ledger_cells import Standing
from domain.papers.ledger_return import Difference, ReturnedLedger, compare, returned_from_json
from domain.refusals import BadInput, NotFound, TooLate
from storage.nudging import nudges
from storage.papers import intake, ledger
from storage.tables import LedgerDraft
from storage.tx import Tx
from usecases.papers.write_ledger import Written, write_difference

RETURNED = "returned"
_DONE = ("apply_ledger", "discard_ledger")


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
    draft = await ledger.add_draft(
        tx,
        LedgerDraft(
            person_id=actor.person_id,
            kind=RETURNED,
            text_hash=arrival.text_hash,
            reading=returned.to_json(),
            source_name=arrival.source_name,
            read_at=tx.now,
        ),
    )
    after = {"source": arrival.source_name, "rows": len(returned.rows)}
    record(tx, actor, draft, "read_ledger", after)
    return await _page(tx, draft, found, 0, edit=False)


def label_of(draft: LedgerDraft) -> str:
    return f"ledger-{draft.ledger_draft_id}"


def record(tx: Tx, actor: Actor, draft: LedgerDraft, action: str, after: object = "") -> None:
    tx.record(action, label_of(draft), by=actor, after=after)


async def _difference(tx: Tx, returned: ReturnedLedger) -> Difference:
    known = [row.item_id for row in returned.rows if row.item_id is not None]
    meetings = {
        " ".join(row.cells.get(Column.MEETING, "").split()) for row in returned.rows if row.item_id is None
    }
    directives = {
        meeting: {same_name_key(words) for words in await ledger.directives_of(tx, meeting)}
        for meeting in meetings
    }
    standing = Standing(
        rows=await ledger.rows_of(tx, known),
        units=frozenset(await intake.units_by_key(tx)),
        directives=directives,
        today=tx.today,
        calendar=WorkCalendar(await nudges.calendar_overrides(tx)),
    )
    return compare(returned, standing)


async def turn(tx: Tx, actor: Actor, draft_id: int, number: int) -> Answer:
    """Another page of the difference, as things stand now."""
    draft = await open_draft(tx, actor, draft_id, RETURNED)
    return await _page(tx, draft, await _difference(tx, returned_from_json(draft.reading)), number)


async def _page(
    tx: Tx, draft: LedgerDraft, found: Difference, number: int, *, edit: bool = True, echo: str = ""
) -> Answer:
    who = {one.label: await _who_changed(tx, one.label) for one in found.conflicts}
    untouched = returned_from_json(draft.reading).untouched
    pages = texts.pages(found, untouched, who)
    number = max(0, min(number, len(pages) - 1))
    rows = texts.preview_rows(draft.ledger_draft_id, draft.version, found, number, len(pages))
    text = f"{echo}\n\n{pages[number]}" if echo else pages[number]
    return Answer(text, texts.preview_title(number, len(pages)), rows, kind="preview", edit=edit)


async def _who_changed(tx: Tx, label: str) -> str:
    told = await intake.last_done(tx, label)
    return f"{told[0]} {tx.when(told[1])}" if told else ""


async def open_draft(
    tx: Tx, actor: Actor, draft_id: int, kind: str, version: int | None = None
) -> LedgerDraft:
    """The draft as the presser saw it; TooLate says who decided it when."""
    require(actor, Action.KEEP_LEDGER)
    draft = await ledger.draft(tx, draft_id)
    if draft is None or draft.kind != kind:
        raise NotFound(texts.GONE)
    if draft.state != "open":
        told = await intake.last_done(tx, label_of(draft), _DONE)
        if told is None:
            raise TooLate(texts.GONE)
        raise TooLate(texts.decided(told[0], tx.when(told[1]), told[2]))
    if version not in (None, draft.version):
        raise TooLate(texts.GONE)
    return draft


async def confirm(
    tx: Tx, actor: Actor, draft_id: int, version: int, digest: str, *, over_conflicts: bool
) -> Answer:
    """[确认写入]: all of it in this one transaction, if it is still what was shown (`digest`)."""
    await intake.one_import_at_a_time(tx)
    draft = await open_draft(tx, actor, draft_id, RETURNED, version)
    returned = returned_from_json(draft.reading)
    await ledger.lock(tx, [row.item_id for row in returned.rows if row.item_id is not None])
    found = await _difference(tx, returned)
    if found.digest() != digest:
        return await _page(tx, draft, found, 0, echo=texts.MOVED_ON)
    changes = found.to_apply(over_conflicts=over_conflicts)
    if not changes and not found.added:
        raise BadInput(texts.NOTHING_TO_WRITE)
    if not await ledger.move_draft(tx, draft, state="applied"):
        raise TooLate(texts.GONE)
    done = await write_difference(tx, actor, changes, found.added, label_of(draft))
    record(tx, actor, draft, "apply_ledger", _facts(done, over_conflicts=over_conflicts))
    left = len(found.conflicts) if not over_conflicts else 0
    text = texts.written(len(changes), done.labels, done.added, left)
    return Answer(
        "\n".join([text, *texts.to_complete(done.new_units, done.without_official)]),
        choices=texts.AFTERWARDS,
        edit=True,
        toast=toasts.APPLIED,
    )


def _facts(done: Written, *, over_conflicts: bool) -> dict[str, Sequence[str] | bool]:
    return {"changed": done.labels, "added": done.added, "over_conflicts": over_conflicts}


async def discard(tx: Tx, actor: Actor, draft_id: int, version: int) -> Answer:
    draft = await open_draft(tx, actor, draft_id, RETURNED, version)
    if not await ledger.move_draft(tx, draft, state="discarded"):
        raise TooLate(texts.GONE)
    record(tx, actor, draft, "discard_ledger")
    return Answer(texts.DISCARDED, edit=True, toast=toasts.CANCELLED)
