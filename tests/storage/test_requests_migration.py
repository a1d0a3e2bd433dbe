"""A database of the version before requests had a table of their own opens with all that was asked in it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, Connection, MetaData, Table, select
from sqlmodel import col
from sqlmodel import select as select_rows

from domain.notes import note_from_json
from domain.requests import RequestKind, RequestState
from storage import requests
from storage.database import Database
from storage.delivery import outbox
from storage.review import completions
from storage.tables import OutboxState, Request
from storage.tx import Tx

BEFORE = "0011_planned_dates"
AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
ALICE, BOB, CAROL, LENA = 1, 2, 3, 4


class Old:
    """Rows as the version before wrote them; columns that do not matter here get what their type allows."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def put(self, name: str, /, **values: Any) -> None:
        table = Table(name, MetaData(), autoload_with=self.connection, resolve_fks=False)
        filled = {
            column.name: _blank(column) for column in table.columns if not column.nullable and not column.primary_key
        }
        self.connection.execute(table.insert(), {**filled, "office_id": 1, **values})

    def card(self, kind: str, key: str, person_id: int, buttons: list[tuple[str, int, int]], **more: Any) -> None:
        choices = [
            [{"label": "按", "verb": verb, "subject": subject, "version": version, "extra": ""}]
            for verb, subject, version in buttons
        ]
        note = {
            "chat_id": 1000 + person_id,
            "kind": kind,
            "text": "卡片",
            "choices": choices,
            "priority": 0,
            "dedupe_key": key,
            "person_id": person_id,
        }
        row = {
            "chat_id": 1000 + person_id,
            "kind": kind,
            "note": note,
            "dedupe_key": key,
            "person_id": person_id,
            "state": "sent",
            "message_id": 500 + person_id,
            "put_at": AT,
            "sent_at": AT,
        }
        self.put("outbox", **(row | more))


def _blank(column: Column[Any]) -> object:
    if isinstance(column.type, JSON):
        return {}
    known = {str: "", int: 0, bool: False, datetime: AT, date: AT.date()}
    return known[column.type.python_type]


def write(connection: Connection) -> None:
    old = Old(connection)
    connection.execute(_table(connection, "office").insert(), {**_office(connection), "office_id": 1})
    for unit_id, name in ((1, "县农林局"), (2, "县财政局")):
        old.put("unit", unit_id=unit_id, name=name, name_key=name)
    for person_id in (ALICE, BOB, CAROL, LENA):
        old.put("person", person_id=person_id, telegram_id=1000 + person_id, name=f"人{person_id}")
    for item_id in (1, 2):
        old.put("item", item_id=item_id, number=item_id, directive="修建河堤", state="in_progress", version=1)
    _extensions(old)
    _completions(old)
    _talk(old)


def _talk(old: Old) -> None:
    flagged = {"item_id": 1, "unit_id": 1, "flagged_by": BOB, "flagged_at": AT}
    settled = {"word": "已拨付", "settled_by": ALICE, "settled_at": AT + timedelta(hours=1)}
    old.put("difficulty", difficulty_id=1, state="settled", text="缺资金", **settled, **flagged)
    old.put("difficulty", difficulty_id=2, state="open", text="缺图纸", **flagged)
    old.card("difficulty_card", "difficulty:2:1", ALICE, [("settle", 2, 0)])
    given = {"item_id": 1, "leader_id": LENA, "given_at": AT}
    answered = {"answer": "已落实", "answered_by": BOB, "answered_at": AT + timedelta(hours=2), "report_id": 1}
    old.put("instruction", instruction_id=1, text="抓紧", newest_report=0, **answered, **given)
    old.put("instruction", instruction_id=2, text="本周报结果", newest_report=4, **given)
    old.card("instruction", "instruction:2:2", BOB, [])


def _completions(old: Old) -> None:
    """#3: sent back, then approved twice, as the first approval was taken back; #4 waits for the unit's head.

    #5 waits for a verdict together with its part #5.1.
    """
    for item_id, parent_id in ((3, None), (4, None), (5, None), (6, 5)):
        sub, number = (1, 5) if parent_id else (0, item_id)
        state = "closed" if item_id == 3 else "awaiting_review"
        old.put("item", item_id=item_id, number=number, sub=sub, parent_id=parent_id, state=state, version=1)
        assigned = {"unit_id": 1, "version": 5, "state": state}
        old.put("assignment", assignment_id=10 + item_id, item_id=item_id, **assigned)
    for report_id, item_id, hours in ((1, 3, 0), (2, 3, 2), (3, 4, 3), (4, 5, 4)):
        told = {"unit_id": 1, "person_id": BOB, "kind": "completion", "text": f"已竣工{report_id}"}
        old.put(
            "report",
            report_id=report_id,
            item_id=item_id,
            is_current=True,
            reported_at=AT + timedelta(hours=hours),
            **told,
        )
    for hours, version, verdict in ((1, 2, "returned"), (3, 4, "approved"), (4, 6, "approved")):
        old.put(
            "review",
            assignment_id=13,
            assignment_version=version,
            verdict=verdict,
            reviewer_id=ALICE,
            reviewed_at=AT + timedelta(hours=hours),
            reason="缺验收单" if verdict == "returned" else "",
        )
    signs = {"assignment_id": 14, "report_id": 3, "head_id": CAROL, "days": 1, "asked_at": AT}
    old.put("countersign", countersign_id=2, due_at=AT + timedelta(days=1), state="waiting", version=3, **signs)
    old.card("countersign", "countersign:2:1", CAROL, [("countersign", 2, 1)])
    old.card("countersign", "countersign:2:3", CAROL, [("countersign", 2, 3), ("countersign_no", 2, 3)])


def _office(connection: Connection) -> dict[str, object]:
    table = _table(connection, "office")
    return {one.name: _blank(one) for one in table.columns if not one.nullable}


def _table(connection: Connection, name: str) -> Table:
    return Table(name, MetaData(), autoload_with=connection, resolve_fks=False)


def _extensions(old: Old) -> None:
    days = {"old_deadline": date(2026, 12, 5), "new_deadline": date(2026, 12, 31)}
    asked = {"unit_id": 1, "asked_by": BOB, "asked_at": AT, "reason": "石料短缺", **days}
    old.put(
        "extension",
        extension_id=1,
        item_id=1,
        state="granted",
        version=2,
        decided_by=ALICE,
        decided_at=AT + timedelta(hours=1),
        **asked,
    )
    old.put("extension", extension_id=3, item_id=2, state="asked", version=1, **asked)
    old.card("extension_card", "extension:1:1", ALICE, [("extend_yes", 1, 1)])
    old.card("extension_card", "extension:3:1", ALICE, [("extend_yes", 3, 1), ("extend_no", 3, 1)])


async def test_what_was_asked_is_kept_under_numbers_that_no_button_names(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        rows = await all_of(tx, RequestKind.EXTENSION)
    granted, asked = rows
    assert min(one.request_id for one in rows) > 3
    assert (granted.state, granted.decided_by, granted.decided_at) == (
        RequestState.GRANTED,
        ALICE,
        AT + timedelta(hours=1),
    )
    assert (asked.state, asked.version, asked.unit_id, asked.asked_by) == (RequestState.OPEN, 1, 1, BOB)
    assert (asked.old_day, asked.day, asked.text) == (date(2026, 12, 5), date(2026, 12, 31), "石料短缺")
    assert asked.asked_at == AT


async def test_the_buttons_of_what_waits_are_renewed_in_place(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        (asked,) = await requests.open_of(tx, RequestKind.EXTENSION, 2)
        due = await outbox.in_state(tx, OutboxState.DUE)
    (row,) = [one for one in due if one.kind == "extension_card"]
    note = note_from_json(row.note)
    assert (note.edits_key, note.dedupe_key) == ("extension:3:1", f"extension:{asked.request.request_id}:1")
    assert {choice.subject for line in note.choices for choice in line} == {asked.request.request_id}
    assert row.dedupe_key == note.dedupe_key


async def test_verdicts_and_what_waits_for_one_are_requests(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        rows = await all_of(tx, RequestKind.COMPLETION)
        queue = await completions.queue(tx)
        verdict = await completions.decided_of(tx, [13], 6)
    told = [(one.assignment_id, one.report_id, one.state, one.seen, one.answer) for one in rows]
    assert told == [
        (13, 1, RequestState.REFUSED, 2, "缺验收单"),
        (13, 2, RequestState.GRANTED, 6, ""),
        (14, 3, RequestState.DEFERRED, 0, ""),
        (15, 4, RequestState.OPEN, 0, ""),
        (16, 4, RequestState.OPEN, 0, ""),
    ]
    assert [one.item.label for one in queue] == ["#5"]
    assert verdict is not None
    assert verdict.request.decided_by == ALICE


async def test_what_a_head_has_to_sign_is_still_the_heads(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        asked = await completions.with_head_of(tx, 14)
        due = await outbox.in_state(tx, OutboxState.DUE)
    assert asked is not None
    request = asked.request
    assert (request.decider_id, request.version, request.days, request.text) == (CAROL, 3, 1, "已竣工3")
    (note,) = [note_from_json(one.note) for one in due if one.kind == "countersign"]
    assert (note.edits_key, note.dedupe_key) == ("countersign:2:3", f"countersign:{request.request_id}:3")
    assert {choice.subject for line in note.choices for choice in line} == {request.request_id}


async def test_difficulties_and_instructions_keep_their_words(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        (settled, flagged) = await all_of(tx, RequestKind.DIFFICULTY)
        (answered, given) = await all_of(tx, RequestKind.INSTRUCTION)
        due = await outbox.in_state(tx, OutboxState.DUE)
        told = await outbox.of_key(tx, f"instruction:{given.request_id}:2")
    assert (settled.state, settled.text, settled.answer) == (RequestState.ANSWERED, "缺资金", "已拨付")
    assert (settled.decided_by, flagged.state, flagged.unit_id) == (ALICE, RequestState.OPEN, 1)
    (note,) = [note_from_json(one.note) for one in due if one.kind == "difficulty_card"]
    assert note.edits_key == "difficulty:2:1"
    assert note.choices[0][0].subject == flagged.request_id
    assert (answered.state, answered.answer, answered.report_id) == (RequestState.ANSWERED, "已落实", 1)
    assert (given.state, given.seen, given.asked_by) == (RequestState.OPEN, 4, LENA)
    assert told is not None
    assert told.message_id == 502


async def all_of(tx: Tx, kind: RequestKind) -> list[Request]:
    query = select_rows(Request).where(col(Request.kind) == kind).order_by(col(Request.request_id))
    return list((await tx.session.exec(query)).all())


async def test_new_requests_go_on_after_the_old_ones(upgraded: Database) -> None:
    async with upgraded.transaction() as tx:
        last = max((await tx.session.exec(select(col(Request.request_id)))).scalars().all())
        fresh = Request(office_id=1, kind=RequestKind.DIFFICULTY, item_id=1, unit_id=1, asked_at=tx.now)
        await tx.add(fresh)
        assert fresh.request_id > last
