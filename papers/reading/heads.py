"""The head and foot of a paper: masthead, number, agency, date, title, meeting, claims, distribution."""

import re
from datetime import date

import cn2an

from domain.dates.words import number_of
from domain.papers.reading import ReadPaper
from papers.reading.figures import state_of
from papers.reading.frame.outline import Outline
from papers.reading.layout import AGENCY, FOOT

_MASTHEAD = re.compile(
    r"^(?!关于)[\u4e00-\u9fff]{0,10}?(?:督办通报|督查通报|督察通报|政务督查|督查专报|督办专报|督查简报|会议纪要)$"
)
_ISSUE = re.compile(r"第\s*(?P<number>\d+|[一二三四五六七八九十百]+)\s*期")
_DATE = re.compile(r"(?P<y>\d{4}|[〇○零一二三四五六七八九]{4})年(?P<m>[^年月日]{1,3}?)月(?P<d>[^年月日]{1,3}?)日")
_MONTH_DAY = re.compile(
    r"(?<!截至)(?<!截止)(?:(?P<y>\d{4}|[〇○零一二三四五六七八九]{4})年)?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_HOLDS = re.compile(r"召开|主持|召集")
_ISO_DATE = re.compile(r"(?:日期|时间)：?\s*(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_TITLE = re.compile(
    r"(?:通报|纪要|报告|分解表|任务清单|任务分工|方案|进度表|清单|台账|一览表|汇总表|任务书|通知|责任表|督办事项|重点任务|任务)(?:（[^（）]*）)?$"
)
_NOTICE = re.compile(r"关于印发.*通知$")
_GOES_ON = re.compile(r"^(?:确定|议定|决定|落实|办理|完成|部署|有关|的|情况|事项|任务|重点)")
_META = re.compile(r"[：>|]|索引号|来源|字体|浏览|发布|^各.*[，、：]")
_MEETING = re.compile(
    r"(?P<meeting>(?:\d{4}年)?[^，。；《》（）\d]{0,12}(?:第\s*(?:\d+|[一二三四五六七八九十]+)次)?[^，。；《》（）]{0,12}?会议?)"
    r"(?=共?确定|共?议定|纪要|决定|研究|部署|精神|召开|交办|《|$|，|。)"
)
_BARE_MEETING = 5
_TOTAL = re.compile(r"(?:事项|任务|工作|项目|共|计)[^，。；\d]{0,6}(?P<count>\d+)\s*[件项个]|(?P<first>\d+)\s*[件项]")
_SEND = re.compile(r"^(?:发送|主送|分送)：(?P<names>.+)$")
_COPY = re.compile(r"^(?:抄送|抄报|报送)：(?P<names>.+)$")


def read_head(outline: Outline) -> ReadPaper:
    """All but sections, items and anomalies."""
    masthead = next((line for line in outline.front if _MASTHEAD.match(line)), "")
    # Minutes are called by their masthead.
    title = _title(outline.front) or (masthead if masthead.endswith("纪要") else "")
    joined = "\n".join([*outline.front, *outline.tail])
    issue = _ISSUE.search(joined)
    preamble = "\n".join(outline.preamble)
    paper_date = _paper_date(joined) or _paper_date("\n".join(outline.preamble[:2]))
    printed = [name for line in outline.tail if (name := _agency(line))]
    return ReadPaper(
        title=title,
        masthead=masthead,
        agency=next((name for line in [*outline.front, *outline.tail] if (name := _agency(line))), ""),
        issue_number=_number(issue["number"]) if issue else None,
        paper_date=paper_date,
        meeting=_meeting(title, outline.preamble),
        meeting_date=_meeting_date(outline.preamble, paper_date),
        preamble=preamble,
        claimed_total=_claimed_total(preamble),
        send_to=_names(outline.tail, _SEND),
        copy_to=_names(outline.tail, _COPY),
        printed_by=printed[-1] if len(printed) > 1 else "",
    )


def _claimed_total(preamble: str) -> int | None:
    """How many items the preamble says there are: 共16件, else the first count without a state before it (已完成1项
    counts a part)."""
    for match in _TOTAL.finditer(preamble):
        before = re.split("[，。；：、（]", preamble[: match.start("count" if match["count"] else "first")])[-1]
        if match["count"] or not state_of(before):
            return int(match["count"] or match["first"])
    return None


def _agency(line: str) -> str:
    """县政府督查室, alone or with the date on the same line."""
    words = _DATE.split(line)[0] if _DATE.search(line) else line
    return words if AGENCY.match(words) and not FOOT.match(line) else ""


def _title(front: list[str]) -> str:
    """The last line that ends like a title (what a covering notice encloses), with a line that it continues."""
    found = ""
    for place, line in enumerate(front):
        if not _TITLE.search(line) or _MASTHEAD.match(line) or _META.search(line):
            continue
        if found and _NOTICE.search(line):
            continue
        before = front[place - 1] if place else ""
        goes_on = _GOES_ON.match(line) or (before.endswith(("会议", "关于", "的", "、")) and "期" not in before)
        found = (before if goes_on and _is_part(before) else "") + line
    return found or next((line for line in front if _looks_like_title(line)), "")


def _is_part(before: str) -> bool:
    odd = _agency(before) or _DATE.search(before) or _ISSUE.search(before) or _MASTHEAD.match(before)
    return bool(before) and not odd and not _META.search(before)


def _looks_like_title(line: str) -> bool:
    is_topic = re.search(r"关于|重点|任务|事项|督办|工作|会议", line)
    return bool(is_topic and _is_part(line) and not FOOT.match(line)) and 6 <= len(line) <= 60


def _meeting(title: str, preamble: list[str]) -> str:
    first = preamble[0] if preamble else ""
    in_title, in_text = _MEETING.search(title), _MEETING.search(re.sub(r"^.*?主持召开(?:了)?", "", first))
    # "专题会议纪要" names none; the first sentence does.
    is_bare = in_title is not None and len(in_title["meeting"]) <= _BARE_MEETING
    match = (in_text or in_title) if is_bare else (in_title or in_text)
    if match is None:
        return ""
    words = re.sub(r"^(?:关于|对|就|印发|贯彻落实|落实|按照|根据)+", "", re.sub(r"\s", "", match["meeting"]))
    return re.sub(r"^.*?(?=\d{4}年)|^.*?月\d+日(?:上午|下午)?", "", words)


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


def _paper_date(text: str) -> date | None:
    for match in (_DATE.search(text), _ISO_DATE.search(text)):
        if match is None:
            continue
        try:
            year = number_of(match["y"], digits_only=True)
            return date(year, number_of(match["m"]), number_of(match["d"]))
        except ValueError:
            continue
    return None


def _names(tail: list[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    for line in tail:
        match = pattern.match(line)
        if match:
            return tuple(part for part in match["names"].rstrip("。.").split("，") if part)
    return ()
