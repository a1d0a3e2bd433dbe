"""Words around registering, assigning and deadlines."""

from collections.abc import Sequence
from datetime import date

from domain.dates import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows

NEW_ASK = "请回复事项内容（一句话或一段话）。发 /cancel 放弃。"
NEW_ASK_UNITS = "责任单位是？多个用顿号隔开；暂不明确请回复“无”。"
NEW_ASK_DUE = "办理时限是？例如：12月31日、三季度末、长期；暂不定请回复“无”。"
NEW_TOO_SHORT = "事项内容太短，请写清要做什么。"
NEW_TOO_LONG = "事项内容有 {length} 字，超过 {limit} 字，请精简。"
ASSIGN_USAGE = "请写明编号和单位，例如：/assign 37 县农林局、县财政局"
ASSIGN_CLOSED = "{label} 已办结或已撤销，不能再交办。"
ASSIGN_ALREADY = "{label} 已经由{units}承办，没有变化。"
NO_UNIT = "名册里没有“{name}”。要用下面的单位，还是新建？"
DUE_USAGE = "请写明编号和时限，例如：/due 37 12月31日 或 /due 37 长期"
DUE_UNREAD = "没有看懂时限“{words}”{why}。请写成 12月31日、三季度末、3个工作日内 或 长期。"
DUE_CLOSED = "{label} 已办结或已撤销，不能再改时限。"
DRAFT_GONE = "这一步已经处理过。请重新发送命令。"


def registered(label: str, units: Sequence[str], due: str) -> str:
    who = "、".join(units) if units else "未明确（发 /assign 补上）"
    return f"已立项 {label}\n责任单位：{who}\n时限：{due}"


def assigned(label: str, units: Sequence[str], without_official: Sequence[str]) -> str:
    text = f"已交办 {label}：{'、'.join(units)}"
    if without_official:
        text += f"\n还没有联络员：{'、'.join(without_official)}。发 /invite 单位 姓名 邀请。"
    return text


def only_row(item_id: int, version: int, unit_id: int, unit: str) -> Rows:
    return ((Choice(f"改为仅由{cut(unit, 16)}负责", "assign_only", item_id, version, str(unit_id)),),)


def unit_rows(draft_id: int, options: Sequence[tuple[int, str]], name: str) -> Rows:
    rows = [(Choice(f"用“{cut(unit, 18)}”", "assign_unit", unit_id, draft_id),) for unit_id, unit in options]
    return (*rows, (Choice(f"新建“{cut(name, 16)}”", "assign_unit", 0, draft_id),))


def card(label: str, directive: str, due: str) -> tuple[str, str]:
    return f"📌 交办您单位 {label}", f"{cut(directive, 300)}\n时限：{due}"


def taken_away(label: str, directive: str, units: Sequence[str]) -> str:
    return f"{label} {cut(directive, 60)} 已改由{'、'.join(units)}承办，您单位不再承办。"


def deadline_set(label: str, day: date | None, today: date) -> str:
    words = say_date(day, today, with_weekday=True) if day else "长期"
    return f"{label} 的时限定为：{words}"


def deadline_doubt(label: str, day: date, today: date, why: str) -> str:
    return f"{label} 的时限定为 {say_date(day, today, with_weekday=True)}？{why}"


def doubt_rows(item_id: int, version: int, day: date) -> Rows:
    return (
        (
            Choice("确定", "due_yes", item_id, version, f"{day:%Y%m%d}", "success"),
            Choice("不定", "due_no", item_id, version),
        ),
    )
