"""The agenda that minutes tell before they come to what was decided: 会议议题：1.听取…；2.审议…"""

import re

from papers.reading.frame.decisions import DECIDED, speaks
from papers.reading.frame.tree import rank_of
from papers.reading.layout import SourceParagraph

_AGENDA = re.compile(r"(?:议题|议程)(?:主要)?(?:有|为|是|包括|如下)?[^，。；：]{0,4}：$")
_LONGEST_TOPIC = 100


def part_agenda(lines: list[SourceParagraph]) -> tuple[list[SourceParagraph], list[SourceParagraph]]:
    """Its numbered topics, and the other lines."""
    for at, line in enumerate(lines):
        if _AGENDA.search(line.text) and not DECIDED.search(line.text):
            end = _end(lines, at + 1)
            if all(_is_topic(one.text) for one in lines[at + 1 : end]):
                return lines[at + 1 : end], [*lines[: at + 1], *lines[end:]]
    return [], lines


def _end(lines: list[SourceParagraph], at: int) -> int:
    """Behind the run 1, 2, 3 that begins at `at`."""
    rank, number = rank_of(lines[at].text) if at < len(lines) else (0, 0)
    while rank and at < len(lines) and rank_of(lines[at].text) == (rank, number):
        at, number = at + 1, number + 1
    return at


def _is_topic(text: str) -> bool:
    return len(text) <= _LONGEST_TOPIC and not DECIDED.search(text) and not speaks(text)
