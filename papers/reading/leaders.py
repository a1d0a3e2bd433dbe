"""Persons recognised by form: 同志, a title before or after the name, or a usual surname and no unit's ending."""

import re

from domain.ideographs import HAN
from domain.papers.reading import Roster
from papers.reading.units import looks_like_unit

_NAME = rf"(?:[{HAN}]{{1,7}}·[{HAN}]{{1,7}}|[{HAN}]{{2,4}})"
_TITLES = (
    r"(?:县委|市委|区委|州委|县政府|市政府|区政府|县人大常委会|市人大常委会|县人大|市人大|县政协|市政协|党组|党委|党工委|管委会)?"
    r"(?:常务|第一)?(?:副?(?:县|市|区|镇|乡|州|旗|部|院|校|厅)长|副?书记|常委|副?主任|副?局长|副?秘书长|副?主席|县级领导|县领导|市领导|"
    r"(?:[一二三四]级)?调研员|党组成员|检察长|副?总工程师|副?总经理|董事长|政委|副?主委|武装部部长|部部长)"
)
_NOT_A_NAME = re.compile(
    r"负责|相关|有关|分管|主要|领导|同志|亲自|共同|分别|具体|部门|单位|组长|县委|政府|各|等|会议|牵头|工作|问题|要求|全[县市区]|我[县市区]"
)
_ROLE = (
    r"(?:共同|分别|联合|具体|总体|全面|亲自|统一)*(?:任(?:第一|常务)?(?:副)?(?:组长|总指挥|指挥长)|总?牵头|(?:总|具体|亲自)?负(?:总)?责|"
    r"统筹|协调|挂帅|包抓|主抓|督办|调度)"
)
_STRETCH = r"[^，；。：（）“”]"
# Who leads, is in charge or heads a group; and whom 由…同志 names without a verb.
_LEAD = (
    re.compile(rf"(?:由|请|^|[，；。：（“])(?P<names>{_STRETCH}{{2,60}}?)(?:同志)?{_ROLE}"),
    re.compile(rf"(?:由|请)(?P<names>{_STRETCH}{{2,60}}?)同志"),
)
# 程远（副县长）牵头
_TITLE_BRACKET = re.compile(rf"（[^（）]{{0,12}}{_TITLES}）")
_CONSULTED = re.compile(rf"(?:商|会同)(?P<names>{_STRETCH}{{2,60}})")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华魏陶姜戚谢邹喻苏潘葛范彭郎鲁韦马苗花俞任袁柳鲍史唐费廉岑薛雷贺倪汤"
    "殷罗毕郝邬常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄臧戴谈宋庞熊纪舒屈祝董梁杜阮蓝闵季贾路江童颜郭梅盛林钟徐邱骆高夏"
    "蔡田樊胡凌霍虞万柯卢莫房缪干解应丁邓郁杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段侯全班仇甘厉戎祖符刘景龙叶司黎白蒲"
    "赖卓乔翟谭申冉桂牛温庄柴瞿阎聂晁勾敖融冷辛阚饶沙鞠关蒯查游权桑尚代冶涂娄付肖闫宁"
    "巫宗仲伊宫寇阙殳夔巩厍乜竺逯郦鄢佘佟覃谌谯郏郄郗邸鄞酆璩濮匡蔺屠胥訾莘逄姬扈燕冀晏茹宦艾廖庾耿粟牟仉糜芮羿汲邴隗宓郤邰麴韶郜蓟钮贲裘苌禹米麦苟班"
)
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "端木")
# 林业, 金融, 项目方: what begins with a surname and is none.
_NO_PERSON = re.compile(r"[方人者员户业融旅法务监政教广]$|^(?:全|公|项目|施工|业主|常态|包保|应急|高新|万)")


def find_leaders(text: str, roster: Roster | None = None) -> tuple[str, ...]:
    """Lead leaders in the order of the text, whom it names as leading, in charge or heading a group."""
    found: dict[str, int] = {}
    text = _TITLE_BRACKET.sub("", text)
    for pattern in _LEAD:
        for match in pattern.finditer(text):
            # 后续工作由甲同志牵头, 由甲同志商乙同志负责
            own = re.split("商|会同", re.split("由|请", match["names"])[-1])[0]
            for name in _persons(own, match[0], roster):
                found.setdefault(name, match.start("names") + match["names"].find(name))
    consulted = set(find_consulted(text))
    return tuple(name for name in sorted(found, key=lambda name: found[name]) if name not in consulted)


def find_consulted(text: str, roster: Roster | None = None) -> tuple[str, ...]:
    """商…同志; 商相关分管负责同志 names nobody, and 商县发改局 a unit."""
    found: list[str] = []
    for match in _CONSULTED.finditer(text):
        told = re.split("(?<=同志)(?![、和])", match["names"])[0]
        if "同志" in told or re.search(rf"{_TITLES}(?:$|[{HAN}·]{{2,4}}$)", told):
            found += _persons(told, told, roster)
    return tuple(dict.fromkeys(found))


def _persons(words: str, whole: str, roster: Roster | None) -> list[str]:
    """Names in a list: with 同志 or a title any name, without only what is known or begins with a surname."""
    is_told = "同志" in whole
    names: list[str] = []
    for piece in re.split("[、和]", words):
        bare = piece.removesuffix("同志")
        before_title = re.sub(rf"{_TITLES}$", "", bare)
        name = re.sub(rf"^.*{_TITLES}", "", before_title)
        is_titled = name != bare
        if name and (_is_name(name, roster) if is_told or is_titled else is_person(name, roster)):
            names.append(name)
            # 由副县长狄青、寇准牵头: who stands beside one with a title is a person too.
            is_told = is_told or is_titled
    return names


def _is_name(name: str, roster: Roster | None) -> bool:
    is_known = roster is not None and name in roster.people
    looks_odd = _NOT_A_NAME.search(name) or looks_like_unit(name, roster)
    return is_known or (re.fullmatch(_NAME, name) is not None and not looks_odd)


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
    parts = re.split(r"[、，,；;/\s]|(?<=同志)和", re.sub(r"（[^（）]*）|^[^（）]*）", "", words.strip("。")))
    stripped = (re.sub(rf"^(?:{_TITLES})+|{_TITLES}$", "", part.removesuffix("同志")) for part in parts)
    return tuple(name for name in stripped if re.fullmatch(_NAME, name) and not _NOT_A_NAME.search(name))
