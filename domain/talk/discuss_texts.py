"""Words around questions and replies on an item (追问 / 回复), "no change", and what all such talk shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.commands import Press
from domain.dates.deadlines import say_since
from domain.dates.reading import say_date
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.office.people import OFFICE as OFFICE
from domain.papers.origin_texts import stated

EXTENDED = "已延期{count}次。"
TOO_LONG = "写了 {length} 字，超过 {limit} 字。请精简后重发，长材料请作为文件发送。"

USAGE = "/ask 37 资金何时到位？"
ASK = "请直接回复本条，写明要就 {label} 问什么。发 /cancel 放弃。"
ASK_ANSWER = "问：{question}\n请直接回复本条作答，会转给问的人。发 /cancel 放弃。"
NOTHING_SAID = "没有登记：请用文字写明，材料请随进展报送。例如：/ask 37 资金何时到位？"
NOBODY = "没有登记：{label} 的责任单位还没有能收到消息的联络员。请发 /invite 县农林局 张三，邀请。"
GONE = "没有找到这条追问。发 /my，看最新情况。"
QUESTION_MARKS = ("？", "?")
STILL_WAITS = "这条追问还等您答复，请直接回复写明情况。"
NOTHING_WAITS = "这条追问已经答复或已收回，不用再按。"
NOT_YOURS = "这条不是您问的，不能收回。"
REPLY_COUNTS_NOT = "回复不算进展，报进展请发 /report {number} 已完成招标。"

NO_CHANGE = "无新进展"
NOTHING_BEFORE = "{label} 还没有反馈过，请写明进展，例如：/report {number} 已成立工作组"
STALE = "没有登记：{label} 刚有新的反馈。发 /item {number}，看最新情况。"


@dataclass(frozen=True, slots=True)
class RemarkLine:
    """A remark as the card shows it."""

    who: str
    text: str
    day: date
    is_reply: bool
    answered: int = 0
    asked: int = 0


def _ended(text: str) -> str:
    words = cut(text, 80)
    return words if words.endswith(("。", "！", "!", *QUESTION_MARKS)) else f"{words}。"


def asked(label: str, text: str, told: Sequence[str]) -> str:
    return f"已就 {label} 追问{'、'.join(told)}：{_ended(text)}对方回复后会转来，并记在卡片上。"


def replied(label: str, text: str, told: Sequence[str]) -> str:
    return f"已就 {label} 回复{'、'.join(told)}：{_ended(text)}{REPLY_COUNTS_NOT.format(number=label.lstrip('#'))}"


def told(label: str, *, directive: str, who: str, text: str, before: str, is_reply: bool) -> tuple[str, str]:
    """`before` is what a reply answers."""
    title = f"💬 {label} {who}回复" if is_reply else f"💬 {label} {who}追问"
    first = f"问：{cut(before, 120)}" if is_reply else brief(directive, 80)
    return title, f"{first}\n{'答' if is_reply else '问'}：{text}\n直接回复本条即可答复，会记在事项卡片上。"


def card_line(line: RemarkLine, today: date) -> str:
    sign = "↳" if line.is_reply else "💬"
    return f"{sign} {say_date(line.day, today)} {line.who}：{cut(line.text, 80)}{_standing(line, today)}"


def _standing(line: RemarkLine, today: date) -> str:
    """Nothing once all have answered: their words stand below."""
    if line.answered >= line.asked:
        return ""
    since = say_since(line.day, today, "，{}天未答复", of_today="，待答复")
    count = f"{line.answered}/{line.asked} 已答复" if line.asked > 1 else ""
    return f"（{f'{count}{since}'.strip('，')}）"


def asked_rows(remark_id: int) -> Rows:
    return ((Choice("不用答了", Press.ASK_OFF, remark_id),),)


def answered_card(label: str, question: str, *, who: str, unit: str, answer: str) -> str:
    return f"💬 {label} 问：{cut(question, 200)}\n✅ {unit}{who}答：{cut(answer, 400)}"


def withdrawn(label: str, question: str) -> str:
    return f"💬 {label} 已不用答复：{cut(question, 200)}"


def last_told(report_id: int, day: date, today: date, text: str) -> str:
    return f"上次反馈（{say_date(day, today)} R-{report_id}）：{cut(text, 120)}"


def last_stated(paper: str, day: date, today: date, text: str) -> str:
    return f"{stated(paper)}（{say_date(day, today)}）：{cut(text, 120)}"


def no_change(words: str) -> str:
    """Whatever the words, it is known for a report that nothing is new."""
    return f"{NO_CHANGE}（{words}）" if words else NO_CHANGE


def streak(times: int, unit: str = "") -> str:
    """ "县农林局连续2次无新进展"; once is an ordinary report."""
    return f"{unit}连续{times}次无新进展" if times > 1 else ""


def look_rows(item_id: int) -> Rows:
    return ((Choice("详情", Press.ITEM, item_id),),)


def answer_rows(request_id: int, item_id: int) -> Rows:
    return ((Choice("答复", Press.ANSWER, request_id, style="primary"), Choice("详情", Press.ITEM, item_id)),)
