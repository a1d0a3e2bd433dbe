"""Names of columns that a copy has cut: 责任 above 领导, 工 作 任 务, parts of one name on lines of their own."""

import re
from collections.abc import Sequence

from papers.reading.tables.columns import column_kind

_MOST_PARTS = 8
# What it costs that a name tells nothing, that parts are joined, that there are more or fewer names than cells.
_UNKNOWN, _BARE, _JOINED, _OFF_WIDTH, _NEVER = 1.0, 0.5, 0.1, 0.25, 99.0
_LONGEST_TAIL, _LONGEST_TORN = 2, 10
# Alone these name a column, but mostly a noun has been cut from them: what that may be.
_ROLES = ("责任", "牵头", "配合", "主办", "协办", "承办", "分管", "主管", "负责", "协同")
_STEPS = ("工作", "完成", "整改", "办理", "落实", "推进")
_CUT = dict.fromkeys(_ROLES, (None, "leads", "responsible", "other")) | dict.fromkeys(
    _STEPS, (None, "due", "progress", "state", "directive")
)
_PERIOD = re.compile(r"季度|半年|年度|[\d一二三四五六七八九十]月|全年|当[前月]|截至")


def whole_names(parts: Sequence[str], width: int) -> list[str]:
    """The names put together so that as many as can be are known, and as many as the rows have cells."""
    if len(parts) == width and all(len(part) > 1 for part in parts):
        return [*parts]
    best: list[dict[int, tuple[float, list[str]]]] = [{0: (0.0, [])}]
    for end in range(1, len(parts) + 1):
        ways: dict[int, tuple[float, list[str]]] = {}
        for start in range(max(0, end - _MOST_PARTS), end):
            cost = _cost(parts[start:end])
            if cost >= _NEVER:
                continue
            for count, (before, names) in best[start].items():
                whole = (before + cost, [*names, "".join(parts[start:end])])
                ways[count + 1] = min(whole, ways.get(count + 1, (_NEVER, [])))
        best.append(ways)
    return min(best[-1].items(), key=lambda way: (way[1][0] + _OFF_WIDTH * abs(way[0] - width), -way[0]))[1][1]


def _cost(parts: Sequence[str]) -> float:
    name = "".join(parts)
    kind = column_kind(name)
    alone = _BARE if name in _CUT or (kind is None and len(name) > _LONGEST_TAIL) else _UNKNOWN if kind is None else 0.0
    if len(parts) == 1:
        return alone
    # A narrow column cuts each line at one width.
    is_torn = kind is not None and len(name) <= _LONGEST_TORN and all(len(part) <= len(parts[0]) for part in parts)
    if not is_torn or any(_are_two(parts[:at], parts[at:]) for at in range(1, len(parts))):
        return _NEVER
    return alone + _JOINED * (len(parts) - 1)


def _are_two(left: Sequence[str], right: Sequence[str]) -> bool:
    """责任单位 and 备注 are two names, 攻坚目标 and 任务 may be one."""
    kinds = column_kind("".join(left)), column_kind("".join(right))
    if "".join(left) in _CUT:
        return kinds[1] not in _CUT["".join(left)]
    if kinds[0] is None:
        is_whole = len("".join(left)) > _LONGEST_TAIL and not _PERIOD.search("".join(left))
        return kinds[1] == "other" or (is_whole and kinds[1] is not None)
    return kinds[1] is None or kinds[0] != kinds[1] or len("".join(right)) > _LONGEST_TAIL
