"""Which unit a paper's words tell of: "石门镇已培育1家，清河镇、石桥镇各培育2家" speaks of three."""

import re
from collections.abc import Iterator, Sequence

_BETWEEN = re.compile(r"[、和与及]|以及")
_EACH = re.compile(r"^[^，。；,;\d]{0,8}(?:各|均|都|分别)")
_ALL = re.compile(r"^\W{0,2}(?:目前|截至目前)?[，,]?(?:各|全部|所有)(?:乡镇|镇街|镇|乡|街道|责任单位|单位)")


def told_by_unit(text: str, units: Sequence[str]) -> list[tuple[str, str]]:
    """(unit, its words) for each of the item's `units` that the words name; a sum of several (共3家) is nobody's."""
    if _ALL.search(text):
        return [(unit, text) for unit in units] if _EACH.search(_ALL.sub("", text)) else []
    groups = list(_groups(text, units))
    told: list[tuple[str, str]] = []
    for place, (names, start, end) in enumerate(groups):
        until = groups[place + 1][1] if place + 1 < len(groups) else len(text)
        words = text[end:until]
        if len(names) == 1 or _EACH.search(words):
            told += [(name, text[start:until].strip("，,；;、。 ")) for name in names]
    return told


def _groups(text: str, units: Sequence[str]) -> Iterator[tuple[list[str], int, int]]:
    """Names in a row with where they begin and end."""
    known = {name.removeprefix("县"): name for name in units} | {name: name for name in units}
    form = "|".join(re.escape(one) for one in sorted(known, key=len, reverse=True))
    names: list[str] = []
    start = end = 0
    for found in re.finditer(form, text) if form else ():
        if names and _BETWEEN.fullmatch(text[end : found.start()]):
            names.append(known[found.group()])
            end = found.end()
            continue
        if names:
            yield names, start, end
        names, start, end = [known[found.group()]], found.start(), found.end()
    if names:
        yield names, start, end
