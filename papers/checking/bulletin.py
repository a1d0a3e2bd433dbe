"""Whether the figures of a bulletin add up: of any office's, with or without a list of items.

Compared is what the paper itself says: a whole with its parts, shares with counts, one count said twice, the
number of meetings with the numbers they bear, and, where there is a list, claims with what is listed.
"""

import re
from collections.abc import Iterator

from domain.papers import findings_texts as texts
from domain.papers import unreadable
from domain.papers.reading import ReadPaper, SumMismatch
from domain.papers.unreadable import UnreadablePaper
from papers.checking.headings import heading_numbers
from papers.checking.named import named
from papers.checking.pen import pen_slips
from papers.checking.repeats import repeats
from papers.checking.scope import told_of
from papers.checking.shares import shares
from papers.checking.sums import sums
from papers.reading.bulletin_reader import read_paper
from papers.reading.figures import Place
from papers.reading.layout import SECTION, SourceParagraph, paragraphs, starts_anew

# What the list itself tells; who is missing or unknown is no matter of figures.
_OF_LISTS = (
    "total",
    "section_count",
    "percent",
    "repeated_number",
    "missing_number",
    "sub_count",
    "sub_number",
    "same_directive",
    "deadline_before_meeting",
)
_BARS = re.compile(r"[\t|｜│]")


def check_bulletin(text: str) -> list[SumMismatch]:
    """What does not add up in the text of a paper (papers.files.text.extract_text makes it from a file). A paper
    without items is checked all the same; UnreadablePaper only when it is classified or endless."""
    try:
        paper = read_paper(text)
    except UnreadablePaper as refusal:
        if refusal.sentence != unreadable.NO_ITEMS:
            raise
        return check_figures(text)
    return [*check_beside(text, paper), *listed_findings(paper)]


def check_beside(text: str, paper: ReadPaper) -> list[SumMismatch]:
    """What the sentences say against each other; the numbers of items are told with the list."""
    items = {item.source_lines[0] for item in paper.items}
    found = check_figures(text)
    return [one for one in found if one.kind != "heading_number" or not items & {line for _, line in one.places}]


def check_figures(text: str) -> list[SumMismatch]:
    """What the sentences say against each other, without the list."""
    lines = paragraphs(text)
    places = body_places(lines)
    cells = _with_lists(paragraphs("\n".join(_apart(line) for line in text.splitlines())))
    cell_places = body_places(cells)
    told = [told_of(line.text, at, place) for at, (line, place) in enumerate(zip(cells, cell_places, strict=True))]
    found = [
        *sums(told),
        *shares(told),
        *repeats(told),
        *named(told),
        *heading_numbers(lines, places, text),
        *pen_slips(told),
    ]
    return list(dict.fromkeys(found))


_OPENS_LIST = re.compile(r"\d[^，。；：\d]{0,6}：$")
_BEGINS_LIST = re.compile(r"[^，。；：、\d]{1,12}\d")


def _with_lists(lines: list[SourceParagraph]) -> list[SourceParagraph]:
    """共170个： at the end of a line, and its parts on the next."""
    joined: list[SourceParagraph] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and _OPENS_LIST.search(before.text) and _BEGINS_LIST.match(line.text) and not starts_anew(line.text):
            joined[-1] = SourceParagraph(before.text + line.text, (before.lines[0], line.lines[1]))
        else:
            joined.append(line)
    return joined


def _apart(line: str) -> str:
    """What stands in one cell is no part of what stands in another."""
    cells = [cell.strip() for cell in _BARS.split(line) if cell.strip()]
    return "。".join([*cells, ""]) if len(cells) > 1 else line


def body_places(lines: list[SourceParagraph]) -> list[Place]:
    """The body is counted from its first heading (一、…); what stands before it is 开头."""
    first = next((at for at, line in enumerate(lines) if SECTION.match(line.text)), None)
    places: list[Place] = []
    prose = 0
    for at, line in enumerate(lines):
        if first is None or at < first:
            is_prose = "。" in line.text or "，" in line.text
            prose += is_prose
            part = texts.BODY if first is None else texts.OPENING
            words = texts.PARAGRAPH.format(part=part, number=prose) if is_prose else texts.HEAD
        else:
            words = texts.PARAGRAPH.format(part=texts.BODY, number=at - first + 1)
        places.append(Place(words, line.lines[0]))
    return places


def listed_findings(paper: ReadPaper) -> Iterator[SumMismatch]:
    """What does not add up between the paper's claims, its numbers and its list."""
    lines = {item.position: item.source_lines[0] for item in paper.items}
    for one in paper.anomalies:
        if one.kind in _OF_LISTS:
            numbers = [lines[position] for position in one.positions]
            at = tuple((texts.LINE.format(line=number), number) for number in numbers)
            yield SumMismatch(one.kind, one.sentence + texts.at_lines([words for words, _ in at]), at)
