"""What a bulletin is made from: the rows of the day as facts for domain.bulletin."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from domain.bulletin import BulletinFacts, FactItem, FactSubItem, LastFigures, bulletin_from_json
from domain.bulletin_words import circled, full_stop
from domain.deadlines import days_overdue
from domain.states import State
from storage import bulletins, lifecycle
from storage.bulletins import Told, UnitReport
from storage.tables import Bulletin, Item, Meeting
from storage.tx import Tx
from usecases.discuss import printed_notes

# "每年各发展1家": what each unit does with the quantity it owes.
_VERB = re.compile(r"各(?P<verb>[一-鿿]{2})\s*[\d一二两三四五六七八九十]")


async def gather_facts(tx: Tx, meeting: Meeting | None) -> BulletinFacts:
    """The items of a meeting or of the office, compared with the bulletin before of the same sort."""
    meeting_id = meeting.meeting_id if meeting else None
    before = await bulletins.last_published(tx, meeting_id)
    rows = await bulletins.told(tx, meeting_id, None if meeting else before)
    notes = await printed_notes(tx, before.drafted_at if before else None)
    items = tuple(_fact(tx, row, notes) for row in rows)
    wording = await bulletins.setting(tx, "bulletin")
    return BulletinFacts(
        agency=tx.profile.agency,
        as_of=tx.today,
        items=items,
        meeting_title=meeting.title if meeting else None,
        masthead=str(wording.get("masthead", "督办通报")),
        send_to=_names(wording.get("send_to")),
        copy_to=_names(wording.get("copy_to")),
        printed_by=str(wording.get("printed_by", tx.profile.agency)),
        last=_last(before, items),
        stopped=len(await lifecycle.stopped(tx, meeting_id)),
    )


def _names(listed: Any) -> tuple[str, ...]:
    return tuple(str(name) for name in listed) if isinstance(listed, list) else ()


def _last(before: Bulletin | None, items: Sequence[FactItem]) -> LastFigures | None:
    """The figures of the bulletin before, over the items that both print, so that the change is theirs."""
    if before is None:
        return None
    snapshot = bulletin_from_json(before.snapshot)
    printed = {item.item_id for item in items}
    entries = [entry for entry in snapshot.entries if entry.item_id in printed]
    return LastFigures(len(entries), sum(entry.closed for entry in entries), snapshot.as_of)


def _fact(tx: Tx, row: Told, notes: Mapping[int, Sequence[str]]) -> FactItem:
    item = row.item
    assert item.item_id is not None
    is_closed = item.state is State.CLOSED
    quantities, measure = _quantities(row)
    return FactItem(
        item_id=item.item_id,
        number=item.label,
        directive=item.directive,
        closed=is_closed,
        long_term=item.long_term,
        overdue_days=0 if is_closed else days_overdue(item.deadline, tx.today),
        units=tuple(row.units),
        sub_items=tuple(_sub_fact(sub) for sub in row.subs),
        progress="" if quantities and len(row.units) > 1 else _progress(row),
        quantities=quantities,
        measure=measure,
        verb=_verb(item.directive) if quantities else "",
        report_ids=tuple(report.report_id for report in row.reports),
        closed_on=_closed_on(tx, item) if is_closed else None,
        deadline=item.deadline,
        still_days=0 if is_closed else (tx.today - item.last_moved_on).days,
        notes=_notes(row, notes),
    )


def _notes(row: Told, notes: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """Of the item, then of its sub-items behind their circled numbers."""
    subs = [
        f"{circled(place)}{note}"
        for place, sub in enumerate(row.subs, 1)
        for note in notes.get(sub.item.item_id or 0, ())
    ]
    return (*notes.get(row.item.item_id or 0, ()), *subs)


def _sub_fact(sub: Told) -> FactSubItem:
    closed = sub.item.state is State.CLOSED
    return FactSubItem(sub.item.label, sub.item.directive, _progress(sub), closed)


def _progress(row: Told) -> str:
    """The newest report of each unit; what a paper said gives way to the only unit's own words."""
    own = [report for report in row.reports if report.unit]
    reports = own if own and len(row.units) <= 1 else row.reports
    if len(reports) == 1:
        return reports[0].text
    return "".join(full_stop(_named(report)) for report in reports)


def _named(report: UnitReport) -> str:
    """With the unit in front, unless its words name it."""
    return report.text if not report.unit or report.unit in report.text else f"{report.unit}：{report.text}"


def _quantities(row: Told) -> tuple[tuple[tuple[str, Decimal], ...], str]:
    """Per unit what it reported in the target's measure, and that measure; only for items with a target."""
    if row.item.target_amount is None or not row.quantities:
        return (), ""
    measure = row.item.target_measure or Counter(one[2] for one in row.quantities).most_common(1)[0][0]
    return tuple((unit, amount) for unit, amount, reported in row.quantities if reported == measure), measure


def _verb(directive: str) -> str:
    found = _VERB.search(directive)
    return found["verb"] if found else "完成"


def _closed_on(tx: Tx, item: Item) -> date | None:
    """None for what was closed already when it was registered: nobody knows here when that was."""
    if item.closed_at is None or item.closed_at <= item.registered_at:
        return None
    return item.closed_at.astimezone(tx.profile.zone).date()
