"""What was recognised is marked as such: every unsure letter is a doubt of the field that it stands in."""

from dataclasses import replace

from domain.papers import oddities_texts as texts
from domain.papers.reading import Anomaly, FieldSource, ReadItem, ReadPaper

Unsure = tuple[int, str]


def with_unsure(paper: ReadPaper, unsure: tuple[Unsure, ...]) -> ReadPaper:
    """`unsure` are (line, words). What lies outside the items is told as an oddity of the paper."""
    items = tuple(_with_doubts(item, unsure) for item in paper.items)
    within = {one for item in paper.items for one in unsure if _is_within(item, one)}
    around = tuple(
        Anomaly("unsure_letters", texts.UNSURE_LINE.format(line=line, words=words))
        for line, words in dict.fromkeys(unsure)
        if (line, words) not in within
    )
    return replace(paper, items=items, anomalies=(*paper.anomalies, *around), is_recognised=True)


def _is_within(item: ReadItem, one: Unsure) -> bool:
    return item.source_lines[0] <= one[0] <= item.source_lines[1]


def _with_doubts(item: ReadItem, unsure: tuple[Unsure, ...]) -> ReadItem:
    doubts: dict[str, str] = {}
    for one in unsure:
        if _is_within(item, one):
            doubts.setdefault(_field_of(item, one), texts.UNSURE_LETTERS.format(words=one[1]))
    told = {source.field for source in item.sources}
    sources = [replace(source, doubt=doubts.get(source.field, source.doubt)) for source in item.sources]
    new = [FieldSource(name, item.source_lines, doubt) for name, doubt in doubts.items() if name not in told]
    return replace(item, sources=(*sources, *new))


def _field_of(item: ReadItem, one: Unsure) -> str:
    """The field that says these words on this line, else the directive."""
    values = {
        "deadline": item.deadline_text or "",
        "responsible_units": "、".join(item.responsible_units),
        "lead_leaders": "、".join(item.lead_leaders),
        "cooperating_units": "、".join(item.cooperating_units),
        "consulted_leaders": "、".join(item.consulted_leaders),
        "progress": item.progress,
    }
    line, words = one
    lines = {source.field: source.lines for source in item.sources}
    on_line = [name for name in values if lines.get(name, (0, 0))[0] <= line <= lines.get(name, (0, 0))[1]]
    return next((name for name in on_line if words in values[name]), "directive")
