"""Figures and lists as a phone shows them: the number and the light at the front, short lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.bulletin.forms import percent
from domain.commands import Press
from domain.dates.deadlines import light, say_deadline_met, silent_for
from domain.gist import brief
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows, pager
from domain.states import State

PAGE = 8
NOTHING_YET = "还没有事项。发来纪要或通报文件即可导入，或发 /new，登记一件。"
NONE_OVERDUE = "没有逾期事项。"
NOTHING_HERE = "这里还没有事项。"
FIND_WHAT = "请写明要查的词，例如：/find 松材线虫"
WHOLE = "督办概况"
GONE = "这一项已不在了。发 /status，看最新情况。"
WHICH = "有几处相符，请点选："
UNREADABLE = "这一页已打不开。请重新查找，例如：/find 松材线虫。"
NUDGES_WORDS = ("nudges", "催办", "催办效果")
MOST_OVERDUE, OF_LEADERS = "逾期较多", "牵头领导"
NONE_STOPPED = "没有停办的事项。"
# What may stand behind /status instead of a name.
VIEWS_SAID = {"逾期": "overdue", "逾期事项": "overdue", "停办": "stopped", "停办事项": "stopped"}
YEAR_WORDS = ("年度", "年度表", "year")
BURDEN_WORDS = ("减负账", "减负", "burden")
TITLES = {
    "stopped": "停办事项",
    "units": "按单位",
    "leaders": "按牵头领导",
    "meetings": "按会议",
    "overdue": "逾期事项",
}


@dataclass(frozen=True, slots=True)
class ItemTotals:
    """`silent` counts what is neither overdue nor due soon, so that the lights add up to `open`.

    `oldest` is the day on which the open item that stands still longest last moved.
    """

    closed: int
    open: int
    overdue: int
    due_soon: int
    silent: int
    oldest: date | None

    @property
    def total(self) -> int:
        return self.closed + self.open


class ItemInList(Protocol):
    """An item in a list."""

    @property
    def item_id(self) -> int: ...
    @property
    def label(self) -> str: ...
    @property
    def directive(self) -> str: ...
    @property
    def state(self) -> State: ...
    @property
    def deadline(self) -> date | None: ...
    @property
    def asked_on(self) -> date | None: ...
    @property
    def long_term(self) -> bool: ...
    @property
    def last_moved_on(self) -> date: ...


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row of a table by unit, leader or meeting; `key` is an id that a button can carry."""

    key: int
    name: str
    total: int
    closed: int
    overdue: int


def counts(found: ItemTotals) -> str:
    """Two lines: totals with the completion rate, and the lights."""
    rate = percent(found.closed, found.total)
    green = found.open - found.overdue - found.due_soon - found.silent
    return (
        f"共 {found.total} 件，已办结 {found.closed} 件（{rate}），在办 {found.open} 件\n"
        f"🔴 逾期 {found.overdue}　🟡 临期 {found.due_soon}，久未动 {found.silent}　🟢 正常 {green}"
    )


def stopped_count(number: int) -> str:
    return f"另有停办 {number} 件" if number else ""


def stopped_lines(rows: Sequence[tuple[ItemInList, str]]) -> str:
    """ "#37 制定实施方案 · 政策调整"."""
    return "\n".join(f"{item.label} {brief(item.directive, 40)} · {cut(reason, 40)}" for item, reason in rows)


def headline(item: ItemInList | None, today: date, untold: int = 0) -> str:
    """ "42 天未动": what stands still longest comes first. `untold` open items have no report of today: to be
    registered is no progress."""
    if item is None:
        return "全部事项均已办结。"
    days = silent_for(item.last_moved_on, today)
    if days == 0:
        return f"今天有 {untold} 件在办事项还没有进展反馈。" if untold else "今天各在办事项均有进展。"
    return f"{days} 天未动：{item.label} {brief(item.directive, 40)}"


def item_line(item: ItemInList, today: date, units: str = "") -> str:
    """ "🔴 #37 已逾期3天 · 县农林局 · 制定实施方案…"."""
    lamp = light(item.state, item.deadline, item.last_moved_on, today, asked_on=item.asked_on)
    parts = (f"{lamp} {item.label} {when_of(item, today)}", cut(units, 24), brief(item.directive, 44))
    return " · ".join(part for part in parts if part)


def when_of(item: ItemInList, today: date) -> str:
    """ "已逾期3天", or what has become of it."""
    if item.state is State.CLOSED:
        return "已办结"
    if item.state is State.CANCELLED:
        return "已撤销"
    return say_deadline_met(item.deadline, item.asked_on or today, today, long_term=item.long_term)


def item_lines(items: Sequence[ItemInList], today: date, units: Mapping[int, str]) -> str:
    return "\n".join(item_line(item, today, units.get(item.item_id, "")) for item in items)


def item_buttons(items: Sequence[ItemInList]) -> Rows:
    """One small button an item, four a row."""
    buttons = [Choice(item.label, Press.ITEM, item.item_id) for item in items]
    return in_rows(buttons, 4)


def worst(title: str, pairs: Sequence[tuple[str, int]]) -> str:
    named = "、".join(f"{name} {number}" for name, number in pairs)
    return f"{title}：{named}" if named else ""


def table_lines(rows: Sequence[FigureLine]) -> str:
    """ "县农林局 3/5（60%） 🔴1"."""
    return "\n".join(
        f"{cut(row.name, 32)} {row.closed}/{row.total}（{percent(row.closed, row.total)}）"
        + (f" 🔴{row.overdue}" if row.overdue else "")
        for row in rows
    )


def table_buttons(rows: Sequence[FigureLine], kind: str) -> Rows:
    buttons = [Choice(cut(row.name, 16), Press.STATUS, row.key, 0, kind) for row in rows]
    return in_rows(buttons, 2)


def board_title(name: str) -> str:
    return f"{name}督办事项进展" if name else "督办事项进展"


def picture(kind: str = "", key: int = 0) -> Rows:
    """[看图] of everything, a unit, a leader or a meeting."""
    return ((Choice("看图", Press.BOARD, key, 0, kind),),)


def home_buttons(year: int, *, mends: bool) -> Rows:
    """`mends`: who looks can name units and invite people, and answers for what a week costs the units."""
    views = (
        *picture(),
        (_view("按单位", "units"), _view("按领导", "leaders")),
        (_view("按会议", "meetings"), _view("逾期", "overdue"), _view("指标", "targets")),
        (_view("快到期", "soon"), _view("谁还没报", "unreported")),
        (_view("停办", "stopped"), Choice("年度表", Press.YEAR_TABLE, year)),
    )
    if not mends:
        return views
    return (*views, (_view("要素不全", "missing"), _view("联系不上", "unreached"), Choice("减负账", Press.BURDEN)))


def _view(label: str, view: str) -> Choice:
    return Choice(label, Press.STATUS, 0, 0, view)


_UP = {"unit": "units", "leader": "leaders", "meeting": "meetings", "target": "targets"}


def turning(view: str, key: int, page: int, *, more: bool) -> Rows:
    """[上一页] [下一页] where there are such pages, and [返回]."""
    turns = pager(page, lambda to: Choice("", Press.STATUS, key, to, view), more=more)
    return (*turns, (_view("返回", _UP.get(view, "home")),))


def place_of(view: str, key: int, page: int) -> Choice:
    """The button that shows this page of a list."""
    return Choice("", Press.STATUS, key, page, view)


def no_such(words: str) -> str:
    return f"没有找到“{cut(words, 30)}”。请写单位、领导、会议名称或事项编号，或发 /status，看全部。"


def found_title(words: str, total: int) -> str:
    return f"查找“{cut(words, 30)}”：{total} 件"


def none_found(words: str) -> str:
    return f"没有找到含“{cut(words, 30)}”的事项。请换个词，或发 /status，按单位查看。"


def place_found(code: str, page: int) -> Choice:
    return Choice("", Press.FIND, 0, page, code)


def finding(code: str, page: int, *, more: bool) -> Rows:
    """The words travel in the button; a page needs nothing remembered. Too long for that: no buttons."""
    if not code:
        return ()
    return pager(page, lambda to: Choice("", Press.FIND, 0, to, code), more=more)
