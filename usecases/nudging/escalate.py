"""The last step of the ladder: at most once a week the leadership group reads what has been late for long."""

from domain.notes import Note, Priority
from domain.nudging import nudge_texts as texts
from domain.nudging.nudge_texts import DigestItem
from domain.nudging.policy import Rule
from domain.words import listed
from storage.delivery import groups, outbox
from storage.nudging import policy as policies
from storage.rows import grouped
from storage.tables import Outbox
from storage.tx import Tx
from usecases.nudging.nudge_round import late_since
from usecases.steps.office_time import office_calendar, working_span

KIND = "escalation"


async def escalate_next(tx: Tx) -> bool:
    """Put the week's list for the next leadership group; False when none is due."""
    if working_span(tx, await office_calendar(tx)) is None:
        return False
    for group in await groups.leadership_groups(tx):
        if await outbox.of_key(tx, _key(tx, group.chat_id)) is None:
            note = await _list(tx, group.chat_id)
            if note is not None:
                tx.put(note)
                return True
    return False


async def list_still_right(tx: Tx, row: Outbox) -> Note | None:
    """The list from today's truth; None for a week that is over, or when nothing of it is left."""
    return await _list(tx, row.chat_id) if row.dedupe_key == _key(tx, row.chat_id) else None


def _key(tx: Tx, chat_id: int) -> str:
    year, week, _ = tx.today.isocalendar()
    return f"{KIND}:{year}-W{week:02d}:{chat_id}"


async def _list(tx: Tx, chat_id: int) -> Note | None:
    days = (await policies.policy(tx)).group_after
    late = await late_since(tx, days) if days else ()
    by_item = grouped((duty.facts.item_id, duty) for duty in late if duty.facts.rule is not Rule.OFF)
    if not by_item:
        return None
    shown = [DigestItem(own[0].item, listed(duty.unit for duty in own)) for own in by_item.values()]
    return Note(
        chat_id,
        KIND,
        texts.above_section(shown, tx.today),
        texts.escalation_title(len(shown), days),
        priority=Priority.BROADCAST,
        dedupe_key=_key(tx, chat_id),
    )
