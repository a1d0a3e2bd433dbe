"""An office with a leadership group and group robots, and a bulletin published to them."""

from collections.abc import Sequence

from sqlmodel import col, select

from domain.bulletin.mirrors import parse_robots
from storage.database import Database
from storage.tables import MirrorPart, MirrorPost, OutboxState
from tests.building import County, county
from tests.cast import bound
from usecases.bulletin.drafts import make_draft
from usecases.bulletin.mirror import robot_ids, sync_robots
from usecases.bulletin.publish import publish

GROUP = -100_500


async def an_office(database: Database, addresses: Sequence[str], items: Sequence[str]) -> County:
    made = await county(database)
    await bound(made, GROUP)
    async with database.transaction() as tx:
        await sync_robots(tx, parse_robots("\n".join(addresses)))
    for directive in items:
        await made.item(directive)
    return made


async def publish_now(database: Database) -> int:
    """The issue's number."""
    async with database.transaction() as tx:
        row = await make_draft(tx, None)
        number, _ = await publish(tx, row.bulletin_id, row.version, None)
    return number


async def ids_of(database: Database, addresses: dict[str, str]) -> dict[str, int]:
    """Robot ids by kind."""
    async with database.reading() as tx:
        by_print = await robot_ids(tx)
    found = {kind: parse_robots(address)[0].fingerprint for kind, address in addresses.items()}
    return {kind: by_print[mark] for kind, mark in found.items() if mark in by_print}


async def parts_of(database: Database, robot_id: int) -> Sequence[MirrorPart]:
    async with database.reading() as tx:
        query = select(MirrorPart).where(col(MirrorPart.robot_id) == robot_id)
        return (await tx.session.exec(query.order_by(col(MirrorPart.part_id)))).all()


async def part_states(database: Database, robot_id: int) -> list[OutboxState]:
    return [part.state for part in await parts_of(database, robot_id)]


async def posts(database: Database) -> Sequence[MirrorPost]:
    async with database.reading() as tx:
        return (await tx.session.exec(select(MirrorPost).order_by(col(MirrorPost.post_id)))).all()
