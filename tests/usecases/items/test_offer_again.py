"""After a silence of more than 150 seconds the cards that wait for a verdict come again, the decided ones not."""

from datetime import date, timedelta

import pytest

from storage.database import Database
from storage.delivery import outbox
from storage.tables import Outbox, OutboxState
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from usecases.items.offer_again import CARDS_AT_MOST, offer_open_cards_again


async def delivered(database: Database) -> None:
    """All that waits has left, each as a message of its own."""
    async with database.transaction() as tx:
        rows = await outbox.in_state(tx, OutboxState.DUE)
        await outbox.sent(tx, [(row.outbox_id, row.outbox_id) for row in rows])


async def waiting(database: Database, name: str) -> list[Outbox]:
    async with database.reading() as tx:
        rows = await outbox.in_state(tx, OutboxState.DUE)
    return [row for row in rows if row.chat_id == TELEGRAM_IDS[name]]


async def silent(database: Database, clock: Clock, **by: float) -> None:
    """A process that heard Telegram, and another one that hears it again."""
    async with database.transaction() as tx:
        await offer_open_cards_again(tx, None)
    clock.advance(**by)
    async with database.transaction() as tx:
        await offer_open_cards_again(tx, None)


async def asked(database: Database, count: int = 1) -> County:
    made = await county(database)
    for place in range(1, count + 1):
        await made.item(f"修建第{place}段河堤", deadline=date(2026, 12, 1))
        await feed(database, "bob", f"/done {place} 已竣工")
    await delivered(database)
    return made


@pytest.mark.parametrize(("seconds", "again"), [(149, 0), (151, 1)])
async def test_cards_come_again_after_the_life_of_a_press(
    database: Database, clock: Clock, seconds: int, again: int
) -> None:
    await asked(database)
    await silent(database, clock, seconds=seconds)
    for name in ("alice", "dave"):
        kinds = [row.kind for row in await waiting(database, name)]
        assert kinds.count("review_card") == again
        assert kinds.count("word") == again


async def test_the_first_start_offers_nothing(database: Database) -> None:
    await asked(database)
    async with database.transaction() as tx:
        await offer_open_cards_again(tx, None)
    assert not await waiting(database, "alice")


async def test_a_cut_network_counts_as_silence(database: Database) -> None:
    await asked(database)
    async with database.transaction() as tx:
        await offer_open_cards_again(tx, timedelta(minutes=10))
    words = next(row.note["text"] for row in await waiting(database, "alice") if row.kind == "word")
    assert "约10分钟" in str(words)


async def test_what_was_decided_does_not_come_again(database: Database, clock: Clock) -> None:
    await asked(database)
    card = (await heard(database, "alice", "review_card"))[0]
    await feed(database, "alice", press("alice", button(card, "通过")))
    await delivered(database)
    await silent(database, clock, hours=3)
    assert not await waiting(database, "alice")


async def test_a_renewed_card_comes_as_a_new_message(database: Database, clock: Clock) -> None:
    """The newest card is an edit of the first one: offered again it must not edit what nobody looks at."""
    await asked(database)
    await feed(database, "bob", "/report 1 已补充说明")
    await delivered(database)
    await silent(database, clock, hours=3)
    (card,) = [row for row in await waiting(database, "alice") if row.kind == "review_card"]
    assert card.message_id is None
    assert "已补充说明" in str(card.note["text"])
    assert not card.note.get("edits_key")


async def test_extensions_come_again_and_many_cards_are_left_to_the_queue(database: Database, clock: Clock) -> None:
    made = await asked(database, CARDS_AT_MOST + 2)
    await made.item("修路", deadline=date(2026, 12, 1))
    await feed(database, "bob", f"/extend {CARDS_AT_MOST + 3} 12月31日 雨季")
    await delivered(database)
    await silent(database, clock, hours=3)
    rows = await waiting(database, "alice")
    assert len([row for row in rows if row.kind.endswith("_card")]) == CARDS_AT_MOST
    assert "其余3件发 /desk" in str(next(row.note["text"] for row in rows if row.kind == "word"))
