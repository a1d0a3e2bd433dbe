"""Tidy up: raw updates after 30 days, open questions after 7, invitations nobody used."""

from datetime import timedelta

from storage.office import housekeeping
from storage.tx import Tx

KEEP_UPDATES = timedelta(days=30)
KEEP_QUESTIONS = timedelta(days=7)
# An expired code still gets its own answer ("已过期") for a while.
KEEP_INVITATIONS = timedelta(days=7)
BATCH = 1000


async def tidy_up(tx: Tx) -> bool:
    """One batch; True when there may be more."""
    updates = await housekeeping.drop_done_updates(tx, tx.now - KEEP_UPDATES, BATCH)
    questions = await housekeeping.drop_old_questions(tx, tx.now - KEEP_QUESTIONS)
    invitations = await housekeeping.drop_unused_invitations(tx, tx.now - KEEP_INVITATIONS)
    if updates or questions or invitations:
        gone = {"updates": updates, "questions": questions, "invitations": invitations}
        tx.record("tidy_up", after=gone)
    return updates == BATCH
