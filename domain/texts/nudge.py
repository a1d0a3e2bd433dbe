"""Sentences of nudges: the digest of a round, the supervisors' list, and the answer to /nudge."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.deadlines import light, say_deadline, silent_for
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.states import STATE_WORDS, State
from domain.texts.status import Listed

BUTTONS = 5
LINES = 12
HOW_TO_REPORT = "请点按钮报进展，或发 /report 编号 进展内容；已经完成的发 /done 编号。"
WHICH = "请写明要催办的编号，可写几个，例如：/nudge 37 38"
TOO_MANY = "一次最多催办 {limit} 件，请分几次发。"
BY_HAND = "督查室催办"


def digest_title(count: int) -> str:
    return f"催办：{count} 件事项等您反馈"


def watch_title(count: int) -> str:
    return f"逾期提醒：{count} 件未办结"


def line(item: Listed, today: date, unit: str = "") -> str:
    """ "🔴 #37 已逾期3天 · 制定实施方案…"; a long-term item says how long it has not moved."""
    lamp = light(item.state, item.deadline, item.last_moved_on, today)
    when = say_deadline(item.deadline, today, long_term=item.long_term)
    if item.deadline is None:
        when = f"{when}，{silent_for(item.last_moved_on, today)} 天未动"
    return " · ".join(part for part in (f"{lamp} {item.label} {when}", unit, cut(item.directive, 60)) if part)


def digest(items: Sequence[Listed], today: date) -> str:
    shown = [line(item, today) for item in items[:LINES]]
    return "\n".join((*shown, *_rest(len(items), "发 /my 查看全部。"), "", HOW_TO_REPORT))


def watch(pairs: Sequence[tuple[Listed, str]], today: date) -> str:
    shown = [line(item, today, units) for item, units in pairs[:LINES]]
    return "\n".join((*shown, *_rest(len(pairs), "发 /overdue 查看全部。")))


def _rest(count: int, more: str) -> tuple[str, ...]:
    return (f"……另有 {count - LINES} 件，{more}",) if count > LINES else ()


def report_buttons(items: Sequence[Listed]) -> Rows:
    return tuple((Choice(f"{item.label} 报进展", "report", item.item_id or 0),) for item in items[:BUTTONS])


def watch_buttons() -> Rows:
    return ((Choice("逾期清单", "status", 0, 0, "overdue"),),)


def settled(label: str, state: State) -> str:
    return f"{label} {STATE_WORDS[state]}，不用催办"


def pressed_before(label: str, at: datetime, zone: ZoneInfo) -> str:
    return f"{label} 在 {at.astimezone(zone):%H:%M} 刚催办过，满一小时才能再催"


def told(label: str, reached: Sequence[str], missing: Sequence[str]) -> str:
    """ "已催办 #37：县农林局 鲍林；收不到：县财政局（没有联络员…）"."""
    words = f"已催办 {label}：{'、'.join(reached)}"
    return f"{words}；收不到：{'、'.join(missing)}" if missing else words


def nobody(label: str, missing: Sequence[str]) -> str:
    return (
        f"{label} 催办无人可收：{'、'.join(missing) or '还没有责任单位，请发 /assign ' + label[1:] + ' 单位'}"
    )


def no_official(unit: str) -> str:
    return f"{unit}（没有联络员，发 /invite {unit} 姓名 邀请）"


def unreachable(unit: str, name: str) -> str:
    return f"{unit} {name}（已停用机器人，请电话联系）"
