"""One count said twice and not alike: of what is under way, of a meeting's decisions, of the meetings themselves,
and of a whole whose parts stand in the subsections below it."""

import re
from collections.abc import Iterator

from domain.dates.words import number_of
from domain.papers import findings_texts as texts
from domain.papers.reading import SumMismatch
from papers.checking.counts import Count
from papers.checking.scope import GENERIC, CountedParagraph
from papers.checking.sums import short
from papers.reading.figures import state_of
from papers.reading.layout import NUMBERED, SECTION, SUBSECTION

_PURE = {
    "closed": re.compile(r"^(?:在|对)?(?:已(?:经)?)?(?:完成|办结|销号|解决)(?:的)?(?:工作|事项|任务|项目|件)*中?$"),
    "open": re.compile(
        r"^(?:在|对)?(?:(?:需?(?:要)?长期(?:开展|坚持|推进)(?:和|及|、))?正在(?:办理|推进|实施)|推进中|在办|未(?:完成|办结))(?:的)?"
        r"(?:工作|事项|任务|项目|件)*中?$"
    ),
}
# 第8次会议确定事项22件 and 第8次会议确定的23件事项
_ORDERED = re.compile(
    r"^(?P<what>.{6,}(?:确定|议定|决定|部署|交办|安排|明确))(?:的)?(?:共)?(?:重点|重要)?(?:工作|民生)?(?:事项|任务|项目|实事)?(?:共|共计)?$"
)
_HEADING_MARK = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|截[至止].*)")
_SUBSET = re.compile(
    r"其中|第[一二三四五六七八九十\d]+次|(?:局|办|委|镇|乡|街道|中心|公司)(?:负责|牵头|承办)?的?$|[年月日]$|第$"
)
_HELD = re.compile(r"召开(?:了)?(?P<what>[^，。；\d]{0,16}?会议?)(?P<count>\d{1,3})次")
_NTH = re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})次")
_NOUN = re.compile("事项|任务|工作|项目|件")
_HEADING_LENGTH = 60
_FEWEST_PARTS = 2


def repeats(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    yield from _states(paragraphs)
    yield from _decisions(paragraphs)
    yield from _subsections(paragraphs)
    yield from _meetings(paragraphs)


def _states(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    """27件 under way in one paragraph and 28件 in another."""
    for state, pure in _PURE.items():
        told = [(one, paragraph) for paragraph in paragraphs for one in paragraph.counts if _is_pure(one, state, pure)]
        claims = [(one, paragraph) for one, paragraph in told if _is_of_a_list(one, paragraph)]
        if not claims:
            continue
        first, at = claims[0]
        counts, claimed = {one.value for one, _ in claims}, {id(one) for one, _ in claims}
        whole = {value for one, there in claims for value in _wholes(one, there)}
        mentions = [
            (one, there)
            for one, there in told
            if one.measure == first.measure and id(one) not in claimed and not _is_of_another(one, there, whole)
        ]
        headed = [one for one, there in mentions if _is_heading(there.text)]
        is_divided = len(headed) > 1 and sum(one.value for one in headed) in counts
        of_headings = {id(one) for one in headed}
        for one, there in mentions:
            names_them = bool(_NOUN.search(one.told + one.after[:6])) or id(one) in of_headings
            if one.value not in counts and names_them and not (is_divided and id(one) in of_headings):
                yield _said_twice(texts.STATE_NAMES[state], (first, at), (one, there))


def _is_of_a_list(one: Count, paragraph: CountedParagraph) -> bool:
    """Told as a part of a whole beside what is in the other state, and not as what the sentence is about."""
    near = [other for other in paragraph.of(one.measure) if abs(one.sentence - other.sentence) <= 1]
    states = {state_of(other.told) for other in near}
    is_part = any(other.start < one.start for other in near) and not (one.is_leading and one.label.endswith("中"))
    return one.measure in GENERIC and {"closed", "open"} <= states and is_part


def _is_of_another(one: Count, paragraph: CountedParagraph, whole: set[float]) -> bool:
    own = _wholes(one, paragraph)
    return bool(own) and not own & whole


def _wholes(one: Count, paragraph: CountedParagraph) -> set[float]:
    """What its sentence or the one before counts as a whole: 党组会议确定39项，完成39项."""
    near = (other for other in paragraph.of(one.measure) if 0 <= one.sentence - other.sentence <= 1)
    return {other.value for other in near if other.start < one.start and not state_of(other.told)}


def _is_pure(one: Count, state: str, pure: re.Pattern[str]) -> bool:
    label = _HEADING_MARK.sub("", one.told.strip("（）。"))
    return state_of(one.told) == state and bool(pure.match(label)) and not _SUBSET.search(one.gap[-12:] + label)


def _is_heading(text: str) -> bool:
    return (
        bool(SECTION.match(text) or SUBSECTION.match(text))
        and len(text) <= _HEADING_LENGTH
        and not NUMBERED.match(text)
    )


def _said_twice(
    what: str, first: tuple[Count, CountedParagraph], second: tuple[Count, CountedParagraph]
) -> SumMismatch:
    here, there = first[1].place.words, second[1].place.words
    there = there.removeprefix(texts.BODY) if here.startswith(texts.BODY) else there
    words = texts.COUNTED_TWICE.format(what=what, first=f"{here}{first[0].text}", second=f"{there}{second[0].text}")
    return SumMismatch("repeat", words, (first[1].place, second[1].place))


def _decisions(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    """The same meeting's decisions counted twice, and not alike."""
    first: dict[tuple[str, str], tuple[Count, CountedParagraph]] = {}
    for paragraph in paragraphs:
        for one in paragraph.counts:
            match = _ORDERED.match(_HEADING_MARK.sub("", one.label))
            if match is None or state_of(one.told):
                continue
            before = first.setdefault((match["what"], one.measure), (one, paragraph))
            if before[0].value != one.value:
                yield _said_twice(short(match["what"]), before, (one, paragraph))


def _subsections(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    """（一）39项（二）405项（三）135项 make the 579项 that stand before them."""
    before: tuple[Count, CountedParagraph] | None = None
    parts: list[tuple[Count, CountedParagraph] | None] = []
    for paragraph in paragraphs:
        if SECTION.match(paragraph.text):
            yield from _subsection_sum(before, parts)
            before, parts = None, []
        if SUBSECTION.match(paragraph.text):
            parts.append(None)
        told = _whole_of(paragraph)
        if told is not None and not parts:
            before = before or (told, paragraph)
        elif told is not None and parts and parts[-1] is None:
            parts[-1] = (told, paragraph)
    yield from _subsection_sum(before, parts)


def _whole_of(paragraph: CountedParagraph) -> Count | None:
    """The first count of a paragraph that is followed by parts with states."""
    for measure in paragraph.measures:
        counts = [one for one in paragraph.of(measure) if one.depth == 0]
        if len(counts) > 1 and not state_of(counts[0].told) and state_of(counts[1].told):
            return counts[0]
    return None


def _subsection_sum(
    before: tuple[Count, CountedParagraph] | None, parts: list[tuple[Count, CountedParagraph] | None]
) -> Iterator[SumMismatch]:
    told = [part for part in parts if part is not None and before and part[0].measure == before[0].measure]
    if before is None or len(told) < _FEWEST_PARTS or len(told) != len(parts):
        return
    sum_of = sum(part.value for part, _ in told)
    whole, place = before[0], before[1].place
    if sum_of == whole.value:
        return
    words = texts.SECTION_SUM.format(
        place=place.words,
        count=whole.text,
        parts="、".join(part.text for part, _ in told),
        sum=f"{sum_of:g}",
        measure=whole.measure,
    )
    yield SumMismatch("section_sum", words, (place, *(paragraph.place for _, paragraph in told)))


def _meetings(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    """召开会议13次, and a 第十六次 is named; only where the numbers begin with the count."""
    for paragraph in paragraphs:
        for held in _HELD.finditer(paragraph.text):
            count = int(held["count"])
            named = {match[0]: number_of(match["number"]) for match in _NTH.finditer(paragraph.text, held.end())}
            beyond = [words for words, number in named.items() if number > count]
            if not beyond or min(named.values()) > count:
                continue
            words = texts.MEETINGS.format(
                place=paragraph.place.words, what=held["what"], count=count, named="、".join(beyond)
            )
            yield SumMismatch("meetings", words, (paragraph.place,))
