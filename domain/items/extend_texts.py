"""Words around a later deadline (延期): the question, the supervisors' card, the answer."""

from datetime import date

from domain.commands import Press
from domain.dates.deadlines import say_since
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import one_row

USAGE = "/extend 37 12月31日 资金未到位"
ASK = "请直接回复本条，写明 {label} 的新时限和原因，例如：12月31日 资金未到位。发 /cancel 放弃。"
ASK_DAY = "没有看懂时限，“{reason}”先记作原因。{label} 延期到哪一天？请直接回复日期，例如：12月31日。发 /cancel 放弃。"
NO_WORDS = "请写明新时限和原因，例如：12月31日 资金未到位"
NO_REASON = "请写明延期到{day}的原因，例如：/extend {number} {day} 资金未到位"
NOT_READ = "没有看懂时限“{phrase}”。请写成“12月31日 原因”这样再发一次。"
NO_SINGLE_DAY = "“{phrase}”不是一个具体日子。请写成“12月31日 原因”这样再发一次。"
PAST = "新时限 {day} 已经过去，请写一个今天以后的日期。"
NOT_LATER = "新时限 {day} 不晚于现时限 {old}，无需延期。"
CLOSED = "{label} 已办结或已撤销，不能延期。发 /item {number}，看最新情况。"
UNIT_DONE = "您单位在 {label} 上的工作已在审核或已销号，不需要延期。发 /item {number}，看最新情况。"
TWICE = "{label} 已有一个延期申请（至{day}）在等答复，请先等督查室决定。"
ASKED_ALREADY = "{label} 单位已申请延期（至{day}），请先在那张卡片上答复。"
NO_DEADLINE = "{label} 没有定时限，无需延期。"
DRAFT_GONE = "这次提问已结束，没有提交。请重新发，例如：/extend 37 12月31日 资金未到位"
OTHER_UNSURE = "“{phrase}”不够确定。请写成 12月20日 这样的日期。"
NOT_SENT = "没有提交延期申请。请写明日期再发，例如：/extend 37 12月31日 资金未到位"
UNASKED = "单位计划完成时间晚于时限，督查室主动准予"


_BREAKS = "，,。;；：: "


def reason_beside(words: str, phrase: str) -> str:
    """What is said beside the day: "延期到12月31日，资金未到位" says 资金未到位."""
    rest = words.replace(phrase, "", 1).strip(_BREAKS)
    return rest.removeprefix("延期到").removeprefix("延期至").strip(_BREAKS)


def due_moved(label: str, day: date | None, today: date) -> str:
    now = say_date(day, today) if day else "长期"
    return f"{label} 的时限已另行调整为{now}，这个申请不再适用，没有生效。"


def ask_about_day(label: str, phrase: str, day: date, why: str, today: date) -> str:
    because = f"（{why}）" if why else ""
    return f"{label} 的新时限“{phrase}”是指 {say_date(day, today, with_weekday=True)} 吗？{because}"


def day_rows(item_id: int, day: date) -> Rows:
    return one_row(
        Choice("是，提交申请", Press.EXTEND_DAY, item_id, extra=f"{day:%Y%m%d}", style="success"),
        Choice("不是", Press.EXTEND_NONE, item_id),
    )


def card(
    label: str, *, directive: str, unit: str, old: date, new: date, reason: str, granted: int, today: date
) -> tuple[str, str]:
    lines = [
        cut(directive, 120),
        f"现时限：{say_date(old, today)}",
        f"申请延至：{say_date(new, today, with_weekday=True)}（晚{(new - old).days}天）",
        f"原因：{reason}",
    ]
    if granted:
        lines.append(f"此前已延期{granted}次")
    return f"申请延期 {label} · {unit}", "\n".join(lines)


def rows(request_id: int, version: int) -> Rows:
    return (
        (
            Choice("同意", Press.EXTEND_YES, request_id, version, style="success"),
            Choice("不同意", Press.EXTEND_NO, request_id, version, style="danger"),
        ),
        (Choice("同意，改日期", Press.EXTEND_OTHER, request_id, version),),
    )


def ask_other(label: str, unit: str, day: date, today: date) -> str:
    wished = say_date(day, today)
    return f"{label} {unit}申请延至{wished}。同意延到哪一天？请回复日期，例如：12月20日。发 /cancel 放弃。"


def asked(label: str, day: date, reason: str, today: date) -> str:
    when = say_date(day, today, with_weekday=True)
    return f"已提交 {label} 的延期申请：延至{when}，原因：{cut(reason, 60)}。等督查室答复。"


def decided(
    label: str, unit: str, day: date, granted: bool, reviewer: str, today: date, wished: date | None = None
) -> str:
    if granted and wished is not None and wished != day:
        return f"✅ {label} {unit}申请延期至{say_date(wished, today)}，{reviewer}同意延至{say_date(day, today)}。"
    if granted:
        return f"✅ {label} {unit}申请延期至{say_date(day, today)}，{reviewer}已同意。"
    return f"❌ {label} {unit}申请延期至{say_date(day, today)}，{reviewer}未同意，仍按原时限办理。"


def card_line(unit: str, day: date, *, since: date, today: date) -> str:
    waits = say_since(since, today, "等了{}天", of_today="今天申请")
    return f"⏳ {unit}申请延期至{say_date(day, today)}（{waits}，答复前不按原时限催办）"


def granted_unasked(label: str, unit: str, day: date, reviewer: str, today: date) -> str:
    return f"✅ {label} {unit}计划{say_date(day, today)}完成，{reviewer}已准予延期到这一天。"
