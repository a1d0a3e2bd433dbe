"""A question is a type: registered once, read back as it was written, or asked anew."""

from datetime import date

import pytest

from domain.arrivals import SavedFile
from domain.office.people import Action
from domain.talk.asking_texts import ASKED_FOR
from storage.database import Database
from tests.building import TELEGRAM_IDS, county
from usecases.items.extend import ExtensionWish
from usecases.items.register import ItemPlan, NewItemConsent
from usecases.steps.asking import (
    OutdatedQuestion,
    Question,
    ask,
    fields_of,
    open_question,
    questions_in_words,
    read_question,
    wait_for,
)
from usecases.talk.report import ProgressWords

FILE = SavedFile("photo", "照片.jpg", "ab/cd", 9, "f00", "id")


def test_a_kind_that_is_taken_or_has_no_words_fails_at_import() -> None:
    for kind in ("report", "no_such_kind"):
        with pytest.raises(AssertionError):

            class Careless(Question, kind=kind, action=Action.REPORT):
                pass


def test_each_type_says_what_it_asks_for() -> None:
    asked = {one.kind for one in questions_in_words()}
    assert len(asked) == len(questions_in_words()) > 25
    assert all(ASKED_FOR[kind] for kind in asked)


@pytest.mark.parametrize(
    "asked",
    [
        ProgressWords(7, (FILE,)),
        ExtensionWish(7, date(2026, 12, 15), "12月15日", reason="石料短缺"),
        NewItemConsent(ItemPlan("修建桥梁", ("县农林局",), date(2026, 12, 31), doubt="⚠️"), 5),
    ],
)
def test_what_was_written_is_read(asked: Question) -> None:
    assert read_question(asked.kind, fields_of(asked)) == asked


@pytest.mark.parametrize(
    ("kind", "fields"), [("no_such_kind", {}), ("report", {"item": 7}), ("extend", {"item_id": "七"})]
)
def test_what_cannot_be_read_is_outdated(kind: str, fields: dict[str, object]) -> None:
    assert read_question(kind, fields) == OutdatedQuestion()


async def test_a_newer_prompt_says_what_it_replaces(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        bob, chat_id = await made.actor("bob", tx), TELEGRAM_IDS["bob"]
        first = await ask(tx, bob, chat_id, ProgressWords(1), "进展？", label="#1")
        again = await ask(tx, bob, chat_id, ProgressWords(1), "进展？", label="#1")
        assert first.text == again.text == "进展？"
        assert first.dedupe_key != again.dedupe_key
        other = await ask(tx, bob, chat_id, ProgressWords(2), "进展？", label="#2")
        assert other.text == "进展？\n（此前在等您答#1 的进展，现已放下，需要时请重新发起。）"
        there = await open_question(tx, bob, chat_id)
        assert there is not None
        assert there.question == ProgressWords(2)
        _, dropped = await wait_for(tx, bob, chat_id, ExtensionWish(2), label="#2")
        assert "#2 的进展" in dropped
