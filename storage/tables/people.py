"""Units, people, their seats, invitations, and what the bot is waiting for."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from domain.office.people import Role
from storage.columns import OfficeTable, Word, instant, message_sources, one_of


class Unit(OfficeTable, table=True):
    """A unit; `name_key` is the name as compared (hygiene.same_name_key).

    One that was merged into another, or closed, stays for what it did: it takes nothing new.
    """

    __table_args__ = (UniqueConstraint("office_id", "name_key"),)
    unit_id: int = Field(default=None, primary_key=True)
    name: str
    name_key: str
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    # No foreign key: SQLite would have to copy the table, and all that point to it.
    merged_into: int | None = None
    closed_at: datetime | None = instant(default=None)


class UnitAlias(OfficeTable, table=True):
    """Another name under which a unit is found: an earlier one, or that of a unit merged into it."""

    __table_args__ = (UniqueConstraint("office_id", "name_key"),)
    alias_id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.unit_id", index=True)
    name: str
    name_key: str


class UnitSet(OfficeTable, table=True):
    """各镇, 有关部门: a name that stands for several units. `is_told` once somebody has said which."""

    __table_args__ = (UniqueConstraint("office_id", "name_key"),)
    set_id: int = Field(default=None, primary_key=True)
    name: str
    name_key: str
    is_told: bool = False


class UnitSetMember(OfficeTable, table=True):
    set_id: int = Field(primary_key=True, foreign_key="unit_set.set_id")
    unit_id: int = Field(primary_key=True, foreign_key="unit.unit_id", index=True)


class Person(OfficeTable, table=True):
    """A person of the roster, known by the numeric Telegram id alone."""

    __table_args__ = (UniqueConstraint("office_id", "telegram_id"),)
    person_id: int = Field(default=None, primary_key=True)
    telegram_id: int = Field(sa_type=BigInteger, index=True)
    name: str
    is_active: bool = True
    # False once Telegram says that the bot is blocked or the account gone.
    is_reachable: bool = True
    joined_at: datetime = instant()


class Seat(OfficeTable, table=True):
    """One role of a person; that of an official or of a unit's head is bound to a unit.

    `title` (职务) and `section` (股室) are as the office writes them.
    """

    __table_args__ = (UniqueConstraint("person_id", "role", "unit_id"), one_of("role", Role))
    seat_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id", index=True)
    role: Role = Field(sa_type=Word(Role))
    unit_id: int | None = Field(default=None, foreign_key="unit.unit_id", index=True)
    title: str = Field(default="", sa_column_kwargs={"server_default": ""})
    section: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Invitation(OfficeTable, table=True):
    """A one-use way to a seat. Only the SHA-256 of the code is kept."""

    invitation_id: int = Field(default=None, primary_key=True)
    code_hash: str = Field(unique=True)
    name: str
    role: Role = Field(sa_type=Word(Role))
    unit_id: int | None = Field(default=None, foreign_key="unit.unit_id")
    invited_by: int = Field(foreign_key="person.person_id")
    invited_at: datetime = instant()
    expires_at: datetime = instant()
    used_by: int | None = Field(default=None, foreign_key="person.person_id")
    used_at: datetime | None = instant(default=None)


class JoinAttempt(SQLModel, table=True):
    """Wrong invitation codes per sender: five lock the sender for an hour (docs/reliability.md, rule 13)."""

    telegram_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    failures: int = 0
    locked_until: datetime | None = instant(default=None)


class OpenQuestion(OfficeTable, table=True):
    """What the bot waits for from a person in a chat: one at a time.

    `kind` and `fields` are a `Question` of the use cases, `asked_for` says in a few words what it asks for, and
    `stamp` tells its prompt and buttons from those of an older one. `desk_message` is the desk that it was asked from.
    """

    __table_args__ = (UniqueConstraint("office_id", "person_id", "chat_id"),)
    question_id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.person_id")
    chat_id: int = Field(sa_type=BigInteger)
    kind: str
    fields: dict[str, object] = Field(sa_column=Column(JSON, nullable=False))
    asked_for: str = ""
    stamp: int = 0
    desk_message: int | None = Field(default=None, sa_type=BigInteger)
    sources: list[list[int]] = Field(default_factory=list, sa_column=message_sources())
    asked_at: datetime = instant()
