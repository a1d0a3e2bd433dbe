"""Words around the lead unit's consolidation (汇总) of what the other units have reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.dates.reading import say_date
from domain.hygiene import cut

ALONE = "{label} 只有一个单位承办，不用汇总。"
NOT_LEAD = "{label} 由{unit}汇总。发 /report {number}，反馈本单位的进展即可。"
NOBODY = "没有送出：{unit}还没有能收到消息的联络员。请发 /invite 县农林局 张三，邀请。"
TITLE = "📋 请汇总 {label}"
HOW = "请直接回复本条，写一段汇总后的进展：通报印这一段，各单位原话留存备查。"
# Behind a part in the bulletin, where the consolidation tells of it.
TOLD_ABOVE = "进展见上"
TOGETHER = "【汇总】"
PRINTED = "已作为汇总：通报印这一段，各单位原话留存备查。"


@dataclass(frozen=True, slots=True)
class NewestProgress:
    """What one unit, or the units of a sub-item, said last; no `day` where nothing was said."""

    who: str
    text: str = ""
    day: date | None = None


def collected(directive: str, parts: Sequence[NewestProgress], today: date) -> str:
    return "\n".join((directive, "", *(_line(part, today) for part in parts), "", HOW))


def _line(part: NewestProgress, today: date) -> str:
    if part.day is None:
        return f"· {part.who}：还没有反馈"
    return f"· {part.who}（{say_date(part.day, today)}）：{cut(part.text, 160)}"


def helping(unit: str) -> str:
    return f"{unit}（配合）"


def asked(label: str, unit: str, parts: Sequence[NewestProgress]) -> str:
    silent = [part.who for part in parts if part.day is None]
    rest = f"其中{'、'.join(silent)}还没有反馈。" if silent else ""
    return f"已请{unit}汇总 {label}：另有 {len(parts)} 处进展一并送去。{rest}"
