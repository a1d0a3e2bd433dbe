"""Persons recognised by form: 同志, a title before or after the name, or a usual surname and no unit's ending."""

import re

from domain.reading import Roster
from papers.units import looks_like_unit

_HAN = r"\u4e00-\u9fff"
_NAME = rf"(?:[{_HAN}]{{1,7}}·[{_HAN}]{{1,7}}|[{_HAN}]{{2,4}})"
_NAMES = rf"{_NAME}(?:[、和]{_NAME})*"
# As short as can be, where a title follows.
_SHORTEST = rf"(?:{_NAME}[、和])*?(?:[{_HAN}]{{1,7}}·[{_HAN}]{{1,7}}|[{_HAN}]{{2,4}}?)"
_TITLES = (
    r"(?:县委|市委|区委|县政府|市政府|区政府|党组)?(?:常务)?(?:副?(?:县|市|区|镇|乡|州|旗)长|副?书记|常委|副?主任|副?局长|副?秘书长|"
    r"副?部长|副?主席|县级领导|调研员)"
)
_NOT_A_NAME = re.compile(
    r"负责|相关|有关|分管|主要|领导|同志|部门|单位|组长|县委|政府|各|等|会议|牵头|工作|问题|要求|全[县市区]|我[县市区]"
)
_ROLE = (
    r"(?:任(?:第一|常务)?(?:副)?(?:组长|总指挥|指挥长)|总?牵头|(?:总|具体|亲自)?负(?:总)?责|"
    r"统筹|协调|挂帅|包抓|主抓|督办|调度)"
)
_LEAD = (
    re.compile(rf"(?:由|请)(?P<names>{_NAMES})同志(?!任副)"),
    re.compile(rf"(?:^|[，；。：（、])(?P<names>(?![由请商]){_NAMES})同志{_ROLE}"),
    re.compile(rf"(?:由|请)(?P<names>{_SHORTEST}){_TITLES}{_ROLE}"),
    re.compile(rf"(?:^|[，；。：（])(?P<names>(?![由请商]){_SHORTEST}){_TITLES}{_ROLE}"),
    re.compile(rf"(?:由|请)?(?:{_TITLES}[、，]?)+(?P<names>{_SHORTEST})(?:同志)?{_ROLE}"),
    re.compile(rf"(?:由|请)(?:{_TITLES}[、，]?)+(?P<names>{_NAMES})同志"),
)
_CONSULTED = (
    re.compile(rf"(?:商|会同)(?:{_TITLES}[、，]?)*(?P<names>{_NAMES})同志"),
    re.compile(rf"商(?P<names>{_SHORTEST}){_TITLES}"),
    re.compile(rf"商(?:{_TITLES}[、，]?)+(?P<names>{_SHORTEST})(?=[，；。：）]|$)"),
)
_BARE = re.compile(rf"(?:^|[，；。：（由请])(?P<names>(?![由请商]){_NAMES}){_ROLE}")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗花俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "殷罗毕郝邬常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄臧戴谈宋庞熊纪舒屈祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏"
    "蔡田樊胡凌霍虞万柯卢莫房缪干解应丁邓郁杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段侯全班仇甘厉戎祖符刘景龙叶司黎白蒲"
    "赖卓乔翟谭申冉桂牛温庄柴瞿阎聂晁勾敖融冷辛阚饶沙鞠关蒯查游权桑尚代冶涂娄付肖闫宁"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木")
# 林业, 金融, 项目方: what begins with a surname and is none.
_NO_PERSON = re.compile(r"[方人者员户业融旅法务监政教广]$|^(?:全|公|项目|施工|业主|常态|包保|应急|高新|万)")


def find_leaders(text: str, roster: Roster | None = None) -> tuple[str, ...]:
    """Lead leaders in the order of the text, whom it names as leading, in charge or heading a group."""
    found: dict[str, int] = {}
    for pattern in _LEAD:
        for match in pattern.finditer(text):
            for name in _real(match["names"]):
                found.setdefault(name, match.start("names"))
    for match in _BARE.finditer(text):
        names = re.split(r"[、和]", match["names"])
        if all(is_person(name, roster) for name in names):
            for name in names:
                found.setdefault(name, match.start("names"))
    consulted = set(find_consulted(text))
    return tuple(name for name in sorted(found, key=lambda name: found[name]) if name not in consulted)


def find_consulted(text: str) -> tuple[str, ...]:
    """商…同志; 商相关分管负责同志 names nobody."""
    matches = (match for pattern in _CONSULTED for match in pattern.finditer(text))
    return tuple(dict.fromkeys(name for match in matches for name in _real(match["names"])))


def _real(words: str) -> list[str]:
    names = (re.sub(rf"^{_TITLES}|{_TITLES}$", "", name) for name in re.split(r"[、和]", words))
    return [
        name
        for name in names
        if len(name) >= 2 and not _NOT_A_NAME.search(name) and not re.search(r"[局委办镇乡]$", name)
    ]


def is_person(name: str, roster: Roster | None = None) -> bool:
    """A bare name: known to the office, or a usual surname with one or two more characters."""
    if roster is not None and name in roster.people:
        return True
    if "·" in name:
        return not _NOT_A_NAME.search(name)
    if looks_like_unit(name, roster) or _NO_PERSON.search(name) or _NOT_A_NAME.search(name):
        return False
    if name[:2] in _COMPOUND:
        return 3 <= len(name) <= 4
    return 2 <= len(name) <= 3 and name[0] in _SURNAMES


def names_in(words: str) -> tuple[str, ...]:
    """Leaders of a labelled field: 责任领导：张三 副县长、李四."""
    parts = re.split(r"[、，,；;\s]", re.sub(r"（[^（）]*）", "", words))
    stripped = (re.sub(rf"^{_TITLES}|{_TITLES}$", "", part.removesuffix("同志")) for part in parts)
    return tuple(name for name in stripped if re.fullmatch(_NAME, name) and not _NOT_A_NAME.search(name))
