"""Bulletins and papers on their way in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.columns import Word, instant, office_field, one_of


class BulletinState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Bulletin(SQLModel, table=True):
    """A numbered publication: the frozen snapshot, its hash, and what it was made for."""

    __table_args__ = (UniqueConstraint("office_id", "year", "issue_number"), one_of("state", BulletinState))
    bulletin_id: int | None = Field(default=None, primary_key=True)
    office_id: int = office_field()
    year: int
    # Given at publication: a discarded draft uses up no number.
    issue_number: int | None = None
    state: BulletinState = Field(default=BulletinState.DRAFT, sa_type=Word(BulletinState))
    version: int = 1
    period: str
    meeting_id: int | None = Field(default=None, foreign_key="meeting.meeting_id")
    as_of: date
    snapshot: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    snapshot_hash: str
    drafted_by: int | None = Field(default=None, foreign_key="person.person_id")
    drafted_at: datetime = instant()
    published_at: datetime | None = instant(default=None)


class PaperDraft(SQLModel, table=True):
    """A paper that was read and waits for [确认导入]; corrections are applied to `reading`."""

    __tablename__ = "paper_draft"
    paper_draft_id: int | None = Field(default=None, primary_key=True)
    office_id: int = office_field()
    person_id: int = Field(foreign_key="person.person_id")
    version: int = 1
    state: str = "open"
    text_hash: str = Field(index=True)
    reading: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    source_name: str = Field(default="", sa_type=Text)
    read_at: datetime = instant()
