"""Who may do what: roles, the actor of an update, and the permission table (deny by default).

The role words are the glossary's. An actor holds several seats: an administrator named in
`ADMIN_IDS` is a supervisor as well, while a plain administrator cannot confirm completion.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.refusals import NotAllowed


class Role(StrEnum):
    OFFICIAL = "official"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    ADMIN = "admin"


ROLE_WORDS = {Role.OFFICIAL: "联络员", Role.SUPERVISOR: "督查室", Role.LEADER: "县领导", Role.ADMIN: "管理员"}
OFFICE = ROLE_WORDS[Role.SUPERVISOR]
WORD_ROLES = (
    {word: role for role, word in ROLE_WORDS.items()}
    | {"领导": Role.LEADER, "系统管理员": Role.ADMIN, "承办人": Role.OFFICIAL}
    | {role.value: role for role in Role}
)


class Action(StrEnum):
    """One member per thing a person can ask for; `PERMISSIONS` must name each."""

    SEE_OWN = "see_own"
    SEE_ITEM = "see_item"
    REPORT = "report"
    ASK_COMPLETION = "ask_completion"
    ASK_EXTENSION = "ask_extension"
    PLAN = "plan"
    SIGN = "sign"
    STAND_DOWN = "stand_down"
    SET_POLICY = "set_policy"
    FLAG_DIFFICULTY = "flag_difficulty"
    SETTLE_DIFFICULTY = "settle_difficulty"
    INSTRUCT = "instruct"
    DISCUSS = "discuss"
    REGISTER = "register"
    ASSIGN = "assign"
    SET_DEADLINE = "set_deadline"
    IMPORT = "import"
    REVIEW = "review"
    COUNTERSIGN = "countersign"
    GRANT_EXTENSION = "grant_extension"
    NUDGE = "nudge"
    SEE_STATUS = "see_status"
    SEE_BURDEN = "see_burden"
    SWITCH_COMPARISON = "switch_comparison"
    GIVE_FEEDBACK = "give_feedback"
    ANSWER_FEEDBACK = "answer_feedback"
    FIND = "find"
    PUBLISH = "publish"
    READ_BULLETIN = "read_bulletin"
    KEEP_LEDGER = "keep_ledger"
    KEEP_LIFE = "keep_life"
    ISSUE_SLIP = "issue_slip"
    INVITE = "invite"
    SEE_PEOPLE = "see_people"
    REMOVE_PERSON = "remove_person"
    BIND_GROUP = "bind_group"
    READ_AUDIT = "read_audit"


_ALL = frozenset(Role)
_OFFICE = frozenset({Role.SUPERVISOR})
_READERS = frozenset({Role.SUPERVISOR, Role.LEADER})
_KEEPERS = frozenset({Role.SUPERVISOR, Role.ADMIN})

PERMISSIONS: dict[Action, frozenset[Role]] = {
    Action.SEE_OWN: frozenset({Role.OFFICIAL, Role.LEADER, Role.SUPERVISOR}),
    Action.SEE_ITEM: frozenset({Role.OFFICIAL, Role.LEADER, Role.SUPERVISOR}),
    Action.REPORT: frozenset({Role.OFFICIAL}),
    Action.ASK_COMPLETION: frozenset({Role.OFFICIAL}),
    Action.ASK_EXTENSION: frozenset({Role.OFFICIAL}),
    Action.PLAN: frozenset({Role.OFFICIAL}),
    Action.SIGN: frozenset({Role.OFFICIAL}),
    Action.STAND_DOWN: frozenset({Role.OFFICIAL, Role.SUPERVISOR}),
    Action.SET_POLICY: _OFFICE,
    Action.FLAG_DIFFICULTY: frozenset({Role.OFFICIAL}),
    Action.SETTLE_DIFFICULTY: _OFFICE,
    Action.INSTRUCT: frozenset({Role.LEADER}),
    Action.DISCUSS: frozenset({Role.OFFICIAL, Role.SUPERVISOR}),
    Action.REGISTER: _OFFICE,
    Action.ASSIGN: _OFFICE,
    Action.SET_DEADLINE: _OFFICE,
    Action.IMPORT: _OFFICE,
    Action.REVIEW: _OFFICE,
    # Whoever is named as the head of a unit, whatever the seat.
    Action.COUNTERSIGN: _ALL,
    Action.GRANT_EXTENSION: _OFFICE,
    Action.NUDGE: _OFFICE,
    Action.SEE_STATUS: _READERS,
    Action.SEE_BURDEN: _OFFICE,
    Action.SWITCH_COMPARISON: _OFFICE,
    Action.GIVE_FEEDBACK: _ALL,
    Action.ANSWER_FEEDBACK: frozenset({Role.ADMIN}),
    Action.FIND: _READERS,
    Action.PUBLISH: _OFFICE,
    Action.READ_BULLETIN: _READERS,
    Action.KEEP_LEDGER: _OFFICE,
    Action.KEEP_LIFE: _OFFICE,
    Action.ISSUE_SLIP: _OFFICE,
    Action.INVITE: _KEEPERS,
    Action.SEE_PEOPLE: _KEEPERS,
    Action.REMOVE_PERSON: _KEEPERS,
    Action.BIND_GROUP: _KEEPERS,
    Action.READ_AUDIT: _KEEPERS,
}

# An official acts only for the units of their own seats.
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
    covering = actor.roles & PERMISSIONS.get(action, frozenset())
    if not covering:
        return False
    if action in UNIT_BOUND and covering == {Role.OFFICIAL}:
        return bool(actor.unit_ids & frozenset(unit_ids))
    return True


def require(actor: Actor, action: Action, unit_ids: Collection[int] = ()) -> None:
    """Raise `NotAllowed` unless the actor has the permission (`may`)."""
    if may(actor, action, unit_ids):
        return
    require_seat(actor, action)
    raise NotAllowed("这件事项不由您单位承办，不能代为操作。发 /my 查看您的事项。")


def require_seat(actor: Actor, action: Action) -> None:
    """Raise `NotAllowed` unless one of the actor's seats covers `action` on anything at all."""
    if not actor.roles & PERMISSIONS.get(action, frozenset()):
        raise NotAllowed("您的身份不能做这项操作。发 /help 查看您能做什么。")
