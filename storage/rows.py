"""Rows as they were read, brought into the shape that is asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Key = TypeVar("Key")


def first_of(found: Sequence[T]) -> T | None:
    return found[0] if found else None


def grouped(pairs: Iterable[tuple[Key, T]]) -> dict[Key, list[T]]:
    """What belongs to each key, in the order of the rows; nothing of a key that has none."""
    groups: dict[Key, list[T]] = defaultdict(list)
    for key, one in pairs:
        groups[key].append(one)
    return groups
