"""Sentences about figures in reports: what was counted, and what is asked where the words leave it open."""

from decimal import Decimal

from domain.commands import Press
from domain.items.standing import FigureMeaning as Meaning
from domain.items.standing import MeantFigure
from domain.notes import Choice, Rows
from domain.quantities import say_amount
from domain.talk.figure_verdict import FigureDoubt, JudgedFigure

NOTHING_TO_COUNT = "没有计入：这条反馈已更正、撤回或没有写明数量。请重新反馈，例如：/report 37 累计3家，已投产"
COUNTED_BEFORE = "R-{report_id} 的数量已经计入或这条反馈已更正，没有重复计入。"
_BUTTONS = {
    Meaning.TOTAL: "累计{amount}",
    Meaning.ADD: "又增加{amount}",
    Meaning.SET: "更正为{amount}",
    Meaning.TAKE: "核减{amount}",
}
_ASKED = {
    FigureDoubt.OPEN: "❓{amount}是累计数，还是又增加的？现计{stands}，按一下才计入。",
    FigureDoubt.LOWER: "❓原计{stands}，这次说累计{amount}，少了。确认请按一下；不按不改。",
    FigureDoubt.ABOVE: "❓这样就是{after}，超过目标{owes}。确认请按一下才计入。",
    FigureDoubt.SUM: "❓数对不上（现计{stands}），没有计入。以哪个为准？",
    FigureDoubt.AGAIN: "❓同单位刚报过新增{amount}。是另外又增加的，请按一下；同一件事不用按。",
    FigureDoubt.SHORT: "❓这样算就是累计{amount}（现计{stands}）。对的话请按一下才计入。",
    FigureDoubt.BELOW_ZERO: "⚠️ 现计{stands}，核减不了这么多，没有改。请写明实际数，例如：更正：实际为{stands}",
}


# In the bulletin, as long as nobody has pressed what the figure of the words is.
IN_DOUBT = "（数量待核实）"


def amount_words(amount: Decimal, measure: str) -> str:
    return f"{say_amount(amount)}{measure}"


def options(report_id: int, judged: JudgedFigure | None) -> Rows:
    """A row of buttons under the receipt; none where nothing is left open."""
    if judged is None or not judged.verdict.options:
        return ()
    return (tuple(_option(report_id, one, judged.measure) for one in judged.verdict.options),)


def _option(report_id: int, figure: MeantFigure, measure: str) -> Choice:
    label = _BUTTONS[figure.meaning].format(amount=amount_words(figure.amount, measure))
    return Choice(label, Press.COUNT, report_id, extra=pressed(figure))


def pressed(figure: MeantFigure) -> str:
    """What the button says of its figure: "total-3"."""
    return f"{figure.meaning}-{say_amount(figure.amount)}"


def counted(figure: MeantFigure, before: Decimal, *, target: Decimal, measure: str) -> str:
    """ "累计3家/目标5家" behind what was said, where that is not the same: "新增1家，累计3家/目标5家"."""
    after = figure.after(before)
    amount = amount_words(figure.amount, measure)
    match figure.meaning:
        case Meaning.ADD:
            said = f"新增{amount}，"
        case Meaning.TAKE:
            said = f"核减{amount}，"
        case Meaning.SET if after != before:
            said = f"更正（原{amount_words(before, measure)}），"
        case _:
            said = ""
    return f"{said}累计{amount_words(after, measure)}/目标{amount_words(target, measure)}"


def receipt_words(judged: JudgedFigure | None) -> str:
    if judged is None or judged.verdict.counted is None:
        return ""
    return counted(judged.verdict.counted, judged.at.stands, target=judged.target, measure=judged.measure)


def question(judged: JudgedFigure | None) -> str:
    """What is asked about a figure that was not counted; empty where there is nothing to ask."""
    if judged is None or judged.verdict.doubt is None:
        return ""
    first = judged.verdict.options[0] if judged.verdict.options else MeantFigure(Decimal(0), Meaning.ADD)
    return _ASKED[judged.verdict.doubt].format(
        amount=amount_words(first.amount, judged.measure),
        stands=amount_words(judged.at.stands, judged.measure),
        after=amount_words(first.after(judged.at.stands), judged.measure),
        owes=amount_words(judged.target, judged.measure),
    )


def pressed_answer(report_id: int, label: str, words: str) -> str:
    return f"已记录 R-{report_id} · {label} · 已计入：{words}"
