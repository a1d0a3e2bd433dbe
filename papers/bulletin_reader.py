"""A bulletin, minutes, task list or table becomes a ReadPaper: sections, items, sub-items, progress.

`read_paper` works on text alone. It understands what is printed and lists what is odd (papers.anomalies);
it never mends.
"""

import re
from dataclasses import replace

from domain.hygiene import classification_mark
from domain.reading import ReadItem, ReadPaper, ReadSection, Roster
from papers import errors
from papers.anomalies import find_anomalies
from papers.due import Written
from papers.errors import UnreadablePaper
from papers.heads import read_head
from papers.items import Setting, read_item
from papers.layout import paragraphs
from papers.outline import Outline, read_outline
from papers.tables import find_table, read_rows

TEXT_LIMIT = 400_000
_TELLS_PROGRESS = re.compile(r"(?:通报|专报|简报|进度|进展|情况)")


def read_paper(text: str, roster: Roster | None = None) -> ReadPaper:
    """UnreadablePaper when the paper is classified, endless, or holds no items."""
    mark = classification_mark(text)
    if mark is not None:
        raise UnreadablePaper(errors.CLASSIFIED.format(mark=mark))
    if len(text) > TEXT_LIMIT:
        raise UnreadablePaper(errors.TOO_MUCH_TEXT.format(limit=TEXT_LIMIT // 10_000))
    table = find_table(text)
    outline = read_outline(paragraphs(table.before if table else text), roster)
    paper = read_head(outline)
    setting = _setting(paper, outline, roster)
    sections, items = tuple(outline.sections), _items(outline, setting)
    if table is not None:
        in_rows = read_rows(table, setting)
        if len(in_rows[1]) >= len(items):
            sections, items = in_rows
    if not items:
        raise UnreadablePaper(errors.NO_ITEMS)
    whole = replace(paper, sections=_used(sections, items), items=items)
    return replace(whole, anomalies=find_anomalies(whole, roster))


def _setting(paper: ReadPaper, outline: Outline, roster: Roster | None) -> Setting:
    knows_states = any(section.state != "unknown" for section in outline.sections)
    told = _TELLS_PROGRESS.search(paper.title + paper.masthead) or "通报如下" in paper.preamble
    year = re.search(r"(?<!\d)(20\d{2})年", paper.title)
    written = Written(paper.paper_date, int(year[1]) if year else None)
    return Setting(bool(knows_states or told), written, roster)


def _items(outline: Outline, setting: Setting) -> tuple[ReadItem, ...]:
    states = {section.number: section.state for section in outline.sections}
    return tuple(
        read_item(
            position, entry, "closed" if states.get(entry.section) == "closed" else "in_progress", setting
        )
        for position, entry in enumerate(outline.entries, 1)
    )


def _used(sections: tuple[ReadSection, ...], items: tuple[ReadItem, ...]) -> tuple[ReadSection, ...]:
    """Sections that hold items or claim to; a heading that only stood there is none."""
    used = {item.section for item in items}
    return tuple(one for one in sections if one.number in used or one.claimed_count is not None)
