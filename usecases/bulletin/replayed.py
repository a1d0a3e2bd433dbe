"""What the database and the audit chain say of the items and reports of a bulletin, against what it prints."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.editions.proving import CitedReport, StoodItem, cited_by, stood_otherwise, unproved
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, bulletin_from_json
from domain.dates.deadlines import days_overdue
from domain.states import State
from storage import audit
from storage.bulletin import annexes, editions
from storage.items import items, past
from storage.tables import AuditEntry, Bulletin, Item
from storage.tx import Tx

_STATES = frozenset(str(state) for state in State)
# By which the words of supervisors came in, and how an item was said to stand otherwise.
_REWORDED, _RESTATED = "reword_bulletin", "restate_bulletin"


async def contradictions(tx: Tx, row: Bulletin) -> list[str]:
    """A line for each item that stood otherwise when it was drafted, and each sentence that stands on nothing."""
    bulletin = bulletin_from_json(row.snapshot)
    chain = await audit.states_until(tx, row.drafted_at)
    moment = _moment(tx, bulletin, row.drafted_at)
    own = [told for entry in await _entries_of(tx, row) if (told := _told(entry))]
    restated = {str(told["item"]) for told in own if told["action"] == _RESTATED}
    recorded = {str(told["text"]) for told in own if told["action"] == _REWORDED}
    return [
        *by_chain(bulletin, [entry for entry in chain if entry.at <= moment], restated),
        *stood_otherwise(bulletin, await _stood(tx, bulletin, moment, row.drafted_at), restated),
        *unproved(bulletin, await _reports(tx, bulletin, chain), recorded),
    ]


async def _entries_of(tx: Tx, row: Bulletin) -> list[AuditEntry]:
    """What was done to the drafts of an issue and of its corrections."""
    drafts = [row.bulletin_id, *await editions.drafts_of_corrections(tx, row.bulletin_id)]
    return list(await audit.entries_of_subjects(tx, [subject_of(one) for one in drafts]))


def _told(entry: AuditEntry) -> dict[str, Any]:
    if entry.action not in (_REWORDED, _RESTATED):
        return {}
    return {"item": "", "text": "", **_after(entry), "action": entry.action}


def _after(entry: AuditEntry) -> dict[str, Any]:
    try:
        told = json.loads(entry.after)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _moment(tx: Tx, bulletin: BulletinSnapshot, drafted_at: datetime) -> datetime:
    """When it was drafted, or when the period was over of which it tells."""
    return min(drafted_at, datetime.combine(bulletin.as_of, time.max, tx.profile.zone))


async def _stood(tx: Tx, bulletin: BulletinSnapshot, moment: datetime, drafted_at: datetime) -> Mapping[int, StoodItem]:
    every = await items.by_ids(tx, [entry.item_id for entry in bulletin.entries])
    then = await past.items_then(tx, list(every.values()), moment + timedelta(microseconds=1))
    return {one.item_id: _stood_item(one, bulletin.as_of, drafted_at) for one in then}


def _stood_item(item: Item, day: date, drafted_at: datetime) -> StoodItem:
    """What was closed before, and known only later, was open to who drafted."""
    known = item.closed_known_at
    closed = item.state is State.CLOSED and (known is None or known <= drafted_at)
    late = 0 if closed else days_overdue(item.deadline, day, asked_on=item.asked_on)
    return StoodItem(item.item_id, closed=closed, overdue_days=late)


async def _reports(tx: Tx, bulletin: BulletinSnapshot, chain: Collection[AuditEntry]) -> Mapping[int, CitedReport]:
    chained = {str(told.get("report", "")): told for entry in chain if "text" in (told := _after(entry))}
    found: dict[int, CitedReport] = {}
    for report_id, item_id, words in await annexes.cited(tx, cited_by(bulletin)):
        known = chained.get(f"R-{report_id}")
        found[report_id] = CitedReport(report_id, item_id, words, str(known["text"]) if known else None)
    return found


def by_chain(bulletin: BulletinSnapshot, chain: Collection[AuditEntry], restated: Collection[str] = ()) -> list[str]:
    """A line for each item whose printed state is not the one that the chain led to when it was drafted."""
    # By the label of the whole item: the newest state that it or one of its parts came to.
    told: dict[str, str] = {}
    for entry in chain:
        if (state := str(_after(entry).get("state", ""))) in _STATES:
            told[entry.subject.partition(".")[0]] = state
    return [line for entry in bulletin.entries if entry.label not in restated for line in _of_entry(entry, told)]


def _of_entry(entry: BulletinEntry, told: Mapping[str, str]) -> Iterator[str]:
    """An item of several units or parts may stay open when one of them is closed."""
    state = told.get(entry.label, "")
    is_shared = bool(entry.sub_entries) or len(entry.units) > 1
    if entry.closed and state not in ("", State.CLOSED):
        yield f"{entry.label} is printed as done, by the audit chain it was {state}"
    if not entry.closed and not is_shared and state == State.CLOSED:
        yield f"{entry.label} is printed as open, by the audit chain it was closed"
