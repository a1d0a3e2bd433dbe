"""Units recognised by form or by the office's roster: 县财政局, 各镇（街道）, 县渔业、市监等有关部门."""

import re
from collections.abc import Callable, Collection

from domain.office.units import is_group
from domain.papers.reading import Roster

_UNIT_END = re.compile(
    r"(?:局|办|委|镇|乡|街道|办事处|中心|公司|集团|政府|法院|检察院|院|校|馆|站|大队|支队|队|处|室|部|银行|农发行|人行|分行|支行|"
    r"联社|协会|学会|商会|联合会|工会|社|所|园区|开发区|示范区|高新区|经开区|新区|管委会|部门|单位|组|会|妇联|残联|文联|"
    r"工商联|科协|侨联|社联|台|场|厂|库|段|网|指挥部|专班|县|市|区|旗|州|村|社区|单位|系统|移动|电信|联通|铁塔)$"
)
# 团县委 and 县纪委监委 are units; what begins with a verb or preposition is a piece of a sentence.
_NO_UNIT = re.compile(
    r"^(?:会同|联合(?!会|社)|配合|协助|对|向|与|将|把|在|按|按照|根据|支持|督促|协调|要求|指导|召开|推进|加强|建立|完善|组织(?!部)|做好|办好|抓好|建好|开展|由于|确保|通过)"
    r"|负责人|同志|领导|同意|会议$|问题$|全县$|全市$|全区$|我[县市区]$|机会$|社会$|办法$|[承协主交]办$|报(?:送|请|经)?[县市区省州]"
)
# 等有关部门: the names before it are the ones that are told.
_OPEN = re.compile(
    r"等(?:[一二三四五六七八九十\d]+个?)?(?:有关|相关|其他)?(?:职能|县直|县级|市直|市级|区直|区级|责任|成员)?(?:有关|相关)?"
    r"(?:部门和单位|部门|单位|镇街|乡镇|镇|街道)?(?:及有关部门)?$"
)
# 各镇（街道） and 县发改局（县能源局）: a bracket that belongs to a name.
_NAME_BRACKET = re.compile(
    r"(?<=[局办委镇乡道府门位心部区县市旗州])（(?P<inside>[\u4e00-\u9fff、]{1,9})）|(?<=党)（(?P<party>工)）(?=委)"
)
_LEFT, _RIGHT, _COMMA = "\ue000", "\ue001", "\ue002"
_SEPARATOR = re.compile(r"[、,，；;\s]|以及|及(?!时)")


def hide_name_brackets(text: str) -> str:
    """Brackets inside unit names as private marks, so that clauses can be cut at the others."""
    return _NAME_BRACKET.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    # 各乡镇党（工）委
    if match["party"]:
        return f"{_LEFT}{match['party']}{_RIGHT}"
    parts = match["inside"].split("、")
    is_name = all(_UNIT_END.search(part) for part in parts)
    return f"{_LEFT}{_COMMA.join(parts)}{_RIGHT}" if is_name else match[0]


def shown(text: str) -> str:
    return text.replace(_LEFT, "（").replace(_RIGHT, "）").replace(_COMMA, "、")


def looks_like_unit(name: str, roster: Roster | None = None) -> bool:
    """By its ending, as a group ("各镇"), or because the office knows it."""
    if roster is not None and name in roster.units:
        return True
    plain = re.sub(r"[\ue000（].*?[\ue001）]$", "", name)
    if not 2 <= len(plain) <= 24 or _NO_UNIT.search(plain):
        return False
    return bool(_UNIT_END.search(plain) or is_group(plain))


def split_units(words: str, roster: Roster | None = None) -> tuple[list[str], bool]:
    """A list of units and whether it is open ("等部门"). No units when one of them looks like none."""
    ends_open = bool(_OPEN.search(words))
    pieces = [piece.strip("由请以、 ") for piece in _SEPARATOR.split(words) if piece.strip("由请以、 ")]
    listed = [_OPEN.sub("", piece) for piece in pieces]
    opened = ends_open or any(_OPEN.search(piece) for piece in pieces)
    parts = [part for piece in listed if piece for part in _at_and(piece, roster)]
    if not parts:
        return [], opened
    # Within "…等部门" the endings may be left off: 县渔业、市监、经贸等有关部门.
    is_short_list = ends_open and all(_is_short_name(part) for part in parts)
    if is_short_list or all(looks_like_unit(part, roster) for part in parts):
        return [shown(part) for part in parts], opened
    return [], opened


def _is_short_name(part: str) -> bool:
    return len(part) <= 8 and not _NO_UNIT.search(part) and not re.search(r"[\d的了]", part)


def _at_and(piece: str, roster: Roster | None) -> list[str]:
    """甲局和乙局 is two units, 县人力资源和社会保障局 one."""
    if roster is not None and piece in roster.units:
        return [piece]
    for word in re.finditer("[和与]", piece):
        left, right = piece[: word.start()], piece[word.end() :]
        if looks_like_unit(left, roster) and all(looks_like_unit(one) for one in _at_and(right, roster)):
            return [left, *_at_and(right, roster)]
    return [piece]


def units_in(words: str, roster: Roster | None = None) -> tuple[tuple[str, ...], bool]:
    """Units of a labelled field (责任单位：县商务局、各镇), and whether the list is open. What stands in such a
    field is a unit, whatever it looks like."""
    text = _ROLE_BRACKET.sub("", words).strip("。；;，, ")
    hidden = hide_name_brackets(text)
    units, opened = split_units(hidden, roster)
    if units or not text:
        return tuple(units), opened
    parts = (_FIELD_VERB.sub("", _OPEN.sub("", part)) for part in re.split(r"[、,，；;\s]|以及", hidden))
    return tuple(shown(part) for part in parts if part and part not in ("无", "/", "-", "—", "等")), opened


# 县财政局 县发改局: a space or line break between two whole names.
_TWO_NAMES = re.compile(
    r"(?<=[局办委府处镇乡道心司队院会部站])(?=(?:各|[县市区省](?![级直属域])|有关|相关)[\u4e00-\u9fff])"
)
_LONGEST_CELL = 4000
_FIELD_VERB = re.compile(r"(?:分别|共同|按职责(?:分工)?)*(?:牵头|负责|配合|落实)$")
_ROLE_BRACKET = re.compile(r"（(?:分别|共同|总|联合)?(?:牵头|主办|负责|汇总)(?:单位|部门)?）")


def listed_cell(raw: str, tidy: Callable[[str], str]) -> str:
    """A cell of names, whatever stands between them: commas, line breaks, spaces or nothing."""
    parts: list[str] = []
    for part in (tidy(one) for one in re.split(r"[\s\u2063]+", raw[:_LONGEST_CELL])):
        is_cut = bool(parts) and (
            parts[-1][-1] in "、，；：,;（/" or (part and part[0] in "、，；,;）/") or len(parts[-1]) == 1
        )
        # 宋 铭 is one name, and a name may go on below.
        if parts and part and (is_cut or _is_torn(parts[-1], part)):
            parts[-1] += part
        elif part:
            parts.append(part)
    joined = "、".join(parts)
    return "" if joined in ("/", "-", "—", "无") else _TWO_NAMES.sub("、", joined)


def _is_torn(left: str, right: str) -> bool:
    """Neither half is a name by itself, but both together are: 县农业农 村局."""
    left, right = left.rsplit("、", 1)[-1], right.split("、", 1)[0]
    return not looks_like_unit(left) and looks_like_unit(right) and looks_like_unit(left + right) and len(right) < 4


def unknown_units(names: Collection[str], roster: Roster) -> list[str]:
    """Names the office has neither as a unit nor as a group."""
    groups = {name for name, _ in roster.groups}
    return [name for name in names if name not in roster.units and name not in groups and not is_group(name)]
