"""Units of labelled fields, of cells and of lists: 县财政局, 各镇（街道）, 县渔业、市监等有关部门."""

import re
from collections.abc import Callable, Collection

from domain.office.units import is_group
from domain.papers.reading import Roster
from papers.reading.names.gaps import names_apart
from papers.reading.names.lists import hide_name_brackets, is_known_unit, names_of, shown
from papers.reading.names.unit_forms import is_unit

_LONGEST_CELL = 4000
_EMPTY = ("无", "/", "-", "—", "等", "暂无", "\\", "待定", "待明确", "另定")
_FIELD_VERB = re.compile(r"(?:分别|共同|按职责(?:分工)?)*(?:牵头|负责|配合|落实)+$")
_ROLE_BRACKET = re.compile(
    r"（(?:分别|共同|总|联合|第一)?(?:牵头|主办|负责|汇总|主要|责任|排名第一)(?:单位|部门|科室)?）|（(?:排|列)[^（）]{1,12}）|（(?:暂定|待定|拟定?)）"
)
# 县财政局县发改局: two whole names that have lost what parted them; 县委县政府督查室 is one.
_TWO_NAMES = re.compile(
    r"(?<=[局办委处镇乡道心司队院会部站厅])(?<![县市区省州旗镇乡]委)(?=(?:各|[县市区省](?![级直属域委])|有关|相关)[\u4e00-\u9fff])"
    r"|(?<=政府)(?=[县市区省](?![级直属域])[\u4e00-\u9fff]{2})"
)


def looks_like_unit(name: str, roster: Roster | None = None) -> bool:
    """By its ending, as a group ("各镇"), or because the office or this paper knows it."""
    return is_known_unit(name, roster) or is_unit(name)


def units_in(words: str, roster: Roster | None = None) -> tuple[tuple[str, ...], bool]:
    """Units of a labelled field (责任单位：县商务局、各镇), and whether the list is open. What stands in such a
    field is a unit, whatever it looks like."""
    text = hide_name_brackets(_ROLE_BRACKET.sub("", words).strip("。；;，, "))
    names = names_of(text, roster, is_sure=True)
    if names.units and not names.persons and not names.refused:
        return names.units, names.is_open
    parts = (_FIELD_VERB.sub("", part) for part in re.split(r"[、,，；;\s]|以及", text))
    listed = (re.sub(r"等[\u4e00-\u9fff]{0,6}(?:部门|单位|镇|街道)$|等$", "", part) for part in parts)
    return tuple(shown(part) for part in listed if part and part not in _EMPTY), names.is_open


def listed_cell(raw: str, tidy: Callable[[str], str]) -> str:
    """A cell of names, whatever stands between them: commas, line breaks, spaces or nothing."""
    parts: list[str] = []
    for part in (tidy(one) for one in re.split(r"[\s\u2063]+", names_apart(raw[:_LONGEST_CELL]))):
        is_cut = bool(parts) and (
            parts[-1][-1] in "、，；：,;（/" or (part and part[0] in "、，；,;）/") or len(parts[-1]) == 1
        )
        # 宋 铭 is one name, and a name may go on below.
        if parts and part and (is_cut or _is_torn(parts[-1], part)):
            parts[-1] += part
        elif part:
            parts.append(part)
    joined = "、".join(parts)
    return "" if joined in _EMPTY else _TWO_NAMES.sub("、", joined)


def _is_torn(left: str, right: str) -> bool:
    """Neither half is a name by itself, but both together are: 县农业农 村局."""
    left, right = left.rsplit("、", 1)[-1], right.split("、", 1)[0]
    return not looks_like_unit(left) and looks_like_unit(right) and looks_like_unit(left + right) and len(right) < 4


def unknown_units(names: Collection[str], roster: Roster) -> list[str]:
    """Names the office has neither as a unit nor as a group."""
    groups = {name for name, _ in roster.groups}
    return [name for name in names if name not in roster.units and name not in groups and not is_group(name)]
