"""/my of a lead leader and of a unit head: how their items stand, and at most five lines of what needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.commands import Press
from domain.dates.deadlines import days_overdue, say_since
from domain.gist import brief, called
from domain.hygiene import cut
from domain.items.cards_texts import OwnItemLine
from domain.notes import Choice, Rows
from domain.pager import in_rows

NEEDS_AT_MOST = 5
_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for the reader, with the button that deals with it."""

    item_id: int
    text: str
    button: Choice


def needs_block(needs: Sequence[Need]) -> str:
    return "\n".join((f"需要您处理（{len(needs)}）", *(need.text for need in needs))) if needs else ""


def needs_rows(needs: Sequence[Need]) -> Rows:
    buttons = [need.button for need in needs]
    return in_rows(buttons, _A_ROW)


def difficulty(item_id: int, label: str, directive: str, *, unit: str, text: str, since: date, today: date) -> Need:
    waits = say_since(since, today, "等协调{}天", of_today="今天请求协调")
    line = f"🆘 {called(label, directive)}{unit}{waits}：{cut(text, 40)}"
    return Need(item_id, line, _instruct(item_id, label))


def unanswered_to_leader(item_id: int, label: str, directive: str, *, text: str, since: date, today: date) -> Need:
    waits = say_since(since, today, "您的批示{}天未答复", of_today="您今天的批示")
    line = f"📌 {called(label, directive)}{waits}：{cut(text, 40)}"
    return Need(item_id, line, Choice(f"{label} 看卡片", Press.ITEM, item_id))


def unanswered_by_unit(
    item_id: int, label: str, directive: str, *, leader: str, text: str, since: date, today: date
) -> Need:
    waits = say_since(since, today, "批示等答复{}天", of_today="今天批示")
    line = f"📌 {called(label, directive)}{leader}{waits}：{cut(text, 40)}"
    return Need(item_id, line, _report(item_id, label))


def overdue(line: OwnItemLine, today: date, units: str = "", *, leads: bool) -> Need:
    days = days_overdue(line.deadline, today, asked_on=line.asked_on)
    words = " · ".join(part for part in (f"🔴 {line.label} 已逾期{days}天", units, brief(line.directive, 40)) if part)
    button = _instruct(line.item_id, line.label) if leads else _report(line.item_id, line.label)
    return Need(line.item_id, words, button)


def silent(line: OwnItemLine, today: date, units: str = "", *, leads: bool) -> Need:
    still = say_since(line.last_moved_on, today, " {}天未动")
    words = " · ".join(part for part in (f"🟡 {line.label}{still}", units, brief(line.directive, 40)) if part)
    button = _instruct(line.item_id, line.label) if leads else _report(line.item_id, line.label)
    return Need(line.item_id, words, button)


def due_soon(line: OwnItemLine, today: date) -> Need:
    left = (line.deadline - today).days if line.deadline else 0
    when = f"距时限{left}天" if left else "今日到期"
    words = f"🟡 {line.label} {when} · {brief(line.directive, 40)}"
    return Need(line.item_id, words, _report(line.item_id, line.label))


def unsigned(line: OwnItemLine) -> Need:
    words = f"✍️ {line.label} 待签收 · {brief(line.directive, 40)}"
    return Need(line.item_id, words, Choice(f"{line.label} 签收", Press.SIGN, line.item_id, style="success"))


def _instruct(item_id: int, label: str) -> Choice:
    return Choice(f"{label} 批示", Press.INSTRUCT, item_id)


def _report(item_id: int, label: str) -> Choice:
    return Choice(f"{label} 报进展", Press.REPORT, item_id)


def standing(name: str, *, headline: str, counts: str) -> str:
    """How the items of a unit stand; a leader's own need no name."""
    return "\n".join(part for part in (headline, f"【{name}】" if name else "", counts) if part)
