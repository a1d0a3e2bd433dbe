"""Titles of persons, by what they are made of: an organ, a rank and the word that ends it (县委常委, 副庭长)."""

import re
from functools import lru_cache

from domain.ideographs import HAN
from papers.reading.names.persons import SURNAMES, has_form_of_person, is_of_offices

_CHIEF = (
    r"(?:[县市区省州盟旗镇乡街村居局处科厅署部院校所站庭队组行社厂矿场段班团司馆台园室股会]|检察|董事|理事|监事|秘书|学|护士|机|道办事处|办事处|"
    r"中心|指挥|参谋|巡视组)长"
)
_RANK = (
    rf"(?:{_CHIEF}|书记|主任|主席|主委|主管|(?:常委|政委)(?![会办])|委员(?!会)|组成员|班子成员|总?经理|总监|总裁|总?(?:工程|会计|经济|农艺|规划|"
    r"设计|药剂)师|审计师|[一二三四]级(?:调研员|巡视员|主任科员|高级警长)|调研员|巡视员|督查专员|专员|总指挥|[县市区省]级领导|[县市区省]领导|教导员|指导员|"
    r"政治委员|法律顾问|总干事|董事|监事|理事|助理)"
)
_ORGAN = (
    r"(?:(?:[县市区省州旗镇乡]|自治[县州区])?(?:委|政府|人大(?:常委会)?|政协|纪委监?委?|监委|党组|党委|党工委|管委会|工会|团委|人武部|法院|检察院)"
    r"|集团|公司|医院|学院|学校|院|局|处|中心)"
)
_BEFORE = r"(?:党组|党委|党总支|常务|第一|执行|专职|原|时任|代理?|分管)?副?"
_LAST = re.compile(rf"(?:[两三四五几]位)?{_ORGAN}{{0,2}}{_BEFORE}{_RANK}(?:助理)?$")
_FIRST = re.compile(rf"^.*{_RANK}")
# 宣传部部长李慧，副市长王芳牵头: between two that bear titles a comma is but a pause.
AFTER_TITLED = re.compile(
    rf"(?<=[长记任席委师理员监][{HAN}]{{2}})，(?=[{HAN}]{{0,10}}{_RANK}[{HAN}]{{2,3}}(?:、|，|同志|牵头|负责|共同|分别))"
    rf"|(?<=[长记任席委师理员监][{HAN}]{{3}})，(?=[{HAN}]{{0,10}}{_RANK}[{HAN}]{{2,3}}(?:、|，|同志|牵头|负责|共同|分别))"
)
# 程远（副县长）
BRACKET = re.compile(rf"（[^（）]{{0,16}}{_RANK}）|（兼[^（）]{{0,8}}）")
# 县人大常委会|副主任: a body before a rank is what a person has charge of.
HAS_RANK = re.compile(rf"{_BEFORE}{_RANK}(?!单位|部门)")
_NAME = re.compile(rf"[{HAN}]{{1,7}}(?:·[{HAN}]{{1,10}})+|[{HAN}]{{2,4}}")


_WITH_OFFICE = 4
_SURNAME_AND_RANK = re.compile(rf"^(?P<surname>[{HAN}]{{1,2}}?)副?{_RANK}$")


def is_called_by_rank(words: str) -> bool:
    """王主任: whoever is named by surname and rank alone."""
    found = _SURNAME_AND_RANK.match(words)
    return (
        found is not None
        and found["surname"] in SURNAMES
        and not words.endswith(("成员", "委员", "领导", "师", "助理"))
    )


def is_title(words: str) -> bool:
    """县委常委, of 县委常委、副县长岳宁."""
    found = _FIRST.match(words)
    return found is not None and found.end() == len(words) and not is_called_by_rank(words)


@lru_cache(maxsize=8192)
def titled_name(words: str) -> str:
    """The name beside a title, before or behind it; "" where there is no title, and for 项目经理."""
    bare = BRACKET.sub("", words)
    first, last = _FIRST.match(bare), _LAST.search(bare)
    before = bare[: last.start()] if last else ""
    # 李明财务总监: the office of a rank is no part of the name.
    if len(before) >= _WITH_OFFICE and is_of_offices(before[-2:]) and has_form_of_person(before[:-2]):
        before = before[:-2]
    # 县公安|局副局长 leaves no name before the title.
    if last and not last[0].startswith(("副", "党", "总")) and is_title(bare) and not has_form_of_person(before):
        before = ""
    beside = (bare if bare != words else "", bare[first.end() :] if first else "", before)
    return next((name for name in beside if _NAME.fullmatch(name) and not is_of_offices(name)), "")
