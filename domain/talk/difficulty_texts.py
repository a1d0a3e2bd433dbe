"""Words around difficulties (困难): the question, the supervisors' card, the coordination, the list."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows
from domain.talk.talk_texts import BLOCK_SHOWN

BLOCK = "🆘 需协调"
USAGE = "/difficulty 37 资金缺口20万元，请协调财政部门"
ASK = "请直接回复本条，写明 {label} 遇到的困难和需要谁协调。发 /cancel 放弃。"
ASK_WORD = "请直接回复本条，写明 {label} 的协调结果，会转告{unit}。发 /cancel 放弃。"
NOTHING_SAID = "没有登记：请用文字写明困难，例如：/difficulty 37 资金缺口20万元，请协调财政部门"
NO_WORD = "没有登记：请用文字写明协调结果，例如：财政局本周拨付。发 /cancel 放弃。"
CLOSED = "{label} 已办结或已撤销，不再登记困难。发 /item {number}，看最新情况。"
TOLD_UNIT = "协调结果：{word}（督查室{who}）"


def flagged(label: str, text: str) -> str:
    return f"已报困难 {label}：{cut(text, 80)}。已告知督查室，等协调结果。"


def card(label: str, *, directive: str, unit: str, text: str) -> tuple[str, str]:
    return f"🆘 困难 {label} · {unit}", f"{cut(directive, 120)}\n困难：{text}"


def card_rows(request_id: int) -> Rows:
    settle = Choice("已协调", Press.SETTLE, request_id, style="success")
    return ((settle, Choice("转请协调", Press.PASS_ON, request_id)),)


def settled(label: str, *, unit: str, word: str, who: str, at: str) -> str:
    return f"✅ {label} {unit}的困难已由{who}于{at}协调：{word}"


def told_unit(label: str, *, word: str, who: str) -> tuple[str, str]:
    return f"{label} 的困难已协调", TOLD_UNIT.format(word=word, who=who)


def card_line(unit: str, text: str, day: date, today: date, word: str, *, is_open: bool) -> str:
    """A difficulty on its item's card: that it is open, or what the coordination came to."""
    if is_open:
        return f"🆘 困难（{say_date(day, today)} {unit}）：{cut(text, 100)}"
    return f"困难已协调（{unit}）：{cut(text, 50)} → {cut(word, 50)}"


def block_rows(waiting: Sequence[tuple[int, str]]) -> Rows:
    """A button each, by the request and the label of its item."""
    buttons = [Choice(f"{label} 已协调", Press.SETTLE, request_id) for request_id, label in waiting[:BLOCK_SHOWN]]
    return in_rows(buttons, 2)


def in_bulletin(texts: Sequence[str]) -> str:
    """Difficulties as a bulletin prints them, behind the progress of the item; a text is "" that is fit for no page."""
    told = [text for text in texts if text]
    return f"需协调事项：{'；'.join(told)}。" if told else "有困难正在协调解决。" if texts else ""
