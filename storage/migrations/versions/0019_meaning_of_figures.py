"""a figure says what it means: adds, is a total, or corrects; a target may be owed by all units together

Revision ID: 0019_meaning_of_figures
Revises: 0018_said
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0019_meaning_of_figures"
down_revision: str | None = "0018_said"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# Statements of their own: a table of SQLite that is built anew loses its triggers.
_COLUMNS = (
    "ALTER TABLE item ADD COLUMN target_is_joint BOOLEAN DEFAULT false NOT NULL",
    "ALTER TABLE report ADD COLUMN meaning VARCHAR(32) "
    "CONSTRAINT ck_report_meaning CHECK (meaning IN ('add', 'total', 'set', 'take'))",
)
# Until now all figures of a unit were summed.
_AS_BEFORE = "UPDATE report SET meaning = 'add' WHERE quantity IS NOT NULL"


def upgrade() -> None:
    for statement in (*_COLUMNS, _AS_BEFORE):
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("report") as batch:
        batch.drop_constraint(op.f("ck_report_meaning"), type_="check")
        batch.drop_column("meaning")
    op.drop_column("item", "target_is_joint")
