"""The office, its bound groups and calendar, and the audit chain."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Column, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import OfficeTable, instant


class Office(OfficeTable, table=True):
    """A supervision office; a plain install has exactly one."""

    office_id: int = Field(default=None, primary_key=True)
    name: str
    # Short numbers are given once and never again, so the counter only grows.
    last_item_number: int = 0
    # So that a new process knows how long Telegram was silent.
    heard_at: datetime | None = instant(default=None)


class Setting(OfficeTable, table=True):
    """What an office decided of a profile of the registry, where that differs from the defaults.

    `subject_id` is the person, item or meeting it is set for, 0 the whole office. Version 0 was learnt from a
    paper: nobody has decided yet.
    """

    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    name: str = Field(primary_key=True)
    subject_id: int = Field(default=0, primary_key=True)
    value: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    version: int = 0
    changed_by: int | None = Field(default=None, foreign_key="person.person_id")
    changed_at: datetime = instant()


class CalendarOverride(OfficeTable, table=True):
    """A day that is worked or not, against the official calendar."""

    __tablename__ = "calendaroverride"
    __table_args__ = (UniqueConstraint("office_id", "day"),)
    override_id: int = Field(default=None, primary_key=True)
    day: date
    is_workday: bool
    source: str = ""


class BoundGroup(OfficeTable, table=True):
    """A chat that is bound as the leadership group or a unit's; of a group with topics the one where /bind was sent."""

    __tablename__ = "boundgroup"
    __table_args__ = (UniqueConstraint("chat_id"),)
    group_id: int = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    kind: str = "leadership"
    title: str = ""
    topic_id: int | None = Field(default=None, sa_type=BigInteger)
    is_active: bool = True
    bound_by: int
    bound_at: datetime = instant()


class AuditEntry(OfficeTable, table=True):
    """Who did what when, with before and after. Append only: triggers refuse UPDATE and DELETE."""

    __table_args__ = (UniqueConstraint("office_id", "position"),)
    entry_id: int = Field(default=None, primary_key=True)
    position: int
    at: datetime = instant()
    actor_id: int | None = None
    telegram_id: int | None = Field(default=None, sa_type=BigInteger)
    action: str
    subject: str = Field(default="", index=True)
    result: str = "done"
    before: str = Field(default="", sa_type=Text)
    after: str = Field(default="", sa_type=Text)
    update_id: int | None = Field(default=None, sa_type=BigInteger)
    previous_hash: str
    entry_hash: str


class AuditHead(OfficeTable, table=True):
    """The newest position and hash of an office's chain: a cut tail shows, and writers queue here."""

    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    position: int = 0
    entry_hash: str = ""
