"""One numbered paragraph becomes an item: directive, who and when, sub-items, progress."""

import re
from dataclasses import dataclass, field, replace

from domain.items.target_reading import find_target
from domain.papers.reading import FieldSource, ReadItem, ReadSubItem, Roster
from domain.quantities import say_amount
from papers.reading.due import DeadlineInPaper, PaperDate, find_due
from papers.reading.duties import Duties, find_duties, with_fields
from papers.reading.labels import brackets, take_labels
from papers.reading.layout import SourceParagraph
from papers.reading.leaders import is_person
from papers.reading.phrases import (
    CLOSING,
    OPENING,
    balanced,
    closing_of,
    first_outside,
    joined,
    progress_start,
    split_numbered,
    split_parts,
    unmarked,
    unmatched_close,
    with_stop,
)

# Who and when stand at the head and the end of a directive; nobody writes longer ones.
GRAMMAR_LIMIT = 2000
_LONGEST_NAME = 12
_DUTY_WORDS = re.compile(r"牵头|负责|配合|协助|主办|单位|[前底内末]|完成|长期|持续|落实|为主")
# 县甲局牵头、乙局配合的“directive”事项。progress
_OF_WHOM = re.compile(r"^(?P<who>[^“”。]{2,80}?(?:负责|牵头|承办|主办|配合))的“")
# 第5次县长办公会确定的“directive”。progress
_OF_MEETING = re.compile(
    r"^(?P<origin>[^“”。，；]{2,30}?(?:会议?|批示))(?:研究|共同)?(?:确定|议定|决定|要求|明确|提出|交办)?的?(?=“)"
)
_AFTER_QUOTE = re.compile(r"^(?:等?(?:事项|工作|任务|问题|一事|要求))(?=[。，：；])")
_FOR_EVER = re.compile(r"[，；]?(?:长期(?:坚持|开展|推进|实施|抓好)?|常年坚持|常态化(?:开展|推进|坚持))[。；，]?$")
# A signature that a copy has glued to the last item.
_SIGNATURE = re.compile(r"(?<=。)[\u4e00-\u9fff]{3,20}(?:督查室|办公室|政府|办|局|委)$")
# “directive”（第2次常务会议）。progress
_ORIGIN = re.compile(r"^（(?P<origin>[^（）]{1,20}(?:会议?|次|批示|号))）[。；，：]?")
_DONE = re.compile(
    r"^(?:已)?(?:全部)?(?:完成|办结|销号|完工|落实到位|100%)[。，（；]?(?!率|度)|已办结|已销号|已完成$|^是$"
)


@dataclass(slots=True)
class OutlineEntry:
    """A stretch of the outline that is one item; `parts` are its sub-items on lines of their own, and in one that
    `is_whole` no sentence is a part or tells progress."""

    section: int
    number: int | None
    body: list[SourceParagraph]
    parts: list[tuple[int, list[SourceParagraph]]] = field(default_factory=list)
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class PaperContext:
    """What the whole paper tells about each item. In a bulletin progress follows the directive;
    in minutes and task lists all sentences belong to the directive."""

    is_bulletin: bool
    written: PaperDate
    roster: Roster | None = None


def read_item(position: int, entry: OutlineEntry, state: str, setting: PaperContext) -> ReadItem:
    # Where no progress follows, the prose below a heading says what it means: 就业：新增…
    body = with_stop(entry.body, "。" if setting.is_bulletin else "：")
    labelled = take_labels(unmarked(joined(body)))
    main, subs = (labelled.text, []) if entry.is_whole else split_parts(labelled.text)
    if not (subs or entry.is_whole or setting.is_bulletin):
        main, subs = split_numbered(main)
    subs = [*subs, *((number, unmarked(joined(body))) for number, body in entry.parts)]
    told_at, main = _meeting_of(main)
    is_apart = bool(subs) or "progress" in labelled.fields or entry.is_whole
    directive, progress, bracket = _split_main(main, setting, is_apart=is_apart)
    origin = _ORIGIN.match(progress)
    progress = progress[origin.end() :] if origin else progress
    told_at = origin["origin"] if origin else told_at
    told = directive[:GRAMMAR_LIMIT]
    bracket, subs = _bracket_of_all(told, bracket, subs, setting.roster)
    duties = with_fields(find_duties(told, bracket, setting.roster), labelled.fields, setting.roster)
    state = "closed" if _DONE.search(labelled.fields.get("state", "")) else state
    due = find_due(
        told,
        bracket=bracket,
        label=labelled.fields.get("due", ""),
        written=setting.written,
        is_closed=state == "closed",
    )
    sub_items = [sub_item(number, words, setting, is_closed=state == "closed") for number, words in subs]
    if not duties.responsible_units:
        # Units that only the sub-items name answer for the item.
        named = dict.fromkeys(unit for sub in sub_items for unit in sub.responsible_units)
        duties = replace(duties, responsible_units=tuple(named))
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
        origin=told_at,
    )


def _meeting_of(text: str) -> tuple[str, str]:
    """The meeting that a quoted directive is of, and the quotation."""
    match = _OF_MEETING.match(text)
    is_quoted = match is not None and _is_quotation(text[match.end() :])
    return (match["origin"], text[match.end() :]) if match and is_quoted else ("", text)


def as_item(
    place: tuple[int, int, int | None],
    directive: str,
    duties: Duties,
    due: DeadlineInPaper,
    sub_items: tuple[ReadSubItem, ...],
    progress: str,
    state: str,
    lines: tuple[int, int],
    *,
    origin: str = "",
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
        target=_target(directive[:GRAMMAR_LIMIT]),
        source_lines=lines,
        origin=origin,
        sources=(FieldSource("deadline", lines, due.doubt),) if due.doubt and due.phrase else (),
    )


def is_done(words: str) -> bool:
    """A state or progress cell that says nothing but done."""
    return bool(_DONE.search(words)) and not re.search(r"未|基本", words)


def _bracket_of_all(
    told: str, bracket: str, subs: list[tuple[int, str]], roster: Roster | None
) -> tuple[str, list[tuple[int, str]]]:
    """①…；②…；③…（责任单位：县甲局）: behind the last part, where the item and some part name nobody, it is for all."""
    if bracket or not subs or find_duties(told, "", roster).responsible_units:
        return bracket, subs
    *others, (number, last) = subs
    words, found = take_bracket(last.strip("；。 "), roster)
    before = [_named_in(text, roster) for _, text in others]
    if not found or not find_duties("", found, roster).responsible_units or all(before):
        return bracket, subs
    if any(take_bracket(text.strip("；。 "), roster)[1] for _, text in others):
        return bracket, subs
    return found, [*others, (number, words)]


def _named_in(words: str, roster: Roster | None) -> bool:
    return bool(find_duties(words[:GRAMMAR_LIMIT], "", roster).responsible_units)


def sub_item(number: int, words: str, setting: PaperContext, *, is_closed: bool = False) -> ReadSubItem:
    """directive；progress: cut where the outer quote closes, else at the first ； or 。 outside quotes."""
    labelled = take_labels(words.strip())
    text, progress = labelled.text, ""
    if setting.is_bulletin:
        text, progress = _sub_parts(text)
    opened = text.startswith(OPENING) and text.count(OPENING) > text.count(CLOSING)
    directive, bracket = take_bracket((text[1:] if opened else text).strip("；。 "), setting.roster)
    told = directive[:GRAMMAR_LIMIT]
    duties = with_fields(find_duties(told, bracket, setting.roster), labelled.fields, setting.roster)
    progress = labelled.fields.get("progress", "") or progress
    label = labelled.fields.get("due", "")
    due = find_due(told, bracket=bracket, label=label, written=setting.written, is_closed=is_closed)
    return ReadSubItem(
        number,
        balanced(directive.rstrip("；。，")),
        progress,
        responsible_units=duties.responsible_units,
        lead_leaders=duties.lead_leaders,
        consulted_leaders=duties.consulted_leaders,
        cooperating_units=duties.cooperating_units,
        deadline=due.day,
        deadline_text=due.phrase,
        long_term=due.day is None and not due.doubt and _never_ends(told, due),
        doubt=due.doubt if due.phrase else "",
    )


def _never_ends(told: str, due: DeadlineInPaper) -> bool:
    """持续推进 within a part tells how it is done; at its end, or said by who says when, that it never ends."""
    return due.long_term and (bool(due.phrase) or _FOR_EVER.search(told) is not None)


def _sub_parts(text: str) -> tuple[str, str]:
    quoted = closing_of(text) if text.startswith(OPENING) else None
    place = unmatched_close(text) if quoted is None else quoted
    if place is not None and quoted is None and not text[place + 1 :].strip("。；"):
        # The quote closes after the progress of the last part.
        text, place = text[:place], None
    if place is None:
        place = first_outside(text, "；。")
    progress = text[place + 1 :].lstrip("。；”，：") if place < len(text) else ""
    return text[:place], progress.strip()


def _split_main(text: str, setting: PaperContext, *, is_apart: bool) -> tuple[str, str, str]:
    """Directive, progress, and the bracket that says who and when; `is_apart` when the progress stands elsewhere, in
    the sub-items or behind its label."""
    of_whom = _OF_WHOM.match(text)
    if of_whom and find_duties("", of_whom["who"], setting.roster).responsible_units:
        directive, progress, bracket = _quoted(text[of_whom.end() - 1 :], setting)
        return directive, progress, bracket or of_whom["who"]
    if _is_quotation(text):
        return _quoted(text, setting)
    lost = unmatched_close(text)
    if lost is not None and setting.is_bulletin and not is_apart:
        # The opening quote is lost, the closing one tells where the directive ends.
        return _quoted(OPENING + text, setting)
    progress = ""
    if setting.is_bulletin and not is_apart:
        place = progress_start(text)
        text, progress = text[:place], text[place + 1 :].strip()
    directive, bracket = take_bracket(text.strip("：:；。 "), setting.roster)
    if not bracket and progress.startswith("（"):
        bracket, progress = _leading_bracket(progress, setting.roster)
    return directive, progress, bracket


def _is_quotation(text: str) -> bool:
    """“directive”。progress, and not “厕所革命”工作, where the quotes are part of a name."""
    if not text.startswith(OPENING):
        return False
    place = closing_of(text)
    rest = "" if place is None else text[place + 1 :]
    return not rest or rest[0] in "。，；：（、,.;:(" or (place or 0) > _LONGEST_NAME


def _quoted(text: str, setting: PaperContext) -> tuple[str, str, str]:
    """“directive”（who and when）。progress; a quote that never closes is closed by its sub-items."""
    place = closing_of(text)
    if place is None:
        directive, bracket = take_bracket(text[1:].strip("：:；。 "), setting.roster)
        return directive.strip("”；。 "), "", bracket
    inside, bracket = take_bracket(text[1:place].strip("：:。 "), setting.roster)
    rest = _AFTER_QUOTE.sub("", text[place + 1 :].strip()).lstrip("。；：，:").strip()
    if not bracket and rest.startswith("（"):
        bracket, rest = _leading_bracket(rest, setting.roster)
    return inside, rest, bracket


def take_bracket(directive: str, roster: Roster | None) -> tuple[str, str]:
    """(…牵头，…配合，…底前完成) at the end tells who and when and is no part of the directive."""
    spans = brackets(directive)
    if spans and spans[-1][1] == len(directive):
        start, end = spans[-1]
        inside = directive[start + 1 : end - 1]
        # （县甲局）（全年）
        if len(spans) > 1 and spans[-2][1] == start and _is_duty(directive[spans[-2][0] + 1 : start - 1], roster):
            start = spans[-2][0]
            inside = f"{directive[start + 1 : spans[-2][1] - 1]}，{inside}"
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
    if len(inside) > GRAMMAR_LIMIT:
        return False
    found = find_duties("", inside, roster)
    if found.is_assigned or found.cooperating_units:
        return True
    if all(is_person(name, roster) for name in inside.split("、")):
        return False
    return (
        bool(_DUTY_WORDS.search(inside))
        and find_due("", bracket=inside, label="", written=PaperDate()).phrase is not None
    )


def _target(directive: str) -> tuple[str, str] | None:
    found = find_target(directive)
    return (say_amount(found.amount), found.measure) if found else None
