"""Group robots that mirror the bulletin, the claim of each issue for each of them, and its parts."""

from datetime import datetime

from sqlalchemy import JSON, Column, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import OfficeTable, Word, index_where, instant, one_of
from storage.tables.delivery import ClaimState, OutboxState


class MirrorRobot(OfficeTable, table=True):
    """A robot of the settings, known by its fingerprint: address and secret stay in the environment.

    `next_at` is the earliest instant of its next message, so that pace and pauses outlive a restart.
    """

    __table_args__ = (UniqueConstraint("office_id", "fingerprint"),)
    robot_id: int = Field(default=None, primary_key=True)
    fingerprint: str
    kind: str
    name: str
    is_active: bool = True
    known_since: datetime = instant()
    next_at: datetime | None = instant(default=None)


class MirrorPost(OfficeTable, table=True):
    """The right to post one issue to one robot: unique per kind, robot and period."""

    __table_args__ = (UniqueConstraint("office_id", "robot_id", "kind", "period"), one_of("state", ClaimState))
    post_id: int = Field(default=None, primary_key=True)
    robot_id: int = Field(foreign_key="mirror_robot.robot_id")
    kind: str
    period: str
    state: ClaimState = Field(default=ClaimState.DUE, sa_type=Word(ClaimState))
    bulletin_id: int = Field(foreign_key="bulletin.bulletin_id")
    content_hash: str
    claimed_at: datetime = instant()
    settled_at: datetime | None = instant(default=None)


class MirrorPart(OfficeTable, table=True):
    """One message of a post, frozen when it was claimed. A robot's parts leave in the order of their ids."""

    __table_args__ = (
        UniqueConstraint("office_id", "post_id", "place"),
        one_of("state", OutboxState),
        index_where("state IN ('due', 'sending')", "ix_mirror_part_waiting", "office_id", "robot_id", "part_id"),
    )
    part_id: int = Field(default=None, primary_key=True)
    post_id: int = Field(foreign_key="mirror_post.post_id")
    robot_id: int = Field(foreign_key="mirror_robot.robot_id")
    place: int
    form: str
    title: str
    text: str = Field(default="", sa_type=Text)
    paper: dict[str, object] | None = Field(default=None, sa_column=Column(JSON))
    state: OutboxState = Field(default=OutboxState.DUE, sa_type=Word(OutboxState))
    attempts: int = 0
    not_before: datetime | None = instant(default=None)
    put_at: datetime = instant()
    tried_at: datetime | None = instant(default=None)
    sent_at: datetime | None = instant(default=None)
    error: str = ""
