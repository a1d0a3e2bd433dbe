"""Words of every subject: what stands between names, and what people type for yes and nothing."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from domain.hygiene import plain_dots, plain_name

T = TypeVar("T")

YES = ("确认", "是", "好")
NOTHING = ("无", "没有", "-")
# Where a table has no figure.
DASH = "—"
# Between the parts of a line that gives several things: "内容；单位；时限".
PARTED = re.compile(r"[；;\n]")
_BETWEEN = re.compile(r"[、，,；;\s]+")


def listed(names: Iterable[str]) -> str:
    """ "县农林局、县财政局"."""
    return "、".join(names)


def shortened(things: Sequence[T], most: int, rest: str, say: Callable[[T], str] = str) -> list[str]:
    """A line for each of the first and, in the words of `rest`, how many there are besides: "……另有 {} 件"."""
    left = len(things) - most
    return [*map(say, things[:most]), *([rest.format(left)] if left > 0 else [])]


def names_in(words: str) -> list[str]:
    """The names typed one after another, each once."""
    parts = _BETWEEN.split(plain_dots(words).rstrip("。"))
    return list(dict.fromkeys(plain_name(name) for name in parts if name))


def year_typed(words: str) -> str:
    """ "2026" of "2026年" and "2026年度"."""
    return words.strip().removesuffix("年度").removesuffix("年")
