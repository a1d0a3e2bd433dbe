"""Words around a unit's promises (承诺) and around the receipt that offers to keep one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.commands import Press
from domain.dates.reading import DateReading, say_date
from domain.gist import brief
from domain.notes import Choice, Rows

GONE = "没有记为承诺：这条反馈已更正、撤回或没有写明日期。请重新反馈，例如：/report 37 月底前印发"
PAST = "没有记为承诺：{day} 已经过去。请重新反馈新的日期。"
CLOSED = "{label} 已办结或已撤销，不用再记承诺。"
TWICE = "{label} 的这条承诺（{day}）已经记下，没有重复登记。"
NO_PROMISE = "没有找到这条承诺。发 /my，看最新情况。"
SETTLED = "{label} 的承诺（{day}）已记为{word}，您的操作没有生效。"
ASK_TITLE = "📅 承诺到期：{count} 件，请回个话"
HOW_TO_ANSWER = "已做到的按【已兑现】；没做到的按【未兑现】，再发 /report 37 月底前印发，说明新的日期。"
ASKED_AT_ONCE = 5
WORDS = {"open": "待兑现", "kept": "已兑现", "broken": "未兑现", "withdrawn": "已作废"}
_MARKS = {"open": "📅", "kept": "✅", "broken": "❌"}


@dataclass(frozen=True, slots=True)
class DuePromise:
    """A promise whose day has come."""

    promise_id: int
    label: str
    directive: str
    day: date


def offer(report_id: int, reading: DateReading, today: date) -> tuple[Choice, ...]:
    """[记为承诺 11月30日] under a receipt; a doubtful day carries a question mark."""
    if reading.day is None:
        return ()
    mark = "" if reading.sure else "？"
    return (Choice(f"记为承诺 {say_date(reading.day, today)}{mark}", Press.PROMISE, report_id),)


def made(label: str, day: date, today: date, deadline: date | None) -> str:
    when = say_date(day, today, with_weekday=True)
    late = deadline is not None and day > deadline
    flag = f"\n⚠️ 晚于办理时限 {say_date(deadline, today)}，需要的话请申请延期。" if late and deadline else ""
    return f"已记为承诺：{label} {when}。到那天会来问一次。{flag}"


def ask(due: Sequence[DuePromise], today: date) -> tuple[str, str]:
    lines = [f"{one.label} 承诺{say_date(one.day, today)} · {brief(one.directive, 60)}" for one in due]
    return ASK_TITLE.format(count=len(due)), "\n".join([*lines, "", HOW_TO_ANSWER])


def ask_rows(due: Sequence[DuePromise]) -> Rows:
    return tuple(
        (
            Choice(f"{one.label} 已兑现", Press.PROMISE_KEPT, one.promise_id, style="success"),
            Choice(f"{one.label} 未兑现", Press.PROMISE_BROKEN, one.promise_id, style="danger"),
        )
        for one in due
    )


def answered(label: str, day: date, today: date, *, kept: bool) -> str:
    when = say_date(day, today)
    if kept:
        return f"✅ {label} 的承诺（{when}）已记为兑现。"
    return f"❌ {label} 的承诺（{when}）已记为未兑现。请发 /report {label.lstrip('#')}，说明原因和新的日期。"


def card_line(unit: str, day: date, today: date, state: str) -> str:
    """ "📅 承诺 11月30日（县农林局）：待兑现"; a day that passed in silence says so."""
    word = "到期未答复" if state == "open" and day < today else WORDS[state]
    return f"{_MARKS[state]} 承诺 {say_date(day, today)}（{unit}）：{word}"
