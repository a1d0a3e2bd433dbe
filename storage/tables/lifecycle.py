"""What happens to an item beside its reports: how it ended, its rhythm, look-backs, judgements and slips."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint
from sqlmodel import Field

from domain.items.rhythm import Every
from storage.columns import OfficeTable, Word, instant, one_of


class Former(OfficeTable, table=True):
    """What stood in the `kept` columns of a row until a change; `row_table` is the table's name.

    A row that has none since a moment stood then as it stands now.
    """

    __table_args__ = (
        Index("ix_former_until", "office_id", "row_table", "until"),
        Index("ix_former_row", "row_table", "row_id", "former_id"),
    )
    former_id: int = Field(default=None, primary_key=True)
    row_table: str = Field(max_length=32)
    row_id: int
    until: datetime = instant()
    stood: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))


class EndingKind(StrEnum):
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    MERGED = "merged"


class Ending(OfficeTable, table=True):
    """Why an item stands at cancelled: cancelled, stopped without being done (停办), merged into another.

    `hands` holds a triple [assignment_id, state, closed_at] as each was before (closed_at in ISO words or null),
    so that a reopening gives each unit back what it had; the first, with the id 0, is of the item itself.
    `along_with` is the item that took this one along; lifted when the item was reopened.
    """

    __table_args__ = (one_of("kind", EndingKind), Index("ix_ending_standing", "office_id", "kind", "lifted_at"))
    ending_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    along_with: int | None = Field(default=None, foreign_key="item.item_id")
    into_id: int | None = Field(default=None, foreign_key="item.item_id", index=True)
    kind: EndingKind = Field(sa_type=Word(EndingKind))
    reason: str = Field(sa_type=Text)
    hands: list[list[object]] = Field(default_factory=list, sa_type=JSON)
    ended_by: int = Field(foreign_key="person.person_id")
    ended_at: datetime = instant()
    lifted_at: datetime | None = instant(default=None)


class Rhythm(OfficeTable, table=True):
    """How often a long-term item is to be reported on; periods count from `since`."""

    __table_args__ = (UniqueConstraint("item_id"), one_of("every", Every))
    rhythm_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id")
    every: Every = Field(sa_type=Word(Every))
    since: date
    set_by: int = Field(foreign_key="person.person_id")


class YearRollOver(OfficeTable, table=True):
    """A yearly target that went on into `year` as a new item; unique, so that no year is rolled twice."""

    __tablename__ = "rolled"
    __table_args__ = (UniqueConstraint("item_id", "year"),)
    rolled_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id")
    year: int
    to_item_id: int = Field(foreign_key="item.item_id", index=True)
    rolled_by: int = Field(foreign_key="person.person_id")


class Judgement(OfficeTable, table=True):
    """A supervisor's word on how an item goes, beside the computed light; counts up to `ends_on`."""

    judgement_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    word: str
    reason: str = Field(sa_type=Text)
    given_by: int = Field(foreign_key="person.person_id")
    given_on: date
    ends_on: date


class Slip(OfficeTable, table=True):
    """A formal slip (蓝单, 黄单, 红单) to one unit on one item; `level` is its step on the ladder."""

    __table_args__ = (
        UniqueConstraint("office_id", "year", "level", "number"),
        UniqueConstraint("item_id", "unit_id", "round", "level"),
        Index("uq_slip_office_id_year_serial", "office_id", "year", "serial", unique=True),
    )
    slip_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    unit_id: int = Field(foreign_key="unit.unit_id", index=True)
    # A unit that caught up and fell behind again climbs a new ladder.
    round: int = 1
    level: int
    name: str
    year: int
    number: int
    # The number again, once for all steps of an office's year; none where each step was counted by itself.
    serial: int | None = None
    reason: str = Field(sa_type=Text)
    issued_by: int = Field(foreign_key="person.person_id")
    issued_at: datetime = instant()
    answer_due: date
    withdrawn_at: datetime | None = instant(default=None)
