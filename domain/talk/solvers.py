"""Whom the words of a difficulty ask for: "请协调财政部门" is the finance bureau."""

from collections.abc import Iterable

_SHORTEST = 2
_MOST = 3


def named_units(words: str, units: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """(id, name) of the units that the words name in full or by what they are for, the first few."""
    return [one for one in units if one[1] in words or _purpose(one[1]) in words][:_MOST]


def _purpose(name: str) -> str:
    """ "财政" of 县财政局; the whole name where too little is left."""
    core = name.removeprefix("县").removeprefix("市").removesuffix("局").removesuffix("委").removesuffix("办公室")
    return core if len(core) >= _SHORTEST else name
