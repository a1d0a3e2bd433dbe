"""Sentences of what nudges bring about."""

from collections.abc import Sequence

from domain.words import shortened

TITLE = "催办成效"
NOTHING = "近{days}天还没有满24小时的催办，暂无可统计。"
RULE = "近{days}天的催办，24小时内有反馈的算响应；不满24小时且未反馈的不计。"
SHOWN = 20


def line(unit: str, answered: int, urged: int) -> str:
    """ "县农林局 3/4（75%）"."""
    return f"{unit} {answered}/{urged}（{percent(answered, urged)}）"


def percent(part: int, whole: int) -> str:
    """One decimal unless whole: "62.5%", "70%"."""
    return f"{round(part * 100 / whole, 1):g}%"


def table(days: int, total: tuple[int, int], units: Sequence[tuple[str, int, int]]) -> str:
    """`total` and `units`: answered, urged."""
    lines = shortened([line(*unit) for unit in units], SHOWN, "……另有{}个单位")
    return "\n".join([line("全部", *total), "", *lines, "", RULE.format(days=days)])
