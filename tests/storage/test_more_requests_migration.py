"""Look-backs and late plans of the version before are requests after the upgrade, their cards still decide."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection
from sqlmodel import col, select

from domain.notes import note_from_json
from domain.requests import RequestKind, RequestState
from storage.database import Database
from storage.delivery import outbox
from storage.tables import OutboxState, Request
from tests.storage.test_requests_migration import ALICE, AT, Old

BEFORE = "0012_requests"
DUE = date(2026, 12, 18)


def write(connection: Connection) -> None:
    old = Old(connection)
    old.put("office")
    for unit_id in (1, 2):
        old.put("unit", unit_id=unit_id, name=f"单位{unit_id}", name_key=f"单位{unit_id}")
    old.put("person", person_id=ALICE, telegram_id=1001, name="艾督")
    closed = {"state": "closed", "closed_at": AT, "registered_at": AT, "version": 3, "directive": "修建河堤"}
    for item_id in (11, 12, 13):
        old.put("item", item_id=item_id, number=item_id, **closed)
    states = ((21, 11, "waiting"), (22, 12, "asked"), (23, 13, "dropped"), (24, 13, "reopened"))
    for number, item_id, state in states:
        decided = {"decided_by": ALICE, "decided_at": AT} if number > 22 else {}
        old.put(
            "look_back",
            look_back_id=number,
            item_id=item_id,
            state=state,
            due_on=DUE,
            set_by=ALICE,
            version=2,
            **decided,
        )
    old.card("look_back", "lookback:22:1", ALICE, [("look_yes", 22, 2), ("look_no", 22, 2), ("item", 12, 0)])
    old.put("item", item_id=14, number=14, state="in_progress", deadline=DUE, directive="拨付", version=1)
    held = {"item_id": 14, "version": 5, "assigned_on": DUE, "state": "in_progress"}
    old.put("assignment", assignment_id=31, unit_id=1, planned_on=date(2026, 12, 25), **held)
    old.put("assignment", assignment_id=32, unit_id=2, planned_on=date(2026, 12, 10), **held)
    old.card("late_date", "late:plan:31:3:1", ALICE, [("plan_grant", 14, 1)])
    _slips(old)
    _held(old)


def _slips(old: Old) -> None:
    later = AT + timedelta(hours=2)
    given = {"item_id": 14, "unit_id": 1, "name": "蓝单", "year": 2026, "answer_due": DUE, "issued_by": ALICE}
    old.put("slip", slip_id=71, round=1, level=1, number=1, issued_at=AT, **given)
    old.put("slip", slip_id=72, round=1, level=2, number=2, issued_at=later, **given)
    old.put("slip", slip_id=73, round=1, level=3, number=3, issued_at=later, withdrawn_at=later, **given)
    told = {"item_id": 14, "unit_id": 1, "person_id": ALICE, "text": "已开工", "kind": "progress"}
    for report_id, is_current in ((81, False), (82, True)):
        at = AT + timedelta(minutes=report_id)
        old.put("report", report_id=report_id, is_current=is_current, reported_at=at, **told)


def _held(old: Old) -> None:
    old.put("claim", claim_id=41, kind="weekly", chat_id=0, period="2026-W47", state="held")
    old.card("weekly", "week:41:1", ALICE, [("week_now", 41, 0)])
    old.put("claim", claim_id=42, kind="bulletin", chat_id=-100, period="2026-1", state="held")
    old.card("post", "post:42:1", ALICE, [], outbox_id=51, claim_id=42, state="held")
    old.card("post", "post:42:2", ALICE, [], outbox_id=52, claim_id=42, state="held")
    old.card("held", "held:51:2:1", ALICE, [("held_there", 51, 0)], outbox_id=53)
    old.put("claim", claim_id=43, kind="bulletin", chat_id=-100, period="2026-2", state="sent")
    old.put("mirror_robot", robot_id=61, fingerprint="a", kind="wecom", name="县群")
    old.put("bulletin", bulletin_id=62, state="published", scope="all")
    old.put("mirror_post", post_id=63, robot_id=61, bulletin_id=62, state="held")
    for part_id, error in ((64, "timeout"), (65, "")):
        old.put("mirror_part", part_id=part_id, post_id=63, robot_id=61, place=part_id, state="held", error=error)
    old.card("held", "mirror_held:64:never:1", ALICE, [("mirror_there", 64, 0)], outbox_id=54)


async def _of(database: Database, kind: RequestKind) -> list[Request]:
    async with database.reading() as tx:
        query = select(Request).where(Request.kind == kind).order_by(col(Request.request_id))
        return list((await tx.session.exec(query)).all())


async def test_look_backs_keep_their_state_and_who_decided(upgraded: Database) -> None:
    rows = await _of(upgraded, RequestKind.LOOK_BACK)
    assert [(row.item_id, row.state) for row in rows] == [
        (11, RequestState.DEFERRED),
        (12, RequestState.OPEN),
        (13, RequestState.WITHDRAWN),
        (13, RequestState.REFUSED),
    ]
    assert min(row.request_id for row in rows) > 24
    assert {(row.asked_by, row.due_on, row.version) for row in rows} == {(ALICE, DUE, 2)}
    assert (rows[3].decided_by, rows[3].decided_at) == (ALICE, AT)


async def test_the_buttons_of_an_open_look_back_are_renewed_in_place(upgraded: Database) -> None:
    asked = (await _of(upgraded, RequestKind.LOOK_BACK))[1]
    async with upgraded.reading() as tx:
        (row,) = [one for one in await outbox.in_state(tx, OutboxState.DUE) if one.kind == "look_back"]
    note = note_from_json(row.note)
    assert (note.edits_key, note.dedupe_key) == ("lookback:22:1", f"lookback:{asked.request_id}:1")
    pressed = {(one.verb, one.subject, one.version) for line in note.choices for one in line}
    number = asked.request_id
    assert pressed == {("look_yes", number, 2), ("look_no", number, 2), ("item", 12, 0)}


async def test_a_plan_beyond_the_limit_waits_for_the_supervisors(upgraded: Database) -> None:
    (row,) = await _of(upgraded, RequestKind.LATE_PLAN)
    assert (row.assignment_id, row.unit_id, row.item_id, row.state) == (31, 1, 14, RequestState.OPEN)
    # Under the key of the cards that were put, whatever happened to the assignment since.
    assert (row.old_day, row.day, row.seen) == (DUE, date(2026, 12, 25), 3)
    assert row.asked_at == datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


async def test_what_is_held_for_a_word_is_listed(upgraded: Database) -> None:
    rows = await _of(upgraded, RequestKind.HELD_POST)
    assert [(row.claim_id, row.part_id) for row in rows] == [(41, None), (42, None), (None, 64)]
    assert {(row.state, row.text, row.asked_at) for row in rows} == {(RequestState.OPEN, "卡片", AT)}


async def test_a_slip_is_answered_by_the_first_report_that_counts(upgraded: Database) -> None:
    answered, open_, withdrawn = await _of(upgraded, RequestKind.SLIP_ANSWER)
    assert (answered.state, answered.report_id, answered.answer) == (RequestState.ANSWERED, 82, "已开工")
    assert (open_.state, open_.text, open_.due_on) == (RequestState.OPEN, "蓝单〔2026〕2号", DUE)
    assert (open_.asked_by, open_.unit_id, open_.assignment_id) == (ALICE, 1, 31)
    assert withdrawn.state is RequestState.WITHDRAWN
