"""What has changed since a draft was made, and a draft made anew that keeps the words of supervisors."""

from collections.abc import Iterator

from domain.bulletin.editions.passages import places_of, worded
from domain.bulletin.issue import life_texts as texts
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, shortened


def changed_since(draft: BulletinSnapshot, now: BulletinSnapshot) -> tuple[str, ...]:
    """A line for each item that would be printed otherwise; a supervisor's own words are no change."""
    if draft.scope == BulletinScope.COMPARISON:
        return () if draft.sections == now.sections else (texts.FIGURES,)
    return tuple(_changed(_as_first(draft), now))


def says_the_same(before: BulletinSnapshot, now: BulletinSnapshot) -> bool:
    """Whether an issue would print nothing that is not in the one before it.

    What stands as it did is the same, though its words are those of the period no more.
    """
    if now.scope == BulletinScope.COMPARISON:
        return before.sections == now.sections
    then = {entry.item_id: entry for entry in before.entries}
    if then.keys() != {entry.item_id for entry in now.entries} or _frame(before) != _frame(now):
        return False
    return all(entry.is_quiet or _printed(then[entry.item_id]) == _printed(entry) for entry in now.entries)


def _printed(entry: BulletinEntry) -> tuple[object, ...]:
    return (entry.closed, entry.progress, entry.sub_entries, entry.sub_closed, _rest(entry))


def _changed(draft: BulletinSnapshot, now: BulletinSnapshot) -> Iterator[str]:
    before = {entry.item_id: entry for entry in draft.entries}
    for entry in now.entries:
        known = before.pop(entry.item_id, None)
        if known is None:
            yield texts.about(entry.label, texts.ADDED)
        elif what := _news(known, entry):
            yield texts.about(entry.label, what)
    yield from (texts.about(entry.label, texts.GONE) for entry in before.values())
    if _frame(draft) != _frame(now):
        yield texts.FRAME


def _news(before: BulletinEntry, now: BulletinEntry) -> str:
    if before.closed != now.closed:
        return texts.NOW_CLOSED if now.closed else texts.OPEN_AGAIN
    if _said(before) != _said(now):
        return texts.NEW_PROGRESS
    if now.overdue_days and not before.overdue_days:
        return texts.NOW_OVERDUE
    return texts.OTHERWISE if _rest(before) != _rest(now) else ""


def _said(entry: BulletinEntry) -> tuple[object, ...]:
    subs = entry.sub_originals or tuple(progress for _, progress in entry.sub_entries)
    return (entry.original_progress, subs)


def _rest(entry: BulletinEntry) -> tuple[object, ...]:
    parts = tuple(directive for directive, _ in entry.sub_entries)
    return (entry.directive, parts, entry.notes, entry.units, entry.deadline, entry.urgent, not entry.overdue_days)


def _frame(bulletin: BulletinSnapshot) -> tuple[object, ...]:
    return (bulletin.wording, bulletin.send_to, bulletin.copy_to, bulletin.printed_by, bulletin.agency)


def carried_over(draft: BulletinSnapshot, now: BulletinSnapshot) -> BulletinSnapshot:
    """Reworded passages whose original is still the same stay reworded, and a short issue stays short."""
    now = shortened(now, is_short=draft.is_short)
    reworded = {one.key: one for one in places_of(draft) if one.is_reworded}
    for one in places_of(now):
        before = reworded.get(one.key)
        if before is not None and before.original == one.original:
            now = worded(now, one, before.words)
    return now


def is_reworded(draft: BulletinSnapshot) -> bool:
    return any(one.is_reworded for one in places_of(draft))


def _as_first(draft: BulletinSnapshot) -> BulletinSnapshot:
    """Without the words of supervisors."""
    for one in places_of(draft):
        draft = worded(draft, one, one.original) if one.is_reworded else draft
    return draft
