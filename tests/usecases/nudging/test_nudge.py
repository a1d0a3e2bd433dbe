"""Nudges: one digest a person a round, only in working hours, never about what is settled."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select, update

from domain.notes import Note, note_from_json
from domain.office.people import Role
from domain.refusals import NotAllowed, NotFound, TooLate
from domain.states import State
from scheduler.runner import run_until_none
from storage.database import Database
from storage.tables import Assignment, CalendarOverride, Item, Outbox, Person, Seat
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from usecases.nudging.nudge import nudge_by_hand, nudge_next, still_right

TODAY = date(2026, 11, 23)
HAND = TELEGRAM_IDS


async def rows(database: Database, kind: str = "nudge") -> Sequence[Outbox]:
    async with database.reading() as tx:
        query = select(Outbox).where(col(Outbox.kind) == kind).order_by(col(Outbox.outbox_id))
        return (await tx.session.exec(query)).all()


async def notes_to(database: Database, who: str) -> list[Note]:
    return [note_from_json(row.note) for row in await rows(database) if row.chat_id == TELEGRAM_IDS[who]]


async def a_round(database: Database) -> int:
    """How many digests were put."""
    before = len(await rows(database))
    await run_until_none(database.transaction, nudge_next)
    return len(await rows(database)) - before


async def signed(database: Database) -> None:
    """All units have signed for what they have."""
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        for table in (Item, Assignment):
            waiting = col(table.state) == State.ASSIGNED
            await connection.execute(update(table).where(waiting).values(state=State.IN_PROGRESS))


async def set_state(database: Database, label: str, state: State) -> None:
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        mine = update(Item).where(col(Item.number) == int(label.lstrip("#"))).values(state=state)
        item_id = (await connection.execute(mine.returning(col(Item.item_id)))).scalars().first()
        duty = update(Assignment).where(col(Assignment.item_id) == item_id)
        await connection.execute(duty.values(state=state))


async def hand_over(database: Database, made: County, label: str, unit: str) -> None:
    async with database.transaction() as tx:
        unit_id = await made.unit(unit, tx)
        connection = await tx.session.connection()
        item = select(Item.item_id).where(col(Item.number) == int(label.lstrip("#"))).scalar_subquery()
        await connection.execute(update(Assignment).where(col(Assignment.item_id) == item).values(unit_id=unit_id))


async def at_claim_time(database: Database, who: str) -> Note | None:
    """What the pump would send of the person's oldest digest."""
    async with database.transaction() as tx:
        query = select(Outbox).where(col(Outbox.chat_id) == TELEGRAM_IDS[who], col(Outbox.kind) == "nudge")
        row = (await tx.session.exec(query.order_by(col(Outbox.outbox_id)))).first()
        assert row is not None
        return await still_right(tx, row)


@pytest.mark.parametrize(
    ("days", "urged"),
    [(8, False), (7, True), (3, True), (1, True), (0, True), (-1, True), (-3, True), (-7, True), (-400, True)],
)
async def test_the_stages_around_a_deadline(database: Database, days: int, urged: bool) -> None:
    made = await county(database)
    await made.item("制定方案", deadline=TODAY + timedelta(days=days))
    await a_round(database)
    assert bool(await notes_to(database, "bob")) is urged


async def test_each_stage_of_a_deadline_is_urged_once(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("制定方案", deadline=date(2026, 12, 10))
    await signed(database)
    for _day in range(26):
        await a_round(database)
        clock.advance(days=1)
    put = {who: [row.put_at.day for row in await rows(database) if row.chat_id == HAND[who]] for who in HAND}
    # Seven days before is Thursday the 3rd; from three digests in vain on every third working day, but that it is late.
    assert put["bob"] == [3, 7, 9, 10, 11, 16]
    assert put["alice"] == put["dave"] == []


async def test_one_digest_for_all_items_of_a_person(database: Database) -> None:
    made = await county(database)
    for offset in (7, 3, 1, 0, -1, -3):
        await made.item(f"差{offset}天的事项", deadline=TODAY + timedelta(days=offset))
    await made.item("别的单位的事项", units=("县财政局",), deadline=TODAY)
    await a_round(database)
    (digest,) = await notes_to(database, "bob")
    assert all(f"#{number}" in digest.text for number in range(1, 7))
    assert "#7" not in digest.text
    assert [row[0].verb for row in digest.choices] == ["item"] * 5
    assert digest.choices[0][0].label == "#6 差-3天的事项"
    assert len(await notes_to(database, "carol")) == 1


async def test_a_round_is_not_repeated(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("制定方案", deadline=TODAY + timedelta(days=3))
    await signed(database)
    assert await a_round(database) == 1
    assert await a_round(database) == 0
    clock.advance(hours=2)
    assert await a_round(database) == 0
    clock.advance(days=1)
    assert await a_round(database) == 0
    clock.advance(days=1)
    assert await a_round(database) == 1
    assert len(await notes_to(database, "bob")) == 2


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 23, 0, 59, tzinfo=UTC),
        datetime(2026, 11, 23, 4, 30, tzinfo=UTC),
        datetime(2026, 11, 23, 10, 0, tzinfo=UTC),
        datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
    ],
    ids=["before nine", "at noon", "after six", "on Sunday"],
)
async def test_nobody_is_urged_outside_working_hours(database: Database, clock: Clock, moment: datetime) -> None:
    made = await county(database)
    await made.item("制定方案", deadline=TODAY + timedelta(days=1))
    clock.at = moment
    assert await a_round(database) == 0


async def test_the_office_may_work_on_a_sunday(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("制定方案", deadline=TODAY)
    clock.at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    async with database.transaction() as tx:
        tx.session.add(CalendarOverride(office_id=1, day=date(2026, 11, 22), is_workday=True, source="调休"))
    assert await a_round(database) == 1


@pytest.mark.parametrize("state", [State.CLOSED, State.AWAITING_REVIEW, State.CANCELLED])
async def test_what_waits_for_nobody_here_is_not_urged(database: Database, state: State) -> None:
    made = await county(database)
    label = await made.item("制定方案", deadline=TODAY)
    await set_state(database, label, state)
    assert await a_round(database) == 0


async def test_a_long_term_item_is_asked_about_every_fourteen_days(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("长期巡查护林", long_term=True)
    await signed(database)
    clock.advance(days=11)
    assert await a_round(database) == 0
    clock.advance(days=3)
    assert await a_round(database) == 1
    clock.advance(days=1)
    assert await a_round(database) == 0
    clock.advance(days=13)
    assert await a_round(database) == 1
    assert "长期" in (await notes_to(database, "bob"))[0].text


async def test_what_is_overdue_is_on_the_desks_and_no_message_of_its_own(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", units=("县财政局",), deadline=TODAY - timedelta(days=1))
    await made.item("铺路", deadline=TODAY - timedelta(days=3))
    await made.item("种树", deadline=TODAY + timedelta(days=3))
    await a_round(database)
    assert await notes_to(database, "alice") == []
    shown = (await feed(database, "alice", "/desk")).text
    assert shown.index("铺路") < shown.index("修桥")
    assert "种树" not in shown


async def test_what_was_closed_before_the_send_is_left_out(database: Database) -> None:
    made = await county(database)
    first = await made.item("修桥", deadline=TODAY)
    await made.item("铺路", deadline=TODAY)
    await a_round(database)
    await set_state(database, first, State.CLOSED)
    left = await at_claim_time(database, "bob")
    assert left is not None
    assert "#2" in left.text
    assert "#1" not in left.text


async def test_when_all_is_settled_the_digest_is_cancelled(database: Database) -> None:
    made = await county(database)
    label = await made.item("修桥", deadline=TODAY - timedelta(days=1))
    await a_round(database)
    await set_state(database, label, State.AWAITING_REVIEW)
    assert await at_claim_time(database, "bob") is None


async def test_a_new_owner_is_urged_instead_of_the_old(database: Database) -> None:
    made = await county(database)
    label = await made.item("修桥", deadline=TODAY)
    await a_round(database)
    await hand_over(database, made, label, "县财政局")
    assert await a_round(database) == 1
    assert await at_claim_time(database, "bob") is None
    new = await at_claim_time(database, "carol")
    assert new is not None
    assert "#1" in new.text


async def test_a_later_deadline_silences_the_digest(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await a_round(database)
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(Item).values(deadline=TODAY + timedelta(days=60)))
    assert await at_claim_time(database, "bob") is None


async def test_after_days_without_delivery_only_the_newest_digest_is_left(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=3))
    await a_round(database)
    clock.advance(days=2)
    await a_round(database)
    assert len(await notes_to(database, "bob")) == 2
    assert await at_claim_time(database, "bob") is None


async def test_people_who_left_or_cannot_be_reached_are_not_urged(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(Person).where(col(Person.telegram_id) == HAND["bob"]).values(is_active=False))
    assert await a_round(database) == 0


async def test_sixty_people_of_one_unit_get_a_digest_each(database: Database) -> None:
    made = await county(database)
    await made.item("全县大扫除", deadline=TODAY)
    async with database.transaction() as tx:
        people = [Person(office_id=1, telegram_id=50_000 + n, name=f"干部{n}", joined_at=tx.now) for n in range(60)]
        tx.session.add_all(people)
        await tx.session.flush()
        for person in people:
            tx.session.add(
                Seat(office_id=1, person_id=person.person_id, role=Role.OFFICIAL, unit_id=made.unit_ids["县农林局"])
            )
    assert await a_round(database) == 61
    assert len({row.chat_id for row in await rows(database)}) == 61


async def by_hand(database: Database, made: County, who: str, words: str) -> str:
    async with database.transaction() as tx:
        return (await nudge_by_hand(tx, await made.actor(who, tx), words)).text


async def test_by_hand_says_who_was_told_and_who_cannot_be(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", units=("县农林局", "县交通局"))
    text = await by_hand(database, made, "alice", "1")
    assert "鲍林" in text
    assert "县交通局" in text
    assert "/invite" in text
    (note,) = await notes_to(database, "bob")
    assert "#1" in note.text


async def test_by_hand_takes_several_numbers_into_one_message(database: Database) -> None:
    made = await county(database)
    for words in ("修桥", "铺路", "种树"):
        await made.item(words)
    await set_state(database, "#3", State.CLOSED)
    text = await by_hand(database, made, "alice", "#1、2 3")
    assert "#3 已办结" in text
    (note,) = await notes_to(database, "bob")
    assert "#1" in note.text
    assert "#2" in note.text
    assert "#3" not in note.text


async def test_by_hand_at_most_once_an_hour(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥")
    await by_hand(database, made, "alice", "1")
    clock.advance(minutes=59)
    with pytest.raises(TooLate, match="09:00"):
        await by_hand(database, made, "dave", "1")
    clock.advance(minutes=2)
    await by_hand(database, made, "dave", "1")
    assert len(await notes_to(database, "bob")) == 2


@pytest.mark.parametrize("state", [State.CLOSED, State.AWAITING_REVIEW, State.CANCELLED])
async def test_by_hand_not_for_what_is_settled(database: Database, state: State) -> None:
    made = await county(database)
    label = await made.item("修桥")
    await set_state(database, label, state)
    with pytest.raises(TooLate):
        await by_hand(database, made, "alice", label)


async def test_by_hand_is_for_supervisors_and_real_items(database: Database) -> None:
    made = await county(database)
    await made.item("修桥")
    with pytest.raises(NotAllowed):
        await by_hand(database, made, "bob", "1")
    with pytest.raises(NotFound):
        await by_hand(database, made, "alice", "99")
    await made.item("铺路", units=("县交通局",))
    with pytest.raises(NotFound, match="县交通局"):
        await by_hand(database, made, "alice", "2")


async def test_a_long_term_item_is_asked_for_by_its_rhythm(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("推进河长制", long_term=True, subs=("巡河",))
    await signed(database)
    await feed(database, "alice", "/rhythm 1 每周")
    await feed(database, "bob", "/report 1.1 已巡河两次")
    put = []
    for _day in range(14):
        put += [clock.at.day] * await a_round(database)
        clock.advance(days=1)
    # Reported this Monday; next week's is asked for from the day before its Friday.
    assert put == [3, 4]


async def test_a_meeting_has_a_rule_for_its_items(database: Database, clock: Clock) -> None:
    made = await county(database)
    far = TODAY + timedelta(days=60)
    await made.item("制定方案", deadline=far, meeting="2026年第5次常务会议")
    await made.item("修建河堤", deadline=far, meeting="2026年第6次常务会议")
    await signed(database)
    clock.advance(days=7)
    assert await a_round(database) == 0
    assert "每周催一次" in (await feed(database, "alice", "/policy 会议 第5次常务会议 每周")).text
    assert await a_round(database) == 1
    (digest,) = await notes_to(database, "bob")
    assert "#1" in digest.text
    assert "#2" not in digest.text
    clock.advance(days=7)
    await feed(database, "alice", "/policy 1 不催")
    assert await a_round(database) == 0
    await feed(database, "alice", "/policy 1 恢复")
    await feed(database, "alice", "/policy 会议 第5次常务会议 恢复")
    assert await a_round(database) == 0


@pytest.mark.parametrize("words", ["", "第5次常务会议", "第9次常务会议 每周", "常务会议 每周", "第5次常务会议 常常"])
async def test_a_meeting_that_is_not_clear_gets_no_rule(database: Database, words: str) -> None:
    made = await county(database)
    await made.item("制定方案", meeting="2026年第5次常务会议")
    await made.item("修建河堤", meeting="2026年第6次常务会议")
    assert (await feed(database, "alice", f"/policy 会议 {words}")).kind == "refusal"


async def test_a_part_is_urged_by_its_own_date_and_to_its_own_unit(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", ("县农林局",), TODAY + timedelta(days=60), leaders=("吴明远",))
    await made.item("另一件", ("县财政局",), TODAY + timedelta(days=60))
    shown = await feed(
        database, "alice", f"/split 1\n完成打桩；县财政局；{TODAY + timedelta(days=3):%m月%d日}\n通车验收"
    )
    await feed(database, "alice", press("alice", button(shown, "确认拆分")))
    await signed(database)
    await a_round(database)
    (told,) = await notes_to(database, "carol")
    assert "#1.1 距时限3天" in told.text
    assert await notes_to(database, "bob") == []
    clock.advance(days=57)
    await a_round(database)
    # The part that has nothing of its own goes with its item.
    assert "#1 距" in (last := (await notes_to(database, "bob"))[-1].text)
    assert "#1.2" not in last


async def test_an_item_as_near_as_its_part_presses_only_who_has_no_part(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", ("县农林局", "县财政局"))
    day = TODAY + timedelta(days=3)
    shown = await feed(database, "alice", f"/split 1\n完成打桩；县财政局；{day:%m月%d日}")
    await feed(database, "alice", press("alice", button(shown, "确认拆分")))
    await signed(database)
    await a_round(database)
    assert "#1.1 距时限3天" in (await notes_to(database, "carol"))[-1].text
    assert "#1 距" not in (await notes_to(database, "carol"))[-1].text
    assert "#1 距时限3天" in (await notes_to(database, "bob"))[-1].text
    assert "🟡 临期 1" in (await feed(database, "alice", "/status")).text
