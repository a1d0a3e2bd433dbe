"""Words around two units that become one."""

from collections.abc import Sequence

from domain.commands import Press
from domain.notes import Choice, Rows
from domain.words import listed

ASK = "“{name}”合并到哪个单位？请回复那个单位的名称。发 /cancel 放弃。"
ITSELF = "“{name}”不能合并到它自己。请回复另一个单位的名称，或发 /cancel 放弃。"
MERGED_WORD = "单位已合并"
_LABELS_SHOWN = 5


def will_merge(unit: str, *, into: str, items: int, both: Sequence[str], people: int) -> str:
    lines = [
        f"把“{unit}”合并到“{into}”？",
        f"事项{items}件、人员{people}人、群、反馈记录一并转过去，“{unit}”成为别名。",
    ]
    if both:
        more = f"等{len(both)}件" if len(both) > _LABELS_SHOWN else ""
        lines.append(f"两个单位都在办的 {listed(both[:_LABELS_SHOWN])}{more} 合为一份，待审核的要重新申请。")
    return "\n".join([*lines, "合并后不能拆回。"])


def rows(unit_id: int, into_id: int) -> Rows:
    yes = Choice("确认合并", Press.UNIT_MERGE_YES, unit_id, into_id, style="danger")
    return ((yes, Choice("不合并", Press.UNIT, unit_id)),)


def merged(unit: str, into: str, items: int) -> str:
    return f"“{unit}”已并入“{into}”，转过去{items}件事项。"
