"""Papers without numbers: what a meeting decided sentence by sentence, and lists within one paragraph."""

import re
import unicodedata

from domain.dates.words import number_of
from domain.papers.reading import Roster
from papers.reading.duties import find_duties
from papers.reading.frame.decisions import DECIDED, first_decision, is_urged
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
    r"(?:项目|事项|任务|问题|工作|措施|要求|意见|包括|分别[是为]|如下|以下|决定|议定|明确|同意)[^，。；：]{0,8}[：，]$"
)
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
    is_meeting = any(_MEETS.search(line) for line in [*front, *(line.text for line in prose[:2])])
    if not is_meeting:
        return []
    return [
        OutlineEntry(1, None, [SourceParagraph(words, line.lines)])
        for line in prose
        for words in _decisions(line.text, roster)
    ]


def _listed(line: SourceParagraph) -> list[OutlineEntry]:
    for pattern in _MARKS:
        marks = list(pattern.finditer(line.text))
        numbers = [_number(mark["number"]) for mark in marks]
        if len(marks) < 2 or numbers != list(range(1, len(marks) + 1)):
            continue
        if not _LISTS.search(line.text[: marks[0].start()]):
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
    """Each sentence that decides or charges somebody opens a matter; what follows without a new one belongs to it."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        if not sentence or is_urged(sentence) or _COUNTS.search(sentence):
            continue
        words = first_decision(sentence) or _charged(sentence, roster)
        if words:
            found.append(words)
        elif found and not sentence.startswith("会"):
            found[-1] += sentence
    return found


def _charged(sentence: str, roster: Roster | None) -> str:
    """会议听取…汇报，由县甲局牵头，…: from who is charged on."""
    if not DECIDED.search(sentence) and not _WHO.search(sentence):
        return ""
    place = _WHO.search(sentence)
    words = sentence[place.start() :] if place and not DECIDED.search(sentence[: place.start()]) else sentence
    return words if DECIDED.search(sentence) or find_duties(words, "", roster).is_assigned else ""
