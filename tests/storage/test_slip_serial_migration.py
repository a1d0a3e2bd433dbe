"""Slips of the version before keep the number of their step after the upgrade, the same one twice included."""

from datetime import date

from sqlalchemy import Connection
from sqlmodel import col, select

from storage.database import Database
from storage.tables import Slip
from tests.storage.test_requests_migration import ALICE, AT, Old
from usecases.items.slip_papers import number_of

BEFORE = "0029_proof_original"


def write(connection: Connection) -> None:
    old = Old(connection)
    old.put("office")
    old.put("unit", unit_id=1, name="县农林局", name_key="县农林局")
    old.put("person", person_id=ALICE, telegram_id=1001, name="艾督")
    old.put("item", item_id=11, number=11, state="in_progress", directive="修建河堤", version=1, due_of="own")
    given = {"item_id": 11, "unit_id": 1, "issued_by": ALICE, "issued_at": AT, "answer_due": date(2026, 12, 18)}
    for level, name in ((1, "蓝单"), (2, "黄单")):
        old.put("slip", slip_id=level, round=1, level=level, name=name, year=2026, number=1, **given)


async def test_what_was_printed_is_printed_again(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        rows = (await tx.session.exec(select(Slip).order_by(col(Slip.slip_id)))).all()
    assert [number_of(row).title for row in rows] == ["蓝单〔2026〕1号", "黄单〔2026〕1号"]
