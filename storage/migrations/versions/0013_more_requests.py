"""requests: look-backs, plans beyond the limit, slips and held posts are requests, too

Revision ID: 0013_more_requests
Revises: 0012_requests
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.migrations.moved_requests import MovedRequests, Row

revision: str = '0013_more_requests'
down_revision: str | None = '0012_requests'
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_LOOK_STATES = {
    'waiting': 'deferred',
    'asked': 'open',
    'confirmed': 'granted',
    'reopened': 'refused',
    'dropped': 'withdrawn',
}
_OPEN = ('assigned', 'in_progress')


def upgrade() -> None:
    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('part_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_request_part_id'), 'mirror_part', ['part_id'], ['part_id'])
    moved = _Moved(op.get_bind(), 'request', 'look_back')
    moved.look_backs()
    moved.late_plans()
    moved.slips()
    moved.held_posts()
    moved.keep_numbering()
    with op.batch_alter_table('look_back', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_look_back_item_id'))
        batch_op.drop_index('ix_look_back_due')
    op.drop_table('look_back')


def downgrade() -> None:
    """What was asked and decided does not go back: the table stands empty, for the migrations before to drop."""
    with op.batch_alter_table('request', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_request_part_id'), type_='foreignkey')
        batch_op.drop_column('part_id')
    op.create_table('look_back',
    sa.Column('look_back_id', sa.Integer(), primary_key=True),
    sa.Column('office_id', sa.Integer()),
    sa.Column('item_id', sa.Integer(), index=True),
    sa.Column('state', sa.String(length=32)),
    sa.Column('due_on', sa.Date()),
    sa.Index('ix_look_back_due', 'office_id', 'state', 'due_on')
    )


class _Moved(MovedRequests):
    def look_backs(self) -> None:
        table, item = self.table('look_back'), self.table('item')
        query = sa.select(table, item.c.closed_at, item.c.registered_at).join(item, item.c.item_id == table.c.item_id)
        for row in self.bind.execute(query.order_by(table.c.look_back_id)).mappings().all():
            cards = self._cards(row['office_id'], f"lookback:{row['look_back_id']}:")
            asked_at = cards[0]['put_at'] if cards else row['closed_at'] or row['registered_at']
            same = {name: row[name] for name in ('office_id', 'item_id', 'due_on', 'version')}
            decided = {name: row[name] for name in ('decided_by', 'decided_at')}
            kept = {'asked_by': row['set_by'], 'asked_at': asked_at, 'state': _LOOK_STATES[row['state']]}
            new = self.put(kind='look_back', **same, **kept, **decided)
            if row['state'] == 'asked':
                for card in cards:
                    key = card['dedupe_key'].replace(f"lookback:{row['look_back_id']}:", f'lookback:{new}:', 1)
                    self.renew(card, key, new, ('look_yes', 'look_no'))

    def _cards(self, office_id: int, prefix: str) -> list[Row]:
        """Put once to each person; an edit of one has a longer key."""
        keys = self.outbox.c.dedupe_key
        where = (self.outbox.c.office_id == office_id, keys.startswith(prefix, autoescape=True))
        return self.rows(self.outbox, *where)

    def late_plans(self) -> None:
        """Their buttons name item, unit and day, and stay as they are."""
        held, item = self.table('assignment'), self.table('item')
        query = (
            sa.select(held, item.c.deadline, item.c.registered_at)
            .join(item, item.c.item_id == held.c.item_id)
            .where(
                held.c.planned_on > item.c.deadline, held.c.state.in_(_OPEN), item.c.state.in_(_OPEN)
            )
        )
        for row in self.bind.execute(query.order_by(held.c.assignment_id)).mappings().all():
            cards = self._cards(row['office_id'], f"late:plan:{row['assignment_id']}:")
            last = cards[-1] if cards else {'put_at': row['registered_at'], 'dedupe_key': ''}
            version = last['dedupe_key'].split(':')[3] if cards else row['version']
            self.put(
                kind='late_plan',
                state='open',
                asked_at=last['put_at'],
                old_day=row['deadline'],
                day=row['planned_on'],
                seen=int(version),
                **{name: row[name] for name in ('office_id', 'item_id', 'unit_id', 'assignment_id')},
            )

    def slips(self) -> None:
        """The unit's first report after a slip answers it; of those that wait the newest stands."""
        slip, report, held = self.table('slip'), self.table('report'), self.table('assignment')
        rows = self.rows(slip)
        newest = {(row['item_id'], row['unit_id']): row['slip_id'] for row in rows if not row['withdrawn_at']}
        for row in rows:
            on_item = {name: row[name] for name in ('item_id', 'unit_id')}
            same = [report.c[name] == value for name, value in on_item.items()]
            told = self.rows(report, *same, report.c.is_current, report.c.reported_at >= row['issued_at'])
            hands = self.rows(held, *(held.c[name] == value for name, value in on_item.items()))
            if row['withdrawn_at']:
                state, decided = 'withdrawn', {'decided_at': row['withdrawn_at']}
            elif told:
                first = min(told, key=lambda one: one['reported_at'])
                decided = {'decided_by': first['person_id'], 'decided_at': first['reported_at']}
                decided |= {'report_id': first['report_id'], 'answer': first['text']}
                state = 'answered'
            else:
                state = 'open' if newest[(row['item_id'], row['unit_id'])] == row['slip_id'] else 'superseded'
                decided = {}
            self.put(
                kind='slip_answer',
                state=state,
                office_id=row['office_id'],
                assignment_id=hands[0]['assignment_id'] if hands else None,
                text=f"{row['name']}〔{row['year']}〕{row['number']}号",
                due_on=row['answer_due'],
                asked_by=row['issued_by'],
                asked_at=row['issued_at'],
                **on_item,
                **decided,
            )

    def held_posts(self) -> None:
        """Weeks, posts and robot posts that wait for a supervisor's word; their cards stay as they are."""
        claim, part = self.table('claim'), self.table('mirror_part')
        for row in self.rows(claim, claim.c.state == 'held'):
            held = self.rows(self.outbox, self.outbox.c.claim_id == row['claim_id'], self.outbox.c.state == 'held')
            prefixes = [f"held:{one['outbox_id']}:" for one in held] or [f"week:{row['claim_id']}:"]
            self._hold(row, prefixes, claim_id=row['claim_id'])
        for row in self.rows(part, part.c.state == 'held', part.c.error != ''):
            self._hold(row, [f"mirror_held:{row['part_id']}:"], part_id=row['part_id'])

    def _hold(self, row: Row, prefixes: Sequence[str], **about: int) -> None:
        """As the newest card asks about it."""
        cards = [card for prefix in prefixes for card in self._cards(row['office_id'], prefix)]
        asked = [card for card in cards if card['note'].get('choices')]
        if asked:
            last = max(asked, key=lambda card: card['outbox_id'])
            words = {'text': last['note'].get('text', ''), 'asked_at': last['put_at']}
            self.put(kind='held_post', state='open', office_id=row['office_id'], **words, **about)
