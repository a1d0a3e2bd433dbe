"""Every action of every role, written out: a change of the permission table must be meant."""

from itertools import combinations

import pytest

from domain.commands import BY_NAME, COMMANDS
from domain.notes import Choice
from domain.office import help_texts, profile_texts
from domain.office.menus import commands_for, menu_for, menus
from domain.office.people import UNIT_BOUND, Action, Actor, Role, may, require
from domain.refusals import NotAllowed
from domain.typed import command_in

# Columns: official, supervisor, leader, admin. An "u" is allowed for items of the own unit only.
TABLE = {
    Action.SEE_OWN: "y y y -",
    Action.SEE_ITEM: "u y y -",
    Action.REPORT: "u - - -",
    Action.ASK_COMPLETION: "u - - -",
    Action.ASK_EXTENSION: "u - - -",
    Action.PLAN: "u - - -",
    Action.SIGN: "u - - -",
    Action.STAND_DOWN: "y y - -",
    Action.SET_POLICY: "- y - -",
    Action.FLAG_DIFFICULTY: "u - - -",
    Action.COORDINATE: "y - y -",
    Action.SETTLE_DIFFICULTY: "- y - -",
    Action.INSTRUCT: "- - y -",
    Action.DISCUSS: "u y - -",
    Action.ANSWER_UNITS: "- y - -",
    Action.SETTLE_UPDATE: "- y - -",
    Action.REGISTER: "- y - -",
    Action.ASSIGN: "- y - -",
    Action.SET_DEADLINE: "- y - -",
    Action.IMPORT: "- y - -",
    Action.REVIEW: "- y - -",
    Action.SIGN_ISSUE: "- y y -",
    Action.COUNTERSIGN: "y y y y",
    Action.GRANT_EXTENSION: "- y - -",
    Action.NUDGE: "- y - -",
    Action.SEE_STATUS: "- y y -",
    Action.SEE_BURDEN: "- y - -",
    Action.SWITCH_COMPARISON: "- y - -",
    Action.GIVE_FEEDBACK: "y y y y",
    Action.ANSWER_FEEDBACK: "- - - y",
    Action.FIND: "- y y -",
    Action.PUBLISH: "- y - -",
    Action.READ_BULLETIN: "- y y -",
    Action.KEEP_LEDGER: "- y - -",
    Action.KEEP_LIFE: "- y - -",
    Action.ISSUE_SLIP: "- y - -",
    Action.INVITE: "- y - y",
    Action.KEEP_UNITS: "- y - -",
    Action.SEE_PEOPLE: "- y - y",
    Action.REMOVE_PERSON: "- y - y",
    Action.BIND_GROUP: "- y - y",
    Action.READ_AUDIT: "- y - y",
}
ROLES = (Role.OFFICIAL, Role.SUPERVISOR, Role.LEADER, Role.ADMIN)
CELLS = [(action, role, mark) for action, row in TABLE.items() for role, mark in zip(ROLES, row.split(), strict=True)]
OWN, OTHER = 7, 8


def actor_as(*roles: Role) -> Actor:
    units = frozenset({OWN}) if Role.OFFICIAL in roles else frozenset()
    return Actor(1, 1001, "某人", frozenset(roles), units)


def test_every_action_is_in_the_table() -> None:
    assert set(TABLE) == set(Action)


@pytest.mark.parametrize(("action", "role", "mark"), CELLS)
def test_each_cell(action: Action, role: Role, mark: str) -> None:
    actor = actor_as(role)
    assert may(actor, action, {OWN}) == (mark != "-")
    assert may(actor, action, {OTHER}) == (mark == "y")
    assert may(actor, action) == (mark == "y")


@pytest.mark.parametrize("action", list(Action))
def test_the_head_of_a_unit_may_what_its_officials_may(action: Action) -> None:
    head, official = (
        Actor(1, 1001, "某人", frozenset({role}), frozenset({OWN})) for role in (Role.HEAD, Role.OFFICIAL)
    )
    for unit_ids in ({OWN}, {OTHER}, set[int]()):
        assert may(head, action, unit_ids) == may(official, action, unit_ids)


@pytest.mark.parametrize("action", list(Action))
def test_no_role_may_nothing(action: Action) -> None:
    assert not may(actor_as(), action, {OWN})


def test_a_supervisor_who_is_also_an_official_reports_only_for_the_own_unit() -> None:
    actor = actor_as(Role.SUPERVISOR, Role.OFFICIAL)
    assert may(actor, Action.SEE_ITEM, {OTHER})
    assert may(actor, Action.REPORT, {OWN})
    assert not may(actor, Action.REPORT, {OTHER})


@pytest.mark.parametrize("action", sorted(UNIT_BOUND))
def test_the_refusal_says_whether_role_or_unit_is_missing(action: Action) -> None:
    with pytest.raises(NotAllowed, match="/my"):
        require(actor_as(Role.OFFICIAL), action, {OTHER})
    with pytest.raises(NotAllowed, match="/help"):
        require(actor_as(Role.ADMIN), action, {OTHER})


SEATS = [frozenset(some) for count in (1, 2, 3, 4) for some in combinations(ROLES, count)]


@pytest.mark.parametrize("roles", SEATS, ids=lambda roles: "+".join(sorted(roles)))
def test_a_menu_offers_only_what_is_allowed(roles: frozenset[Role]) -> None:
    offered = [name for name, _ in menu_for(roles)]
    assert set(offered) <= {command.name for command in commands_for(roles)}
    assert len(offered) == len(set(offered)) <= 9
    assert offered[-1] == "help"


def test_menus_are_short_and_differ_by_role() -> None:
    assert menu_for([]) == (("start", "开始使用"),)
    assert [says for _, says in menu_for([Role.OFFICIAL])] == ["我的事项", "请假", "帮助"]
    assert menu_for([Role.LEADER]) == (("status", "概况"), ("my", "我牵头的"), ("help", "帮助"))
    assert len(menu_for([Role.SUPERVISOR])) == 9
    both = [name for name, _ in menu_for([Role.OFFICIAL, Role.SUPERVISOR])]
    assert both[:4] == ["my", "leave", "status", "desk"]
    assert set(menus()) == {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}


def test_menus_keep_to_the_limits_of_telegram() -> None:
    for menu in (*menus().values(), *(menu_for(roles) for roles in SEATS)):
        assert len(menu) <= 100
        assert all(1 <= len(name) <= 32 and name == name.lower() for name, _ in menu)
        assert all(1 <= len(says) <= 256 for _, says in menu)


def test_the_profile_keeps_to_the_limits_of_telegram() -> None:
    for agency in ("县督查室", "某某县人民政府办公室督查室" * 60):
        assert 1 <= len(profile_texts.description(agency)) <= 512
        assert 1 <= len(profile_texts.short_description(agency)) <= 120


@pytest.mark.parametrize("role", ROLES)
def test_everything_that_is_allowed_is_found_from_help(role: Role) -> None:
    lines = help_texts.everything([role]).splitlines()
    allowed = {command.name for command in commands_for([role])}
    assert all(any(f"（/{name}）" in line for line in lines) for name in allowed)
    screens = "\n".join(help_texts.screen(one, [role]) for one in help_texts.situations_for([role]))
    # A group is bound in the group; a supervisor has nothing of their own.
    assert {name for name in allowed if f"（/{name}）" not in screens} <= {"help", "bind", "my"}


@pytest.mark.parametrize("way", [way for one in help_texts.SITUATIONS for way in one.typed], ids=lambda way: way.line)
def test_what_help_says_to_type_is_that_command_in_both_spellings(way: help_texts.Typed) -> None:
    chinese = way.line.removeprefix("· ").split("（/")[0]
    for typed in (chinese, f"/{way.name} {way.words}"):
        assert command_in(typed) == (BY_NAME[way.name], way.words)


def test_a_word_means_one_command() -> None:
    words = [word for command in COMMANDS for word in command.words]
    assert len(words) == len(set(words))


def test_the_longest_button_fits_into_callback_data() -> None:
    longest = Choice("改绑", "person_out_yes", 2**53, 2**31, extra="supervisor")
    assert len(longest.packed().encode()) <= 64
