"""What a bulletin prints behind an item's progress, and which items come first because their report came late."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from domain.items import slips_texts as slip_texts
from storage.items import slips
from storage.nudging import nudge_effects
from storage.tx import Tx
from usecases.items.slips import lines_of
from usecases.talk.discuss import printed_notes

# What was asked for longer ago belongs to an earlier issue.
_ASKED_WITHIN = timedelta(days=14)


async def notes_of(tx: Tx, since: datetime | None) -> Mapping[int, Sequence[str]]:
    """By item: instructions, difficulties and extensions, then the newest slip of each unit."""
    notes = defaultdict(list, {item: list(lines) for item, lines in (await printed_notes(tx, since)).items()})
    for item in await slips.open_items(tx):
        lines = [slip_texts.in_bulletin(line) for line in await lines_of(tx, item)]
        notes[item.item_id] += lines
    return notes


async def reported_late(tx: Tx, written_at: datetime | None) -> set[int]:
    """Items asked about before the issue before was written, whose unit reported only after it (迟报)."""
    if written_at is None:
        return set()
    since = written_at - _ASKED_WITHIN
    reports = await nudge_effects.reported(tx, since)
    late = set()
    for one in await nudge_effects.urged(tx, since):
        after = [at for at in reports.get((one.unit_id, one.item_id), ()) if at > one.at]
        if one.at <= written_at < min(after, default=written_at):
            late.add(one.item_id)
    return late
