"""What is odd about a paper: every oddity in one line with its place, none of them mended."""

import re
from collections.abc import Iterator

from domain.dates.words import number_of
from domain.hygiene import same_name_key
from domain.office.units import is_group
from domain.papers import oddities_texts as texts
from domain.papers.oddities_texts import item_name, section_name
from domain.papers.reading import Anomaly, ReadItem, ReadPaper, ReadSection, Roster
from papers.reading.figures import share_agrees, state_of
from papers.reading.layout import NUMBERED, SECTION
from papers.reading.number_runs import is_shown, number_anomalies
from papers.reading.units import unknown_units

# Beyond these, unknown units are told in one line.
UNKNOWN_AT_MOST = 5
_CLOSED_CLAIM = re.compile(r"(?:已完成|已办结|完成)(?:工作|事项)?\s*(?P<count>\d+)\s*[件项]")


def find_anomalies(paper: ReadPaper, roster: Roster | None, text: str) -> tuple[Anomaly, ...]:
    """Sums first, then numbers (as the lines of `text` show them), then what is missing, doubled or unknown."""
    return (
        *_totals(paper, text),
        *_sections(paper),
        *_percents(paper),
        *number_anomalies(paper, text),
        *_missing(paper),
        *_doubles(paper),
        *_dates(paper),
        *_parts(paper, text),
        *_groups(paper, roster),
        *(_unknown(paper, roster) if roster is not None else ()),
    )


def _of(paper: ReadPaper, section: int) -> list[ReadItem]:
    return [item for item in paper.items if item.section == section]


def _totals(paper: ReadPaper, text: str) -> Iterator[Anomaly]:
    listed = len(paper.items)
    closed = sum(item.state == "closed" for item in paper.items)
    claim = _CLOSED_CLAIM.search(paper.preamble)
    knows_states = closed > 0 or any(section.state != "unknown" for section in paper.sections)
    claimed_closed = int(claim["count"]) if claim and knows_states else None
    above = text.splitlines()[: max(paper.items[0].source_lines[0] - 1, 0)]
    pointed = _list_claim(above)
    # Of several counts above the list one is its own.
    is_told = pointed is None and listed in _counts_of(above)
    claimed = listed if is_told else pointed if pointed is not None else paper.claimed_total
    # Of 128 tasks the paper lists those that lag: their number is none of the total's business.
    is_less = claimed is not None and listed < claimed
    if is_less and not closed and any(_SELECTED.search(section.heading) for section in paper.sections):
        return
    wrong_total = claimed not in (None, listed)
    wrong_closed = claimed_closed not in (None, closed)
    if (wrong_total or wrong_closed) and _lists_what_it_claims(paper, claimed, listed):
        yield Anomaly("total", texts.totals(claimed, claimed_closed, listed, closed))


# 现将12项任务分解如下, 任务分工如下（共11项）, （共10项） on a line of its own
_LIST_CLAIM = re.compile(
    r"(?<![\d.])(?P<first>\d{1,3})\s*[件项个条][^，。；：\d]{0,8}[，,]?"
    r"(?:现|具体|分别|任务|责任|工作|内容|明细)*(?:分解|分工|清单|安排|印发|列)?如下"
    r"|如下\s*[（(]\s*共?(?P<boxed>\d{1,3})\s*[件项个条][^（）()]{0,6}[）)]"
    r"|(?:本|此|该)[^，。；：\d]{1,8}共(?:计|有)?\s*(?P<own>\d{1,3})\s*[件项个条]"
    r"|(?:以下|下列)\s*(?P<below>\d{1,3})\s*[件项个条]"
    r"|^\s*[（(]\s*共?\s*(?P<alone>\d{1,3})\s*[件项个条][^（）()]{0,6}[）)]\s*$"
)
_COUNTED = re.compile(r"(?<![\d.第])(?P<count>\d{1,3})\s*[件项个条]")
_SELECTED = re.compile(r"滞后|缓慢|较慢|较好|较快|未按|未达|未启动|典型|突出|经验|做法")
_LEAST_LISTED = 0.6
_MOST_LISTED = 1.6


def _list_claim(above: list[str]) -> int | None:
    """What the lines above the list say it holds, where they point at it."""
    for line in reversed(above):
        match = _LIST_CLAIM.search(line)
        is_item = NUMBERED.match(line.strip()) or SECTION.match(line.strip())
        if match and not is_item and not state_of(re.split("[，。；：]", line[: match.start()])[-1]):
            return int(next(count for count in match.groups() if count))
    return None


def _counts_of(above: list[str]) -> set[int]:
    """What is counted above the list, but for what is done or not."""
    found: set[int] = set()
    for line in above:
        for match in _COUNTED.finditer(line):
            if not state_of(re.split("[，。；：]", line[: match.start()])[-1]):
                found.add(int(match["count"]))
    return found


def _lists_what_it_claims(paper: ReadPaper, claimed: int | None, listed: int) -> bool:
    """A list that is far from the claim is of something else, unless its headings count the same; and what was left
    out of the items, or their parts, may be what is claimed."""
    claims = [section.claimed_count or 0 for section in paper.sections]
    is_lost = claimed is not None and bool(paper.left_out) and claimed == listed + len(paper.left_out)
    if claimed is None or (claims and sum(claims) == claimed):
        return not is_lost
    if not _LEAST_LISTED * claimed <= listed <= _MOST_LISTED * claimed:
        return False
    parts = sum(len(item.sub_items) or 1 for item in paper.items)
    return not is_lost and (claimed != parts or sum(claims) == listed)


_BOXED_COUNT = re.compile(r"[（(]\s*共?\s*\d+\s*[件项个条]")
_TOPIC = re.compile(r"^(?:关于|研究|听取|审议|讨论|由|责成|请)")


def _counts_its_list(section: ReadSection, listed: int) -> bool:
    """已办结事项3件, （3项); 关于2907件审批事项 is a topic."""
    if _BOXED_COUNT.search(section.heading) or section.state != "unknown":
        return True
    claimed = section.claimed_count or 0
    return not _TOPIC.match(section.heading) and _LEAST_LISTED * claimed <= listed <= _MOST_LISTED * claimed


def _sections(paper: ReadPaper) -> Iterator[Anomaly]:
    for section in paper.sections:
        items = _of(paper, section.number)
        claimed = section.claimed_count
        if claimed is None or claimed == len(items) or not items or not _counts_its_list(section, len(items)):
            continue
        if claimed in (sum(len(item.sub_items) or 1 for item in items), len(items) + _left_below(paper, items)):
            continue
        words = texts.SECTION_COUNT.format(section=section_name(section.number), claimed=claimed, listed=len(items))
        yield Anomaly("section_count", words, section.number)


def _left_below(paper: ReadPaper, items: list[ReadItem]) -> int:
    """How many numbered pieces among these items were not taken for items."""
    first, last = items[0].source_lines[0], items[-1].source_lines[1]
    return sum(first <= one.lines[0] <= last + 1 for one in paper.left_out)


def _percents(paper: ReadPaper) -> Iterator[Anomaly]:
    told = [section for section in paper.sections if section.claimed_percent is not None]
    shares, whole = [section.claimed_percent or "" for section in told], len(paper.items)
    counts = [len(_of(paper, section.number)) for section in told]
    if not whole or _all_agree(shares, counts, whole):
        return
    with_lost = [len(items) + _left_below(paper, items) for items in (_of(paper, one.number) for one in told) if items]
    if len(with_lost) == len(told) and _all_agree(shares, with_lost, sum(with_lost)):
        return
    claims = [section.claimed_count or 0 for section in told]
    follows = sum(claims) > 0 and _all_agree(shares, claims, sum(claims))
    listed = [f"{count / whole * 100:.1f}%" for count in counts]
    yield Anomaly("percent", texts.shares([f"{share}%" for share in shares], listed, follow_claims=follows))


def _all_agree(shares: list[str], counts: list[int], whole: int) -> bool:
    return all(share_agrees(share, count, whole) for share, count in zip(shares, counts, strict=True))


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


def _parts(paper: ReadPaper, text: str) -> Iterator[Anomaly]:
    """重点抓好4个方面的工作, and three follow; ① and ③ without ②."""
    lines = text.splitlines()
    for item in paper.items:
        numbers = [sub.number for sub in item.sub_items]
        if not numbers:
            continue
        claim = _PARTS.search(item.directive)
        if claim and number_of(claim["count"]) != len(numbers):
            words = texts.SUB_COUNT.format(item=item_name(item), claim=claim[0], count=len(numbers))
            yield Anomaly("sub_count", words, item.section, (item.position,))
        missing = set(range(1, max(numbers) + 1)) - set(numbers)
        below = _without_its_number(lines[item.source_lines[0] - 1 : item.source_lines[1]])
        printed = any(is_shown(number, below, at) for number in missing for at in range(1, len(below) + 1))
        if numbers != list(range(1, len(numbers) + 1)) and not printed and numbers[0] == 1:
            words = texts.SUB_NUMBERS.format(item=item_name(item), numbers="、".join(map(str, numbers)))
            words += texts.SUB_MISSING.format(numbers="、".join(map(str, sorted(missing)))) if missing else ""
            yield Anomaly("sub_number", words, item.section, (item.position,))


def _without_its_number(lines: list[str]) -> list[str]:
    """The lines of an item, the first without the number of the item itself."""
    return [re.sub(r"^\s*\S{1,4}?[、.．）)\t]\s*", "", lines[0]), *lines[1:]] if lines else []


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
