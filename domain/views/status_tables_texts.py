"""The same figures and lists as `domain.texts.status` says, as real tables for a channel that has them."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.bulletin.forms import percent
from domain.dates.deadlines import light
from domain.gist import brief
from domain.hygiene import cut
from domain.items.targets_texts import Target, bar, missing_line, total_line
from domain.notes import NoteTable
from domain.quantities import say_amount
from domain.views.status_texts import FigureLine, ItemInList, ItemTotals, when_of

# Short enough that a phone breaks no word.
_LIGHTS = (("逾期", "🔴"), ("临期", "🟡"), ("久未动", "🟡"), ("正常", "🟢"), ("办结", "✅"))
_ITEMS = ("编号", "事项", "时限")
_HEADS = {"units": "单位", "leaders": "牵头领导", "meetings": "会议"}


def lights(found: ItemTotals, above: str = "", beside: str = "") -> NoteTable:
    """The totals in words, the lights in one row."""
    green = found.open - found.overdue - found.due_soon - found.silent
    numbers = (found.overdue, found.due_soon, found.silent, green, found.closed)
    rate = percent(found.closed, found.total)
    total = f"共 {found.total} 件，在办 {found.open} 件，办结率 {rate}{'，' if beside else ''}{beside}"
    words = f"{above}\n\n{total}" if above else total
    row = tuple(f"{lamp} {number}" for (_, lamp), number in zip(_LIGHTS, numbers, strict=True))
    return NoteTable(tuple(name for name, _ in _LIGHTS), (row,), words)


def of_items(items: Sequence[ItemInList], today: date, units: Mapping[int, str], below: str = "") -> NoteTable:
    rows = tuple(
        (
            f"{light(one.state, one.deadline, one.last_moved_on, today, asked_on=one.asked_on)}{one.label}",
            _who_and_what(units.get(one.item_id, ""), one.directive),
            when_of(one, today),
        )
        for one in items
    )
    return NoteTable(_ITEMS if rows else (), rows, below=below)


def _who_and_what(units: str, directive: str) -> str:
    return " · ".join(part for part in (cut(units, 24), brief(directive, 44)) if part)


def by_part(view: str, rows: Sequence[FigureLine]) -> NoteTable:
    """Of units, leaders or meetings."""
    lines = tuple(
        (
            cut(row.name, 32),
            f"{row.closed}/{row.total}",
            percent(row.closed, row.total),
            f"🔴 {row.overdue}" if row.overdue else "",
        )
        for row in rows
    )
    return NoteTable((_HEADS[view], "办结", "办结率", "逾期"), lines)


def of_target(target: Target, shown: int, page: int) -> NoteTable:
    """A page of the units, the farthest from the target first."""
    rows = tuple(
        (
            cut(one.unit, 20),
            f"{say_amount(one.amount)}/{say_amount(target.each)}"
            if one.owes and not target.is_joint
            else say_amount(one.amount),
            bar(one.amount, target.each) if one.owes else "配合",
        )
        for one in target.furthest_first[page * shown : (page + 1) * shown]
    )
    above = "\n\n".join((cut(target.directive, 120), total_line(target), missing_line(target)))
    return NoteTable(("单位", f"完成（{target.measure}）", "进度"), rows, above)
