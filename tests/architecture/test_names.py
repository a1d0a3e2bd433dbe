"""A name means one thing in the whole product, so that who searches for it finds that thing."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

import pytest

from domain.talk.answers import INVITING
from tests.architecture.test_house_rules import sources


def classes_twice(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Names that stand for several classes, with the files of each."""
    found = defaultdict[str, list[str]](list)
    for name, text in texts.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name)
    return {name: files for name, files in found.items() if len(files) > 1}


@pytest.mark.parametrize("is_sandbox", [False, True])
def test_a_class_name_stands_for_one_thing(is_sandbox: bool) -> None:
    """The sandbox plays Telegram, in Telegram's words: it is a world apart."""
    texts = {name: text for name, text in sources().items() if name.startswith("sandbox/") is is_sandbox}
    assert classes_twice(texts) == {}


def test_two_classes_of_one_name_are_seen() -> None:
    texts = {"domain/a.py": "class Line: ...", "usecases/b.py": "def f():\n    class Line: ..."}
    assert classes_twice(texts) == {"Line": ["domain/a.py", "usecases/b.py"]}


# Whose order is not ours to choose.
GIVEN_ORDER = {
    "domain/dates/rules.py make_day": "year, month, day stand as in `datetime.date`",
    "storage/database.py connect": "an event listener of SQLAlchemy",
}


def easily_swapped(text: str) -> Iterator[str]:
    """Functions with three or more parameters of one type in a row that callers may pass by position."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            positional = [one.annotation for one in (*node.args.posonlyargs, *node.args.args)]
            types = [ast.unparse(one) if one else "" for one in positional]
            if any(kind and len(list(run)) > 2 for kind, run in groupby(types)):
                yield node.name


def test_arguments_of_one_type_are_passed_by_name() -> None:
    """No type checker sees that a label and a reason, or a version and a chat, changed places."""
    found = [
        f"{name} {function}"
        for name, text in sources().items()
        if name.startswith(("usecases/", "storage/", "domain/", "papers/"))
        for function in easily_swapped(text)
    ]
    assert sorted(found) == sorted(GIVEN_ORDER)


@pytest.mark.parametrize(
    ("head", "is_seen"),
    [
        ("told(label: str, who: str, reason: str)", True),
        ("told(self, tx: Tx, draft_id: int, version: int, place: int = 0)", True),
        ("told(label: str, *, who: str, reason: str)", False),
        ("told(label: str, who: str, at: date, reason: str)", False),
        ("told(label, who, reason)", False),
    ],
)
def test_arguments_that_are_easily_swapped_are_seen(head: str, is_seen: bool) -> None:
    assert list(easily_swapped(f"def {head}: ...")) == ["told"] * is_seen


def test_a_question_yields_only_to_what_is_shown() -> None:
    """A kind of note that nothing puts any more would let words fall into an older question unseen."""
    texts = [text for name, text in sources().items() if name.startswith("usecases/")]
    said = {node.value for text in texts for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
    assert INVITING - said == set()
