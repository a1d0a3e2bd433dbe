"""Words around the dates of an item: what is required (要求), what the unit plans (计划), what came of it (实际)."""

from datetime import date

from domain.commands import Press
from domain.dates.deadlines import days_overdue
from domain.dates.reading import say_date
from domain.gist import brief
from domain.notes import Choice, Rows

USAGE = "/plan 37 12月20日"
ASK = "{label} 计划哪天完成？请直接回复日期，例如：12月20日。发 /cancel 放弃。"
NO_WORDS = "请写明计划完成的日期，例如：12月20日"
NOT_READ = "没有看懂计划完成时间“{words}”{why}。请写成 12月20日、下周五 或 月底前。"
PAST = "计划完成时间 {day} 已经过去，请写一个今天以后的日期。已经做完的请发 /done {number} 工程已竣工验收。"
CLOSED = "{label} 已办结或已撤销，不用再报计划。发 /item {number}，看最新情况。"
UNIT_DONE = "您单位在 {label} 上的工作已在审核或已销号，不用再报计划。发 /item {number}，看最新情况。"
SAME = "{label} 的计划完成时间本来就是{day}，没有改动。"
CHANGED = "{label} 刚刚有更新，计划没有记下。请重新发 /plan {number} 12月20日。"
LEFT = "没有记下。请写明日期再发，例如：/plan 37 12月20日"
GONE = "这一步已经处理过或已过时，没有生效。"
SETTLED = "{label} 的这个计划已由{who}于{at}处理（{what}），您的操作没有生效。"
HOLD = "按时限办理"


def choice(item_id: int) -> Choice:
    """[计划完成时间]: asks for the date."""
    return Choice("计划完成时间", Press.PLAN, item_id)


def doubt(label: str, day: date, today: date, why: str) -> str:
    return f"{label} 计划 {say_date(day, today, with_weekday=True)} 完成？\n{why}"


def doubt_rows(item_id: int, version: int, day: date) -> Rows:
    yes = Choice("确定", Press.PLAN_YES, item_id, version, f"{day:%Y%m%d}", "success")
    return ((yes, Choice("不报", Press.PLAN_NO, item_id)),)


def planned(label: str, unit: str, day: date, today: date, deadline: date | None) -> str:
    when = say_date(day, today, with_weekday=True)
    text = f"已记下 {label} {unit}计划完成时间：{when}"
    late = days_overdue(deadline, day)
    if deadline is None or not late:
        return f"{text}。有变化再发一次即可。"
    return (
        f"{text}\n⚠️ 晚于时限 {say_date(deadline, today)} {late}天，已告知督查室；时限没有变。"
        "能按时限办的请重报计划，确实不能的请点【延期】写明原因。"
    )


def planned_rows(item_id: int, late: int) -> Rows:
    return ((choice(item_id), Choice("延期", Press.EXTEND, item_id)),) if late else ()


def late_card(label: str, *, directive: str, unit: str, day: date, deadline: date, today: date) -> tuple[str, str]:
    lines = [
        brief(directive, 120),
        f"要求：{say_date(deadline, today)}",
        f"{unit}计划：{say_date(day, today, with_weekday=True)}",
        "同意延后就准予延期；不同意就要求按时限办理，单位重报计划。不处理则时限不变，催办照常。",
    ]
    return f"⚠️ {label} 计划晚于时限{days_overdue(deadline, day)}天", "\n".join(lines)


def late_rows(item_id: int, unit_id: int, day: date, today: date) -> Rows:
    digits = f"{day:%Y%m%d}"
    return (
        (Choice(f"准予延期到{say_date(day, today)}", Press.PLAN_GRANT, item_id, unit_id, digits),),
        (Choice(HOLD, Press.PLAN_HOLD, item_id, unit_id, digits), Choice("详情", Press.ITEM, item_id)),
    )


def late_promise(label: str, *, directive: str, unit: str, day: date, deadline: date, today: date) -> tuple[str, str]:
    lines = [
        brief(directive, 120),
        f"要求：{say_date(deadline, today)}",
        f"{unit}在反馈中承诺：{say_date(day, today, with_weekday=True)}",
        f"同意延后请发 /due {label.lstrip('#')} {say_date(day, today)}，改时限；不同意请点【催办】。"
        "不处理则时限不变，催办照常。",
    ]
    return f"⚠️ {label} 承诺晚于时限{days_overdue(deadline, day)}天", "\n".join(lines)


def late_promise_rows(item_id: int) -> Rows:
    return ((Choice("催办", Press.NUDGE, item_id), Choice("详情", Press.ITEM, item_id)),)


def replaced(label: str, unit: str) -> str:
    """Closes the card of a day beyond the limit that the unit has planned anew."""
    return f"⚠️ {label} {unit}已重报计划，这一张不用再处理。"


def limit_moved(label: str) -> str:
    return f"⚠️ {label} 的时限已改，这个计划不再晚于时限，不用再处理。"


def held(label: str, unit: str, day: date, *, deadline: date, today: date) -> str:
    limit = say_date(deadline, today)
    return f"{label} {unit}计划{say_date(day, today)}未被同意：仍按时限 {limit} 办理，已告知单位重报计划。"


def held_told(label: str, directive: str, day: date, *, deadline: date, today: date) -> tuple[str, str]:
    text = (
        f"{brief(directive, 80)}\n计划{say_date(day, today)}晚于时限，督查室要求仍按 {say_date(deadline, today)} 办理。"
        "请重报计划完成时间；确有困难请申请延期。"
    )
    return f"⏰ {label} 请按时限办理", text


def held_rows(item_id: int) -> Rows:
    return ((choice(item_id), Choice("延期", Press.EXTEND, item_id)),)


def card_line(
    unit: str, required: str, deadline: date | None, *, planned: date | None, actual: date | None, today: date
) -> str:
    """ "县农林局：要求12月18日 · 计划12月25日（晚7天） · 实际未完成"."""
    plan = _against(planned, deadline, today) if planned else "未报"
    done = _against(actual, deadline, today) if actual else "未完成"
    return f"{unit}：要求{required} · 计划{plan} · 实际{done}"


def _against(day: date, deadline: date | None, today: date) -> str:
    late = days_overdue(deadline, day)
    return f"{say_date(day, today)}（晚{late}天）" if late else say_date(day, today)
