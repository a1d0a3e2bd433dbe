"""What is said about a draft whose words and states disagree."""

from collections.abc import Sequence

from domain.words import shortened

READS_DONE = "列为正在推进，文字却说已完成：该销号的请先销号，未完成的请改写"
READS_OPEN = "列为已完成，文字却说还有没做完的：请核对销号是否有误，或改写"
READS_ON = "已停办，文字却没有说停办：请改写"
OVER_WHOLE = "比例超过100%，或部分大于总数：请核对"
SUM_WRONG = "文中几个数加起来对不上：请核对"
UNITS_DIFFER = "各单位说法不一，有的已完成、有的在推进：请核对"
REPEATED = "连续{times}期文字相同：请催新进展"
HINT = "⚠️ 发布前请核对{count}处，见下一页"
SHOWN = 12


def about(label: str, line: str) -> str:
    return f"⚠️ {label} {line}"


def advice(label: str, line: str) -> str:
    return f"ℹ️ {label} {line}"


def parts_open(places: Sequence[str], total: int) -> str:
    return f"列为已完成，{total}个子项中{len(places)}个文字却说还有没做完的（{''.join(places)}）：请核对"


def parts_done(places: Sequence[str], total: int) -> str:
    return f"列为正在推进，{total}个子项中{len(places)}个已写明完成（{''.join(places)}）：请核对哪些该销号"


def of_part(place: str, line: str) -> str:
    return f"{place}{line}"


def sunk(words: str, *, old: str, now: str) -> str:
    named = f"“{words}”" if words else ""
    return f"{named}上期{old}，本期{now}，变小了：请核对"


def findings(lines: Sequence[str]) -> str:
    """What proofreading found in a draft, a line each; it stands behind the summary."""
    head = f"发布前请核对（{len(lines)}处，机器人不改一字）"
    return "\n".join([head, *shortened(lines, SHOWN, "……另有{}处")])
