"""parts have units and dates of their own, an item without a date is as near as its nearest part, and
consolidated reports are marked

Revision ID: 0017_parts_of_their_own
Revises: 0016_one_paper_draft
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0017_parts_of_their_own"
down_revision: str | None = "0016_one_paper_draft"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_OPEN = "('assigned', 'in_progress', 'awaiting_review')"

# Statements of their own: a table of SQLite that is built anew loses its triggers.
_COLUMNS = (
    "ALTER TABLE item ADD COLUMN due_of VARCHAR(32) DEFAULT 'own' NOT NULL "
    "CONSTRAINT ck_item_due_of CHECK (due_of IN ('own', 'whole', 'parts'))",
    "ALTER TABLE item ADD COLUMN own_hands BOOLEAN DEFAULT true NOT NULL",
    "ALTER TABLE report ADD COLUMN speaks_for_all BOOLEAN DEFAULT false NOT NULL",
)
# Until now a part was given its item's date, and followed it as long as both were the same.
_PARTS_THAT_FOLLOW = """
UPDATE item SET due_of = 'whole' WHERE parent_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM item AS entire WHERE entire.item_id = item.parent_id AND entire.long_term = item.long_term
  AND (entire.deadline = item.deadline OR (entire.deadline IS NULL AND item.deadline IS NULL)))
"""
_PARTS_IN_THE_SAME_HANDS = """
UPDATE item SET own_hands = false WHERE parent_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM assignment AS mine WHERE mine.item_id = item.item_id AND mine.state <> 'cancelled'
  AND NOT EXISTS (SELECT 1 FROM assignment AS theirs WHERE theirs.item_id = item.parent_id
    AND theirs.unit_id = mine.unit_id AND theirs.state <> 'cancelled'))
AND NOT EXISTS (SELECT 1 FROM assignment AS theirs WHERE theirs.item_id = item.parent_id
  AND theirs.state <> 'cancelled'
  AND NOT EXISTS (SELECT 1 FROM assignment AS mine WHERE mine.item_id = item.item_id
    AND mine.unit_id = theirs.unit_id AND mine.state <> 'cancelled'))
"""
_NEAREST = (
    "FROM item AS part WHERE part.parent_id = item.item_id AND part.due_of = 'own' "
    f"AND part.deadline IS NOT NULL AND part.state IN {_OPEN}"
)
_ITEMS_AS_NEAR_AS_THEIR_PARTS = f"""
UPDATE item SET due_of = 'parts', deadline = (SELECT min(part.deadline) {_NEAREST})
WHERE parent_id IS NULL AND deadline IS NULL AND NOT long_term AND state IN {_OPEN}
AND EXISTS (SELECT 1 {_NEAREST})
"""


def upgrade() -> None:
    moves = (_PARTS_THAT_FOLLOW, _PARTS_IN_THE_SAME_HANDS, _ITEMS_AS_NEAR_AS_THEIR_PARTS)
    for statement in (*_COLUMNS, *moves):
        op.execute(statement)


def downgrade() -> None:
    op.execute("UPDATE item SET deadline = NULL WHERE due_of = 'parts'")
    for table, column in (("item", "due_of"), ("item", "own_hands"), ("report", "speaks_for_all")):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
