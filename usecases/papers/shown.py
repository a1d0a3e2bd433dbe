"""What is brought is shown, then written: bulletins and minutes, ledgers, calendars go through these steps alike."""

from collections.abc import Sequence

from domain import toasts
from domain.arrivals import Arrival
from domain.notes import Answer, Rows
from domain.office.people import Actor, require
from domain.papers.shown import ShownKind
from domain.refusals import NotFound, TooLate
from storage import audit
from storage.papers import drafts
from storage.tables import DraftState, PaperDraft
from storage.tx import Tx

Reading = dict[str, object]


async def keep_reading(
    tx: Tx, actor: Actor, kind: ShownKind, arrival: Arrival, reading: Reading, facts: object, sketch: Sequence[int] = ()
) -> PaperDraft:
    """What was read before the transaction waits for its confirmation."""
    draft = PaperDraft(
        person_id=actor.person_id,
        kind=kind.name,
        text_hash=arrival.text_hash,
        reading=reading,
        source_name=arrival.source_name,
        read_at=tx.now,
        sources=[list(one) for one in tx.sources],
        sketch=list(sketch),
    )
    await tx.add(draft)
    tx.record(kind.read, label_of(kind, draft), by=actor, after=facts)
    return draft


def label_of(kind: ShownKind, draft: PaperDraft) -> str:
    return f"{kind.label}-{draft.paper_draft_id}"


async def open_draft(tx: Tx, actor: Actor, kind: ShownKind, draft_id: int, version: int | None = None) -> PaperDraft:
    """The draft as the presser saw it; TooLate says who decided it when."""
    require(actor, kind.action)
    draft = await drafts.draft(tx, draft_id)
    if draft is None or draft.kind != kind.name:
        raise NotFound(kind.gone)
    if draft.state is not DraftState.OPEN:
        done = await audit.last_done(tx, label_of(kind, draft), (kind.written, kind.dropped))
        raise TooLate(kind.already(done[0], at=tx.when(done[1]), action=done[2]) if done else kind.gone)
    if version not in (None, draft.version):
        raise TooLate(kind.gone)
    return draft


async def correct(tx: Tx, kind: ShownKind, draft: PaperDraft, reading: Reading) -> None:
    if not await tx.move(draft, reading=reading):
        raise TooLate(kind.gone)


async def mark_written(tx: Tx, kind: ShownKind, draft: PaperDraft) -> None:
    """Of two confirmations one gets past here."""
    if not await tx.move(draft, state=DraftState.WRITTEN):
        raise TooLate(kind.gone)


async def drop(tx: Tx, actor: Actor, kind: ShownKind, draft_id: int, version: int) -> Answer:
    """[取消]."""
    draft = await open_draft(tx, actor, kind, draft_id, version)
    if not await tx.move(draft, state=DraftState.DROPPED):
        raise TooLate(kind.gone)
    tx.record(kind.dropped, label_of(kind, draft), by=actor)
    return Answer(kind.left, edit=True, toast=toasts.CANCELLED)


def turned_to(pages: Sequence[str], number: int) -> int:
    """The page of that number, or the nearest there is."""
    return max(0, min(number, len(pages) - 1))


def page(text: str, title: str, rows: Rows, *, edit: bool, echo: str = "") -> Answer:
    """A page of a preview; `echo` says above it what was just changed."""
    return Answer(f"{echo}\n\n{text}" if echo else text, title, rows, kind="preview", edit=edit)
