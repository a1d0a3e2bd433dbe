"""Words around completion requests, verdicts and extensions."""

from collections.abc import Sequence

from domain.commands import Press
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import one_row

ASK_DONE = "请直接回复本条，写明 {label} 的完成情况，作为申请办结的依据。发 /cancel 放弃。"
ASK_REASON = "请直接回复本条，写明退回 {label} 的原因，会转告{unit}。发 /cancel 放弃。"
REASON_MISSING = "没有退回：请用文字写明退回原因，例如：缺少验收材料。发 /cancel 放弃。"
VERDICT_USAGE = "/approve 37；退回：/return 37 缺少验收材料；清单：/desk"
GONE = "没有找到这份办结申请。发 /desk，看等您定的。"
NOTHING_WAITS = "{label} 没有待审核的办结申请。发 /desk，看等您定的。"
SEVERAL = "{label} 有几个单位申请办结，请选择："


def request_card(
    label: str,
    *,
    directive: str,
    unit: str,
    said: Sequence[str],
    files: int,
    earlier: int,
    deadline: str,
    covered: int,
    mark: str = "",
) -> tuple[str, str]:
    """(title, text) of the card that supervisors decide on; `said` is the request, then what came after it.

    `mark` says what the unit's head did with it; `earlier` files came with older reports.
    """
    request, *later = said or ("",)
    lines = [cut(directive, 160), f"完成情况：{cut(request, 600)}"]
    lines += [f"补充反馈：{cut(words, 200)}" for words in later]
    if covered:
        lines.append(f"一并申请：{covered}个子事项")
    before = f"（此前反馈另有{earlier}件）" if earlier else ""
    lines.append(f"佐证材料：{files}件{before}" if files else f"佐证材料：无{before}")
    lines += [deadline, mark] if mark else [deadline]
    return f"申请办结 {label} · {unit}", "\n".join(lines)


def verdict_rows(assignment_id: int, version: int) -> Rows:
    return one_row(
        Choice("通过·销号", Press.APPROVE, assignment_id, version, style="success"),
        Choice("退回", Press.SEND_BACK, assignment_id, version, style="danger"),
    )


def asked(receipt: str, covered: int, first: str = "") -> str:
    """`first` where the unit's head has it before the supervisors."""
    along = f"（含{covered}个子事项）" if covered else ""
    return f"{receipt}\n已申请办结{along}，{first or '等督查室审核。'}"


def approved(label: str, *, unit: str, reviewer: str, at: str) -> str:
    return f"✅ {label} {unit} 已由{reviewer}于{at}通过，予以销号。"


def returned(label: str, *, unit: str, reviewer: str, at: str, reason: str) -> str:
    return f"↩️ {label} {unit} 已由{reviewer}于{at}退回。原因：{reason}"


def told_approved(label: str, *, directive: str, reviewer: str) -> tuple[str, str]:
    return f"✅ {label} 已销号", f"{brief(directive, 80)}\n办结申请已由督查室{reviewer}审核通过。"


def told_returned(label: str, *, directive: str, reason: str) -> tuple[str, str]:
    return f"↩️ {label} 被退回", f"{brief(directive, 80)}\n原因：{reason}\n请继续推进，完成后再申请办结。"


def return_told(label: str, unit: str) -> str:
    return f"已退回 {label}，原因已转告{unit}。"


def returned_rows(item_id: int) -> Rows:
    return ((Choice("报进展", Press.REPORT, item_id), Choice("申请办结", Press.DONE, item_id)),)


def along(label: str, part: str, *, is_approved: bool) -> str:
    """Closes the card of a sub-item that was settled together with its item."""
    return f"{'✅' if is_approved else '↩️'} {part} 已随 {label} 一并{'销号' if is_approved else '退回'}。"


def withdrawn(label: str, unit: str) -> str:
    return f"✏️ {label} {unit}修改了反馈，这份办结申请作废。"
