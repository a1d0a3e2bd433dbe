"""The head and foot of a paper: masthead, number, agency, date, title, meeting, claims, distribution."""

import re
from datetime import date

import cn2an

from domain.dates.words import number_of
from domain.papers.reading import ReadPaper
from papers.reading.figures import state_of
from papers.reading.frame.outline import Outline
from papers.reading.head.agencies import agency_in, agency_of, paper_day
from papers.reading.head.meetings import meeting_of
from papers.reading.head.titles import ISSUE, MASTHEAD, title_of

_MONTH_DAY = re.compile(
    r"(?<!截至)(?<!截止)(?:(?P<y>\d{4}|[〇○零一二三四五六七八九]{4})年)?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_BARE = len("政务督查通报")
_HOLDS = re.compile(r"召开|主持|召集")
_TOTAL = re.compile(r"(?:事项|任务|工作|项目|共|计)[^，。；\d]{0,6}(?P<count>\d+)\s*[件项个]|(?P<first>\d+)\s*[件项]")
_SEND = re.compile(r"^(?:发送|主送|分送)：(?P<names>.+)$")
_COPY = re.compile(r"^(?:抄送|抄报|报送)：(?P<names>.+)$")


def read_head(outline: Outline) -> ReadPaper:
    """All but sections, items and anomalies."""
    around = [*outline.front, *outline.tail]
    masthead = next((line for line in outline.front if MASTHEAD.match(line)), "")
    # Minutes are called by their masthead, and so is what has no other title: 重点工程督查通报, but not 督办通报.
    title = title_of(outline.front) or (masthead if masthead.endswith("纪要") or len(masthead) > _BARE else "")
    issue = next((one for one in map(ISSUE.search, around) if one), None)
    preamble = "\n".join(outline.preamble)
    day = paper_day(around) or paper_day(outline.preamble[:2])
    meeting = meeting_of(title, outline.preamble)
    printed = [name for line in outline.tail if (name := agency_in(line))]
    return ReadPaper(
        title=title,
        masthead=masthead,
        agency=agency_of(outline.front, outline.tail, title),
        issue_number=_number(issue["number"] or issue["bare"]) if issue else None,
        paper_date=day,
        meeting=meeting,
        meeting_date=_meeting_date(outline.preamble, day) if meeting else None,
        preamble=preamble,
        claimed_total=_claimed_total(preamble),
        send_to=_names(outline.tail, _SEND),
        copy_to=_names(outline.tail, _COPY),
        printed_by=printed[-1] if len(printed) > 1 else "",
    )


def _claimed_total(preamble: str) -> int | None:
    """How many items the preamble says there are: 共16件, else the first count that is no part (已完成1项,
    其中8件…)."""
    for match in _TOTAL.finditer(preamble):
        before = re.split("[，。；：、（]", preamble[: match.start("count" if match["count"] else "first")])[-1]
        if match["count"] or not (before.startswith("其中") or state_of(before)):
            return int(match["count"] or match["first"])
    return None


def _meeting_date(preamble: list[str], paper_date: date | None) -> date | None:
    """The day of a sentence in which somebody holds the meeting; without a year it is the paper's."""
    for line in preamble[:2]:
        for sentence in re.split("[。；]", line):
            match = _MONTH_DAY.search(sentence)
            if match is None or not _HOLDS.search(sentence):
                continue
            year = number_of(match["y"], digits_only=True) if match["y"] else paper_date and paper_date.year
            try:
                return date(year or 0, number_of(match["m"]), number_of(match["d"]))
            except ValueError:
                return None
    return None


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(cn2an.cn2an(words, "smart"))


def _names(tail: list[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    for line in tail:
        match = pattern.match(line)
        if match:
            return tuple(part for part in match["names"].rstrip("。.").split("，") if part)
    return ()
