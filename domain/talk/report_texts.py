"""Sentences around reports of progress."""

import re
from collections.abc import Sequence

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows

ASK_PROGRESS = "请直接回复本条，写明 {label} 的最新进展（文字、照片、文件、语音均可）。发 /cancel 放弃。"
EMPTY = "没有看到进展内容。请在编号后写明进展，例如：/report 37 资金已拨付到位"
NO_NUMBER = "请写明事项编号，例如：{usage}。发 /my，查看您的事项和编号。"
REPORT_USAGE = "/report 37 资金已拨付到位"
DONE_USAGE = "/done 37 工程已竣工验收"
ITEM_USAGE = "/item 37"
TOO_LONG = "进展有 {length} 字，超过 {limit} 字。请精简后重发，长材料请作为文件发送。"
SAME_MESSAGE = "这条消息已记录过（R-{report_id}），没有重复登记。"
SAID_TWICE = "几分钟前已记录过同样的内容{report}。确实又有一次就点[再记一次]，重复发送就点[不用]。"
SAID_TWICE_IN_GROUP = "几分钟前已记录过同样的内容，没有重复登记。确实又有一次，请在与机器人的私聊里发。"
NOT_YOURS = "这件事项不由您单位承办。发 /my，查看您的事项。"
COMPLETION = "申请办结"
EXTENSION = "申请延期"
PLANNED_DAY = "计划完成时间"
CHANGED_MEANWHILE = "事项刚刚被别人更新，您的这条没有登记。请重发一次。"
VOICE_NEEDS_WORDS = "已收到语音。请再用一句话写明 {label} 的进展，语音作为佐证一并保存。发 /cancel 放弃。"
SEE_FILES = "（见所附材料）"
VOICE_OF_NOTHING = "没有登记：听不出语音说的是哪件事项。请回复该事项的卡片发语音，或发 /report 37 已完成招标。"
NOT_A_REPORT = "没有登记：修改过的消息不再处理。请重新发送一条。"
LABEL_STAYS = "这条反馈已记在 {label}，改编号不起作用，没有改动。请对 {other} 另发 /report {number} 已完成招标。"
LEADER_REPLY = "没有登记：进展由责任单位反馈。发 /item {number}，看最新情况。"
SUPERVISOR_REPLY = (
    "没有登记：督查室的回复不作为进展。催办请发 /nudge {number}，审核请发 /desk，看详情发 /item {number}。"
)


def ask_again(label: str) -> str:
    return f"{label} 要再记一次吗？"


def said_twice(report_id: int = 0) -> str:
    return SAID_TWICE.format(report=f"（R-{report_id}）" if report_id else "")


def again_rows(item_id: int, message_id: int, verb: Press = Press.AGAIN) -> Rows:
    return ((Choice("再记一次", verb, item_id, message_id), Choice("不用", Press.MEANT_NONE, item_id, message_id)),)


def done_button(item_id: int) -> Choice:
    """Offers to request completion; it stands under a report that sounds finished."""
    return Choice(COMPLETION, Press.DONE, item_id, style="success")


def only_helping(label: str, *, what: str) -> str:
    number = label.lstrip("#")
    return f"您单位是 {label} 的配合单位，{what}由责任单位提出。您可以发 /report {number}，反馈配合情况。"


def not_found(words: str) -> str:
    """Without words where a button leads to what is not there."""
    return f"没有找到编号为 {words or '（按钮所指）'} 的事项。发 /my，查看您的事项和编号。"


def question_gone(label: str) -> str:
    """A question that nobody can answer any more."""
    number = label.lstrip("#")
    return f"没有登记：{label} 的状态已变，刚才的提问作废。发 /item {number}，看最新情况。"


_RECEIPT_LINE = re.compile(r"^(已记录 R-\d+[^\n]*?)(?: · 材料\d+件)?$", re.MULTILINE)


def receipt(report_id: int, label: str, count: int, deadline_words: str, figure: str = "") -> str:
    """ "已记录 R-1024 · #37 · 第3次反馈 · 距时限12天" (docs/glossary.md), then the figure that was counted."""
    parts = (f"已记录 R-{report_id}", label, f"第{count}次反馈", deadline_words, figure)
    return " · ".join(part for part in parts if part)


def with_files(receipt: str, count: int) -> str:
    """The receipt with how much came along, in the place of an earlier count."""
    return _RECEIPT_LINE.sub(lambda line: f"{line[1]} · 材料{count}件", receipt, count=1)


ALBUM_TAKEN = "这组照片已随后面写明的编号一并登记，不用再选。"


def not_added(label: str, words: str) -> str:
    """Under a later photo stands what is no progress; the photo is kept."""
    number = label.lstrip("#")
    elsewhere = f"要提问请发 /ask {number} 问题，有困难请发 /difficulty {number} 内容。"
    return f"照片已收。“{cut(words, 60)}”没有记为进展：{elsewhere}"


def amended_receipt(line: str, *, is_void: bool) -> str:
    void = "原办结申请或销号已作废，事项回到推进中；完成后请重新申请办结。" if is_void else ""
    return f"已更正，原文留存。\n{line}" + (f"\n{void}" if void else "")


def amended_after(label: str, unit: str, report_id: int) -> str:
    return (
        f"✏️ {label} {unit}在申请或销号后修改了反馈（新编号 R-{report_id}），"
        f"原申请或销号作废，事项回到推进中。发 /item {label.lstrip('#')}，查看。"
    )


GONE = "没有撤回：没有找到您的这条反馈。发 /my，查看您的事项。"
TOO_LATE = "没有撤回：已超过{minutes}分钟。内容有误可以直接编辑原消息更正，或再报一次。"
TWICE = "R-{report_id} 已经撤回，没有重复处理。"
SETTLED = "没有撤回：{label} 已办结或已撤销。发 /item {number}，看最新情况。"
DECIDED = "没有撤回：{label} 的这次办结申请已有结果。发 /item {number}，看最新情况。"
EDITED = "没有登记：这条反馈已撤回，修改不起作用。请重新发送一条。"


def button(report_id: int) -> tuple[Choice, ...]:
    return (Choice("撤回", Press.TAKE_BACK, report_id),)


def taken_back(report_id: int, label: str, state: str, along: Sequence[str]) -> str:
    """`along` are the labels of the parts that were asked for with the request."""
    parts = f"{'、'.join(along)} 一并撤回。" if along else ""
    return f"已撤回 R-{report_id} · {label} · 现为{state}。{parts}原文留在操作记录里；要重新反馈请再发一次。"


def request_taken_back(label: str, *, unit: str, at: str) -> str:
    """Closes the reviewers' cards of a request that the unit took back."""
    return f"↩️ {label} {unit}已于{at}撤回办结申请，不用审核。"


def answer_taken_back(label: str) -> str:
    return f"📌 {label} 的批示答复刚被责任单位撤回，等重新答复。"
