"""Numbers that are missing or stand twice, where the lines of the paper themselves show it.

A number that is printed somewhere between its neighbours is not missing: then the reader has lost it, and the paper
is not to blame. An excerpt may begin and go on with any number.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from domain.ideographs import HAN
from domain.papers import oddities_texts as texts
from domain.papers.reading import Anomaly, ReadItem, ReadPaper

_CHINESE = "零一二三四五六七八九十"
_MEASURES = "年月日号时季周天个件项条处户家名人次所座台套万亿元公平米亩吨"
_BARS = "|｜│¦"
_NARROW = {ord("０") + digit: ord("0") + digit for digit in range(10)}
# 1.关于…的事项, below which another 1. is the first decision.
_TOPIC = re.compile(r"^\s*\S{1,4}\s*(?:关于|研究|听取|审议|讨论|传达)")
_WIDEST_GAP, _MOST_GAPS = 3, 2
_MOST_TWICE = 2


def number_anomalies(paper: ReadPaper, text: str) -> Iterator[Anomaly]:
    lines = text.splitlines()
    places = _places(paper.items)
    for run in _runs(list(paper.items), lines):
        yield from _repeated(run, places, lines)
        above = min(item.source_lines[0] for item in paper.items if item.section == run[0].section)
        missing = _missing(run, above, lines)
        if missing:
            yield Anomaly("missing_number", texts.missing(_section_of(run, missing[0]), missing), run[0].section)


def _places(items: tuple[ReadItem, ...]) -> dict[int, int]:
    """Of each position its place in its section."""
    sections: Counter[int] = Counter()
    places: dict[int, int] = {}
    for item in items:
        sections[item.section] += 1
        places[item.position] = sections[item.section]
    return places


def _section_of(run: list[ReadItem], number: int) -> int:
    """Where a missing number would stand: with the one before it."""
    before = [item for item in run if (item.number_as_printed or 0) < number]
    return (before[-1] if before else run[0]).section


def _runs(items: list[ReadItem], lines: list[str]) -> list[list[ReadItem]]:
    """Numbers go on from section to section, or begin anew: with a 1 after a higher number, with a number that the
    run has already, and with a 1 after a 1 below another heading."""
    found: list[list[ReadItem]] = []
    for item in items:
        number = item.number_as_printed
        if number is None:
            continue
        run = found[-1] if found else []
        numbers = [one.number_as_printed or 0 for one in run]
        is_below = number < numbers[-1] if numbers else True
        begins = not run or (number == 1 and numbers[-1] > 1) or (is_below and number in numbers)
        if number == 1 and numbers[-1:] == [1]:
            is_topic = bool(_TOPIC.search(_line(lines, run[-1].source_lines[0])))
            begins = item.section != run[-1].section or is_topic or _is_parted(run[-1], item, lines)
        if begins:
            found.append([])
        found[-1].append(item)
    return found


def _is_parted(former: ReadItem, later: ReadItem, lines: list[str]) -> bool:
    """Whether words of neither stand between two items: a heading."""
    return any(line.strip() for line in lines[former.source_lines[1] : later.source_lines[0] - 1])


def _repeated(run: list[ReadItem], places: dict[int, int], lines: list[str]) -> Iterator[Anomaly]:
    counted = Counter(item.number_as_printed for item in run)
    twice = [number for number, times in counted.items() if number is not None and times > 1]
    # Many numbers twice are two lists whose headings were lost.
    if len(twice) > _MOST_TWICE:
        return
    for number in twice:
        ones = [item for item in run if item.number_as_printed == number]
        # A number in a merged cell is printed once; 1. and （一） are of two levels.
        marks = {_mark_of(number, lines, item.source_lines[0]) for item in ones}
        if len(marks) == 1 and "" not in marks:
            positions = tuple(item.position for item in ones)
            words = texts.repeated(ones[0].section, number, [places[position] for position in positions])
            yield Anomaly("repeated_number", words, ones[0].section, positions)


def _missing(run: list[ReadItem], above: int, lines: list[str]) -> list[int]:
    """`above` is the line where the first item of their section begins."""
    numbers = [item.number_as_printed or 0 for item in run]
    # An excerpt begins with any number; only a 1 can be missing before the first.
    start = 1 if min(numbers) <= _WIDEST_GAP else min(numbers)
    missing = sorted(set(range(start, max(numbers) + 1)) - set(numbers))
    missing = [number for number in missing if not _stands_between(run, number, above, lines)]
    return missing if _is_likely(missing, numbers) else []


def _stands_between(run: list[ReadItem], number: int, above: int, lines: list[str]) -> bool:
    """Whether the lines between the items on both sides of a number bear it."""
    below = [item for item in run if (item.number_as_printed or 0) < number]
    nearest = max((item.number_as_printed or 0 for item in below), default=0)
    first = min((item.source_lines[0] for item in below if item.number_as_printed == nearest), default=1)
    # What was read of a list within an item may have parted the run.
    first = min(first, above)
    last = min(item.source_lines[1] for item in run if (item.number_as_printed or 0) > number)
    return any(is_shown(number, lines, at) for at in range(first, last + 1))


def _is_likely(missing: list[int], numbers: list[int]) -> bool:
    """A slip leaves out a few; a part of a larger list leaves out many, or some here and there."""
    present = sorted({min(missing, default=1) - 1, *numbers})
    gaps = [after - one - 1 for one, after in pairwise(present) if after > one + 1]
    is_few = len(gaps) <= _MOST_GAPS and max(gaps, default=0) <= _WIDEST_GAP
    return bool(missing) and is_few and 2 * len(missing) <= len(numbers) + 1


def is_shown(number: int, lines: list[str], at: int) -> bool:
    return bool(_mark_of(number, lines, at))


def _mark_of(number: int, lines: list[str], at: int) -> str:
    """What a line bears the number in: 2、 (2) ② 二、 第二, alone in a cell or after a full stop."""
    words = _spelled(number)
    circled = chr(0x2460 + number - 1) if number <= 20 else "①①"
    digits = rf"0?{number}(?:\s*[、．.，）):：】]|\s*$|\s*[\t{_BARS}]|\s+(?=\D)|(?![{_MEASURES}])(?=[{HAN}“]))"
    marks = rf"(?:{digits}|{words}\s*[、.．，：:）)是要]|{circled})"
    pattern = rf"(?:^|[\t{_BARS}。；;：:”]|事项|任务|序号)\s*(?P<mark>[（(【]?第?{marks})"
    found = re.search(pattern, _line(lines, at).strip().translate(_NARROW))
    return re.sub(r"\s", "", found["mark"]) if found else ""


def _line(lines: list[str], at: int) -> str:
    return lines[at - 1] if 1 <= at <= len(lines) else ""


def _spelled(number: int) -> str:
    if number < len(_CHINESE):
        return _CHINESE[number]
    tens, ones = divmod(number, 10)
    return f"{_CHINESE[tens] if 1 < tens < 10 else ''}十{_CHINESE[ones] if ones else ''}"
