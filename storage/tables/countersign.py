"""The unit head's word on a request for completion before the supervisors see it (领导审签)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Text
from sqlmodel import Field

from storage.columns import OfficeTable, Word, instant, one_of


class CountersignState(StrEnum):
    """`passed_on`: the head kept silent. `dropped`: the request ended before the head decided."""

    WAITING = "waiting"
    AGREED = "agreed"
    RETURNED = "returned"
    PASSED_ON = "passed_on"
    DROPPED = "dropped"


class Countersign(OfficeTable, table=True):
    """`covered` parts went along with the request; `days` is how many working days of silence pass it on."""

    __table_args__ = (one_of("state", CountersignState),)
    countersign_id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.assignment_id", index=True)
    report_id: int = Field(foreign_key="report.report_id", unique=True)
    head_id: int = Field(foreign_key="person.person_id")
    covered: int = 0
    days: int
    asked_at: datetime = instant()
    due_at: datetime = instant()
    state: CountersignState = Field(default=CountersignState.WAITING, sa_type=Word(CountersignState))
    version: int = 1
    decided_at: datetime | None = instant(default=None)
    reason: str = Field(default="", sa_type=Text)
