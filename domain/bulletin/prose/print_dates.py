"""Days as a bulletin prints them: 今天 and 11.9 become 11月9日, 上周 the days that it was."""

import re
from datetime import date, timedelta

from domain.quantities import MEASURES

_PLAIN = re.compile(
    rf"(?P<year>20\d{{2}})[./-](?P<month>1[0-2]|0?[1-9])[./-](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?"
    rf"|(?<![\d./-])(?P<m>1[0-2]|0?[1-9])[./-](?P<d>3[01]|[12]\d|0?[1-9])(?![\d./-]|\s*(?:[万亿%元wW（(]|[kK][mMgG]|{MEASURES}))[日号]?"
)
_COUNTED = re.compile(r"(?:完成|新增|达到?|约|共|占|为|长|增|投资|累计|已|有|了|近|超过?)$")
_NUMBER_DAY = re.compile(r"(?<=\d月)(3[01]|[12]\d|[1-9])号|(?<![\d.])(3[01]|[12]\d|[1-9])号(?=前|之前|上午|下午|晚)")
_SPOKEN = re.compile(
    r"(?P<next>下+(?:个)?)(?:周|星期|礼拜)(?P<nd>[一二三四五六日天])|(?P<last>上(?:个)?)(?:周|星期|礼拜)(?P<ld>[一二三四五六日天])"
    r"|(?<![一每两])(?:本|这|这个)?(?:周|星期|礼拜)(?P<td>[一二三四五六日天])(?![天期次轮])"
    r"|(?P<word>大前天|前天|昨[天日晚]|昨儿|今[天日早晚]|今儿|明[天日早晚]|大后天|后天)(?:个)?"
)
_CLAUSE_END = re.compile(r"[，,。；;！!？?]")
_OVER = re.compile(r"[完好成]$|了|已|过(?!程)")
_TO_COME = re.compile(r"开始|预计|将|要|再|能|签|送|挂|开会")
_AWAY = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_WEEK = re.compile(r"(?P<which>上上|上|这|本|下)(?:个)?(?:一)?(?:周|星期|礼拜)(?![一二三四五六日天末期])")
_MONTH = re.compile(r"(?P<which>上|这|本|下)个?月(?:份)?(?!底|初|中|末|\d)")
_THESE_DAYS = re.compile(r"(?:这|近|最近|前)(?:两|几|些)[天日]|最近|近期这几天")


def dates_in_print(text: str, said_on: date, as_of: date) -> str:
    """`said_on` is when the words were said, `as_of` the day of the bulletin."""
    text = _PLAIN.sub(_plain_day, text)
    text = _NUMBER_DAY.sub(lambda found: f"{found[1] or found[2]}日", text)
    text = _SPOKEN.sub(lambda found: say_day(_spoken_day(found, said_on), said_on), text)
    text = _WEEK.sub(lambda found: _week(found["which"], said_on, as_of), text)
    text = _MONTH.sub(lambda found: _month(found["which"], said_on), text)
    return _THESE_DAYS.sub("近日", text)


def say_day(day: date, said_on: date) -> str:
    year = f"{day.year}年" if day.year != said_on.year else ""
    return f"{year}{day.month}月{day.day}日"


def _plain_day(found: re.Match[str]) -> str:
    if found["year"]:
        return f"{found['year']}年{int(found['month'])}月{int(found['day'])}日"
    if _COUNTED.search(found.string[: found.start()]):
        return found[0]
    return f"{int(found['m'])}月{int(found['d'])}日"


def _spoken_day(found: re.Match[str], said_on: date) -> date:
    monday = said_on - timedelta(days=said_on.weekday())
    weeks = {"nd": (found["next"] or "").count("下"), "ld": -1, "td": _weeks_away(found, said_on)}
    for name, away in weeks.items():
        if found[name]:
            return monday + timedelta(days="一二三四五六日天".replace("天", "").find(found[name]) % 7, weeks=away)
    return said_on + timedelta(days=_AWAY[found["word"].rstrip("天日早晚儿")])


def _weeks_away(found: re.Match[str], said_on: date) -> int:
    """周六装完 said on a Monday is the Saturday before, 周一开始搬 said on a Saturday the Monday to come."""
    if not found["td"] or found[0][0] in "本这":
        return 0
    behind = _CLAUSE_END.split(found.string[found.end() :])[0]
    place = "一二三四五六日".find(found["td"].replace("天", "日"))
    if _OVER.search(behind):
        return -1 if place > said_on.weekday() else 0
    return 1 if place < said_on.weekday() and _TO_COME.search(behind) else 0


def _week(which: str, said_on: date, as_of: date) -> str:
    away = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}[which]
    monday = said_on - timedelta(days=said_on.weekday()) + timedelta(weeks=away)
    if monday <= as_of < monday + timedelta(days=7):
        return "本周"
    first, last = say_day(monday, said_on), monday + timedelta(days=6)
    return f"{first}至{last.day if last.month == monday.month else say_day(last, said_on).rstrip('日')}日"


def _month(which: str, said_on: date) -> str:
    month = (said_on.month - 1 + {"上": -1, "这": 0, "本": 0, "下": 1}[which]) % 12 + 1
    return f"{month}月"
