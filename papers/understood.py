"""All that is told of a paper before somebody looks at it: its items, its figures, what it may have left out."""

from dataclasses import replace

from domain.papers.mending import unnumbered
from domain.papers.reading import Anomaly, LeftOut, ReadItem, ReadPaper, Roster
from domain.papers.sameness import sketch_of
from domain.papers.unreadable import UnreadablePaper
from papers.checking.bulletin import check_beside
from papers.reading.bulletin_reader import read_paper

# What was left out is read once more as if it were an item; a paper of nothing else need not be.
_READ_AGAIN = 40


def understand(text: str, roster: Roster | None = None, *, checks_figures: bool = True) -> ReadPaper:
    """As `read_paper`, and with what the figures say against each other."""
    paper = read_paper(text, roster)
    odd = (Anomaly("figures", finding.sentence) for finding in (check_beside(text, paper) if checks_figures else ()))
    left = tuple(_with_item(one, paper, roster) for one in paper.left_out[:_READ_AGAIN])
    return replace(
        paper,
        anomalies=(*paper.anomalies, *odd),
        left_out=(*left, *paper.left_out[_READ_AGAIN:]),
        sketch=sketch_of(text),
    )


def _with_item(left: LeftOut, paper: ReadPaper, roster: Roster | None) -> LeftOut:
    """With the item that a person may want it to be: its unit, leader and day are read as in any decision."""
    words = unnumbered(left.text)
    day = f"{paper.paper_date:%Y年%m月%d日}\n" if paper.paper_date else ""
    try:
        read = read_paper(f"会议纪要\n{day}会议议定以下事项：\n1.{words}", roster).items
    except UnreadablePaper:
        return left
    return replace(left, would_be=_standing_at(read[0], left)) if len(read) == 1 else left


def _standing_at(item: ReadItem, left: LeftOut) -> ReadItem:
    sources = tuple(replace(one, lines=left.lines) for one in item.sources)
    return replace(item, number_as_printed=None, source_lines=left.lines, sources=sources)
