"""Persons a directive names: who leads or is in charge, and whom it tells to consult."""

import re

from domain.ideographs import HAN
from domain.papers.reading import Roster
from papers.reading.names.lists import kind_of
from papers.reading.names.titles import AFTER_TITLED, BRACKET, is_called_by_rank, is_title, titled_name

_NAME = rf"(?:[{HAN}]{{1,7}}·[{HAN}·]{{1,14}}|[{HAN}]{{2,7}})"
_NOT_A_NAME = re.compile(
    r"负责|相关|有关|分管|主要|领导|同志|亲自|共同|分别|具体|部门|单位|组长|县委|政府|各|等|会议|牵头|工作|问题|要求|全[县市区]|我[县市区]|联[系络][人员]|经办人|待定|待明确|另定|暂定"
)
_ROLE = (
    r"(?:共同|分别|联合|具体|总体|全面|亲自|统一)*(?:任(?:第一|常务)?(?:副)?(?:组长|总指挥|指挥长|召集人)|总?牵头|(?:总|具体|亲自)?负(?:总)?责(?!人)|"
    r"统筹|协调|挂帅|包抓|包联|主抓|督办|调度|领衔|挂点|担任|(?<=分别)联系(?!人))"
)
_STRETCH = r"[^，；。：（）“”]"
# Who leads, is in charge or heads a group; and whom 由…同志 names without a verb.
_LEAD = (
    re.compile(rf"(?:由|请|^|[，；。：（“])(?P<names>{_STRETCH}{{2,60}}?)(?:同志)?{_ROLE}"),
    re.compile(rf"(?:由|请)(?P<names>{_STRETCH}{{2,60}}?)同志"),
)
_CONSULTED = re.compile(rf"(?:(?<![招工电磋协])商(?!务|贸|业|会|品|行|户)|会同)(?P<names>{_STRETCH}{{2,60}})")


def find_leaders(text: str, roster: Roster | None = None) -> tuple[str, ...]:
    """Lead leaders in the order of the text, whom it names as leading, in charge or heading a group."""
    found: dict[str, int] = {}
    text = AFTER_TITLED.sub("、", BRACKET.sub("", text))
    for pattern in _LEAD:
        for match in pattern.finditer(text):
            # 后续工作由甲同志牵头, 由甲同志商乙同志负责
            own = re.split("(?<![招工电])商(?!务|贸)|会同", re.split("由|请", match["names"])[-1])[0]
            for name in _persons(own, match[0], roster):
                found.setdefault(name, match.start("names") + match["names"].find(name))
    consulted = set(find_consulted(text, roster))
    return tuple(name for name in sorted(found, key=lambda name: found[name]) if name not in consulted)


def find_consulted(text: str, roster: Roster | None = None) -> tuple[str, ...]:
    """商…同志; 商相关分管负责同志 names nobody, and 商县发改局 a unit."""
    found: list[str] = []
    for match in _CONSULTED.finditer(text):
        told = re.split("(?<=同志)(?![、和])", match["names"])[0]
        last = re.split("[、和]", told)[-1]
        if "同志" in told or titled_name(last) or is_title(told):
            found += _persons(told, told, roster)
    return tuple(dict.fromkeys(found))


def _persons(words: str, whole: str, roster: Roster | None) -> list[str]:
    """Names in a list: with 同志 or a title any name, without only what is known or has the form of one."""
    is_told = "同志" in whole
    names: list[str] = []
    for piece in re.split("[、和与]|以及", words):
        bare = piece.strip("由请 ").removesuffix("同志").removesuffix("等")
        if is_called_by_rank(bare):
            names.append(bare)
            continue
        titled = "" if _is_unit(bare, roster) else titled_name(bare)
        name = titled or bare
        if name and (_is_name(name, roster) if is_told or titled else is_person(name, roster)):
            names.append(name)
        # 由副县长狄青、寇准牵头: who stands beside one with a title is a person too.
        is_told = is_told or bool(titled)
    return names


def _is_unit(name: str, roster: Roster | None) -> bool:
    return kind_of(name, roster) == "unit"


def _is_name(name: str, roster: Roster | None) -> bool:
    is_known = roster is not None and name in roster.people
    looks_odd = _NOT_A_NAME.search(name) or is_title(name) or _is_unit(name, roster)
    return is_known or (re.fullmatch(_NAME, name) is not None and not looks_odd)


def is_person(name: str, roster: Roster | None = None) -> bool:
    """A bare name: known to the office, or of the form of one."""
    if roster is not None and name in roster.people:
        return True
    if _NOT_A_NAME.search(name):
        return False
    return kind_of(name, roster) == "person" and not titled_name(name)


def names_in(words: str) -> tuple[str, ...]:
    """Leaders of a labelled field: 责任领导：张三 副县长、李四."""
    parts = re.split(r"[、，,；;/\s]|(?<=同志)和", re.sub(r"（[^（）]*）|^[^（）]*）", "", words.strip("。")))
    found: list[str] = []
    for part in parts:
        bare = part.removesuffix("同志")
        name = titled_name(bare) or bare
        if re.fullmatch(_NAME, name) and not _NOT_A_NAME.search(name) and not is_title(name):
            found.append(name)
    return tuple(found)
