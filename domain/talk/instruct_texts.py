"""Words around instructions (批示): given by a leader, passed to the unit, answered, listed until then."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.deadlines import say_since
from domain.dates.reading import say_date
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows

BLOCK = "📌 批示待复"
USAGE = "/instruct 37 请抓紧落实，本周内报结果"
ASK = "请直接回复本条，写明对 {label} 的批示。发 /cancel 放弃。"
NOTHING_SAID = "没有登记：批示请用文字写明，例如：/instruct 37 请抓紧落实"
WHICH = "批示的是哪一件？"
ASKED_IN_PRIVATE = "批示的是哪一件，已在私聊里请您点选。"
NONE_OF_THESE = "都不是就不用按，写明编号再发，例如：/instruct 37 请抓紧落实"
NO_MATCH = "没有登记：没有看出批示的是哪件事项。请写明编号，例如：/instruct 37 请抓紧落实"
SAY_WHAT = "没有登记：请在序号后写明批示，例如：二8 请抓紧"
NOT_PRINTED = "没有登记：这期通报里没有这一项。请照通报上的序号写，例如：二8 请抓紧"
NOT_STORED = "没有登记。请写明编号再发，例如：/instruct 37 请抓紧落实"
GONE = "没有登记：这条批示已处理或已过时，请写明编号再发，例如：/instruct 37 请抓紧落实"
CANCELLED = "没有登记：{label} 已撤销。发 /item {number}，看最新情况。"
NO_ANSWER = "没有登记：请用文字答复批示。"
ANSWERED = "已答复 {label} 的批示，已转告{leader}。"
NOT_PASSED_ON = "📌 {label} 有批示，但没有联络员可转：{leader}批示“{text}”。请发 /invite 县农林局 张三，落实到人。"


def given(label: str, text: str, told: Sequence[str]) -> str:
    whom = f"已转{'、'.join(told)}，等答复。" if told else "还没有联络员可转，已告知督查室。"
    return f"已记为 {label} 的批示：{cut(text, 80)}。{whom}"


def passed_on(label: str, *, directive: str, leader: str, text: str) -> tuple[str, str]:
    body = f"{brief(directive, 80)}\n{leader}批示：{text}\n请直接回复本条作答，或报一次进展。"
    return f"📌 批示 {label}", body


def answer_rows(item_id: int) -> Rows:
    return ((Choice("报进展", Press.REPORT, item_id, style="primary"), Choice("详情", Press.ITEM, item_id)),)


def told_leader(label: str, *, unit: str, answer: str) -> tuple[str, str]:
    return f"📌 {label} 的批示已有答复", f"{unit}：{cut(answer, 400)}"


def which_rows(options: Sequence[tuple[int, str, str]], message_id: int) -> Rows:
    rows = [
        (Choice(f"{label} {brief(directive, 24)}", Press.INSTRUCT_ITEM, item_id, message_id),)
        for item_id, label, directive in options
    ]
    return (*rows, (Choice("都不是", Press.INSTRUCT_NONE, 0, message_id),))


def card_line(leader: str, text: str, day: date, today: date, answer: str, *, is_answered: bool) -> str:
    waits = say_since(day, today, "{}天未答复", of_today="未答复")
    reply = f"答复：{cut(answer, 60)}" if is_answered else waits
    return f"📌 批示（{say_date(day, today)} {leader}）：{cut(text, 80)}（{reply}）"


_TITLES = ("同志", "县长", "市长", "区长", "书记", "主任", "主席", "部长", "常委")


def in_bulletin(leader: str, text: str, day: date, answer: str, *, is_answered: bool) -> str:
    """An instruction and its answer as a bulletin prints them, behind the progress of the item; "" for words that are
    fit for no page."""
    who = leader if leader.endswith(_TITLES) else f"{leader}同志"
    given = f"批示：“{text}”" if text else "作出批示"
    told = f"已答复：{answer}" if answer else "已答复"
    return f"{who}{day.month}月{day.day}日{given}，{told if is_answered else '尚未答复'}。"
