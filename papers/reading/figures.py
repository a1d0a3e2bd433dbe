"""What a claim of figures says: whether it tells of done or of open, and whether a share agrees with its counts."""

import re
from typing import NamedTuple

CLOSED = re.compile(
    r"(?:已(?:经)?|全部|提前|超额)*(?:完成|办结|销号|完工|开工|建成|竣工|投用|投入使用|兑现|落实|解决|结案|审结|达到.{0,4}标准|验收)"
    r"(?!率|期限|时限|投资)|(?:现场|当场|立即|已|已经|完成)整改"
)
NOT_YET = re.compile(
    r"未(?:按期|按时|如期|全部|能|完成)*(?:完成|办结|落实|开工|建成|启动|投用|达|整改|结|解决)|尚未|正在|在办|在建|推进|剩余|下余|余下|其余|还有|仍有|滞后|办理中|待办|"
    r"需(?:要)?(?:加快|长期|续报)|待续报|欠进度|达进度|序时|限期整改|超进度|阶段性|长期|持续|其[他它]|另有|整改中|列入.{0,4}(?:规划|计划)"
)


class Place(NamedTuple):
    """Where in the paper: 正文第2段 (`words`), and the first source line (1-based)."""

    words: str
    line: int


def share_agrees(share: str, count: float, whole: float) -> bool:
    """A percentage that is right within the decimals that are printed."""
    return abs(float(share) - count / whole * 100) <= 0.5 / _decimals(share) + 1e-9


def is_cut(share: str, count: float, whole: float) -> bool:
    """A percentage whose further decimals were left off."""
    return 0 <= count / whole * 100 - float(share) + 1e-9 < 1 / _decimals(share)


def _decimals(share: str) -> float:
    return float(10 ** len(share.partition(".")[2]))


def state_of(label: str) -> str:
    if NOT_YET.search(label):
        return "open"
    return "closed" if CLOSED.search(label) else ""
