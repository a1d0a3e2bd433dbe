"""What only the ledger keeps: the clerk's own columns, and files that came back and wait."""

from datetime import datetime

from sqlalchemy import JSON, Column, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import OfficeTable, instant


class LedgerNote(OfficeTable, table=True):
    """存在问题, 下步打算 and 备注 of an item, as the office words them in its ledger."""

    __tablename__ = "ledger_note"
    __table_args__ = (UniqueConstraint("item_id"),)
    ledger_note_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id")
    problems: str = Field(default="", sa_type=Text)
    next_steps: str = Field(default="", sa_type=Text)
    remark: str = Field(default="", sa_type=Text)


class LedgerDraft(OfficeTable, table=True):
    """A table that was read and waits for its confirmation; `kind` is returned or foreign (ledgers) or calendar."""

    __tablename__ = "ledger_draft"
    ledger_draft_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id")
    kind: str
    version: int = 1
    state: str = "open"
    text_hash: str
    reading: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    source_name: str = Field(default="", sa_type=Text)
    read_at: datetime = instant()


class LedgerForm(OfficeTable, table=True):
    """What the columns of another office's form of ledger are, as a supervisor corrected it once."""

    __tablename__ = "ledger_form"
    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    form: str = Field(primary_key=True)
    kinds: list[str] = Field(sa_column=Column(JSON, nullable=False))
