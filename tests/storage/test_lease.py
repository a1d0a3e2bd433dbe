"""The lease that lets one process serve: the system itself gives it to the next one when its holder ends."""

from storage.database import Database
from storage.lease import lease_for
from tests.conftest import Clock


async def test_one_holds_it_and_the_next_one_takes_over(database: Database, clock: Clock) -> None:
    other = Database(database.url.render_as_string(hide_password=False), clock)
    first, second = lease_for(database), lease_for(other)
    assert await first.try_take()
    assert not await second.try_take()
    assert not await second.try_take()
    await first.release()
    assert await second.try_take()
    assert not await first.try_take()
    await second.release()
    await other.close()


async def test_giving_back_what_was_never_taken_frees_nobody_elses(database: Database, clock: Clock) -> None:
    other = Database(database.url.render_as_string(hide_password=False), clock)
    first, second = lease_for(database), lease_for(other)
    assert await first.try_take()
    await second.release()
    assert not await second.try_take()
    await first.release()
    await other.close()
