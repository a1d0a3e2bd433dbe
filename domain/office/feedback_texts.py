"""Words about the tool itself: said by anybody, read and answered by the administrators, counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows

LIMIT = 1000
SHOWN = 8
TITLE = "意见与建议"
ASK = "请直接回复本条，写明对机器人的意见或建议，会转给管理员。发 /cancel 放弃。"
NOTHING_SAID = "没有记录：请用文字写明意见，例如：/feedback 催办能不能改到下午"
NOTHING_ANSWERED = "没有发出：请用文字写明答复。发 /cancel 放弃。"
TOO_LONG = "没有记录：意见有{length}字，请控制在{limit}字以内。"
GONE = "没有找到这条意见。发 /feedback，查看。"
NONE_OPEN = "没有待答复的意见。"


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said; `who` with the unit."""

    feedback_id: int
    who: str
    text: str
    at: str

    @property
    def label(self) -> str:
        return f"F-{self.feedback_id}"


def who(name: str, units: Sequence[str]) -> str:
    return f"{name}（{'、'.join(units)}）" if units else name


def received(label: str, *, told: bool) -> str:
    if told:
        return f"已记录 {label}，已转给管理员，有答复会告诉您。"
    return f"已记录 {label}。现在没有能收到消息的管理员，管理员下次发 /feedback 时会看到。"


def card(voice: Voice) -> tuple[str, str]:
    return f"💬 意见 {voice.label} · {voice.who}", cut(voice.text, LIMIT)


def card_rows(feedback_id: int) -> Rows:
    return ((Choice("答复", Press.FEEDBACK_ANSWER, feedback_id),),)


def ask_answer(label: str, who: str) -> str:
    return f"请直接回复本条，写明对 {label} 的答复，会转告{who}。发 /cancel 放弃。"


def answered_to(label: str, *, said: str, answer: str, who: str) -> tuple[str, str]:
    return f"您的意见 {label} 已有答复", f"您说：{cut(said, 80)}\n答复：{answer}（管理员{who}）"


def answered(label: str, *, whose: str, answer: str, who: str, at: str) -> str:
    return f"✅ {label}（{whose}）已由{who}于{at}答复：{cut(answer, 200)}"


def was_answered(label: str, *, who: str, at: str) -> str:
    return f"{label} 已由{who}于{at}答复，您的答复没有发出。"


def counts(total: int, answered: int) -> str:
    return f"共收到 {total} 条，已答复 {answered} 条，待答复 {total - answered} 条。"


def list_text(total: int, answered: int, voices: Sequence[Voice]) -> str:
    lines = [f"{voice.label} {voice.at} {voice.who}：{cut(voice.text, 80)}" for voice in voices]
    rest = total - answered - len(voices)
    more = [f"……另有 {rest} 条"] if rest > 0 else []
    return "\n".join((counts(total, answered), "", *(lines or [NONE_OPEN]), *more))


def list_rows(voices: Sequence[Voice]) -> Rows:
    buttons = [Choice(f"答复 {voice.label}", Press.FEEDBACK_ANSWER, voice.feedback_id) for voice in voices]
    return in_rows(buttons, 2)
