"""A covering notice and what it encloses; two papers in one file.

Both are told by the same signs: numbers begin anew below a title that stands after a signature, after 附件, or
that the paper before has named.
"""

import re

from papers.reading.frame.tree import is_foot, rank_of
from papers.reading.layout import SourceParagraph, paragraphs

_TITLE = re.compile(
    r"(?:通报|纪要|报告|分解表|清单|分工|方案|进度表|台账|一览表|汇总表|任务书|通知|责任表|事项|任务|计划|要点|措施|意见|办法|细则|规划|表)"
    r"(?:（[^（）]*）)?$"
)
_MASTHEAD = re.compile(r"^(?!关于)[\u4e00-\u9fff]{0,16}(?:通报|纪要|督查|专报|简报)$")
_COVERS = re.compile(r"印发|转发|下发|分解如下|如下通知|通知如下|(?:的)?(?:通知|函)$")
_ENCLOSURE = re.compile(r"^附(?:件|表)?\s*[\d一二三四五六七八九十]{0,3}[：:]?$")
_NAMED = re.compile(r"《(?P<name>[^《》]{4,40})》")
_LONGEST_TITLE = 45
_LOOK_BACK = 8
_SIGNED = 3
_HEAD_LINES = 12


def part_cover(lines: list[SourceParagraph]) -> tuple[list[SourceParagraph], list[SourceParagraph]]:
    """The paragraphs of the covering notice and those of what it encloses; no cover is the rule."""
    ranks = [rank_of(line.text) for line in lines]
    if not _COVERS.search("\n".join(line.text for line in lines[:_HEAD_LINES])):
        return [], lines
    for at in range(1, len(lines)):
        if any(rank for rank, _ in ranks[:at]) and _opens_anew(lines, ranks, at) and _is_apart(lines, at):
            return lines[:at], lines[at:]
    return [], lines


def part_annex(lines: list[SourceParagraph]) -> tuple[list[SourceParagraph], list[SourceParagraph]]:
    """The paper and what it encloses after its signature, where the paper numbers more itself."""
    numbered = [bool(rank_of(line.text)[0]) for line in lines]
    for at in range(1, len(lines)):
        if not _ENCLOSURE.match(lines[at].text):
            continue
        is_signed = any(is_foot(line.text) for line in lines[max(0, at - _SIGNED) : at])
        if is_signed and sum(numbered[:at]) >= sum(numbered[at:]):
            return lines[:at], lines[at:]
    return lines, []


def split_papers(text: str) -> list[tuple[str, str]]:
    """Title and text of each paper in the file; one, where the file holds but one."""
    lines = paragraphs(text)
    raw = text.splitlines()
    ranks = [rank_of(line.text) for line in lines]
    starts = [0]
    has_numbers = False
    for at in range(1, len(lines)):
        has_numbers = has_numbers or ranks[at - 1][0] > 0
        if has_numbers and _opens_paper(lines, ranks, at):
            starts.append(at)
            has_numbers = False
    ends = [lines[at].lines[0] - 1 for at in starts[1:]] + [len(raw)]
    begins = [0, *ends[:-1]]
    titles = [_title_at(lines, at) for at in starts]
    return [(title, "\n".join(raw[first:last])) for title, first, last in zip(titles, begins, ends, strict=True)]


def _opens_paper(lines: list[SourceParagraph], ranks: list[tuple[int, int]], at: int) -> bool:
    """A masthead or title after a signature, that is no enclosure."""
    text = lines[at].text
    if not (_MASTHEAD.match(text) or _is_title(text)) or not _opens_anew(lines, ranks, at):
        return False
    before = lines[max(0, at - _LOOK_BACK) : at]
    is_enclosed = any(line.text.startswith("附") for line in before)
    head = "\n".join(line.text for line in lines[:_HEAD_LINES])
    is_named = any(name in text or text in name for name in _NAMED.findall(head))
    return not is_enclosed and not is_named and any(is_foot(line.text) for line in before)


def _opens_anew(lines: list[SourceParagraph], ranks: list[tuple[int, int]], at: int) -> bool:
    """A title at which numbers begin with 1 again."""
    text = lines[at].text
    if ranks[at][0] or not (_ENCLOSURE.match(text) or _MASTHEAD.match(text) or _is_title(text)):
        return False
    following = next((one for one in ranks[at + 1 :] if one[0]), None)
    return following is not None and following[1] == 1


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and bool(_TITLE.search(text)) and not re.search("[，。；：]", text)


def _is_apart(lines: list[SourceParagraph], at: int) -> bool:
    before = lines[max(0, at - _LOOK_BACK) : at]
    named = _NAMED.findall("\n".join(line.text for line in lines[:at]))
    text = lines[at].text
    is_named = any(name in text or text in name for name in named)
    return (
        is_named
        or bool(_ENCLOSURE.match(text))
        or any(is_foot(one.text) or one.text.startswith("附") for one in before)
    )


def _title_at(lines: list[SourceParagraph], at: int) -> str:
    """Of a paper that begins here: the last line before its first number that looks like a title."""
    found = ""
    for line in lines[at : at + _HEAD_LINES]:
        if rank_of(line.text)[0]:
            break
        if _is_title(line.text) or (not found and _MASTHEAD.match(line.text)):
            found = line.text
    return found or lines[at].text[:_LONGEST_TITLE]
