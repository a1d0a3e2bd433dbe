"""Words around the evidence that came with reports (佐证材料), where it is looked at."""

from collections import Counter
from collections.abc import Sequence

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows

# By the kind under which a file is kept, with its counting word.
_COUNTED = {
    "photo": ("照片", "张"),
    "video": ("视频", "段"),
    "video_note": ("圆形视频", "段"),
    "animation": ("动图", "张"),
    "voice": ("语音", "段"),
    "audio": ("录音", "段"),
    "document": ("文件", "份"),
}


def look_button(item_id: int, count: int, *, unit_id: int = 0, label: str = "") -> Choice:
    """`unit_id` 0 shows what all units sent."""
    return Choice(f"{label} 看材料 {count}件".strip(), Press.MATERIALS, item_id, unit_id)


def look_rows(item_id: int, count: int, *, unit_id: int = 0, label: str = "") -> Rows:
    """Nothing to look at, no button."""
    return ((look_button(item_id, count, unit_id=unit_id, label=label),),) if count else ()


def title(label: str, count: int) -> str:
    return f"{label} 的佐证材料（{count}件）"


def nothing(label: str) -> str:
    return f"{label} 现在没有佐证材料。进展里附的照片、视频和文件会列在这里。"


def report_line(report_id: int, day: str, *, unit: str, kinds: Sequence[str]) -> str:
    """ "R-12 11月23日 县农林局：照片2张、文件1份"."""
    found = Counter(kinds)
    counted = "、".join(f"{name}{found[kind]}{word}" for kind, (name, word) in _COUNTED.items() if found[kind])
    return f"R-{report_id} {day} {unit}：{counted}"


def caption(label: str, report_id: int, day: str, unit: str) -> str:
    return f"{label} · R-{report_id} · {day} · {unit}"


def more_rows(item_id: int, unit_id: int, *, shown: int, rest: int) -> Rows:
    return ((Choice(f"再看 {rest}件", Press.MATERIALS, item_id, unit_id, str(shown)),),) if rest > 0 else ()


def gone(names: Sequence[str]) -> str:
    """Neither Telegram nor our disk has them any more."""
    return f"这些材料已取不到：{cut('、'.join(names), 200)}。请报送单位重发。"
