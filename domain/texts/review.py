"""Words around completion requests, verdicts and extensions."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.dates import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows

ASK_DONE = "请直接回复本条，写明 {label} 的完成情况，作为申请办结的依据。发 /cancel 放弃。"
ASK_REASON = "请直接回复本条，写明退回 {label} 的原因，会转告责任单位。发 /cancel 放弃。"
REASON_MISSING = "请写明退回原因，例如：/return 37 缺少验收材料"
QUEUE_EMPTY = "目前没有待审核的办结申请。"
WHICH = "{label} 没有待审核的办结申请。发 /review 查看待审核清单。"
SEVERAL = "{label} 有几个单位申请办结，请选择："
EXTEND_USAGE = "请写明新时限和原因，例如：/extend 37 12月31日 资金未到位"
EXTEND_NO_REASON = "请写明延期原因，例如：/extend 37 {day} 资金未到位"
EXTEND_UNSURE = "时限“{phrase}”{why}。请写成 {example} 这样的日期再发一次。"
EXTEND_PAST = "新时限 {day} 已经过去，请写一个今天以后的日期。"
EXTEND_EARLIER = "新时限 {day} 不晚于现时限 {old}，无需延期。"
EXTEND_CLOSED = "{label} 已办结或已撤销，不能延期。"
EXTEND_TWICE = "{label} 已有一个延期申请在等答复，请先等督查室决定。"
NO_DEADLINE = "{label} 没有定时限，无需延期。"


def when(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.month}月{local.day}日{local:%H:%M}"


def request_card(
    label: str, directive: str, unit: str, words: str, files: int, deadline: str, covered: int
) -> tuple[str, str]:
    """(title, text) of the card that supervisors decide on."""
    lines = [cut(directive, 160), f"完成情况：{cut(words, 600)}"]
    if covered:
        lines.append(f"一并申请：{covered}个子事项")
    if files:
        lines.append(f"佐证材料：{files}件")
    lines.append(deadline)
    return f"申请办结 {label} · {unit}", "\n".join(lines)


def verdict_rows(assignment_id: int, version: int) -> Rows:
    return (
        (
            Choice("通过·销号", "approve", assignment_id, version, style="success"),
            Choice("退回", "send_back", assignment_id, version, style="danger"),
        ),
    )


def asked(receipt: str) -> str:
    return f"{receipt}\n已申请办结，等督查室审核。"


def approved(label: str, unit: str, reviewer: str, at: str) -> str:
    return f"✅ {label} {unit} 已由{reviewer}于{at}通过，予以销号。"


def returned(label: str, unit: str, reviewer: str, at: str, reason: str) -> str:
    return f"↩️ {label} {unit} 已由{reviewer}于{at}退回。原因：{reason}"


def told_approved(label: str, directive: str) -> tuple[str, str]:
    return f"✅ {label} 已销号", f"{cut(directive, 80)}\n办结申请已通过审核。"


def told_returned(label: str, directive: str, reason: str) -> tuple[str, str]:
    return f"↩️ {label} 被退回", f"{cut(directive, 80)}\n原因：{reason}\n请继续推进，完成后再申请办结。"


def queue_line(label: str, unit: str, directive: str) -> str:
    return f"🟣 {label} {unit} · {cut(directive, 40)}"


def extension_card(
    label: str, directive: str, unit: str, old: date, new: date, reason: str, today: date
) -> tuple[str, str]:
    text = f"{cut(directive, 120)}\n现时限：{say_date(old, today)}\n申请延至：{say_date(new, today)}\n原因：{reason}"
    return f"申请延期 {label} · {unit}", text


def extension_rows(extension_id: int, version: int) -> Rows:
    return (
        (
            Choice("同意", "extend_yes", extension_id, version, style="success"),
            Choice("不同意", "extend_no", extension_id, version, style="danger"),
        ),
    )


def extension_asked(label: str, day: date, today: date) -> str:
    return f"已提交 {label} 的延期申请：延至{say_date(day, today, with_weekday=True)}，等督查室答复。"


def extension_decided(label: str, day: date, granted: bool, reviewer: str, today: date) -> str:
    if granted:
        return f"✅ {label} 延期至{say_date(day, today)}，{reviewer}已同意。"
    return f"❌ {label} 延期申请未获同意（{reviewer}），仍按原时限办理。"


def names(words: Sequence[str]) -> str:
    return "、".join(words)
