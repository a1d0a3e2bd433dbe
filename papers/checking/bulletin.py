"""Whether the figures of a bulletin add up: of any office's, with or without a list of items.

Compared is what the paper itself says: a whole with its parts, shares with counts, one count said twice, the
number of meetings with the numbers they bear, and, where there is a list, claims with what is listed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from domain.dates.words import number_of
from domain.papers import findings_texts as texts
from domain.papers import unreadable
from domain.papers.reading import ReadPaper, SumMismatch
from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper
from papers.reading.figures import Figure, Place, body_places, is_subset, read_figures, share_agrees, shares_of_plan
from papers.reading.layout import NUMBERED, SECTION, SUBSECTION, SourceParagraph, paragraphs

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
_PURE = {
    "closed": re.compile(r"^(?:在|对)?(?:已(?:经)?)?(?:完成|办结|销号)(?:的)?(?:工作|事项|任务|项目|件)*中?$"),
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
_HELD = re.compile(r"召开(?:了)?(?P<what>[^，。；\d]{0,16}?会议?)(?P<count>\d{1,3})次")
_NTH = re.compile(r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})次")
_LOST = re.compile(r"(?<!\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])日")
_FEWEST_PARTS = 2
_MOST_PARTS = 12


@dataclass(slots=True)
class WholeWithParts:
    """A whole and the parts that the sentences after it name."""

    whole: Figure
    parts: list[Figure] = field(default_factory=list)


def check_bulletin(text: str) -> list[SumMismatch]:
    """What does not add up in the text of a paper (papers.files.text.extract_text makes it from a file). A paper
    without items is checked all the same; UnreadablePaper only when it is classified or endless."""
    listed = list(_listed(text))
    return [*check_figures(text), *listed]


def check_figures(text: str) -> list[SumMismatch]:
    """What the sentences say against each other, without the list."""
    lines = paragraphs(text)
    places = body_places(lines)
    figures = [
        read_figures(line.text, place, number) for number, (line, place) in enumerate(zip(lines, places, strict=True))
    ]
    groups = [_groups(of_paragraph) for of_paragraph in figures]
    whole = [group for of_paragraph in groups for group in of_paragraph]
    return [
        *(
            finding
            for of_paragraph in groups
            for group in of_paragraph
            for finding in (*_sums(group), *_shares(group, of_paragraph))
        ),
        *_sections(lines, groups),
        *_repeats(lines, figures, whole),
        *_totals(figures),
        *_of_plans(lines, figures),
        *_meetings(lines, places),
        *_lost(lines, places),
    ]


def _groups(figures: list[Figure]) -> list[WholeWithParts]:
    groups: list[WholeWithParts] = []
    for figure in figures:
        last = groups[-1] if groups else None
        is_part = (
            last is not None
            and bool(figure.state)
            and figure.measure == last.whole.measure
            and figure.sentence - last.whole.sentence <= 1
            and not (figure.is_leading and last.parts and figure.label.endswith("中"))
        )
        if is_part and last is not None:
            last.parts.append(figure)
        elif not figure.state or (figure.is_leading and figure.label.endswith("中")):
            groups.append(WholeWithParts(figure))
    return [group for group in groups if group.parts]


def _sums(group: WholeWithParts) -> Iterator[SumMismatch]:
    """Parts that are done and not done make the whole; no parts make more than it."""
    first, *others = group.parts
    parts = [first, *(part for part in others if "其中" not in part.label)]
    if not _FEWEST_PARTS <= len(parts) <= _MOST_PARTS:
        return
    sum_of = sum(part.count for part in parts)
    # 其中… need not name them all.
    is_whole = {"closed", "open"} <= {part.state for part in parts} and "其中" not in first.label
    if not (sum_of > group.whole.count or (is_whole and sum_of != group.whole.count)):
        return
    if group.whole.count in _sums_of_some(parts):
        return
    words = texts.SUM.format(
        place=group.whole.place.words,
        what=_short(group.whole.label),
        count=group.whole.text,
        parts="、".join(part.text for part in parts),
        sum=f"{sum_of:g}",
        measure=group.whole.measure,
    )
    yield SumMismatch("sum", words, (group.whole.place,))


def _sums_of_some(parts: list[Figure]) -> set[float]:
    """What two or more of the parts make, in case the others are parts of parts."""
    sums: dict[int, set[float]] = {0: {0.0}, 1: set(), 2: set()}
    for part in parts:
        for size in (2, 1, 0):
            sums[min(size + 1, 2)] |= {one + part.count for one in sums[size]}
    return sums[2]


def _shares(group: WholeWithParts, groups: list[WholeWithParts]) -> Iterator[SumMismatch]:
    """占37% of its own count, 完成率95% of the count that is done; to the decimals that are printed."""
    done = next((part for part in group.parts if part.state == "closed"), None)
    wholes = [one.whole.count for one in groups]
    for part in group.parts:
        counted = part if part.share_kind.startswith("占") else done
        if not part.share or counted is None or not group.whole.count:
            continue
        if any(share_agrees(part.share, counted.count, whole) for whole in wholes if whole):
            continue
        decimals = len(part.share.partition(".")[2])
        right = f"{counted.count / group.whole.count * 100:.{decimals}f}"
        words = texts.SHARE.format(
            place=part.place.words,
            kind=part.share_kind,
            share=part.share,
            part=counted.text,
            whole=group.whole.text,
            right=right,
        )
        yield SumMismatch("share", words, (part.place,))


def _sections(lines: list[SourceParagraph], groups: list[list[WholeWithParts]]) -> Iterator[SumMismatch]:
    """（一）39项（二）405项（三）135项 make the 579项 that stand before them."""
    before: WholeWithParts | None = None
    parts: list[WholeWithParts | None] = []
    for line, told in [*zip(lines, groups, strict=True), (SourceParagraph("一、", (0, 0)), [])]:
        if SECTION.match(line.text):
            yield from _section_sum(before, parts)
            before, parts = None, []
        if SUBSECTION.match(line.text):
            parts.append(None)
        if told and not parts:
            before = before or told[0]
        elif told and parts and parts[-1] is None:
            parts[-1] = told[0]


def _section_sum(before: WholeWithParts | None, parts: list[WholeWithParts | None]) -> Iterator[SumMismatch]:
    told = [part for part in parts if part is not None and before and part.whole.measure == before.whole.measure]
    if before is None or len(told) < _FEWEST_PARTS or len(told) != len(parts):
        return
    sum_of = sum(part.whole.count for part in told)
    if sum_of == before.whole.count:
        return
    words = texts.SECTION_SUM.format(
        place=before.whole.place.words,
        count=before.whole.text,
        parts="、".join(part.whole.text for part in told),
        sum=f"{sum_of:g}",
        measure=before.whole.measure,
    )
    yield SumMismatch("section_sum", words, (before.whole.place, *(part.whole.place for part in told)))


def _repeats(
    lines: list[SourceParagraph], figures: list[list[Figure]], groups: list[WholeWithParts]
) -> Iterator[SumMismatch]:
    """27件 under way in one paragraph and 28件 in another."""
    for state, pure in _PURE.items():
        claims = [part for group in groups for part in group.parts if part.state == state and _is_pure(part, pure)]
        if not claims:
            continue
        taken, counts = set(claims), {claim.count for claim in claims}
        mentions = [
            one
            for of_paragraph in figures
            for one in of_paragraph
            if one.state == state and one.measure == claims[0].measure and one not in taken and _is_pure(one, pure)
        ]
        headed = [one for one in mentions if _is_heading(lines[one.paragraph].text)]
        is_divided = len(headed) > 1 and any(sum(one.count for one in headed) == claim.count for claim in claims)
        for one in mentions:
            if one.count in counts or (is_divided and one in headed):
                continue
            first = claims[0]
            here, there = first.place.words, one.place.words
            there = there.removeprefix(texts.BODY) if here.startswith(texts.BODY) else there
            words = texts.COUNTED_TWICE.format(
                what=texts.STATE_NAMES[state], first=f"{here}{first.text}", second=f"{there}{one.text}"
            )
            yield SumMismatch("repeat", words, (first.place, one.place))


def _totals(figures: list[list[Figure]]) -> Iterator[SumMismatch]:
    """The same meeting's decisions counted twice, and not alike."""
    first: dict[tuple[str, str], Figure] = {}
    for one in (figure for of_paragraph in figures for figure in of_paragraph):
        told = _ORDERED.match(_HEADING_MARK.sub("", one.label))
        if told is None or one.state:
            continue
        before = first.setdefault((told["what"], one.measure), one)
        if before.count != one.count:
            here, there = (f"{figure.place.words}{figure.text}" for figure in (before, one))
            words = texts.COUNTED_TWICE.format(what=_short(told["what"]), first=here, second=there)
            yield SumMismatch("repeat", words, (before.place, one.place))


def _of_plans(lines: list[SourceParagraph], figures: list[list[Figure]]) -> Iterator[SumMismatch]:
    """完成投资38.4亿元，占年度计划的40%, where the paragraph tells the plan too."""
    for line, told in zip(lines, figures, strict=True):
        plan = next((one for one in told if "计划" in one.label and not is_subset(one)), None)
        for sentence, share in shares_of_plan(line.text):
            done = [one for one in told if one.sentence == sentence and plan and one.measure == plan.measure]
            done = [one for one in done if plan and one is not plan and "完成" in one.label]
            if plan is None or not plan.count or len(done) != 1 or share_agrees(share, done[0].count, plan.count):
                continue
            right = f"{done[0].count / plan.count * 100:.{len(share.partition('.')[2])}f}"
            words = texts.SHARE_OF_PLAN.format(
                place=done[0].place.words, share=share, part=done[0].text, whole=plan.text, right=right
            )
            yield SumMismatch("share", words, (done[0].place,))


def _is_pure(figure: Figure, pure: re.Pattern[str]) -> bool:
    label = _HEADING_MARK.sub("", figure.label.strip("（）。"))
    return bool(pure.match(label)) and not is_subset(figure)


def _is_heading(text: str) -> bool:
    return bool(SECTION.match(text) or SUBSECTION.match(text)) and len(text) <= 60 and not NUMBERED.match(text)


def _meetings(lines: list[SourceParagraph], places: list[Place]) -> Iterator[SumMismatch]:
    """召开会议13次, and a 第十六次 is named; only where the numbers begin with the count."""
    for at, line in enumerate(lines):
        for held in _HELD.finditer(line.text):
            count = int(held["count"])
            named = {match[0]: number_of(match["number"]) for match in _NTH.finditer(line.text, held.end())}
            beyond = [words for words, number in named.items() if number > count]
            if not beyond or min(named.values()) > count:
                continue
            words = texts.MEETINGS.format(
                place=places[at].words, what=held["what"], count=count, named="、".join(beyond)
            )
            yield SumMismatch("meetings", words, (places[at],))


def _lost(lines: list[SourceParagraph], places: list[Place]) -> Iterator[SumMismatch]:
    for at, line in enumerate(lines):
        for match in _LOST.finditer(line.text):
            words = texts.MONTH_LOST.format(place=places[at].words, words=match[0])
            yield SumMismatch("lost", words, (places[at],))


def _listed(text: str) -> Iterator[SumMismatch]:
    """Claims against the list, when there is one."""
    try:
        paper = read_paper(text)
    except UnreadablePaper as refusal:
        if refusal.sentence != unreadable.NO_ITEMS:
            raise
        return
    yield from listed_findings(paper)


def listed_findings(paper: ReadPaper) -> Iterator[SumMismatch]:
    """What does not add up between the paper's claims, its numbers and its list."""
    lines = {item.position: item.source_lines[0] for item in paper.items}
    for one in paper.anomalies:
        if one.kind in _OF_LISTS:
            numbers = [lines[position] for position in one.positions]
            at = tuple((texts.LINE.format(line=number), number) for number in numbers)
            yield SumMismatch(one.kind, one.sentence + texts.at_lines([words for words, _ in at]), at)


def _short(label: str) -> str:
    words = re.sub(r"^[（(]?[一二三四五六七八九十]+[）)、]", "", label).strip("，。 ")
    return words if len(words) <= 20 else f"…{words[-18:]}"
