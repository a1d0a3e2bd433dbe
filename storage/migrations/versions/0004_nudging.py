"""how nudging is kept in bounds

Revision ID: 0004_nudging
Revises: 0003_ledger
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0004_nudging"
down_revision: str | None = "0003_ledger"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('ladder_seat',
    sa.Column('ladder_seat_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('leader_name', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_ladder_seat_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_ladder_seat_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.unit_id'], name=op.f('fk_ladder_seat_unit_id')),
    sa.PrimaryKeyConstraint('ladder_seat_id', name=op.f('pk_ladder_seat')),
    sa.UniqueConstraint('office_id', 'unit_id', 'leader_name', name=op.f('uq_ladder_seat_office_id_unit_id_leader_name'))
    )
    op.create_table('nudge_digest',
    sa.Column('digest_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('round_key', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('put_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_nudge_digest_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_nudge_digest_person_id')),
    sa.PrimaryKeyConstraint('digest_id', name=op.f('pk_nudge_digest')),
    sa.UniqueConstraint('person_id', 'round_key', name=op.f('uq_nudge_digest_person_id_round_key'))
    )
    op.create_index('ix_nudge_digest_day', 'nudge_digest', ['office_id', 'day'], unique=False)
    op.create_table('nudge_hour',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_nudge_hour_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_nudge_hour_person_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_nudge_hour'))
    )
    op.create_table('nudge_rules',
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.Column('set_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_nudge_rules_office_id')),
    sa.ForeignKeyConstraint(['set_by'], ['person.person_id'], name=op.f('fk_nudge_rules_set_by')),
    sa.PrimaryKeyConstraint('office_id', name=op.f('pk_nudge_rules'))
    )
    op.create_table('person_leave',
    sa.Column('leave_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('stand_in_id', sa.Integer(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.Column('last_day', sa.Date(), nullable=False),
    sa.Column('asked_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('ended_at', storage.columns.UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_person_leave_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_person_leave_person_id')),
    sa.ForeignKeyConstraint(['stand_in_id'], ['person.person_id'], name=op.f('fk_person_leave_stand_in_id')),
    sa.PrimaryKeyConstraint('leave_id', name=op.f('pk_person_leave'))
    )
    op.create_index(op.f('ix_person_leave_person_id'), 'person_leave', ['person_id'], unique=False)
    op.create_index(op.f('ix_person_leave_stand_in_id'), 'person_leave', ['stand_in_id'], unique=False)
    op.create_table('unit_group',
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['boundgroup.group_id'], name=op.f('fk_unit_group_group_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_unit_group_office_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.unit_id'], name=op.f('fk_unit_group_unit_id')),
    sa.PrimaryKeyConstraint('group_id', name=op.f('pk_unit_group'))
    )
    op.create_index(op.f('ix_unit_group_unit_id'), 'unit_group', ['unit_id'], unique=False)
    op.create_table('group_nudge',
    sa.Column('group_nudge_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.String(), nullable=False),
    sa.Column('round_key', sa.String(), nullable=False),
    sa.Column('nudged_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['group_id'], ['boundgroup.group_id'], name=op.f('fk_group_nudge_group_id')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_group_nudge_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_group_nudge_office_id')),
    sa.PrimaryKeyConstraint('group_nudge_id', name=op.f('pk_group_nudge')),
    sa.UniqueConstraint('group_id', 'item_id', 'stage', name=op.f('uq_group_nudge_group_id_item_id_stage'))
    )
    op.create_index(op.f('ix_group_nudge_round_key'), 'group_nudge', ['round_key'], unique=False)
    op.create_table('nudge_override',
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('rule', sa.String(length=32), nullable=False),
    sa.Column('set_by', sa.Integer(), nullable=False),
    sa.Column('set_at', storage.columns.UtcDateTime(), nullable=False),
    sa.CheckConstraint("rule IN ('off', 'weekly', 'daily')", name=op.f('ck_nudge_override_rule')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_nudge_override_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_nudge_override_office_id')),
    sa.ForeignKeyConstraint(['set_by'], ['person.person_id'], name=op.f('fk_nudge_override_set_by')),
    sa.PrimaryKeyConstraint('item_id', name=op.f('pk_nudge_override'))
    )
    op.create_table('nudge_snooze',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_nudge_snooze_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_nudge_snooze_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_nudge_snooze_person_id')),
    sa.PrimaryKeyConstraint('person_id', 'item_id', name=op.f('pk_nudge_snooze'))
    )
    op.create_table('sign_off',
    sa.Column('sign_off_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('assignment_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('signed_at', storage.columns.UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.assignment_id'], name=op.f('fk_sign_off_assignment_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_sign_off_office_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.person_id'], name=op.f('fk_sign_off_person_id')),
    sa.PrimaryKeyConstraint('sign_off_id', name=op.f('pk_sign_off'))
    )
    op.create_index(op.f('ix_sign_off_assignment_id'), 'sign_off', ['assignment_id'], unique=False)


def downgrade() -> None:
    op.drop_index(op.f('ix_sign_off_assignment_id'), table_name='sign_off')
    op.drop_table('sign_off')
    op.drop_table('nudge_snooze')
    op.drop_table('nudge_override')
    op.drop_index(op.f('ix_group_nudge_round_key'), table_name='group_nudge')
    op.drop_table('group_nudge')
    op.drop_index(op.f('ix_unit_group_unit_id'), table_name='unit_group')
    op.drop_table('unit_group')
    op.drop_index(op.f('ix_person_leave_stand_in_id'), table_name='person_leave')
    op.drop_index(op.f('ix_person_leave_person_id'), table_name='person_leave')
    op.drop_table('person_leave')
    op.drop_table('nudge_rules')
    op.drop_table('nudge_hour')
    op.drop_index('ix_nudge_digest_day', table_name='nudge_digest')
    op.drop_table('nudge_digest')
    op.drop_table('ladder_seat')
