"""Sentences of rewording a draft paragraph by paragraph."""

import re

from domain.bulletin.paragraphs import ProgressParagraph
from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows

ASK_PLACE = (
    "请回复要改写哪一段和新的文字：节加序号（如 二1 方案已印发；子项写 二1② …），"
    "或事项编号（如 #37 方案已印发）。原文会保留。发 /cancel 放弃。"
)
EMPTY = "请回复新的文字，原文会保留。发 /cancel 放弃。"
REWORDED = "{label} 已改写，原文保留。"
RESTORED = "已恢复原文"
NOTHING = "这份通报里没有可改写的段落。"
GONE = "这一段已不在。请用最新的预览，或重新起草请发 /bulletin。"
# "二1 新文字" by section and printed place (二1② for a part), "#37 新文字" or "37 新文字" by the short number.
PLACE = re.compile(
    r"\s*(?:(?P<section>[一二三四五])\s*[、.．]?\s*)?#?(?P<number>\d{1,7})\s*(?P<part>[①-⑳])?"
    r"(?:[\s、．.:：]+(?P<words>.*))?",
    re.DOTALL,
)
# Half of what a message holds for each of the two wordings.
_SHOWN = 1500


def title(one: ProgressParagraph, place: int, count: int) -> str:
    return f"第{place + 1}段，共{count}段 · {one.place} {one.label}"


def paragraph(one: ProgressParagraph) -> str:
    """The wording that will be printed; below it the original, where the two differ."""
    lines = [f"“{cut(one.directive, 120)}”", "", f"现文：{_shown(one.progress)}"]
    if one.is_reworded:
        lines += ["", f"原文：{_shown(one.original)}"]
    return "\n".join(lines)


def _shown(words: str) -> str:
    return cut(words, _SHOWN) or "（无）"


def rows(bulletin_id: int, *, version: int, place: int, count: int, is_reworded: bool) -> Rows:
    def button(label: str, verb: Press, at: int = place) -> Choice:
        return Choice(label, verb, bulletin_id, version, str(at))

    turning = [button("上一段", Press.REWORD, place - 1)] if place else []
    if place + 1 < count:
        turning.append(button("下一段", Press.REWORD, place + 1))
    change = [button("改这段", Press.REWORD_ASK)]
    if is_reworded:
        change.append(button("恢复原文", Press.REWORD_UNDO))
    back = (button("按编号改", Press.REWORD_ANY), button("回到预览", Press.BULLETIN_PAGE, 0))
    return (*((tuple(turning),) if turning else ()), tuple(change), back)


def ask_words(one: ProgressParagraph) -> str:
    return f"{one.place} {one.label} 现在写的是：{cut(one.progress, 600) or '（无）'}\n{EMPTY}"


def no_entry(words: str) -> str:
    return f"通报里没有 {words} 这一段。请写节加序号（如 二1）或事项编号（如 #37）。"


def too_long(length: int, limit: int) -> str:
    return f"这段有 {length} 字，超过 {limit} 字，请精简后重发。"
