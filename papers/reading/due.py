"""When: the deadline that a directive, its bracket or a label sets, and long-term work."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from domain.dates.reading import DateReading, find_dates
from domain.dates.workdays import WorkCalendar
from domain.papers import due_texts as texts

_LONG_TERM = re.compile(r"长期|持续推进|持续开展|持续实施|常态化|每年|常年")
_LONGEST = 500
# In November's bulletin "3月底前" is next March, "6月底前" the June that passed.
_NEAR = timedelta(days=150)
_BOUND = re.compile(r"(?:前|内|止)$")
# 每季度最后一个月的30日前 comes again and again.
_PERIOD = r"每个?(?:半|两|[一二三四\d])?个?(?:年度?|季度?|月份?|旬|周|星期|日|天|学期)"
_RHYTHM = re.compile(
    rf"每个?(?:周|星期)[一二三四五六日天](?:[、和](?:周|星期)?[一二三四五六日天])*(?:[之以]?前)?|{_PERIOD}[^，。；：、（）\s每]{{0,14}}?"
    r"(?:(?:[日号底末初旬时]|周[一二三四五六日天]|星期[一二三四五六日天]|工作日)(?:[之以]?前|内)?|[之以]?前|[一两二三四五六\d]+次)"
)
_BARE_RHYTHM = re.compile(rf"{_PERIOD}$")
_TIMES = re.compile(r"次$")
# 10月15日后 and 6月持续推进 end nothing.
_NO_END = re.compile(r"^[，、]?(?:持续|长期|常态|以后|之后|以来|起(?!草|动)|开始|的|后|至|到(?!位|账|岗))")
# 2027年 alone as a deadline is its end; 2026—2028年 ends with the last.
_BARE_YEAR = re.compile(r"(?<!\d)(?P<year>20\d{2})年(?:度|内|底)?(?=[，；。）]|完成|$)")
# 2031—2033年 ends with the last year, 到2035年底 and 到2033年， with that one.
_YEARS = re.compile(r"20\d{2}年?[—–~～至到-](?P<year>20\d{2})年")
_UNTIL_YEAR = re.compile(r"(?:^|[，。；]|力争|确保)到(?P<year>20\d{2})年(?=[，、])")
# 4月15日18:00前
_TO_THE_HOUR = re.compile(r"^\d{1,2}[:：时点]\d{0,2}分?[之以]?前")
_UNTIL = re.compile(r"(?<![截自从])到$")
# 2031.12 in a cell or behind a label.
_YEAR_AND_MONTH = re.compile(r"^(?P<year>20\d{2})[.\-/](?P<month>1[0-2]|0?[1-9])(?:月?底?前?)$")
# 不早于6月1日 is where it begins, not where it ends; 不晚于6月1日 is where it ends.
_NOT_BEFORE = re.compile(r"(?:不早于|不得早于|不能早于|不应早于|不先于|最早)$")
_NOT_AFTER = re.compile(r"(?:不[得能应]?[晚迟]于|最[迟晚](?:于|不超过|至)?|至迟|不超过)$")
# 质控办负责，上半年清退超期耗材: a period at the head of a clause is when that is to be done.
_PERIOD_ENDS = re.compile(r"(?:[底末旬日]|半年|季度)$")
_AT_HEAD = re.compile(
    r"(?:^|[，；：。局办委镇乡厅科处室部院队所站组庭社校司团心])(?:力争|确保|争取|计划|并|须|要|应)?[于在]?$"
)
_GOES_ON = re.compile(r"^[\u4e00-\u9fff“]")
# 将平均住院日压缩至4天以内 tells how long a thing may take.
_MEASURE = re.compile(r"(?:压缩|缩短|控制|降低?|减少|稳定|保持|压减|不超过|平均)[^，。；]{0,8}$")
_WITHIN_DAYS = re.compile(r"[天日时](?:之|以)?内$")
_WITHIN_YEARS = re.compile(r"^[一二三四五六七八九十两\d]{1,2}年(?:之|以)?内$")
# The office knows which day it is, the paper does not say.
_EVENT = re.compile(
    r"(?:20\d{2}年)?(?:(?:[春秋]季)?(?:学期)?开学|主?汛期?(?:来临|到来)?|雨季(?:来临)?|[寒暑]假(?:放假|结束)?|[供采]暖[季期]?|封冻|高考|春耕|秋收)(?:之)?前"
)
# 全年完成投资90亿元 tells an amount, not a day.
_SPANS = ("全年", "全年度")
# 截至6月底 and 上半年的工作 look back; 年底报送情况 comes after the work.
_LOOKS_BACK = re.compile(r"(?:截至|截止|自|从|比|较|同|对|已|已于|已在|曾于)$")
_NO_DEMAND = re.compile(r"^[，、]?(?:的|以来|前三|情况|考核|工作|任务|计划|目标|报送|通报|进展|总结|经济)|^[）》”]")
# 即日起至6月底
_FROM = re.compile(r"(?:起至|开始至|起到)$")
_DEMAND = re.compile(
    r"^(?:前|以前|之前)?(?:全部|基本|力争|全面|正式|率先|如期|按期)?"
    r"(?:完成|办结|印发|到位|落实|建成|开工|竣工|完工|投用|投产|通车|报|出台|"
    r"见效|见成效|启动|达到|实现|交付|建好|新增|解决|兑现|整改|拨付|编制|改造|投入|开通|召开|提交|上报|审定|销号|制定|清零|举办|建立|"
    r"形成|开放|供暖|供水|通水|通气|验收|移交|搬迁|入驻|招聘|引进|签约|落地|取得|拿出|提出|审议|退出|关闭|拆除|治理|修复|挂牌|"
    r"试?运[营行]|并网|封顶|供地|覆盖|发放|公布|公示|开展|组建|成立)(?!的|了|后|情况)"
)
_NAMED_YEAR = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}|[今本当明后去]年|\d\d年")
_RELATIVE = re.compile(
    r"(?<![\d一二三四五六七八九十])[本下上]?[月周](?:[底末内中]|[一二三四五六日])"
    r"|天|日内|工作日|小时|(?<![上下])半|星期|季度$"
)


@dataclass(frozen=True, slots=True)
class DeadlineInPaper:
    """`doubt` says in Chinese why the day may be another, "" when the words leave none."""

    day: date | None
    phrase: str | None
    long_term: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PaperDate:
    """When the paper was written: its day, or only the year that its title names. One that tells progress
    speaks of days that are mostly past, one that orders of days to come."""

    day: date | None = None
    year: int | None = None
    tells_progress: bool = False


def find_due(
    directive: str, *, bracket: str, label: str, written: PaperDate, is_closed: bool = False
) -> DeadlineInPaper:
    """The deadline that the words set; a date that merely stands in them is none. Of several, the last."""
    bracket, label = bracket[:_LONGEST], label[:_LONGEST]
    long_term = bool(_LONG_TERM.search(f"{directive}，{bracket}，{label}"))
    at = written.day or date(written.year or 2000, 1, 1)
    rhythm = ""
    for text, is_sure in ((label, True), (bracket, True), (directive, False)):
        rhythm = rhythm or _rhythm(text, is_sure=is_sure)
        once = _RHYTHM.sub("，", text)
        set_here = [one for one in find_dates(once, at, WorkCalendar()) if _sets(one, once, is_sure)]
        if set_here:
            return _of_several(set_here, once, written, is_closed=is_closed, long_term=long_term)
    if rhythm:
        return DeadlineInPaper(None, rhythm, long_term=True)
    for text, forms in ((label, (_YEAR_AND_MONTH, _YEARS, _BARE_YEAR)), (bracket, (_YEARS, _BARE_YEAR))):
        if match := next((found for form in forms if (found := form.search(text))), None):
            return DeadlineInPaper(_end_of(match), match[0], long_term)
    if match := _UNTIL_YEAR.search(directive):
        return DeadlineInPaper(_end_of(match), f"到{match['year']}年", long_term)
    if not label and (event := _EVENT.search(f"{bracket}，{directive}")):
        return DeadlineInPaper(None, event[0], long_term, texts.WHICH_DAY)
    told = label or _long_words(bracket)
    return DeadlineInPaper(None, told or None, long_term)


def _of_several(
    set_here: list[DateReading], text: str, written: PaperDate, *, is_closed: bool, long_term: bool
) -> DeadlineInPaper:
    """全年报批1万亩，6月底前完成处置: what is bounded sets the day."""
    bounded = [one for one in set_here if _BOUND.search(one.phrase)]
    last = max(bounded or set_here, key=lambda one: one.day or date.min)
    before = text.partition(last.phrase)[0]
    if first := _NOT_BEFORE.search(before):
        words = first[0] + last.phrase
        return DeadlineInPaper(None, words, long_term, texts.ONLY_EARLIEST.format(words=words))
    years = next((match for match in _YEARS.finditer(text) if last.phrase in match[0]), None)
    day = _day(last, written, is_closed=is_closed)
    return DeadlineInPaper(day, years[0] if years else last.phrase, long_term, _doubt(last, day, written))


def _end_of(match: re.Match[str]) -> date:
    """The last day of the year, or of the month, that the words name."""
    year, month = int(match["year"]), int(match.groupdict().get("month") or 12)
    return date(year, month, monthrange(year, month)[1])


def _rhythm(text: str, *, is_sure: bool) -> str:
    """The words of a deadline that comes again; 每季度检查一次 within a directive tells what is to be done."""
    match = _RHYTHM.search(text) or (_BARE_RHYTHM.match(text) if is_sure else None)
    return match[0] if match and (is_sure or not _TIMES.search(match[0])) else ""


def _long_words(bracket: str) -> str:
    """长期坚持 in a bracket of who and when is printed as the deadline is."""
    match = _LONG_TERM.search(bracket)
    return next((part for part in re.split("[，；。]", bracket) if match and match[0] in part), "")


def _sets(reading: DateReading, text: str, is_sure: bool) -> bool:
    if reading.long_term or not reading.phrase:
        return False
    if reading.phrase in _SPANS and not is_sure:
        return False
    before, _, after = text.partition(reading.phrase)
    if _NO_END.match(after) or (_WITHIN_DAYS.search(reading.phrase) and _MEASURE.search(before)):
        return False
    # 从8月1日至9月30日，在全县开展…: the last day of it.
    is_span = bool(re.search("[从自]$", before)) and bool(re.search("至|到", reading.phrase))
    is_limit = (
        _TO_THE_HOUR.match(after)
        or _NOT_AFTER.search(before)
        or (_UNTIL.search(before) and _NAMED_YEAR.search(reading.phrase))
    )
    if is_sure or reading.phrase.endswith("前") or _FROM.search(before) or is_span or is_limit:
        return True
    if _BOUND.search(reading.phrase):
        return not _LOOKS_BACK.search(before) and not _NO_DEMAND.match(after)
    is_period = _PERIOD_ENDS.search(reading.phrase) and _AT_HEAD.search(before) and _GOES_ON.match(after)
    if is_period and not _NO_DEMAND.match(after) and not re.search("已|了", after.split("，")[0]):
        return True
    # 11月底建成, 6月完成主体, 于5月上旬印发; 已于6月完成 is done.
    return _DEMAND.search(after) is not None and not _LOOKS_BACK.search(before)


def _day(reading: DateReading, written: PaperDate, *, is_closed: bool) -> date | None:
    """A month without a year needs the paper's; what is closed was due in the year of the paper."""
    day = reading.day
    if day is None or _NAMED_YEAR.search(reading.phrase):
        return day
    if written.day is None:
        if not written.year or _RELATIVE.search(reading.phrase):
            return None
        # Five years of a year that is named without a day end with its fifth.
        return day - timedelta(days=1) if _WITHIN_YEARS.search(reading.phrase) else day
    is_far = written.tells_progress and day - written.day > _NEAR
    if day.year > written.day.year and (is_closed or is_far):
        return day.replace(year=written.day.year, day=min(day.day, 28) if day.month == 2 else day.day)
    return day


def _doubt(reading: DateReading, day: date | None, written: PaperDate) -> str:
    """A day that lies back is no doubt in a paper about what was done. Of a paper without a date that is asked once,
    and is no doubt of each deadline that wants its year."""
    if written.day is None and not _NAMED_YEAR.search(reading.phrase):
        return ""
    if day is None:
        return reading.why_unsure or texts.WHICH_YEAR
    # What is ordered in January for 12.30 is due at the end of the year.
    is_ahead = written.day is not None and day > written.day and day.year == written.day.year
    if is_ahead and not written.tells_progress and "年还是" in reading.why_unsure:
        return ""
    if written.day is None and not written.year:
        # From no day is a year far.
        return ""
    return "" if reading.sure or reading.why_unsure.endswith("已经过去") else reading.why_unsure
