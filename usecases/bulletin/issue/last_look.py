"""What is asked once more before a draft goes: what changed since it was made, and the checks that are open."""

from domain.bulletin.editions.spoken import first_spoken
from domain.bulletin.issue import life_texts as texts
from domain.bulletin.snapshot import bulletin_from_json
from domain.commands import Press
from domain.notes import Answer
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.checks import open_checks
from usecases.bulletin.drafts import changes_of


async def last_look(tx: Tx, row: Bulletin, anyway: Press, *, may_redo: bool = True) -> Answer | None:
    """The question, whose [照原样发] is `anyway`; None when nothing stands against it."""
    changes, checks = await changes_of(tx, row), await open_checks(tx, row)
    if not changes and not checks:
        return None
    lines = [texts.since(tx.when(row.drafted_at), changes)] if changes else []
    spoken_at = first_spoken(bulletin_from_json(row.snapshot))
    rows = texts.last_look_buttons(
        row.bulletin_id, row.version, anyway, is_old=bool(changes), may_redo=may_redo, spoken_at=spoken_at
    )
    return Answer("\n".join([*lines, *texts.shown_checks(checks)]), texts.LAST_LOOK, rows, edit=True)
