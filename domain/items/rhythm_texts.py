"""Words around the rhythm of long-term items, and targets that go on into the next year."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.reading import say_date
from domain.gist import brief
from domain.items.rhythm import EVERY_WORDS, Every
from domain.notes import Choice, Rows
from domain.pager import one_row
from domain.words import shortened

USAGE = "/rhythm 37 每月"
YEARLY = ("每年", "年度", "当年", "全年")
NONE_WORDS = ("取消", "无", "none", "不定期")
UNREAD = "没有看懂周期“{words}”。请写每周、每月或每季度，例如：{usage}"
ONLY_LONG_TERM = "{label} 不是在办的长期事项，不设报送周期。可先发 /due {number} 长期"
GONE = "这个按钮已过时，没有改动。请重新打开 /item {number}。"
SAME = "{label} 的报送周期本来就是{words}，没有改动。"
ASK = "{label} 多久报一次进展？"
SET_TOAST = "已设定"
MISSED_SHOWN = 4

ROLL_USAGE = "请写明年份，例如：/roll {year}"
ROLL_YEAR = "只能结转到今年或明年（{first}、{second}）。"
ROLL_NONE = "没有要结转到{year}年的年度目标。"
ROLL_GONE = "这份结转清单已过时，没有改动。请重新发 /roll {year}"
ROLL_CHANGED = "清单里的 {label} 刚刚有变化，没有结转。请重新发 /roll {year}"
ROLL_DROPPED = "没有结转。"
ROLL_SHOWN = 15


def every_words(every: Every | None) -> str:
    return EVERY_WORDS[every] if every else "不定期"


def rows(item_id: int, version: int, options: Sequence[tuple[Every, date]], *, has_one: bool) -> Rows:
    """Each rhythm with the day on which its first report would be due."""
    buttons = [
        (Choice(f"{EVERY_WORDS[every]}（首次{due.month}月{due.day}日）", Press.RHYTHM, item_id, version, every.value),)
        for every, due in options
    ]
    last = (Choice("不再定期报送", Press.RHYTHM, item_id, version, "none"),)
    return (*buttons, last) if has_one else tuple(buttons)


def was_set(label: str, every: Every | None, due: date | None, today: date) -> str:
    if every is None or due is None:
        return f"{label} 不再定期报送。"
    return f"{label} {EVERY_WORDS[every]}报送进展，下次 {say_date(due, today, with_weekday=True)} 前。"


def told(line: str, directive: str) -> str:
    return f"🔁 {line}\n{brief(directive, 80)}"


def card_line(every: Every, due: date, missed: Sequence[str], today: date) -> str:
    """ "周期：每月，下次11月25日前；缺报3次：8月、9月、10月"."""
    late = "（已过）" if due < today else ""
    line = f"周期：{EVERY_WORDS[every]}，下次{say_date(due, today)}前{late}"
    if not missed:
        return line
    shown = "、".join(missed[-MISSED_SHOWN:])
    return f"{line}；缺报{len(missed)}次：{'……' if len(missed) > MISSED_SHOWN else ''}{shown}"


def roll_line(label: str, *, directive: str, target: str, done: str) -> str:
    return f"{label} {brief(directive, 40)}（每单位{target}，累计{done}）"


def roll_preview(year: int, lines: Sequence[str]) -> tuple[str, str]:
    """(title, text)."""
    how = [
        "",
        f"每件在{year}年另立新号，单位、领导、目标照旧，数量从零算起。",
        f"原事项保留，长期的定到{year - 1}年12月31日，照常审核销号。",
    ]
    return f"结转到{year}年：{len(lines)}件？", "\n".join([*shortened(lines, ROLL_SHOWN, "……另有{}件"), *how])


def roll_rows(year: int, stamp: int) -> Rows:
    return one_row(
        Choice("确认结转", Press.ROLL_YES, year, stamp, style="success"), Choice("不转", Press.ROLL_NO, year, stamp)
    )


def rolled(year: int, pairs: Sequence[tuple[str, str]]) -> str:
    shown = "、".join(f"{old}→{new}" for old, new in pairs[:ROLL_SHOWN])
    return f"已结转{len(pairs)}件到{year}年：{shown}{'等' if len(pairs) > ROLL_SHOWN else ''}"
