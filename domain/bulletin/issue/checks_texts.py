"""What stands open about a draft, a line each."""

from collections.abc import Sequence

from domain.words import shortened

SUMS = "⚠️ 件数与所列事项对不上：请点【按最新情况重做】"
_UNITS = 5


def waiting_for(units: Sequence[str]) -> str:
    names = "、".join(shortened(units, _UNITS, "另有{}个"))
    return f"⚠️ 核稿还有{len(units)}个单位没有回复：{names}"


def not_followed(label: str, unit: str) -> str:
    return f"⚠️ {label} {unit}核稿时更正过，草稿还是原文：请改写，或点【按最新情况重做】"
