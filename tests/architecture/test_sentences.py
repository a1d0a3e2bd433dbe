"""Every sentence a person reads is in `domain/`: the other rooms hold no Chinese literal.

Docstrings and comments may quote Chinese terms; the parts of f-strings count as literals. A migration keeps the
words that were true when it was written.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "scheduler", "usecases", "storage")
# Ideographs, and the punctuation that stands between them.
_CHINESE = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]")
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def chinese_literals(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, _WITH_DOCSTRING) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings and _CHINESE.search(node.value):
            yield node.lineno, node.value


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_outside_the_domain(room: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {words[:40]}"
        for path in sorted((ROOT / room).rglob("*.py"))
        if "versions" not in path.parts
        for line, words in chinese_literals(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source", ['say("已记录")', 'f"{name}，您好"', '"、".join(names)', '{"due": "时限"}', 'match("“|”")']
)
def test_a_sentence_is_found_wherever_it_stands(source: str) -> None:
    assert len(list(chinese_literals(source))) == 1


def test_docstrings_and_comments_may_quote() -> None:
    source = '"""进展 37."""\ndef ask() -> str:\n    """[同意]."""\n    return "yes"  # 同意\n'
    assert list(chinese_literals(source)) == []
