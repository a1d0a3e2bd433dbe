"""Papers that were read and are shown: each waits for the word that writes or drops it."""

from collections.abc import Sequence

from sqlmodel import col

from domain.papers.sameness import is_same
from storage.tables import DraftState, Office, PaperDraft
from storage.tx import Tx


async def draft(tx: Tx, paper_draft_id: int) -> PaperDraft | None:
    query = tx.select(PaperDraft).where(col(PaperDraft.paper_draft_id) == paper_draft_id)
    return await tx.first(query.execution_options(populate_existing=True))


async def written(tx: Tx, kind: str, text_hash: str) -> PaperDraft | None:
    """The newest one of the very same words that was written."""
    query = tx.select(PaperDraft).where(
        col(PaperDraft.kind) == kind,
        col(PaperDraft.text_hash) == text_hash,
        col(PaperDraft.state) == DraftState.WRITTEN,
    )
    return await tx.first(query.order_by(col(PaperDraft.paper_draft_id).desc()))


async def newest_of(tx: Tx, kind: str, text_hash: str) -> PaperDraft | None:
    """The newest one of the very same words, however it ended."""
    if not text_hash:
        return None
    query = tx.select(PaperDraft).where(col(PaperDraft.kind) == kind, col(PaperDraft.text_hash) == text_hash)
    return await tx.first(query.order_by(col(PaperDraft.paper_draft_id).desc()))


# How far back the same paper in another format is looked for.
_SKETCHES = 300


async def alike(tx: Tx, kind: str, sketch: Sequence[int]) -> PaperDraft | None:
    """The newest paper of the same words in whatever format; one that was written before one that was not."""
    told = tx.columns(col(PaperDraft.paper_draft_id), col(PaperDraft.sketch), col(PaperDraft.state))
    rows = await tx.rows(
        told.where(col(PaperDraft.kind) == kind).order_by(col(PaperDraft.paper_draft_id).desc()).limit(_SKETCHES)
    )
    same = [(state is DraftState.WRITTEN, draft_id) for draft_id, other, state in rows if is_same(sketch, other)]
    return await draft(tx, max(same)[1]) if same else None


async def open_from(tx: Tx, person_id: int, source: tuple[int, int]) -> list[PaperDraft]:
    """What a message of a person (as chat and message) brought, while it waits, the newest first."""
    query = tx.select(PaperDraft).where(
        col(PaperDraft.person_id) == person_id, col(PaperDraft.state) == DraftState.OPEN
    )
    found = await tx.all(query.order_by(col(PaperDraft.paper_draft_id).desc()))
    return [one for one in found if any(tuple(told[:2]) == source for told in one.sources)]


async def newest_open(tx: Tx, kind: str, person_id: int) -> PaperDraft | None:
    """What a person looks at now."""
    mine = (col(PaperDraft.person_id) == person_id, col(PaperDraft.kind) == kind)
    query = tx.select(PaperDraft).where(*mine, col(PaperDraft.state) == DraftState.OPEN)
    return await tx.first(query.order_by(col(PaperDraft.paper_draft_id).desc()))


async def one_at_a_time(tx: Tx) -> None:
    """Two confirmations of one paper would not see each other's items: the second waits for the first."""
    await tx.all(tx.select(Office.office_id).with_for_update())
