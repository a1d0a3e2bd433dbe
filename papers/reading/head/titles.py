"""The title of a paper, over however many lines it goes."""

import re
from collections.abc import Sequence

from papers.reading.head.agencies import agency_in, names_day
from papers.reading.layout import FOOT
from papers.reading.tables.columns import column_kind

MASTHEAD = re.compile(
    r"^(?!关于)[\u4e00-\u9fff]{0,10}?(?:督办通报|督查通报|督察通报|政务督查|督查专报|督办专报|督查简报|会议纪要)$"
)
ISSUE = re.compile(r"第\s*(?P<number>\d+|[一二三四五六七八九十百]+)\s*期|^(?P<bare>\d{1,3})\s*期$")
# A title says what kind of paper it heads.
_ENDS = re.compile(
    r"(?:通报|纪要|报告|方案|通知|公示|公告|任务书|督办事项|重点任务|任务|情况|分工|措施|要点|计划|意见|函|台账|排名|表|单)(?:（[^（）]*）)?$"
)
_NOTICE = re.compile(r"印发.*通知$")
_GOES_ON = re.compile(
    r"^(?:确定|议定|决定|落实|办理|完成|部署|有关|的|情况|事项|任务|重点|第[\d一二三四五六七八九十]+次|分工|责任)"
)
_OPENS = re.compile(r"关于|^印发|《[^》]*$|会议$|的$|、$|年$|年度$")
# 关于印发2031年重点任务, of which the next line tells what was printed.
_BREAKS_OFF = re.compile(r"^关于.*(?:任务|事项|分工|计划|要点)$")
_META = re.compile(r"[：>|]|索引号|来源|字体|浏览|发布|^各.*[，、：]|[。；]")
# 云政办发〔2031〕8号 before it, （通用3篇） of a site behind it.
_PAPER_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,10}[〔\[（(]\d{4}[〕\]）)]第?\d+号")
_SITES_WORDS = re.compile(r"（[^（）]*\d+篇）$|\s*篇\d+$")
_HEADER = re.compile(r"^(?:序号|编号|类别)")
_FEWEST, _MOST_LINES, _LONGEST_COLUMN = 4, 4, 8


def title_of(front: Sequence[str]) -> str:
    """The last line that ends like a title (what a covering notice encloses), with the lines that it continues."""
    lines = [_SITES_WORDS.sub("", _PAPER_NUMBER.sub("", line)) for line in front]
    found = ""
    for place, line in enumerate(lines):
        if not _is_title(line) or (found and _NOTICE.search(line)):
            continue
        whole = _whole(lines, place)
        found = whole if len(whole) >= _FEWEST else found
    return found or next((line for line in lines if _looks_like_title(line)), "")


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


def _looks_like_title(line: str) -> bool:
    is_topic = re.search(r"关于|重点|任务|事项|督办|工作|会议", line)
    return bool(is_topic and _is_part(line) and not FOOT.match(line)) and 6 <= len(line) <= 60
