"""`/status nudges`: by unit, how many nudges were answered by a report within a day."""

from datetime import timedelta

from domain.notes import Answer
from domain.nudging import nudge_effects_texts as texts
from domain.office.people import Action, Actor, require
from storage.nudging import nudge_effects
from storage.tx import Tx

DAYS = 30
ANSWERED_WITHIN = timedelta(hours=24)


async def show_nudge_effects(tx: Tx, actor: Actor) -> Answer:
    """The units that answer least come first; a nudge that still has time to be answered does not count."""
    require(actor, Action.SEE_STATUS)
    since = tx.now - timedelta(days=DAYS)
    reports = await nudge_effects.reported(tx, since)
    tally: dict[int, tuple[str, int, int]] = {}
    for one in await nudge_effects.urged(tx, since):
        answered = any(one.at < at <= one.at + ANSWERED_WITHIN for at in reports.get((one.unit_id, one.item_id), ()))
        if not answered and tx.now < one.at + ANSWERED_WITHIN:
            continue
        _, before, urged = tally.get(one.unit_id, (one.unit, 0, 0))
        tally[one.unit_id] = (one.unit, before + answered, urged + 1)
    if not tally:
        return Answer(texts.NOTHING.format(days=DAYS), texts.TITLE)
    units = sorted(tally.values(), key=lambda row: (row[1] / row[2], -row[2], row[0]))
    total = (sum(row[1] for row in units), sum(row[2] for row in units))
    return Answer(texts.table(DAYS, total, units), texts.TITLE)
