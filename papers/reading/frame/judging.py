"""What a node of the tree is: whether it assigns work, only tells, only counts, or is but a heading."""

import re

from domain.papers.reading import ReadSection, Roster
from papers.reading.duties import Duties, find_duties, heading_duties, with_fields
from papers.reading.frame.decisions import DECIDED, hears, is_dated, is_everybody, is_urged, only_heard
from papers.reading.frame.tree import Node
from papers.reading.items import GRAMMAR_LIMIT
from papers.reading.label_names import LABEL
from papers.reading.labels import take_labels
from papers.reading.layout import BULLET
from papers.reading.sections import SHORT_HEADING, section_from

# What only describes, and what advises: of a paper that lists nothing else, the advice is its list.
_DESCRIBES = re.compile(
    r"^(?:总体|基本|整体)(?:情况|要求|进展|思路)|指导思想|(?:工作|总体|主要)目标$|基本原则|组织(?:领导|保障|实施)|保障措施|督查情况|主要做法|排名|(?:评比|考核|考评|评分|检查|测评)(?:结果|情况)$"
    r"|^[^，。；：]{0,6}(?:(?:好|值得肯定|可取)的(?:方面|做法|典型|地方)|正面典型|(?:提出|予以|给予)?(?:通报)?表扬)(?:的[^，。；：]{0,8})?$"
    r"|^[^，。；：]{0,10}(?:背景|意义|依据|目的|主要内容|特点|亮点|概况|成效|经验|体会|思路|精神|形势)$"
)
_ADVISES = re.compile(
    r"^(?:下一?步|下阶段)|工作(?:要求|建议|措施|打算)$|存在(?:的)?(?:主要)?(?:问题|不足)|主要问题|(?:有关|相关|几点)(?:要求|建议)|^要求$"
)
# 工作推进情况 heads prose; 关于…问题的整改情况 is a matter.
_TELLS = re.compile(r"^(?!关于|针对|“)(?!.*(?:问题|建议|提案|事项|任务|项目))[^，。；：]{0,20}情况$")
# 一、已完成的工作。新建蓄水池4座…: what was done, and no matter.
_DONE_WORK = re.compile(r"^(?:已|前期|上半年|今年以来|目前)[^，。；：]{0,8}(?:的)?(?:工作|任务)(?:情况)?[。：](?=.{4})")
_HOW_FAR = re.compile("(?:整改|进展|落实|办理|完成|推进)情况$")
_NAMES_FIRST = re.compile("[^，。；：]{2,20}：.{8,}")
_LONGEST_TITLE = 24
# 已完成5项。…, 5个项目已提前完成
_COUNTED = re.compile(
    r"^[^，。；：“]{0,6}?(?:已|正在|尚未|未(?:完成|启动|开工|办结|落实)|在建)[^，。；：“\d]{0,8}\d+\s*[项件个条][^，。；：“]{0,8}(?:[，。；：]|$)"
    r"|^\d+\s*[项件个条][^，。；：“]{0,12}?(?:已|正在|尚未|滞后|缓慢|推进中)[^，。；：“]{0,10}(?:[，。；：]|$)"
)
# 市级重点项目进展情况, where many are counted: 安排重点项目458个, 133个续建项目
_SETS = re.compile(r"(?:情况|状况|概况|结果|进度|进展)[。：]?$")
_MANY = re.compile(
    r"\d+\s*[个项件](?=[^，。；\d]{0,8}(?:项目|事项|任务|工程|实事|提案|建议|问题))"
    r"|(?:项目|事项|任务|工程|实事|提案|建议|问题)[^，。；\d]{0,6}\d+\s*[个项件]"
)
_WHOLE = re.compile(r"(?:共|总计|安排|列入|确定)[^，。；]{0,12}\d")
_FEWEST_SETS = 2
_LONGEST_STATE = 14
# 已完成工作。暂无
_HOLDS_NOTHING = re.compile(
    r"^[^，。；：“]{2,24}[。：，（](?:暂无|尚无|没有|无)[^，。；：]{0,6}(?:，[^，。；：]{0,20})?[。）]*$"
)
_EVERYBODY_MUST = re.compile(
    r"(?:^|[，。；])(?:各|全[县市区省院校]|有关|相关)[^，。；]{0,24}?(?<![重主需必])(?:要(?![求有素点])|必须|应当)"
)
_AMOUNT = re.compile(r"\d+(?:\.\d+)?\s*(?:万|亿)?(?:个|户|家|人|公里|亩|处|座|所|套|元|米|吨|件|项|次|%)")
_BARE = re.compile(r"[，；：。“]")


class Judge:
    """Answers about the nodes of one paper, each worked out once."""

    def __init__(self, roster: Roster | None) -> None:
        self.roster = roster
        self._duties: dict[int, Duties] = {}
        self._handed: dict[int, bool] = {}

    def duties(self, node: Node) -> Duties:
        if id(node) not in self._duties:
            labelled = take_labels(node.text[:GRAMMAR_LIMIT])
            found = find_duties(labelled.text, last_bracket(labelled.text), self.roster)
            self._duties[id(node)] = with_fields(found, labelled.fields)
        return self._duties[id(node)]

    def is_assigned(self, node: Node) -> bool:
        labelled = take_labels(node.text[:GRAMMAR_LIMIT])
        return bool(labelled.fields.keys() & {"responsible", "leads", "due"}) or self.duties(node).is_assigned

    def is_handed_out(self, node: Node) -> bool:
        """Whether a label or the bracket at its end says who: below 总体要求 that makes an item, where
        各单位要… is but advice."""
        if id(node) not in self._handed:
            labelled = take_labels(node.text[:GRAMMAR_LIMIT])
            named = find_duties("", last_bracket(labelled.text), self.roster).responsible_units
            # A block without a number is a matter, if only what was done is told of it.
            is_block = "progress" in labelled.fields and BULLET.match(node.body[0].text) is not None
            self._handed[id(node)] = "responsible" in labelled.fields or is_block or bool(named)
        return self._handed[id(node)]

    def hands_out_by_day(self, node: Node) -> bool:
        """下一步打算, 工作要求 above nothing but what one in particular is to do, at least half of it by a day."""
        leaves = node.leaves()
        dated = sum(is_dated(leaf.text) for leaf in leaves)
        return bool(node.children) and 2 * dated >= len(leaves) and all(map(self.is_charged, leaves))

    def is_urging(self, node: Node) -> bool:
        """会议指出，…各单位要全力以赴: heard or urged, and nobody in particular charged."""
        if is_dated(node.text) or not (only_heard(node.body) or is_urged(node.text)):
            return False
        return all(is_everybody(unit) for unit in self.duties(node).responsible_units)

    def is_only_heard(self, node: Node) -> bool:
        """In minutes 传达学习…精神, 听取…汇报 where nothing was decided and nobody charged."""
        is_open = is_dated(node.text) or DECIDED.search(node.text) is not None
        return hears(node.heading) and not is_open and not self.is_charged(node)

    def is_advice(self, node: Node) -> bool:
        """各单位要高度重视: everybody must, nobody in particular, by no day and no amount."""
        if not _EVERYBODY_MUST.search(node.text) or is_dated(node.text) or _AMOUNT.search(node.text):
            return False
        duties = self.duties(node)
        if duties.lead_leaders or self.is_handed_out(node):
            return False
        return all(is_everybody(unit) for unit in duties.responsible_units)

    def is_charged(self, node: Node) -> bool:
        """Whether somebody in particular is to do something."""
        return self.is_handed_out(node) or any(
            not is_everybody(unit) for unit in (*self.duties(node).responsible_units, *self.duties(node).lead_leaders)
        )

    def is_counted(self, node: Node) -> bool:
        """已完成5项: a state and a number instead of a matter."""
        if _DONE_WORK.match(node.text) and not self.is_assigned(node):
            return True
        first = _COUNTED.match(node.heading)
        is_state = len(node.heading) <= _LONGEST_STATE and section_of(node, 0).state != "unknown"
        if is_state and is_bare(node) and len(node.body) > 1:
            # 一、已完成的任务 with prose below
            return not self.is_assigned(node)
        return first is not None and not self.is_handed_out(node)

    def counts_many(self, node: Node) -> bool:
        """市级重点项目进展情况 above figures of all of them."""
        told = "".join(line.text for line in node.body[1:])
        is_set = bool(told) and is_bare(node) and bool(_SETS.search(node.heading))
        many = len(_MANY.findall(told))
        is_whole = many > 0 and _WHOLE.search(told.split("。")[0]) is not None
        return is_set and (is_whole or many >= _FEWEST_SETS) and not self.is_charged(node)

    def heads_units(self, node: Node) -> bool:
        return bool(heading_duties(node.heading, self.roster).responsible_units)


def is_remark(node: Node) -> bool:
    """By its heading; a whole sentence that orders (…抓紧组织实施) is none."""
    title = _title_of(node)
    return bool(_DESCRIBES.search(title) or _ADVISES.search(title))


def advises(node: Node) -> bool:
    """存在问题, 下一步工作 with a list below."""
    return bool(node.children) and bool(_ADVISES.search(_title_of(node)))


def heads_problems(node: Node) -> bool:
    """存在的问题 above a list: of a bulletin that lists nothing else, these are to be put right."""
    return bool(re.search("问题|不足", _title_of(node))) and len(node.children) >= _FEWEST_SETS


def tells_only(node: Node) -> bool:
    """工作推进情况"""
    return bool(_TELLS.match(_title_of(node)))


def how_far(node: Node) -> bool:
    """…整改情况, 10件实事的进展情况"""
    return bool(_HOW_FAR.search(_title_of(node)))


def names_first(node: Node) -> bool:
    """创业工程：新增就业3万人"""
    return bool(_NAMES_FIRST.match(node.text)) and not LABEL.match(node.text)


def _title_of(node: Node) -> str:
    return re.split("[，。；]", node.heading)[0][:_LONGEST_TITLE]


def is_bare(node: Node) -> bool:
    """Nothing but a heading in its first line."""
    heading = node.heading.rstrip("。：")
    return len(heading) <= SHORT_HEADING and not _BARE.search(heading)


def only_counts(node: Node) -> bool:
    """（一）已办结事项（2件） is a heading even when nothing is listed below it."""
    if len(node.body) == 1 and _HOLDS_NOTHING.match(node.heading):
        return True
    section = section_of(node, 0)
    is_short = len(node.body) == 1 and len(node.heading) <= SHORT_HEADING and not re.search("[，。]", node.heading[:-1])
    return is_short and section.state != "unknown" and section.claimed_count is not None


def last_bracket(text: str) -> str:
    match = re.search(r"（([^（）]*)）[。；]?$", text)
    return match[1] if match else ""


def section_of(node: Node, number: int) -> ReadSection:
    return section_from(node.heading, number)
