"""Words of the day's message about requests that wait: what is owed, and what is not answered elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.commands import Press
from domain.dates.deadlines import say_since
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.nudging.nudge_texts import BELOW
from domain.requests import RequestKind
from domain.requests_texts import KIND_WORDS
from domain.words import shortened

LINES = 10
BUTTONS = 5
HOW_TO_ANSWER = "请直接回复本条作答，或点按钮。"
HOW_TO_PICK = "请点按钮逐件答复。"
UNHEARD = "收不到提醒，请电话联系"
_MARKS = {
    RequestKind.INSTRUCTION: "📌",
    RequestKind.QUESTION: "💬",
    RequestKind.COORDINATION: "🆘",
    RequestKind.SLIP_ANSWER: "📄",
    RequestKind.COUNTERSIGN: "✍️",
}
_OF_OFFICE = {
    RequestKind.EXTENSION: "等督查室答复期间，不按原时限催办。",
    RequestKind.LATE_PLAN: "督查室还没有答复。",
    RequestKind.DIFFICULTY: "督查室正在协调，还没有结果。",
    RequestKind.ENQUIRY: "督查室还没有答复。",
    RequestKind.COMPLETION: "督查室还没有审核，等待期间不算逾期。",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request as the message shows it; `who` asked, `units` owe the answer, of whom nobody may be within reach."""

    kind: RequestKind
    request_id: int
    item_id: int
    label: str
    called: str
    who: str
    units: str
    text: str
    since: date
    due_on: date | None
    is_unheard: bool = False


def title(owed: int, others: int) -> str:
    if not owed:
        return f"⏳ {others} 件仍在等答复"
    return f"⏰ {owed} 件等您答复"


def owed_line(one: Waiting, today: date) -> str:
    """ "📌 #37（修建河堤）吴明远批示 · 等了3天 · 请抓紧落实"."""
    head = f"{_MARKS.get(one.kind, '⏰')} {one.called}{one.who}{_what(one)}"
    return " · ".join(part for part in (head, _when(one, today), cut(one.text, 60)) if part)


def waiting_line(one: Waiting, today: date) -> str:
    """For whoever stands above, or asked: "📌 #37（修建河堤）县农林局未答复吴明远批示 · 等了7天 · …"."""
    office = _OF_OFFICE.get(one.kind)
    if office is not None:
        head = f"⏳ {one.called}{one.units}的{KIND_WORDS[one.kind]}"
        return " · ".join(part for part in (head, _when(one, today), office) if part)
    head = f"{_MARKS.get(one.kind, '⏰')} {one.called}{one.units}未答复{one.who}{_what(one)}"
    unheard = f"⚠️ {UNHEARD}" if one.is_unheard else ""
    return " · ".join(part for part in (head, _when(one, today), cut(one.text, 60), unheard) if part)


def _what(one: Waiting) -> str:
    return "" if one.kind is RequestKind.SLIP_ANSWER else KIND_WORDS[one.kind]


def _when(one: Waiting, today: date) -> str:
    if one.due_on is None:
        return say_since(one.since, today, "等了{}天")
    if one.due_on < today:
        return f"答复期限已过{(today - one.due_on).days}天"
    return "今天到期" if one.due_on == today else f"{say_date(one.due_on, today)}前答复"


def body(owed: Sequence[Waiting], others: Sequence[Waiting], today: date) -> str:
    rest = "……另有 {} 件，发 /my，查看全部。"
    mine = shortened(owed, LINES, rest, lambda one: owed_line(one, today))
    theirs = shortened(others, LINES, rest, lambda one: waiting_line(one, today))
    how = [] if not owed else ["", HOW_TO_ANSWER if len(owed) == 1 else HOW_TO_PICK]
    between = [f"\n{title(0, len(others))}"] if owed and others else []
    return "\n".join((*mine, *how, *between, *theirs))


def rows(owed: Sequence[Waiting], others: Sequence[Waiting]) -> Rows:
    """Each is answered, or looked at, by its button."""
    buttons = [answer_button(one) for one in owed[:BUTTONS]]
    left = BUTTONS - len(buttons)
    buttons += [Choice(f"{one.label} 看卡片", Press.ITEM, one.item_id, extra=BELOW) for one in others[:left]]
    return tuple((one,) for one in buttons)


def answer_button(one: Waiting) -> Choice:
    if one.kind is RequestKind.QUESTION:
        return Choice(f"{one.label} 答复", Press.ANSWER, one.request_id, style="primary")
    if one.kind is RequestKind.COORDINATION:
        return Choice(f"{one.label} 报协调结果", Press.SOLVE, one.request_id, style="primary")
    if one.kind in (RequestKind.INSTRUCTION, RequestKind.SLIP_ANSWER):
        return Choice(f"{one.label} 报进展", Press.REPORT, one.item_id, style="primary")
    return Choice(f"{one.label} 看卡片", Press.ITEM, one.item_id, extra=BELOW)
