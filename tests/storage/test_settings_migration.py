"""What offices decided before there was one store of settings is found in it, with who decided and when."""

import json
from datetime import UTC, datetime
from typing import Any

from alembic import command
from sqlalchemy import Connection, text

from domain.nudging.policy import ITEM_RULE, MEETING_RULE, NUDGING, Rule
from domain.office.settings import ANNEXES, COMPARE, DISTRIBUTION, HOUR, PROOFS, WORDING
from storage.database import Database
from storage.delivery.inbox import heard_at
from storage.migrate import alembic_config, migrate
from storage.office import settings
from storage.papers import ledger
from tests.conftest import Clock

BEFORE = "0011_planned_dates"
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
DECIDED = {
    "wording": {"measure": "项", "version": 3},
    "bulletin": {"send_to": ["各镇"], "copy_to": [], "printed_by": "县府办", "version": 2},
    "compare": {"on": True, "name": "艾督", "day": "2026-11-20"},
    "annexes": {"traces": True, "photos": False},
    "proofs": {"on": False, "version": 1},
    "meeting_rules": {"7": "weekly", "version": 1},
    "ledger_columns": {"form": ["item", "unit"]},
    "heard": {"at": AT.isoformat()},
}


def _old_rows(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), BEFORE)

    def put(table: str, **row: Any) -> None:
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), row)

    at = AT if connection.dialect.name == "postgresql" else "2026-11-20 02:00:00.000000"
    put("office", office_id=1, name="督查室", last_item_number=1)
    put("audit_head", office_id=1, position=0, entry_hash="")
    person = {"office_id": 1, "name": "艾督", "is_active": True, "is_reachable": True, "joined_at": at}
    put("person", person_id=5, telegram_id=55, **person)
    for name, value in DECIDED.items():
        put("setting", office_id=1, name=name, value=json.dumps(value))
    put("nudge_rules", office_id=1, version=4, value='{"before": [5, 1], "rounds": 2}', set_by=5, set_at=at)
    item: dict[str, Any] = {"number": 1, "sub": 0, "directive": "修桥", "state": "assigned", "version": 1}
    item |= {"deadline_text": "", "target_measure": ""}
    moved = {"last_moved_on": "2026-11-20" if isinstance(at, str) else AT.date(), "long_term": False}
    put("item", item_id=9, office_id=1, registered_at=at, **item, **moved)
    put("nudge_override", item_id=9, office_id=1, rule="off", set_by=5, set_at=at)
    put("nudge_hour", person_id=5, office_id=1, hour=10)
    entry = {"actor_id": 5, "result": "done", "before": "", "after": "", "previous_hash": "", "subject": ""}
    put("audit_entry", office_id=1, position=1, at=at, action="switch_compare", entry_hash="x", **entry)


async def test_decisions_of_before_are_found_in_the_one_store(database_url: str, clock: Clock) -> None:
    database = Database(database_url, clock)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(_old_rows)
        await migrate(database)
        async with database.reading() as tx:
            policy = await settings.kept(tx, NUDGING)
            assert (policy.version, policy.changed_by, policy.changed_at) == (4, 5, AT)
            assert NUDGING.values(policy.value)["before"] == (5, 1)
            assert NUDGING.values(policy.value)["rounds"] == 2
            wording = await settings.kept(tx, WORDING)
            assert (wording.value, wording.version) == ({"measure": "项"}, 3)
            printed = {"send_to": ("各镇",), "copy_to": (), "printed_by": ("县府办",)}
            assert await settings.values(tx, DISTRIBUTION) == printed
            compared = await settings.kept(tx, COMPARE)
            assert (compared.value, compared.changed_by, compared.changed_at) == ({"on": True}, 5, AT)
            assert (await settings.values(tx, ANNEXES)) == {"traces": True, "photos": False}
            assert (await settings.values(tx, PROOFS)) == {"on": False}
            assert await settings.by_subject(tx, ITEM_RULE) == {9: {"rule": Rule.OFF}}
            assert await settings.by_subject(tx, MEETING_RULE) == {7: {"rule": Rule.WEEKLY}}
            assert await settings.by_subject(tx, HOUR) == {5: {"hour": 10}}
            assert await heard_at(tx) == AT
            assert await ledger.remembered_columns(tx) == {"form": ["item", "unit"]}
    finally:
        await database.close()
