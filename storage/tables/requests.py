"""What one side asked for and the other decides, whatever its kind."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, Text, UniqueConstraint
from sqlmodel import Field

from domain.requests import RequestKind, RequestState
from storage.columns import OfficeTable, Word, instant, known_instant, one_of


class Request(OfficeTable, table=True):
    """`unit_id` asked, or is asked where the office asks; `decider_id` is who alone decides, None for a role.

    `text` is what it is for, `answer` are the words of the decision. `day` is the day wished for or granted in the
    place of `old_day`. `report_id` is the report that asked for it, of an instruction the one that answered it.
    `seen` is the version of the assignment that was decided on, of an instruction the newest report at its time.
    `remark_id` is the words of a question. `about_id` is the difficulty that somebody is asked to solve. `taken_by` has
    said that it is in hand, not yet what came of it.
    """

    __table_args__ = (
        one_of("kind", RequestKind),
        one_of("state", RequestState),
        Index("ix_request_standing", "office_id", "state", "kind"),
    )
    known: ClassVar[Mapping[str, str]] = {"asked_at": "known_at", "decided_at": "decided_known_at"}
    request_id: int = Field(default=None, primary_key=True)
    kind: RequestKind = Field(sa_type=Word(RequestKind))
    item_id: int | None = Field(default=None, foreign_key="item.item_id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.unit_id")
    assignment_id: int | None = Field(default=None, foreign_key="assignment.assignment_id", index=True)
    report_id: int | None = Field(default=None, foreign_key="report.report_id", index=True)
    claim_id: int | None = Field(default=None, foreign_key="claim.claim_id")
    remark_id: int | None = Field(default=None, foreign_key="remark.remark_id", index=True)
    about_id: int | None = Field(default=None, foreign_key="request.request_id")
    # No foreign key: SQLite would have to copy the table, and all that point to it.
    bulletin_id: int | None = None
    part_id: int | None = Field(default=None, foreign_key="mirror_part.part_id")
    asked_by: int | None = Field(default=None, foreign_key="person.person_id")
    asked_at: datetime = instant()
    known_at: datetime = known_instant()
    decider_id: int | None = Field(default=None, foreign_key="person.person_id")
    text: str = Field(default="", sa_type=Text)
    old_day: date | None = None
    day: date | None = None
    due_on: date | None = None
    due_at: datetime | None = instant(default=None)
    days: int = 0
    seen: int = 0
    state: RequestState = Field(default=RequestState.OPEN, sa_type=Word(RequestState))
    version: int = 1
    decided_by: int | None = Field(default=None, foreign_key="person.person_id")
    decided_at: datetime | None = instant(default=None)
    decided_known_at: datetime | None = instant(default=None)
    answer: str = Field(default="", sa_type=Text)
    taken_by: int | None = Field(default=None, foreign_key="person.person_id")
    taken_at: datetime | None = instant(default=None)


class RequestChase(OfficeTable, table=True):
    """A step of its clock (`domain/request_clocks.py`) at which people were told that a request waits."""

    __table_args__ = (UniqueConstraint("request_id", "step"),)
    chase_id: int = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.request_id", index=True)
    step: int
    chased_at: datetime = instant()
