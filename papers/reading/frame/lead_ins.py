"""The first numbers of a list on the line that announces it: 会议决定：1.整修…, with 2. on a line of its own."""

import re

from domain.dates.words import number_of
from papers.reading.frame.numbering import CHINESE
from papers.reading.layout import BRACKETED, FOOT, NUMBERED, SECTION, SUBSECTION, SourceParagraph

_KINDS = (
    (SECTION, re.compile(rf"(?<=[：；。])(?P<number>[{CHINESE}]{{1,3}})、(?=[^，。；、])")),
    (SUBSECTION, re.compile(rf"(?<=[：；。])（(?P<number>[{CHINESE}]{{1,3}})）(?=[^，。；、])")),
    (NUMBERED, re.compile(r"(?<=[：；。])(?P<number>\d{1,3})(?:[、．]|\.(?!\d))(?=[^，。；、])")),
    (BRACKETED, re.compile(r"(?<=[：；。])（(?P<number>\d{1,3})）(?=[^，。；、])")),
)
# An item may have so many paragraphs of its own before the next number.
_FARTHEST = 12


def part_lead_ins(lines: list[SourceParagraph]) -> list[SourceParagraph]:
    """The same text, parted before each number that only a later line's number shows to be one."""
    parted = list(lines)
    for own, within in _KINDS:
        at = 0
        while at < len(parted):
            number = _number(own, parted[at])
            cut = _cut_before(parted, at, number - 1, own, within) if number > 1 else None
            if cut is None:
                at += 1
                continue
            place, start = cut
            line = parted[place]
            parted[place : place + 1] = [
                SourceParagraph(line.text[:start], line.lines),
                SourceParagraph(line.text[start:], line.lines),
            ]
            # The number found may itself stand behind another.
            at = place + 1
    return parted


def _number(own: re.Pattern[str], line: SourceParagraph) -> int:
    match = own.match(line.text)
    words = match.groupdict().get("number") if match else None
    return number_of(words) if words else 0


def _cut_before(
    lines: list[SourceParagraph], at: int, number: int, own: re.Pattern[str], within: re.Pattern[str]
) -> tuple[int, int] | None:
    """The paragraph and the place in it where `number` stands, unless a paragraph begins with it or another."""
    for place in range(at - 1, max(-1, at - 1 - _FARTHEST), -1):
        if FOOT.match(lines[place].text):
            # 附件：1.台账 / 2.照片
            return None
        marks = [mark for mark in within.finditer(lines[place].text) if number_of(mark["number"]) == number]
        if marks:
            return place, marks[-1].start()
        if own.match(lines[place].text):
            return None
    return None
