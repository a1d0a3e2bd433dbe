"""A day that a unit names and that is later than the limit is put before the supervisors at once."""

from domain.notes import Note, Rows
from domain.office.people import Role
from storage.office import people
from storage.tables import Item
from storage.tx import Tx


async def flag_late(tx: Tx, item: Item, words: tuple[str, str], rows: Rows, key: str) -> None:
    """One card to each supervisor; `key` tells this day of the unit from all others."""
    title, text = words
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        tx.put(
            Note(
                supervisor.telegram_id,
                "late_date",
                text,
                title,
                rows,
                item_id=item.item_id,
                person_id=supervisor.person_id,
                dedupe_key=f"late:{key}:{supervisor.person_id}",
            )
        )
