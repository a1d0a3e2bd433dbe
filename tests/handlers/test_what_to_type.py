"""Whatever a sentence tells people to type is tried: each command that stands in a text of the domain, verbatim.

A person of the right role, in an office with items, says it; a usage line or "not understood" would lead nowhere.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from bot.dispatch import Dispatch, parse
from domain.arrivals import NOTHING
from domain.commands import BY_NAME, Command
from domain.office.menus import ROLE_MENUS, menu_for
from domain.office.people import Role
from domain.refusals import BadInput, NotFound, Refusal
from domain.typed import command_in, is_slashed
from storage.database import Database
from tests.architecture.test_sentences import _WITH_DOCSTRING
from tests.building import county
from tests.feeding import feed, message

ROOT = Path(__file__).parents[2]
# What stands behind a command belongs to it up to the next mark; a blank between brackets is none of it.
_COMMAND = re.compile(r"(?<![\w./／<:*-])[/／]([a-z]{2,})(?![a-z/._-])((?: [^，。；、）)】”\"“\n…｜·|（]+)?)")
_QUOTED = re.compile(r"(?<=[^重]发)“([^”{}]+)”")
_REPLY = re.compile(r"回复“([^”]+)”")
# Holes of templates and f-strings, by a word of their names.
_HOLES = (
    (("unit_and_name",), "县农林局 张三"),
    (("number", "label", "words", "item"), "37"),
    (("day", "due", "date"), "12月31日"),
    (("year",), "2027"),
    (("unit", "official"), "县农林局"),
    (("role",), "县领导"),
    (("name", "leader"), "张三"),
    (("month",), "10"),
)
# How a refusal sounds that has not understood; others say truly how things stand.
_USAGE = re.compile("例如|请写明|请写|请粘贴|只能是|没有看懂|没有找到|没有这|名册里没有")
WHO = {Role.SUPERVISOR: "alice", Role.OFFICIAL: "bob", Role.LEADER: "lena", Role.ADMIN: "adam"}


def filled(hole: str) -> str:
    return next((words for names, words in _HOLES if any(name in hole.lower() for name in names)), "…")


def sentences(source: str) -> Iterator[str]:
    """Every string of a file but the docstrings, with its holes filled; parts of an f-string as one."""
    tree = ast.parse(source)
    skipped = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, _WITH_DOCSTRING) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            yield "".join(
                part.value if isinstance(part, ast.Constant) else filled(ast.unparse(part)) for part in node.values
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield re.sub(r"\{(\w*)[^}]*\}", lambda hole: filled(hole[1]), node.value)


TEXTS = [
    (str(path.relative_to(ROOT)), words)
    for path in sorted((ROOT / "domain").rglob("*.py"))
    for words in sentences(path.read_text(encoding="utf-8"))
    if re.search(r"[\u4e00-\u9fff]", words) or words.startswith("/")
]
TYPED = sorted(
    {
        f"/{found[1]}{found[2]}".strip()
        for _, words in TEXTS
        for found in _COMMAND.finditer(words)
        if "…" not in found[2] or found[1] not in BY_NAME
    }
    | {found[1] for _, words in TEXTS for found in _QUOTED.finditer(words)}
    | {f"/{command.name} {command.usage.strip('[]')}".strip() for command in BY_NAME.values()}
    | {f"{command.words[0]} {command.usage.strip('[]')}".strip() for command in BY_NAME.values()}
)
# Heard in a group only, or from a stranger.
ELSEWHERE = {"bind", "start"}


class RolledBack(Exception):
    pass


def undo() -> NoReturn:
    raise RolledBack


async def tried(database: Database, who: str, words: str) -> Refusal | str:
    """What is answered; nothing stays."""
    update = parse(json.dumps(message(who, words)))
    try:
        async with database.transaction(update_id=update.update_id) as tx:
            answer = await Dispatch("duban_bot").feed(update, tx, NOTHING)
            said = answer.title + answer.text if answer else ""
            undo()
    except RolledBack:
        return said
    except Refusal as refusal:
        return refusal


@pytest.fixture
async def office(database: Database) -> Database:
    """Items up to #38, one of them closed in part, with the people, units and meeting that the texts name."""
    made = await county(database)
    for number in range(1, 39):
        meeting = "第9次常务会议" if number < 37 else "第5次常务会议"
        subs = ("甲", "乙") if number == 37 else ()
        await made.item(f"防治松材线虫第{number}标段", leaders=("吴明远",), meeting=meeting, subs=subs)
    await feed(database, "alice", "/invite 县农林局 张三")
    async with database.transaction() as tx:
        from storage.tables import Person, Seat

        person = Person(office_id=1, telegram_id=5001, name="张三", joined_at=tx.now)
        tx.session.add(person)
        await tx.session.flush()
        tx.session.add(
            Seat(office_id=1, person_id=person.person_id, role=Role.OFFICIAL, unit_id=made.unit_ids["县农林局"])
        )
        await made.unit("县财政局", tx)
    await feed(database, "bob", "/report 37 已完成招标")
    return database


def speaker(command: Command) -> str:
    return next(WHO[role] for role in WHO if role in command.roles)


def test_the_walk_finds_what_it_is_for() -> None:
    assert len(TYPED) > 150
    assert {"/cancel", "/report 37 已完成招标", "/compare 开", "/leave", "取消"} <= set(TYPED)


def test_no_sentence_names_a_command_that_is_none() -> None:
    named = [(where, found[1]) for where, words in TEXTS for found in _COMMAND.finditer(words)]
    assert [(where, name) for where, name in named if name not in BY_NAME] == []


async def test_what_people_are_told_to_type_leads_somewhere(office: Database) -> None:
    nowhere = []
    for typed in TYPED:
        command, _ = command_in(typed)
        if command is None:
            nowhere.append((typed, "no command"))
        if command is None or command.name in ELSEWHERE:
            continue
        answer = await tried(office, speaker(command), typed)
        if isinstance(answer, BadInput | NotFound) and _USAGE.search(answer.sentence):
            nowhere.append((typed, answer.sentence))
    assert not nowhere, "\n".join(f"{typed} -> {said}" for typed, said in nowhere)


@pytest.mark.parametrize("role", [*ROLE_MENUS])
async def test_a_tap_on_the_menu_is_never_answered_with_a_usage_line(office: Database, role: Role) -> None:
    for name, _ in menu_for([role]):
        answer = await tried(office, WHO[role], f"/{name}")
        assert isinstance(answer, str), (name, answer)
        assert "例如：/" not in answer
        assert not is_slashed(answer)


# What is meant by words that a question asks for; each is answered in the tests of its question.
REPLIES = {"无", "确认", "单位 姓名", "姓名 身份", "原单位→新单位"}


def test_words_to_reply_with_are_known() -> None:
    assert {found[1] for _, words in TEXTS for found in _REPLY.finditer(words)} <= REPLIES


@pytest.mark.parametrize(
    "words", ["/leave 取消", "/annex 查看", "/bulletin 重新起草", "/compare 查看", "/calendar 查看"]
)
async def test_what_texts_of_former_days_said_leads_somewhere_too(office: Database, words: str) -> None:
    command, _ = command_in(words)
    assert command is not None
    answer = await tried(office, speaker(command), words)
    assert not isinstance(answer, BadInput | NotFound), answer
