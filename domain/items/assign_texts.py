"""Words around registering, assigning and deadlines."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.commands import Press
from domain.dates.reading import say_date
from domain.dates.words import say_moment
from domain.gist import brief
from domain.hygiene import cut
from domain.items.sign_texts import sign_choice
from domain.notes import Choice, Rows
from domain.pager import one_row

# "/assign 37 改派 单位": the units that have it are let go.
INSTEAD = "改派"
ASSIGN_USAGE = "请写明编号和单位，例如：/assign 37 县农林局、县财政局"
ASSIGN_ASK = "{label} 交办给哪个单位？请回复单位名称，多个用顿号隔开。发 /cancel 放弃。"
ASSIGN_CLOSED = "{label} 已办结或已撤销，不能再交办。发 /item {number}，查看。"
ASSIGN_ALREADY = "{label} 已经由{units}承办，没有变化。改派请发 /assign {number} 改派 县财政局。"
BAD_UNIT = "“{name}”不像单位名称。请写全称，多个用顿号隔开，例如：县农林局、县财政局"
NO_UNIT = "名册里没有“{name}”。要用下面的单位，还是新建？"
DUE_USAGE = "请写明编号和时限，例如：/due 37 12月31日 或 /due 37 长期"
DUE_ASK = "{label} 现在{now}。请回复新的时限，例如：12月31日、三季度末、长期。发 /cancel 放弃。"
DUE_UNREAD = "没有看懂时限“{words}”{why}。请写成 12月31日、三季度末、3个工作日内 或 长期。"
DUE_CLOSED = "{label} 已办结或已撤销，不能再改时限。发 /item {number}，查看。"
DUE_SAME = "{label} 的时限本来就是{words}，没有改动。"
DUE_LEFT = "{label} 的时限没有改动。"
DRAFT_GONE = "这一步已经处理过或已过时。请重新发送命令。"


def changed(label: str, who: str, at: datetime) -> str:
    """Why a stale button does nothing."""
    number = label.lstrip("#")
    return f"{label} 已由{who}于{say_moment(at)}更新，您的操作没有生效。发 /item {number}，看最新情况。"


def assigned(label: str, units: Sequence[str], without_official: Sequence[str]) -> str:
    text = f"已交办 {label}：{'、'.join(units)}"
    return "\n".join([text, *no_official(without_official)])


def no_official(units: Sequence[str]) -> list[str]:
    if not units:
        return []
    return [f"⚠️ 还没有联络员：{'、'.join(units)}。发 /invite {units[0]} 张三，邀请。"]


def only_rows(item_id: int, version: int, units: Sequence[tuple[int, str]]) -> Rows:
    """The way from "also" to "only"; too many units do not fit a button's 64 bytes."""
    extra = ".".join(str(unit_id) for unit_id, _ in units)
    if len(extra) > 24:
        return ()
    names = cut("、".join(name for _, name in units), 18)
    return ((Choice(f"改为仅由{names}负责", Press.ASSIGN_ONLY, item_id, version, extra),),)


def unit_rows(item_id: int, stamp: str, options: Sequence[tuple[int, str]], name: str) -> Rows:
    rows = [(Choice(f"用“{cut(unit, 18)}”", Press.ASSIGN_UNIT, unit_id, item_id, stamp),) for unit_id, unit in options]
    return (*rows, (Choice(f"新建单位“{cut(name, 16)}”", Press.ASSIGN_UNIT, 0, item_id, stamp),))


def card(label: str, *, directive: str, due: str, left: str) -> tuple[str, str]:
    """(title, text) to the officials of a unit that an item was given to."""
    when = f"{due}，{left}" if left else due
    return f"📌 交办您单位 {label}", f"{cut(directive, 300)}\n时限：{when}\n直接回复本条即可反馈进展。"


def card_rows(item_id: int) -> Rows:
    return ((Choice("报进展", Press.REPORT, item_id, style="primary"), Choice("详情", Press.ITEM, item_id)),)


def new_card_rows(item_id: int) -> Rows:
    """A new assignment is signed for first."""
    return ((sign_choice(item_id),), *card_rows(item_id))


def taken_away(label: str, directive: str, units: Sequence[str]) -> str:
    return f"{label} {brief(directive, 60)}\n已改由{'、'.join(units)}承办，您单位不再承办，无需再反馈。"


def say_due(day: date | None, today: date, *, long_term: bool, with_weekday: bool = True) -> str:
    if day is None:
        return "长期" if long_term else "未定"
    return say_date(day, today, with_weekday=with_weekday)


def deadline_set(label: str, *, words: str, before: str, subs: int) -> str:
    also = f"，{subs}个子事项随之调整" if subs else ""
    return f"{label} 的时限定为 {words}（原{before}{also}）"


def deadline_told(label: str, *, directive: str, words: str, before: str) -> str:
    return f"⏰ {label} 的时限改为 {words}（原{before}）\n{brief(directive, 80)}"


def deadline_doubt(label: str, day: date, today: date, why: str) -> str:
    return f"{label} 的时限定为 {say_date(day, today, with_weekday=True)}？\n{why}"


def doubt_rows(item_id: int, version: int, day: date) -> Rows:
    return one_row(
        Choice("确定", Press.DUE_YES, item_id, version, f"{day:%Y%m%d}", "success"),
        Choice("不改", Press.DUE_NO, item_id, version),
    )


def unsure(why: str) -> str:
    return f"⚠️ {why or '请核对日期'}。"


def past(day: date, today: date) -> str:
    return f"⚠️ {say_date(day, today)}已经过去，定下后事项即为逾期。"


def not_worked(next_day: date, today: date) -> str:
    return f"⚠️ 这一天不是工作日（下一个工作日是{say_date(next_day, today, with_weekday=True)}）。"
