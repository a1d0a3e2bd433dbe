"""Updates on their way in, notes on their way out, and the claims of scheduled posts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, BigInteger, Column, Index, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import OfficeTable, Word, index_where, instant, one_of


class InboxState(StrEnum):
    NEW = "new"
    DONE = "done"
    DEAD = "dead"


class OutboxState(StrEnum):
    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    CANCELLED = "cancelled"
    DEAD = "dead"


class ClaimState(StrEnum):
    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"
    DROPPED = "dropped"


class Inbox(OfficeTable, table=True):
    """A raw update as Telegram gave it, stored and committed before the offset moves.

    `update_id` is unique, never compared as an order: after a quiet week ids start anew, maybe lower.
    """

    __table_args__ = (
        UniqueConstraint("office_id", "update_id"),
        one_of("state", InboxState),
        index_where("state = 'new'", "ix_inbox_new", "office_id", "inbox_id"),
    )
    inbox_id: int = Field(default=None, primary_key=True)
    update_id: int = Field(sa_type=BigInteger)
    chat_id: int = Field(default=0, sa_type=BigInteger)
    raw: str = Field(sa_type=Text)
    received_at: datetime = instant()
    # When it was said or pressed; `told_at` is the date that it came with where that cannot be so.
    happened_at: datetime = instant(default=None, sa_column_kwargs={"server_default": "1970-01-01 00:00:00"})
    told_at: datetime | None = instant(default=None)
    state: InboxState = Field(default=InboxState.NEW, sa_type=Word(InboxState))
    attempts: int = 0
    next_try_at: datetime | None = instant(default=None)
    error: str = ""


class Outbox(OfficeTable, table=True):
    """A note waiting for, or done with, its way to one chat."""

    __table_args__ = (
        UniqueConstraint("office_id", "dedupe_key"),
        one_of("state", OutboxState),
        index_where("state IN ('due', 'sending')", "ix_outbox_due", "office_id", "priority", "outbox_id"),
        Index("ix_outbox_message", "chat_id", "message_id"),
    )
    outbox_id: int = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    person_id: int | None = None
    kind: str
    priority: int
    dedupe_key: str | None = None
    item_id: int | None = None
    claim_id: int | None = None
    note: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    state: OutboxState = Field(default=OutboxState.DUE, sa_type=Word(OutboxState))
    attempts: int = 0
    not_before: datetime | None = instant(default=None)
    put_at: datetime = instant()
    sent_at: datetime | None = instant(default=None)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    error: str = ""


class Claim(OfficeTable, table=True):
    """The right to make one scheduled post: unique per kind, chat and period (docs/reliability.md, posts)."""

    __table_args__ = (UniqueConstraint("office_id", "kind", "chat_id", "period"), one_of("state", ClaimState))
    claim_id: int = Field(default=None, primary_key=True)
    kind: str
    chat_id: int = Field(sa_type=BigInteger)
    period: str
    state: ClaimState = Field(default=ClaimState.DUE, sa_type=Word(ClaimState))
    bulletin_id: int | None = Field(default=None, foreign_key="bulletin.bulletin_id")
    content_hash: str = ""
    claimed_at: datetime = instant()
    settled_at: datetime | None = instant(default=None)
