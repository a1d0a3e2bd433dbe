"""Papers without numbers: what a meeting decided sentence by sentence, and lists within one paragraph."""

import re
import unicodedata

from domain.dates.words import number_of
from domain.papers.reading import Roster
from papers.reading.duties import find_duties
from papers.reading.frame.decisions import DECIDED, first_decision, is_urged, stressed
from papers.reading.items import OutlineEntry
from papers.reading.layout import SourceParagraph

_CN = "一二三四五六七八九十"
# 一是…；二是…, 1.…；2.…, ①…②…, （1）…
_MARKS = (
    re.compile(rf"(?<=[：；。，])(?P<number>[{_CN}]{{1,2}})(?:是(?!否)|要)"),
    re.compile(r"(?<=[：；。])(?P<number>\d{1,2})(?:[、．]|\.(?!\d))"),
    re.compile(r"(?P<number>[①-⑳])"),
    re.compile(rf"(?<=[：；。])（(?P<number>\d{{1,2}}|[{_CN}]{{1,2}})）"),
)
_LISTS = re.compile(
    r"(?:项目|事项|任务|工程|工作|问题|措施)[^，。；：]{0,8}[：，]$|(?:包括|分别[是为]|决定|议定|明确|同意|要求)(?:以下|如下)?[^，。；：]{0,4}[：，]$"
)
_NOUNS = re.compile(r"(?:项目|事项|任务|工程)[^，。；：]{0,8}[：，]$")
_MEETS = re.compile(r"纪要|记录|召开|主持|批示")
# 会议确定事项22件 counts what was decided.
_COUNTS = re.compile(r"(?:确定|议定|决定|明确)(?:的)?[^，。；]{0,6}\d+\s*[项件个条]")
_SENTENCE = re.compile(r"(?<=。)")
_WHO = re.compile(r"(?<=[，。；])(?:由|请|责成)(?=[^，。；]{2,60}(?:牵头|负责|组织|落实|办理|承担|会同))")


def prose_entries(front: list[str], prose: list[SourceParagraph], roster: Roster | None) -> list[OutlineEntry]:
    """Lists within paragraphs, else the decisions of a meeting, each with the words that go on with it."""
    listed = [entry for line in prose for entry in _listed(line)]
    if listed:
        return listed
    if parallel := _parallel(prose):
        return [OutlineEntry(1, None, [line]) for line in parallel]
    is_meeting = any(_MEETS.search(line) for line in [*front, *(line.text for line in prose[:2])])
    if not is_meeting:
        return []
    return [
        OutlineEntry(1, None, [SourceParagraph(words, line.lines)])
        for line in prose
        for words in _decisions(line.text, roster)
    ]


# A matter by its name, and in the next sentence how far it is.
_NAMED_MATTER = re.compile(r"^(?!会议|经|各|为|按照|根据|今年|目前|截至)[^，。；：]{4,40}。.{4,}")
_FEWEST_LINES = 3


def _parallel(prose: list[SourceParagraph]) -> list[SourceParagraph]:
    """Lines of one form after words that say that they follow: 主要进度如下："""
    start = next((at + 1 for at, line in enumerate(prose) if line.text.endswith(("：", "如下。"))), 0)
    lines = [line for line in prose[start:] if _NAMED_MATTER.match(line.text)]
    is_list = start > 0 and len(lines) >= _FEWEST_LINES and 2 * len(lines) > len(prose) - start
    return lines if is_list else []


def listed_in(body: list[SourceParagraph]) -> list[OutlineEntry]:
    """进度较慢的项目，一是…，二是…: matters that a paragraph of a chapter names one by one."""
    return [entry for line in body for entry in _listed(line, _NOUNS)]


def _listed(line: SourceParagraph, before: re.Pattern[str] = _LISTS) -> list[OutlineEntry]:
    for pattern in _MARKS:
        marks = list(pattern.finditer(line.text))
        numbers = [_number(mark["number"]) for mark in marks]
        if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
            continue
        if not before.search(line.text[: marks[0].start()]):
            continue
        ends = [*(mark.start() for mark in marks[1:]), len(line.text)]
        parts = [line.text[mark.end() : end].strip("；。， ") for mark, end in zip(marks, ends, strict=True)]
        return [
            OutlineEntry(1, number, [SourceParagraph(part, line.lines)])
            for number, part in zip(numbers, parts, strict=True)
        ]
    return []


def _number(words: str) -> int:
    return int(unicodedata.numeric(words)) if words in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else number_of(words)


def _decisions(text: str, roster: Roster | None) -> list[str]:
    """Each sentence that decides or charges somebody opens a matter, and those that go on belong to it; what is
    pointed out between is none."""
    found: list[str] = []
    goes_on = False
    for sentence in _SENTENCE.split(text):
        is_new = sentence.startswith(("会", "经"))
        if not sentence or is_urged(sentence) or _COUNTS.search(sentence):
            goes_on = False
        elif (words := first_decision(sentence) or _charged(sentence, roster)) or (
            is_new and not found and (words := stressed(sentence))
        ):
            found.append(words)
            goes_on = True
        elif goes_on and not is_new:
            found[-1] += sentence
        else:
            goes_on = False
    return found


def _charged(sentence: str, roster: Roster | None) -> str:
    """会议听取…汇报，由县甲局牵头，…: from who is charged on."""
    if not DECIDED.search(sentence) and not _WHO.search(sentence):
        return ""
    place = _WHO.search(sentence)
    words = sentence[place.start() :] if place and not DECIDED.search(sentence[: place.start()]) else sentence
    return words if DECIDED.search(sentence) or find_duties(words, "", roster).is_assigned else ""
