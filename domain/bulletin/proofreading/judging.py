"""What is wrong with the words of one matter, its state, its directive and its last words known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.bulletin.proofreading.finished import says_finished
from domain.bulletin.proofreading.left import says_left
from domain.bulletin.proofreading.pieces import clauses_of
from domain.bulletin.proofreading.sums import shares_over, sums_wrong
from domain.bulletin.proofreading.sunk import sunk


class Listed(StrEnum):
    """What a matter is printed as."""

    OPEN = "open"
    CLOSED = "closed"
    STOPPED = "stopped"


class Fault(StrEnum):
    SAYS_DONE = "says_done"
    SAYS_OPEN = "says_open"
    OVER_100 = "over_100"
    WENT_DOWN = "went_down"
    SUM_WRONG = "sum_wrong"
    STOPPED_MOVES = "stopped_moves"


@dataclass(frozen=True, slots=True)
class Judged:
    """The matter that words are held against; `last` is what the issue before said of it."""

    listed: Listed
    directive: str = ""
    last: str = ""


# 停车场 and 日夜不停 stop nothing.
_NO_STOP = re.compile(r"停[车电水放靠机留]|不停|停工损失")
_STOPS = re.compile(
    r"停|终止|取消|撤销|中止|缓建|搁置|不再|清算|善后|核销|恢复原状|收回|注销|解除|调出|移出|并入|不予|未(?:开工|启动|实施)|叫停|作废|放弃|暂缓|暂不|不实施|"
    r"替代|撤资|退出|撤回|终结|废止|未(?:获|能)|不宜|无法|搬离|退[回还款]"
)
_MOVES = re.compile(
    r"(?:正在|正有序|加快|抓紧|全力|有序|已恢复|重新|复工)[^,]*(?:施工|建设|铺设|浇筑|安装|推进|进场|招标|封顶|编制|征地|装修|吊装|掘进)|按计划推进"
)


def faults(matter: Judged, progress: str) -> Iterator[Fault]:
    """Of the state first, then of the figures."""
    over = shares_over(progress)
    # More than the whole says nothing of the state that could be believed.
    if matter.listed is Listed.OPEN and not over and says_finished(progress, matter.directive):
        yield Fault.SAYS_DONE
    if matter.listed is Listed.CLOSED and says_left(progress, surely=True):
        yield Fault.SAYS_OPEN
    if matter.listed is Listed.STOPPED and _moves(progress):
        yield Fault.STOPPED_MOVES
    if over:
        yield Fault.OVER_100
    elif sums_wrong(progress):
        yield Fault.SUM_WRONG
    if any(sunk(matter.last, progress, directive=matter.directive)):
        yield Fault.WENT_DOWN


def _moves(progress: str) -> bool:
    """Of what was stopped the words have to say so; and not that it goes on all the same."""
    clauses = [_NO_STOP.sub("", one.text) for one in clauses_of(progress)]
    stopped = [bool(_STOPS.search(one)) for one in clauses]
    return not any(stopped) or any(_MOVES.search(one) for one, stops in zip(clauses, stopped, strict=True) if not stops)
