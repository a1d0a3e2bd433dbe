"""Sentences around one message that tells of several items."""

from collections.abc import Sequence

from domain.commands import Press
from domain.gist import called
from domain.hygiene import cut
from domain.notes import Choice, Rows

RECORD, LEAVE = "按此记录", "不用"
NOT_YOURS = "✗ {number}：不在您的在办事项里，不记。"
NOT_PROGRESS = "✗ {item}：“{words}”不像进展，不记。请单独回复那件事项的卡片。"
EDIT_EACH = "没有改动：这条消息记了 {count} 件事项，改后的文字分不出是哪几件。请照原来的顺序写全，或逐件重报。"
STARTED_OVER = "没有登记：这几件都已不在办。发 /my，查看您的事项。"


def title(count: int) -> str:
    return f"将记为 {count} 件事项的进展，对吗？"


def line(label: str, *, directive: str, words: str) -> str:
    return f"{called(label, directive)}：{cut(words, 120)}"


def unplaced(number: str, *, is_place: bool) -> str:
    return NOT_YOURS.format(number=f"第{number}条" if is_place else f"#{number}")


def no_progress(label: str, *, directive: str, words: str) -> str:
    return NOT_PROGRESS.format(item=called(label, directive), words=cut(words, 40))


def rows(message_id: int) -> Rows:
    yes = Choice(RECORD, Press.SEVERAL, 0, message_id, style="success")
    return ((yes, Choice(LEAVE, Press.MATCH_NONE, 0, message_id)),)


def of_item(label: str, choices: Sequence[Choice]) -> list[Choice]:
    """Buttons of one receipt among several say whose they are."""
    return [Choice(f"{label} {one.label}", one.verb, one.subject, one.version, one.extra, one.style) for one in choices]
