"""What is said about an item besides its reports and requests: promises, questions."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from storage.columns import OfficeTable, Word, instant, known_instant, one_of


class PromiseState(StrEnum):
    """`withdrawn`: its report was taken back, or the unit does the item no longer."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Promise(OfficeTable, table=True):
    """A day that a unit bound itself to by a press; at most one a report, and none where nothing was reported."""

    __table_args__ = (one_of("state", PromiseState),)
    known: ClassVar[Mapping[str, str]] = {"made_at": "known_at"}
    promise_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    unit_id: int = Field(foreign_key="unit.unit_id")
    report_id: int | None = Field(default=None, foreign_key="report.report_id", unique=True)
    made_by: int = Field(foreign_key="person.person_id")
    made_at: datetime = instant()
    known_at: datetime = known_instant()
    day: date = Field(index=True)
    state: PromiseState = Field(default=PromiseState.OPEN, sa_type=Word(PromiseState))
    asked_at: datetime | None = instant(default=None)
    settled_at: datetime | None = instant(default=None)


class Remark(OfficeTable, table=True):
    """A question on an item or a reply to one. `unit_id` is the speaker's unit, None for the office."""

    known: ClassVar[Mapping[str, str]] = {"said_at": "known_at"}
    remark_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    person_id: int = Field(foreign_key="person.person_id")
    unit_id: int | None = Field(default=None, foreign_key="unit.unit_id")
    said_at: datetime = instant()
    known_at: datetime = known_instant()
    text: str = Field(sa_type=Text)
    answers_id: int | None = Field(default=None, foreign_key="remark.remark_id")
