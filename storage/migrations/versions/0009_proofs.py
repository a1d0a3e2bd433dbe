"""proofs, editions, kept files

Revision ID: 0009_proofs
Revises: 0008_mirrors
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0009_proofs"
down_revision: str | None = "0008_mirrors"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('bulletin_edition',
    sa.Column('bulletin_id', sa.Integer(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('snapshot', sa.JSON(), nullable=False),
    sa.Column('snapshot_hash', sa.String(), nullable=False),
    sa.Column('published_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('replaced_by', sa.Integer(), nullable=True),
    sa.Column('replaced_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['bulletin_id'], ['bulletin.bulletin_id'], name=op.f('fk_bulletin_edition_bulletin_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_bulletin_edition_office_id')),
    sa.ForeignKeyConstraint(['replaced_by'], ['person.person_id'], name=op.f('fk_bulletin_edition_replaced_by')),
    sa.PrimaryKeyConstraint('bulletin_id', 'edition', name=op.f('pk_bulletin_edition'))
    )
    op.create_table('bulletin_file',
    sa.Column('bulletin_id', sa.Integer(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('drawn_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['bulletin_id'], ['bulletin.bulletin_id'], name=op.f('fk_bulletin_file_bulletin_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_bulletin_file_office_id')),
    sa.PrimaryKeyConstraint('bulletin_id', 'edition', 'kind', name=op.f('pk_bulletin_file'))
    )
    op.create_table('proof',
    sa.Column('proof_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.String(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('sentence', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('put_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('asked_at', storage.columns.UtcDateTime(), nullable=True),
    sa.Column('answered_at', storage.columns.UtcDateTime(), nullable=True),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'asked', 'confirmed', 'corrected', 'silent', 'unasked')", name=op.f('ck_proof_state')),
    sa.ForeignKeyConstraint(['answered_by'], ['person.person_id'], name=op.f('fk_proof_answered_by')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_proof_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_proof_office_id')),
    sa.ForeignKeyConstraint(['report_id'], ['report.report_id'], name=op.f('fk_proof_report_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.unit_id'], name=op.f('fk_proof_unit_id')),
    sa.PrimaryKeyConstraint('proof_id', name=op.f('pk_proof')),
    sa.UniqueConstraint('office_id', 'round', 'item_id', 'unit_id', name=op.f('uq_proof_office_id_round_item_id_unit_id'))
    )
    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proof_unit_id'), ['unit_id'], unique=False)

    with op.batch_alter_table('bulletin', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scope', sa.String(), server_default='all', nullable=False))
        batch_op.add_column(sa.Column('edition', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('corrects_id', sa.Integer(), nullable=True))
    op.execute("UPDATE bulletin SET scope = 'meeting' WHERE meeting_id IS NOT NULL")


def downgrade() -> None:
    # Batch mode would copy the table, to which others point, and lose its CHECK.
    for name in ('corrects_id', 'edition', 'scope'):
        op.drop_column('bulletin', name)
    with op.batch_alter_table('proof', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_proof_unit_id'))

    op.drop_table('proof')
    op.drop_table('bulletin_file')
    op.drop_table('bulletin_edition')
