"""Invitations: one use, in time, hashed, bound to name, unit and role; wrong tries lock the sender."""

import re

import pytest
from sqlmodel import select

from domain.notes import Answer
from domain.office import people_texts as texts
from domain.office.people import Role
from domain.refusals import BadInput, NotAllowed, TooLate
from storage.database import Database
from storage.office import people, units
from storage.tables import AuditEntry, Invitation, Outbox, Seat, Unit
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from usecases.office.invite import InvitedPerson, choose_unit, drop_offer, hash_of, invite
from usecases.office.join import join
from usecases.office.people import remove_person
from usecases.steps.asking import open_question

STRANGER = 9001


async def invited(made: County, words: str, by: str = "alice") -> Answer:
    async with made.database.transaction() as tx:
        return await invite(tx, await made.actor(by, tx), words, "duban_bot", is_private=True)


def code_in(answer: Answer) -> str:
    found = re.search(r"/start ([\w-]{22})$", answer.text, re.MULTILINE)
    assert found, answer.text
    return found[1]


async def joined(made: County, code: str, telegram_id: int = STRANGER) -> Answer:
    async with made.database.transaction() as tx:
        return await join(tx, telegram_id, code)


async def notes_to(made: County, chat_id: int, kind: str) -> list[dict[str, object]]:
    async with made.database.reading() as tx:
        rows = (await tx.session.exec(select(Outbox).order_by(Outbox.outbox_id))).all()  # type: ignore[arg-type]
    return [row.note for row in rows if row.chat_id == chat_id and row.kind == kind]


async def test_an_invitation_shows_link_and_code_and_keeps_only_the_hash(database: Database) -> None:
    made = await county(database)
    answer = await invited(made, "县农林局 张三")
    code = code_in(answer)
    assert answer.title == "邀请 张三（县农林局 联络员）"
    assert f"https://t.me/duban_bot?start={code}" in answer.text
    assert "11月24日09:00" in answer.text
    async with database.reading() as tx:
        row = (await tx.session.exec(select(Invitation))).one()
        assert (row.name, row.role, row.unit_id) == ("张三", Role.OFFICIAL, made.unit_ids["县农林局"])
        assert row.code_hash == hash_of(code)
        entries = (await tx.session.exec(select(AuditEntry))).all()
    assert not any(code in f"{entry.before}{entry.after}{entry.subject}" for entry in entries)


async def test_two_codes_are_never_alike(database: Database) -> None:
    made = await county(database)
    codes = {code_in(await invited(made, f"县农林局 张三{number}")) for number in range(5)}
    assert len(codes) == 5


async def test_joining_gives_the_seat_says_what_to_do_and_tells_the_inviter(database: Database) -> None:
    made = await county(database)
    await made.item("修缮青石渠")
    await made.item("修缮老桥", units=("县财政局",))
    answer = await joined(made, code_in(await invited(made, "县农林局 张三")))
    assert answer.title == "张三，您已登记为县农林局 联络员。"
    assert "1件在办事项" in answer.text
    assert "/my" in answer.text
    async with database.reading() as tx:
        actor = await people.actor_of(tx, STRANGER)
    assert actor is not None
    assert (actor.name, actor.roles, actor.unit_names) == ("张三", {Role.OFFICIAL}, ("县农林局",))
    told = await notes_to(made, TELEGRAM_IDS["alice"], "joined")
    assert [note["text"] for note in told] == ["张三已接受邀请，登记为县农林局 联络员。"]
    assert [note["text"] for note in await notes_to(made, STRANGER, "menu")] == ["official"]


async def test_used_expired_and_unknown_codes_read_the_same(database: Database, clock: Clock) -> None:
    made = await county(database)
    used, late = code_in(await invited(made, "县农林局 张三")), code_in(await invited(made, "县财政局 李四"))
    await joined(made, used)
    clock.advance(hours=24)
    answers = {(await joined(made, code, 9100 + place)).text for place, code in enumerate((used, late, "x", ""))}
    assert answers == {texts.BAD_CODE}
    async with database.reading() as tx:
        assert [await people.actor_of(tx, 9100 + place) for place in range(4)] == [None] * 4


async def test_a_code_works_until_the_last_minute_of_its_day(database: Database, clock: Clock) -> None:
    made = await county(database)
    code = code_in(await invited(made, "县农林局 张三"))
    clock.advance(hours=23, minutes=59)
    assert "联络员" in (await joined(made, code)).title


async def test_five_wrong_tries_lock_the_sender_for_an_hour_even_with_the_right_code(
    database: Database, clock: Clock
) -> None:
    made = await county(database)
    code = code_in(await invited(made, "县农林局 张三"))
    said = [(await joined(made, f"wrong-{number}")).text for number in range(5)]
    assert said == [texts.BAD_CODE] * 4 + [texts.LOCKED]
    with pytest.raises(NotAllowed, match="一小时"):
        await joined(made, code)
    clock.advance(minutes=59)
    with pytest.raises(NotAllowed):
        await joined(made, code)
    clock.advance(minutes=1)
    assert "联络员" in (await joined(made, code)).title


async def test_a_lock_that_ran_out_starts_counting_anew(database: Database, clock: Clock) -> None:
    made = await county(database)
    for number in range(5):
        await joined(made, f"wrong-{number}")
    clock.advance(hours=1)
    said = [(await joined(made, f"wrong-{number}")).text for number in range(5)]
    assert said == [texts.BAD_CODE] * 4 + [texts.LOCKED]


async def test_the_lock_of_one_sender_is_not_anothers(database: Database) -> None:
    made = await county(database)
    code = code_in(await invited(made, "县农林局 张三"))
    for number in range(5):
        await joined(made, f"wrong-{number}")
    assert "联络员" in (await joined(made, code, 9002)).title


async def test_refused_tries_are_audited_without_the_code(database: Database) -> None:
    made = await county(database)
    await joined(made, "a-guessed-code")
    async with database.reading() as tx:
        entry = (await tx.session.exec(select(AuditEntry))).one()
    assert (entry.action, entry.result, entry.telegram_id) == ("join", "refused", STRANGER)
    assert "guessed" not in f"{entry.subject}{entry.before}{entry.after}"


async def test_the_link_tapped_twice_greets_and_gives_no_second_seat(database: Database) -> None:
    made = await county(database)
    code = code_in(await invited(made, "县农林局 张三"))
    await joined(made, code)
    again = await joined(made, code)
    assert again.title == "张三，您好。您的身份：县农林局 联络员。"
    assert len(await notes_to(made, TELEGRAM_IDS["alice"], "joined")) == 1


async def test_a_second_seat_goes_to_the_same_person(database: Database) -> None:
    made = await county(database)
    code = code_in(await invited(made, "县财政局 鲍林"))
    await joined(made, code, TELEGRAM_IDS["bob"])
    async with database.reading() as tx:
        bob = await made.actor("bob", tx)
    assert bob.person_id == made.person_ids["bob"]
    assert bob.unit_names == ("县农林局", "县财政局")


async def test_a_seat_one_has_already_does_not_use_up_the_code(database: Database) -> None:
    made = await county(database)
    code = code_in(await invited(made, "戴督 督查室"))
    assert "已经是督查室" in (await joined(made, code, TELEGRAM_IDS["dave"])).text
    assert "督查室" in (await joined(made, code)).title
    async with database.reading() as tx:
        seats = (await tx.session.exec(select(Seat))).all()
    assert sum(seat.person_id == made.person_ids["dave"] for seat in seats) == 1


async def test_the_inviter_cannot_take_the_seat_of_the_invited(database: Database) -> None:
    made = await county(database)
    code = code_in(await invited(made, "县农林局 张三"))
    with pytest.raises(BadInput, match="张三本人"):
        await joined(made, code, TELEGRAM_IDS["alice"])
    assert "联络员" in (await joined(made, code)).title


async def test_the_inviter_reads_who_really_came(database: Database) -> None:
    made = await county(database)
    await joined(made, code_in(await invited(made, "县财政局 张三")), TELEGRAM_IDS["bob"])
    told = await notes_to(made, TELEGRAM_IDS["alice"], "joined")
    assert told[0]["text"] == "鲍林（邀请时写的是张三）已接受邀请，登记为县财政局 联络员。"


async def test_a_newer_invitation_to_the_same_seat_ends_the_older(database: Database) -> None:
    made = await county(database)
    first, second = [code_in(await invited(made, "县农林局 张三")) for _ in range(2)]
    assert (await joined(made, first)).text == texts.BAD_CODE
    assert "联络员" in (await joined(made, second)).title


async def test_who_is_removed_leaves_no_invitation_behind(database: Database) -> None:
    made = await county(database)
    code = code_in(await invited(made, "县农林局 张三", by="dave"))
    async with database.transaction() as tx:
        await remove_person(tx, await made.actor("alice", tx), made.person_ids["dave"])
    assert (await joined(made, code)).text == texts.BAD_CODE


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("县农林局 张三", "邀请 张三（县农林局 联络员）"),
        ("县农林局 张三 联络员", "邀请 张三（县农林局 联络员）"),
        ("张三 县农林局", "邀请 张三（县农林局 联络员）"),
        ("县农林局，张三", "邀请 张三（县农林局 联络员）"),
        ("张三 县领导", "邀请 张三（县领导）"),
        ("督查室 李四", "邀请 李四（督查室）"),
        ("王五 管理员", "邀请 王五（管理员）"),
    ],
)
async def test_what_an_invitation_may_look_like(database: Database, words: str, title: str) -> None:
    assert (await invited(await county(database), words)).title == title


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("张三", "县农林局 张三"),
        ("县农林局 张三 李四 王五", "没有看懂"),
        ("张三 联络员", "要写明单位"),
        ("县农林局 张三 县领导", "不挂单位"),
        ("县领导 督查室", "没有看懂"),
        ("县农林局 张", "姓名"),
        ("县农林局 <b>张三</b>", "姓名"),
        ("县农林局 " + "张" * 21, "姓名"),
        ("单" * 41 + " 张三", "单位名称"),
    ],
)
async def test_unclear_invitations_change_nothing(database: Database, words: str, why: str) -> None:
    made = await county(database)
    with pytest.raises(BadInput, match=why):
        await invited(made, words)
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Invitation))).all() == []


async def test_only_keepers_invite_and_only_admins_invite_admins(database: Database) -> None:
    made = await county(database)
    for name in ("bob", "lena"):
        with pytest.raises(NotAllowed):
            await invited(made, "县农林局 张三", by=name)
    with pytest.raises(NotAllowed, match="管理员"):
        await invited(made, "王五 管理员", by="dave")
    assert (await invited(made, "王五 管理员", by="adam")).title


async def test_no_code_is_shown_in_a_group(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        with pytest.raises(BadInput, match="私聊"):
            await invite(tx, await made.actor("alice", tx), "县农林局 张三", "", is_private=False)
        with pytest.raises(BadInput, match="私聊"):
            await join(tx, STRANGER, "x", is_private=False)


async def test_without_words_the_bot_asks_and_the_answer_is_the_invitation(database: Database) -> None:
    made = await county(database)
    assert (await invited(made, "")).ask
    async with database.reading() as tx:
        there = await open_question(tx, await made.actor("alice", tx), TELEGRAM_IDS["alice"])
        assert there is not None
        assert isinstance(there.question, InvitedPerson)
    await invited(made, "县农林局 张三")
    async with database.reading() as tx:
        assert await open_question(tx, await made.actor("alice", tx), TELEGRAM_IDS["alice"]) is None


async def offer(made: County, words: str) -> Answer:
    answer = await invited(made, words)
    async with made.database.reading() as tx:
        assert (await tx.session.exec(select(Invitation))).all() == []
    return answer


async def test_a_new_unit_is_offered_never_made_silently(database: Database) -> None:
    made = await county(database)
    answer = await offer(made, "县水利局 张三")
    async with database.reading() as tx:
        assert "县水利局" not in [unit.name for unit in await units.units(tx)]
    (button, drop) = answer.choices[-1]
    assert (button.label, drop.label) == ("新建单位并邀请", "取消")
    async with database.transaction() as tx:
        done = await choose_unit(tx, await made.actor("alice", tx), button.subject, button.version, "duban_bot")
    assert done.title == "邀请 张三（县水利局 联络员）"
    assert done.edit
    assert "县水利局 联络员" in (await joined(made, code_in(done))).title


async def test_a_unit_with_a_similar_name_is_pointed_out(database: Database) -> None:
    made = await county(database)
    answer = await offer(made, "农牧局 张三")
    button = answer.choices[0][0]
    assert button.label == "用“县农林局”"
    assert "相近" in answer.text
    async with database.transaction() as tx:
        done = await choose_unit(tx, await made.actor("alice", tx), button.subject, button.version, "duban_bot")
    assert done.title == "邀请 张三（县农林局 联络员）"
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(Unit))).all()) == 2


@pytest.mark.parametrize("spelling", ["县农林局\u200b 张三", "\u202e县农林局 张三"])
async def test_hidden_characters_make_no_second_unit(database: Database, spelling: str) -> None:
    assert (await invited(await county(database), spelling)).title == "邀请 张三（县农林局 联络员）"


async def test_the_offer_counts_once_and_an_old_one_not_at_all(database: Database, clock: Clock) -> None:
    made = await county(database)
    old = (await offer(made, "县水利局 张三")).choices[-1][0]
    clock.advance(minutes=1)
    new = (await offer(made, "县文旅局 李四")).choices[-1][0]
    for version in (old.version, new.version, new.version):
        async with database.transaction() as tx:
            alice = await made.actor("alice", tx)
            if version == new.version and not await _has_unit(made, "县文旅局"):
                await choose_unit(tx, alice, 0, version, "duban_bot")
                continue
            with pytest.raises(TooLate):
                await choose_unit(tx, alice, 0, version, "duban_bot")


async def _has_unit(made: County, name: str) -> bool:
    async with made.database.reading() as tx:
        return name in [unit.name for unit in await units.units(tx)]


async def test_an_offer_can_be_dropped(database: Database) -> None:
    made = await county(database)
    drop = (await offer(made, "县水利局 张三")).choices[-1][1]
    async with database.transaction() as tx:
        assert (await drop_offer(tx, await made.actor("alice", tx), drop.version)).edit
    assert not await _has_unit(made, "县水利局")
