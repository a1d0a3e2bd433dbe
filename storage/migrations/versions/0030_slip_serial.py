"""slips are numbered once for all steps of an office's year; those given before keep the number of their step

Revision ID: 0030_slip_serial
Revises: 0029_proof_original
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0030_slip_serial"
down_revision: str | None = "0029_proof_original"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_INDEX = "uq_slip_office_id_year_serial"


def upgrade() -> None:
    op.add_column("slip", sa.Column("serial", sa.Integer(), nullable=True))
    # An index and no constraint: SQLite would have to copy the table.
    op.create_index(_INDEX, "slip", ["office_id", "year", "serial"], unique=True)


def downgrade() -> None:
    op.drop_index(_INDEX, "slip")
    op.drop_column("slip", "serial")
