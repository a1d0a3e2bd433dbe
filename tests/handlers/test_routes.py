"""The table of routes against the tables of names: nothing promised that nobody answers, nothing unpermitted."""

import json
from collections.abc import Callable

import pytest

from bot.dispatch import TABLE
from domain.commands import BY_NAME, COMMANDS, Action, Command, Permitted, Press
from domain.notes import Answer, Choice, Note, note_from_json
from domain.office.people import Actor, Role
from domain.refusals import NotAllowed
from domain.typed import command_in
from handlers.incoming import Incoming
from handlers.route import Route, Routes, complete
from storage.database import Database
from tests.building import county
from tests.feeding import feed, press


async def _say_nothing(_c: Incoming) -> Answer | None:
    return None


def _table() -> Routes:
    """A copy that can be spoilt."""
    copy = Routes()
    for kind in ("commands", "presses", "answers", "occasions"):
        getattr(copy, kind).update(getattr(TABLE, kind))
    return copy


def test_the_table_of_the_program_is_whole() -> None:
    complete(_table())


@pytest.mark.parametrize("kind", ["commands", "presses", "answers", "occasions"])
def test_a_name_without_a_route_is_no_program(kind: str) -> None:
    spoilt = _table()
    name, _ = getattr(spoilt, kind).popitem()
    with pytest.raises(ValueError, match=f"{kind} without a route: {name}"):
        complete(spoilt)


@pytest.mark.parametrize(
    "claim",
    [
        lambda on: on.say("no_such", _say_nothing),
        lambda on: on.press("no_such", _say_nothing),
        lambda on: on.answer("no_such", _say_nothing),
    ],
)
def test_a_route_for_a_name_that_the_tables_lack_is_no_program(claim: Callable[[Routes], None]) -> None:
    with pytest.raises((KeyError, AttributeError)):
        claim(Routes())


@pytest.mark.parametrize("kind", ["commands", "presses", "answers", "occasions"])
def test_a_route_that_nothing_is_registered_for_is_no_program(kind: str) -> None:
    """As of a question that only buttons answer: words would never reach it."""
    spoilt = _table()
    getattr(spoilt, kind)["no_such"] = Route(None, _say_nothing)
    with pytest.raises(ValueError, match=f"{kind} that are not registered: no_such"):
        complete(spoilt)


def test_a_command_that_is_only_in_the_table_is_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BY_NAME, "no_such", Command("no_such", "没有的命令", Action.SEE_OWN))
    with pytest.raises(ValueError, match="commands without a route: no_such"):
        complete(_table())


def test_two_routes_may_not_claim_the_same() -> None:
    on, other = Routes(), Routes()
    on.press(Press.SIGN, _say_nothing)
    with pytest.raises(ValueError, match="two routes claim 'sign'"):
        on.press(Press.SIGN, _say_nothing)
    other.press(Press.SIGN, _say_nothing)
    with pytest.raises(ValueError, match="two routes claim 'sign'"):
        complete(_table(), other)


def test_a_name_without_a_permission_cannot_be_written() -> None:
    with pytest.raises(TypeError):
        Command("no_such", "没有的命令")  # type: ignore[call-arg]
    with pytest.raises(TypeError):

        class Careless(Permitted):
            NO_SUCH = "no_such"


# The help, the way out, plain talk and the like: whoever is of the roster.
_OPEN = {
    "start",
    "help",
    "cancel",
    "to_item",
    "doubtful",
    "command",
    "meant",
    "spoken",
    "spoken_in_group",
    "other_kind",
    "meant_none",
    "talk",
    "edit",
}


async def test_the_permission_is_asked_before_the_use_case() -> None:
    for kind in ("commands", "presses", "answers", "occasions"):
        for name, route in getattr(TABLE, kind).items():
            await _is_refused_to_others(name, route)


async def _is_refused_to_others(name: str, route: Route) -> None:
    if route.action is None or route.quiet:
        assert str(name) in _OPEN | {"bind"}
        return
    for role in set(Role) - route.action.roles:
        nobody = Actor(1, 1, "某", frozenset({role}))
        # The use case would fail otherwise: there is no transaction.
        asked = Incoming(tx=None, person=nobody, chat_id=1)  # type: ignore[arg-type]
        with pytest.raises(NotAllowed):
            await route.run(asked)


def test_no_chinese_word_belongs_to_two_commands() -> None:
    words = [word for command in BY_NAME.values() for word in command.words]
    assert len(words) == len(set(words))
    assert len(BY_NAME) == len(COMMANDS) + 1


@pytest.mark.parametrize("command", BY_NAME.values(), ids=lambda command: command.name)
def test_each_command_is_read_in_both_spellings(command: Command) -> None:
    for typed in (f"/{command.name}", f"/{command.name}@duban_bot", *command.words):
        assert command_in(typed, "duban_bot") == (command, "")
        assert command_in(f"{typed} 37 说明", "duban_bot") == (command, "37 说明")
    assert command_in(f"/{command.name}@other_bot", "duban_bot")[0] is None


async def test_a_command_word_is_no_answer_to_the_question_that_is_open(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1 已建成")
    asked = await feed(database, "alice", "/return 1")
    assert asked.ask
    for words in ("催办 1", "新建 修建桥梁一座", "立项"):
        answer = await feed(database, "alice", words)
        assert "已退回" not in answer.text + answer.title


async def test_a_button_of_former_days_says_what_to_do(database: Database) -> None:
    await county(database)
    answer = await feed(database, "alice", press("alice", "p:no_such_verb:1:0:"))
    assert (answer.kind, answer.text) == ("refusal", "这个按钮已失效。发 /my，看最新情况。")


async def test_the_way_out_names_the_command_that_voids_an_item(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    answer = await feed(database, "alice", "/cancel 1 不办了")
    assert answer.text == "/cancel 只用来离开当前提问。撤销事项请发 /void 1 不办了。"
    assert (await feed(database, "alice", "/void 1 不办了")).title == "撤销 #1？"


async def test_the_buttons_of_a_copy_that_did_not_arrive_are_answered(database: Database) -> None:
    """They were offered for long, and nobody answered: no route was theirs."""
    await county(database)
    for verb in (Press.MIRROR_THERE, Press.MIRROR_RESEND, Press.MIRROR_DROP):
        answer = await feed(database, "alice", press("alice", f"p:{verb}:77:0:"))
        assert answer.text != "这个按钮已失效。发 /my，看最新情况。"


def test_a_note_kept_from_former_days_is_sent_without_the_button_that_nobody_answers() -> None:
    note = Note(1, "card", "事项", choices=((Choice("签收", Press.SIGN, 1), Choice("报进展", Press.REPORT, 1)),))
    stored = json.loads(json.dumps(note.to_json()).replace('"sign"', '"no_such_verb"'))
    assert note_from_json(stored).choices == ((Choice("报进展", Press.REPORT, 1),),)
    assert note_from_json(json.loads(json.dumps(note.to_json()))) == note
