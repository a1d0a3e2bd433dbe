"""Housekeeping: what has served goes, what may still be needed stays."""

from datetime import timedelta

from sqlmodel import col, select

from domain.office.people import Role
from scheduler.runner import run_until_none
from storage.database import Database
from storage.tables import AuditEntry, Inbox, InboxState, Invitation, OpenQuestion
from tests.building import county
from tests.conftest import Clock
from usecases.office.housekeeping import tidy_up


async def test_only_what_has_served_goes(database: Database, clock: Clock) -> None:
    made = await county(database)
    alice, bob = made.person_ids["alice"], made.person_ids["bob"]
    async with database.transaction() as tx:
        for days, state in ((31, InboxState.DONE), (29, InboxState.DONE), (31, InboxState.DEAD), (31, InboxState.NEW)):
            at = tx.now - timedelta(days=days)
            number = days * 10 + list(InboxState).index(state)
            tx.session.add(Inbox(office_id=1, update_id=number, raw="{}", received_at=at, state=state))
        for person_id, days in ((alice, 8), (bob, 6)):
            at = tx.now - timedelta(days=days)
            tx.session.add(
                OpenQuestion(office_id=1, person_id=person_id, chat_id=person_id, kind="report", fields={}, asked_at=at)
            )
        for code, days, used_by in (("a", 8, None), ("b", 6, None), ("c", 8, bob)):
            tx.session.add(
                Invitation(
                    office_id=1,
                    code_hash=code,
                    name="某人",
                    role=Role.LEADER,
                    invited_by=alice,
                    invited_at=tx.now,
                    expires_at=tx.now - timedelta(days=days),
                    used_by=used_by,
                    used_at=tx.now if used_by else None,
                )
            )
    assert await run_until_none(database.transaction, tidy_up) == 0, "all of it fits one batch"
    async with database.reading() as tx:
        inbox = (await tx.session.exec(select(Inbox).order_by(col(Inbox.update_id)))).all()
        drafts = (await tx.session.exec(select(OpenQuestion.person_id))).all()
        codes = (await tx.session.exec(select(Invitation.code_hash).order_by(Invitation.code_hash))).all()
        told = (await tx.session.exec(select(AuditEntry).where(col(AuditEntry.action) == "tidy_up"))).all()
    assert [row.state for row in inbox] == [InboxState.DONE, InboxState.NEW, InboxState.DEAD]
    assert drafts == [bob]
    assert codes == ["b", "c"]
    assert [entry.after for entry in told] == ['{"invitations": 1, "questions": 1, "updates": 1}']


async def test_nothing_to_do_leaves_no_trace(database: Database) -> None:
    await county(database)
    async with database.transaction() as tx:
        assert not await tidy_up(tx)
    async with database.reading() as tx:
        assert (await tx.session.exec(select(AuditEntry))).all() == []


async def test_a_great_many_go_in_batches(database: Database) -> None:
    async with database.transaction() as tx:
        old = tx.now - timedelta(days=40)
        tx.session.add_all(
            Inbox(office_id=1, update_id=number, raw="{}", received_at=old, state=InboxState.DONE)
            for number in range(1500)
        )
    assert await run_until_none(database.transaction, tidy_up) == 1
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Inbox.inbox_id))).all() == []
