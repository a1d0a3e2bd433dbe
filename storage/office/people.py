"""Rows about people: who an id is, who sits for a unit, who hears of an office's affairs, what is asked of whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, func
from sqlmodel import col

from domain.office.people import Actor, Role
from domain.states import OPEN_STATES
from storage.fence import PreparedStatement, bare
from storage.rows import change, drop, first_of, grouped
from storage.tables import (
    Assignment,
    Item,
    ItemLeader,
    LeaderPart,
    OpenQuestion,
    Outbox,
    OutboxState,
    Person,
    Seat,
    Unit,
)
from storage.tx import Tx

# Built once: each update asks for it.
_ACTOR = PreparedStatement(
    bare.select(col(Seat.person_id), col(Person.name), col(Seat.role), col(Seat.unit_id), col(Unit.name))
    .join(Seat, col(Seat.person_id) == col(Person.person_id))
    .outerjoin(Unit, col(Unit.unit_id) == col(Seat.unit_id))
    .where(col(Person.telegram_id) == bindparam("telegram_id"), col(Person.is_active).is_(True))
)


async def actor_of(tx: Tx, telegram_id: int) -> Actor | None:
    """The active person behind a numeric Telegram id, with all seats."""
    rows = await tx.rows(_ACTOR, telegram_id=telegram_id)
    if not rows:
        return None
    return Actor(
        person_id=rows[0][0],
        telegram_id=telegram_id,
        name=rows[0][1],
        roles=frozenset(row[2] for row in rows),
        unit_ids=frozenset(row[3] for row in rows if row[3] is not None),
        unit_names=tuple(dict.fromkeys(row[4] for row in rows if row[4] is not None)),
    )


async def with_role(tx: Tx, role: Role) -> Sequence[Person]:
    """Active, reachable people who hold a role."""
    return await _holding(tx, role, col(Person.is_reachable).is_(True))


async def officials_of(tx: Tx, unit_ids: Sequence[int]) -> Sequence[Person]:
    """Active people who answer for any of the units."""
    return await _holding(tx, Role.OFFICIAL, col(Seat.unit_id).in_(unit_ids))


async def heads(tx: Tx) -> dict[int, list[Person]]:
    """The active heads, by unit."""
    query = (
        tx.select(Seat.unit_id, Person)
        .join(Person, col(Person.person_id) == col(Seat.person_id))
        .where(col(Seat.role) == Role.HEAD, col(Person.is_active).is_(True))
        .order_by(col(Seat.seat_id))
    )
    return grouped((unit_id, person) for unit_id, person in await tx.all(query) if unit_id is not None)


async def set_head(tx: Tx, unit_id: int, person_id: int | None) -> None:
    """A unit has one head; None: nobody any more."""
    await drop(tx, Seat, col(Seat.role) == Role.HEAD, col(Seat.unit_id) == unit_id)
    if person_id is not None:
        await add_seat(tx, person_id, Role.HEAD, unit_id)


async def _holding(tx: Tx, role: Role, where: ColumnElement[bool]) -> Sequence[Person]:
    return await tx.all(
        tx.select(Person)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(col(Seat.role) == role, col(Person.is_active).is_(True), where)
        .distinct()
        .order_by(col(Person.person_id))
    )


async def person(tx: Tx, person_id: int) -> Person | None:
    return await tx.first(tx.select(Person).where(col(Person.person_id) == person_id))


async def person_of_telegram_id(tx: Tx, telegram_id: int) -> Person | None:
    """The row behind a Telegram id, removed people included."""
    return await tx.first(tx.select(Person).where(col(Person.telegram_id) == telegram_id))


async def count_people(tx: Tx) -> int:
    return await tx.one(tx.select(func.count()).select_from(Person))


async def people_named(tx: Tx, name: str) -> list[Person]:
    """Active people of exactly this name."""
    query = (
        tx.select(Person)
        .where(col(Person.name) == name, col(Person.is_active).is_(True))
        .order_by(col(Person.person_id))
    )
    return list(await tx.all(query))


async def names_of(tx: Tx, person_ids: Collection[int]) -> dict[int, str]:
    """Names by person id, removed people included."""
    query = tx.select(Person.person_id, Person.name).where(col(Person.person_id).in_(person_ids))
    return {number: name for number, name in await tx.all(query) if number is not None}


async def has_seat(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> bool:
    # A unique constraint does not see two NULL units as the same.
    unit_matches = col(Seat.unit_id).is_(None) if unit_id is None else col(Seat.unit_id) == unit_id
    query = tx.select(Seat.seat_id).where(col(Seat.person_id) == person_id, col(Seat.role) == role, unit_matches)
    return await tx.first(query) is not None


async def add_seat(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> bool:
    """False when the person has it already."""
    if await has_seat(tx, person_id, role, unit_id):
        return False
    await tx.add(Seat(person_id=person_id, role=role, unit_id=unit_id))
    return True


async def leave(tx: Tx, person: Person) -> None:
    """No seats, no open questions, no notes on their way: from now on the id is a stranger's."""
    person.is_active = False
    await tx.add(person)
    for table in (Seat, OpenQuestion):
        await drop(tx, table, col(table.person_id) == person.person_id)
    waits = col(Outbox.state) == OutboxState.DUE
    await change(tx, Outbox, col(Outbox.person_id) == person.person_id, waits, state=OutboxState.CANCELLED)


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


async def staffed_units(tx: Tx) -> set[int]:
    """Units that somebody answers for."""
    query = tx.select(Seat.unit_id).where(col(Seat.role) == Role.OFFICIAL, col(Seat.unit_id).is_not(None))
    return {unit_id for unit_id in await tx.all(query) if unit_id is not None}


async def _seated(tx: Tx) -> Sequence[tuple[Person, Seat]]:
    return await tx.all(
        tx.select(Person, Seat)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(col(Person.is_active).is_(True))
        .order_by(col(Person.person_id), col(Seat.seat_id))
    )


async def roster_roles(tx: Tx) -> Sequence[tuple[Person, frozenset[Role]]]:
    """Active, reachable people with all their roles."""
    by_person: dict[int, tuple[Person, set[Role]]] = {}
    for person, seat in await _seated(tx):
        if person.is_reachable:
            by_person.setdefault(seat.person_id, (person, set()))[1].add(seat.role)
    return [(person, frozenset(roles)) for person, roles in by_person.values()]


async def open_led_by(tx: Tx, name: str) -> int:
    """How many open items a leader of this name leads."""
    return await tx.one(
        tx.select(func.count(func.distinct(col(Item.item_id))))
        .join(ItemLeader, col(ItemLeader.item_id) == col(Item.item_id))
        .where(col(Item.state).in_(OPEN_STATES), col(ItemLeader.name) == name, col(ItemLeader.part) == LeaderPart.LEAD)
    )


async def open_of_units(tx: Tx, unit_ids: Collection[int]) -> int:
    """How many open items (sub-items not counted) wait for any of the units."""
    return await tx.one(
        tx.select(func.count(func.distinct(col(Item.item_id))))
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .where(
            col(Item.parent_id).is_(None), col(Assignment.unit_id).in_(unit_ids), col(Assignment.state).in_(OPEN_STATES)
        )
    )


# Built once: each message that is no command asks for it.
_OF = PreparedStatement(
    bare.select(OpenQuestion).where(
        col(OpenQuestion.person_id) == bindparam("person_id"), col(OpenQuestion.chat_id) == bindparam("chat_id")
    )
)
# Built once, as each report runs it.
_DROP_ABOUT = PreparedStatement(
    bare.delete(OpenQuestion).where(
        col(OpenQuestion.person_id) == bindparam("person_id"),
        col(OpenQuestion.chat_id) == bindparam("chat_id"),
        col(OpenQuestion.kind).in_(("report", "done")),
        col(OpenQuestion.fields)["item_id"].as_integer() == bindparam("item_id"),
    )
)


async def question_of(tx: Tx, person_id: int, chat_id: int) -> OpenQuestion | None:
    return first_of(await tx.prepared(_OF, person_id=person_id, chat_id=chat_id))


async def ask_at_desk(tx: Tx, actor: Actor, message_id: int) -> None:
    """The open question was asked from the desk that this message is."""
    mine = (col(OpenQuestion.person_id) == actor.person_id, col(OpenQuestion.chat_id) == actor.telegram_id)
    await change(tx, OpenQuestion, *mine, desk_message=message_id)


async def questions_of(tx: Tx, person_id: int) -> Sequence[OpenQuestion]:
    """In whatever chat."""
    return await tx.all(tx.select(OpenQuestion).where(col(OpenQuestion.person_id) == person_id))


async def drop_about(tx: Tx, person_id: int, *, chat_id: int, item_id: int) -> None:
    """A question about an item is answered by any way of reporting on it."""
    await tx.run(_DROP_ABOUT, [{"person_id": person_id, "chat_id": chat_id, "item_id": item_id}])


async def shown_since(tx: Tx, chat_id: int, prompt_key: str, kinds: Collection[str]) -> Outbox | None:
    """The last message of one of these kinds below the one that asked; a changed one keeps its place."""
    asked = tx.select(Outbox.message_id).where(col(Outbox.dedupe_key) == prompt_key)
    return await tx.first(
        tx.select(Outbox)
        .where(
            col(Outbox.chat_id) == chat_id,
            col(Outbox.message_id) > asked.scalar_subquery(),
            col(Outbox.kind).in_(kinds),
        )
        .order_by(col(Outbox.message_id).desc())
        .limit(1)
    )


async def seated_in(tx: Tx, unit_id: int) -> list[tuple[int, str, Role]]:
    """(person_id, name, role) of the active people of a unit, its head first."""
    query = (
        tx.select(Person.person_id, Person.name, Seat.role)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(col(Seat.unit_id) == unit_id, col(Person.is_active).is_(True))
        .order_by(col(Seat.role), col(Seat.seat_id))
    )
    return [(person_id, name, Role(role)) for person_id, name, role in await tx.all(query)]


async def seats_by_unit(tx: Tx) -> dict[int | None, int]:
    """How many active people sit in each unit."""
    query = (
        tx.select(Seat.unit_id, func.count(func.distinct(col(Seat.person_id))))
        .join(Person, col(Person.person_id) == col(Seat.person_id))
        .where(col(Person.is_active).is_(True), col(Seat.unit_id).is_not(None))
        .group_by(col(Seat.unit_id))
    )
    return dict(await tx.all(query))


async def one_head(tx: Tx, unit_id: int) -> None:
    """Of two heads the one who was there first stays."""
    query = tx.select(Seat).where(col(Seat.role) == Role.HEAD, col(Seat.unit_id) == unit_id)
    for seat in (await tx.all(query.order_by(col(Seat.seat_id))))[1:]:
        await tx.remove(seat)
