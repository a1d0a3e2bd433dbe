"""Sentences of absences and their stand-ins (请假代办)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.commands import Press
from domain.dates.words import say_date
from domain.notes import Choice, Rows
from domain.pager import in_rows

USAGE = "请写明日期和代办人，例如：/leave 11月25日至27日 张三"
MONTH, YEAR = "月", "年"
ASK_NAME = "{days}请假，由谁代办？请直接回复姓名。发 /cancel 放弃。"
CHOOSE_NAME = "{days}请假，由谁代办？点下面的名字，或直接回复姓名。"
ASK_DAYS = "由{name}代办，哪几天请假？请直接回复日期，例如：11月25日至27日。发 /cancel 放弃。"
CHOOSE_DAYS = "要请假，点下面的日期，或直接回复日期，例如：11月25日至27日。"
CHOOSE_DAY = "哪天请假？点下面的日期；请几天的直接回复起止，例如：11月25日至27日。"
TODAY, TOMORROW, THIS_WEEK, OTHER_DAYS = "今天", "明天", "本周", "选日期…"
TITLE = "请假代办"
NOBODY = "名册里没有“{name}”，没有登记。请核对姓名，例如：/leave 11月25日至27日 张三"
TWO_PEOPLE = "名册里有两位“{name}”，分不清是哪一位，没有登记。请联系督查室在名册（/people）里点开本人按[改名]区分。"
SELF = "代办人不能是自己，没有登记。请换一位，例如：/leave 11月25日至27日 张三"
PAST = "{day}已经过去，没有登记。请写今天或以后的日期。"
UNREACHABLE = "{name}现在收不到机器人的消息，不能代办，没有登记。请换一位。"
GONE = "这次请假已取消或已过时。发 /leave，查看。"
NONE = "现在没有登记请假。"


def span(first: date, last: date, *, today: date) -> str:
    if first == last:
        return say_date(first, today, with_weekday=True)
    return f"{say_date(first, today, with_weekday=True)}至{say_date(last, today, with_weekday=True)}"


def overlaps(days: str) -> str:
    return f"与已登记的请假（{days}）重叠，没有登记。请发 /leave，点【取消】，或改日期。"


def away_too(name: str, days: str) -> str:
    return f"{name}自己在{days}请假，不能代办，没有登记。请换一位或改日期。"


def loop(name: str, days: str) -> str:
    return f"您在{days}正替{name}代办，不能再互相代办，没有登记。请换一位或改日期。"


def stands_in(name: str, days: str) -> str:
    return f"您在{days}替{name}代办，不能再转给别人，没有登记。请先请{name}换一位代办人。"


def registered(days: str, name: str) -> str:
    return f"已登记请假：{days}，您的催办由{name}代收。提前回来请发 /leave，点【取消】。"


def told(name: str, days: str) -> str:
    return f"{name} {days}请假，这几天给{name}的催办由您代收。有困难请与{name}联系。"


def called_off(name: str, days: str) -> str:
    return f"{name}取消了{days}的请假，催办不再由您代收。"


def ended(days: str) -> str:
    return f"已取消{days}的请假，催办恢复发给您。"


def overview(lines: Sequence[tuple[str, str]]) -> str:
    """`lines`: (days, stand-in)."""
    shown = [f"{days}，由{name}代办" for days, name in lines]
    return "\n".join([*(shown or [NONE]), "", CHOOSE_DAYS])


def overview_rows(leaves: Sequence[tuple[int, str]], today: date, week_ends: date) -> Rows:
    """The usual days with one tap; what is registered can be called off."""
    days = [day_choice(TODAY, today, today), day_choice(TOMORROW, _after(today, 1), _after(today, 1))]
    if (week_ends - today).days > 1:
        days.append(day_choice(THIS_WEEK, today, week_ends))
    ends = [(Choice(f"取消 {when}", Press.LEAVE_END, leave_id),) for leave_id, when in leaves]
    return (*ends, tuple(days), (Choice(OTHER_DAYS, Press.LEAVE_DAYS),))


def day_choice(label: str, first: date, last: date) -> Choice:
    return Choice(label, Press.LEAVE_DAYS, extra=packed(first, last))


def day_rows(days: Sequence[date], today: date) -> Rows:
    return in_rows([day_choice(say_date(day, today, with_weekday=True), day, day) for day in days], 2)


def who_rows(colleagues: Sequence[tuple[int, str]], first: date, last: date) -> Rows:
    buttons = [Choice(name, Press.LEAVE_WHO, person_id, extra=packed(first, last)) for person_id, name in colleagues]
    return in_rows(buttons, 2)


def packed(first: date, last: date) -> str:
    return f"{first:%Y%m%d}-{last:%Y%m%d}"


def unpacked(extra: str) -> tuple[date, date] | None:
    """None for what no button of ours carries."""
    try:
        first, last = (datetime.strptime(part, "%Y%m%d").date() for part in extra.split("-"))  # noqa: DTZ007
    except ValueError:
        return None
    return first, last


def typed_span(first: date, last: date) -> str:
    """As a person would write it, with the years."""
    return f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)
