"""Values that are stored as JSON, read back by their types: tuples, days and enumerations as they were written."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
_SHAPES: "dict[type, TypeAdapter[Any]]" = {}


def _shape_of(kind: type) -> "TypeAdapter[Any]":
    """Made when first wanted: all of them together would slow the start."""
    from pydantic import TypeAdapter

    if kind not in _SHAPES:
        _SHAPES[kind] = TypeAdapter(kind)
    return _SHAPES[kind]


def plain(value: Any) -> dict[str, Any]:
    """A dataclass as JSON keeps it: days as ISO words, tuples as lists."""
    stored: dict[str, Any] = json.loads(json.dumps(asdict(value), default=str))
    return stored


def read_stored(kind: type[T], stored: Mapping[str, Any]) -> T:
    """The value of a dataclass; pydantic's ValidationError where it is none."""
    read: T = _shape_of(kind).validate_python(stored)
    return read
