"""One numbered paragraph becomes an item: directive, who and when, sub-items, progress."""

import re
from datetime import date

from domain.reading import ReadItem, ReadSubItem
from papers.duties import Due, Duties, find_due, find_duties, find_target, names_in, units_in
from papers.layout import BRACKETED, CIRCLED, LABEL, NUMBERED, Paragraph

_OPENING, _CLOSING = "“", "”"
_BRACKET = re.compile(r"（(?P<inside>[^（）]*(?:牵头|负责|配合|单位|前|底|完成)[^（）]*)）[。；]?$")
_UNIT_BRACKET = re.compile(
    r"（(?P<inside>[\u4e00-\u9fff、，]{2,40}(?:局|办|委|镇|乡|街道|中心|公司|政府))）[。；]?$"
)
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"
_PROGRESS = re.compile(r"(?:进展情况|落实情况|工作进展|办理情况|目前进展|进展)：")


def read_item(
    position: int,
    section: int,
    number: int | None,
    body: list[Paragraph],
    *,
    state: str,
    paper_date: date | None,
    is_bulletin: bool,
) -> ReadItem:
    """`is_bulletin`: sentences after the directive are progress; in minutes they belong to it."""
    text = "".join(paragraph.text for paragraph in body)
    text = NUMBERED.sub("", text, count=1) if NUMBERED.match(text) else BRACKETED.sub("", text, count=1)
    text, labels = _take_labels(text)
    main, subs = _split_circles(text)
    directive, progress = _split_main(main, is_bulletin=is_bulletin, has_subs=bool(subs))
    directive, bracket = _take_bracket(directive)
    duties = _with_labels(find_duties(directive, bracket), labels)
    due = find_due(directive, bracket, labels.get("due", ""), paper_date)
    return _item(
        position,
        section,
        number,
        directive,
        duties,
        due,
        sub_items=tuple(_sub_item(words) for words in subs),
        progress=labels.get("progress", "") or progress,
        state=state,
        lines=(body[0].lines[0], body[-1].lines[1]),
    )


def _item(
    position: int,
    section: int,
    number: int | None,
    directive: str,
    duties: Duties,
    due: Due,
    *,
    sub_items: tuple[ReadSubItem, ...],
    progress: str,
    state: str,
    lines: tuple[int, int],
) -> ReadItem:
    return ReadItem(
        position=position,
        section=section,
        number_as_printed=number,
        directive=directive,
        lead_leaders=duties.lead_leaders,
        consulted_leaders=duties.consulted_leaders,
        responsible_units=duties.responsible_units,
        cooperating_units=duties.cooperating_units,
        open_list=duties.open_list,
        deadline=due.day,
        deadline_text=due.phrase,
        long_term=due.long_term,
        sub_items=sub_items,
        progress=progress,
        state=state,
        target=find_target(directive),
        source_lines=lines,
    )


_LABEL_FIELDS = {
    "牵头单位": "responsible",
    "牵头部门": "responsible",
    "责任单位": "responsible",
    "责任部门": "responsible",
    "主办单位": "responsible",
    "承办单位": "responsible",
    "配合单位": "cooperating",
    "协办单位": "cooperating",
    "完成时限": "due",
    "办理时限": "due",
    "办结时限": "due",
    "时限": "due",
    "责任领导": "leads",
    "牵头领导": "leads",
    "分管领导": "leads",
    "督办领导": "leads",
}


def _take_labels(text: str) -> tuple[str, dict[str, str]]:
    """The text before the first label, and the labelled fields by what they hold."""
    marks = list(LABEL.finditer(text))
    if not marks:
        return text, {}
    fields: dict[str, str] = {}
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        value = text[mark.end() : end].strip()
        name = _LABEL_FIELDS.get(mark["label"], "progress" if "进展" in mark["label"] else "")
        name = "progress" if mark["label"] in ("落实情况", "办理情况") else name
        if name and name != "progress":
            value = re.split(r"[。；]", value)[0].rstrip("（）")
            fields[name] = f"{fields[name]}、{value}" if name in fields else value
        elif name:
            fields[name] = value
    return text[: marks[0].start()].rstrip("（；， "), fields


def _with_labels(duties: Duties, labels: dict[str, str]) -> Duties:
    return Duties(
        _merged(duties.lead_leaders, names_in(labels.get("leads", ""))),
        duties.consulted_leaders,
        _merged(duties.responsible_units, units_in(labels.get("responsible", ""))),
        _merged(duties.cooperating_units, units_in(labels.get("cooperating", ""))),
        duties.open_list,
    )


def _merged(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


def _split_circles(text: str) -> tuple[str, list[str]]:
    """The words before ①, and one string per circled number (number included)."""
    places = [match.start() for match in CIRCLED.finditer(text) if _starts_part(text, match.start())]
    if not places:
        return text, []
    ends = [*places[1:], len(text)]
    return text[: places[0]], [text[start:end] for start, end in zip(places, ends, strict=True)]


def _starts_part(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in "：；。”，:;"


def _sub_item(words: str) -> ReadSubItem:
    """①directive；progress: cut where the outer quote closes, else at the first ； or 。 outside quotes."""
    number, text = _CIRCLES.index(words[0]) + 1, words[1:].strip()
    place = _unmatched_close(text)
    if place is None:
        place = _first_outside(text, "；。")
    directive = text[:place].strip("“；。 ")
    progress = text[place + 1 :].lstrip("。；”，") if place < len(text) else ""
    return ReadSubItem(number, directive, progress.strip())


def _unmatched_close(text: str) -> int | None:
    depth = 0
    for place, char in enumerate(text):
        depth += (char == _OPENING) - (char == _CLOSING)
        if depth < 0:
            return place
    return None


def _first_outside(text: str, marks: str) -> int:
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "“《（") - (char in "”》）")
        if char in marks and depth <= 0:
            return place
    return len(text)


def _split_main(text: str, *, is_bulletin: bool, has_subs: bool) -> tuple[str, str]:
    if text.startswith(_OPENING):
        place = _closing_of(text)
        if place is None:
            return text[1:].strip("：:”；。 "), ""
        return text[1:place].strip("：:。 "), text[place + 1 :].lstrip("。；：，:").strip()
    progress = _PROGRESS.search(text)
    if progress:
        return text[: progress.start()].rstrip("。；"), text[progress.end() :].strip()
    if is_bulletin and not has_subs:
        place = _first_outside(text, "。")
        return text[:place], text[place + 1 :].strip()
    return text.strip("：:。； "), ""


def _closing_of(text: str) -> int | None:
    depth = 0
    for place, char in enumerate(text):
        depth += (char == _OPENING) - (char == _CLOSING)
        if char == _CLOSING and depth == 0:
            return place
    return None


def _take_bracket(directive: str) -> tuple[str, str]:
    """(…牵头，…配合，…底前完成) at the end tells who and when and is no part of the directive."""
    match = _BRACKET.search(directive)
    if match:
        return directive[: match.start()].rstrip("。；"), match["inside"]
    match = _UNIT_BRACKET.search(directive)
    if match:
        return directive[: match.start()].rstrip("。；"), f"{match['inside']}负责"
    return directive, ""
