"""Words around the life of an item beyond reports: ended, reopened, handed over, moved, split, merged."""

import re
from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.reading import say_date
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows, Style
from domain.pager import in_rows, one_row

USAGE = {
    "cancel": "/void 37 重复立项",
    "stop": "/stop 37 政策调整",
    "reopen": "/reopen 37 整改不到位",
    "hand": "/handover 37 县财政局",
    "move": "/move 37 第9次常务会议",
    "split": "/split 37",
    "merge": "/merge 37 38",
}
NAMES = {
    "cancel": "撤销",
    "stop": "停办",
    "reopen": "重开",
    "hand": "移交",
    "move": "换会议",
    "split": "拆分",
    "merge": "并入",
    "rhythm": "设报送周期",
}
ASK = {
    "cancel": "为什么撤销 {label}？请回复原因（撤销后不再跟踪，也不计入件数）。发 /cancel 放弃。",
    "stop": "为什么停办 {label}？请回复原因（没有办成而停止，单独计数）。发 /cancel 放弃。",
    "reopen": "为什么重开 {label}？请回复原因。发 /cancel 放弃。",
    "hand": "{label} 移交给哪个单位？请回复单位全称；多个责任单位时写“原单位→新单位”。发 /cancel 放弃。",
    "move": "{label} 改到哪次会议？请回复会议名称，例如：第9次常务会议。发 /cancel 放弃。",
    "split": (
        "请回复 {label} 的子事项，一行一个，可写“内容；单位；时限”，单位和时限不写就与原事项相同。发 /cancel 放弃。"
    ),
    "merge": "{label} 并入哪一件？请回复编号，例如：38。发 /cancel 放弃。",
}
REASON_MISSING = "请写明原因，例如：{usage}"
GONE = "这一步已经处理过或已过时，没有改动。请重新打开 /item {number}。"
DROPPED = "{label} 没有改动。"
DONE = "已生效"
FURTHER = {
    Press.TARGET: "设指标",
    Press.RHYTHM: "报送周期",
    Press.JUDGE: "评判",
    Press.LOOK: "回头看",
    Press.SLIPS: "发督办单",
}
PRESS = "请按上面的按钮确认，或回复“确认”；发 /cancel 放弃。"
CHOOSE = "要对 {label} 做什么？每一步都会先给您看清楚，再按一次才生效。"

PARENT_ENDED = "{label} 所属的 #{parent} 已经终止，请先重开 #{parent}。"
IS_OPEN = "{label} 正在办理，不需要重开。发 /item {number}，看最新情况。"
NOT_OPEN = "{label} 已办结或已终止，不能{what}。可先发 /reopen {number} 整改不到位，重开。"
ONLY_WHOLE = "{label} 是子事项，不能{what}。请对 #{parent} 操作。"
NO_SUCH_UNIT = "名册里没有“{name}”{near}。请写单位全称；新单位请先发 /assign {number} {name} 新建。"
NEAR = "，相近的有：{names}"
ALREADY_THEIRS = "{label} 本来就由{units}承办，没有改动。"
NOT_IN_HAND = "{unit}没有在办 {label}。现在在办的是：{units}。"
NOBODY = "没有"
SAME_MEETING = "{label} 本来就在“{title}”，没有改动。"
WHICH_MEETING = "有几个会议都叫这个名字：{names}。请写全称。"
SHORT_MEETING = "请写会议名称，例如：2026年第9次常务会议"
MEETING_TOO_LONG = "会议名称太长，请控制在60字以内。"
NO_TARGET = "没有找到要并入的事项“{words}”。请写编号，例如：/merge 37 38"
ITSELF = "{label} 不能并入自己。请写另一件事项的编号。"
OPEN_SUBS = "{label} 还有{count}个子事项没有办结（{labels}），不能并入别的事项。请先办结或撤销它们。"
TARGET_ENDED = "{label} 已办结或已终止，不能并入。可先发 /reopen {number} 整改不到位，重开。"
TARGET_IS_PART = "{label} 是子事项，请并入它所属的 #{parent}。"
SPLIT_TOO_SHORT = "第{place}个子事项太短：“{words}”。请写清楚要做什么。"
SPLIT_TOO_LONG = "第{place}个子事项有{length}字，请控制在{limit}字以内。"
SPLIT_TOO_MANY = "一次最多拆成{limit}个子事项，这里有{count}个。请分几次。"
SPLIT_BAD_DUE = "第{place}个子事项的时限“{words}”没有看懂。请写成 12月31日 这样的日期。"
SPLIT_PAST_DUE = "第{place}个子事项的时限 {day} 已经过去，请写一个今天以后的日期。"

ENDED_WORDS = {"cancelled": "事项已撤销", "stopped": "事项已停办", "merged": "事项已并入别的事项"}
# How an ended item ended, where the state alone does not say it.
ENDED_STATES = {"stopped": "已停办", "merged": "已合并"}
HANDED_WORD = "事项已移交"
CLOSED_WORD = "已通过销号"

# Between the unit that lets go and the one that takes over.
HANDS_TO = re.compile(r"\s*(?:→|->|=>|移交给|移交|转给)\s*")
# In front of the lines that an item is split into: "①", "(2)", "3、".
NUMBERING = re.compile(r"^\s*(?:[①-⑳]|[（(]?\d{1,2}[)）.、．])\s*")


def target_typed(words: str) -> str:
    """ "38" of "到 38"."""
    return words.removeprefix("到").removeprefix("入").strip()


def menu_title(label: str) -> str:
    return f"{label} 更多"


def menu_rows(item_id: int, version: int, acts: Sequence[str], more: Sequence[Choice]) -> Rows:
    """Two to a row, and the way back."""
    buttons = [*(Choice(NAMES[act], Press.LIFE, item_id, version, act, _style(act)) for act in acts), *more]
    rows = in_rows(buttons, 2)
    return (*rows, (Choice("返回", Press.ITEM, item_id),))


def _style(act: str) -> Style:
    return "danger" if act in ("cancel", "stop") else ""


def preview(act: str, *, label: str, directive: str, lines: Sequence[str]) -> tuple[str, str]:
    """(title, text) of what will happen."""
    return f"{NAMES[act]} {label}？", "\n".join([cut(directive, 120), "", *lines])


def confirm_rows(act: str, item_id: int, *, version: int, stamp: int) -> Rows:
    return one_row(
        Choice(f"确认{NAMES[act]}", Press.LIFE_YES, item_id, version, str(stamp), _style(act) or "success"),
        Choice("不改", Press.LIFE_NO, item_id, version, str(stamp)),
    )


def will_end(act: str, reason: str, units: Sequence[str], subs: Sequence[str], waiting: int) -> list[str]:
    lines = [f"原因：{reason}"]
    if act == "stop":
        lines.append("停办：没有办成而停止，在概况和通报里单独计数，不算办结。")
    else:
        lines.append("撤销：不再跟踪，不计入件数。")
    if subs:
        lines.append(f"随之终止的子事项：{'、'.join(subs)}")
    if waiting:
        lines.append(f"⚠️ 有{waiting}个办结申请在等审核，将一并作废。")
    return [*lines, will_tell(units)]


def will_tell(units: Sequence[str]) -> str:
    return f"将告知：{'、'.join(units)}" if units else "没有责任单位需要告知。"


def ended(act: str, *, label: str, reason: str) -> str:
    word = {"cancel": "已撤销", "stop": "已停办"}[act]
    return f"{label} {word}。原因：{reason}\n需要恢复时发 /reopen {label.lstrip('#')} 整改不到位"


def told_ended(kind: str, *, label: str, directive: str, reason: str) -> str:
    word = {"cancelled": "已撤销", "stopped": "已停办"}[kind]
    return f"⚪ {label} {word}，您单位无需再反馈。\n{brief(directive, 80)}\n原因：{reason}"


def request_void(label: str, *, unit: str, word: str) -> str:
    """What the card of a waiting request says when the item ended or changed hands."""
    return f"{label} {unit}的办结申请已作废：{word}。"


def will_reopen(reason: str, units: Sequence[str], subs: Sequence[str], late: bool, merged: str) -> list[str]:
    lines = [f"原因：{reason}", "重开后回到“推进中”，重新计入在办。"]
    if subs:
        lines.append(f"随之恢复的子事项：{'、'.join(subs)}")
    if merged:
        lines.append(f"曾并入 {merged}；{merged} 的责任单位不变。")
    if late:
        lines.append("⚠️ 原时限已过，重开后即为逾期，请另定时限。")
    return [*lines, will_tell(units)]


def reopened(label: str, reason: str) -> str:
    return f"{label} 已重开，回到推进中。原因：{reason}"


def told_reopened(label: str, *, directive: str, reason: str) -> str:
    return f"🔄 {label} 已重开，请继续办理并反馈。\n{brief(directive, 80)}\n原因：{reason}"


def will_hand_over(leaving: Sequence[str], *, taking: Sequence[str], staying: Sequence[str]) -> list[str]:
    lines = [f"{'、'.join(leaving) or '（无单位）'} → {'、'.join(taking)}"]
    if staying:
        lines.append(f"不变：{'、'.join(staying)}")
    return [*lines, "已有的进展都留在事项上；接手单位需重新签收。", will_tell([*leaving, *taking])]


def handed_over(label: str, leaving: Sequence[str], taking: Sequence[str]) -> str:
    return f"{label} 已由{'、'.join(leaving) or '（无单位）'}移交{'、'.join(taking)}"


def will_move(old: str, new: str, is_new: bool) -> list[str]:
    lines = [f"{old or '（未注明来源）'} → {new}"]
    return [*lines, f"名册里没有这次会议，将新建“{new}”。"] if is_new else lines


def moved(label: str, *, old: str, new: str) -> str:
    return f"{label} 已从“{old or '未注明来源'}”改到“{new}”"


def told_moved(label: str, *, directive: str, title: str) -> str:
    return f"{label} {brief(directive, 60)}\n来源改为“{title}”，其他不变。"


def split_line(label: str, directive: str, units: Sequence[str], due: str, leads: Sequence[str] = ()) -> str:
    led = f"，{'、'.join(leads)}牵头" if leads else ""
    return f"{label} {brief(directive, 60)}（{'、'.join(units) or '未明确单位'}，{due}{led}）"


def will_split(lines: Sequence[str], units: Sequence[str]) -> list[str]:
    return [f"将拆出{len(lines)}个子事项：", *lines, "全部子事项办结后，原事项才能办结。", will_tell(units)]


def was_split(label: str, lines: Sequence[str]) -> str:
    return "\n".join([f"{label} 已拆出{len(lines)}个子事项：", *lines])


REPORT_PARTS = "请按编号分别反馈，例如：/report {number} 已完成招标"


def told_split(label: str, lines: Sequence[str]) -> tuple[str, str]:
    """(title, text) to the officials of a unit: the sub-items that are theirs."""
    how = REPORT_PARTS.format(number=lines[0].split(" ")[0].lstrip("#"))
    return f"📌 {label} 已拆分", "\n".join(["您单位承办：", *lines, how])


def will_merge(
    label: str, *, into: str, directive: str, joining: Sequence[str], earlier: date | None, today: date
) -> list[str]:
    lines = [f"并入 {into} {brief(directive, 80)}", f"{label} 不再单独跟踪和计数，已有进展保留可查。"]
    if joining:
        lines.append(f"{into} 增加责任单位：{'、'.join(joining)}")
    if earlier is not None:
        lines.append(f"⚠️ {label} 的时限（{say_date(earlier, today)}）早于 {into}，并入后以 {into} 为准。")
    return lines


def merged_reason(into: str) -> str:
    return f"并入 {into}"


def merged(label: str, into: str) -> str:
    return f"{label} 已并入 {into}"


def told_merged(label: str, *, directive: str, into: str) -> str:
    return f"🔗 {label} 已并入 {into}，今后请在 {into} 反馈。\n{brief(directive, 80)}"


def ending_line(kind: str, reason: str, day: date, today: date) -> str:
    """How, when and why an item ended, for its card."""
    word = {"cancelled": "撤销", "stopped": "停办（未办成）", "merged": "合并"}[kind]
    return f"{word}于{say_date(day, today)}：{reason}"


def holds_line(labels: Sequence[str]) -> str:
    return f"并入本件：{'、'.join(labels)}"


TAKEN_BACK_TOAST = "已撤回"
NOTHING_TO_TAKE_BACK = "没有可以撤回的审核意见{label}：只能在10分钟内撤回自己给出的意见。发 /desk，看等您定的。"
SOMETHING_FOLLOWED = "{label} 在您审核之后已有新的动作，不能撤回。发 /item {number}，看最新情况。"
BULLETIN_FOLLOWED = "{label} 的结果已随通报印发，不能撤回。需要时发 /reopen {number} 整改不到位，重开。"


def taken_back(label: str, unit: str) -> str:
    return f"↩️ 已撤回对 {label} {unit}的审核意见，重新等待审核。"


def told_taken_back(label: str, directive: str) -> str:
    return f"↩️ {label} 的审核意见已撤回，重新等待审核，请稍候。\n{brief(directive, 80)}"


HAS_DEADLINE = "{label} 已有时限或不需要时限。要改请发 /due {number} 12月31日"
ASK_DEADLINE = "{label} 还没有时限。按常用时限选一个，或发 /due {number} 12月31日"


def preset_rows(item_id: int, version: int, options: Sequence[tuple[str, date]]) -> Rows:
    """A press sets the deadline as the confirming button of `/due` does."""
    buttons = [
        Choice(f"{name}（{day.month}月{day.day}日）", Press.DUE_YES, item_id, version, f"{day:%Y%m%d}")
        for name, day in options
    ]
    return tuple((one,) for one in buttons)
