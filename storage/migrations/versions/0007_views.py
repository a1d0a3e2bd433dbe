"""figures of each week, days with their note, feedback

Revision ID: 0007_views
Revises: 0006_lifecycle
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0007_views"
down_revision: str | None = "0006_lifecycle"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('week_figures',
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('closed', sa.Integer(), nullable=False),
    sa.Column('overdue', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_week_figures_office_id')),
    sa.PrimaryKeyConstraint('office_id', 'kind', 'key', 'week', name=op.f('pk_week_figures'))
    )
    op.create_table('daily_note',
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('decided_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_daily_note_office_id')),
    sa.PrimaryKeyConstraint('office_id', 'day', name=op.f('pk_daily_note'))
    )
    op.create_table('feedback',
    sa.Column('feedback_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('said_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('answered_at', storage.columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['person.person_id'], name=op.f('fk_feedback_answered_by')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_feedback_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_feedback_person_id')),
    sa.PrimaryKeyConstraint('feedback_id', name=op.f('pk_feedback'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.create_index('ix_feedback_open', ['office_id', 'feedback_id'], unique=False, sqlite_where=sa.text('answered_at IS NULL'), postgresql_where=sa.text('answered_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_feedback_person_id'), ['person_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_person_id'))
        batch_op.drop_index('ix_feedback_open')
    op.drop_table('feedback')
    op.drop_table('daily_note')
    op.drop_table('week_figures')
