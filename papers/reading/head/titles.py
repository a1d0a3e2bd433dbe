"""The title of a paper, over however many lines it goes."""

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.ideographs import HAN
from papers.reading.head.agencies import agency_in, names_day
from papers.reading.layout import FOOT
from papers.reading.tables.columns import column_kind

MASTHEAD = re.compile(
    r"^(?!关于)[\u4e00-\u9fff]{0,10}?(?:督办通报|督查通报|督察通报|政务督查|督查专报|督办专报|督查简报|会议纪要)$"
)
ISSUE = re.compile(r"第\s*(?P<number>\d+|[一二三四五六七八九十百]+)\s*期|^(?P<bare>\d{1,3})\s*期$")
# A title says what kind of paper it heads.
_KIND = (
    r"(?:通报|纪要|报告|汇报|总结|方案|通知|公示|公告|任务书|督办事项|重点任务|任务|情况|分工|分解|措施|要点|计划|意见|决定|函|"
    r"台账|排名|简报|表|单)(?:（[^（）]*）)?"
)
_ENDS = re.compile(rf"{_KIND}$")
_NOTICE = re.compile(r"印发.*通知$")
_GOES_ON = re.compile(
    r"^(?:确定|议定|决定|落实|办理|完成|部署|有关|的|情况|事项|任务|重点|第[\d一二三四五六七八九十]+次|分工|责任)"
)
_OPENS = re.compile(r"关于|^印发|《[^》]*$|会议$|的$|、$|年$|年度$")
# 关于印发2031年重点任务, of which the next line tells what was printed.
_BREAKS_OFF = re.compile(r"^关于.*(?:任务|事项|分工|计划|要点)$")
_META = re.compile(r"[：>|]|索引号|来源|字体|浏览|发布|^各.*[，、：]|[。；]")
# 云政办发〔2031〕8号 before it, a mark or a label of the site; （通用3篇） or the site's name behind it.
_LABEL = r"(?:(?:公文|文件|信息)?(?:名称|标题|题名)：|内容概述：?)"
_BEFORE = re.compile(
    rf"^(?:[•·>○●◆■-]+|【[^】]*】(?=.{{6}})|（[^（）]*）(?=关于)|{_LABEL}|[\u4e00-\u9fff]{{1,10}}[〔\[（(]\d{{4}}[〕\]）)]第?\d+号)+"
)
_BEHIND = re.compile(
    rf"(?:（[^（）]*\d+篇）|\s*篇\d+)$|(?P<kind>{_KIND})[-_|—－–]+[^-_|—－–，。]*(?:[-_|—－–][^，。]*)?$"
)
_LABELLED = re.compile(rf"(?:^|(?<=[^{HAN}])){_LABEL}(?P<title>[^：]{{6,80}}{_KIND})(?=\s*[{HAN}]{{2,4}}：|\s*$)")
_HEADER = re.compile(r"^(?:序号|编号|类别)")
# What a site prints right below a title.
_BELOW = re.compile(rf"^[{HAN}]{{2,5}}：|^\d{{4}}[-年./]\d|浏览|字体|记者|来源")
_PLACED = re.compile(rf"^(?=.*[{HAN}]{{4}})[^，。；：！？>|/]{{8,60}}$")
_OF_SITE = re.compile(r"首页|网站|登录|收藏|无障碍|简体|繁体|[網网]$")
_FEWEST, _MOST_LINES, _LONGEST_COLUMN = 4, 4, 8


def title_of(front: Sequence[str]) -> str:
    """The last line that ends like a title (what a covering notice encloses), with the lines that it continues; else
    the line below which the site says when and by whom."""
    lines = [_own_words(line) for line in front]
    found = ""
    for place, line in enumerate(lines):
        if not _is_title(line) or (found and _NOTICE.search(line)):
            continue
        whole = _whole(lines, place)
        found = whole if len(whole) >= _FEWEST else found
    return found or _placed(lines) or next((line for line in lines if _looks_like_title(line)), "")


def _own_words(line: str) -> str:
    labelled = _LABELLED.search(line)
    return labelled["title"] if labelled else _BEHIND.sub(r"\g<kind>", _BEFORE.sub("", line))


def _is_title(line: str) -> bool:
    if not _ENDS.search(line) or MASTHEAD.match(line) or _META.search(line) or _HEADER.match(line):
        return False
    return len(line) > _LONGEST_COLUMN or column_kind(line) is None


def _whole(lines: Sequence[str], place: int) -> str:
    words, at = lines[place], place
    while at and place - at < _MOST_LINES and _is_part(lines[at - 1]) and _are_one(lines[at - 1], lines[at]):
        at -= 1
        words = lines[at] + words
    return words


def _are_one(before: str, line: str) -> bool:
    if ISSUE.search(before) or (_is_title(before) and not _BREAKS_OFF.search(before)):
        return False
    return bool(_GOES_ON.match(line) or _OPENS.search(before)) and not line.startswith("关于")


def _is_part(before: str) -> bool:
    odd = agency_in(before) or names_day(before) or ISSUE.search(before) or MASTHEAD.match(before)
    return bool(before) and not odd and not _META.search(before)


def _placed(lines: Sequence[str]) -> str:
    return next((line for line, below in pairwise(lines) if _stands_above(line, below)), "")


def _stands_above(line: str, below: str) -> bool:
    is_words = _PLACED.match(line) and not _OF_SITE.search(line) and not FOOT.match(line)
    return bool(is_words and _is_part(line) and _BELOW.search(below))


def _looks_like_title(line: str) -> bool:
    is_topic = re.search(r"关于|重点|任务|事项|督办|工作|会议", line)
    return bool(is_topic and _is_part(line) and not FOOT.match(line)) and 6 <= len(line) <= 60
