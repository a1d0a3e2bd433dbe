"""A card is closed on all phones, the decider's own included, with one edit to a message."""

from domain.notes import Note
from storage.database import Database
from storage.delivery import outbox
from storage.tables import OutboxState
from tests.building import TELEGRAM_IDS, county
from tests.conftest import Clock
from tests.feeding import button, by_number, feed, heard, press, stamp
from usecases.bulletin.delivery import note_to_send
from usecases.items.lookback import ask_look_backs
from usecases.steps.cards import Card, officials, supervisors

PRESSED = 1  # the message that `press` presses


async def a_card(database: Database, clock: Clock, alices: int) -> Note:
    """A look-back is asked; on Alice's phone it is message `alices`."""
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")
    await feed(database, "alice", "/lookback 1 2026年12月10日")
    clock.advance(days=18)
    async with database.transaction() as tx:
        assert await ask_look_backs(tx)
    (card,) = await heard(database, "alice", "look_back")
    async with database.transaction() as tx:
        row = await outbox.of_key(tx, card.dedupe_key or "")
        assert row is not None
        await outbox.sent(tx, [(row.outbox_id, alices)])
    return card


async def edits(database: Database, name: str) -> list[tuple[int | None, str]]:
    """(message, text) of the edits that leave for a phone."""
    found = []
    async with database.transaction() as tx:
        for row in await outbox.in_state(tx, OutboxState.DUE):
            if row.chat_id == TELEGRAM_IDS[name]:
                note = await note_to_send(tx, row)
                if note is not None and note.edits_message is not None:
                    found.append((note.edits_message, by_number(note.text)))
    return found


async def test_a_press_on_the_card_edits_it_once(database: Database, clock: Clock) -> None:
    card = await a_card(database, clock, PRESSED)
    told = await feed(database, "alice", press("alice", button(card, "属实")))
    assert await edits(database, "alice") == [(PRESSED, told.text)]
    closed = (await heard(database, "dave", "look_back"))[-1]
    assert (closed.text, stamp(closed)) == (told.text, "艾督 核实属实 12月11日09:00")


async def test_a_press_on_a_copy_of_the_card_closes_both(database: Database, clock: Clock) -> None:
    card = await a_card(database, clock, 77)
    told = await feed(database, "alice", press("alice", button(card, "属实")))
    assert sorted(await edits(database, "alice"), key=str) == [(PRESSED, told.text), (77, told.text)]


async def test_a_typed_decision_closes_the_deciders_own_card(database: Database, clock: Clock) -> None:
    card = await a_card(database, clock, PRESSED)
    await feed(database, "alice", press("alice", button(card, "重新办理")))
    told = await feed(database, "alice", "堤面开裂")
    assert not told.edit
    assert await edits(database, "alice") == [(PRESSED, told.text)]


async def test_who_never_had_the_card_hears_nothing_of_its_end(database: Database) -> None:
    await county(database)
    card = Card("word", "fair:1")
    async with database.transaction() as tx:
        everybody = await supervisors(tx)
        card.put(tx, everybody[:1], "是否开会？")
        # Put and closed in one piece of work.
        await card.close(tx, everybody, "不开了")
    assert [note.text for note in await heard(database, "alice")] == ["是否开会？", "不开了"]
    assert await heard(database, "dave") == []


async def test_a_card_is_put_once_and_takes_the_place_of_another(database: Database) -> None:
    made = await county(database)
    old, new = Card("card", "fair:1"), Card("card", "fair:2", item_id=None)
    async with database.transaction() as tx:
        for _ in range(2):
            old.put(tx, await officials(tx, made.unit_ids["县农林局"]), "旧")
    async with database.transaction() as tx:
        bob = await officials(tx, *made.unit_ids.values(), but=made.person_ids["carol"])
        new.put(tx, bob, "新", replaces=old)
        new.tell(tx, bob, "已换")
    found = [(note.text, note.edits_key, note.dedupe_key) for note in await heard(database, "bob")]
    bobs = made.person_ids["bob"]
    assert found == [
        ("旧", None, f"fair:1:{bobs}"),
        ("新", f"fair:1:{bobs}", f"fair:2:{bobs}"),
        ("已换", None, f"fair:2:told:{bobs}"),
    ]
    assert await heard(database, "carol") == []
