"""What the county has done before the story begins: people joined, the group was bound, a meeting was imported."""

from domain.demo import county
from domain.notes import Note
from domain.office.people import Role
from papers.reading.bulletin_reader import read_paper
from storage.database import Database
from storage.migrate import migrate
from storage.office import people
from storage.tables import Person
from storage.tx import Tx
from usecases.office.bind import GroupPlace, bind_group
from usecases.papers.write_import import import_reading
from usecases.steps.units import decided_unit


async def seed(database: Database) -> None:
    """Does nothing to a database in which there are people."""
    await migrate(database)
    async with database.transaction() as tx:
        if await people.count_people(tx):
            return
        for one in county.SUPERVISORS:
            roles = (Role.SUPERVISOR, Role.ADMIN) if one.user_id == county.SUPERVISOR else (Role.SUPERVISOR,)
            await _join(tx, one, roles)
        for one in county.LEADERS:
            await _join(tx, one, (Role.LEADER,))
        for one in county.OFFICIALS:
            unit = await decided_unit(tx, None, one.unit)
            await _join(tx, one, (Role.OFFICIAL,), unit.unit_id)
        actor = await people.actor_of(tx, county.SUPERVISOR)
        assert actor is not None
        answer = await bind_group(tx, actor, GroupPlace(county.GROUP_ID, county.GROUP), is_private=False)
        assert answer is not None
        tx.put(Note(county.GROUP_ID, "word", answer.text, answer.title))
        await import_reading(tx, read_paper(county.EARLIER), actor)


async def _join(tx: Tx, one: county.Resident, roles: tuple[Role, ...], unit_id: int | None = None) -> None:
    person = Person(telegram_id=one.user_id, name=one.name, joined_at=tx.now)
    await tx.add(person)
    for role in roles:
        await people.add_seat(tx, person.person_id, role, unit_id)
    told = {"roles": roles, "unit": one.unit or None}
    tx.record("join", f"P-{person.person_id}", by=one.user_id, after=told)
