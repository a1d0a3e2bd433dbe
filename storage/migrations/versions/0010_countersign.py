"""countersign by the unit head

Revision ID: 0010_countersign
Revises: 0009_proofs
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0010_countersign"
down_revision: str | None = "0009_proofs"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('countersign',
    sa.Column('countersign_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('head_id', sa.Integer(), nullable=False),
    sa.Column('covered', sa.Integer(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('asked_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('due_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('decided_at', storage.columns.UtcDateTime(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.CheckConstraint("state IN ('waiting', 'agreed', 'returned', 'passed_on', 'dropped')", name=op.f('ck_countersign_state')),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.assignment_id'], name=op.f('fk_countersign_assignment_id')),
    sa.ForeignKeyConstraint(['head_id'], ['person.person_id'], name=op.f('fk_countersign_head_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_countersign_office_id')),
    sa.ForeignKeyConstraint(['report_id'], ['report.report_id'], name=op.f('fk_countersign_report_id')),
    sa.PrimaryKeyConstraint('countersign_id', name=op.f('pk_countersign')),
    sa.UniqueConstraint('report_id', name=op.f('uq_countersign_report_id'))
    )
    with op.batch_alter_table('countersign', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_countersign_assignment_id'), ['assignment_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('countersign', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_countersign_assignment_id'))

    op.drop_table('countersign')
