"""Words of the ledger as a file, and around it in chat."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.bulletin import forms
from domain.commands import Press
from domain.hygiene import cut, safe_file_name
from domain.notes import Choice, Rows
from domain.office import audit_texts as audit
from domain.papers.ledger import Happening, tidy

SHEET, FIGURES_SHEET, HISTORY_SHEET = "督办台账", "单位统计", "变更历史"
NO_MEETING = "其他事项"
MOVED_HEADING = "最近进展日期"
ASKED_HEADING = "申请办结日期"
HOW_TO = "灰色列由系统填写；其余各列和新增的行可离线修改，存盘后把本文件发回机器人，核对后写入。"
STATE_TITLE, STATE_HINT = "状态", "请从下拉列表中选择。待签收、待审核由系统产生。"
FIGURES_HEADINGS = ("单位", "承办件数", "已办结", "办理中", "逾期", "7天内到期", "办结率")
FIGURES_NOTE = "一件事项由几个单位承办的，各单位分别计数；合计按事项计，已撤销的不计。"
FIGURES_TOTAL = "合计（事项）"
HISTORY_HEADINGS = ("编号", "时间", "经办", "操作", "内容")
FOOTER = "&C第 &P 页　共 &N 页"

NOTHING = "还没有事项，台账是空的。发来纪要或通报文件即可导入，或发 /new，登记一件。"
WHICH_MEETING = "有几个会议相符，要哪一个的台账？"
PRIVATE_ONLY = "台账含全部事项，请在与机器人的私聊中发 /ledger。"

_FACTS = {
    "directive": "内容",
    "text": "进展",
    "reason": "原因",
    "state": "状态",
    "units": "责任单位",
    "unit": "单位",
    "deadline": "时限",
    "leaders": "牵头领导",
    "cooperating": "配合单位",
    "meeting": "来源",
    "problems": "存在问题",
    "next_steps": "下步打算",
    "remark": "备注",
    "report": "反馈",
}


def meeting_rows(meetings: Sequence[tuple[int, str]]) -> Rows:
    """A button a meeting, and one for all."""
    shown = [(Choice(cut(name, 30), Press.LEDGER_OF, meeting_id),) for meeting_id, name in meetings[:8]]
    return (*shown, (Choice("全部事项", Press.LEDGER_OF, 0),))


def title(agency: str, meeting: str) -> str:
    return f"{meeting}督办台账" if meeting else f"{agency}督办台账"


def file_name(meeting: str, today: date) -> str:
    return safe_file_name(f"{meeting[:40]}督办台账{today:%Y%m%d}.xlsx")


def as_of(day: date, total: int, *, closed: int, stopped: int) -> str:
    gone = f"，已撤销{stopped}件" if stopped else ""
    return f"{forms.as_of(day)}　共{total}件，已办结{closed}件{gone}。{HOW_TO}"


def meeting_heading(name: str, total: int, closed: int) -> str:
    return f"{name}（{total}件，已办结{closed}件）"


def caption(meeting: str, day: date, total: int, closed: int) -> str:
    whose = f"{meeting}\n" if meeting else ""
    return (
        f"{whose}📒 督办台账（截至{day.month}月{day.day}日）：共{total}件，已办结{closed}件。\n"
        "可离线修改后把文件发回这里：先给您看改了哪些，确认后才写入。"
    )


def history_cut(limit: int) -> str:
    return f"只列最近{limit}条，全部记录用 duban export 导出。"


def happening(one: Happening) -> tuple[str, str]:
    """(what was done, its facts with what stood there before)."""
    before, after = _facts(one.before), _facts(one.after)
    told = [
        f"{name}：{_changed(before.get(key), after.get(key))}"
        for key, name in _FACTS.items()
        if after.get(key) or before.get(key)
    ]
    return audit.action_word(one.action), "；".join(told)


def _facts(stored: str) -> Mapping[str, Any]:
    try:
        facts = json.loads(stored)
    except ValueError:
        return {"text": stored}
    return facts if isinstance(facts, dict) else {}


def _changed(before: Any, after: Any) -> str:
    old, new = _plain(before), _plain(after)
    return f"{old} → {new or '无'}" if old and old != new else new


def _plain(value: Any) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(str(one) for one in value)
    return tidy(audit.state_word(str(value))) if value is not None else ""
