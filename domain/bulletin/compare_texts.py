"""Comparison of units: rates with their rule, no points, never per person; off until somebody switches it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.bulletin.forms import percent
from domain.commands import Press
from domain.dates.deadlines import days_overdue
from domain.dates.words import say_date
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows, pager

TITLE = "单位对比"
A_PAGE = 8
# Of fewer items a rate says nothing.
LEAST = 3
# Fewer are no comparison.
LEAST_UNITS = 3
BLACK_BELOW = 60
OFF = "单位对比没有开启，默认不开。要开启请督查室发“/compare 开”，开启人会记入操作记录。"
ON_SWITCHED = "已由{name}开启单位对比，已记入操作记录。督查室和县领导发 /compare，可看；要关闭发“/compare 关”。"
OFF_SWITCHED = "已由{name}关闭单位对比，已记入操作记录。"
USAGE = "开启发 /compare 开，关闭发 /compare 关，查看只发 /compare。"
NOTHING = "还没有到时限或已办结的事项，暂无可比。"
TOO_FEW = f"能算出按期办结率的单位不足{LEAST_UNITS}个，不列红黑榜。各单位情况发 /compare，查看。"
NO_UNIT = "没有这个单位可比的事项。发 /compare，查看。"
RULE = (
    "按期办结率：今年到时限的和已申请办结的事项中，申请办结之日不晚于时限的占比（子事项并入所属事项按1件计，"
    "全部按期才算按期；长期、未定时限、导入时已办结或已过时限的不计；改派后时限才到的计新单位，已过时限的计原单位；"
    "延期以批准后的时限为准，被退回的不算）。"
    "反馈率：近{days}天的催办中，24小时内有反馈的占比。"
    f"不足{LEAST}件或{LEAST}次的不算比率，能算比率的单位不足{LEAST_UNITS}个的不列榜。红榜：全部按期；黑榜：按期不足{BLACK_BELOW}%。不计分，不统计个人。"
)


@dataclass(frozen=True, slots=True)
class UnitRate:
    """A unit's parts: on time of those that count, nudges answered of those that were due."""

    unit_id: int
    unit: str
    on_time: int = 0
    counted: int = 0
    answered: int = 0
    urged: int = 0

    @property
    def has_rate(self) -> bool:
        return self.counted >= LEAST

    @property
    def is_red(self) -> bool:
        return self.has_rate and self.on_time == self.counted

    @property
    def is_black(self) -> bool:
        return self.has_rate and self.on_time * 100 < self.counted * BLACK_BELOW


@dataclass(frozen=True, slots=True)
class ComparedAssignment:
    """One item in a unit's hands, as the rate counts it; `asked_on` is the day of the completion request."""

    item_id: int
    label: str
    directive: str
    deadline: date
    asked_on: date | None

    @property
    def is_on_time(self) -> bool:
        return self.asked_on is not None and self.asked_on <= self.deadline


def switched_by(name: str, day: date, today: date) -> str:
    return f"（{name}于{say_date(day, today)}开启）"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}（{percent(part, whole)}）" if whole >= LEAST else f"{part}/{whole}"


def unit_line(one: UnitRate) -> str:
    """ "县农林局 按期 3/4（75%）· 反馈 8/10（80%）"."""
    parts = [f"按期 {_share(one.on_time, one.counted)}"] if one.counted else []
    parts += [f"反馈 {_share(one.answered, one.urged)}"] if one.urged else []
    return f"{cut(one.unit, 24)}　{' · '.join(parts)}"


def are_enough(units: Sequence[UnitRate]) -> bool:
    return sum(one.has_rate for one in units) >= LEAST_UNITS


def lists(units: Sequence[UnitRate]) -> str:
    """红榜 and 黑榜 by the rule, where there is anybody on them and enough to be compared with."""
    if not are_enough(units):
        return ""
    named = (("红榜", [one.unit for one in units if one.is_red]), ("黑榜", [one.unit for one in units if one.is_black]))
    return "\n".join(f"{title}：{'、'.join(names)}" for title, names in named if names)


def table(units: Sequence[UnitRate], shown: Sequence[UnitRate], days: int, switched_on: str) -> str:
    parts = (lists(units), "\n".join(unit_line(one) for one in shown), RULE.format(days=days) + switched_on)
    return "\n\n".join(part for part in parts if part)


def table_rows(shown: Sequence[UnitRate], page: int, *, more: bool) -> Rows:
    """A button to the items of each unit; `subject` is the unit, `version` the page."""
    buttons = [Choice(cut(one.unit, 16), Press.COMPARE, one.unit_id) for one in shown if one.counted]
    rows = in_rows(buttons, 2)
    return (*rows, *_turn(0, page, more=more))


def _turn(unit_id: int, page: int, *, more: bool) -> Rows:
    return pager(page, lambda to: Choice("", Press.COMPARE, unit_id, to), more=more)


def part_line(part: ComparedAssignment, today: date) -> str:
    due = f"时限{say_date(part.deadline, today)}"
    if part.asked_on is None:
        return f"❌ {part.label} {due}，已逾期{days_overdue(part.deadline, today)}天 · {brief(part.directive, 30)}"
    mark = "✅" if part.is_on_time else "❌"
    return f"{mark} {part.label} {due}，{say_date(part.asked_on, today)}申请办结 · {brief(part.directive, 30)}"


def unit_rows(shown: Sequence[ComparedAssignment], unit_id: int, page: int, *, more: bool) -> Rows:
    buttons = [Choice(part.label, Press.ITEM, part.item_id) for part in shown]
    rows = in_rows(buttons, 4)
    return (*rows, *_turn(unit_id, page, more=more), (Choice("返回", Press.COMPARE),))
