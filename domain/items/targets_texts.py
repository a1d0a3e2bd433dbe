"""Targets (指标): how far each unit is, with a bar that any phone can show, and who has not reached it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.commands import Press
from domain.gist import brief
from domain.hygiene import cut
from domain.items.target_reading import ReadTarget, say_target
from domain.notes import Choice, Rows
from domain.pager import in_rows
from domain.quantities import say_amount
from domain.views.status_texts import turning
from domain.words import shortened

CELLS = 5
ON_CARD = 8
NAMED = 12
A_PAGE = 20
TITLE = "指标完成情况"
NONE = "还没有带指标的事项。登记时写明数量即可，例如“每镇各发展3家”。"
ASK = (
    "{label} 的指标是多少？现为：{now}。\n"
    "请回复数量，例如：每单位5家；几个单位合起来的写：共5000亩；不要指标写：无。发 /cancel 放弃。"
)
UNREAD = "没有看懂“{words}”。请写数字和单位，例如：每单位5家，或：共5000亩；不要指标写：无。"
SAME = "{label} 的指标本来就是：{now}，没有改动。"
CLOSED = "{label} 已办结或已终止，指标不再改。发 /item {number}，看最新情况。"
NO_TARGET_WORDS = ("无", "没有", "不设", "取消", "不要", "不要指标")
NONE_SET = "无"
NO_TARGET = "这件事项没有指标。发 /status，查看。"


@dataclass(frozen=True, slots=True)
class UnitAmount:
    """What a unit has reported; `owes` is False for one that only helps."""

    unit: str
    amount: Decimal
    owes: bool = True


@dataclass(frozen=True, slots=True)
class Target:
    """A quantity that each responsible unit owes, or all of them together, and what was reported towards it."""

    item_id: int
    label: str
    directive: str
    each: Decimal
    measure: str
    units: Sequence[UnitAmount]
    is_joint: bool = False

    @property
    def done(self) -> Decimal:
        return sum((one.amount for one in self.units), Decimal(0))

    @property
    def owed(self) -> Decimal:
        return self.each if self.is_joint else self.each * sum(one.owes for one in self.units)

    @property
    def missing(self) -> list[UnitAmount]:
        """Who owes something still, the farthest first; of a joint target nobody does by itself."""
        if self.is_joint:
            return []
        behind = [one for one in self.units if one.owes and one.amount < self.each]
        return sorted(behind, key=lambda one: one.amount)

    @property
    def furthest_first(self) -> list[UnitAmount]:
        rest = [one for one in self.units if one not in self.missing]
        return [*self.missing, *rest]


def bar(amount: Decimal, of: Decimal) -> str:
    """ "▓▓▓░░"; full only when all of it is there, empty only when nothing is."""
    if of <= 0 or amount >= of:
        return "▓" * CELLS
    cells = max(int(amount * CELLS / of), 1) if amount > 0 else 0
    return "▓" * cells + "░" * (CELLS - cells)


def unit_line(one: UnitAmount, target: Target) -> str:
    """ "▓▓▓░░ 3/5家 甲镇"; who only helps owes nothing, and nobody a part of a joint target."""
    measure, each = target.measure, target.each
    if not one.owes:
        return f"配合　 {say_amount(one.amount)}{measure} {cut(one.unit, 20)}"
    if target.is_joint:
        return f"{bar(one.amount, each)} {say_amount(one.amount)}{measure} {cut(one.unit, 20)}"
    return f"{bar(one.amount, each)} {say_amount(one.amount)}/{say_amount(each)}{measure} {cut(one.unit, 20)}"


def total_line(target: Target) -> str:
    done, owed = say_amount(target.done), say_amount(target.owed)
    each = "共" if target.is_joint else "每单位"
    return (
        f"指标：{each}{say_amount(target.each)}{target.measure}，累计{done}{target.measure}/目标{owed}{target.measure}"
    )


def missing_line(target: Target) -> str:
    """ "未完成的镇（2）：丙镇、丁镇"; empty when all have reached it."""
    names = [one.unit for one in target.missing]
    if target.is_joint and target.done < target.owed:
        return f"还差 {say_amount(target.owed - target.done)}{target.measure}"
    if not names:
        return "各单位均已完成。"
    rest = "等" if len(names) > NAMED else ""
    return f"未完成的{_kind_of(names)}（{len(names)}）：{'、'.join(names[:NAMED])}{rest}"


def _kind_of(names: Sequence[str]) -> str:
    if all(name.endswith("镇") for name in names):
        return "镇"
    return "乡镇" if all(name.endswith(("镇", "乡", "街道")) for name in names) else "单位"


def card_lines(target: Target) -> list[str]:
    """On the card: the total, the units that are farthest from it, and who is missing."""
    lines = [unit_line(one, target) for one in target.furthest_first] if len(target.units) > 1 else []
    return [total_line(target), *shortened(lines, ON_CARD, "……另有 {} 个单位"), *_not_reached(target)]


def _not_reached(target: Target) -> list[str]:
    if target.is_joint or not target.missing:
        return [missing_line(target)]
    names = [one.unit for one in target.missing]
    return [f"未达标：{'、'.join(names[:NAMED])}{'等' if len(names) > NAMED else ''}"]


def title(target: Target) -> str:
    return f"{target.label} 指标"


def table(target: Target, page: int) -> str:
    """A page of the whole table by unit."""
    shown = target.furthest_first[page * A_PAGE : (page + 1) * A_PAGE]
    lines = [unit_line(one, target) for one in shown]
    return "\n".join((cut(target.directive, 120), total_line(target), missing_line(target), "", *lines))


def list_line(target: Target) -> str:
    """ "▓▓░░░ 12/40家 #6 每镇各发展…（未完成 5）"."""
    done, owed = say_amount(target.done), say_amount(target.owed)
    behind = f"（未完成 {len(target.missing)}）" if target.missing else ""
    amount = f"{bar(target.done, target.owed)} {done}/{owed}{target.measure}"
    return f"{amount} {target.label} {brief(target.directive, 30)}{behind}"


def list_rows(targets: Sequence[Target], page: int, *, more: bool) -> Rows:
    buttons = [Choice(target.label, Press.STATUS, target.item_id, 0, "target") for target in targets]
    rows = in_rows(buttons, 4)
    return (*rows, *turning("targets", 0, page, more=more))


def table_rows(target: Target, page: int) -> Rows:
    more = len(target.units) > (page + 1) * A_PAGE
    card = Choice(f"{target.label} 看卡片", Press.ITEM, target.item_id)
    return ((card,), *turning("target", target.item_id, page, more=more))


def target_words(target: ReadTarget | None) -> str:
    return say_target(target) if target else NONE_SET


def was_set(label: str, *, now: str, before: str, lines: Sequence[str]) -> str:
    """`lines` are what the units stand at."""
    return "\n".join((f"已设 {label} 指标：{now}（原：{before}）。", *lines))
