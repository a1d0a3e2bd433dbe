"""Meetings, items, who is on them, and everything reported and decided about them."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import BigInteger, Index, Numeric, Text, UniqueConstraint
from sqlmodel import Field

from domain.gist import called
from domain.items.parts import DueOf
from domain.items.standing import FigureMeaning
from domain.states import State
from storage.columns import OfficeTable, Word, instant, known_instant, one_of


class LeaderPart(StrEnum):
    LEAD = "lead"
    CONSULTED = "consulted"


class ReportKind(StrEnum):
    PROGRESS = "progress"
    COMPLETION = "completion"
    IMPORTED = "imported"


class Meeting(OfficeTable, table=True):
    """Where decisions are made; also other sources (领导批示, 民生实事)."""

    __table_args__ = (UniqueConstraint("office_id", "title"),)
    meeting_id: int = Field(default=None, primary_key=True)
    title: str
    kind: str = "meeting"
    held_on: date | None = None


class Item(OfficeTable, table=True):
    """One decision to be followed up; with `parent_id` a sub-item.

    `number` is the short number for life (#37), `sub` 0 for the item itself and n for its sub-item #37.n.
    `state` follows from the assignments and sub-items (domain.states.state_of_item) and is kept for the
    figures; `version` is what buttons carry.

    `due_of` says whose date `deadline` (with `long_term`) is: only an own one was decided for this item, the others
    follow what was (storage.items.items.settle_dates). A part has the units of its item unless `own_hands`.
    """

    __table_args__ = (
        UniqueConstraint("office_id", "number", "sub"),
        one_of("state", State),
        one_of("due_of", DueOf),
        # /status counts from this index alone, whatever the size of the texts.
        Index(
            "ix_item_figures", "office_id", "parent_id", "state", "deadline", "last_moved_on", "long_term", "asked_on"
        ),
    )
    known: ClassVar[Mapping[str, str]] = {"closed_at": "closed_known_at"}
    kept: ClassVar[tuple[str, ...]] = ("state", "deadline", "long_term", "asked_on", "closed_at")
    item_id: int = Field(default=None, primary_key=True)
    number: int
    sub: int = 0
    parent_id: int | None = Field(default=None, foreign_key="item.item_id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.meeting_id", index=True)
    number_as_printed: int | None = None
    directive: str = Field(sa_type=Text)
    state: State = Field(default=State.ASSIGNED, sa_type=Word(State))
    version: int = 1
    long_term: bool = False
    deadline: date | None = None
    deadline_text: str = ""
    original_deadline: date | None = None
    due_of: DueOf = Field(default=DueOf.OWN, sa_type=Word(DueOf))
    own_hands: bool = True
    target_amount: Decimal | None = Field(default=None, sa_type=Numeric(18, 4))
    target_measure: str = ""
    # Owed by all units together (造林5000亩), not by each (每镇各3家).
    target_is_joint: bool = False
    registered_at: datetime = instant()
    # The office's date of the last report, or of the registration: "N 天未动" counts from here.
    last_moved_on: date
    # Once all of it waits for a verdict: when the last of it was asked for. Lateness is counted to here.
    asked_on: date | None = None
    closed_at: datetime | None = instant(default=None)
    closed_known_at: datetime | None = instant(default=None)
    # The paper that told how far it was when it came in ("第35期通报"): it was decided before that, nobody knows when.
    origin: str = Field(default="", sa_column_kwargs={"server_default": ""})

    @property
    def came_in_closed(self) -> bool:
        """When it was finished nobody knows here: only that it was by the day of the paper."""
        return self.has_come_in and self.closed_at is not None and self.closed_at <= self.registered_at

    @property
    def has_come_in(self) -> bool:
        return bool(self.origin)

    @property
    def label(self) -> str:
        return f"#{self.number}.{self.sub}" if self.sub else f"#{self.number}"

    @property
    def called(self) -> str:
        return called(self.label, self.directive)

    @property
    def decided_deadline(self) -> date | None:
        """Without the date that an item only has from its parts: nobody can put that off."""
        return None if self.due_of is DueOf.PARTS else self.deadline


class ItemLeader(OfficeTable, table=True):
    """A leader's name on an item, as printed; a person of that name with the role sees it as theirs."""

    __table_args__ = (UniqueConstraint("item_id", "part", "name"), one_of("part", LeaderPart))
    item_leader_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    part: LeaderPart = Field(sa_type=Word(LeaderPart))
    place: int = 0
    name: str = Field(index=True)


class ItemTally(OfficeTable, table=True):
    """How many whole items there are, so that no figure counts them. Triggers of the database keep it.

    `sort` closed: all closed ones, under one day; due: open ones by deadline (none: 9999-12-31), met: those of them
    that were asked to be closed in time; moved: open ones by the day they last moved. Rows may hold 0.
    """

    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    sort: str = Field(primary_key=True, max_length=16)
    day: date = Field(primary_key=True)
    items: int


class Assignment(OfficeTable, table=True):
    """An item in the hands of one responsible unit: the thing that has a life."""

    __table_args__ = (
        UniqueConstraint("item_id", "unit_id"),
        one_of("state", State),
        # Figures by unit read this index alone.
        Index("ix_assignment_figures", "item_id", "state", "unit_id"),
    )
    kept: ClassVar[tuple[str, ...]] = ("state", "closed_at", "assigned_on")
    assignment_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    unit_id: int = Field(foreign_key="unit.unit_id", index=True)
    state: State = Field(default=State.ASSIGNED, sa_type=Word(State))
    version: int = 1
    assigned_on: date
    # When the unit itself means to have it done; the deadline is the item's.
    planned_on: date | None = None
    last_report_on: date | None = None
    report_count: int = 0
    # Of the last request for completion.
    asked_on: date | None = None
    closed_at: datetime | None = instant(default=None)


class Cooperation(OfficeTable, table=True):
    """A cooperating unit of an item: helps, reports only its part, has no state of its own."""

    __table_args__ = (UniqueConstraint("item_id", "unit_id"),)
    cooperation_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    unit_id: int = Field(foreign_key="unit.unit_id", index=True)


class Report(OfficeTable, table=True):
    """A statement of progress; R-number = report_id. An amendment is a new row; the original stays.

    `reported_at` is when it was said, of all editions when the first was; `first_id` is the first edition of an
    amendment, whose place in the order it has.
    """

    __table_args__ = (
        one_of("kind", ReportKind),
        one_of("meaning", FigureMeaning),
        # The same message can arrive twice under another update id (tdlib/telegram-bot-api#699).
        UniqueConstraint("source_chat", "source_message", "item_id", "edition"),
    )
    known: ClassVar[Mapping[str, str]] = {"reported_at": "known_at"}
    report_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.unit_id")
    person_id: int | None = Field(default=None, foreign_key="person.person_id")
    kind: ReportKind = Field(default=ReportKind.PROGRESS, sa_type=Word(ReportKind))
    text: str = Field(sa_type=Text)
    quantity: Decimal | None = Field(default=None, sa_type=Numeric(18, 4))
    measure: str = ""
    meaning: FigureMeaning | None = Field(default=None, sa_type=Word(FigureMeaning))
    reported_at: datetime = instant()
    known_at: datetime = known_instant()
    edition: int = 1
    amends_id: int | None = Field(default=None, foreign_key="report.report_id")
    # No foreign key: SQLite would have to copy the table.
    first_id: int | None = None
    is_current: bool = True
    # The lead unit's consolidation (汇总): it stands for what all units said of the item before.
    speaks_for_all: bool = False
    # Of an imported one the paper that says it: "第35期通报".
    origin: str = Field(default="", sa_column_kwargs={"server_default": ""})
    source_chat: int | None = Field(default=None, sa_type=BigInteger)
    source_message: int | None = Field(default=None, sa_type=BigInteger)


class Attachment(OfficeTable, table=True):
    """Evidence sent with a report. `path` is a random name below DATA_DIR/files; `name` is for show."""

    attachment_id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.report_id", index=True)
    kind: str
    name: str
    path: str
    size: int
    sha256: str
    file_id: str


class NudgeSent(OfficeTable, table=True):
    """A stage of an item that has been nudged to a person; unique, so that no stage repeats."""

    __table_args__ = (UniqueConstraint("person_id", "item_id", "stage"),)
    nudge_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id", index=True)
    item_id: int = Field(foreign_key="item.item_id", index=True)
    stage: str
    round_key: str = Field(index=True)
    nudged_at: datetime = instant()
