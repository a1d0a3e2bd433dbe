"""What a report says besides its item: finished, unchanged, and by when. Hints, to be asked back."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from domain.dates.reading import DateReading, find_placed_dates
from domain.dates.workdays import WorkCalendar
from domain.quantities import MEASURES

_CLAUSE = re.compile(r"[，。；,;:：！!？?\n]")
_DONE = re.compile(
    r"(?:已|全部|全面|均|都|顺利|按期|如期)[^，。；]{0,8}?(?:完成|办结|竣工|结束|完工|整改到位|落实到位|销号)(?:了|完毕)?$"
    r"|(?:全部|全面|均已|都已?)[^，。；]{0,4}?(?:建成|化解|清零|清退|整改|解决|投用|交付|兑现|达标)(?:了|完毕)?$"
    r"|完成了?(?:全年|全部|年度|既定)?的?(?:目标)?任务$|^第?[#\d一二三四五六七八九十.]+[项号件]?(?:事项)?已落实$"
    r"|[\u4e00-\u9fff]完(?:了|毕)?$|(?:完成|办结|竣工|结束|完工|销号|搞定|完毕)(?:了|啦)?$"
)
# 两所已竣工 tells of a part.
_SOME = re.compile(rf"^(?:其中|另有?|有|又)?\s*(?:\d[\d.,]*|[一二三四五六七八九十百两]+)\s*(?:{MEASURES})已")
_WHILE = re.compile(r"(?:还|仍|正)在|还差|还没|仍未|尚未")

_NOT_DONE = re.compile(
    r"未|没|尚|还差|还剩|[^智功]能|不(?!动产|锈钢|良)|可以|将|预计|计划|争取|力争|确保|保证|拟|快要?|即将|一半|部分|基本|近期|"
    r"主体|路基|桩基|基坑|吊装|浇筑|铺装|清表|基础|初步|前期|首批|一期|阶段|第[一二三]步|差不多|完成率|招标|征求意见|公示|设计|勘察|环评|可研|选址|灌浆|采购|培训"
)
_AHEAD = re.compile(
    r"^(?!.*已).*(?:[底末日号月年周天\d]|(?:周|星期|礼拜)[一二三四五六])[以之]?[前内]"
    r"|^(?!.*[已了]).*(?:\d[日号]|[月年]底|[下本]周|下月|明[天年])"
)
_SHARE = re.compile(r"\d\s*[%％]")
_SAME = re.compile(
    r"(?:没有?|无|未有|暂无|尚无)(?:什么|啥|任何|太大|大的)?新?的?(?:进展|变化|情况|动静|动态|更新)"
    r"|(?:跟|和|同|与)?(?:上|前)(?:个?[周月]|期|次|旬|回|个?星期|季度)(?:的?(?:情况|进展))?"
    r"(?:一样|相同|一致|差不多|没变|没有两样)"
    r"|同(?:上(?:[周期月次旬]|个月|星期)?|前期)|老样子|还是?那样|一切照旧|维持(?:原状|现状)|(?:情况|保持)不变|没有?变(?![压更])"
)
_ELSE = re.compile(r"其他|其它|其余|别的|除")
_OVER = re.compile(r"已|昨|完毕|过了|了$|截至|截止")
_WILL = re.compile(
    r"能|可|将|拟|预计|计划|争取|力争|确保|保证|打算|准备|安排|定在|定于|改到|改在|推迟|延|(?<!提)前|内|再|要"
)
PERIOD_ENDS = ("年", "月", "月份", "季度")
_ASKS = re.compile(r"吗|么$|是否|请假")


def says_done(text: str) -> bool:
    """Whether a clause says that the whole is finished: 已完成, 竣工了; not 完成3家, 年底前完成, 主体完工."""
    clauses = [one.strip() for one in _CLAUSE.split(unicodedata.normalize("NFKC", text))]
    speaks_against = (_NOT_DONE, _AHEAD, _SHARE, _SOME)
    if any(_WHILE.search(one) for one in clauses):
        return False
    return any(_DONE.search(one) and not any(form.search(one) for form in speaks_against) for one in clauses)


def says_no_change(text: str) -> bool:
    """跟上周一样, 没有新进展; not when only the rest is said to be unchanged."""
    clauses = _CLAUSE.split(unicodedata.normalize("NFKC", text))
    return any(_SAME.search(one) and not _ELSE.search(one) for one in clauses) and not says_done(text)


def promised_day(text: str, today: date, calendar: WorkCalendar | None = None) -> DateReading | None:
    """The day by which something is promised: 月底前能办结, 下周三开; a day in the past tells what was.

    Of several the last, not sure. None when nothing is promised.
    """
    found = [
        reading
        for start, reading in find_placed_dates(text, today, calendar)
        if not reading.long_term and _is_promise(reading, _clause_around(text, start, reading.phrase), today)
    ]
    if not found:
        return None
    if len({one.day for one in found}) > 1 and found[-1].sure:
        return replace(found[-1], sure=False, why_unsure="写了不止一个时间")
    return found[-1]


def _clause_around(text: str, start: int, phrase: str) -> str:
    before, after = text[:start], text[start + len(phrase) :]
    return f"{_CLAUSE.split(before)[-1]}{phrase}{_CLAUSE.split(after)[0]}"


def _is_promise(reading: DateReading, clause: str, today: date) -> bool:
    rest = clause.replace(reading.phrase, " ", 1).strip()
    if _ASKS.search(clause) or reading.why_unsure == "像是说办不到":
        return False
    # 全年, 11月 and 四季度 alone say when something is counted.
    is_ahead = reading.day is not None and reading.day > today and not reading.phrase.endswith(PERIOD_ENDS)
    will = _WILL.search(rest) is not None or reading.phrase.endswith(("前", "内", "底", "末"))
    return not _OVER.search(rest) and (is_ahead or will)
