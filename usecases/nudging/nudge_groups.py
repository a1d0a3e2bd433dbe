"""The groups of units in a round: one post a day, naming the unit's own items alone."""

from collections.abc import Sequence

from domain.deep_links import item_links
from domain.notes import Note, Priority
from domain.nudging import nudge_texts as texts
from domain.nudging import unit_group_texts as group_texts
from domain.nudging.nudge_texts import DigestItem
from domain.nudging.rounds import LadderStep, news, stages_of
from storage.nudging import nudges, unit_groups
from storage.nudging import policy as policies
from storage.nudging.nudges import NudgeDuty
from storage.nudging.unit_groups import GroupOfUnit
from storage.tables import Outbox
from storage.tx import Tx
from usecases.nudging.nudge_round import clock_of, pressing
from usecases.steps.office_time import office_calendar, working_span

ROUND = "group-"


async def nudge_groups_next(tx: Tx) -> bool:
    """Put the post of the next group whose unit has news; False when none has."""
    groups = await unit_groups.groups(tx)
    calendar = await office_calendar(tx)
    if not groups or working_span(tx, calendar) is None:
        return False
    policy, clock = await policies.policy(tx), clock_of(tx.today, calendar)
    duties = await pressing(tx, policy, clock)
    this_round = f"{ROUND}{tx.today}"
    for group in groups:
        if await unit_groups.had_round(tx, group.group_id, this_round):
            continue
        told = await unit_groups.told(tx, group.group_id)
        mine = [duty for duty in duties if duty.unit_id == group.unit_id]
        fresh: dict[int, list[str]] = {}
        for duty in mine:
            stages = stages_of(duty.facts, clock, policy).get(LadderStep.OWN, [])
            item_id = duty.facts.item_id
            found = news(duty.facts, LadderStep.OWN, stages, told.get(item_id, {}), None, clock, policy)
            if found:
                fresh[item_id] = found
        if fresh:
            await unit_groups.keep_told(tx, group.group_id, fresh, this_round)
            tx.put(_post(tx, group, this_round, [one for one in mine if one.facts.item_id in fresh]))
            return True
    return False


def _post(tx: Tx, group: GroupOfUnit, round_key: str, duties: Sequence[NudgeDuty]) -> Note:
    """A group reports nothing: its officials do so in private, where the buttons lead."""
    shown = [DigestItem(duty.item, unsigned=duty.facts.unsigned_since is not None) for duty in duties]
    text = f"{texts.above_section(shown, tx.today)}\n\n{group_texts.HOW_TO_REPORT}"
    return Note(
        chat_id=group.chat_id,
        kind="nudge",
        title=texts.group_title(group.unit, len(shown)),
        text=text,
        links=item_links(one.item.label for one in shown),
        priority=Priority.BROADCAST,
        dedupe_key=nudges.digest_key(round_key, group.group_id),
    )


async def group_still_right(tx: Tx, row: Outbox, round_key: str) -> Note | None:
    """The post from today's truth; None for a day that is over, or when nothing of it is left."""
    group = next((one for one in await unit_groups.groups(tx) if one.chat_id == row.chat_id), None)
    if group is None or round_key != f"{ROUND}{tx.today}":
        return None
    policy, clock = await policies.policy(tx), clock_of(tx.today, await office_calendar(tx))
    told = await unit_groups.items_of_round(tx, group.group_id, round_key)
    duties = [
        duty
        for duty in await nudges.duties_of(tx, set(told))
        if duty.unit_id == group.unit_id and LadderStep.OWN in stages_of(duty.facts, clock, policy)
    ]
    return _post(tx, group, round_key, duties) if duties else None
