"""One numbered paragraph becomes an item: directive, who and when, sub-items, progress."""

import re
from dataclasses import dataclass, field

from domain.reading import ReadItem, ReadSubItem, Roster
from papers.due import Due, Written, find_due, find_target
from papers.duties import Duties, find_duties, with_fields
from papers.labels import brackets, take_labels
from papers.layout import BRACKETED, CIRCLED, NUMBERED, SECTION, SUBSECTION, Paragraph
from papers.leaders import is_person
from papers.units import hide_name_brackets, split_units

# Who and when stand at the head and the end of a directive; nobody writes longer ones.
_GRAMMAR_LIMIT = 2000
_OPENING, _CLOSING = "“", "”"
_DUTY_WORDS = re.compile(r"牵头|负责|配合|协助|主办|单位|[前底内末]|完成|长期|持续|落实|为主")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"
_PROGRESS_TURN = re.compile(r"。(?=目前|截至|截止|现已|当前|进展|已[^经]|该(?:项|工作))")
_OF_WHOM = re.compile(r"^(?P<units>[^“”，。]{2,60}?)(?:负责|牵头)的“")
_MARKS = (NUMBERED, BRACKETED, SUBSECTION, SECTION)
# A signature that a copy has glued to the last item.
_SIGNATURE = re.compile(r"(?<=。)[\u4e00-\u9fff]{3,20}(?:督查室|办公室|政府|办|局|委)$")
_FRAME = re.compile(r"^会议(?:议定|决定|明确|确定|要求)[，：]")
_DONE = re.compile(r"^(?:已)?(?:全部)?(?:完成|办结|销号|落实到位|100%)[。，（；]?|已办结|已销号|已完成$")


@dataclass(slots=True)
class Entry:
    """A stretch of the outline that is one item; `parts` are its sub-items on lines of their own."""

    section: int
    number: int | None
    body: list[Paragraph]
    parts: list[tuple[int, list[Paragraph]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Setting:
    """What the whole paper tells about each item. In a bulletin progress follows the directive;
    in minutes and task lists all sentences belong to the directive."""

    is_bulletin: bool
    written: Written
    roster: Roster | None = None


def read_item(position: int, entry: Entry, state: str, setting: Setting) -> ReadItem:
    labelled = take_labels(unmarked("".join(paragraph.text for paragraph in entry.body)))
    main, subs = _split_circles(labelled.text)
    has_subs = bool(subs or entry.parts)
    directive, progress, bracket = _split_main(main, setting, has_subs=has_subs)
    told = directive[:_GRAMMAR_LIMIT]
    duties = with_fields(find_duties(told, bracket, setting.roster), labelled.fields, setting.roster)
    state = "closed" if _DONE.search(labelled.fields.get("state", "")) else state
    due = find_due(
        told, bracket, labelled.fields.get("due", ""), setting.written, is_closed=state == "closed"
    )
    sub_items = [sub_item(_CIRCLES.index(words[0]) + 1, words[1:], setting) for words in subs]
    sub_items += [
        sub_item(number, unmarked("".join(part.text for part in body)), setting)
        for number, body in entry.parts
    ]
    last = (entry.parts[-1][1] if entry.parts else entry.body)[-1]
    return as_item(
        (position, entry.section, entry.number),
        directive,
        duties,
        due,
        tuple(sub_items),
        _SIGNATURE.sub("", labelled.fields.get("progress", "") or progress),
        state,
        (entry.body[0].lines[0], last.lines[1]),
    )


def as_item(
    place: tuple[int, int, int | None],
    directive: str,
    duties: Duties,
    due: Due,
    sub_items: tuple[ReadSubItem, ...],
    progress: str,
    state: str,
    lines: tuple[int, int],
) -> ReadItem:
    """`place` is position, section and number as printed."""
    return ReadItem(
        position=place[0],
        section=place[1],
        number_as_printed=place[2],
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
        target=find_target(directive[:_GRAMMAR_LIMIT]),
        source_lines=lines,
    )


def unmarked(text: str) -> str:
    """Without its number, and without the 会议议定， of minutes."""
    for mark in _MARKS:
        if mark.match(text):
            text = mark.sub("", text, count=1).strip()
            break
    return _FRAME.sub("", text, count=1)


def is_done(words: str) -> bool:
    """A state or progress cell that says nothing but done."""
    return bool(_DONE.search(words)) and not re.search(r"未|基本", words)


def _split_circles(text: str) -> tuple[str, list[str]]:
    """The words before ①, and one string per circled number (number included)."""
    places = [match.start() for match in CIRCLED.finditer(text) if _starts_part(text, match.start())]
    if not places:
        return text, []
    ends = [*places[1:], len(text)]
    return text[: places[0]], [text[start:end] for start, end in zip(places, ends, strict=True)]


def _starts_part(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in "：；。”，、:;"


def sub_item(number: int, words: str, setting: Setting) -> ReadSubItem:
    """directive；progress: cut where the outer quote closes, else at the first ； or 。 outside quotes."""
    labelled = take_labels(words.strip())
    text, progress = labelled.text, ""
    if setting.is_bulletin:
        text, progress = _sub_parts(text)
    directive, bracket = _take_bracket(text.strip("“；。 "), setting.roster)
    told = directive[:_GRAMMAR_LIMIT]
    duties = with_fields(find_duties(told, bracket, setting.roster), labelled.fields, setting.roster)
    progress = labelled.fields.get("progress", "") or progress
    return ReadSubItem(number, directive.rstrip("”；。，"), progress, duties.responsible_units)


def _sub_parts(text: str) -> tuple[str, str]:
    quoted = _closing_of(text) if text.startswith(_OPENING) else None
    place = _unmatched_close(text) if quoted is None else quoted
    if place is None:
        place = _first_outside(text, "；。")
    progress = text[place + 1 :].lstrip("。；”，：") if place < len(text) else ""
    return text[:place], progress.strip()


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


def _split_main(text: str, setting: Setting, *, has_subs: bool) -> tuple[str, str, str]:
    """Directive, progress, and the bracket that says who and when."""
    of_whom = _OF_WHOM.match(text)
    if of_whom and split_units(hide_name_brackets(of_whom["units"]), setting.roster)[0]:
        directive, progress, bracket = _quoted(text[of_whom.end() - 1 :], setting)
        return directive, progress, bracket or f"{of_whom['units']}负责"
    if text.startswith(_OPENING):
        return _quoted(text, setting)
    progress = ""
    if setting.is_bulletin and not has_subs:
        turn = _PROGRESS_TURN.search(text)
        place = turn.start() if turn else _first_outside(text, "。")
        text, progress = text[:place], text[place + 1 :].strip()
    directive, bracket = _take_bracket(text.strip("：:；。 "), setting.roster)
    if not bracket and progress.startswith("（"):
        bracket, progress = _leading_bracket(progress, setting.roster)
    return directive, progress, bracket


def _quoted(text: str, setting: Setting) -> tuple[str, str, str]:
    """“directive”（who and when）。progress; a quote that never closes is closed by its sub-items."""
    place = _closing_of(text)
    if place is None:
        directive, bracket = _take_bracket(text[1:].strip("：:；。 "), setting.roster)
        return directive.strip("”；。 "), "", bracket
    inside, bracket = _take_bracket(text[1:place].strip("：:。 "), setting.roster)
    rest = text[place + 1 :].lstrip("。；：，:").strip()
    if not bracket and rest.startswith("（"):
        bracket, rest = _leading_bracket(rest, setting.roster)
    return inside, rest, bracket


def _closing_of(text: str) -> int | None:
    depth = 0
    for place, char in enumerate(text):
        depth += (char == _OPENING) - (char == _CLOSING)
        if char == _CLOSING and depth == 0:
            return place
    return None


def _take_bracket(directive: str, roster: Roster | None) -> tuple[str, str]:
    """(…牵头，…配合，…底前完成) at the end tells who and when and is no part of the directive."""
    spans = brackets(directive)
    if spans and spans[-1][1] == len(directive):
        start, end = spans[-1]
        inside = directive[start + 1 : end - 1]
        if _is_duty(inside, roster):
            return directive[:start].rstrip("。；，"), inside
    return directive, ""


def _leading_bracket(text: str, roster: Roster | None) -> tuple[str, str]:
    """A bracket before the progress."""
    spans = brackets(text)
    if spans and spans[0][0] == 0 and _is_duty(text[1 : spans[0][1] - 1], roster):
        return text[1 : spans[0][1] - 1], text[spans[0][1] :].lstrip("。；：，:").strip()
    return "", text


def _is_duty(inside: str, roster: Roster | None) -> bool:
    """Whether the words in brackets tell who or when: with a verb, or nothing but names."""
    if len(inside) > _GRAMMAR_LIMIT:
        return False
    found = find_duties("", inside, roster)
    if found.is_assigned or found.cooperating_units:
        return True
    if all(is_person(name, roster) for name in inside.split("、")):
        return False
    return bool(_DUTY_WORDS.search(inside)) and find_due("", inside, "", Written()).phrase is not None
