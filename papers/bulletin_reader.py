"""A bulletin, minutes or task list becomes a ReadPaper: sections, items, sub-items, progress.

`read_paper` works on text alone. It understands what is printed and lists what is odd (papers.anomalies);
it never mends.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date

import cn2an

from domain.date_words import number_of
from domain.hygiene import classification_mark
from domain.reading import ReadItem, ReadPaper, ReadSection
from papers import errors
from papers.anomalies import find_anomalies
from papers.errors import UnreadablePaper
from papers.items import read_item
from papers.layout import (
    BRACKETED,
    CIRCLED,
    LABEL,
    NUMBERED,
    SECTION,
    SUBSECTION,
    Paragraph,
    paragraphs,
)

_MASTHEAD = re.compile(r"^(?:政府)?(?:督办通报|督查通报|督察通报|政务督查|督查专报|会议纪要)$")
_ISSUE = re.compile(r"第(?P<number>\d+|[一二三四五六七八九十百]+)期")
_DATE = re.compile(r"(?P<y>\d{4}|[〇○零一二三四五六七八九]{4})年(?P<m>\S{1,3}?)月(?P<d>\S{1,3}?)日")
_AGENCY = re.compile(r"^[\u4e00-\u9fff]{2,20}(?:督查室|督查办|督查局|办公室|人民政府)$")
_TITLE = re.compile(r"(?:通报|纪要|情况报告|任务分解表|任务清单|任务分工|分工方案|进度表|清单)$")
_MEETING = re.compile(
    r"(?P<meeting>(?:\d{4}年)?[^，。；《》（）\d]{0,12}(?:第\s*(?:\d+|[一二三四五六七八九十]+)次)?[^，。；《》（）]{0,12}?会议?)"
    r"(?=确定|议定|纪要|决定|研究|部署|精神|召开|《|$)"
)
_COUNT = re.compile(r"(?P<count>\d+)\s*[件项]")
_PERCENT = re.compile(r"占(?:比)?\s*(?P<percent>\d+(?:\.\d+)?)%")
_CLOSED = re.compile(r"已完成|已办结|办结事项|完成事项|已落实")
_UNDER_WAY = re.compile(r"正在|推进|长期|未完成|未办结|办理中|在办|滞后|未启动")
_SEND = re.compile(r"^(?:发送|主送)：(?P<names>.+)$")
_COPY = re.compile(r"^(?:抄送|抄报)：(?P<names>.+)$")
_NO_ITEM_HEADING = re.compile(r"总体|基本情况|工作要求|存在问题|下一步|有关要求")


@dataclass(slots=True)
class _Draft:
    """What has gathered while walking down the paper."""

    front: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    sections: list[ReadSection] = field(default_factory=list)
    entries: list[tuple[int, int | None, list[Paragraph]]] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    section: int = 0
    takes_items: bool = True


def read_paper(text: str) -> ReadPaper:
    """UnreadablePaper when the paper is classified or holds no items."""
    mark = classification_mark(text)
    if mark is not None:
        raise UnreadablePaper(errors.CLASSIFIED.format(mark=mark))
    draft = _Draft()
    for paragraph in paragraphs(text):
        _place(draft, paragraph)
    paper = _head(draft)
    items = tuple(_items(draft, paper.paper_date))
    if not items:
        raise UnreadablePaper(errors.NO_ITEMS)
    whole = replace(paper, sections=tuple(draft.sections), items=items)
    return replace(whole, anomalies=find_anomalies(whole))


def _place(draft: _Draft, paragraph: Paragraph) -> None:
    text = paragraph.text
    numbered = NUMBERED.match(text) or BRACKETED.match(text)
    if SECTION.match(text) and not _is_end(text):
        _open_section(draft, text)
    elif numbered and draft.takes_items and not _is_end(text):
        draft.entries.append((max(draft.section, 1), int(numbered["number"]), [paragraph]))
    elif _is_end(text):
        (draft.tail if draft.entries else draft.front).append(text)
    elif draft.entries and not draft.tail and draft.takes_items and not SUBSECTION.match(text):
        draft.entries[-1][2].append(paragraph)
    elif draft.section == 0 and ("，" in text or "。" in text):
        draft.preamble.append(text)
    elif not draft.entries and draft.section == 0:
        draft.front.append(text)


def _is_end(text: str) -> bool:
    ends = _SEND.match(text) or _COPY.match(text) or text.startswith(("附件：", "（此件"))
    return bool(ends or _AGENCY.match(text) or (_DATE.match(text) and len(text) <= 16))


def _open_section(draft: _Draft, text: str) -> None:
    """A heading counts as a section of items unless it says that it is about something else."""
    heading = SECTION.sub("", text)
    draft.takes_items = not _NO_ITEM_HEADING.search(heading.split("。")[0])
    if not draft.takes_items:
        draft.preamble.append(text)
        return
    draft.section += 1
    count, percent = _COUNT.search(heading), _PERCENT.search(heading)
    is_closed = _CLOSED.search(heading) and not re.search(r"未完成|未办结", heading)
    state = "closed" if is_closed else "in_progress" if _UNDER_WAY.search(heading) else "unknown"
    draft.sections.append(
        ReadSection(
            draft.section,
            heading.rstrip("。"),
            state,
            "长期" in heading,
            int(count["count"]) if count else None,
            percent["percent"] if percent else None,
        )
    )


def _items(draft: _Draft, paper_date: date | None) -> list[ReadItem]:
    states = {section.number: section.state for section in draft.sections}
    is_bulletin = any(state != "unknown" for state in states.values())
    return [
        read_item(
            position,
            section,
            number,
            _without_tail(body),
            state="closed" if states.get(section) == "closed" else "in_progress",
            paper_date=paper_date,
            is_bulletin=is_bulletin,
        )
        for position, (section, number, body) in enumerate(draft.entries, 1)
    ]


def _without_tail(body: list[Paragraph]) -> list[Paragraph]:
    """Lines after an item that are neither its sub-items, labels nor words of it (site chrome, remarks)."""
    kept = [body[0]]
    for paragraph in body[1:]:
        belongs = CIRCLED.match(paragraph.text) or LABEL.match(paragraph.text) or "。" in paragraph.text
        if not belongs and paragraph.text[-1] not in "；：”，":
            break
        kept.append(paragraph)
    return kept


def _head(draft: _Draft) -> ReadPaper:
    title = _title(draft.front)
    joined = "\n".join([*draft.front, *draft.tail])
    issue = _ISSUE.search(joined)
    meeting = _MEETING.search(title) or _MEETING.search("".join(draft.preamble[:1]))
    preamble = "\n".join(draft.preamble)
    total = _COUNT.search(preamble)
    agency = next((line for line in [*draft.front, *draft.tail] if _AGENCY.match(line)), "")
    printed = [line for line in draft.tail if _AGENCY.match(line)]
    return ReadPaper(
        title=title,
        masthead=next((line for line in draft.front if _MASTHEAD.match(line)), ""),
        agency=agency,
        issue_number=_number(issue["number"]) if issue else None,
        paper_date=_paper_date(joined),
        meeting=re.sub(r"\s", "", meeting["meeting"]) if meeting else "",
        preamble=preamble,
        claimed_total=int(total["count"]) if total else None,
        send_to=_names(draft.tail, _SEND),
        copy_to=_names(draft.tail, _COPY),
        printed_by=printed[-1] if len(printed) > 1 else "",
    )


def _title(front: list[str]) -> str:
    """The line that ends like a title, with a line before it that belongs to it."""
    for place, line in enumerate(front):
        if not _TITLE.search(line) or _MASTHEAD.match(line):
            continue
        before = front[place - 1] if place else ""
        is_part = before and not (_AGENCY.match(before) or _DATE.match(before) or _ISSUE.search(before))
        is_part = is_part and not _MASTHEAD.match(before) and not re.search(r"[:：]", before)
        return (before if is_part else "") + line
    return ""


def _number(words: str) -> int:
    return int(words) if words.isdigit() else int(cn2an.cn2an(words, "smart"))


def _paper_date(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None:
        return None
    try:
        return date(number_of(match["y"], digits_only=True), number_of(match["m"]), number_of(match["d"]))
    except ValueError:
        return None


def _names(tail: list[str], pattern: re.Pattern[str]) -> tuple[str, ...]:
    for line in tail:
        match = pattern.match(line)
        if match:
            return tuple(part for part in match["names"].rstrip("。").split("，") if part)
    return ()
