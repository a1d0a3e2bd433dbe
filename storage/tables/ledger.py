"""What only the ledger keeps: the clerk's own columns, and files that came back and wait."""

from sqlalchemy import JSON, Column, Text, UniqueConstraint
from sqlmodel import Field

from storage.columns import OfficeTable


class LedgerNote(OfficeTable, table=True):
    """存在问题, 下步打算 and 备注 of an item, as the office words them in its ledger."""

    __table_args__ = (UniqueConstraint("item_id"),)
    ledger_note_id: int = Field(default=None, primary_key=True)
    item_id: int = Field(foreign_key="item.item_id")
    problems: str = Field(default="", sa_type=Text)
    next_steps: str = Field(default="", sa_type=Text)
    remark: str = Field(default="", sa_type=Text)


class LedgerForm(OfficeTable, table=True):
    """What the columns of another office's form of ledger are, as a supervisor corrected it once."""

    office_id: int = Field(default=None, primary_key=True, foreign_key="office.office_id")
    form: str = Field(primary_key=True)
    kinds: list[str] = Field(sa_column=Column(JSON, nullable=False))
