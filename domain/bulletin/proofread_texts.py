"""What is said about a draft whose words and states disagree."""

from collections.abc import Sequence
from decimal import Decimal

from domain.quantities import say_amount
from domain.words import shortened

READS_DONE = "列为正在推进，文字却说已完成：该销号的请先销号，未完成的请改写"
READS_OPEN = "列为已完成，文字却说还在推进：请核对销号是否有误，或改写"
UNITS_DIFFER = "各单位说法不一，有的已完成、有的在推进：请核对"
REPEATED = "连续{times}期文字相同：请催新进展"
HINT = "⚠️ 发布前请核对{count}处，见下一页"
SHOWN = 12


def about(label: str, line: str) -> str:
    return f"⚠️ {label} {line}"


def advice(label: str, line: str) -> str:
    return f"ℹ️ {label} {line}"


def parts_open(finished: int, total: int) -> str:
    found = f"{total}个子项中只有{finished}个写明完成" if finished else f"{total}个子项都没有写明完成"
    return f"列为已完成，{found}：请核对"


def parts_done(finished: int, total: int) -> str:
    return f"列为正在推进，{total}个子项中{finished}个已写明完成：请核对哪些该销号"


def sunk(words: str, old: Decimal, now: Decimal, measure: str) -> str:
    return f"“{words}”上期{say_amount(old)}{measure}，本期{say_amount(now)}{measure}，变小了：请核对"


def findings(lines: Sequence[str]) -> str:
    """What proofreading found in a draft, a line each; it stands behind the summary."""
    head = f"发布前请核对（{len(lines)}处，机器人不改一字）"
    return "\n".join([head, *shortened(lines, SHOWN, "……另有{}处")])
