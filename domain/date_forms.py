"""What dates look like in Chinese: the patterns that the rules of `domain.dates` give a meaning to.

Groups are named for the rules: year, rel_year, month, day, part, which, count, unit, end, bound.
"""

import re

SPELLED = "〇零○一二三四五六七八九"
# Years from this one.
RELATIVE_YEARS = {"今": 0, "本": 0, "当": 0, "明": 1, "去": -1, "上": -1, "后": 2, "前": -2}

_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十百两廿]{1,7})"
_DAY = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_MONTH = rf"(?<![\d{SPELLED}十])(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}|元)"
_YEAR = (
    rf"(?:(?<!\d)(?P<year>\d{{4}}|[{SPELLED}]{{4}}|\d\d)\s*年\s*"
    rf"|(?P<rel_year>[{''.join(RELATIVE_YEARS)}])年\s*)"
)
_TO = r"\s*(?:至|到|[-—–－~～])\s*"
_BEFORE = r"(?:以?前|之前|下班前|内|止)?"
_BOUND = r"(?P<end>末|底|[以之]?内)?(?P<bound>以?前|之前)?"
_PART = r"(?P<part>底|末|内|份内|份前|上中旬|中下旬|上旬|中旬|下旬|中|初)"
_WHICH = r"上上个?|上个?|下下个?|下个?|本|这个?|当"
# Before a bare 月 or 年 a number would make it a span.
_NO_COUNT = rf"(?<![\d{SPELLED}十百两几多半个近往每])"
_WEEK = r"(?:周|星期|礼拜)"
_WITHIN = r"(?:之内|以内|内)"

RECURRING = re.compile(
    rf"每(?:个?(?:半?年|季度?|月)(?:{_DAY}月)?(?:{_DAY}[日号]|[底末]|[上中下]旬)"
    rf"|个?{_WEEK}[一二三四五六日天末]){_BEFORE}"
)
NUMERIC = re.compile(
    r"(?P<y>20\d{2})(?P<sign>[-/.])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y8>20\d{2})(?P<m8>[01]\d)(?P<d8>[0-3]\d)(?!\d)"
)
MONTH_DAY = re.compile(
    rf"{_YEAR}?{_MONTH}\s*月\s*(?P<day>{_DAY})"
    rf"(?:\s*[日号]?{_TO}(?:(?P<last_month>{_DAY})\s*月\s*)?(?P<last_day>{_DAY}))?\s*[日号]{_BEFORE}"
)
THIS_MONTH_DAY = re.compile(rf"(?P<which>{_WHICH})月\s*(?P<day>{_DAY})\s*[日号]{_BEFORE}")
WORKDAYS = re.compile(rf"(?P<count>{_COUNT})\s*个?工作日{_WITHIN}?")
TWO_DAYS = re.compile(rf"(?P<which>今明两)[天日]{_WITHIN}?")
SPAN = re.compile(rf"(?P<count>{_COUNT})\s*(?P<unit>天|日|个?周|个?星期|个月|个半月|年){_WITHIN}")
HALF_SPAN = re.compile(rf"(?<!个)半(?P<unit>个?月|年){_WITHIN}")
HOURS = re.compile(rf"(?<!\d)(?P<count>\d{{1,3}})\s*个?小时{_WITHIN}")
MONTH_PART = re.compile(rf"{_YEAR}?{_MONTH}\s*月份?\s*{_PART}{_BEFORE}")
THIS_MONTH_PART = re.compile(rf"{_NO_COUNT}(?P<which>{_WHICH})?月\s*{_PART}{_BEFORE}")
QUARTER = re.compile(rf"{_YEAR}?第?(?P<quarter>[一二三四1-4])季度{_BOUND}")
THIS_QUARTER = re.compile(rf"(?P<which>{_WHICH})季度{_BOUND}")
HALF = re.compile(rf"{_YEAR}?(?P<half>[上下])半年{_BOUND}")
YEAR_END = re.compile(rf"(?:{_YEAR}年?|{_NO_COUNT}年)度?(?:[底末终]|[以之]?内){_BEFORE}")
WHOLE_YEAR = re.compile(rf"{_NO_COUNT}(?P<what>全年|年中)(?!心){_BEFORE}")
MOON_FESTIVAL = re.compile(rf"{_NO_COUNT}(?<![{''.join(RELATIVE_YEARS)}])年前|(?:春节|中秋|端午|清明)节?前")
WEEKDAY = re.compile(rf"(?P<which>{_WHICH})?{_WEEK}(?P<day>[一二三四五六日天]){_BEFORE}")
WITHIN_WEEK = re.compile(rf"(?P<which>{_WHICH}){_WEEK}(?:[之以]?内|末){_BEFORE}|(?<![一二两\d])周末前")
RELATIVE_DAY = re.compile(rf"(?P<which>大后|今|当|明|后)(?:[天日](?:下班)?|(?<=[今明])[早晚夜]){_BEFORE}")
FESTIVAL = re.compile(rf"{_YEAR}?(?P<name>元旦|五一|劳动节|七一|国庆)节?前")
WHOLE_MONTH = re.compile(rf"{_YEAR}?{_MONTH}\s*月份?(?:以?前|之前)?(?![\d{SPELLED}十日号])")
LOST_SEPARATOR = re.compile(r"(?<!\d)(?P<digits>(?:0[1-9]|1[0-2])[0-3]\d)[日号]")
BARE_DAY = re.compile(rf"(?<![\d{SPELLED}十月])(?P<day>{_DAY})\s*[日号](?:以前|之前|下班前|前)")
SHORT_NUMERIC = re.compile(
    r"(?<![\d./])(?P<m>1[0-2]|0?[1-9])(?P<sign>[./])(?P<d>[12]\d|3[01]|0?[1-9])(?![\d./%％])"
    r"(?P<bound>[日号]|\s*(?:以前|之前|下班前|前))?"
)

RANGE_GOES_ON = re.compile(rf"{_TO}(?:[\d{SPELLED}十]|周|星期|[本下明今次]|[年月]底)")
A_BEGINNING = re.compile(r"\s*(?:[以之]?后(?![天日续期])|起(?![草动步]))")
FROM_AN_EVENT = re.compile(r"(?:(?<!今)后|起|起算)[的，]?$")
LOOKS_BACK = re.compile(r"(?:近|过去|前|第)$")
NOT_EXACT = re.compile(r"[一二三四五六七八九两]{2}")
LONG_TERM = re.compile(
    r"长期(?!以来|[未不没拖存困])(?:坚持|开展|推进|执行|落实|任务|有效)?"
    r"|持续(?:推进|开展|用力|实施|深化)|常态化|常年|经常性"
)
