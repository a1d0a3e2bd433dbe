"""A calendar that came as a file: shown first, written after a confirmation, all of it or nothing."""

from domain import toasts
from domain.arrivals import Arrival
from domain.dates import calendar_texts as texts
from domain.dates.calendar_paper import calendar_from_json
from domain.hygiene import cut
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from storage.papers import intake, ledger
from storage.tables import LedgerDraft
from storage.tx import Tx
from usecases.office.calendar import fresh_days, write_days

KIND = "calendar"


async def bring_calendar(tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    """Keep what was read before the transaction, and show it."""
    require(actor, Action.SET_POLICY)
    if arrival.refusal is not None:
        raise arrival.refusal
    paper = arrival.calendar
    if paper is None:
        raise BadInput(texts.USAGE)
    fresh = await fresh_days(tx, paper.days)
    draft = await ledger.add_draft(
        tx,
        LedgerDraft(
            person_id=actor.person_id,
            kind=KIND,
            text_hash=arrival.text_hash,
            reading=paper.to_json(),
            source_name=arrival.source_name,
            read_at=tx.now,
        ),
    )
    _record(
        tx, actor, draft, "read_calendar", {"text": cut(arrival.source_name, 200), "days": len(paper.days)}
    )
    days, known = sorted(paper.days.items()), len(paper.days) - len(fresh)
    rows = texts.preview_rows(draft.ledger_draft_id, draft.version)
    text = texts.preview(cut(arrival.source_name, 60), days, known, paper.left)
    return Answer(text, texts.PREVIEW_TITLE, rows, kind="preview")


def _label_of(draft: LedgerDraft) -> str:
    return f"calendar-{draft.ledger_draft_id}"


def _record(tx: Tx, actor: Actor, draft: LedgerDraft, action: str, after: object = "") -> None:
    tx.record(action, _label_of(draft), by=actor, after=after)


async def _open_draft(tx: Tx, actor: Actor, draft_id: int, version: int) -> LedgerDraft:
    """The draft as the presser saw it; TooLate says who decided it when."""
    require(actor, Action.SET_POLICY)
    draft = await ledger.draft(tx, draft_id)
    if draft is None or draft.kind != KIND:
        raise NotFound(texts.FILE_GONE)
    if draft.state != "open":
        told = await intake.last_done(tx, _label_of(draft), ("set_calendar", "discard_calendar"))
        if told is not None:
            raise TooLate(texts.decided(told[0], tx.when(told[1]), told[2]))
    if draft.version != version:
        raise TooLate(texts.FILE_GONE)
    return draft


async def confirm_calendar(tx: Tx, actor: Actor, draft_id: int, version: int) -> Answer:
    """[确认]: what contradicts the days kept meanwhile is refused as it was before."""
    draft = await _open_draft(tx, actor, draft_id, version)
    if not await ledger.move_draft(tx, draft, state="applied"):
        raise TooLate(texts.FILE_GONE)
    days, source = calendar_from_json(draft.reading).days, cut(draft.source_name, 200)
    told = await write_days(tx, actor, days, source, _label_of(draft))
    return Answer(told.text, told.title, edit=True, toast=toasts.ENTERED)


async def discard_calendar(tx: Tx, actor: Actor, draft_id: int, version: int) -> Answer:
    """[取消]."""
    draft = await _open_draft(tx, actor, draft_id, version)
    if not await ledger.move_draft(tx, draft, state="discarded"):
        raise TooLate(texts.FILE_GONE)
    _record(tx, actor, draft, "discard_calendar")
    return Answer(texts.DISCARDED, edit=True, toast=toasts.CANCELLED)
