"""Words around a difficulty that is passed to whoever must solve it: to whom, received, what came of it."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.deadlines import say_since
from domain.hygiene import cut
from domain.notes import Choice, Rows

ASK_SOLVER = "{label} {unit}的困难转给谁协调？请点选，或直接回复单位或领导的姓名。发 /cancel 放弃。"
NO_SOLVER = "没有转：名册里没有“{words}”这个单位或人。请写全称再发，例如：县财政局"
SEVERAL = "没有转：叫“{words}”的有几位。请写单位的全称，例如：县财政局"
OWN_UNIT = "没有转：{name}就是报困难的单位。请写能协调的单位或领导。"
ALREADY = "没有转：已经转给{name}，正在等答复。"
ASK_WORD = "请直接回复本条，写明 {label} 的协调结果，会转告{unit}和督查室。发 /cancel 放弃。"
NO_WORD = "没有登记：请用文字写明协调结果，例如：本周五前拨付到位"
NOT_YOURS = "这件协调事项没有转给您，不能代答。发 /desk，看等您办的事。"
TAKEN_ALREADY = "{label} 的协调事项已由{who}收到。有结果请点【报协调结果】。"
GONE = "没有找到这件协调事项。发 /desk，看等您办的事。"
_LABEL = 20


def solver_rows(request_id: int, units: Sequence[tuple[int, str]], persons: Sequence[tuple[int, str]]) -> Rows:
    buttons = [Choice(cut(name, _LABEL), Press.PASS_TO, request_id, key, "unit") for key, name in units]
    buttons += [Choice(cut(name, _LABEL), Press.PASS_TO, request_id, key, "person") for key, name in persons]
    return tuple((one,) for one in buttons)


def card(label: str, *, directive: str, unit: str, text: str, who: str) -> tuple[str, str]:
    title = f"🆘 请您协调 {label} · {unit}"
    return title, f"{cut(directive, 120)}\n{unit}的困难：{text}\n督查室{who}转请协调。直接回复本条即报结果。"


def card_rows(request_id: int, *, is_taken: bool) -> Rows:
    take = () if is_taken else (Choice("收到，我来协调", Press.TAKE, request_id, style="success"),)
    return ((*take, Choice("报协调结果", Press.SOLVE, request_id, style="primary")),)


def passed(label: str, *, unit: str, solver: str, is_reached: bool) -> str:
    line = f"已把 {label} {unit}的困难转给{solver}，收到和结果都会告知督查室。"
    return line if is_reached else f"{line}\n⚠️ {solver}还没有能收到消息的人，请另行送达。"


def told_unit(label: str, solver: str) -> str:
    return f"🆘 {label} 的困难已转给{solver}协调，有结果会告知您。"


def taken(label: str, *, solver: str, who: str) -> str:
    return f"🆘 {label} 的困难：{solver}{who}已收到，正在协调。"


def solved(label: str, *, solver: str, who: str, word: str) -> tuple[str, str]:
    return f"🆘 {label} 的困难有了答复", f"{solver}{who}：{cut(word, 400)}"


def solved_rows(request_id: int) -> Rows:
    """For the supervisors, who end the difficulty or pass it on once more."""
    return (
        (
            Choice("就此办结", Press.SETTLE_AS, request_id, style="success"),
            Choice("再转请协调", Press.PASS_ON, request_id, 1),
        ),
    )


def answered(label: str, word: str) -> str:
    return f"已报 {label} 的协调结果：{cut(word, 80)}。已转告报困难的单位和督查室。"


def solver_line(solver: str, since: date, today: date, *, word: str, is_taken: bool) -> str:
    """ "↳ 已转县财政局（已收到，等了2天）" or with what it answered."""
    if word:
        return f"↳ {solver}答：{cut(word, 80)}"
    receipt = "已收到" if is_taken else "未回应"
    return f"↳ 已转{solver}协调（{receipt}{say_since(since, today, '，{}天', of_today='，今天')}）"
