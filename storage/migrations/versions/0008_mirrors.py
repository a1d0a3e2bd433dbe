"""0008_mirrors"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0008_mirrors"
down_revision: str | None = "0007_views"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, storage.columns.UtcDateTime(), nullable=nullable)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    op.create_table(
        "mirror_robot",
        sa.Column("robot_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        _instant("known_since"),
        _instant("next_at", nullable=True),
        _reference("mirror_robot", "office_id", "office.office_id"),
        sa.PrimaryKeyConstraint("robot_id", name=op.f("pk_mirror_robot")),
        sa.UniqueConstraint("office_id", "fingerprint", name=op.f("uq_mirror_robot_office_id_fingerprint")),
    )
    op.create_table(
        "mirror_post",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("robot_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("bulletin_id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        _instant("claimed_at"),
        _instant("settled_at", nullable=True),
        sa.CheckConstraint(
            "state IN ('due', 'sending', 'sent', 'held', 'dropped')", name=op.f("ck_mirror_post_state")
        ),
        _reference("mirror_post", "office_id", "office.office_id"),
        _reference("mirror_post", "robot_id", "mirror_robot.robot_id"),
        _reference("mirror_post", "bulletin_id", "bulletin.bulletin_id"),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_mirror_post")),
        sa.UniqueConstraint(
            "office_id", "robot_id", "kind", "period", name=op.f("uq_mirror_post_office_id_robot_id_kind_period")
        ),
    )
    op.create_table(
        "mirror_part",
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("robot_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paper", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _instant("not_before", nullable=True),
        _instant("put_at"),
        _instant("tried_at", nullable=True),
        _instant("sent_at", nullable=True),
        sa.Column("error", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('due', 'sending', 'sent', 'held', 'cancelled', 'dead')", name=op.f("ck_mirror_part_state")
        ),
        _reference("mirror_part", "office_id", "office.office_id"),
        _reference("mirror_part", "post_id", "mirror_post.post_id"),
        _reference("mirror_part", "robot_id", "mirror_robot.robot_id"),
        sa.PrimaryKeyConstraint("part_id", name=op.f("pk_mirror_part")),
        sa.UniqueConstraint("office_id", "post_id", "place", name=op.f("uq_mirror_part_office_id_post_id_place")),
    )
    op.create_index(
        "ix_mirror_part_waiting",
        "mirror_part",
        ["office_id", "robot_id", "part_id"],
        sqlite_where=sa.text("state IN ('due', 'sending')"),
        postgresql_where=sa.text("state IN ('due', 'sending')"),
    )


def downgrade() -> None:
    op.drop_index("ix_mirror_part_waiting", "mirror_part")
    op.drop_table("mirror_part")
    op.drop_table("mirror_post")
    op.drop_table("mirror_robot")
