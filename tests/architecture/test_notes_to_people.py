"""A message to a person is built by the card helper: nobody else loops over a role and addresses notes."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.test_house_rules import sources

BUILDER = "usecases/steps/cards.py"


def notes_to_people(text: str) -> Iterator[int]:
    """Lines that build a Note for somebody's own chat, and loops that build one for each of several."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Note":
            chat = next((one.value for one in node.keywords if one.arg == "chat_id"), None)
            chat = chat or next(iter(node.args), None)
            if isinstance(chat, ast.Attribute) and chat.attr == "telegram_id":
                yield node.lineno


def test_only_the_card_helper_addresses_people() -> None:
    found = [f"{name}:{line}" for name, text in sources().items() if name != BUILDER for line in notes_to_people(text)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "for one in supervisors:\n    tx.put(Note(one.telegram_id, 'word', text))",
        "notes = [Note(chat_id=one.telegram_id, kind='word', text=text) for one in supervisors]",
        "def note(person):\n    return Note(person.telegram_id, 'word', 'x')",
    ],
)
def test_the_check_sees_them(text: str) -> None:
    assert list(notes_to_people(text))


def test_a_note_to_a_group_is_none_of_them() -> None:
    assert not list(notes_to_people("tx.put(Note(group.chat_id, 'post', text))"))
