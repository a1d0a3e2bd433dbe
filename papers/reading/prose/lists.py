"""Lists within a sentence: 滞后项目：一是…；二是…, 已完成5项，分别是：…、…, 甲、乙2项未开工.

A list of matters is told by its frame: it counts as many matters (项, 件) as are named, says how far they are, or
bears the name of what the paper is about.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from domain.dates.words import number_of
from papers.reading.frame.numbering import CHINESE
from papers.reading.items import OutlineEntry
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import is_closed, split_outside
from papers.reading.prose.parts import Part, are_units, as_entry, is_nameable, is_rest, part_of
from papers.reading.sections import section_from

# 一是…；二是…, 1.…；2.…, ①…②…, （1）…
_MARKS = (
    re.compile(rf"(?<=[：；。，])(?P<number>[{CHINESE}]{{1,2}})(?:是(?!否)|要)"),
    re.compile(rf"(?<=[：；。，])第(?P<number>[{CHINESE}]{{1,2}})[，、]"),
    re.compile(r"(?<=[：；。])(?P<number>\d{1,2})(?:[、．]|\.(?!\d))"),
    re.compile(r"(?P<number>[①-⑳])"),
    re.compile(rf"(?<=[：；。])（(?P<number>\d{{1,2}}|[{CHINESE}]{{1,2}})）"),
)
_MATTER = "(?:项目|事项|任务|工程|实事|指标)"
_LISTS = re.compile(
    r"(?:项目|事项|任务|问题|措施|不足)[^。；]{0,8}(?:有|是|为|表现[在为]|体现在)[：，]$"
    r"|(?:项目|事项|任务|工程|工作|问题|措施)[^，。；：]{0,8}[：，]$|(?:包括|分别[是为]|决定|议定|明确|同意|要求)(?:以下|如下)?[^，。；：]{0,4}[：，]$"
)
_NOUNS = re.compile(r"(?:项目|事项|任务|工程)[^，。；：]{0,8}[：，]$")
# 5项, 三个项目, 子项目7个; not 3个乡镇
_COUNT = re.compile(
    rf"(?P<first>\d+|[{CHINESE}两]{{1,3}})\s*(?:[项件]|个(?=[^，。；：]{{0,4}}{_MATTER}))|{_MATTER}(?:共|有|为)?(?P<second>\d+)\s*个"
)
_STATE = re.compile(
    r"已|未(?!成年|来)|慢|快于|较快|滞后|落后|欠进度|超进度|推进中|正在|完成|完工|竣工|开工|建成|投用|达到?(?:序时|时序|进度)|顺利|存在问题"
)
_DONE = re.compile(r"(?:圆满|全部|均已|如期|提前)(?:完成|完工|竣工|办结|销号)")
# …，分别是：, 20.0%，为, 5项：
_SAYS = re.compile(
    r"(?:分别|依次)(?:是|为|有)[：，]?|(?:包括|[有为是])：|包括|(?<=[，：])(?:即|为|有)[：，]?|(?<=[项件个])：|(?<=[^：，]{3})："
    rf"|(?<={_MATTER})：|(?<=的)有(?=[^\d，、：]{{3}})"
)
# 滞后的项目主要有：
_NOUN_AT_END = re.compile(rf"{_MATTER}(?:主要|具体|共|依次|分别)*$")
# 已办结的 有…
_STATE_AT_END = re.compile(r"(?:已|正在|尚?未|进展|进度|推进|滞后|缓慢|完成|办结|开工)[^，。；：]{0,8}的$")
# 甲、乙等四个项目
_COUNT_AT_END = re.compile(
    rf"(?:，(?:即|均)?为[^，。；：]{{0,20}}?|等?共?)(?P<count>\d+|[{CHINESE}两]{{1,3}})(?:项|件|个)[^，。；：、]{{0,8}}$"
)
_NAMES_FIRST = re.compile(
    rf"(?P<names>[^。；，：]{{6,300}}?)等?(?P<count>\d+|[{CHINESE}]{{1,3}})(?:项|件|个)[^，。；、\d]{{0,10}}?(?:已|均|全部|未|尚|正|滞后|进展|进度|推进)"
)
_BRACKETED = re.compile(r"(?<=[项件个])（(?P<names>[^（）、；]{2,60}、[^（）；]{2,300})）")
_SAYS_EACH = re.compile("分别(?:是|为|有)|依次(?:是|为)")
_FEWEST, _SHORTEST_NAME, _FEWEST_LINES = 2, 4, 3
# Nobody writes longer ones.
_LONGEST_SENTENCE, _MOST_FRAMES = 1500, 20
_SHORTEST_ECHO, _ECHO = 2, 4


@dataclass(frozen=True, slots=True)
class NamedList:
    """`is_counted` when the frame counts as many as are named."""

    frame: str
    parts: tuple[Part, ...]
    lines: tuple[int, int]
    numbers: tuple[int, ...] = ()
    is_counted: bool = False

    @property
    def has_state(self) -> bool:
        return bool(_STATE.search(self.frame))

    @property
    def is_done(self) -> bool:
        return section_from(self.frame.strip("，："), 0).state == "closed" or bool(_DONE.search(self.frame))

    def entries(self) -> Iterator[OutlineEntry]:
        for place, part in enumerate(self.parts):
            yield as_entry(part, self.numbers[place] if self.numbers else None, self.lines, is_done=self.is_done)


def is_stated(found: NamedList) -> bool:
    """Matters, and how far they are: 已完成5项，分别是…; 进度较慢的项目，一是…"""
    if found.numbers and _NOUNS.search(found.frame):
        return True
    names_matters = re.search(_MATTER, found.frame) or _STATE_AT_END.search(found.frame)
    return found.has_state and (found.is_counted or names_matters is not None)


def is_announced(found: NamedList, front: list[str]) -> bool:
    """What a paper without numbers may list: counted, named in its title, or said to be what was decided."""
    if is_stated(found) or (found.numbers and _LISTS.search(found.frame)):
        return True
    if found.is_counted and re.search(_MATTER, found.frame):
        return True
    words = _COUNT.split(found.frame)[-1] or ""
    core = re.sub(r"[^\u4e00-\u9fff]", "", words)[-_ECHO:]
    return len(core) >= _SHORTEST_ECHO and any(core in line for line in front)


def lists_in(line: SourceParagraph) -> list[NamedList]:
    """All lists of a paragraph in order."""
    start, runs = _ordered(line)
    words = line.text[:start] if runs else line.text
    is_cut = not runs and words[-1:] not in "。；"
    sentences = [one for one in re.split("(?<=。)(?!(?:分别|依次)[是为])", _unbracketed(words)) if one]
    found = [one for at in sentences for one in _named(at, line.lines, is_cut=is_cut and at is sentences[-1])]
    return [*found, *runs]


def _unbracketed(words: str) -> str:
    """滞后的有2项（甲、乙），占…"""
    return _BRACKETED.sub("：\\g<names>；", words)


def _ordered(line: SourceParagraph) -> tuple[int, list[NamedList]]:
    """一是…，二是…: where the frame of the first begins, and each list of the paragraph."""
    for pattern in _MARKS:
        runs = _runs(list(pattern.finditer(line.text)))
        if runs:
            starts = [run[0].start() - len(_frame(line.text[: run[0].start()])) for run in runs]
            ends = [*starts[1:], len(line.text)]
            return starts[0], [_run_list(line, run, end) for run, end in zip(runs, ends, strict=True)]
    return 0, []


def _runs(marks: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """存在问题：一是…二是…。下一步：一是…二是…: none where a number is out of its turn."""
    runs: list[list[re.Match[str]]] = []
    for mark in marks:
        number = _number(mark["number"])
        if number == 1:
            runs.append([])
        if not runs or number != len(runs[-1]) + 1:
            return []
        runs[-1].append(mark)
    return runs if all(len(run) >= _FEWEST for run in runs) else []


def _frame(before: str) -> str:
    return re.split("(?<=[。；])", before)[-1]


def _run_list(line: SourceParagraph, run: list[re.Match[str]], end_of_run: int) -> NamedList:
    frame = _frame(line.text[: run[0].start()])
    ends = [*(mark.start() for mark in run[1:]), end_of_run]
    words = [line.text[mark.end() : end].strip("；。， ") for mark, end in zip(run, ends, strict=True)]
    parts = [part_of(one) if _STATE.search(frame) else Part(one) for one in words]
    numbers = tuple(range(1, len(run) + 1))
    return NamedList(frame, tuple(parts), line.lines, numbers, is_counted=_counted(frame) == len(parts))


def lines_counted(frame: str, lines: list[SourceParagraph]) -> list[SourceParagraph]:
    """今年10件实事分别是： and ten lines of it."""
    count = _counted(frame) or 0
    whole = [line for line in lines[:count] if line.text.endswith(("。", "；"))]
    return whole if len(whole) == count >= _FEWEST_LINES else []


def _number(words: str) -> int:
    return int(unicodedata.numeric(words)) if words in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" else number_of(words)


def _counted(frame: str) -> int | None:
    counts = list(_COUNT.finditer(frame))
    return number_of(counts[-1]["first"] or counts[-1]["second"]) if counts else None


def _named(sentence: str, lines: tuple[int, int], *, is_cut: bool) -> Iterator[NamedList]:
    """The lists of a sentence; between ； stand several lists, or the parts of one."""
    if len(sentence) > _LONGEST_SENTENCE:
        return
    pieces = split_outside(sentence, "；")
    for at, piece in enumerate(pieces):
        is_last = is_cut and at == len(pieces) - 1
        found = _after(piece, lines, is_cut=is_last) or _before(piece, lines)
        if found:
            yield found
        elif at + 1 < len(pieces) and (found := _after("；".join(pieces[at:]), lines, is_cut=False)):
            yield found
            return


def _after(sentence: str, lines: tuple[int, int], *, is_cut: bool) -> NamedList | None:
    """已完成5项，分别是：甲、乙、…: as many as it counts, but for a copy that breaks off."""
    for match in islice(_SAYS.finditer(sentence), _MOST_FRAMES):
        frame, rest = sentence[: match.start()], sentence[match.end() :].strip("。；")
        if _SAYS_EACH.search(rest):
            continue
        count = _counted(frame)
        if count is None and (last := _COUNT_AT_END.search(rest)):
            count, frame, rest = number_of(last["count"]), frame + last[0], rest[: last.start()]
        words = _split(rest, count or 0)
        is_told = count is None and _heads_names(frame) and min(map(len, words)) >= _SHORTEST_NAME
        is_whole = len(words) == count or (is_cut and _FEWEST < len(words) < (count or 0))
        if (is_told or is_whole) and len(words) >= _FEWEST:
            parts = _carried([part_of(one) for one in words])
            if all(is_nameable(part) for part in parts) and not (is_told and are_units("、".join(words))):
                return NamedList(frame, tuple(parts), lines, is_counted=is_whole)
    return None


def _heads_names(frame: str) -> bool:
    """滞后的项目主要, 已办结的: before 有 and what are no units."""
    return bool(_NOUN_AT_END.search(frame) or _STATE_AT_END.search(frame))


def _split(words: str, count: int) -> list[str]:
    """At the marks that make as many parts as are counted, else at the lowest."""
    levels = [_at(words, mark) for mark in ("；", "，")]
    clause = _at(words, "，")[0]
    listed = _at(clause, "、")
    levels += [listed, [*listed[:-1], *_at(listed[-1], "以及|[和及与]")]]
    levels.append([one for part in listed for one in _at(part, "以及|[和及与]")])
    return next((level for level in levels if len(level) == count), listed)


def _at(words: str, mark: str) -> list[str]:
    """Parts at a mark outside quotes and brackets; 其他… at the end is none."""
    parts, last = [], 0
    for match in re.finditer(mark, words):
        before = words[: match.start()]
        if is_closed(before):
            parts.append(words[last : match.start()])
            last = match.end()
    return [one for one in (*parts, words[last:]) if one.strip() and not is_rest(one)] or [words]


def _carried(parts: list[Part]) -> list[Part]:
    """县甲局负责的甲及乙: both are its matters."""
    units = ""
    out: list[Part] = []
    for part in parts:
        units = part.units or units
        out.append(replace(part, units=units))
    return out


def _before(sentence: str, lines: tuple[int, int]) -> NamedList | None:
    """甲、乙、丙3项指标未达到序时进度"""
    for match in _NAMES_FIRST.finditer(sentence):
        words = _split(match["names"], count := number_of(match["count"]))
        if len(words) == count >= _FEWEST:
            rest = re.split("[，。；（]", sentence[match.start("count") :])[0]
            return NamedList(rest, tuple(Part(one) for one in words), lines, is_counted=True)
    return None
