"""What a part of an item does not say follows its item, because dates and hands are changed in one place each."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Column of Item -> the files that may change it. An item is born in add_item.
_DECIDED_IN = {
    "deadline": {"usecases/items/due.py", "storage/items/items.py"},
    "due_of": {"usecases/items/due.py", "storage/items/items.py", "usecases/items/parts.py"},
    "own_hands": {"usecases/items/assign.py", "usecases/items/parts.py"},
}
_CHANGING = {"move", "must_move", "change", "values", "set_committed_value"}


def _changes(path: Path) -> Iterator[str]:
    """The columns that calls, dictionaries and assignments of a file change."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield from (one.arg for one in node.keywords if one.arg and name in _CHANGING)
        if isinstance(node, ast.Assign):
            yield from (one.attr for one in node.targets if isinstance(one, ast.Attribute))


def test_dates_and_hands_are_changed_in_one_place() -> None:
    files = [path for room in ("usecases", "storage") for path in (ROOT / room).rglob("*.py")]
    found = {(column, str(path.relative_to(ROOT))) for path in files for column in _changes(path)}
    assert {(one, where) for one, where in found if one in _DECIDED_IN and where not in _DECIDED_IN[one]} == set()
    assert ("own_hands", "usecases/items/assign.py") in found
