"""What the bot costs people: messages that they did not ask for, and questions about their duties."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, or_
from sqlmodel import col

from domain.office.people import Role
from storage.rows import grouped
from storage.tables import NudgeDigest, NudgeSent, Outbox, OutboxState, Person, Seat
from storage.tx import Tx

# They ring nowhere.
_SILENT_KINDS = ("menu", "profile", "toast")


async def messages(tx: Tx, since: datetime, until: datetime) -> dict[int, int]:
    """Person -> notes that reached them from `since` until before `until`.

    Answers to the person's own words carry no person; a note that only edits an older one rings nowhere.
    """
    query = (
        tx.select(Outbox.person_id, func.count())
        .where(
            col(Outbox.state) == OutboxState.SENT,
            col(Outbox.sent_at) >= since,
            col(Outbox.sent_at) < until,
            col(Outbox.person_id).is_not(None),
            col(Outbox.kind).not_in(_SILENT_KINDS),
            col(Outbox.note)["edits_key"].as_string().is_(None),
        )
        .group_by(col(Outbox.person_id))
    )
    return {person_id: count for person_id, count in await tx.all(query) if person_id}


async def officials(tx: Tx) -> Mapping[int, Sequence[int]]:
    """Unit -> active officials."""
    query = (
        tx.select(Seat.unit_id, Seat.person_id)
        .join(Person, col(Person.person_id) == col(Seat.person_id))
        .where(col(Seat.role) == Role.OFFICIAL, col(Person.is_active).is_(True))
    )
    return grouped((unit_id, person_id) for unit_id, person_id in await tx.all(query) if unit_id is not None)


async def asked_of(tx: Tx, person_id: int, since: datetime) -> list[tuple[int, datetime]]:
    """(item, when) of each question to a person about a duty, own or of somebody they stand in for."""
    own = (col(NudgeSent.person_id) == person_id) & ~col(NudgeSent.round_key).contains("/")
    query = (
        tx.select(NudgeSent.item_id, NudgeSent.round_key, func.min(NudgeSent.nudged_at))
        .where(
            col(NudgeSent.nudged_at) >= since,
            or_(own, col(NudgeSent.round_key).endswith(f"/{person_id}")),
            or_(col(NudgeSent.stage).startswith("day-"), col(NudgeSent.stage).startswith("hand-")),
        )
        .group_by(col(NudgeSent.item_id), col(NudgeSent.round_key))
        .order_by(func.min(NudgeSent.nudged_at))
    )
    return [(item_id, at) for item_id, _, at in await tx.all(query)]


async def most_digests_of_a_day(tx: Tx, first: date, last: date) -> int:
    """The largest number of digests that anybody had on one day of these."""
    each = (
        tx.select(func.count().label("digests"))
        .select_from(NudgeDigest)
        .where(col(NudgeDigest.day).between(first, last))
        .group_by(col(NudgeDigest.person_id), col(NudgeDigest.day))
        .subquery()
    )
    return await tx.one(tx.select(func.max(each.c.digests))) or 0
