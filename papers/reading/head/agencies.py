"""Who wrote a paper and on which day: the name beside the day, else a line that is nothing but an office."""

import re
from collections.abc import Sequence
from datetime import date

from domain.dates.words import number_of
from papers.reading.layout import AGENCY, FOOT

_YEAR = r"(?P<y>\d{4}|[〇○零一二三四五六七八九]{4})年"
# 2031年8月19 at the end of a line has lost its 日.
DAY = re.compile(rf"{_YEAR}(?P<m>[^年月日]{{1,3}}?)月(?P<d>[^年月日\s]{{1,3}}?)(?:日|$)", re.MULTILINE)
_ISO_DAY = re.compile(r"(?:日期|时间)：?\s*(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_PUBLISHED = re.compile(r"(?:发布|发文|更新|上传|浏览|来源|信息)[^。；]*$")
_PRINTED = re.compile(r"^(?:印发?|发布?)?。?$")
_NAME = re.compile(r"^[\u4e00-\u9fff（）]{3,30}$")
_NO_NAME = re.compile(r"会议|时间|日期|下午|上午|通报|纪要|通知|截[至止]|^(?:关于|于|自|从|至|在)|[年月日]$|第")
_OFFICE = r"(?:政府|办公室|办公厅|委员会|管委会|[局厅委办院校部室]|公司|中心)"
_OF_SITE = re.compile(
    r"(?:发布机构|发文机关|发文单位|制发机关|信息来源|来源)[：\s]*"
    rf"(?P<name>[\u4e00-\u9fff]{{2,22}}{_OFFICE})(?=\s|$|[,，|】（]|[\u4e00-\u9fff]{{2,4}}：)"
)
# 云汀县人民政府办公室文件 above the paper, or whoever its title begins with.
_IN_TITLE = re.compile(
    r"^(?P<name>[\u4e00-\u9fff]{2,24}?(?:政府|委员会|管委会|党组|集团|公司|中心|大学|学院|[局厅委办院])(?:办公室|办公厅)?)"
    r"(?:关于|印发|转发|20\d\d年|文件$)"
)


def agency_of(front: Sequence[str], tail: Sequence[str], title: str = "") -> str:
    """The office that signs: with a day on its line or on the next; by itself; in the site's words; in the title."""
    lines = [*front, *tail]
    signed = (_signed(line, lines[at + 1] if at + 1 < len(lines) else "") for at, line in enumerate(lines))
    alone = (agency_in(line) for line in lines)
    titled = (match["name"] for line in (*front, title) if (match := _IN_TITLE.match(line)))
    told = (match["name"] for line in front if (match := _OF_SITE.search(line)))
    return next((name for names in (signed, alone, told, titled) for name in names if name), "")


def _signed(line: str, following: str) -> str:
    """甲公司综合部 2031年4月9日印发, or the name on one line and the day on the next."""
    if FOOT.match(line):
        return ""
    day = DAY.search(line)
    if day is not None:
        is_end = _PRINTED.match(line[day.end() :].strip())
        name = line[: day.start()].strip()
    else:
        following_day = DAY.match(following)
        is_end = following_day and _PRINTED.match(following[following_day.end() :].strip())
        name = line.strip()
    return name if is_end and _NAME.match(name) and not _NO_NAME.search(name) else ""


def agency_in(line: str) -> str:
    """县政府督查室, alone or with the date on the same line."""
    words = DAY.split(line)[0] if DAY.search(line) else line
    return words if AGENCY.match(words) and not FOOT.match(line) else ""


def names_day(line: str) -> bool:
    return DAY.search(line) is not None


def paper_day(lines: Sequence[str]) -> date | None:
    """The day that a line gives as the paper's; when a site published it only where the paper says none."""
    own = [line for line in lines if not _PUBLISHED.match(line)]
    days = (
        day for pattern in (DAY, _ISO_DAY) for group in (own, lines) for line in group if (day := _day(pattern, line))
    )
    return next(days, None)


def _day(pattern: re.Pattern[str], line: str) -> date | None:
    for match in pattern.finditer(line):
        try:
            return date(number_of(match["y"], digits_only=True), number_of(match["m"]), number_of(match["d"]))
        except ValueError:
            continue
    return None
