"""A character that no font has is named before the bulletin goes."""

from storage.bulletin import bulletins
from storage.database import Database
from tests.usecases.bulletin.test_bulletin import an_office, draft
from usecases.bulletin.checks import open_checks


async def test_rare_names_are_nothing_to_tell(database: Database) -> None:
    made = await an_office(database, total=1, closed=0)
    await made.item("由张𠮷、李龘同志牵头，𬱖家坪改造")
    bulletin_id, _, _ = await draft(database, made)
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        lines = [line for line in await open_checks(tx, row) if "印不出来" in line]
    assert lines == []


async def test_a_rarer_one_is_named_with_its_code(database: Database) -> None:
    made = await an_office(database, total=1, closed=0)
    await made.item("修建𲎯家沟桥")
    bulletin_id, _, _ = await draft(database, made)
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        (line,) = [one for one in await open_checks(tx, row) if "印不出来" in one]
    assert "𲎯（U+323AF）" in line
