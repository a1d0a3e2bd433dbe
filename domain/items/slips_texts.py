"""Words around the formal slips (督办单): the question, the slip itself, what stands on the card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.commands import Press
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.items.slips import SlipObstacle, SlipState, SlipStep
from domain.notes import Choice, Rows
from domain.pager import one_row

PLAIN = "督办单"
USAGE = "/slip 37"
WHICH = "{label} 给哪个单位发督办单？"
NOBODY = "{label} 没有在办的责任单位，不能发督办单。可先发 /assign {number} 县农林局，交办。"
ENDED = "{label} 已办结或已终止，不再发督办单。发 /item {number}，看最新情况。"
GONE = "这一步已经处理过或已过时，没有发出。请重新发 /slip {number}"
NO_SUCH = "没有找到这张督办单。请重新打开事项查看。"
ANSWERED = "{name}已经答复或已收回，不能再收回。"
SENT_TOAST = "已发出"
_WHY_NOT = {
    SlipObstacle.NOT_YET: "还没有逾期，也没有长期不反馈，不到发{name}的时候。",
    SlipObstacle.STILL_WAITS: "上一张{name}还在答复期内（{due}前），一事一单，到期未果才能发下一张。",
    SlipObstacle.LAST_STEP: "已经发到{name}，没有更高一级的督办单。请改用约谈等其他方式并记录。",
}
_STANDING_WORDS = {
    SlipState.WAITS: "待答复",
    SlipState.ANSWERED: "已答复",
    SlipState.FAILED: "到期未果",
    SlipState.SETTLED: "已见效",
}


@dataclass(frozen=True, slots=True)
class SlipNumber:
    """What a slip is called by; one that was counted by its step is not `is_plain`."""

    name: str
    year: int
    number: int
    is_plain: bool = True

    @property
    def printed(self) -> str:
        """督办单〔2026〕3号, and 蓝单〔2026〕3号 where it was printed so."""
        return f"{PLAIN if self.is_plain else self.name}〔{self.year}〕{self.number}号"

    @property
    def title(self) -> str:
        """督办单〔2026〕3号（蓝单）."""
        return f"{self.printed}{self.with_step('（', '）')}"

    def with_step(self, before: str, after: str) -> str:
        """The step's name where the number does not say it."""
        return f"{before}{self.name}{after}" if self.is_plain else ""


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A slip as the card shows it."""

    number: SlipNumber
    unit: str
    answer_due: date
    standing: SlipState


def why_not(no: SlipObstacle, unit: str, name: str, due: date | None, today: date) -> str:
    words = _WHY_NOT[no].format(name=name, due=say_date(due, today) if due else "")
    return f"{unit}：{words}"


def unit_rows(units: Sequence[tuple[int, int, str]]) -> Rows:
    """(assignment_id, version, name) of each unit that has it in hand."""
    return tuple((Choice(cut(name, 24), Press.SLIP, key, version),) for key, version, name in units)


def reason(overdue: int, silent: int) -> str:
    parts = [f"逾期{overdue}天"] if overdue else []
    parts += [f"{silent}天未反馈进展"] if silent else []
    return "、".join(parts)


def preview(
    step: SlipStep, label: str, *, directive: str, unit: str, why: str, due: date, today: date
) -> tuple[str, str]:
    """(title, text)."""
    lines = [
        cut(directive, 120),
        "",
        f"发给：{unit}",
        f"事由：{why}",
        f"答复期限：{say_date(due, today, with_weekday=True)}（{step.answer_workdays}个工作日）",
        "发出后编号并记录在案；到期未果可发下一级。",
    ]
    return f"{step.mark} 给{unit}发{step.name} · {label}？", "\n".join(lines)


def preview_rows(step: SlipStep, assignment_id: int, version: int, place: str, item_id: int) -> Rows:
    return one_row(
        Choice(f"确认发{step.name}", Press.SLIP_YES, assignment_id, version, place, "danger"),
        Choice("不发", Press.ITEM, item_id),
    )


def slip(
    step: SlipStep, title: str, *, label: str, directive: str, unit: str, why: str, due: date, today: date
) -> tuple[str, str]:
    """(title, text) to the unit's officials."""
    lines = [
        f"{unit}：",
        cut(directive, 300),
        f"事由：{why}",
        f"请于{say_date(due, today, with_weekday=True)}前答复：直接回复本条，写明进展、原因和完成时间。",
    ]
    return f"{step.mark} {title} · {label}", "\n".join(lines)


def to_answer(title: str, label: str, *, directive: str, due: date | None, today: date) -> tuple[str, str]:
    """A slip that its unit has not answered yet."""
    until = f"请于{say_date(due, today)}前答复，报一次进展就是答复。" if due else "请答复，报一次进展就是答复。"
    return f"{title} {label}", f"{cut(directive, 200)}\n{until}"


def slip_rows(item_id: int) -> Rows:
    return ((Choice("答复", Press.REPORT, item_id, style="primary"), Choice("详情", Press.ITEM, item_id)),)


def sent(title: str, *, label: str, unit: str, due: date, today: date, reached: int) -> str:
    text = f"已向{unit}发出{label}的{title}，{say_date(due, today)}前答复。"
    return text if reached else f"{text}\n⚠️ {unit}还没有联络员，请另行送达。"


def sent_rows(slip_id: int) -> Rows:
    return ((Choice("收回", Press.SLIP_OFF, slip_id),),)


def withdrawn(title: str, label: str) -> str:
    return f"{label}的{title}已收回。"


def card_line(line: SlipLine, today: date) -> str:
    """ "督办单〔2026〕3号（蓝单） 县农林局 11月30日前答复（待答复）"."""
    due = f"{say_date(line.answer_due, today)}前答复"
    return f"{line.number.title} {line.unit} {due}（{_STANDING_WORDS[line.standing]}）"


def in_bulletin(line: SlipLine) -> str:
    """ "已向县农林局发督办单〔2026〕3号（蓝单，到期未果）。"."""
    step = line.number.with_step("", "，")
    return f"已向{line.unit}发{line.number.printed}（{step}{_STANDING_WORDS[line.standing]}）。"
