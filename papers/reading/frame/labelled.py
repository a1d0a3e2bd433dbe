"""Labels of any office at the head of a line, and one matter put together from what stands behind them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.ideographs import HAN
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import joined, unnumbered
from papers.reading.tables.columns import column_kind

LABEL_OF = {
    "responsible": "责任单位",
    "cooperating": "配合单位",
    "due": "完成时限",
    "leads": "责任领导",
    "progress": "进展情况",
    "state": "完成状态",
}
ABOUT = "about"
# The paper speaks again.
ENDS = re.compile(r"^(?:特此|公示(?:时间|期)|如(?:对|有)|以上|上述|监督电话|联系(?:人|电话|方式)|附[件表：])")
# 01 项目名称：, 【问题3】, 责任单位 on a line of its own
_HEAD = re.compile(
    rf"^(?P<number>\d{{1,3}}[、.．\s]*)?(?P<open>【)?(?P<name>[{HAN}]{{2,12}})(?:（[^（）：]{{1,8}}）)?"
    rf"(?P<count>\d{{1,2}})?(?P<mark>】：?|：|$)(?P<value>.*)$"
)
_PROBLEM = re.compile(r"问题|隐患|事由|案由|诉求|情形")
_MEASURE = re.compile(r"(?:措施|举措|要求|办法|建议|意见|做法)$")
_CONTENT = re.compile(r"(?:内容|目标|规模|标准|任务)$")
# 标题：… 时间：…: what a site or minutes print over the paper.
_OF_THE_PAPER = re.compile(
    r"^(?:标题|题目|主题|名称|议题|摘要|内容|类别|主体|时间|日期|会议.*|发[文布].*|成文.*|(?:采购|招标|投标|中标|报名|代理|应聘).*)$"
)
# Without a mark behind it a name of a field ends as such names do.
_BARE = re.compile(
    r"(?:单位|部门|科室|处室|领导|责任人|牵头人|主体|时限|期限|时间|日期|内容|情况|进展|进度|成效|措施|举措|事项|任务|目标|标准|名称|要求|问题|问题描述)$"
)
_PLACE = re.compile(r"^(?:点位|地点|位置|区域|路段|所在)")


@dataclass(frozen=True, slots=True)
class Label:
    """`is_marked`: a colon or 【】 tells that it is one."""

    name: str
    kind: str
    value: str
    number: int | None
    is_marked: bool


def label_at(line: str) -> Label | None:
    """The label that a line begins with, known by what a column so called would hold."""
    head = _HEAD.match(line)
    if head is None or (head["open"] is not None) != head["mark"].startswith("】"):
        return None
    name = head["name"]
    is_name = not _OF_THE_PAPER.match(name) and bool(head["mark"] or _BARE.search(name))
    if is_name and (kind := column_kind(name)):
        number = int(re.sub(r"\D", "", head["number"])) if head["number"] else None
        return named(name, kind=kind, value=head["value"].strip(), number=number, is_marked=bool(head["mark"]))
    return None


def named(name: str, *, kind: str, value: str = "", number: int | None = None, is_marked: bool = True) -> Label:
    """What a column would pass over may be what a block is about."""
    is_problem = kind == "other" and _PROBLEM.search(name) and not name.startswith(("主要", "困难"))
    return Label(name, ABOUT if is_problem else kind, value, number, is_marked)


@dataclass(frozen=True, slots=True)
class Field:
    label: Label
    lines: tuple[SourceParagraph, ...]

    @property
    def words(self) -> str:
        """A number that stands alone tells no order."""
        numbered = [line for line in self.lines if unnumbered(line.text) != line.text]
        if len(numbered) == 1 and numbered[0] is self.lines[0]:
            first = SourceParagraph(unnumbered(self.lines[0].text), self.lines[0].lines)
            return joined([first, *self.lines[1:]])
        return joined(list(self.lines))


def composed(fields: Sequence[Field]) -> list[SourceParagraph]:
    """The matter on its first line, then who, when and how far with labels that the reader knows."""
    told = [field for field in fields if field.words.strip("。；、 ")]
    words = directive_of(told)
    if not words:
        return []
    # The first line is where the block begins.
    spans = [line.lines for field in told for line in field.lines]
    first = SourceParagraph(words, (min(span[0] for span in spans), max(span[1] for span in spans)))
    return [first, *(_labelled(field) for field in told if field.label.kind in LABEL_OF)]


def _labelled(field: Field) -> SourceParagraph:
    lines = (field.lines[0].lines[0], field.lines[-1].lines[1])
    return SourceParagraph(f"{LABEL_OF[field.label.kind]}：{field.words}", lines)


def directive_of(fields: Sequence[Field]) -> str:
    """What is wrong and what is to be done about it, or a task and what it holds. A goal beside a problem tells what
    is hoped for, and a hindrance beside a task is none."""
    problem = _first(fields, lambda label: label.kind == ABOUT or (_is_matter(label) and _is_problem(label.name)))
    tasks = [field for field in fields if _is_matter(field.label) and not _PLACE.match(field.label.name)]
    named = _first(tasks, lambda label: not (_MEASURE.search(label.name) or _CONTENT.search(label.name)))
    named = named or _first(tasks, lambda label: "任务" in label.name or "事项" in label.name)
    measures = [field for field in fields if _MEASURE.search(field.label.name) and field.label.kind != "progress"]
    contents = [one for one in tasks if _CONTENT.search(one.label.name) and one is not named]
    is_put_right = any("整改" in field.label.name or _is_problem(field.label.name) for field in measures)
    if problem and (is_put_right or named is None):
        return _both(problem, measures)
    if named is None:
        return _both(None, contents or measures)
    if any(field.label.name.startswith("整改") for field in fields):
        return _both(named, measures)
    # 办理要求 tells how it is to be reported, not what is to be done.
    return _both(named, contents or [one for one in measures if not one.label.name.endswith("要求")])


def _is_problem(name: str) -> bool:
    return _PROBLEM.search(name) is not None and not _MEASURE.search(name)


def _is_matter(label: Label) -> bool:
    return label.kind == "directive"


def _first(fields: Sequence[Field], fits: Callable[[Label], bool]) -> Field | None:
    return next((field for field in fields if fits(field.label)), None)


def _both(head: Field | None, rest: Sequence[Field]) -> str:
    name = head.words.rstrip("。；：") if head else ""
    more = "".join(field.words for field in rest if field is not head)
    return f"{name}：{more}" if name and more else (head.words if head else more)
