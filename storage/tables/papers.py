"""Bulletins and papers on their way in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field

from domain.bulletin.life import OPEN_ISSUES, BulletinState
from storage.columns import OfficeTable, Word, instant, message_sources, one_of, only_one_where

_IS_OPEN = f"state IN ({', '.join(repr(str(state)) for state in OPEN_ISSUES)})"


class Bulletin(OfficeTable, table=True):
    """A numbered publication: the frozen snapshot, its hash, and what it was made for.

    A draft with `corrects_id` becomes the next edition of that issue; the row of the issue holds the newest.
    `line` tells apart what bulletins can be about: of each line one is open at a time. `moved_by` brought it to its
    state. `accepted` are the open checks with which it was signed.
    """

    __table_args__ = (
        UniqueConstraint("office_id", "year", "issue_number"),
        one_of("state", BulletinState),
        only_one_where(_IS_OPEN, "uq_bulletin_open", "office_id", "line"),
    )
    bulletin_id: int = Field(default=None, primary_key=True)
    year: int
    # Given at publication: a discarded draft uses up no number.
    issue_number: int | None = None
    state: BulletinState = Field(default=BulletinState.DRAFT, sa_type=Word(BulletinState))
    version: int = 1
    period: str
    scope: str = Field(default="all", sa_column_kwargs={"server_default": "all"})
    line: str = Field(default="all", sa_column_kwargs={"server_default": "all"})
    edition: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    # No foreign key: SQLite would have to copy the table, and all that point to it.
    corrects_id: int | None = None
    meeting_id: int | None = Field(default=None, foreign_key="meeting.meeting_id")
    as_of: date
    snapshot: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    snapshot_hash: str
    drafted_by: int | None = Field(default=None, foreign_key="person.person_id")
    drafted_at: datetime = instant()
    published_at: datetime | None = instant(default=None)
    moved_by: int | None = None
    moved_at: datetime | None = instant(default=None)
    accepted: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))


class BulletinEdition(OfficeTable, table=True):
    """An issue as it was published, before a correction took its place. Never changed."""

    bulletin_id: int = Field(primary_key=True, foreign_key="bulletin.bulletin_id")
    edition: int = Field(primary_key=True)
    snapshot: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    snapshot_hash: str
    published_at: datetime = instant()
    replaced_by: int | None = Field(default=None, foreign_key="person.person_id")
    replaced_at: datetime = instant()


class BulletinFile(OfficeTable, table=True):
    """A file of an edition as it was first drawn: whoever gets it later gets these bytes."""

    bulletin_id: int = Field(primary_key=True, foreign_key="bulletin.bulletin_id")
    edition: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    sha256: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    drawn_at: datetime = instant()


class ProofState(StrEnum):
    """What a unit said of the sentence that will be printed about it."""

    WAITING = "waiting"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    SILENT = "silent"
    UNASKED = "unasked"


class Proof(OfficeTable, table=True):
    """A sentence shown to a unit before printing (核稿). `round` is a week, or a draft such as "draft-12".

    `original` is what the unit had said, where the sentence says it otherwise.
    """

    __table_args__ = (UniqueConstraint("office_id", "round", "item_id", "unit_id"), one_of("state", ProofState))
    proof_id: int = Field(default=None, primary_key=True)
    round: str
    item_id: int = Field(foreign_key="item.item_id")
    unit_id: int = Field(foreign_key="unit.unit_id", index=True)
    label: str
    sentence: str = Field(sa_type=Text)
    original: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    state: ProofState = Field(default=ProofState.WAITING, sa_type=Word(ProofState))
    version: int = 1
    put_at: datetime = instant()
    asked_at: datetime | None = instant(default=None)
    answered_at: datetime | None = instant(default=None)
    answered_by: int | None = Field(default=None, foreign_key="person.person_id")
    answer: str = Field(default="", sa_type=Text)
    report_id: int | None = Field(default=None, foreign_key="report.report_id")


class DraftState(StrEnum):
    """How a paper that was shown stands."""

    OPEN = "open"
    WRITTEN = "written"
    DROPPED = "dropped"


class PaperDraft(OfficeTable, table=True):
    """A paper that was read, is shown and waits to be written; corrections are applied to `reading`.

    `kind` is one of usecases/papers/shown.py: a bulletin or minutes, our ledger come back, the columns of another
    office's, a calendar. `sketch` tells the same words again in another format (domain.papers.sameness).
    """

    __table_args__ = (one_of("state", DraftState),)
    paper_draft_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id")
    kind: str
    version: int = 1
    state: DraftState = Field(default=DraftState.OPEN, sa_type=Word(DraftState))
    text_hash: str = Field(index=True)
    reading: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    source_name: str = Field(default="", sa_type=Text)
    sources: list[list[int]] = Field(default_factory=list, sa_column=message_sources())
    read_at: datetime = instant()
    sketch: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))


class PaperHabit(OfficeTable, table=True):
    """What supervisors mended in papers of one kind, for the next of that kind (domain.papers.habits)."""

    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    form: str = Field(primary_key=True)
    words: str = Field(primary_key=True)
    meaning: str
