"""Rows of how items end and live on: endings, rhythms, rolled targets, look-backs, judgements."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import col, func, select

from domain.states import OPEN_STATES, State
from storage.items.items import FRESH
from storage.tables import (
    Bulletin,
    Cooperation,
    Ending,
    EndingKind,
    Item,
    ItemLeader,
    Judgement,
    Report,
    Review,
    Rhythm,
    Rolled,
)
from storage.tx import Tx


async def add(tx: Tx, row: object) -> None:
    tx.session.add(row)
    await tx.session.flush()


async def ending_of(tx: Tx, item_id: int) -> Ending | None:
    """Why the item stands at cancelled; None when it does not, or ended in another way."""
    query = (
        select(Ending)
        .where(
            col(Ending.office_id) == tx.office_id,
            col(Ending.item_id) == item_id,
            col(Ending.lifted_at).is_(None),
        )
        .order_by(col(Ending.ending_id).desc())
        .limit(1)
        .execution_options(**FRESH)
    )
    return (await tx.session.exec(query)).first()


async def taken_along(tx: Tx, item_id: int) -> Sequence[Ending]:
    """Endings of the parts that ended together with the item."""
    query = (
        select(Ending)
        .where(
            col(Ending.office_id) == tx.office_id,
            col(Ending.along_with) == item_id,
            col(Ending.lifted_at).is_(None),
        )
        .order_by(col(Ending.ending_id))
    )
    return (await tx.session.exec(query)).all()


async def lift(tx: Tx, ending: Ending) -> None:
    ending.lifted_at = tx.now
    await add(tx, ending)


async def merged_into(tx: Tx, item_id: int) -> Sequence[Item]:
    """The items that were merged into this one, and still are."""
    query = (
        select(Item)
        .join(Ending, col(Ending.item_id) == col(Item.item_id))
        .where(
            col(Ending.office_id) == tx.office_id,
            col(Ending.into_id) == item_id,
            col(Ending.lifted_at).is_(None),
        )
        .order_by(col(Item.number))
    )
    return (await tx.session.exec(query)).all()


async def stopped(
    tx: Tx, meeting_id: int | None = None, since: datetime | None = None, until: datetime | None = None
) -> Sequence[tuple[Item, str]]:
    """Whole items that were stopped without being done (停办), each with its reason, by number."""
    query = (
        select(Item, Ending.reason)
        .join(Ending, col(Ending.item_id) == col(Item.item_id))
        .where(
            col(Ending.office_id) == tx.office_id,
            col(Ending.kind) == EndingKind.STOPPED,
            col(Ending.lifted_at).is_(None),
            col(Item.parent_id).is_(None),
        )
        .order_by(col(Item.number))
    )
    if meeting_id is not None:
        query = query.where(col(Item.meeting_id) == meeting_id)
    if since is not None and until is not None:
        query = query.where(col(Ending.ended_at) >= since, col(Ending.ended_at) < until)
    return (await tx.session.exec(query)).all()


async def last_sub(tx: Tx, item_id: int) -> int:
    """The highest number of a sub-item; 0 when there is none."""
    query = select(func.max(Item.sub)).where(
        col(Item.office_id) == tx.office_id, col(Item.parent_id) == item_id
    )
    return (await tx.session.exec(query)).one() or 0


async def published_since(tx: Tx, at: datetime) -> bool:
    """Whether a bulletin came out after that."""
    query = select(Bulletin.bulletin_id).where(
        col(Bulletin.office_id) == tx.office_id, col(Bulletin.published_at) >= at
    )
    return (await tx.session.exec(query.limit(1))).first() is not None


async def last_review_of(
    tx: Tx, reviewer_id: int, since: datetime, assignment_ids: Sequence[int] | None = None
) -> Review | None:
    """The newest verdict that a person gave after `since`, of these assignments if any are named."""
    query = (
        select(Review)
        .where(
            col(Review.office_id) == tx.office_id,
            col(Review.reviewer_id) == reviewer_id,
            col(Review.reviewed_at) >= since,
        )
        .order_by(col(Review.review_id).desc())
        .limit(1)
    )
    if assignment_ids is not None:
        query = query.where(col(Review.assignment_id).in_(assignment_ids))
    return (await tx.session.exec(query)).first()


async def reviews_given_with(tx: Tx, review: Review, assignment_ids: Sequence[int]) -> Sequence[Review]:
    """Verdicts of the same moment and person on these assignments."""
    query = select(Review).where(
        col(Review.office_id) == tx.office_id,
        col(Review.reviewer_id) == review.reviewer_id,
        col(Review.reviewed_at) == review.reviewed_at,
        col(Review.assignment_id).in_(assignment_ids),
    )
    return (await tx.session.exec(query)).all()


async def rhythm_of(tx: Tx, item_id: int) -> Rhythm | None:
    query = select(Rhythm).where(col(Rhythm.office_id) == tx.office_id, col(Rhythm.item_id) == item_id)
    return (await tx.session.exec(query.execution_options(**FRESH))).first()


async def report_moments(tx: Tx, item_id: int) -> Sequence[datetime]:
    """When the item or one of its parts was reported on."""
    query = (
        select(Report.reported_at)
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .where(
            col(Report.office_id) == tx.office_id,
            col(Report.is_current).is_(True),
            func.coalesce(Item.parent_id, Item.item_id) == item_id,
        )
    )
    return (await tx.session.exec(query)).all()


async def targets_to_roll(tx: Tx, year: int) -> Sequence[Item]:
    """Whole open items with a target that began before `year` and have not gone on into it."""
    done = select(Rolled.item_id).where(col(Rolled.office_id) == tx.office_id, col(Rolled.year) == year)
    made = select(Rolled.to_item_id).where(col(Rolled.office_id) == tx.office_id, col(Rolled.year) >= year)
    query = (
        select(Item)
        .where(
            col(Item.office_id) == tx.office_id,
            col(Item.parent_id).is_(None),
            col(Item.state).in_(OPEN_STATES),
            col(Item.target_amount).is_not(None),
            col(Item.item_id).not_in(done),
            col(Item.item_id).not_in(made),
        )
        .order_by(col(Item.number))
        .execution_options(**FRESH)
    )
    return (await tx.session.exec(query)).all()


async def copy_people(tx: Tx, from_id: int, to_id: int) -> None:
    """The leaders and cooperating units of one item, for another."""
    leaders = select(ItemLeader).where(
        col(ItemLeader.office_id) == tx.office_id, col(ItemLeader.item_id) == from_id
    )
    helpers = select(Cooperation).where(
        col(Cooperation.office_id) == tx.office_id, col(Cooperation.item_id) == from_id
    )
    rows: list[object] = [
        ItemLeader(office_id=tx.office_id, item_id=to_id, part=one.part, place=one.place, name=one.name)
        for one in (await tx.session.exec(leaders)).all()
    ]
    rows += [
        Cooperation(office_id=tx.office_id, item_id=to_id, unit_id=one.unit_id)
        for one in (await tx.session.exec(helpers)).all()
    ]
    tx.session.add_all(rows)
    await tx.session.flush()


async def judgement_of(tx: Tx, item_id: int, today: date) -> Judgement | None:
    """The newest one that still counts."""
    query = (
        select(Judgement)
        .where(
            col(Judgement.office_id) == tx.office_id,
            col(Judgement.item_id) == item_id,
            col(Judgement.ends_on) >= today,
        )
        .order_by(col(Judgement.judgement_id).desc())
        .limit(1)
    )
    return (await tx.session.exec(query)).first()


async def end_judgements(tx: Tx, item_id: int, last_day: date) -> None:
    """Those that still count end with `last_day`."""
    connection = await tx.connection()
    where = (
        col(Judgement.office_id) == tx.office_id,
        col(Judgement.item_id) == item_id,
        col(Judgement.ends_on) > last_day,
    )
    await connection.execute(update(Judgement).where(*where).values(ends_on=last_day))


async def parent_state(tx: Tx, item: Item) -> State | None:
    """The state of the item that a sub-item belongs to."""
    query = select(Item.state).where(col(Item.office_id) == tx.office_id, col(Item.item_id) == item.parent_id)
    word = (await tx.session.exec(query)).first()
    return State(word) if word else None


async def remove(tx: Tx, row: object) -> None:
    await tx.session.delete(row)
    await tx.session.flush()


async def rolled_items(tx: Tx) -> set[int]:
    """Items that were made by rolling a target over."""
    query = select(Rolled.to_item_id).where(col(Rolled.office_id) == tx.office_id)
    return set((await tx.session.exec(query)).all())
