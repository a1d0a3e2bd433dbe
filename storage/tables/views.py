"""What the views keep: how each week stood, what was on whose desk, and words to the administrators."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, Text
from sqlmodel import Field

from storage.columns import OfficeTable, index_where, instant


class WeekFigures(OfficeTable, table=True):
    """How things stood when a week was last looked at, for the trend of the board.

    `week` is its Monday, `day` the day of the figures. `kind` and `key` are those of a Scope: "all" and "", "unit"
    and a unit_id, "leader" and a name, "meeting" and a meeting_id.
    """

    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    kind: str = Field(primary_key=True, max_length=16)
    key: str = Field(primary_key=True)
    week: date = Field(primary_key=True)
    day: date
    total: int
    closed: int
    overdue: int


class DeskNote(OfficeTable, table=True):
    """The last day on which it was decided whether a person is sent the desk, and what the person knows of by then."""

    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    person_id: int = Field(primary_key=True, foreign_key="person.person_id")
    day: date
    told: list[str] = Field(sa_column=Column(JSON, nullable=False))
    decided_at: datetime = instant()


class Feedback(OfficeTable, table=True):
    """A person's words about the tool itself, for the administrators; answered once."""

    __table_args__ = (index_where("answered_at IS NULL", "ix_feedback_open", "office_id", "feedback_id"),)
    feedback_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id", index=True)
    said_at: datetime = instant()
    text: str = Field(sa_type=Text)
    answer: str = Field(default="", sa_type=Text)
    answered_by: int | None = Field(default=None, foreign_key="person.person_id")
    answered_at: datetime | None = instant(default=None)
