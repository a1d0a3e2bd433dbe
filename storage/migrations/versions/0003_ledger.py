"""what the ledger keeps

Revision ID: 0003_ledger
Revises: 0002
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = '0003_ledger'
down_revision: str | None = '0002'
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('ledger_draft',
    sa.Column('ledger_draft_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('text_hash', sa.String(), nullable=False),
    sa.Column('reading', sa.JSON(), nullable=False),
    sa.Column('source_name', sa.Text(), nullable=False),
    sa.Column('read_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_ledger_draft_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_ledger_draft_person_id')),
    sa.PrimaryKeyConstraint('ledger_draft_id', name=op.f('pk_ledger_draft'))
    )
    op.create_table('ledger_note',
    sa.Column('ledger_note_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('problems', sa.Text(), nullable=False),
    sa.Column('next_steps', sa.Text(), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_ledger_note_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_ledger_note_office_id')),
    sa.PrimaryKeyConstraint('ledger_note_id', name=op.f('pk_ledger_note')),
    sa.UniqueConstraint('item_id', name=op.f('uq_ledger_note_item_id'))
    )


def downgrade() -> None:
    op.drop_table('ledger_note')
    op.drop_table('ledger_draft')
