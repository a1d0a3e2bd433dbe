"""What the audit chain says of the items of a bulletin, against what the bulletin prints."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, time

from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot
from domain.states import State
from storage import audit
from storage.tx import Tx

_STATES = frozenset(str(state) for state in State)


async def contradictions(tx: Tx, bulletin: BulletinSnapshot, drafted_at: datetime) -> list[str]:
    """A line for each item whose printed state is not the one that the chain led to when it was drafted, or when the
    period was over of which it tells."""
    ended = datetime.combine(bulletin.as_of, time.max, tx.profile.zone)
    # By the label of the whole item: the newest state that it or one of its parts came to.
    entries = await audit.states_until(tx, min(drafted_at, ended))
    told: dict[str, str] = {}
    for entry in entries:
        if (state := _state_in(entry.after)) in _STATES:
            told[entry.subject.partition(".")[0]] = state
    return [line for entry in bulletin.entries for line in _of_entry(entry, told)]


def _state_in(after: str) -> str:
    try:
        told = json.loads(after)
    except ValueError:
        return ""
    return str(told.get("state", "")) if isinstance(told, dict) else ""


def _of_entry(entry: BulletinEntry, told: Mapping[str, str]) -> Iterator[str]:
    """An item of several units or parts may stay open when one of them is closed."""
    state = told.get(entry.label, "")
    is_shared = bool(entry.sub_entries) or len(entry.units) > 1
    if entry.closed and state not in ("", State.CLOSED):
        yield f"{entry.label} is printed as done, by the audit chain it was {state}"
    if not entry.closed and not is_shared and state == State.CLOSED:
        yield f"{entry.label} is printed as open, by the audit chain it was closed"
