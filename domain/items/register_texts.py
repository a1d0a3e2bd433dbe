"""Words around registering an item by hand."""

from collections.abc import Sequence

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.words import NOTHING, YES

ASK = "请回复事项内容（一句话或一段话）。发 /cancel 放弃。"
PIECES = ("内容", "责任单位", "办理时限")
ASK_UNITS = "责任单位是？多个用顿号隔开；暂不明确请回复“无”。"
ASK_DUE = "办理时限是？例如：12月31日、三季度末、长期；暂不定请回复“无”。"
ONLY_MENTIONED = "⚠️ 内容里还提到{units}，没有列为责任单位。"
UNITS_READ = "按内容读出责任单位：{units}"
DUE_READ = "按内容读出时限：{due}"
TOO_SHORT = "事项内容太短，请写清要做什么，例如：/new 开展冬季森林防火检查"
TOO_LONG = "事项内容有 {length} 字，超过 {limit} 字，请精简后重发。"
CONFIRM_TITLE = "确认立项？"
CONFIRMING = (*YES, "确认立项")
NOTHING_YET = (*NOTHING, "暂无", "待定")
PRESS = "请点[确认立项]或[取消]。"
DROPPED = "已取消立项，没有写入任何事项。"
GONE = "这张确认单已处理或已过时。重新立项请发 /new。"


def rejoined(parts: Sequence[str]) -> str:
    return "；".join(parts)


def read_from_words(*, units: bool, due: bool) -> str:
    what = "和".join(word for word, found in (("责任单位", units), ("时限", due)) if found)
    return (
        f"⚠️ {what}是从内容里读出的，请核对；不对请点【取消】，再发：/new 开展森林防火检查；县农林局；12月31日"
        if what
        else ""
    )


def confirmation(
    directive: str, units: Sequence[str], due: str, doubts: Sequence[str], parts: Sequence[str] = ()
) -> str:
    lines = [cut(directive, 600), f"责任单位：{'、'.join(units) or '未明确'}", f"时限：{due}"]
    return "\n".join([*lines, *([f"子事项{len(parts)}个："] if parts else []), *parts, *doubts])


GROUP_UNTOLD = "⚠️ “{name}”还没有指明是哪些单位，请先点下面的按钮指明。"


def new_unit(name: str, near: Sequence[str]) -> str:
    alike = f"近似：{'、'.join(near)}；" if near else ""
    return f"⚠️ 新单位“{name}”，名册里没有。{alike}确认后将新建。"


def confirmation_rows(
    stamp: int, swaps: Sequence[tuple[int, str, int]], groups: Sequence[tuple[int, str]] = ()
) -> Rows:
    """`swaps`: (unit_id, unit, place of the unknown name that it may stand for)."""
    rows = [
        (Choice(f"同一单位：{cut(unit, 18)}", Press.NEW_SWAP, unit_id, stamp, str(place)),)
        for unit_id, unit, place in swaps
    ]
    rows += [(Choice(f"指明“{cut(name, 16)}”", Press.UNIT_SET, set_id, 0, "new"),) for set_id, name in groups]
    decide = (
        Choice("确认立项", Press.NEW_YES, 0, stamp, style="success"),
        Choice("取消", Press.NEW_NO, 0, stamp, style="danger"),
    )
    return (*rows, decide)


def registered(label: str, units: Sequence[str], due: str) -> str:
    who = "、".join(units) if units else "未明确"
    return f"已立项 {label}\n责任单位：{who}\n时限：{due}"


def registered_rows(item_id: int, *, has_units: bool) -> Rows:
    look = Choice("详情", Press.ITEM, item_id)
    return ((look,),) if has_units else ((Choice("交办", Press.ASSIGN_ASK, item_id, style="primary"), look),)
