"""The roster, removal, and the first words to administrators and officials."""

from dataclasses import replace

import pytest
from sqlmodel import select

from domain.notes import Answer, Note
from domain.office import people_texts as texts
from domain.office.people import Role
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from storage.database import Database
from storage.office import people
from storage.tables import AuditEntry, Outbox, OutboxState, Person, Seat
from storage.tx import Tx
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from usecases.office.first_start import PLACEHOLDER, ensure_admins, help_for, leave_question, put_menu, start, turn_help
from usecases.office.menus import put_menus, put_profile
from usecases.office.people import back_in_touch, lost_touch, remove_person, show_person, show_roster, show_section
from usecases.office.seats import ask_removal
from usecases.steps.asking import open_question, wait_for
from usecases.talk.report import ProgressWords


async def roster(made: County, page: int = 0) -> Answer:
    async with made.database.reading() as tx:
        return await show_roster(tx, await made.actor("alice", tx), page)


async def removed(made: County, name: str, by: str = "alice") -> Answer:
    async with made.database.transaction() as tx:
        return await remove_person(tx, await made.actor(by, tx), made.person_ids[name])


async def outbox_rows(made: County) -> list[Outbox]:
    async with made.database.reading() as tx:
        return list((await tx.session.exec(select(Outbox))).all())


async def test_the_roster_shows_the_office_and_each_unit(database: Database) -> None:
    answer = await roster(await county(database))
    assert answer.title == "人员名册（6人）"
    assert answer.text.splitlines() == [
        "督查室：艾督、戴督",
        "县领导：吴明远",
        "管理员：艾督、管理",
        "县农林局：鲍林",
        "县财政局：柯财",
    ]
    labels = [choice.label for row in answer.choices for choice in row]
    assert labels == ["督查室", "县领导", "管理员", "县农林局", "县财政局", "邀请人员", "单位"]


async def test_a_unit_without_officials_is_pointed_out(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        await made.unit("县水利局", tx)
    assert "县水利局：⚠️ 尚无联络员" in (await roster(made)).text


async def test_long_rosters_come_in_pages(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        for number in range(10):
            await made.unit(f"第{number}镇", tx)
    first, second = await roster(made), await roster(made, 1)
    assert [choice.label for choice in first.choices[-1]] == ["下一页"]
    assert [choice.label for choice in second.choices[-1]] == ["上一页"]
    assert len(first.text.splitlines()) == 8
    assert len(second.text.splitlines()) == 7
    assert (await roster(made, 99)).text == second.text
    assert (await roster(made, -3)).text == first.text


async def test_from_the_roster_to_a_person_by_buttons(database: Database) -> None:
    made = await county(database)
    button = (await roster(made)).choices[1][1]
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        section = await show_section(tx, alice, button.extra)
        card = await show_person(tx, alice, section.choices[0][0].subject)
    assert section.title == "县农林局"
    assert card.title == "鲍林"
    assert "县农林局 联络员" in card.text
    assert card.choices[-1][0].verb == "person_out"


@pytest.mark.parametrize("key", ["", "999", "nobody", "official", "-1"])
async def test_a_forged_section_shows_nothing(database: Database, key: str) -> None:
    made = await county(database)
    async with database.reading() as tx:
        with pytest.raises(NotFound):
            await show_section(tx, await made.actor("alice", tx), key)


@pytest.mark.parametrize("name", ["bob", "lena"])
async def test_the_roster_is_not_for_officials_and_leaders(database: Database, name: str) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        actor = await made.actor(name, tx)
        for ask in (show_roster(tx, actor), show_section(tx, actor, "1"), show_person(tx, actor, 1)):
            with pytest.raises(NotAllowed):
                await ask
        with pytest.raises(NotAllowed):
            await remove_person(tx, actor, made.person_ids["carol"])


async def test_the_roster_is_not_shown_in_a_group(database: Database) -> None:
    made = await county(database)
    async with database.reading() as tx:
        with pytest.raises(BadInput, match="私聊"):
            await show_roster(tx, await made.actor("alice", tx), is_private=False)


async def test_who_is_removed_is_a_stranger_at_once(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        bob = await made.actor("bob", tx)
        await wait_for(tx, bob, bob.telegram_id, ProgressWords(1))
        tx.put(Note(chat_id=bob.telegram_id, person_id=bob.person_id, kind="nudge", text="请反馈"))
    answer = await removed(made, "bob")
    assert answer.edit
    async with database.reading() as tx:
        assert await people.actor_of(tx, bob.telegram_id) is None
        assert await open_question(tx, bob, bob.telegram_id) is None
        seats = (await tx.session.exec(select(Seat))).all()
        assert bob.person_id not in {seat.person_id for seat in seats}
        assert await people.officials_of(tx, list(bob.unit_ids)) == []
    states = {(row.kind, row.state) for row in await outbox_rows(made) if row.chat_id == bob.telegram_id}
    assert states == {("nudge", OutboxState.CANCELLED), ("menu", OutboxState.DUE)}


async def test_removal_asks_first_and_says_what_is_left_alone(database: Database) -> None:
    made = await county(database)
    await made.item("修缮青石渠", subs=("清淤", "护岸"))
    async with database.reading() as tx:
        question = await ask_removal(tx, await made.actor("alice", tx), made.person_ids["bob"])
    assert [choice.verb for choice in question.choices[0]] == ["person_out_yes", "person"]
    async with database.reading() as tx:
        assert await people.actor_of(tx, TELEGRAM_IDS["bob"]) is not None
    assert texts.unit_left_alone("县农林局", 1) in (await removed(made, "bob")).text


async def test_a_second_removal_says_who_was_first(database: Database) -> None:
    made = await county(database)
    await removed(made, "bob", by="dave")
    with pytest.raises(TooLate, match="鲍林已由戴督于11月23日09:00移除"):
        await removed(made, "bob")
    async with database.reading() as tx:
        entries = (await tx.session.exec(select(AuditEntry))).all()
    assert [entry.action for entry in entries].count("remove_person") == 1


async def test_nobody_removes_themselves_an_admin_or_what_the_settings_fix(database: Database) -> None:
    made = await county(database)
    with pytest.raises(NotAllowed, match="您自己"):
        await removed(made, "dave", by="dave")
    with pytest.raises(NotAllowed, match="管理员"):
        await removed(made, "adam", by="dave")
    made.database.profile = replace(made.database.profile, admin_ids=(TELEGRAM_IDS["adam"],))
    with pytest.raises(NotAllowed, match="ADMIN_IDS"):
        await removed(made, "adam", by="alice")
    with pytest.raises(NotFound):
        async with database.transaction() as tx:
            await remove_person(tx, await made.actor("alice", tx), 999)


async def test_a_removed_person_comes_back_by_invitation(database: Database) -> None:
    from tests.usecases.office.test_join import code_in, invited, joined

    made = await county(database)
    await removed(made, "bob")
    await joined(made, code_in(await invited(made, "县财政局 鲍小林")), TELEGRAM_IDS["bob"])
    async with database.reading() as tx:
        bob = await made.actor("bob", tx)
    assert (bob.name, bob.unit_names) == ("鲍小林", ("县财政局",))


async def admins(made: Database, *ids: int) -> int:
    made.profile = replace(made.profile, admin_ids=ids)
    async with made.transaction() as tx:
        return await ensure_admins(tx)


async def test_admin_ids_are_admins_and_supervisors_from_the_first_start(database: Database) -> None:
    assert await admins(database, 42, 43) == 4
    assert await admins(database, 42, 43) == 0
    async with database.reading() as tx:
        actor = await people.actor_of(tx, 42)
        assert await people.count_people(tx) == 2
    assert actor is not None
    assert (actor.name, actor.roles) == (PLACEHOLDER, {Role.ADMIN, Role.SUPERVISOR})


async def test_a_fixed_admin_is_restored_at_the_next_start(database: Database) -> None:
    await admins(database, 42)
    async with database.transaction() as tx:
        person = await people.person_of_telegram_id(tx, 42)
        assert person is not None
        await people.leave(tx, person)
    assert await admins(database, 42) == 2


async def started(database: Database, telegram_id: int, name: str) -> Answer:
    async with database.transaction() as tx:
        actor = await people.actor_of(tx, telegram_id)
        assert actor is not None
        return await start(tx, actor, name)


async def test_an_admin_is_named_at_the_first_start_and_only_then(database: Database) -> None:
    await admins(database, 42)
    first = await started(database, 42, "艾\u200b督")
    assert first.title == "艾督，您好。您的身份：督查室、管理员。"
    assert "/bind" in first.text
    assert "艾督" in (await started(database, 42, "别名")).title


async def test_start_says_what_waits_and_sets_the_menu(database: Database) -> None:
    made = await county(database)
    await made.item("修缮青石渠", leaders=("吴明远",))
    assert "1件在办事项" in (await started(database, TELEGRAM_IDS["bob"], "x")).text
    assert "没有在办事项" in (await started(database, TELEGRAM_IDS["carol"], "x")).text
    assert "牵头的在办事项有1件" in (await started(database, TELEGRAM_IDS["lena"], "x")).text
    menus = {row.chat_id: row.note["text"] for row in await outbox_rows(made) if row.kind == "menu"}
    assert menus[TELEGRAM_IDS["bob"]] == "official"


async def test_menus_are_put_once_per_person_and_roles(database: Database) -> None:
    made = await county(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await put_menus(tx)
    words = {row.chat_id: row.note["text"] for row in await outbox_rows(made)}
    assert len(await outbox_rows(made)) == 6
    assert words[TELEGRAM_IDS["alice"]] == "admin,supervisor"


async def test_a_menu_is_put_again_when_it_has_changed_and_changed_back(database: Database) -> None:
    made = await county(database)

    async def menus() -> list[str]:
        async with database.transaction() as tx:
            await put_menus(tx)
        return [row.note["text"] for row in await outbox_rows(made) if row.chat_id == TELEGRAM_IDS["bob"]]

    assert await menus() == ["official"]
    async with database.transaction() as tx:
        put_menu(tx, TELEGRAM_IDS["bob"], {Role.OFFICIAL, Role.LEADER})
    assert await menus() == ["official", "leader,official", "official"]
    assert await menus() == ["official", "leader,official", "official"]


async def test_the_profile_of_the_bot_is_put_when_it_has_changed(database: Database) -> None:
    made = await county(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await put_profile(tx)
    put = {row.note["title"]: row.note["text"] for row in await outbox_rows(made)}
    assert len(await outbox_rows(made)) == len(put) == 6
    assert put["description"].startswith("县人民政府督查室的督办事项")
    assert len(put["short_description"]) <= 120


async def test_help_is_by_situation_and_a_screen_each(database: Database) -> None:
    made = await county(database)
    async with database.reading() as tx:
        bob, alice, lena, adam = [await made.actor(name, tx) for name in ("bob", "alice", "lena", "adam")]
    for person, there, not_there in (
        (bob, {"收到任务以后", "汇报进展", "要晚了", "改错了", "不是我的事", "请假"}, "审核办结"),
        (alice, {"立项、交办", "审核办结", "出通报、台账"}, "要晚了"),
        (lena, {"我牵头的事", "作批示", "看全县情况"}, "审核办结"),
        (adam, {"人员和群"}, "看全县情况"),
    ):
        home = await help_for(person)
        labels = [choice.label for row in home.choices for choice in row]
        assert there <= set(labels)
        assert not_there not in labels
        assert labels[-1] == "全部命令"
        assert home.text.count("\n") <= 4
        for row in home.choices:
            for choice in row:
                page = await turn_help(person, choice.extra)
                assert page.edit
                assert page.title == choice.label
                assert [one.label for line in page.choices for one in line] == ["返回"]
                assert len(page.text) < (1700 if choice.label == "全部命令" else 420)
    assert bob.name in (await help_for(bob)).title
    assert (await turn_help(bob, "review")).title == (await help_for(bob)).title
    assert (await turn_help(bob, "")).title == "全部命令"
    in_group = await help_for(alice, is_private=False)
    assert in_group.text.splitlines()[0] == "/status · 督办概况"
    assert "/import" not in in_group.text


async def test_cancel_leaves_the_question_of_this_chat(database: Database) -> None:
    made = await county(database)

    async def cancel() -> str:
        async with database.transaction() as tx:
            bob = await made.actor("bob", tx)
            return (await leave_question(tx, bob, bob.telegram_id)).text

    async def ask(tx: Tx) -> None:
        bob = await made.actor("bob", tx)
        await wait_for(tx, bob, bob.telegram_id, ProgressWords(1))

    assert await cancel() == texts.NO_QUESTION
    async with database.transaction() as tx:
        await ask(tx)
    assert await cancel() == texts.LEFT_QUESTION
    assert await cancel() == texts.NO_QUESTION


async def test_a_person_who_stops_the_bot_is_flagged_and_supervisors_told_once(
    database: Database, clock: Clock
) -> None:
    made = await county(database)
    for _ in range(2):
        async with database.transaction() as tx:
            await lost_touch(tx, TELEGRAM_IDS["bob"])
    told = [row.chat_id for row in await outbox_rows(made)]
    assert sorted(told) == [TELEGRAM_IDS["alice"], TELEGRAM_IDS["dave"]]
    assert "县农林局：鲍林（收不到消息）" in (await roster(made)).text
    clock.advance(days=1)
    async with database.transaction() as tx:
        await back_in_touch(tx, TELEGRAM_IDS["bob"])
    assert "县农林局：鲍林\n" in (await roster(made)).text


async def test_strangers_who_stop_the_bot_change_nothing(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        await lost_touch(tx, 9001)
        await back_in_touch(tx, 9001)
    assert await outbox_rows(made) == []
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(Person))).all()) == 6
