"""Counts and shares in prose: "确定事项43件，已完成16件，占37%" with what each counts and where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from domain.papers import findings_texts as texts
from papers.reading.layout import SECTION, SourceParagraph

_MEASURES = r"件|项|个|家|所|处|座|户|台|套|名|人|次|起|条|宗|份|批|亩|公里|公顷|万元|亿元|吨|辆|株|栋|幢"
_COUNT = re.compile(
    rf"(?<![\d.第年月])(?P<count>\d+(?:\.\d+)?)(?P<of>多|余)?(?P<measure>万?(?:{_MEASURES}))(?!以上|以下|左右|/|、?月|期|工作日|多)"
)
_SHARE = re.compile(
    r"(?P<kind>占(?:比|总?数的?|总任务的?|任务数的?|目标任务的?|总量的?)?|完成率|办结率|达标率|开工率)\s*(?:为|达|达到|约)?(?P<percent>\d+(?:\.\d+)?)%"
)
CLOSED = re.compile(
    r"(?:已(?:经)?|全部|提前|超额)*(?:完成|办结|销号|完工|开工|建成|竣工|投用|投入使用|兑现|落实|达到.{0,4}标准|验收)"
    r"(?!率|期限|时限|投资)|(?:现场|当场|立即)整改"
)
NOT_YET = re.compile(
    r"未(?:按期|按时|如期|全部|能)*(?:完成|办结|落实|开工|建成|启动|投用|达)|尚未|正在|在办|在建|推进|剩余|下余|余下|其余|还有|仍有|滞后|办理中|待办|需(?:要)?(?:加快|长期|续报)|待续报|"
    r"欠进度|达进度|序时|限期整改|超进度|阶段性|长期|持续|其[他它]|另有|整改中"
)
_SUBSET = re.compile(r"其中|第[一二三四五六七八九十\d]+次|(?:局|办|委|镇|乡|街道|中心|公司)(?:负责|牵头|承办)?的?$")
# 占年度计划的40%
_OF_PLAN = re.compile(
    r"占(?:年度|全年)(?:投资)?(?:计划|任务|目标)(?:任务|总?投资|数)?的?(?:比例)?(?:为|达)?(?P<percent>\d+(?:\.\d+)?)%"
)
_ORDINARY = re.compile(r"[年月日]$|第$")


class Place(NamedTuple):
    """Where in the paper: 正文第2段 (`words`), and the first source line (1-based)."""

    words: str
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One count. `state` is closed, open or "" for a whole; `share` is the percentage printed with it."""

    count: float
    text: str
    measure: str
    label: str
    state: str
    place: Place
    paragraph: int
    sentence: int
    clause: int
    is_leading: bool = False
    share: str = ""
    share_kind: str = ""


def body_places(lines: list[SourceParagraph]) -> list[Place]:
    """The body is counted from its first heading (一、…); what stands before it is 开头."""
    first = next((at for at, line in enumerate(lines) if SECTION.match(line.text)), None)
    places: list[Place] = []
    prose = 0
    for at, line in enumerate(lines):
        if first is None or at < first:
            is_prose = "。" in line.text or "，" in line.text
            prose += is_prose
            part = texts.BODY if first is None else texts.OPENING
            words = texts.PARAGRAPH.format(part=part, number=prose) if is_prose else texts.HEAD
        else:
            words = texts.PARAGRAPH.format(part=texts.BODY, number=at - first + 1)
        places.append(Place(words, line.lines[0]))
    return places


def read_figures(text: str, place: Place, paragraph: int) -> list[Figure]:
    """All counts of a paragraph in order, each with the share that follows it."""
    figures: list[Figure] = []
    clause_number = 0
    for sentence_number, sentence in enumerate(re.split(r"(?<=[。！？])", text)):
        for clause in re.split(r"[，；：]|(?<=[。！？])|(?<!\d),", sentence):
            clause_number += 1
            here = _clause_figures(clause, place, (paragraph, sentence_number, clause_number))
            share = _SHARE.search(clause)
            if share and (here or figures):
                target = here or figures
                if not target[-1].share and target[-1].paragraph == paragraph:
                    target[-1] = replace(target[-1], share=share["percent"], share_kind=share["kind"])
            figures += here
    return figures


def shares_of_plan(text: str) -> Iterator[tuple[int, str]]:
    """Number of the sentence, and the percentage of the year's plan that it tells."""
    for number, sentence in enumerate(re.split(r"(?<=[。！？])", text)):
        for match in _OF_PLAN.finditer(sentence):
            yield number, match["percent"]


def share_agrees(share: str, count: float, whole: float) -> bool:
    """A percentage that is right within the decimals that are printed."""
    decimals = len(share.partition(".")[2])
    return abs(float(share) - count / whole * 100) <= 0.5 / float(10**decimals) + 1e-9


def _clause_figures(clause: str, place: Place, at: tuple[int, int, int]) -> list[Figure]:
    figures: list[Figure] = []
    before_end = 0
    for match in _COUNT.finditer(clause):
        label, after = clause[before_end : match.start()], clause[match.end() :]
        before_end = match.end()
        is_leading = not label.strip("（的共计有为").removeprefix("其中") and bool(after)
        told = re.split(r"[、（]", after)[0][:16] if is_leading else label
        told = f"其中{told}" if is_leading and "其中" in label else told
        figures.append(
            Figure(
                float(match["count"]),
                f"{match['count']}{match['measure']}",
                match["measure"],
                told,
                state_of(told),
                place,
                *at,
                is_leading=is_leading,
            )
        )
    return figures


def state_of(label: str) -> str:
    if NOT_YET.search(label):
        return "open"
    return "closed" if CLOSED.search(label) else ""


def is_subset(figure: Figure) -> bool:
    """A count of a part: of one meeting, of one unit."""
    return bool(_SUBSET.search(figure.label)) or bool(_ORDINARY.search(figure.label))
