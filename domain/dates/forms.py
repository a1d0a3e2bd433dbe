"""What dates look like in Chinese: the patterns that `domain.date_rules` gives a meaning to.

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
# 本月内涝治理, 12月初步建成, 年底数 and 前期 go on as other words; 内部署, 底部署 and 前提交 do not.
_IN = r"内(?!部(?!署)|容|涝|控(?!制)|设(?![立置点])|科(?!学)|墙|河|陆|环|生动|存)"
_END = r"(?:底(?!数(?!据)|册|线|部(?![署分])|层|座|盘|稿)|末(?![端梢位级尾]))"
_MIDDLE = r"中(?![标央心小期学医断国型低高共长药介秋考])"
_START = r"初(?![步审验稿设选评具查复心中级期始定次])"
_AHEAD = r"前(?![期置沿端述台往景款后]|提(?![交请供出升])|列(?![入支出])|三[季年月])"
_BEFORE = rf"(?:以?{_AHEAD}|之{_AHEAD}|下班前|{_IN}|止)?"
_BY = rf"(?:以{_AHEAD}|之{_AHEAD}|下班前|{_AHEAD})"
_BOUND = rf"(?P<end>{_END}|[以之]?{_IN})?(?P<bound>以?{_AHEAD}|之{_AHEAD})?"
_PART = rf"(?P<part>{_END}|份?{_IN}|份{_AHEAD}|上中旬|中上旬|中下旬|上旬|中旬|下旬|{_MIDDLE}|{_START})"
_WHICH = r"上上个?|上个?|下下个?|下个?|本|这个?|当"
# Before a bare 月 or 年 a number would make it a span, 腊 and 正 a month of the moon.
_NO_COUNT = rf"(?<![\d{SPELLED}十百两几多半个近往每腊正冬上下本这当])"
_WEEK = r"(?:周|星期|礼拜)"
_WITHIN = rf"(?:之{_IN}|以{_IN}|{_IN})"
_FROM_TODAY = r"(?:[从自]?(?:今[天日]?|即日|现在)起[，,]?\s*)?"
_DEMAND = (
    r"(?:能|可|将|须|应|要|务必|必须|争取|力争|确保|保证|全部|全面|基本|正式|完成|办(?![公事])|印发|到位|交(?![通界])|"
    r"开(?![关发])|竣工|完工|投用|投产|通车|报|出台|启动|验收|搞|建成|签|拨|解决)"
)

LUNAR = re.compile(rf"(?:农历|阴历|旧历)\w{{0,10}}|(?:腊月|正月|冬月)(?:初?{_DAY}|[底末])?日?{_BEFORE}")
RECURRING = re.compile(
    rf"每(?:个?(?:半?年|季度?|月)(?:{_DAY}月)?的?(?:{_DAY}[日号]|[月季年]?[底末]|[上中下]旬)"
    rf"|个?{_WEEK}[一二三四五六日天末](?![次天个家件项名人户])){_BEFORE}"
)
NUMERIC = re.compile(
    r"(?P<y>20\d{2})(?P<sign>[-/.])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<y8>20\d{2})(?P<m8>[01]\d)(?P<d8>[0-3]\d)(?!\d)"
)
SHORT_YEAR = re.compile(
    r"(?<![\d./-])(?P<y>[23]\d)(?P<sign>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=sign)(?P<d>[12]\d|3[01]|0?[1-9])"
    r"(?![\d./-])"
)
MONTH_DAY = re.compile(
    rf"{_YEAR}?{_MONTH}\s*月\s*(?:份\s*)?(?P<day>{_DAY})"
    rf"(?:\s*[日号]?{_TO}(?:(?P<last_month>{_DAY})\s*月\s*)?(?P<last_day>{_DAY}))?"
    # 12月15 with nothing after it is a day too.
    rf"\s*(?:[日号]{_BEFORE}|{_BY}|(?=[\s]*(?:[，。；;、）)]|$)))"
)
THIS_MONTH_DAY = re.compile(rf"(?P<which>{_WHICH})月\s*(?P<day>{_DAY})\s*[日号]{_BEFORE}")
EDGE_WORKDAY = re.compile(
    rf"(?:(?P<which>{_WHICH})?(?P<unit>周|月|年)(?:底|末|内)?前?|{_MONTH}月份?(?:底|末|内)?前?)?\s*的?"
    r"(?P<edge>最后|第|首)(?P<count>[一1]?)个工作日"
)
WORKDAYS = re.compile(rf"{_FROM_TODAY}(?P<count>{_COUNT})\s*个?工作日{_WITHIN}?")
TWO_DAYS = re.compile(rf"(?P<which>今明两)[天日]{_WITHIN}?")
_UNITS = r"(?P<unit>天|个?自然日|个?日历日|日|个?周|个?星期|个?礼拜|个月|个半月|年)"
SPAN = re.compile(rf"{_FROM_TODAY}(?P<count>{_COUNT})\s*{_UNITS}{_WITHIN}")
SPAN_AFTER = re.compile(rf"(?P<count>{_COUNT})\s*{_UNITS}(?:以后|之后|后(?![天日续期]))")
# The whole of the words, as in an answer to "by when?".
BARE_SPAN = re.compile(rf"^\s*(?:再?(?:给我?|要|需要?))?\s*(?P<count>{_COUNT})\s*{_UNITS}[。！!\s]*$")
HALF_SPAN = re.compile(rf"{_FROM_TODAY}(?<!个)半(?P<unit>个?月|年){_WITHIN}")
HOURS = re.compile(rf"{_FROM_TODAY}(?<!\d)(?P<count>\d{{1,3}})\s*个?小时{_WITHIN}")
MONTH_PART = re.compile(rf"{_YEAR}?{_MONTH}\s*月份?\s*{_PART}{_BEFORE}")
THIS_MONTH_PART = re.compile(rf"(?:(?P<which>{_WHICH})|{_NO_COUNT})月\s*{_PART}{_BEFORE}")
QUARTER = re.compile(rf"{_YEAR}?第?(?P<quarter>[一二三四1-4])季度{_BOUND}")
THIS_QUARTER = re.compile(rf"(?P<which>{_WHICH})季度{_BOUND}")
HALF = re.compile(rf"{_YEAR}?(?P<half>[上下])半年{_BOUND}")
YEAR_END = re.compile(rf"(?:{_YEAR}年?|{_NO_COUNT}年)度?(?:{_END}|终(?![奖总考述决])|[以之]?{_IN}){_BEFORE}")
WHOLE_YEAR = re.compile(rf"{_NO_COUNT}(?P<what>全年|年{_MIDDLE}){_BEFORE}")
MOON_FESTIVAL = re.compile(rf"{_YEAR}?(?P<name>春节|中秋|端午|清明)节?前")
BEFORE_NEW_YEAR = re.compile(rf"{_NO_COUNT}(?<![{''.join(RELATIVE_YEARS)}])年前")
# Not 一周三次, 星期天农贸市场, 周一鸣同志.
WEEKDAY = re.compile(
    rf"(?:(?P<which>{_WHICH})|(?<![\d一二两三四五六七八九十几每上下本这当]))"
    rf"{_WEEK}(?P<day>[一二三四五六日天])"
    r"(?![次天夜回调样]|农贸|集市|市场|[\u4e00-\u9fff]{1,2}(?:同志|县长|书记|主任|局长|镇长|副))"
    rf"{_BEFORE}"
)
WITHIN_WEEK = re.compile(rf"(?P<which>{_WHICH}){_WEEK}(?:[之以]?{_IN}|末){_BEFORE}|(?<![一二两\d])周末前")
RELATIVE_DAY = re.compile(rf"(?P<which>大后|今|当|明|后)(?:[天日](?:下班)?|(?<=[今明])[早晚夜]){_BEFORE}")
FESTIVAL = re.compile(rf"{_YEAR}?(?P<name>元旦|五一|劳动节|七一|国庆)节?前")
WHOLE_MONTH = re.compile(
    rf"{_YEAR}?{_MONTH}\s*月份?(?:以?{_AHEAD}|之{_AHEAD})?(?![\d{SPELLED}十日号])"
    r"(?!\s*[一两三]?[次调报])"
)
LOST_SEPARATOR = re.compile(r"(?<!\d)(?P<digits>(?:0[1-9]|1[0-2])[0-3]\d)[日号]")
BARE_DAY = re.compile(rf"(?<![\d{SPELLED}十月第])(?P<day>{_DAY})\s*(?:[日号]{_BY}|号(?={_DEMAND}|\s*$))")
SHORT_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<m>1[0-2]|0?[1-9])(?P<sign>[./-])(?P<d>[12]\d|3[01]|0?[1-9])(?![\d./%％-])"
    rf"(?P<bound>[日号]|\s*{_BY})?"
)
# A period without a day, where it ends the words or something is demanded of it.
BARE_PERIOD = re.compile(
    rf"(?<!个)(?P<which>下下个?|下个?|本|这个?)(?P<unit>{_WEEK}|月)(?=[\s。！!]*$|\s*{_DEMAND})"
    rf"|(?P<rel_year>[明后今本])(?P<year_unit>年)(?=[\s。！!]*$|\s*{_DEMAND})"
)

RANGE_GOES_ON = re.compile(rf"{_TO}(?:[\d{SPELLED}十]|周|星期|[本下明今次]|[年月]底)")
_OR = r"\s*(?:[、和及与]|或者?)\s*"
ANOTHER = re.compile(rf"{_OR}(?:[\d{SPELLED}十]{{1,3}}\s*[月日号]|[下本明]|周|年底|[一二三四五六日](?:[，。；\s前]|$))")
A_BEGINNING = re.compile(r"\s*(?:[以之]?后(?![天日续期])|起(?![草动步]))")
ROUGHLY = re.compile(r"\s*(?:左右|前后|上下)")
ROUGHLY_BEFORE = re.compile(r"(?:大概|大约|差不多|约|可能)[在是]?\s*$")
OVER_ALREADY = re.compile(r"(?:就|便)?(?:已|以来|期间)")
CANNOT = re.compile(r"[^，。；,;]{0,8}(?:完不成|无法|不能|难以|来不及|完成不了|办不[完了结成]|不了)")
CANNOT_BEFORE = re.compile(r"(?:无法|不能|难以|来不及|没法)[于在]?\s*$")
MOVED_TO = re.compile(r"(?:延期?|推迟|推后|顺延|改|调整|变更|放宽)[至到为成]\s*$")
BESIDE_A_DAY = re.compile(r"\s*[（(，,]?\s*")
FROM_AN_EVENT = re.compile(
    r"(?:(?<!今)后|起|起算|之[日时]|印发|下发|签收|通知|批复|批准|开工|验收|到位|公示|审定|挂牌|期满)[的，,]?\s*$"
)
LOOKS_BACK = re.compile(r"(?:近|过去|前|第|用了?|历时|耗时|提前|超期|逾期|缩短|延迟|累计|共)\s*$")
NOT_EXACT = re.compile(r"[一二三四五六七八九两]{2}")
LONG_TERM = re.compile(
    r"(?<![中超较不最])长期(?!以来|[未不没拖存困限])(?:坚持|开展|推进|执行|落实|任务|有效)?"
    r"|持续(?:推进|开展|用力|实施|深化)|常态化|常年|经常性"
)
