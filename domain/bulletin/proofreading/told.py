"""Figures as a sentence tells them: how much of what, and the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.bulletin.proofreading.pieces import plain
from domain.quantities import MEASURES, Quantity, in_measure

# What is counted in a small measure, so that 1.2万亩 and 12000亩 are of one.
_SMALL = {
    "万元": "元",
    "亿元": "元",
    "万亩": "亩",
    "公里": "米",
    "千米": "米",
    "万人次": "人次",
    "万株": "株",
    "平米": "平方米",
}
# What units count in besides the measures of targets.
_MORE = (
    "剂次|剂|针|台套|箱|盒|袋|包|立方|千瓦时|兆瓦|批次|辆次|艘次|人天|平方|百分点|个百分点|本|层|担|册|字|幅|节|艘|副|双|"
    "桶|笔|对|根|片|页|站|列|款|部|扇|尾|斤|孔|眼|例|窝|丛|车|门|面|道"
)
# 10月, 2019年 and 6天 tell when; 第3家 counts nothing.
_FIGURE = re.compile(
    rf"(?<![\d.第〔\-])(?P<amount>\d+(?:\.\d+)?)(?P<times>[万亿])?[余多]?"
    rf"(?P<measure>(?:{_MORE}|{MEASURES})(?![级市县区镇月性#]|号楼))"
)
_LEVEL = re.compile(r"第(?=\d+层)")
_TIMES: dict[str | None, int] = {None: 1, "万": 10_000, "亿": 100_000_000}
_SENTENCE_END = re.compile(r"[。;!]")
_CLAUSE_END = re.compile(r"[,:。;、()!]")


@dataclass(frozen=True, slots=True)
class Told:
    """`ahead` and `behind` are the words around the figure within its clause, `led` its sentence up to it."""

    amount: Decimal
    measure: str
    printed: str
    ahead: str
    behind: str
    start: int
    end: int
    led: str = ""


def figures_in(text: str) -> list[Told]:
    """All figures with a measure, in the small measure of their kind; places are those of `plain_figures(text)`."""
    flat = plain_figures(text)
    return [_told(found, flat) for found in _FIGURE.finditer(flat) if "百分点" not in found["measure"]]


def plain_figures(text: str) -> str:
    return _LEVEL.sub("", plain(text))


def _told(found: re.Match[str], flat: str) -> Told:
    amount, measure = Decimal(found["amount"]) * _TIMES[found["times"]], found["measure"]
    small = _SMALL.get(measure, measure)
    counted = in_measure(Quantity(amount, measure), small)
    ahead, behind = _CLAUSE_END.split(flat[: found.start()])[-1], _CLAUSE_END.split(flat[found.end() :])[0]
    amount, led = amount if counted is None else counted, _SENTENCE_END.split(flat[: found.start()])[-1]
    return Told(amount, small, found[0], ahead, behind, found.start(), found.end(), led)


def by_measure(figures: Sequence[Told]) -> list[list[Told]]:
    """Those that count the same, in their order; shares stand for themselves."""
    found: dict[str, list[Told]] = {}
    for one in figures:
        if one.measure != "%":
            found.setdefault(one.measure, []).append(one)
    return list(found.values())
