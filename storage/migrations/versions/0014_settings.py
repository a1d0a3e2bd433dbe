"""one store of settings

Revision ID: 0014_settings
Revises: 0013_more_requests
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0014_settings"
down_revision: str | None = "0013_more_requests"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_AT = storage.columns.UtcDateTime()


def _table(name: str, *columns: str, **typed: Any) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns), *(sa.column(one, kind) for one, kind in typed.items()))


_OLD = _table("setting", "office_id", "name", value=sa.JSON)
_RULES = _table("nudge_rules", "office_id", "version", "set_by", value=sa.JSON, set_at=_AT)
_OVERRIDE = _table("nudge_override", "item_id", "office_id", "rule", "set_by", set_at=_AT)
_HOUR = _table("nudge_hour", "person_id", "office_id", "hour")
_AUDIT = _table("audit_entry", "office_id", "action", "result", "position", "actor_id", at=_AT)
_OFFICE = _table("office", "office_id", heard_at=_AT)
_FORM = _table("ledger_form", "office_id", "form", kinds=sa.JSON)
# What a decision was recorded as, where the row itself did not say who made it.
_ACTIONS = {
    "wording": "set_wording",
    "bulletin": "set_distribution",
    "compare": "switch_compare",
    "annexes": "switch_annex",
    "proofs": "switch_proofs",
}
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    made = [*_decisions(), *_nudging()]
    kept = _rows(_OLD)
    op.add_column("office", sa.Column("heard_at", _AT, nullable=True))
    op.create_table(
        "ledger_form",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_ledger_form_office_id")),
        sa.PrimaryKeyConstraint("office_id", "form", name=op.f("pk_ledger_form")),
    )
    for name in ("setting", "nudge_rules", "nudge_override", "nudge_hour"):
        op.drop_table(name)
    table = _create()
    if made:
        op.bulk_insert(table, made)
    for row in kept:
        _move_memory(row)


def _create() -> sa.Table:
    return op.create_table(
        "setting",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=True),
        sa.Column("changed_at", _AT, nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.person_id"], name=op.f("fk_setting_changed_by")),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_setting_office_id")),
        sa.PrimaryKeyConstraint("office_id", "name", "subject_id", name=op.f("pk_setting")),
    )


def _rows(table: sa.TableClause) -> Sequence[Any]:
    return op.get_bind().execute(sa.select(table)).all()


def _setting(
    office_id: int, name: str, value: Any, subject_id: int = 0, version: int = 1, by: int | None = None,
    at: datetime = _NEVER,
) -> dict[str, Any]:
    key = {"office_id": office_id, "name": name, "subject_id": subject_id}
    return {**key, "value": value, "version": version, "changed_by": by, "changed_at": at}


def _decisions() -> list[dict[str, Any]]:
    """The rows that were decisions; a version stood within the value, and who decided in the audit trail."""
    made = []
    for row in _rows(_OLD):
        value = {name: one for name, one in row.value.items() if name != "version"}
        if row.name in _ACTIONS or row.name == "slips":
            by, at = _decided(row.office_id, _ACTIONS.get(row.name, ""))
            # A switch that was turned by a person had no version of its own.
            version = int(row.value.get("version", 0)) or int(by is not None)
            made.append(_setting(row.office_id, row.name, _value(row.name, value), 0, version, by, at))
        elif row.name == "meeting_rules":
            rules = [(int(meeting), rule) for meeting, rule in value.items() if meeting.isdecimal()]
            made += [_setting(row.office_id, "meeting_rule", {"rule": rule}, one) for one, rule in rules]
    return made


def _value(name: str, value: dict[str, Any]) -> dict[str, Any]:
    if name == "bulletin":
        by = value.get("printed_by")
        printed = {"printed_by": [by] if by else []} if by is not None else {}
        return {field: value[field] for field in ("send_to", "copy_to") if field in value} | printed
    if name == "compare":
        return {"on": True} if value.get("on") else {}
    if name == "proofs":
        return {} if value.get("on", True) else {"on": False}
    return value


def _decided(office_id: int, action: str) -> tuple[int | None, datetime]:
    mine = (_AUDIT.c.office_id == office_id, _AUDIT.c.action == action, _AUDIT.c.result == "done")
    newest = sa.select(_AUDIT.c.actor_id, _AUDIT.c.at).where(*mine).order_by(_AUDIT.c.position.desc()).limit(1)
    row = op.get_bind().execute(newest).first()
    return (row.actor_id, row.at) if row else (None, _NEVER)


def _nudging() -> list[dict[str, Any]]:
    """The policy, the rules of single items and the hours of people, which had a table each."""
    return [
        *(_setting(one.office_id, "nudging", one.value, 0, one.version, one.set_by, one.set_at) for one in _rows(_RULES)),
        *(
            _setting(one.office_id, "item_rule", {"rule": one.rule}, one.item_id, 1, one.set_by, one.set_at)
            for one in _rows(_OVERRIDE)
        ),
        *(_setting(one.office_id, "hour", {"hour": one.hour}, one.person_id, 1, one.person_id) for one in _rows(_HOUR)),
    ]


def _move_memory(row: Any) -> None:
    """What was learnt by working, and is no setting."""
    if row.name == "heard":
        at = datetime.fromisoformat(row.value["at"])
        statement = sa.update(_OFFICE).where(_OFFICE.c.office_id == row.office_id).values(heard_at=at)
        op.get_bind().execute(statement)
    if row.name == "ledger_columns":
        forms = [
            {"office_id": row.office_id, "form": form, "kinds": kinds} for form, kinds in row.value.items()
        ]
        op.bulk_insert(_FORM, forms)


def downgrade() -> None:
    op.drop_column("office", "heard_at")
    op.drop_table("ledger_form")
    op.drop_table("setting")
    op.create_table(
        "setting",
        sa.Column("setting_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_setting_office_id")),
        sa.PrimaryKeyConstraint("setting_id", name=op.f("pk_setting")),
        sa.UniqueConstraint("office_id", "name", name=op.f("uq_setting_office_id_name")),
    )
    for name in ("nudge_rules", "nudge_override", "nudge_hour"):
        # Emptied of what they held: a database does not go back with its data.
        op.create_table(name, sa.Column("office_id", sa.Integer()))
