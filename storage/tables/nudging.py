"""What keeps nudges in bounds: sign-offs, the people above a unit, absences, and who was told when."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from storage.columns import OfficeTable, instant, known_instant


class SignOff(OfficeTable, table=True):
    """A unit's word that it has received an item. A unit that gets it a second time signs again."""

    known: ClassVar[Mapping[str, str]] = {"signed_at": "known_at"}
    sign_off_id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.assignment_id", index=True)
    person_id: int = Field(foreign_key="person.person_id")
    signed_at: datetime = instant()
    known_at: datetime = known_instant()


class LadderSeat(OfficeTable, table=True):
    """The contact of a lead leader (by name), a step of the escalation ladder; a unit's head has a seat."""

    __table_args__ = (UniqueConstraint("office_id", "leader_name"),)
    ladder_seat_id: int = Field(default=None, primary_key=True)
    leader_name: str
    person_id: int = Field(foreign_key="person.person_id")


class NudgeSnooze(OfficeTable, table=True):
    """A person put off an item until a day; `times` counts for the deadline that stood then."""

    person_id: int = Field(primary_key=True, foreign_key="person.person_id")
    item_id: int = Field(primary_key=True, foreign_key="item.item_id")
    until: date
    times: int
    deadline: date | None = None


class PersonLeave(OfficeTable, table=True):
    """Days (both included) on which a stand-in gets a person's nudges; `ended_at` once it was called off."""

    leave_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id", index=True)
    stand_in_id: int = Field(foreign_key="person.person_id", index=True)
    first_day: date
    last_day: date
    asked_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class UnitGroup(OfficeTable, table=True):
    """The unit to which a bound group of kind "unit" belongs."""

    group_id: int = Field(primary_key=True, foreign_key="boundgroup.group_id")
    unit_id: int = Field(foreign_key="unit.unit_id", index=True)


class GroupNudge(OfficeTable, table=True):
    """A stage of an item that a unit's group was told of."""

    __table_args__ = (UniqueConstraint("group_id", "item_id", "stage"),)
    group_nudge_id: int = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="boundgroup.group_id")
    item_id: int = Field(foreign_key="item.item_id")
    stage: str
    round_key: str = Field(index=True)
    nudged_at: datetime = instant()


class NudgeDigest(OfficeTable, table=True):
    """A digest that was put for a person: one a round, and counted against the most of a day."""

    __table_args__ = (UniqueConstraint("person_id", "round_key"), Index("ix_nudge_digest_day", "office_id", "day"))
    digest_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id")
    round_key: str
    day: date
    put_at: datetime = instant()
