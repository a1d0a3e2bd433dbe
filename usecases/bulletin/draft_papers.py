"""A draft as it will be: docx, PDF and picture from its own snapshot, before anything is posted."""

from collections.abc import Sequence

from domain.bulletin.bulletin_texts import MEETING_LEDGER, papers_for
from domain.bulletin.editions import draft_papers_texts as texts
from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Answer, Paper
from domain.office.people import Action, Actor, require
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.life import open_draft

# Of a docx that can be sent back.
KIND = "draft_paper"


async def show_papers(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[看成稿]."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    first, *rest = (Answer(texts.caption(paper), kind=KIND, paper=paper) for paper in draft_papers_of(row))
    return first.then(*rest)


def draft_papers_of(row: Bulletin) -> Sequence[Paper]:
    """The files of a draft, drawn when they leave; also what goes along with a message about it."""
    masthead = bulletin_from_json(row.snapshot).masthead
    ledger = [MEETING_LEDGER] if row.meeting_id is not None else []
    kinds = (*papers_for(row.scope), *ledger)
    return [Paper(kind, row.bulletin_id, texts.file_name(pattern, masthead)) for kind, pattern in kinds]
