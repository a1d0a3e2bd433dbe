"""Words around taking back what was just sent (撤回): a report, or a request for completion."""

from collections.abc import Sequence

from domain.commands import Press
from domain.notes import Choice

GONE = "没有撤回：没有找到您的这条反馈。发 /my 查看您的事项。"
TOO_LATE = "没有撤回：已超过{minutes}分钟。内容有误可以直接编辑原消息更正，或再报一次。"
TWICE = "R-{report_id} 已经撤回，没有重复处理。"
SETTLED = "没有撤回：{label} 已办结或已撤销。发 /item {number} 看最新情况。"
DECIDED = "没有撤回：{label} 的这次办结申请已有结果。发 /item {number} 看最新情况。"
EDITED = "没有登记：这条反馈已撤回，修改不起作用。请重新发送一条。"


def button(report_id: int) -> tuple[Choice, ...]:
    return (Choice("撤回", Press.TAKE_BACK, report_id),)


def taken_back(report_id: int, label: str, state: str, along: Sequence[str]) -> str:
    """`along` are the labels of the parts that were asked for with the request."""
    parts = f"{'、'.join(along)} 一并撤回。" if along else ""
    return f"已撤回 R-{report_id} · {label} · 现为{state}。{parts}原文留在操作记录里；要重新反馈请再发一次。"


def request_taken_back(label: str, unit: str, at: str) -> str:
    """What the supervisors' cards say from then on."""
    return f"↩️ {label} {unit}已于{at}撤回办结申请，不用审核。"


def answer_taken_back(label: str) -> str:
    return f"📌 {label} 的批示答复刚被责任单位撤回，等重新答复。"
