"""Search: items and sub-items by words of the directive or the responsible unit, by number, by initials."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_
from sqlmodel import col

from storage.tables import Assignment, Item, Unit
from storage.tx import Tx
from storage.views.figures import LINE, ItemLine, lines_of

# Initials are compared in the program: the newest items are those that people look for.
SPELLED_AT_MOST = 5000


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One term: its letters as they stand, and what they stand for besides."""

    words: str
    item_ids: Collection[int] = ()
    unit_ids: Collection[int] = ()


async def find(
    tx: Tx, terms: Sequence[SearchTerm], limit: int, *, offset: int = 0, first: int = 0
) -> tuple[int, list[ItemLine]]:
    """What fits every term, the item `first` before the others; wildcards mean themselves."""
    where = []
    for term in terms:
        named = (
            tx.select(Assignment.item_id)
            .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
            .where(or_(col(Unit.name).icontains(term.words, autoescape=True), col(Unit.unit_id).in_(term.unit_ids)))
        )
        where.append(
            or_(
                col(Item.directive).icontains(term.words, autoescape=True),
                col(Item.item_id).in_(named),
                col(Item.item_id).in_(term.item_ids),
            )
        )
    total = await tx.one(tx.select(func.count()).select_from(Item).where(*where))
    order = ((col(Item.item_id) == first).desc(), col(Item.number), col(Item.sub))
    page = tx.columns(*LINE).where(*where).order_by(*order).limit(limit).offset(offset)
    return total, await lines_of(tx, page)


async def newest_directives(tx: Tx) -> list[tuple[int, str]]:
    query = tx.columns(col(Item.item_id), col(Item.directive)).order_by(col(Item.item_id).desc()).limit(SPELLED_AT_MOST)
    return [(item_id or 0, directive) for item_id, directive in await tx.rows(query)]
