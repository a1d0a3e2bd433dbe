"""Matters told clause after clause with how far each is: 甲项目主体封顶；乙工程正在招标；丙、丁等项目进展缓慢."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from papers.reading.items import OutlineEntry
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import is_closed, split_outside
from papers.reading.prose.parts import Part, are_units, as_entry, is_nameable, is_rest

_NOUN = "(?:项目|工程|事项|任务|(?<!民生)实事)(?![目情标])(?:[一二三四五六]期)?|[一二三四五六]期(?!项目|工程)"
# 甲河治理, 乙楼建设: deeds that stand for a matter where a plain word of state follows.
_DEED = "建设|创建|改造|整治|治理|提升|改建|扩建|新建|迁建|搬迁|修缮|问题|等"
_PLAINLY = (
    "(?:均|都)?(?:已(?!经?成为)|正在|尚未|未(?!来)|全面|总体|基本|有序|稳步|顺利|正常|加快|持续|进展|进度(?!情况)|推进(?!进度|情况)|处于|预计"
    "|(?:因|受)[^，]{1,30}，(?:[^，]{0,10}，)?(?:已|未|尚|进|推|暂))"
)
# 主体封顶, 完成2条生产线, 8月底并网: how far one is may be said in any words.
_ANYHOW = r"(?!的|等|、|和|及|与|以及|\d+\s*[个项件家]|总|要|须|是|为|[^，。；]{0,6}情况|[^，。；]{0,4}(?:现场|点位))"
_NAME = re.compile(
    rf"^(?P<name>[^，。；：]{{3,120}}?(?:(?:{_NOUN})(?={_ANYHOW})|(?:{_DEED})(?={_PLAINLY})))(?P<state>.+)$"
)
_PLAIN = re.compile(f"^{_PLAINLY}")
_AND_OTHERS = re.compile(r"等(?:[\d一二三四五六七八九十]+[个项件])?(?:[^、，]{0,4}(?:项目|工程|事项|任务|实事))?$")
_PARTED = re.compile("、|以及")
_LEAD_IN = re.compile(r"^(?:其中|另外|此外|同时|目前|截至目前)?[，：]?")
# What is urged, and what is said of many at once.
_NO_NAME = re.compile(
    r"^(?:确保|力争|加快|推动|要|请|督促|围绕|对|把|将|为|以|通过|已|未|正|各|全[县市区省]|其[他它余]|所有|上述|以上|该|这|部分|个别|大?多数|大部分)"
    r"|\d+\s*[个项件家]|[对为]我"
)
_CLASS = re.compile(rf"重点|重大|续建|在建|新开工|新建|存量|增量|省|市|区|县|年度|主要|民生|{_NOUN}")
_SUM = re.compile(r"(?:投资|资金)[^，。；]{0,6}\d|%")
_AMOUNT = re.compile(r"\d")
# 12处泵站改造已完工9处（75%）: the share parts one matter from the next, whatever it is called.
_MEASURED = re.compile(
    r"(?:^|[，。；：、])(?:其中)?(?P<name>[^，。；：、（）]{4,40}(?:（[^（）\d]{1,12}）){0,2}?)(?P<state>(?:已|正在|尚未|未)[^，。；：、（）]{1,24}（[\d.]+%）)"
)
_BEHIND = re.compile(r"未|滞后|缓慢|[较偏]慢|迟缓|不快|不力")
_GOES_ON = re.compile(r"^(?:目前|现|已|正|尚|预计|计划|累计|截至|\d+月)")
_TELLS = re.compile("通报|督查|督办|进展|进度|(?:推进|完成|落实)情况|汇报")
_SHORTEST, _CLASS_LENGTH, _FEWEST, _FEWEST_NAMES, _LONGEST = 3, 4, 3, 2, 4000


@dataclass(frozen=True, slots=True)
class StatedMatters:
    """What one clause names, and how far all of it is; `is_plain` where a word of state follows the name."""

    parts: tuple[Part, ...]
    lines: tuple[int, int]
    is_plain: bool

    @property
    def is_listed(self) -> bool:
        return self.is_plain and len(self.parts) >= _FEWEST_NAMES

    @property
    def is_behind(self) -> bool:
        return bool(_BEHIND.search(self.parts[0].progress))


def stated_in_prose(front: list[str], prose: list[SourceParagraph]) -> list[OutlineEntry]:
    """A paper on how far things are, that names at least a few so, or several at once: where it lists who is behind,
    those are what is to be supervised."""
    if not any(_TELLS.search(line) for line in [*front, *(line.text for line in prose[:2])]):
        return []
    if measured := [one for line in prose for one in _measured(line)]:
        return _entries(measured)
    found = [one for line in prose for one in _stated(line)]
    plain = [one for one in found if one.is_plain]
    if behind := [one for one in plain if one.is_listed and one.is_behind]:
        return _entries(behind)
    if len(plain) >= _FEWEST or any(_is_run(line) for line in prose):
        return _entries(found)
    return _entries(plain) if any(one.is_listed for one in plain) else []


def stated_by_clause(body: list[SourceParagraph]) -> list[OutlineEntry]:
    """Paragraphs of a chapter that are nothing but such clauses."""
    return _entries([one for line in body if _is_run(line) for one in _stated(line)])


def is_particular(name: str) -> bool:
    """体育公园工程, and neither 工业项目 nor 重点工程续建项目."""
    return len(_CLASS.sub("", name)) >= _SHORTEST and not _NO_NAME.search(name)


def _measured(line: SourceParagraph) -> list[StatedMatters]:
    """Several matters of a sentence, each with the share of it that is done."""
    marks = list(_MEASURED.finditer(line.text[:_LONGEST]))
    if len(marks) < _FEWEST:
        return []
    return [StatedMatters((Part(mark["name"], mark["state"]),), line.lines, is_plain=True) for mark in marks]


def _entries(found: list[StatedMatters]) -> list[OutlineEntry]:
    entries = (as_entry(part, None, one.lines) for one in found for part in one.parts)
    return list({entry.body[0].text: entry for entry in entries}.values())


def _is_run(line: SourceParagraph) -> bool:
    clauses = [one for one in split_outside(line.text[:_LONGEST], "。；") if one]
    opened = sum(_opened(clause) is not None for clause in clauses)
    return opened >= _FEWEST and opened + 1 >= len(clauses)


def _stated(line: SourceParagraph) -> Iterator[StatedMatters]:
    """Each clause that names a matter, with what follows up to the next that does."""
    found: StatedMatters | None = None
    for sentence in split_outside(line.text[:_LONGEST], "。；"):
        pieces = split_outside(sentence, "，")
        starts = [at for at in range(len(pieces)) if _opens(pieces, at)]
        if found and not starts and _GOES_ON.match(sentence):
            found = _longer(found, sentence)
            continue
        if found:
            yield found
        found = None
        for start, end in pairwise([*starts, len(pieces)]):
            if found:
                yield found
            found = _matters(pieces[start:end], line.lines)
    if found:
        yield found


def _opens(pieces: list[str], at: int) -> bool:
    return _LEAD_IN.fullmatch(pieces[at]) is None and _opened("，".join(pieces[at:])) is not None


def _opened(piece: str) -> re.Match[str] | None:
    match = _NAME.match(_LEAD_IN.sub("", piece))
    if match is None or not is_particular(match["name"]):
        return None
    name, state = match["name"], match["state"]
    is_sum = len(_CLASS.sub("", name)) <= _CLASS_LENGTH and _SUM.search(state)
    return match if is_closed(name) and not is_sum else None


def _matters(pieces: list[str], lines: tuple[int, int]) -> StatedMatters | None:
    words = "，".join(takewhile(lambda piece: piece is pieces[0] or not is_rest(piece), pieces))
    match = _NAME.match(_LEAD_IN.sub("", words))
    name, state = (match["name"], match["state"]) if match else (words, "")
    names = [one for one in _PARTED.split(_AND_OTHERS.sub("", name)) if one]
    is_plain = _PLAIN.match(state) is not None
    # 甲、乙等项目完成投资2亿元 tells one figure of all together.
    if are_units("、".join(names)):
        return None
    if len(names) < _FEWEST_NAMES or _AMOUNT.search(state):
        return StatedMatters((Part(name, state),), lines, is_plain)
    parts = [Part(one, re.sub("^[均都]", "", state)) for one in names]
    return StatedMatters(tuple(filter(is_nameable, parts)), lines, is_plain)


def _longer(found: StatedMatters, sentence: str) -> StatedMatters:
    parts = [Part(part.name, f"{part.progress}。{sentence}", part.units) for part in found.parts]
    return StatedMatters(tuple(parts), found.lines, found.is_plain)
