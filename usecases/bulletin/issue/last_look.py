"""What is asked once more before a draft goes: what changed since it was made, the checks that are open, and whether
it says nothing that the issue before did not say."""

from domain.bulletin.editions.spoken import first_spoken
from domain.bulletin.issue import life_texts as texts
from domain.bulletin.issue.changes import says_the_same
from domain.bulletin.snapshot import bulletin_from_json
from domain.commands import Press
from domain.notes import Answer
from storage.bulletin import bulletins
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.checks import open_checks
from usecases.bulletin.drafts import MANUAL, changes_of


async def last_look(tx: Tx, row: Bulletin, anyway: Press, *, may_redo: bool = True) -> Answer | None:
    """The question, whose [照原样发] is `anyway`; None when nothing stands against it."""
    changes, checks = await changes_of(tx, row), await open_checks(tx, row)
    same = "" if changes else await _same_as_before(tx, row)
    if not changes and not checks and not same:
        return None
    lines = [texts.since(tx.when(row.drafted_at), changes)] if changes else [same] if same else []
    spoken_at = first_spoken(bulletin_from_json(row.snapshot))
    rows = texts.last_look_buttons(
        row.bulletin_id, row.version, anyway, is_old=bool(changes), may_redo=may_redo, spoken_at=spoken_at
    )
    return Answer("\n".join([*lines, *texts.shown_checks(checks)]), texts.LAST_LOOK, rows, edit=True)


async def _same_as_before(tx: Tx, row: Bulletin) -> str:
    """The weekly issue comes every week all the same, and a short one says itself that nothing changed."""
    if row.corrects_id is not None or row.period != MANUAL:
        return ""
    before, now = await bulletins.last_on(tx, row.line), bulletin_from_json(row.snapshot)
    if before is None or now.is_short or not says_the_same(bulletin_from_json(before.snapshot), now):
        return ""
    return texts.same_as(before.issue_number)
