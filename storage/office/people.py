"""Rows about people: who an id is, who sits for a unit, who hears of an office's affairs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, func, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from domain.office.people import Actor, Role
from domain.papers.reading import Roster
from domain.states import OPEN_STATES
from storage.tables import (
    Assignment,
    Draft,
    Item,
    ItemLeader,
    LeaderPart,
    Outbox,
    OutboxState,
    Person,
    Seat,
    Unit,
)
from storage.tx import Tx

# Built once: each update asks for it.
_ACTOR = (
    select_columns(col(Seat.person_id), col(Person.name), col(Seat.role), col(Seat.unit_id), col(Unit.name))
    .join(Seat, col(Seat.person_id) == col(Person.person_id))
    .outerjoin(Unit, col(Unit.unit_id) == col(Seat.unit_id))
    .where(
        col(Person.office_id) == bindparam("office_id"),
        col(Person.telegram_id) == bindparam("telegram_id"),
        col(Person.is_active).is_(True),
    )
)


async def actor_of(tx: Tx, telegram_id: int) -> Actor | None:
    """The active person behind a numeric Telegram id, with all seats."""
    who = {"office_id": tx.office_id, "telegram_id": telegram_id}
    rows = (await (await tx.connection()).execute(_ACTOR, who)).all()
    if not rows:
        return None
    return Actor(
        person_id=rows[0][0],
        telegram_id=telegram_id,
        name=rows[0][1],
        roles=frozenset(row[2] for row in rows),
        unit_ids=frozenset(row[3] for row in rows if row[3] is not None),
        unit_names=tuple(row[4] for row in rows if row[4] is not None),
    )


async def with_role(tx: Tx, role: Role) -> Sequence[Person]:
    """Active, reachable people who hold a role."""
    query = (
        select(Person)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(
            col(Person.office_id) == tx.office_id,
            col(Seat.role) == role,
            col(Person.is_active).is_(True),
            col(Person.is_reachable).is_(True),
        )
        .distinct()
        .order_by(col(Person.person_id))
    )
    return (await tx.session.exec(query)).all()


async def officials_of(tx: Tx, unit_ids: Sequence[int]) -> Sequence[Person]:
    """Active people who answer for any of the units."""
    query = (
        select(Person)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(
            col(Person.office_id) == tx.office_id,
            col(Seat.role) == Role.OFFICIAL,
            col(Seat.unit_id).in_(unit_ids),
            col(Person.is_active).is_(True),
        )
        .distinct()
        .order_by(col(Person.person_id))
    )
    return (await tx.session.exec(query)).all()


async def person(tx: Tx, person_id: int) -> Person | None:
    query = select(Person).where(col(Person.office_id) == tx.office_id, col(Person.person_id) == person_id)
    return (await tx.session.exec(query)).first()


async def person_of_telegram_id(tx: Tx, telegram_id: int) -> Person | None:
    """The row behind a Telegram id, removed people included."""
    query = select(Person).where(
        col(Person.office_id) == tx.office_id, col(Person.telegram_id) == telegram_id
    )
    return (await tx.session.exec(query)).first()


async def unit_by_name(tx: Tx, name_key: str) -> Unit | None:
    query = select(Unit).where(col(Unit.office_id) == tx.office_id, col(Unit.name_key) == name_key)
    return (await tx.session.exec(query)).first()


async def units(tx: Tx) -> Sequence[Unit]:
    query = select(Unit).where(col(Unit.office_id) == tx.office_id).order_by(col(Unit.unit_id))
    return (await tx.session.exec(query)).all()


async def draft_of(tx: Tx, person_id: int, chat_id: int) -> Draft | None:
    """What the bot waits for from this person in this chat."""
    query = select(Draft).where(
        col(Draft.office_id) == tx.office_id,
        col(Draft.person_id) == person_id,
        col(Draft.chat_id) == chat_id,
    )
    return (await tx.session.exec(query)).first()


async def wait_for(tx: Tx, person_id: int, chat_id: int, kind: str, payload: dict[str, object]) -> None:
    """Remember a question; a newer question replaces the older one."""
    draft = await draft_of(tx, person_id, chat_id)
    if draft is None:
        draft = Draft(
            office_id=tx.office_id,
            person_id=person_id,
            chat_id=chat_id,
            kind=kind,
            payload=payload,
            asked_at=tx.now,
        )
    draft.kind, draft.payload, draft.asked_at = kind, payload, tx.now
    tx.session.add(draft)
    await tx.session.flush()


async def stop_waiting(tx: Tx, draft: Draft) -> None:
    await tx.session.delete(draft)
    await tx.session.flush()


async def count_people(tx: Tx) -> int:
    query = select(func.count()).select_from(Person).where(col(Person.office_id) == tx.office_id)
    return (await tx.session.exec(query)).one()


async def people_named(tx: Tx, name: str) -> list[Person]:
    """Active people of exactly this name."""
    query = (
        select(Person)
        .where(
            col(Person.office_id) == tx.office_id, col(Person.name) == name, col(Person.is_active).is_(True)
        )
        .order_by(col(Person.person_id))
    )
    return list((await tx.session.exec(query)).all())


async def names_of(tx: Tx, person_ids: Collection[int]) -> dict[int, str]:
    """Names by person id, removed people included."""
    query = select(Person.person_id, Person.name).where(
        col(Person.office_id) == tx.office_id, col(Person.person_id).in_(person_ids)
    )
    return {number: name for number, name in (await tx.session.exec(query)).all() if number is not None}


async def unit(tx: Tx, unit_id: int) -> Unit | None:
    query = select(Unit).where(col(Unit.office_id) == tx.office_id, col(Unit.unit_id) == unit_id)
    return (await tx.session.exec(query)).first()


async def add_unit(tx: Tx, name: str, name_key: str) -> Unit:
    """`name_key` is `hygiene.same_name_key(name)`; the database refuses a second unit of the same key."""
    made = Unit(office_id=tx.office_id, name=name, name_key=name_key)
    tx.session.add(made)
    await tx.session.flush()
    return made


async def keep(tx: Tx, person: Person) -> Person:
    """Store a new or changed person."""
    tx.session.add(person)
    await tx.session.flush()
    return person


async def has_seat(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> bool:
    # A unique constraint does not see two NULL units as the same.
    unit_matches = col(Seat.unit_id).is_(None) if unit_id is None else col(Seat.unit_id) == unit_id
    query = select(Seat.seat_id).where(
        col(Seat.office_id) == tx.office_id,
        col(Seat.person_id) == person_id,
        col(Seat.role) == role,
        unit_matches,
    )
    return (await tx.session.exec(query)).first() is not None


async def add_seat(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> bool:
    """False when the person has it already."""
    if await has_seat(tx, person_id, role, unit_id):
        return False
    tx.session.add(Seat(office_id=tx.office_id, person_id=person_id, role=role, unit_id=unit_id))
    await tx.session.flush()
    return True


async def leave(tx: Tx, person: Person) -> None:
    """No seats, no open questions, no notes on their way: from now on the id is a stranger's."""
    person.is_active = False
    tx.session.add(person)
    await tx.session.flush()
    connection = await tx.connection()
    for table in (Seat, Draft):
        mine = (col(table.office_id) == tx.office_id, col(table.person_id) == person.person_id)
        await connection.execute(delete(table).where(*mine))
    waiting = (
        col(Outbox.office_id) == tx.office_id,
        col(Outbox.person_id) == person.person_id,
        col(Outbox.state) == OutboxState.DUE,
    )
    await connection.execute(update(Outbox).where(*waiting).values(state=OutboxState.CANCELLED))


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One seat of one active person."""

    person_id: int
    name: str
    is_reachable: bool
    role: Role
    unit_id: int | None


async def roster(tx: Tx) -> Sequence[RosterRow]:
    """All seats of active people, in the order people joined."""
    return [
        RosterRow(seat.person_id, person.name, person.is_reachable, seat.role, seat.unit_id)
        for person, seat in await _seated(tx)
    ]


async def known_units(tx: Tx) -> Roster | None:
    """The units by name; None before the first paper, when the office knows hardly any."""
    anything = select(Item.item_id).where(col(Item.office_id) == tx.office_id).limit(1)
    if (await tx.session.exec(anything)).first() is None:
        return None
    names = select(Unit.name).where(col(Unit.office_id) == tx.office_id)
    return Roster(frozenset((await tx.session.exec(names)).all()))


async def _seated(tx: Tx) -> Sequence[tuple[Person, Seat]]:
    query = (
        select(Person, Seat)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(col(Person.office_id) == tx.office_id, col(Person.is_active).is_(True))
        .order_by(col(Person.person_id), col(Seat.seat_id))
    )
    return (await tx.session.exec(query)).all()


async def roster_roles(tx: Tx) -> Sequence[tuple[Person, frozenset[Role]]]:
    """Active, reachable people with all their roles."""
    by_person: dict[int, tuple[Person, set[Role]]] = {}
    for person, seat in await _seated(tx):
        if person.is_reachable:
            by_person.setdefault(seat.person_id, (person, set()))[1].add(seat.role)
    return [(person, frozenset(roles)) for person, roles in by_person.values()]


async def open_led_by(tx: Tx, name: str) -> int:
    """How many open items a leader of this name leads."""
    query = (
        select(func.count(func.distinct(col(Item.item_id))))
        .join(ItemLeader, col(ItemLeader.item_id) == col(Item.item_id))
        .where(
            col(Item.office_id) == tx.office_id,
            col(Item.state).in_(OPEN_STATES),
            col(ItemLeader.name) == name,
            col(ItemLeader.part) == LeaderPart.LEAD,
        )
    )
    return (await tx.session.exec(query)).one()


async def open_of_units(tx: Tx, unit_ids: Collection[int]) -> int:
    """How many open items (sub-items not counted) wait for any of the units."""
    query = (
        select(func.count(func.distinct(col(Item.item_id))))
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .where(
            col(Item.office_id) == tx.office_id,
            col(Item.parent_id).is_(None),
            col(Assignment.unit_id).in_(unit_ids),
            col(Assignment.state).in_(OPEN_STATES),
        )
    )
    return (await tx.session.exec(query)).one()
