"""The number of the next issue: of this year's issues, withdrawn ones included, and of what was printed before us."""

from domain.office.people import Actor
from domain.office.settings import NUMBERING
from storage.bulletin import bulletins
from storage.office import settings as store
from storage.tx import Tx


async def next_number(tx: Tx) -> int:
    return max(await _printed_before(tx), await bulletins.last_number(tx, tx.today.year)) + 1


async def _printed_before(tx: Tx) -> int:
    """What somebody said this year; each year begins anew."""
    kept = await store.kept(tx, NUMBERING)
    is_of_year = kept.changed_at is not None and tx.day(kept.changed_at).year == tx.today.year
    return int(NUMBERING.values(kept.value)["last"]) if is_of_year else 0


async def go_on_from(tx: Tx, actor: Actor | None, number: int) -> int | None:
    """An issue of before came in: the next one, where that one was the newest; None where it changes nothing."""
    if number < await next_number(tx):
        return None
    kept = await store.kept(tx, NUMBERING)
    by = actor.person_id if actor else None
    if not await store.keep(tx, NUMBERING, {"last": number}, kept.version, by):
        return None
    tx.record(NUMBERING.audit, NUMBERING.entries[0].label, by=actor, after={"last": number})
    return number + 1
