"""The leadership group: bound, replaced after a confirmation, lost, and moved to a new id."""

from itertools import permutations
from typing import Any

import pytest
from sqlmodel import select

from domain.notes import Answer, Choice, Note, note_from_json
from domain.office import people_texts as texts
from domain.refusals import BadInput, NotAllowed, TooLate
from storage.database import Database
from storage.delivery import groups
from storage.tables import AuditEntry, BoundGroup, Claim, Outbox, OutboxState
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from usecases.office.bind import GroupPlace, added_to_group, bind_group, confirm_rebind, keep_binding, put_out_of_group
from usecases.office.migrate_group import move_group

OLD, NEW, SUPER = -100, -200, -1000000000100


async def bind(made: County, chat_id: int, by: str = "alice", title: str = "领导群") -> Answer | None:
    async with made.database.transaction() as tx:
        return await bind_group(tx, await made.actor(by, tx), GroupPlace(chat_id, title), is_private=False)


async def bound_chats(made: County) -> list[int]:
    async with made.database.reading() as tx:
        return [group.chat_id for group in await groups.leadership_groups(tx)]


async def notes(made: County) -> list[tuple[int, str]]:
    async with made.database.reading() as tx:
        rows = (await tx.session.exec(select(Outbox).order_by(Outbox.outbox_id))).all()  # type: ignore[arg-type]
    return [(row.chat_id, str(row.note["text"])) for row in rows]


async def question(made: County) -> Choice:
    async with made.database.reading() as tx:
        rows = (await tx.session.exec(select(Outbox))).all()
    asked = [note_from_json(row.note) for row in rows if row.kind == "rebind"]
    assert asked[-1].chat_id == TELEGRAM_IDS["alice"]
    return asked[-1].choices[0][0]


async def press(made: County, choice: Choice, by: str = "alice") -> Answer:
    async with made.database.transaction() as tx:
        return await confirm_rebind(tx, await made.actor(by, tx), choice.subject, choice.version)


async def test_the_first_bind_asks_nothing(database: Database) -> None:
    made = await county(database)
    answer = await bind(made, OLD)
    assert answer is not None
    assert "领导群" in answer.text
    assert await bound_chats(made) == [OLD]
    assert {chat for chat, _ in await notes(made)} == {TELEGRAM_IDS["dave"], TELEGRAM_IDS["adam"]}


async def test_binding_again_changes_only_the_title(database: Database) -> None:
    made = await county(database)
    await bind(made, OLD)
    answer = await bind(made, OLD, by="adam", title="县领导\u202e群")
    assert answer == Answer(texts.already_bound("县领导群"))
    assert await bound_chats(made) == [OLD]


async def test_another_group_replaces_only_after_a_private_confirmation(database: Database) -> None:
    made = await county(database)
    await bind(made, OLD)
    answer = await bind(made, NEW, title="新群")
    assert answer == Answer(texts.BIND_CONFIRM_SENT)
    assert await bound_chats(made) == [OLD]
    done = await press(made, await question(made))
    assert done.text == "领导群已由艾督从“领导群”改为“新群”。"
    assert await bound_chats(made) == [NEW]
    said = await notes(made)
    assert (OLD, texts.OLD_GROUP_LEFT) in said
    assert (NEW, texts.bound("新群")) in said
    assert (TELEGRAM_IDS["dave"], done.text) in said


async def test_a_second_or_stale_confirmation_changes_nothing(database: Database) -> None:
    made = await county(database)
    await bind(made, OLD)
    await bind(made, NEW)
    first = await question(made)
    await bind(made, -300)
    second = await question(made)
    await press(made, second)
    for stale in (first, second):
        with pytest.raises(TooLate):
            await press(made, stale)
    assert await bound_chats(made) == [-300]


@pytest.mark.parametrize(("group_id", "replaced"), [(0, 0), (99, 1), (1, 1), (2, 99)])
async def test_a_forged_confirmation_changes_nothing(database: Database, group_id: int, replaced: int) -> None:
    made = await county(database)
    await bind(made, OLD)
    await bind(made, NEW)
    with pytest.raises(TooLate):
        await press(made, Choice("", "rebind", group_id, replaced))
    assert await bound_chats(made) == [OLD]


async def test_who_may_not_bind_reads_nothing_in_an_unbound_group(database: Database) -> None:
    made = await county(database)
    for name in ("bob", "lena"):
        assert await bind(made, OLD, by=name) is None
    assert await bound_chats(made) == []
    assert await notes(made) == []
    async with database.reading() as tx:
        entries = (await tx.session.exec(select(AuditEntry))).all()
    assert [(entry.action, entry.result) for entry in entries] == [("bind_group", "refused")] * 2
    await bind(made, OLD)
    with pytest.raises(NotAllowed):
        await bind(made, OLD, by="bob")
    await bind(made, NEW)
    choice = await question(made)
    with pytest.raises(NotAllowed):
        await press(made, choice, by="bob")
    async with database.reading() as tx:
        bob = await made.actor("bob", tx)
    with pytest.raises(NotAllowed):
        await keep_binding(bob)


async def test_bind_in_private_says_where_to_send_it(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        with pytest.raises(BadInput, match="群里"):
            await bind_group(tx, await made.actor("alice", tx), GroupPlace(1001, ""), is_private=True)


async def test_an_unknown_group_stays_silent_and_its_keepers_are_told_once(database: Database, clock: Clock) -> None:
    made = await county(database)
    for _ in range(3):
        async with database.transaction() as tx:
            await added_to_group(tx, NEW, "某群", "路人", 9001)
        clock.advance(days=1)
    said = await notes(made)
    assert sorted(chat for chat, _ in said) == [TELEGRAM_IDS[name] for name in ("alice", "dave", "adam")]
    assert all("某群" in text and "路人" in text for _, text in said)


async def test_a_bound_group_that_puts_the_bot_out_is_unbound_and_can_be_bound_again(database: Database) -> None:
    made = await county(database)
    await bind(made, OLD)
    async with database.transaction() as tx:
        await put_out_of_group(tx, OLD, 9001)
        await put_out_of_group(tx, NEW, 9001)
    assert await bound_chats(made) == []
    told = [chat for chat, text in await notes(made) if "移出" in text]
    assert sorted(told) == [TELEGRAM_IDS[name] for name in ("alice", "dave", "adam")]
    answer = await bind(made, OLD)
    assert answer == Answer(texts.bound("领导群"))
    assert await bound_chats(made) == [OLD]


async def waiting_post(made: County) -> None:
    async with made.database.transaction() as tx:
        claim = Claim(office_id=1, kind="bulletin", chat_id=OLD, period="2026-W48", claimed_at=tx.now)
        tx.session.add(claim)
        await tx.session.flush()
        tx.put(Note(chat_id=OLD, kind="bulletin", text="一", claim_id=claim.claim_id, dedupe_key="b:1"))
        tx.put(Note(chat_id=OLD, kind="bulletin", text="二", claim_id=claim.claim_id, dedupe_key="b:2"))
        tx.put(Note(chat_id=NEW, kind="word", text="别的群"))


async def state(made: County) -> dict[str, Any]:
    async with made.database.reading() as tx:
        rows = (await tx.session.exec(select(Outbox))).all()
        claims = (await tx.session.exec(select(Claim))).all()
        bound = (await tx.session.exec(select(BoundGroup))).all()
    return {
        "bound": [(group.chat_id, group.is_active) for group in bound],
        "claims": [claim.chat_id for claim in claims],
        "posts": [(row.chat_id, row.note["chat_id"]) for row in rows if row.kind == "bulletin"],
        "others": [row.chat_id for row in rows if row.chat_id == NEW],
    }


async def test_a_group_that_moves_takes_claims_and_waiting_posts_along(database: Database) -> None:
    made = await county(database)
    await bind(made, OLD)
    await waiting_post(made)
    # Both service messages and the pump may say it, in any order.
    for _ in range(3):
        async with database.transaction() as tx:
            await move_group(tx, OLD, SUPER)
    assert await state(made) == {
        "bound": [(SUPER, True)],
        "claims": [SUPER],
        "posts": [(SUPER, SUPER)] * 2,
        "others": [NEW],
    }
    async with database.reading() as tx:
        entries = (await tx.session.exec(select(AuditEntry))).all()
    assert [entry.action for entry in entries].count("move_group") == 1


async def test_a_post_in_flight_keeps_its_state_and_a_sent_one_its_chat(database: Database) -> None:
    made = await county(database)
    await waiting_post(made)
    async with database.transaction() as tx:
        first, second = [row for row in (await tx.session.exec(select(Outbox))).all() if row.kind == "bulletin"]
        first.state, second.state = OutboxState.SENT, OutboxState.SENDING
    async with database.transaction() as tx:
        await move_group(tx, OLD, SUPER)
    async with database.reading() as tx:
        rows = (await tx.session.exec(select(Outbox))).all()
    posts = sorted((row.chat_id, row.state) for row in rows if row.kind == "bulletin")
    assert posts == [(SUPER, OutboxState.SENDING), (OLD, OutboxState.SENT)]


async def test_a_period_already_claimed_in_the_new_chat_is_not_claimed_twice(database: Database) -> None:
    made = await county(database)
    await waiting_post(made)
    async with database.transaction() as tx:
        tx.session.add(Claim(office_id=1, kind="bulletin", chat_id=SUPER, period="2026-W48", claimed_at=tx.now))
    async with database.transaction() as tx:
        await move_group(tx, OLD, SUPER)
    assert sorted((await state(made))["claims"]) == [SUPER, OLD]


@pytest.mark.parametrize("order", list(permutations(("bind", "move"))))
async def test_bind_in_the_supergroup_and_the_move_agree_in_either_order(
    database: Database, order: tuple[str, ...]
) -> None:
    made = await county(database)
    await bind(made, OLD)
    for step in order:
        if step == "bind":
            await bind(made, SUPER)
            continue
        async with database.transaction() as tx:
            await move_group(tx, OLD, SUPER)
    assert await bound_chats(made) == [SUPER]
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(BoundGroup))).all()) == 1


async def test_the_move_of_a_group_nobody_knows_changes_nothing(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        await move_group(tx, OLD, SUPER)
    async with database.reading() as tx:
        assert (await tx.session.exec(select(AuditEntry))).all() == []
    assert await bound_chats(made) == []
