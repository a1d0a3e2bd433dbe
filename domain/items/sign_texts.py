"""Sentences of the sign-off (签收)."""

from collections.abc import Sequence
from datetime import datetime

from domain.commands import Press
from domain.dates.words import say_moment
from domain.items import plan_texts as plan
from domain.notes import Choice, Rows

USAGE = "/sign 37"
NOT_YOURS = "这件事项不由您单位承办，不用签收。发 /my，查看您的事项。"


def sign_choice(item_id: int) -> Choice:
    """[签收] beside [报进展] on the card of a new assignment."""
    return Choice("签收", Press.SIGN, item_id, style="success")


def signed(label: str, units: Sequence[str], who: str, at: datetime, due: str) -> str:
    return f"已签收 {label} · {'、'.join(units)} {who} {say_moment(at)} · {due}\n直接回复本条即可反馈进展。"


def signed_rows(item_id: int, *, asks_plan: bool) -> Rows:
    rows: Rows = ((Choice("报进展", Press.REPORT, item_id, style="primary"), Choice("详情", Press.ITEM, item_id)),)
    return (*rows, (plan.choice(item_id),)) if asks_plan else rows


def signed_before(label: str, who: str, at: datetime, *, by_report: bool) -> str:
    how = "反馈进展，视同签收" if by_report else "签收"
    return f"{label} 已由{who}于{say_moment(at)}{how}，不用再签。发 /report {label[1:]} 已完成招标。"


def nothing_to_sign(label: str) -> str:
    return f"{label} 不需要签收。发 /item {label[1:]}，看最新情况。"


def card_line(unit: str, who: str, at: datetime, *, by_report: bool) -> str:
    """ "签收：县农林局 鲍林 11月24日09:05"."""
    how = "（以反馈代签）" if by_report else ""
    return f"签收：{unit} {who} {say_moment(at)}{how}"
