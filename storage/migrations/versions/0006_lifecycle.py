"""how items end, their rhythm, look-backs, judgements and slips

Revision ID: 0006_lifecycle
Revises: 0005_dialogue
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0006_lifecycle"
down_revision: str | None = "0005_dialogue"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('ending',
    sa.Column('ending_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('along_with', sa.Integer(), nullable=True),
    sa.Column('into_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('hands', sa.JSON(), nullable=False),
    sa.Column('ended_by', sa.Integer(), nullable=False),
    sa.Column('ended_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('lifted_at', storage.columns.UtcDateTime(), nullable=True),
    sa.CheckConstraint("kind IN ('cancelled', 'stopped', 'merged')", name=op.f('ck_ending_kind')),
    sa.ForeignKeyConstraint(['along_with'], ['item.item_id'], name=op.f('fk_ending_along_with')),
    sa.ForeignKeyConstraint(['ended_by'], ['person.person_id'], name=op.f('fk_ending_ended_by')),
    sa.ForeignKeyConstraint(['into_id'], ['item.item_id'], name=op.f('fk_ending_into_id')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_ending_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_ending_office_id')),
    sa.PrimaryKeyConstraint('ending_id', name=op.f('pk_ending'))
    )
    with op.batch_alter_table('ending', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_ending_into_id'), ['into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_ending_item_id'), ['item_id'], unique=False)
        batch_op.create_index('ix_ending_standing', ['office_id', 'kind', 'lifted_at'], unique=False)

    op.create_table('judgement',
    sa.Column('judgement_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('word', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('given_by', sa.Integer(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['given_by'], ['person.person_id'], name=op.f('fk_judgement_given_by')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_judgement_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_judgement_office_id')),
    sa.PrimaryKeyConstraint('judgement_id', name=op.f('pk_judgement'))
    )
    with op.batch_alter_table('judgement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_judgement_item_id'), ['item_id'], unique=False)

    op.create_table('look_back',
    sa.Column('look_back_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', storage.columns.UtcDateTime(), nullable=True),
    sa.CheckConstraint("state IN ('waiting', 'asked', 'confirmed', 'reopened', 'dropped')", name=op.f('ck_look_back_state')),
    sa.ForeignKeyConstraint(['decided_by'], ['person.person_id'], name=op.f('fk_look_back_decided_by')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_look_back_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_look_back_office_id')),
    sa.ForeignKeyConstraint(['set_by'], ['person.person_id'], name=op.f('fk_look_back_set_by')),
    sa.PrimaryKeyConstraint('look_back_id', name=op.f('pk_look_back'))
    )
    with op.batch_alter_table('look_back', schema=None) as batch_op:
        batch_op.create_index('ix_look_back_due', ['office_id', 'state', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_look_back_item_id'), ['item_id'], unique=False)

    op.create_table('rhythm',
    sa.Column('rhythm_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('every', sa.String(length=32), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.CheckConstraint("every IN ('weekly', 'monthly', 'quarterly')", name=op.f('ck_rhythm_every')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_rhythm_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_rhythm_office_id')),
    sa.ForeignKeyConstraint(['set_by'], ['person.person_id'], name=op.f('fk_rhythm_set_by')),
    sa.PrimaryKeyConstraint('rhythm_id', name=op.f('pk_rhythm')),
    sa.UniqueConstraint('item_id', name=op.f('uq_rhythm_item_id'))
    )
    op.create_table('rolled',
    sa.Column('rolled_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('to_item_id', sa.Integer(), nullable=False),
    sa.Column('rolled_by', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_rolled_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_rolled_office_id')),
    sa.ForeignKeyConstraint(['rolled_by'], ['person.person_id'], name=op.f('fk_rolled_rolled_by')),
    sa.ForeignKeyConstraint(['to_item_id'], ['item.item_id'], name=op.f('fk_rolled_to_item_id')),
    sa.PrimaryKeyConstraint('rolled_id', name=op.f('pk_rolled')),
    sa.UniqueConstraint('item_id', 'year', name=op.f('uq_rolled_item_id_year'))
    )
    with op.batch_alter_table('rolled', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rolled_to_item_id'), ['to_item_id'], unique=False)

    op.create_table('slip',
    sa.Column('slip_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('level', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('issued_by', sa.Integer(), nullable=False),
    sa.Column('issued_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('answer_due', sa.Date(), nullable=False),
    sa.Column('withdrawn_at', storage.columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['issued_by'], ['person.person_id'], name=op.f('fk_slip_issued_by')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_slip_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_slip_office_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.unit_id'], name=op.f('fk_slip_unit_id')),
    sa.PrimaryKeyConstraint('slip_id', name=op.f('pk_slip')),
    sa.UniqueConstraint('item_id', 'unit_id', 'round', 'level', name=op.f('uq_slip_item_id_unit_id_round_level')),
    sa.UniqueConstraint('office_id', 'year', 'level', 'number', name=op.f('uq_slip_office_id_year_level_number'))
    )
    with op.batch_alter_table('slip', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_slip_item_id'), ['item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_slip_unit_id'), ['unit_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('slip', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_slip_unit_id'))
        batch_op.drop_index(batch_op.f('ix_slip_item_id'))
    op.drop_table('slip')
    with op.batch_alter_table('rolled', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rolled_to_item_id'))
    op.drop_table('rolled')
    op.drop_table('rhythm')
    with op.batch_alter_table('look_back', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_look_back_item_id'))
        batch_op.drop_index('ix_look_back_due')
    op.drop_table('look_back')
    with op.batch_alter_table('judgement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_judgement_item_id'))
    op.drop_table('judgement')
    with op.batch_alter_table('ending', schema=None) as batch_op:
        batch_op.drop_index('ix_ending_standing')
        batch_op.drop_index(batch_op.f('ix_ending_item_id'))
        batch_op.drop_index(batch_op.f('ix_ending_into_id'))
    op.drop_table('ending')
