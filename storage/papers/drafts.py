"""Papers that were read and are shown: each waits for the word that writes or drops it."""

from sqlmodel import col

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


async def open_from(tx: Tx, person_id: int, source: tuple[int, int]) -> PaperDraft | None:
    """What a message of a person (as chat and message) brought, while it waits."""
    query = tx.select(PaperDraft).where(
        col(PaperDraft.person_id) == person_id, col(PaperDraft.state) == DraftState.OPEN
    )
    found = await tx.all(query.order_by(col(PaperDraft.paper_draft_id).desc()))
    return next((one for one in found if any(tuple(told[:2]) == source for told in one.sources)), None)


async def one_at_a_time(tx: Tx) -> None:
    """Two confirmations of one paper would not see each other's items: the second waits for the first."""
    await tx.all(tx.select(Office.office_id).with_for_update())
