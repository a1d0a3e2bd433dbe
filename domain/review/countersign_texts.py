"""Words around the unit head's word on a request for completion (领导审签)."""

from domain.commands import Press
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import one_row

ONLY_HEAD = "{label} 的办结申请由单位负责人{name}审签，您的操作没有生效。"
WITH_HEAD = "{label} {unit}的办结申请正由单位负责人{name}审签，还不能审核；{due}前未审签会自动转来。"
ASK_REASON = "请直接回复本条，写明退回 {label} 的原因，会转告本单位联络员。发 /cancel 放弃。"
REASON_MISSING = "没有退回：请用文字写明退回原因，例如：缺少验收材料。发 /cancel 放弃。"
AGREED_TOAST = "已同意报结"


def head_card(label: str, *, unit: str, request: str, days: int) -> tuple[str, str]:
    """`request` is what the supervisors will read."""
    return f"请审签 {label} · {unit}", f"{request}\n同意后报督查室审核；满{days}个工作日未审签，自动转报。"


def head_rows(countersign_id: int, version: int) -> Rows:
    return one_row(
        Choice("同意报结", Press.COUNTERSIGN, countersign_id, version, style="success"),
        Choice("退回", Press.COUNTERSIGN_NO, countersign_id, version, style="danger"),
    )


def asked(head: str, days: int) -> str:
    """In the receipt, in the place of "等督查室审核"."""
    return f"先报单位负责人审签（{head}），满{days}个工作日未审签自动转报督查室。"


def countersigned_by(head: str) -> str:
    """The mark of a request whose unit head has agreed, for the reviewers' card."""
    return f"已经{head}审签"


def not_countersigned_after(days: int) -> str:
    return f"单位负责人未审签（满{days}个工作日自动转报）"


def agreed(label: str, *, unit: str, head: str, at: str) -> str:
    return f"✅ {label} {unit}的办结申请已由{head}于{at}同意报结，转督查室审核。"


def returned(label: str, *, unit: str, head: str, at: str, reason: str) -> str:
    return f"↩️ {label} {unit}的办结申请已由{head}于{at}退回。原因：{reason}"


def passed_on(label: str, *, unit: str, at: str, days: int) -> str:
    return f"⏩ {label} {unit}的办结申请满{days}个工作日未审签，已于{at}自动转报督查室。有意见请联系督查室。"


def told_returned(label: str, *, directive: str, head: str, reason: str) -> tuple[str, str]:
    """(title, text) that notify the officials of a unit: its head sent the request back."""
    text = f"{brief(directive, 80)}\n原因：{reason}\n请继续推进，完成后再申请办结。"
    return f"↩️ {label} 被单位负责人{cut(head, 20)}退回", text


def return_told(label: str) -> str:
    return f"已退回 {label}，原因已转告本单位联络员。"


def along(label: str, part: str) -> str:
    """Closes the card of a sub-item that went back together with its item."""
    return f"↩️ {part} 已随 {label} 一并由单位负责人退回。"


def with_heads(count: int) -> str:
    """How many requests unit heads have still to countersign; it stands under the reviewers' queue."""
    return f"另有{count}件正由单位负责人审签，审签后转来。"


def card_line(unit: str, *, head: str, due: str) -> str:
    return f"✍️ {unit}的办结申请在单位负责人{head}处审签，{due}前未审签自动转报"
