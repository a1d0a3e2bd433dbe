"""A name means one thing in the whole product, so that who searches for it finds that thing."""

import ast
from collections import defaultdict
from collections.abc import Mapping

import pytest

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
