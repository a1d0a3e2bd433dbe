"""Who may do what: roles, the actor of an update, and the permission table (deny by default).

The role words are the glossary's. An actor holds several seats: an administrator named in
`ADMIN_IDS` is a supervisor as well, while a plain administrator cannot confirm completion.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from domain.refusals import NotAllowed


class Role(StrEnum):
    OFFICIAL = "official"
    HEAD = "head"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    ADMIN = "admin"


ROLE_WORDS = {
    Role.OFFICIAL: "联络员",
    Role.HEAD: "单位负责人",
    Role.SUPERVISOR: "督查室",
    Role.LEADER: "县领导",
    Role.ADMIN: "管理员",
}
OFFICE = ROLE_WORDS[Role.SUPERVISOR]
WORD_ROLES = (
    {word: role for role, word in ROLE_WORDS.items()}
    | {"领导": Role.LEADER, "系统管理员": Role.ADMIN, "承办人": Role.OFFICIAL, "负责人": Role.HEAD}
    | {role.value: role for role in Role}
)


# Who sits in a unit; its head hears of things later and may do the same.
OF_UNITS = frozenset({Role.OFFICIAL, Role.HEAD})
_UNIT = tuple(OF_UNITS)
_OFFICE = (Role.SUPERVISOR,)
_READERS = (Role.SUPERVISOR, Role.LEADER)
_KEEPERS = (Role.SUPERVISOR, Role.ADMIN)


class Action(StrEnum):
    """The permission table: one member per thing a person can ask for, with the roles that may."""

    roles: frozenset[Role]

    def __new__(cls, value: str, roles: Collection[Role]) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.roles = frozenset(roles)
        return member

    SEE_OWN = "see_own", (*_UNIT, *_READERS)
    SEE_ITEM = "see_item", (*_UNIT, *_READERS)
    REPORT = "report", _UNIT
    ASK_COMPLETION = "ask_completion", _UNIT
    ASK_EXTENSION = "ask_extension", _UNIT
    PLAN = "plan", _UNIT
    SIGN = "sign", _UNIT
    STAND_DOWN = "stand_down", (*_UNIT, *_OFFICE)
    SET_POLICY = "set_policy", _OFFICE
    FLAG_DIFFICULTY = "flag_difficulty", _UNIT
    SETTLE_DIFFICULTY = "settle_difficulty", _OFFICE
    # Whoever is asked to solve what stands in another unit's way; which of them is in the request.
    COORDINATE = "coordinate", (*_UNIT, Role.LEADER)
    INSTRUCT = "instruct", (Role.LEADER,)
    DISCUSS = "discuss", (*_UNIT, *_OFFICE)
    ANSWER_UNITS = "answer_units", _OFFICE
    REGISTER = "register", _OFFICE
    ASSIGN = "assign", _OFFICE
    SET_DEADLINE = "set_deadline", _OFFICE
    SETTLE_UPDATE = "settle_update", _OFFICE
    IMPORT = "import", _OFFICE
    REVIEW = "review", _OFFICE
    # Whoever is named as the head of a unit, whatever the seat.
    COUNTERSIGN = "countersign", tuple(Role)
    GRANT_EXTENSION = "grant_extension", _OFFICE
    NUDGE = "nudge", _OFFICE
    SEE_STATUS = "see_status", _READERS
    SEE_BURDEN = "see_burden", _OFFICE
    SWITCH_COMPARISON = "switch_comparison", _OFFICE
    GIVE_FEEDBACK = "give_feedback", tuple(Role)
    ANSWER_FEEDBACK = "answer_feedback", (Role.ADMIN,)
    FIND = "find", _READERS
    PUBLISH = "publish", _OFFICE
    # Of those whom the office has named, if it has.
    SIGN_ISSUE = "sign_issue", (*_OFFICE, Role.LEADER)
    READ_BULLETIN = "read_bulletin", _READERS
    KEEP_LEDGER = "keep_ledger", _OFFICE
    KEEP_LIFE = "keep_life", _OFFICE
    ISSUE_SLIP = "issue_slip", _OFFICE
    INVITE = "invite", _KEEPERS
    KEEP_UNITS = "keep_units", _OFFICE
    SEE_PEOPLE = "see_people", _KEEPERS
    REMOVE_PERSON = "remove_person", _KEEPERS
    BIND_GROUP = "bind_group", _KEEPERS
    READ_AUDIT = "read_audit", _KEEPERS


# Who sits in a unit acts only for the units of their own seats.
UNIT_BOUND = frozenset(
    {
        Action.SIGN,
        Action.SEE_ITEM,
        Action.REPORT,
        Action.ASK_COMPLETION,
        Action.ASK_EXTENSION,
        Action.PLAN,
        Action.FLAG_DIFFICULTY,
        Action.DISCUSS,
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of the roster with all seats, as read from the database for one update."""

    person_id: int
    telegram_id: int
    name: str
    roles: frozenset[Role]
    unit_ids: frozenset[int] = frozenset()
    unit_names: tuple[str, ...] = ()

    @property
    def is_supervisor(self) -> bool:
        return Role.SUPERVISOR in self.roles


def may(actor: Actor, action: Action, unit_ids: Collection[int] = ()) -> bool:
    """Whether one of the actor's seats covers `action` on something of `unit_ids`."""
    covering = actor.roles & action.roles
    if not covering:
        return False
    if action in UNIT_BOUND and covering <= OF_UNITS:
        return bool(actor.unit_ids & frozenset(unit_ids))
    return True


def require(actor: Actor, action: Action, unit_ids: Collection[int] = ()) -> None:
    """Raise `NotAllowed` unless the actor has the permission (`may`)."""
    if may(actor, action, unit_ids):
        return
    require_seat(actor, action)
    raise NotAllowed("这件事项不由您单位承办，不能代为操作。发 /my，查看您的事项。")


def require_seat(actor: Actor, action: Action) -> None:
    """Raise `NotAllowed` unless one of the actor's seats covers `action` on anything at all."""
    if not actor.roles & action.roles:
        raise NotAllowed("您的身份不能做这项操作。发 /help，查看您能做什么。")
