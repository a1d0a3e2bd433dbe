"""Units and heads of a version before: names are compared as now, who was the head on the ladder sits as the head."""

from sqlalchemy import Connection
from sqlmodel import select

from domain.office.people import Role
from storage.database import Database
from storage.nudging import nudges
from storage.office import people, units
from storage.tables import Seat
from tests.storage.test_requests_migration import Old, _office, _table

BEFORE = "0019_meaning_of_figures"


def write(connection: Connection) -> None:
    old = Old(connection)
    connection.execute(_table(connection, "office").insert(), {**_office(connection), "office_id": 1})
    old.put("unit", unit_id=1, name="县农林局", name_key="县农林局")
    old.put("unit", unit_id=2, name="十八里•分局", name_key="十八里•分局")
    for person_id in (1, 2, 3):
        old.put("person", person_id=person_id, telegram_id=1000 + person_id, name=f"人{person_id}", is_active=True)
    old.put("seat", seat_id=1000, person_id=1, role="official", unit_id=1)
    old.put("ladder_seat", ladder_seat_id=1000, unit_id=1, person_id=2)
    old.put("ladder_seat", ladder_seat_id=1001, leader_name="吴明远", person_id=3)


async def test_heads_and_contacts_stay_what_they_were(upgraded: Database) -> None:
    async with upgraded.transaction() as tx:
        assert {unit_id: [one.person_id for one in found] for unit_id, found in (await people.heads(tx)).items()} == {
            1: [2]
        }
        assert [one.person_id for one in (await nudges.contacts(tx))["吴明远"]] == [3]
        await people.add_seat(tx, 3, Role.HEAD, 2)
        assert len((await tx.session.exec(select(Seat))).all()) == 3


async def test_names_are_compared_as_now(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        book = await units.directory(tx)
        assert book.look_up("十八里·分局").is_sure
        found = await units.called(tx, "十八里・分局")
        assert found is not None
        assert found.unit_id == 2
