"""A list of names taken apart: which are persons, which units, and whether it is open (等部门).

Where only names can stand (由…牵头, 责任单位：…) each piece that is no person is a unit, whatever its form: one
name that nobody knows costs nothing but itself. Elsewhere some piece must have the form of a name, and none that of a
sentence.
"""

import re
from dataclasses import dataclass

from domain.papers.reading import Roster
from papers.reading.names.persons import has_form_of_person, has_surname, is_of_offices
from papers.reading.names.titles import is_called_by_rank, is_title, titled_name
from papers.reading.names.unit_forms import is_unit, may_be_name, without_tail

_LEFT, _RIGHT, _COMMA = "\ue000", "\ue001", "\ue002"
# 各镇（街道）, 县发改局（县能源局） and 各县（市、区）政府: a bracket that belongs to a name.
_NAME_BRACKET = re.compile(
    r"(?<=[局办委镇乡道府门位心部区县市旗州厅署室院司村队科团社])（(?P<inside>[\u4e00-\u9fff、]{1,12})）"
    r"|（(?P<inner>[\u4e00-\u9fff]{1,2})）(?=公司|[局委厂校院所室科站队部])"
)
# 各市、县（市、区）人民政府 and 各县、市、区政府 are one name.
_TIERS = re.compile(r"各[市州盟区县旗](?:、[县区旗市州各]{1,3}){1,3}(?=[（\ue000]|人?民?政府|管委会)")
_OPEN = re.compile(
    r"等(?:[一二三四五六七八九十\d]+[个家]?)?[\u4e00-\u9fff]{0,6}?(?:部门|单位|科室|处室|股室|部室|镇街|乡镇|镇|街道|企业|机构|院所|责任人)"
    r"(?:和(?:有关|相关)?单位|及(?:有关|相关)部门)?$|等(?:[一二三四五六七八九十\d]+[个家])?$"
)
_SEPARATOR = re.compile(r"[、,，；;/／\s]|以及|及(?!时|早|各)|(?<=[部门单位局])及(?=各)|并(?=[县市区省])")
_AROUND = "由请以、—–- "
_NUMBER = re.compile(r"^(?:\d{1,2}[.．、]|[①-⑳]|（?[一二三四五六七八九十]）)")
_OF_A_PLACE = re.compile(r"^(?:[县市区省州团]|各|有关|相关)")


@dataclass(frozen=True, slots=True)
class NameList:
    """`guessed` are units by their place alone, `refused` pieces that cannot be names."""

    persons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    is_open: bool = False
    guessed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.persons or self.units)


NOBODY = NameList()


def hide_name_brackets(text: str) -> str:
    """Brackets inside unit names as private marks, so that clauses can be cut at the others."""
    return _TIERS.sub(lambda tiers: tiers[0].replace("、", _COMMA), _NAME_BRACKET.sub(_hidden, text))


def _hidden(match: re.Match[str]) -> str:
    # 各乡镇党（工）委, 各子（分）公司
    if match["inner"]:
        return f"{_LEFT}{match['inner']}{_RIGHT}"
    parts = match["inside"].split("、")
    is_name = all(is_unit(part) or part in ("市", "区", "县", "旗", "乡", "镇", "州", "盟", "办") for part in parts)
    return f"{_LEFT}{_COMMA.join(parts)}{_RIGHT}" if is_name else match[0]


def shown(text: str) -> str:
    return text.replace(_LEFT, "（").replace(_RIGHT, "）").replace(_COMMA, "、")


def is_known_unit(name: str, known: Roster | None) -> bool:
    return known is not None and name in known.units


def is_known_person(name: str, known: Roster | None) -> bool:
    return known is not None and name in known.people


def names_of(words: str, known: Roster | None = None, *, is_sure: bool = False) -> NameList:
    """The names of a list, or NOBODY where the words are no list of names."""
    is_short = is_open = bool(_OPEN.search(words))
    persons: list[str] = []
    units: list[str] = []
    guessed: list[str] = []
    refused: list[str] = []
    is_told = False
    for piece in _SEPARATOR.split(words):
        bare = _without_role(_NUMBER.sub("", piece.strip(_AROUND)))
        listed = _OPEN.sub("", bare)
        is_open = is_open or listed != bare
        for part in _at_and(listed, known) if listed else ():
            kind = kind_of(part, known)
            # 渔业、经贸等部门 names no person.
            if kind == "person" and is_short and not is_known_person(part, known) and part == _person(part):
                kind = "unit"
            # 副县长狄青、冼夫人: who stands beside one with a title is a person too.
            if not kind and is_told and 2 <= len(part) <= 4 and not is_of_offices(part):
                kind = "person"
            if kind == "person":
                persons.append(_person(part))
                is_told = is_told or part != _person(part)
            elif kind == "unit":
                units.append(part)
            elif not kind and may_be_name(name := without_tail(part) if is_sure else part):
                units.append(name)
                guessed += [name] if name == part else []
            elif not kind:
                refused.append(part)
    if refused and not is_sure:
        return NOBODY
    is_backed = is_sure or is_short or not guessed
    if not is_backed and 2 * len(guessed) > len(units):
        return NOBODY
    told = tuple(dict.fromkeys(shown(one) for one in units))
    return NameList(tuple(dict.fromkeys(persons)), told, is_open, tuple(guessed), tuple(refused))


_ROLE = re.compile(r"^[\u4e00-\u9fff]{2,12}?(?:单位|部门)(?=[\u4e00-\u9fff]{3,}$)")


def _without_role(name: str) -> str:
    """包片单位县文广局: what a unit is there stands before its name."""
    role = _ROLE.match(name)
    return name[role.end() :] if role and is_unit(name[role.end() :]) else name


def kind_of(name: str, known: Roster | None = None) -> str:
    """ "person", "unit", "title" (县委常委 before the name that comes), "" where form does not tell."""
    if is_known_unit(name, known):
        return "unit"
    if is_known_person(name, known):
        return "person"
    told = titled_name(name)
    if told and not is_unit(told) and not is_of_offices(told):
        return "person"
    if is_called_by_rank(name):
        return "person"
    if name.endswith("同志"):
        return "person" if len(name) > len("同志") + 1 else ""
    if is_title(name):
        return "title"
    if _is_bare_person(name):
        return "person"
    return "unit" if is_unit(name) else ""


# 李红旗, 王港: the last letters of names that end units as well.
_SOFT_END = re.compile(r"^..?[旗州港园台团]$")


def _is_bare_person(name: str) -> bool:
    if is_unit(name) and not (_SOFT_END.match(name) and has_surname(name)):
        return False
    return has_form_of_person(name)


def _person(words: str) -> str:
    bare = words.removesuffix("同志")
    return titled_name(bare) or bare


def _at_and(piece: str, known: Roster | None) -> list[str]:
    """甲局和乙局 is two units, 县人力资源和社会保障局 one."""
    if is_known_unit(piece, known) or is_of_offices(piece):
        return [piece]
    for place, mark in enumerate(piece):
        if mark not in "和与":
            continue
        left, right = piece[:place], piece[place + 1 :]
        if _stands_alone(left, right, known):
            rest = _at_and(right, known)
            # 县人大和县监察、财政等部门: what begins with a place is a name, if a short one.
            if all(kind_of(one, known) or (_OF_A_PLACE.match(one) and may_be_name(one)) for one in rest):
                return [left, *rest]
    return [piece]


def _stands_alone(left: str, right: str, known: Roster | None) -> bool:
    """文化和旅游局 begins like a person's name."""
    kind = kind_of(left, known)
    if kind == "unit" and len(left) == 2 and not is_known_unit(left, known):
        return False
    if kind == "person" and len(left) == 2 and not is_known_person(left, known):
        return not is_unit(right) or _OF_A_PLACE.match(right) is not None
    return kind in ("person", "unit")
