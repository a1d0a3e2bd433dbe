"""What is odd about a paper: every oddity in one line with its place, none of them mended."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from domain.dates.words import number_of
from domain.hygiene import same_name_key
from domain.office.units import is_group
from domain.papers import oddities_texts as texts
from domain.papers.oddities_texts import item_name, section_name
from domain.papers.reading import Anomaly, ReadItem, ReadPaper, Roster
from papers.reading.figures import share_agrees
from papers.reading.frame.numbering import PrintedNumber
from papers.reading.units import unknown_units

# Beyond these, unknown units are told in one line.
UNKNOWN_AT_MOST = 5
_WIDEST_GAP, _MOST_GAPS = 3, 2
_CLOSED_CLAIM = re.compile(r"(?:已完成|已办结|完成)(?:工作|事项)?\s*(?P<count>\d+)\s*[件项]")


def find_anomalies(
    paper: ReadPaper, roster: Roster | None = None, printed: Sequence[PrintedNumber] = ()
) -> tuple[Anomaly, ...]:
    """Sums first, then numbers, then what is missing, doubled or unknown to the office. `printed` are the lines of
    the source that begin with a number: what stands there is not missing, whatever was read."""
    return (
        *_totals(paper),
        *_sections(paper),
        *_percents(paper),
        *_numbers(paper, printed),
        *_missing(paper),
        *_doubles(paper),
        *_dates(paper),
        *_parts(paper),
        *_groups(paper, roster),
        *(_unknown(paper, roster) if roster is not None else ()),
    )


def _of(paper: ReadPaper, section: int) -> list[ReadItem]:
    return [item for item in paper.items if item.section == section]


def _totals(paper: ReadPaper) -> Iterator[Anomaly]:
    listed = len(paper.items)
    closed = sum(item.state == "closed" for item in paper.items)
    claim = _CLOSED_CLAIM.search(paper.preamble)
    knows_states = closed > 0 or any(section.state != "unknown" for section in paper.sections)
    claimed_closed = int(claim["count"]) if claim and knows_states else None
    # Of 128 tasks the paper lists those that lag: their number is none of the total's business.
    is_less = paper.claimed_total is not None and listed < paper.claimed_total
    if is_less and not closed and any(_SELECTED.search(section.heading) for section in paper.sections):
        return
    wrong_total = paper.claimed_total not in (None, listed)
    wrong_closed = claimed_closed not in (None, closed)
    if wrong_total or wrong_closed:
        yield Anomaly("total", texts.totals(paper.claimed_total, claimed_closed, listed, closed))


_SELECTED = re.compile(r"滞后|缓慢|较慢|较好|较快|未按|未达|未启动|典型|突出")


def _sections(paper: ReadPaper) -> Iterator[Anomaly]:
    for section in paper.sections:
        listed = len(_of(paper, section.number))
        if section.claimed_count not in (None, listed):
            words = texts.SECTION_COUNT.format(
                section=section_name(section.number), claimed=section.claimed_count, listed=listed
            )
            yield Anomaly("section_count", words, section.number)


def _percents(paper: ReadPaper) -> Iterator[Anomaly]:
    told = [section for section in paper.sections if section.claimed_percent is not None]
    shares, whole = [section.claimed_percent or "" for section in told], len(paper.items)
    counts = [len(_of(paper, section.number)) for section in told]
    if not whole or _all_agree(shares, counts, whole):
        return
    claims = [section.claimed_count or 0 for section in told]
    follows = sum(claims) > 0 and _all_agree(shares, claims, sum(claims))
    listed = [f"{count / whole * 100:.1f}%" for count in counts]
    yield Anomaly("percent", texts.shares([f"{share}%" for share in shares], listed, follow_claims=follows))


def _all_agree(shares: list[str], counts: list[int], whole: int) -> bool:
    return all(share_agrees(share, count, whole) for share, count in zip(shares, counts, strict=True))


def _numbers(paper: ReadPaper, printed: Sequence[PrintedNumber]) -> Iterator[Anomaly]:
    before = 0
    for section in sorted({item.section for item in paper.items}):
        items = _of(paper, section)
        places = {item.position: place for place, item in enumerate(items, 1)}
        for run in _runs(items):
            numbers = [item.number_as_printed or 0 for item in run]
            for number, times in Counter(numbers).items():
                if times > 1:
                    positions = tuple(item.position for item in run if item.number_as_printed == number)
                    words = texts.repeated(section, number, [places[position] for position in positions])
                    yield Anomaly("repeated_number", words, section, positions)
            # A section begins with 1, or goes on where the former ended (`before`).
            start = before if min(numbers) > max(before, 1) else 0
            seen = _printed_around(paper, run, printed)
            missing = [one for one in _left_out([start, *sorted(set(numbers))]) if one not in seen]
            before = max(numbers)
            if missing:
                yield Anomaly("missing_number", texts.missing(section, missing), section)


def _printed_around(paper: ReadPaper, run: list[ReadItem], printed: Sequence[PrintedNumber]) -> set[int]:
    """The numbers that stand in the source between the items before and after the run."""
    first, last = run[0].source_lines[0], run[-1].source_lines[1]
    begin = max((item.source_lines[1] for item in paper.items if item.source_lines[1] < first), default=0)
    end = min((item.source_lines[0] for item in paper.items if item.source_lines[0] > last), default=last + 1)
    own = {item.source_lines[0] for item in run}
    forms = {one.form for one in printed if one.line in own}
    return {one.number for one in printed if begin < one.line < end and one.form in forms}


def _left_out(numbers: list[int]) -> list[int]:
    """A number or three that nobody printed; where more are left out, at the head or here and there, the list is a
    part of a larger one."""
    gaps = [range(one + 1, after) for one, after in pairwise(numbers) if after > one + 1]
    is_part = bool(gaps) and (len(gaps) > _MOST_GAPS or len(gaps[0]) > _WIDEST_GAP)
    return [] if is_part else [number for gap in gaps if len(gap) <= _WIDEST_GAP for number in gap]


def _runs(items: list[ReadItem]) -> list[list[ReadItem]]:
    """Below （二） numbers may begin anew: a 1 after a 2 or more opens another run."""
    runs: list[list[ReadItem]] = []
    for item in items:
        if item.number_as_printed is None:
            continue
        begins = item.number_as_printed == 1 and bool(runs) and runs[-1][-1].number_as_printed != 1
        if begins or not runs:
            runs.append([])
        runs[-1].append(item)
    return runs


def _missing(paper: ReadPaper) -> Iterator[Anomaly]:
    without = [item for item in paper.items if not item.responsible_units]
    for item in without:
        yield Anomaly("no_unit", texts.without_unit(item), item.section, (item.position,))
    for item in paper.items:
        if item.open_list:
            words = texts.OPEN_LIST.format(item=item_name(item))
            yield Anomaly("open_list", words, item.section, (item.position,))


def _doubles(paper: ReadPaper) -> Iterator[Anomaly]:
    seen: dict[str, ReadItem] = {}
    for item in paper.items:
        key = same_name_key(item.directive)
        if key in seen:
            words = texts.SAME.format(item=item_name(item), other=item_name(seen[key]))
            yield Anomaly("same_directive", words, item.section, (seen[key].position, item.position))
        seen.setdefault(key, item)
    spellings: dict[str, list[str]] = {}
    for item in paper.items:
        for unit in (*item.responsible_units, *item.cooperating_units):
            names = spellings.setdefault(unit_stem(unit), [])
            if unit not in names:
                names.append(unit)
    for names in spellings.values():
        if len(names) > 1:
            yield Anomaly("two_spellings", texts.SPELLINGS.format(names="”“".join(names)))


def unit_stem(name: str) -> str:
    """What 县渔业, 渔业局 and 县渔业局 share."""
    stem = re.sub(r"^(?:[县市区州省]|我[县市区])", "", name)
    return re.sub(r"(?:局|委|办公室|办)$", "", stem) or name


_PARTS = re.compile(
    r"(?:抓好|做好|以下|下列|如下|围绕|重点|突出|落实|分为|从)[^，。；]{0,6}?(?P<count>\d{1,2}|[一二三四五六七八九十]{1,2})\s*"
    r"(?:个?方面|项|件|个|点)(?!月|镇|乡|县|家)[^，。；]{0,8}$"
)


def _parts(paper: ReadPaper) -> Iterator[Anomaly]:
    """重点抓好4个方面的工作, and three follow; ① and ③ without ②."""
    for item in paper.items:
        numbers = [sub.number for sub in item.sub_items]
        if not numbers:
            continue
        claim = _PARTS.search(item.directive)
        if claim and number_of(claim["count"]) != len(numbers):
            words = texts.SUB_COUNT.format(item=item_name(item), claim=claim[0], count=len(numbers))
            yield Anomaly("sub_count", words, item.section, (item.position,))
        if numbers != list(range(1, len(numbers) + 1)):
            words = texts.SUB_NUMBERS.format(item=item_name(item), numbers="、".join(map(str, numbers)))
            yield Anomaly("sub_number", words, item.section, (item.position,))


def _groups(paper: ReadPaper, roster: Roster | None) -> Iterator[Anomaly]:
    """Names of groups that the office has not told: each once."""
    told: set[str] = set(roster.units) if roster is not None else set()
    for item in paper.items:
        for unit in (*item.responsible_units, *item.cooperating_units):
            if is_group(unit) and unit not in told:
                told.add(unit)
                words = texts.GROUP.format(item=item_name(item), unit=unit)
                yield Anomaly("group", words, item.section, (item.position,))


def _dates(paper: ReadPaper) -> Iterator[Anomaly]:
    for item in paper.items:
        if item.deadline and paper.meeting_date and item.deadline < paper.meeting_date:
            words = texts.BEFORE_MEETING.format(item=item_name(item), words=item.deadline_text)
            yield Anomaly("deadline_before_meeting", words, item.section, (item.position,))
            continue
        is_open = item.state != "closed"
        if is_open and item.deadline and paper.paper_date and item.deadline < paper.paper_date:
            words = texts.BEFORE_PAPER.format(item=item_name(item), words=item.deadline_text)
            yield Anomaly("deadline_past", words, item.section, (item.position,))


def _unknown(paper: ReadPaper, roster: Roster) -> Iterator[Anomaly]:
    """Each unit once; many are one line, as a paper of a county that is new to the office has many."""
    told: dict[str, ReadItem] = {}
    for item in paper.items:
        for unit in unknown_units((*item.responsible_units, *item.cooperating_units), roster):
            told.setdefault(unit, item)
    if len(told) > UNKNOWN_AT_MOST:
        positions = tuple(dict.fromkeys(item.position for item in told.values()))
        names = "、".join(list(told)[:UNKNOWN_AT_MOST])
        words = texts.UNKNOWN_UNITS.format(names=names, count=len(told))
        yield Anomaly("unknown_unit", words, 0, positions)
        return
    for unit, item in told.items():
        words = texts.UNKNOWN_UNIT.format(item=item_name(item), unit=unit)
        yield Anomaly("unknown_unit", words, item.section, (item.position,))
