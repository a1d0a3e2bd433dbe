"""/audit: who did what when, newest first, by pages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.notes import Answer
from domain.office.audit_texts import ACTION_WORDS
from domain.refusals import BadInput, NotAllowed, NotFound
from domain.states import State
from storage.database import Database
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from usecases.office.audit_trail import show_trail


async def trail(made: County, words: str = "", page: int = 0, by: str = "alice") -> Answer:
    async with made.database.reading() as tx:
        return await show_trail(tx, await made.actor(by, tx), words, page)


async def record(made: County, *facts: dict[str, object]) -> None:
    async with made.database.transaction() as tx:
        for fact in facts:
            by = fact.get("by")
            signer = await made.actor(by, tx) if isinstance(by, str) else by
            tx.record(**fact | {"by": signer})  # type: ignore[arg-type]


async def test_a_line_says_when_who_what_and_the_words(database: Database, clock: Clock) -> None:
    made = await county(database)
    bob = made.person_ids["bob"]
    await record(
        made,
        {
            "action": "progress",
            "subject": "#37",
            "by": "bob",
            "after": {"text": "渠已通水", "state": State.IN_PROGRESS},
        },
        {"action": "remove_person", "subject": f"P-{bob}", "by": "alice"},
    )
    clock.advance(hours=1)
    await record(
        made,
        {"action": "refused", "subject": "NotAllowed", "by": 9001, "after": "不能", "result": "refused"},
        {"action": "tidy_up"},
    )
    answer = await trail(made)
    assert answer.title == "最近操作记录"
    assert answer.text.splitlines() == [
        "11-23 10:00 系统 清理旧记录",
        "11-23 10:00 （未登记者） 被拒绝：不能",
        "11-23 09:00 艾督 移除人员 鲍林",
        "11-23 09:00 鲍林 反馈进展 #37：渠已通水 推进中",
    ]


async def test_a_line_holds_no_internals(database: Database) -> None:
    made = await county(database)
    await record(
        made,
        {"action": "added_to_group", "subject": "G-1001", "by": TELEGRAM_IDS["alice"], "after": "某群"},
        {"action": "register", "subject": "#37", "after": {"units": ["县农林局", "县财政局"]}},
    )
    assert (await trail(made)).text.splitlines() == [
        "11-23 09:00 系统 立项 #37：县农林局、县财政局",
        "11-23 09:00 艾督 被加入群：某群",
    ]


@pytest.mark.parametrize(("words", "title"), [("37", "#37"), ("#37", "#37"), ("37.1", "#37.1")])
async def test_one_item_alone(database: Database, words: str, title: str) -> None:
    made = await county(database)
    await record(made, {"action": "progress", "subject": "#37"}, {"action": "amend", "subject": "#37.1"})
    answer = await trail(made, words)
    assert answer.title == f"{title} 操作记录"
    assert len(answer.text.splitlines()) == 1


async def test_pages_go_back_and_forth(database: Database) -> None:
    made = await county(database)
    await record(made, *({"action": "progress", "subject": "#37", "after": f"第{n}次"} for n in range(25)))
    pages = [await trail(made, "37", page) for page in range(3)]
    assert [len(page.text.splitlines()) for page in pages] == [10, 10, 5]
    assert [[choice.label for choice in page.choices[0]] for page in pages] == [["更早"], ["较新", "更早"], ["较新"]]
    assert pages[0].choices[0][0].extra == "37"
    assert "第24次" in pages[0].text
    assert "第0次" in pages[2].text


async def test_bad_words_and_empty_trails_say_what_to_do(database: Database) -> None:
    made = await county(database)
    with pytest.raises(BadInput, match="/audit 37"):
        await trail(made, "县农林局")
    with pytest.raises(NotFound, match="#99"):
        await trail(made, "99")
    with pytest.raises(NotFound):
        await trail(made, "", page=-5)


@pytest.mark.parametrize("name", ["bob", "lena"])
async def test_the_trail_is_for_keepers(database: Database, name: str) -> None:
    made = await county(database)
    with pytest.raises(NotAllowed):
        await trail(made, by=name)


async def test_the_trail_is_not_shown_in_a_group(database: Database) -> None:
    made = await county(database)
    async with database.reading() as tx:
        with pytest.raises(BadInput, match="私聊"):
            await show_trail(tx, await made.actor("adam", tx), "", is_private=False)


ROOT = Path(__file__).parents[3]
# Recorded at once, or with a request that is put, held, decided or released.
RECORDING = {"record", "record_bulletin", "put", "decide", "hold", "release"}


def recorded(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in RECORDING:
            words = [one.value for one in node.args if isinstance(one, ast.Constant)]
            yield from (word for word in words if isinstance(word, str) and re.fullmatch("[a-z_]+", word))


def test_every_recorded_action_has_a_chinese_word() -> None:
    sources = [path.read_text(encoding="utf-8") for room in ("usecases", "bot") for path in (ROOT / room).rglob("*.py")]
    actions = {action for source in sources for action in recorded(source)}
    assert {"join", "ask_late_plan", "hold_post"} <= actions
    assert actions - set(ACTION_WORDS) == set()
