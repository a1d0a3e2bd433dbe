"""The burden account (减负账): by unit for supervisors, the own figures for everybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.bulletin.forms import percent
from domain.commands import Press
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import pager

A_PAGE = 15
REPEAT_DAYS = 14
NOTHING = "这一周机器人没有打扰任何单位。"
RULE = (
    f"消息：机器人主动发给该单位联络员的；询问：就一件事项催办一次；重复：{REPEAT_DAYS}天内就同一事项再次询问。"
    "一人兼几个单位的，各单位都计。只按单位统计，不向他人显示个人数字。"
)
ONLY_YOURS = "这些数字只有您自己能看到。"


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody had to bear in a week."""

    messages: int = 0
    questions: int = 0
    repeated: int = 0


def title(monday: date, today: date) -> str:
    sunday = monday + timedelta(days=6)
    until = "本周至今" if monday <= today <= sunday else "全周"
    return f"减负账 {say_date(monday, today)}至{say_date(sunday, today)}（{until}）"


def load_words(load: Load) -> str:
    return f"消息 {load.messages} · 询问 {load.questions} · 重复 {load.repeated}"


def unit_line(unit: str, load: Load) -> str:
    return f"{cut(unit, 24)}　{load_words(load)}"


def account(total: Load, cap: int, most: int, units: Sequence[tuple[str, Load]]) -> str:
    """`most` is what anybody had on one day, nobody named; `cap` what the policy allows."""
    share = percent(total.repeated, total.questions)
    head = (
        f"合计：消息 {total.messages} 条，询问 {total.questions} 次，其中重复 {total.repeated} 次（{share}）",
        f"上限：每人每天催办 {cap} 条，本周最多的一天 {most} 条",
    )
    return "\n".join((*head, "", *(unit_line(*unit) for unit in units), "", RULE))


def own(name: str, now: Load, before: Load) -> str:
    return f"{name}\n本周：{load_words(now)}\n上周：{load_words(before)}\n{ONLY_YOURS}"


def rows(weeks_ago: int, page: int, *, more: bool) -> Rows:
    """`subject` is the week (0: this one), `version` the page."""
    turns = pager(page, lambda to: Choice("", Press.BURDEN, weeks_ago, to), more=more)
    weeks = [Choice("上一周", Press.BURDEN, weeks_ago + 1)]
    weeks += [Choice("下一周", Press.BURDEN, weeks_ago - 1)] if weeks_ago else []
    return (*turns, tuple(weeks))
