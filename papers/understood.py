"""All that is told of a paper before somebody looks at it: its items, its figures, what it may have left out."""

from contextlib import suppress
from dataclasses import replace

from domain.papers.mending import unnumbered
from domain.papers.reading import Anomaly, LeftOut, ReadItem, ReadPaper, Roster
from domain.papers.sameness import sketch_of
from domain.papers.unreadable import UnreadablePaper
from papers.checking.bulletin import check_beside, check_bulletin
from papers.reading.anomalies import find_anomalies
from papers.reading.bulletin_reader import read_paper
from papers.reading.frame.covers import split_papers
from papers.reading.frame.tree import is_foot, rank_of
from papers.reading.layout import SourceParagraph, paragraphs

# What was left out is read once more as if it were an item; a paper of nothing else need not be.
_READ_AGAIN = 40
# What is told of a list's length.
_COUNTS = ("total", "section_count", "percent")
# More are a volume, to be sent paper by paper or read as one list.
_PAPERS = 8
# Shorter ones are titles and signatures.
_STRETCH, _STRETCHES, _LONGEST = 12, 60, 1000


def understand(text: str, roster: Roster | None = None, *, checks_figures: bool = True) -> ReadPaper:
    """As `read_paper`, and with what the figures say against each other; of two papers in one text, each as well."""
    parts = _parts(text, roster, checks_figures=checks_figures)
    return replace(_understood(text, roster, checks_figures=checks_figures), parts=parts)


def _parts(text: str, roster: Roster | None, *, checks_figures: bool) -> tuple[ReadPaper, ...]:
    """The papers in a text where it holds several; each has its lines as the whole counts them."""
    several = split_papers(text)
    found, above = [], 0
    for _, words in several if 1 < len(several) <= _PAPERS else ():
        # A stretch without items is no paper to be picked.
        with suppress(UnreadablePaper):
            found.append(_understood("\n" * above + words, roster, checks_figures=checks_figures))
        above += words.count("\n") + 1
    return tuple(found) if len(found) > 1 else ()


def _understood(text: str, roster: Roster | None, *, checks_figures: bool) -> ReadPaper:
    paper = read_paper(text, roster)
    odd = (Anomaly("figures", finding.sentence) for finding in (check_beside(text, paper) if checks_figures else ()))
    nowhere = _nowhere(text, paper)
    left_out = sorted((*paper.left_out, *nowhere), key=lambda one: one.lines)
    paper = _without_own_losses(paper, tuple(left_out), roster, text) if nowhere else paper
    left = [_with_item(one, paper, roster) for one in left_out[:_READ_AGAIN]]
    return replace(
        paper, anomalies=(*paper.anomalies, *odd), left_out=(*left, *left_out[_READ_AGAIN:]), sketch=sketch_of(text)
    )


def _nowhere(text: str, paper: ReadPaper) -> list[LeftOut]:
    """Numbered sentences of a text that the reader has neither among its items nor among what it left out: nothing
    that stands in a paper is lost without being shown. A number over deeper ones is a heading."""
    spans = [item.source_lines for item in paper.items] + [left.lines for left in paper.left_out]
    taken = {line for first, last in spans for line in range(first, last + 1)}
    told = paragraphs(text)
    numbered = [one for one in told if rank_of(one.text)[0]]
    deeper = [rank_of(one.text)[0] for one in numbered[1:]] + [0]
    lost = [
        one
        for one, below in zip(numbered, deeper, strict=False)
        if one.text.endswith("。") and below <= rank_of(one.text)[0]
    ]
    # What stands before the first of them leads in.
    first = min(taken, default=0)
    plain = [one for one in told if first and one.lines[0] > first and not _stands_apart(one.text)]
    free = [one for one in plain if not _touches(one, taken)]
    lost = [one for one in lost if not _touches(one, taken)] + [one for one in _rejoined(free) if _is_told(one.text)]
    return [LeftOut(one.lines, one.text) for one in lost]


def _touches(one: SourceParagraph, taken: set[int]) -> bool:
    return not taken.isdisjoint(range(one.lines[0], one.lines[1] + 1))


def _stands_apart(words: str) -> bool:
    return bool(rank_of(words)[0]) or is_foot(words)


def _rejoined(lines: list[SourceParagraph]) -> list[SourceParagraph]:
    """Lines below each other of which the upper has no end."""
    out: list[SourceParagraph] = []
    for line in lines:
        if out and out[-1].lines[1] + 1 == line.lines[0] and out[-1].text[-1] not in "。；：":
            out[-1] = SourceParagraph(out[-1].text + line.text, (out[-1].lines[0], line.lines[1]))
        else:
            out.append(line)
    return out


def _is_told(words: str) -> bool:
    """A sentence without a number, or what a copy has left of one."""
    return len(words) >= _STRETCH and (words.endswith(("。", "；")) or "，" in words)


def _without_own_losses(paper: ReadPaper, left_out: tuple[LeftOut, ...], roster: Roster | None, text: str) -> ReadPaper:
    """What the reader itself has lost makes no count of the paper wrong."""
    whole = {one.key for one in find_anomalies(replace(paper, left_out=left_out), roster, text)}
    kept = tuple(one for one in paper.anomalies if one.kind not in _COUNTS or one.key in whole)
    return replace(paper, anomalies=kept)


def look_over(text: str) -> ReadPaper:
    """Of a paper in which no items were found: figures that do not add up, and its stretches, each of which a person
    may know for an item."""
    odd = tuple(Anomaly("figures", finding.sentence) for finding in check_bulletin(text))
    found = [one for one in paragraphs(text) if len(one.text) >= _STRETCH]
    left = tuple(LeftOut(one.lines, one.text[:_LONGEST]) for one in found[:_STRETCHES])
    bare = ReadPaper(anomalies=odd, sketch=sketch_of(text))
    return replace(bare, left_out=tuple(_with_item(one, bare, None) for one in left))


def _with_item(left: LeftOut, paper: ReadPaper, roster: Roster | None) -> LeftOut:
    """With the item that a person may want it to be: its unit, leader and day are read as in any decision."""
    if len(left.text) > _LONGEST:
        return left
    words = unnumbered(left.text)
    day = f"{paper.paper_date:%Y年%m月%d日}\n" if paper.paper_date else ""
    try:
        read = read_paper(f"会议纪要\n{day}会议议定以下事项：\n1.{words}", roster).items
    except UnreadablePaper:
        return left
    return replace(left, would_be=_standing_at(read[0], left)) if len(read) == 1 else left


def _standing_at(item: ReadItem, left: LeftOut) -> ReadItem:
    sources = tuple(replace(one, lines=left.lines) for one in item.sources)
    number = rank_of(left.text.lstrip())[1] or None
    # Its section is that of what stands around it.
    return replace(item, section=0, number_as_printed=number, source_lines=left.lines, sources=sources)
