"""Words around the look-back (回头看) at closed items, and a supervisor's judgement."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows

USAGE = "/lookback 37 3月1日"
UNREAD = "没有看懂日期“{words}”。请写成这样：{usage}"
NOT_CLOSED = "{label} 还没有办结，办结后才能安排回头看。发 /item {number}，看最新情况。"
BAD_DAY = "回头看的日期要在今天以后、两年以内，例如：/lookback 37 3月1日"
GONE = "这个按钮已过时，没有改动。请重新打开 /item {number}。"
ASK = "{label} 什么时候回头看？到那天会提请督查室确认。"
SET_TOAST = "已安排"
DROPPED = "{label} 不再安排回头看。"
CONFIRMED_TOAST = "已确认"
ASK_REASON = "{label} 回头看发现什么问题？请回复原因，事项将重开。发 /cancel 放弃。"
REASON_MISSING = "请写明发现的问题，事项将据此重开。"
_MONTH_WORDS = {1: "一个月后", 3: "三个月后", 6: "半年后"}


def rows(item_id: int, version: int, options: Sequence[tuple[int, date]], *, has_one: bool) -> Rows:
    buttons = [
        (Choice(f"{_MONTH_WORDS[months]}（{day.month}月{day.day}日）", Press.LOOK, item_id, version, str(months)),)
        for months, day in options
    ]
    last = (Choice("不再安排", Press.LOOK, item_id, version, "0"),)
    return (*buttons, last) if has_one else tuple(buttons)


def was_set(label: str, day: date, today: date) -> str:
    return f"{label} 将于{say_date(day, today, with_weekday=True)}回头看。"


def card(label: str, directive: str, units: Sequence[str], closed: date | None, today: date) -> tuple[str, str]:
    """(title, text) to the supervisors on the day."""
    day = f"于{say_date(closed, today)}办结" if closed else "已办结"
    who = "、".join(units) or "（未明确单位）"
    return f"🔍 回头看 {label}", f"{cut(directive, 200)}\n{who}{day}。成效还在吗？"


def card_rows(request_id: int, *, version: int, item_id: int) -> Rows:
    return (
        (
            Choice("属实", Press.LOOK_YES, request_id, version, style="success"),
            Choice("重新办理", Press.LOOK_NO, request_id, version, style="danger"),
        ),
        (Choice("详情", Press.ITEM, item_id),),
    )


def confirmed(label: str, who: str, today: date) -> str:
    return f"🔍 {label} 回头看属实（{who}，{say_date(today, today)}）。"


def reopen_reason(reason: str) -> str:
    return f"回头看：{reason}"


def reopened(label: str, *, who: str, reason: str) -> str:
    return f"🔍 {label} 回头看后重开（{who}）：{reason}"


def waits(day: date, today: date) -> str:
    return f"回头看：{say_date(day, today)}"


def found(day: date, today: date, *, holds: bool) -> str:
    return f"回头看：{say_date(day, today)}{'属实' if holds else '发现问题，已重开'}"


JUDGE_USAGE = "/judge 37 进展滞后 措施不力"
JUDGE_WORDS = ("进展滞后", "推进缓慢", "需加快推进落实", "正常推进")
# A bulletin that parts the open items prints these under 需加快推进落实.
SLOW_WORDS = JUDGE_WORDS[:3]
JUDGE_ASK = "{label} 的进展怎么评判？评判写在卡片的灯旁，30天后自动失效，不影响灯的颜色。"
JUDGE_ASK_REASON = "{label} 评为“{word}”，依据是什么？请回复原因。发 /cancel 放弃。"
JUDGE_UNREAD = "请从这几个词里选：{words}。例如：{usage}"
JUDGE_CLOSED = "{label} 已办结或已终止，不再评判。发 /item {number}，看最新情况。"
JUDGE_NONE = "{label} 现在没有评判。"
JUDGE_ENDED = "{label} 的评判已取消。"


def judge_rows(item_id: int, version: int, *, has_one: bool) -> Rows:
    buttons = [(Choice(word, Press.JUDGE, item_id, version, str(place)),) for place, word in enumerate(JUDGE_WORDS)]
    last = (Choice("取消评判", Press.JUDGE, item_id, version, "off"),)
    return (*buttons, last) if has_one else tuple(buttons)


def judge_reason(said: str, word: str) -> str:
    """What stands behind the word of the judgement."""
    return said.removeprefix(word).strip(" ，,：:。")


def judged(label: str, *, word: str, reason: str, ends: date, today: date) -> str:
    return f"{label} 评为“{word}”：{reason}\n有效期至{say_date(ends, today)}。"


def judge_line(word: str, *, reason: str, who: str, given: date, ends: date, today: date) -> str:
    return f"评判：{word}（{who}，{say_date(given, today)}，至{say_date(ends, today)}）：{reason}"
