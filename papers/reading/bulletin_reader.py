"""A bulletin, minutes, task list or table becomes a ReadPaper: sections, items, sub-items, progress.

`read_paper` works on text alone. It understands what is printed and lists what is odd (papers.reading.anomalies);
it never mends.
"""

import re
import unicodedata
from dataclasses import replace

from domain.hygiene import same_name_key
from domain.papers import unreadable
from domain.papers.reading import ReadItem, ReadPaper, ReadSection, Roster
from domain.papers.unreadable import ClassifiedPaper, UnreadablePaper
from domain.secrecy import classification_mark
from papers.reading.anomalies import find_anomalies
from papers.reading.due import PaperDate
from papers.reading.duties import Duties, heading_duties
from papers.reading.frame.blocks import spans_of_blocks
from papers.reading.frame.outline import Outline, read_outline
from papers.reading.groups import expand_groups
from papers.reading.head.reading import read_head
from papers.reading.items import PaperContext, read_item
from papers.reading.layout import paragraphs
from papers.reading.names.known import learned
from papers.reading.phrases import joined
from papers.reading.sources import with_sources
from papers.reading.tables.find import find_tables
from papers.reading.tables.grid import CellGrid
from papers.reading.tables.rows import read_rows

# 云政发〔2027〕3号, 2027年度
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=[〕）]?(?:年|第?\d+号|\d+号)|〕)")
_SPACE_IN_DATE = re.compile(r"(?<=\d)[ \t]+(?=年)")
TEXT_LIMIT = 400_000
_TELLS_PROGRESS = re.compile(r"(?:通报|专报|简报|进度|进展|情况)")

_HOW_FAR = re.compile(
    r"^[^。]{4,80}。(?:目前|截至|截止|上半年|[一二三四]季度|[前\d]+个?月|累计|今年以来|现已|已(?!经)|正在|尚未)"
)
_FEWEST_TOLD, _MOST_TOLD = 2, 0.6


def read_paper(text: str, roster: Roster | None = None) -> ReadPaper:
    """UnreadablePaper when the paper is classified, endless, or holds no items."""
    mark = classification_mark(text)
    if mark is not None:
        raise ClassifiedPaper(mark)
    if len(text) > TEXT_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MUCH_TEXT.format(limit=TEXT_LIMIT // 10_000))
    tables, rest = _tables_beside_blocks(text)
    known = learned(text, roster)
    outline = read_outline(paragraphs(rest), known)
    paper = read_head(outline)
    setting = _setting(paper, outline, text, known)
    sections, items = _with_tables(tuple(outline.sections), _items(outline, setting), tables, setting)
    if not items:
        raise UnreadablePaper(unreadable.NO_ITEMS)
    items = _with_heading_duties(outline.duties, sections, items, known)
    whole = replace(paper, sections=_used(sections, items), items=items, left_out=tuple(outline.left_out))
    whole = with_sources(expand_groups(whole, roster), text, roster, tells_progress=setting.is_bulletin)
    return replace(whole, anomalies=find_anomalies(whole, roster, text))


def _tables_beside_blocks(text: str) -> tuple[list[CellGrid], str]:
    """Labels and values on lines of their own look like the cells of a table that has lost its lines."""
    tables, rest = find_tables(text)
    spans = spans_of_blocks(paragraphs(text)) if tables else []
    lines = [line for table in tables for line in table.lines]
    is_within = any(first <= end and start <= last for first, last in spans for start, end in lines)
    return ([], text) if is_within else (tables, rest)


def _setting(paper: ReadPaper, outline: Outline, text: str, roster: Roster | None) -> PaperContext:
    knows_states = any(section.state != "unknown" for section in outline.sections)
    told = _TELLS_PROGRESS.search(paper.title + paper.masthead) or "通报如下" in paper.preamble
    words = "\n".join((paper.title, *outline.front, *outline.preamble[:3]))
    year = re.search(r"(?<!\d)(20\d{2})年", paper.title) or _YEAR.search(words)
    # A paper without a date that speaks of one year only is of that year.
    plain = _SPACE_IN_DATE.sub("", unicodedata.normalize("NFKC", text))
    years = set(re.findall(r"(?<!\d)20\d{2}(?=[年./-])", plain))
    told_year = int(year[1]) if year else int(years.pop()) if len(years) == 1 else None
    is_bulletin = bool(knows_states or told) or _tell_how_far(outline)
    written = PaperDate(paper.paper_date, told_year, is_bulletin)
    return PaperContext(is_bulletin, written, roster)


def _tell_how_far(outline: Outline) -> bool:
    """Whether most items say in their second sentence what was done."""
    texts = [joined(entry.body) for entry in outline.entries if not entry.parts]
    told = sum(bool(_HOW_FAR.search(text)) for text in texts)
    return told >= _FEWEST_TOLD and told >= _MOST_TOLD * len(outline.entries)


def _items(outline: Outline, setting: PaperContext) -> tuple[ReadItem, ...]:
    states = {section.number: section.state for section in outline.sections}
    return tuple(
        read_item(position, entry, "closed" if states.get(entry.section) == "closed" else "in_progress", setting)
        for position, entry in enumerate(outline.entries, 1)
    )


def _with_tables(
    sections: tuple[ReadSection, ...], items: tuple[ReadItem, ...], tables: list[CellGrid], setting: PaperContext
) -> tuple[tuple[ReadSection, ...], tuple[ReadItem, ...]]:
    """Rows come after the items in prose. When a table holds the same items as the prose, or the prose is
    but remarks around the table, the fuller of the two is read."""
    whole_sections, whole = list(sections), list(items)
    for table in tables:
        opened, rows = read_rows(table, setting, whole_sections, len(whole) + 1)
        if _is_beside(items, rows):
            whole_sections, whole = [*whole_sections, *opened], [*whole, *rows]
        elif len(rows) >= len(whole) or _are_remarks(items, rows):
            whole_sections, whole = read_rows(table, setting)
            items = ()
    return tuple(whole_sections), tuple(whole)


def _is_beside(items: tuple[ReadItem, ...], rows: list[ReadItem]) -> bool:
    """Whether prose and table are parts of one list: the prose assigns its items, and none is in the table."""
    if not items:
        return True
    if _are_remarks(items, rows):
        return False
    first = {same_name_key(item.directive) for item in items}
    assigned = sum(bool(item.responsible_units or item.lead_leaders) for item in items)
    return 2 * assigned >= len(items) and not any(same_name_key(row.directive) in first for row in rows)


def _are_remarks(items: tuple[ReadItem, ...], rows: list[ReadItem]) -> bool:
    """Sentences without numbers above a table that numbers its rows tell of the table."""
    is_plain = all(item.number_as_printed is None and not item.sub_items for item in items)
    return is_plain and len({row.number_as_printed for row in rows} - {None}) > 0


def _with_heading_duties(
    told: dict[int, Duties], sections: tuple[ReadSection, ...], items: tuple[ReadItem, ...], roster: Roster | None
) -> tuple[ReadItem, ...]:
    """Items that stand below the name of a unit and name none are that unit's, and its leader's."""
    duties = {section.number: heading_duties(section.heading, roster) for section in sections} | told
    return tuple(_under(duties.get(item.section, Duties()), item) for item in items)


def _under(heading: Duties, item: ReadItem) -> ReadItem:
    return replace(
        item,
        responsible_units=item.responsible_units or heading.responsible_units,
        lead_leaders=item.lead_leaders or heading.lead_leaders,
    )


def _used(sections: tuple[ReadSection, ...], items: tuple[ReadItem, ...]) -> tuple[ReadSection, ...]:
    """Sections that hold items or claim to; a heading that only stood there is none."""
    used = {item.section for item in items}
    return tuple(one for one in sections if one.number in used or one.claimed_count is not None)
