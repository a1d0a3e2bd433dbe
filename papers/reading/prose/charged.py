"""Quoted matters that a sentence names with who answers for them: 县甲局负责的“…”，截至目前，…；县乙局负责的“…”"""

import re
from dataclasses import replace

from papers.reading.items import OutlineEntry
from papers.reading.layout import SourceParagraph
from papers.reading.prose.parts import Part, are_units, as_entry

_QUOTED = re.compile(
    r"(?:^|(?<=[，。；：]))(?:其中|如|比如|例如|即)?[，：]?由?(?P<who>[^，。；：“”的]{2,60}?)(?:牵头|负责|承办|主办|落实)(?:办理|实施|推进)?的"
    r"“(?P<what>[^“”]{6,400})”(?:等?(?:事项|工作|任务|项目|问题))?[，：]?"
)
_FEWEST = 2


def quoted_of_units(body: list[SourceParagraph]) -> list[OutlineEntry]:
    entries = [entry for line in body for entry in _in_line(line)]
    return entries if len(entries) >= _FEWEST else []


def _in_line(line: SourceParagraph) -> list[OutlineEntry]:
    marks = [mark for mark in _QUOTED.finditer(line.text) if are_units(mark["who"])]
    if not marks:
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(line.text)]
    return [_entry(line, mark, line.text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]


def _entry(line: SourceParagraph, mark: re.Match[str], after: str) -> OutlineEntry:
    """What follows up to the next, or to the end of the sentence, is how far it is."""
    told = re.split("(?<=[^；])。", after)[0].strip("；，。")
    return replace(as_entry(Part(mark["what"].rstrip("。；"), told, mark["who"]), None, line.lines), is_whole=True)
