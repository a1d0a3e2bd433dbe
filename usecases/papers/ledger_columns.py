"""Another office's ledger: items in a preview, its columns beside, corrected once and remembered for the form."""

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.papers import ledger_columns_texts as texts
from domain.papers.ledger_columns import KINDS, ForeignColumns, columns_from_json
from domain.refusals import TooLate
from storage.papers import ledger
from storage.tables import LedgerDraft
from storage.tx import Tx
from usecases.papers.import_paper import preview
from usecases.papers.ledger_return import open_draft, record
from usecases.steps.asking import Open

FOREIGN = "foreign"


async def bring_foreign(tx: Tx, actor: Actor, arrival: Arrival, waiting: Open | None = None) -> Answer:
    """The preview of the items as of any paper, then what the columns were taken for."""
    require(actor, Action.IMPORT)
    assert arrival.columns is not None
    draft = await ledger.add_draft(
        tx,
        LedgerDraft(
            person_id=actor.person_id,
            kind=FOREIGN,
            text_hash=arrival.text_hash,
            reading=arrival.columns.to_json(),
            source_name=arrival.source_name,
            read_at=tx.now,
        ),
    )
    columns = _page(draft, arrival.columns)
    if arrival.reading is None:
        return Answer(f"{texts.NO_ITEMS}\n\n{columns.text}", columns.title, columns.choices, "preview")
    return (await preview(tx, actor, arrival, waiting)).then(columns)


def _page(draft: LedgerDraft, found: ForeignColumns, *, edit: bool = False, echo: str = "") -> Answer:
    text = f"{echo}\n\n{texts.page(found)}" if echo else texts.page(found)
    rows = texts.column_rows(draft.ledger_draft_id, draft.version, found)
    return Answer(text, texts.TITLE, rows, kind="preview", edit=edit)


async def _open(tx: Tx, actor: Actor, draft_id: int, version: int, place: int) -> LedgerDraft:
    draft = await open_draft(tx, actor, draft_id, FOREIGN, version)
    if place >= len(columns_from_json(draft.reading).columns):
        raise TooLate(texts.GONE)
    return draft


async def pick_column(tx: Tx, actor: Actor, draft_id: int, version: int, place: int) -> Answer:
    """A column was pressed: what is it?"""
    draft = await _open(tx, actor, draft_id, version, place)
    text = texts.which(place, columns_from_json(draft.reading))
    return Answer(text, texts.TITLE, texts.kind_rows(draft_id, version, place), kind="preview", edit=True)


async def take_column(tx: Tx, actor: Actor, draft_id: int, version: int, place: int, kind: str) -> Answer:
    """It is kept for all files of this form."""
    draft = await _open(tx, actor, draft_id, version, place)
    if kind not in KINDS:
        raise TooLate(texts.GONE)
    before = columns_from_json(draft.reading)
    after = before.taken(place, kind)
    if not await ledger.move_draft(tx, draft, reading=after.to_json()):
        raise TooLate(texts.GONE)
    await ledger.remember_columns(tx, after.signature, after.kinds)
    record(tx, actor, draft, "keep_columns", {"name": after.columns[place].name, "as": KINDS[kind]})
    return _page(draft, after, edit=True, echo=texts.changed(place, after))
