"""requests: what one side asks for and the other decides, in one table

Revision ID: 0012_requests
Revises: 0011_planned_dates
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import sqlalchemy as sa
from alembic import op

import storage.columns
from storage.migrations.moved_requests import MovedRequests, Row

revision: str = '0012_requests'
down_revision: str | None = '0011_planned_dates'
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_REPLACED = {
    'extension': ('item_id',),
    'review': ('assignment_id',),
    'countersign': ('assignment_id',),
    'difficulty': ('item_id',),
    'instruction': ('item_id', 'report_id'),
}


def upgrade() -> None:
    _create()
    moved = _Moved(op.get_bind())
    moved.take('extension', _extension, ('extend_yes', 'extend_no', 'extend_other'))
    moved.completions()
    moved.take('countersign', moved.countersign, ('countersign', 'countersign_no'))
    moved.take('difficulty', _difficulty, ('settle',))
    moved.take('instruction', _instruction, ())
    moved.keep_numbering()
    for name, indexed in _REPLACED.items():
        with op.batch_alter_table(name, schema=None) as batch_op:
            for column in indexed:
                batch_op.drop_index(batch_op.f(f'ix_{name}_{column}'))
        op.drop_table(name)


def downgrade() -> None:
    """What was asked and decided does not go back: the tables stand empty, for the migrations before to drop."""
    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.drop_index('ix_request_standing')
        batch_op.drop_index(batch_op.f('ix_request_report_id'))
        batch_op.drop_index(batch_op.f('ix_request_item_id'))
        batch_op.drop_index(batch_op.f('ix_request_assignment_id'))
    op.drop_table('request')
    for name, indexed in _REPLACED.items():
        key = sa.Column(f'{name}_id', sa.Integer(), primary_key=True)
        op.create_table(name, key, *(sa.Column(column, sa.Integer(), index=True) for column in indexed))


def _extension(row: Row) -> Row:
    return {
        **_same(row, 'item_id', 'unit_id', 'asked_by', 'asked_at', 'version', 'decided_by', 'decided_at'),
        'kind': 'extension',
        'old_day': row['old_deadline'],
        'day': row['new_deadline'],
        'text': row['reason'],
        'state': 'open' if row['state'] == 'asked' else row['state'],
    }


def _difficulty(row: Row) -> Row:
    return {
        **_same(row, 'item_id', 'unit_id', 'text'),
        'kind': 'difficulty',
        'asked_by': row['flagged_by'],
        'asked_at': row['flagged_at'],
        'answer': row['word'],
        'decided_by': row['settled_by'],
        'decided_at': row['settled_at'],
        'state': 'open' if row['state'] == 'open' else 'answered',
    }


def _instruction(row: Row) -> Row:
    return {
        **_same(row, 'item_id', 'text', 'answer', 'report_id'),
        'kind': 'instruction',
        'asked_by': row['leader_id'],
        'asked_at': row['given_at'],
        'seen': row['newest_report'],
        'decided_by': row['answered_by'],
        'decided_at': row['answered_at'],
        'state': 'answered' if row['answered_at'] else 'open',
    }


def _same(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}


class _Moved(MovedRequests):
    def __init__(self, bind: sa.Connection) -> None:
        super().__init__(bind, 'extension', 'countersign', 'difficulty', 'instruction')
        self.held = {row['assignment_id']: row for row in self.rows(self.table('assignment'))}
        self.items = {row['item_id']: row for row in self.rows(self.table('item'))}
        self.reports = {row['report_id']: row for row in self.rows(self.table('report'))}
        self.asked: dict[object, list[Row]] = {}
        for row in self.reports.values():
            if row['kind'] == 'completion':
                self.asked.setdefault((row['item_id'], row['unit_id']), []).append(row)
        countersigns = self.table('countersign')
        waiting = self.rows(countersigns, countersigns.c.state == 'waiting')
        self.with_heads = {row['assignment_id'] for row in waiting}

    def take(self, name: str, as_request: Callable[[Row], Row], verbs: Sequence[str]) -> None:
        for row in self.rows(self.table(name)):
            request = {'office_id': row['office_id'], **as_request(row)}
            self._follow(name, row[f'{name}_id'], self.put(**request), request, verbs)

    def _follow(self, name: str, old: int, new: int, request: Row, verbs: Sequence[str]) -> None:
        """The notes about it. Only the newest card of each chat has buttons that count; a reply is led by the key."""
        keys = self.outbox.c.dedupe_key
        about = sa.or_(keys == f'{name}:{old}', keys.startswith(f'{name}:{old}:', autoescape=True))
        for note in self.rows(self.outbox, self.outbox.c.office_id == request['office_id'], about):
            key = note['dedupe_key'].replace(f'{name}:{old}', f'{name}:{new}', 1)
            if name == 'instruction':
                changes = {'dedupe_key': key, 'note': {**note['note'], 'dedupe_key': key}}
                mine_alone = self.outbox.c.outbox_id == note['outbox_id']
                self.bind.execute(self.outbox.update().where(mine_alone).values(**changes))
            elif request['state'] == 'open' and self._has_buttons(note['note'], request, verbs):
                self.renew(note, key, new, verbs)

    @staticmethod
    def _has_buttons(note: Row, request: Row, verbs: Sequence[str]) -> bool:
        found = [one for row in note.get('choices', ()) for one in row if one['verb'] in verbs]
        return bool(found) and all(one['version'] in (0, request.get('version', 1)) for one in found)

    def countersign(self, row: Row) -> Row:
        states = {'waiting': 'open', 'agreed': 'granted', 'returned': 'refused', 'passed_on': 'lapsed'}
        held, report = self.held[row['assignment_id']], self.reports[row['report_id']]
        decided = row['state'] in ('agreed', 'returned')
        return {
            **_same(row, 'assignment_id', 'report_id', 'days', 'asked_at', 'due_at', 'version', 'decided_at'),
            **_same(held, 'item_id', 'unit_id'),
            'kind': 'countersign',
            'asked_by': report['person_id'],
            'decider_id': row['head_id'],
            'decided_by': row['head_id'] if decided else None,
            'text': report['text'],
            'answer': row['reason'],
            'state': states.get(row['state'], 'superseded'),
        }

    def completions(self) -> None:
        """Verdicts, and what waits for one: it stood in the state of the assignment alone."""
        made: dict[object, Row] = {}
        for row in self.rows(self.table('review')):
            report = self._asked_with(row['assignment_id'], row['reviewed_at'])
            # A verdict on the same words again: the first was taken back.
            made[report['report_id'] if report else f"-{row['review_id']}", row['assignment_id']] = {
                **self._completion(row['assignment_id'], report, row['reviewed_at']),
                'state': 'granted' if row['verdict'] == 'approved' else 'refused',
                'seen': row['assignment_version'],
                'decided_by': row['reviewer_id'],
                'decided_at': row['reviewed_at'],
                'answer': row['reason'],
            }
        for held in self.held.values():
            if held['state'] == 'awaiting_review':
                report = self._asked_with(held['assignment_id'])
                state = 'deferred' if held['assignment_id'] in self.with_heads else 'open'
                since = self.items[held['item_id']]['registered_at']
                waiting = {**self._completion(held['assignment_id'], report, since), 'state': state}
                made[report['report_id'] if report else '', held['assignment_id']] = waiting
        for row in sorted(made.values(), key=lambda one: one['asked_at']):
            self.put(**row)

    def _completion(self, assignment_id: int, report: Row | None, since: datetime) -> Row:
        held = self.held[assignment_id]
        return {
            **_same(held, 'office_id', 'assignment_id', 'item_id', 'unit_id'),
            'kind': 'completion',
            'report_id': report['report_id'] if report else None,
            'asked_by': report['person_id'] if report else None,
            'asked_at': report['reported_at'] if report else since,
            'text': report['text'] if report else '',
        }

    def _asked_with(self, assignment_id: int, until: datetime | None = None) -> Row | None:
        """The last report that asked for it, or of a part that was covered for the whole item, until a verdict."""
        held = self.held[assignment_id]
        parent_id = self.items[held['item_id']]['parent_id']
        for item_id in (held['item_id'], parent_id):
            for report in reversed(self.asked.get((item_id, held['unit_id']), ())):
                counts = report['is_current'] if until is None else report['reported_at'] <= until
                if counts:
                    return report
        return None



def _create() -> None:
    op.create_table('request',
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('assignment_id', sa.Integer(), nullable=True),
    sa.Column('report_id', sa.Integer(), nullable=True),
    sa.Column('claim_id', sa.Integer(), nullable=True),
    sa.Column('asked_by', sa.Integer(), nullable=True),
    sa.Column('asked_at', storage.columns.UtcDateTime(), nullable=False),
    sa.Column('decider_id', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('old_day', sa.Date(), nullable=True),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('due_at', storage.columns.UtcDateTime(), nullable=True),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', storage.columns.UtcDateTime(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.CheckConstraint("kind IN ('completion', 'countersign', 'extension', 'late_plan', 'difficulty', 'instruction', 'look_back', 'slip_answer', 'held_post')", name=op.f('ck_request_kind')),
    sa.CheckConstraint("state IN ('deferred', 'open', 'granted', 'refused', 'answered', 'lapsed', 'withdrawn', 'superseded')", name=op.f('ck_request_state')),
    sa.ForeignKeyConstraint(['asked_by'], ['person.person_id'], name=op.f('fk_request_asked_by')),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignment.assignment_id'], name=op.f('fk_request_assignment_id')),
    sa.ForeignKeyConstraint(['claim_id'], ['claim.claim_id'], name=op.f('fk_request_claim_id')),
    sa.ForeignKeyConstraint(['decided_by'], ['person.person_id'], name=op.f('fk_request_decided_by')),
    sa.ForeignKeyConstraint(['decider_id'], ['person.person_id'], name=op.f('fk_request_decider_id')),
    sa.ForeignKeyConstraint(['item_id'], ['item.item_id'], name=op.f('fk_request_item_id')),
    sa.ForeignKeyConstraint(['office_id'], ['office.office_id'], name=op.f('fk_request_office_id')),
    sa.ForeignKeyConstraint(['report_id'], ['report.report_id'], name=op.f('fk_request_report_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.unit_id'], name=op.f('fk_request_unit_id')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_request'))
    )
    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_request_assignment_id'), ['assignment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_request_item_id'), ['item_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_request_report_id'), ['report_id'], unique=False)
        batch_op.create_index('ix_request_standing', ['office_id', 'state', 'kind'], unique=False)
