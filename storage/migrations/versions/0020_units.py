"""units have other names, are merged and closed, names stand for several; heads sit in seats of their own kind

Revision ID: 0020_units
Revises: 0019_meaning_of_figures
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns
from domain.hygiene import same_name_key

revision: str = "0020_units"
down_revision: str | None = "0019_meaning_of_figures"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_ROLES = "role IN ('official', 'head', 'supervisor', 'leader', 'admin')"
_OLD_ROLES = "role IN ('official', 'supervisor', 'leader', 'admin')"


def upgrade() -> None:
    _unit_columns()
    _name_keys()
    _tables()
    with op.batch_alter_table("seat") as batch:
        batch.drop_constraint(op.f("ck_seat_role"), type_="check")
        batch.create_check_constraint(op.f("ck_seat_role"), sa.text(_ROLES))
    op.add_column("seat", sa.Column("title", sa.String(), server_default="", nullable=False))
    op.add_column("seat", sa.Column("section", sa.String(), server_default="", nullable=False))
    _heads()


def _unit_columns() -> None:
    op.add_column("unit", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("unit", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("unit", sa.Column("closed_at", storage.columns.UtcDateTime(), nullable=True))


def _name_keys() -> None:
    """As names are compared now; a name that would be another unit's keeps its old key."""
    unit = sa.table("unit", sa.column("unit_id"), sa.column("office_id"), sa.column("name"), sa.column("name_key"))
    bind = op.get_bind()
    rows = list(bind.execute(sa.select(unit)).mappings())
    taken = {(row["office_id"], row["name_key"]) for row in rows}
    for row in rows:
        key = same_name_key(row["name"])
        if key != row["name_key"] and (row["office_id"], key) not in taken:
            taken.add((row["office_id"], key))
            bind.execute(unit.update().where(unit.c.unit_id == row["unit_id"]).values(name_key=key))


def _tables() -> None:
    op.create_table(
        "unit_alias",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("alias_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_unit_alias_office_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.unit_id"], name=op.f("fk_unit_alias_unit_id")),
        sa.PrimaryKeyConstraint("alias_id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint("office_id", "name_key", name=op.f("uq_unit_alias_office_id_name_key")),
    )
    op.create_index(op.f("ix_unit_alias_unit_id"), "unit_alias", ["unit_id"], unique=False)
    op.create_table(
        "unit_set",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_unit_set_office_id")),
        sa.PrimaryKeyConstraint("set_id", name=op.f("pk_unit_set")),
        sa.UniqueConstraint("office_id", "name_key", name=op.f("uq_unit_set_office_id_name_key")),
    )
    op.create_table(
        "unit_set_member",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_unit_set_member_office_id")),
        sa.ForeignKeyConstraint(["set_id"], ["unit_set.set_id"], name=op.f("fk_unit_set_member_set_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.unit_id"], name=op.f("fk_unit_set_member_unit_id")),
        sa.PrimaryKeyConstraint("set_id", "unit_id", name=op.f("pk_unit_set_member")),
    )
    op.create_index(op.f("ix_unit_set_member_unit_id"), "unit_set_member", ["unit_id"], unique=False)


def _heads() -> None:
    """Who was the head of a unit on the ladder has a seat as its head; contacts of leaders stay."""
    op.execute(
        "INSERT INTO seat (office_id, person_id, role, unit_id, title, section)"
        " SELECT office_id, person_id, 'head', unit_id, '', '' FROM ladder_seat WHERE unit_id IS NOT NULL"
    )
    _ladder_anew("unit_id IS NULL")


def _ladder_anew(kept: str, *more: sa.schema.SchemaItem) -> None:
    columns: list[sa.ColumnClause[object]] = [sa.column(name) for name in ("office_id", "ladder_seat_id", "leader_name", "person_id")]
    found = op.get_bind().execute(sa.select(sa.table("ladder_seat", *columns)).where(sa.text(kept)))
    rows = [dict(row) for row in found.mappings()]
    op.drop_table("ladder_seat")
    keys = ["office_id", "unit_id", "leader_name"] if more else ["office_id", "leader_name"]
    table = op.create_table(
        "ladder_seat",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("ladder_seat_id", sa.Integer(), nullable=False),
        sa.Column("leader_name", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_ladder_seat_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_ladder_seat_person_id")),
        sa.PrimaryKeyConstraint("ladder_seat_id", name=op.f("pk_ladder_seat")),
        sa.UniqueConstraint(*keys, name=op.f(f"uq_ladder_seat_{'_'.join(keys)}")),
    )
    if rows:
        op.bulk_insert(table, rows)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('ladder_seat', 'ladder_seat_id'),"
            " (SELECT coalesce(max(ladder_seat_id), 0) + 1 FROM ladder_seat), false)"
        )


def downgrade() -> None:
    unit_id = sa.ForeignKeyConstraint(["unit_id"], ["unit.unit_id"], name=op.f("fk_ladder_seat_unit_id"))
    _ladder_anew("1 = 1", sa.Column("unit_id", sa.Integer(), nullable=True), unit_id)
    op.execute(
        "INSERT INTO ladder_seat (office_id, unit_id, leader_name, person_id)"
        " SELECT office_id, unit_id, '', min(person_id) FROM seat WHERE role = 'head' GROUP BY office_id, unit_id"
    )
    op.execute("DELETE FROM seat WHERE role = 'head'")
    op.execute("DELETE FROM invitation WHERE role = 'head'")
    with op.batch_alter_table("seat") as batch:
        batch.drop_constraint(op.f("ck_seat_role"), type_="check")
        batch.create_check_constraint(op.f("ck_seat_role"), sa.text(_OLD_ROLES))
    for table, columns in (("seat", ("title", "section")), ("unit", ("version", "merged_into", "closed_at"))):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
    op.drop_table("unit_set_member")
    op.drop_table("unit_set")
    op.drop_table("unit_alias")
