"""Another office's ledger: items in a preview, its columns beside, corrected once and remembered for the form."""

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.papers import ledger_columns_texts as texts
from domain.papers.ledger_columns import KINDS, ForeignColumns, columns_from_json
from domain.papers.shown import COLUMNS
from domain.refusals import TooLate
from storage.papers import ledger
from storage.tables import PaperDraft
from storage.tx import Tx
from usecases.papers import shown
from usecases.papers.import_paper import preview
from usecases.steps.asking import StandingQuestion


async def bring_foreign(tx: Tx, actor: Actor, arrival: Arrival, waiting: StandingQuestion | None = None) -> Answer:
    """The preview of the items as of any paper, then what the columns were taken for."""
    require(actor, Action.IMPORT)
    assert arrival.columns is not None
    found = arrival.columns
    draft = await shown.keep_reading(tx, actor, COLUMNS, arrival, found.to_json(), {"source": arrival.source_name})
    columns = _page(draft, found)
    if arrival.reading is None:
        return Answer(f"{texts.NO_ITEMS}\n\n{columns.text}", columns.title, columns.choices, "preview")
    return (await preview(tx, actor, arrival, waiting)).then(columns)


def _page(draft: PaperDraft, found: ForeignColumns, *, edit: bool = False, echo: str = "") -> Answer:
    rows = texts.column_rows(draft.paper_draft_id, draft.version, found)
    return shown.page(texts.page(found), texts.TITLE, rows, edit=edit, echo=echo)


async def _open(tx: Tx, actor: Actor, draft_id: int, *, version: int, place: int) -> PaperDraft:
    draft = await shown.open_draft(tx, actor, COLUMNS, draft_id, version)
    if place >= len(columns_from_json(draft.reading).columns):
        raise TooLate(COLUMNS.gone)
    return draft


async def pick_column(tx: Tx, actor: Actor, draft_id: int, *, version: int, place: int) -> Answer:
    """A column was pressed: what is it?"""
    draft = await _open(tx, actor, draft_id, version=version, place=place)
    text = texts.which(place, columns_from_json(draft.reading))
    return Answer(text, texts.TITLE, texts.kind_rows(draft_id, version=version, place=place), kind="preview", edit=True)


async def take_column(tx: Tx, actor: Actor, draft_id: int, *, version: int, place: int, kind: str) -> Answer:
    """It is kept for all files of this form."""
    draft = await _open(tx, actor, draft_id, version=version, place=place)
    if kind not in KINDS:
        raise TooLate(COLUMNS.gone)
    before = columns_from_json(draft.reading)
    after = before.taken(place, kind)
    await shown.correct(tx, COLUMNS, draft, after.to_json())
    await ledger.remember_columns(tx, after.signature, after.kinds)
    facts = {"name": after.columns[place].name, "as": KINDS[kind]}
    tx.record(COLUMNS.written, shown.label_of(COLUMNS, draft), by=actor, after=facts)
    return _page(draft, after, edit=True, echo=texts.changed(place, after))
