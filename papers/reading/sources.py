"""Where each field of an item stands in the source, and what about it should be looked at first."""

import re
from dataclasses import replace

from domain.office.units import is_group
from domain.papers import oddities_texts as texts
from domain.papers.reading import FieldSource, ReadItem, ReadPaper, Roster
from papers.reading.layout import tidy
from papers.reading.names.persons import is_of_offices
from papers.reading.names.unit_forms import is_unit
from papers.reading.units import unknown_units

_QUOTES = str.maketrans("“”‘’\"'", "\0" * 6)
# A value is looked for by its first and last letters: what stands between may be mended or cut by pages.
_EDGE = 10
_DONE = re.compile(r"已|了|完成|正在|尚|未|%|进度|达|开展|印发|落实|召开|就绪|推进|启动|开工|新增|建成")
_LOOKS_DONE = re.compile(r"(?<!不)已(?:经)?(?:完成|办结|印发|开工|建成|拨付|启动)|截至目前|截止目前")


def with_sources(
    paper: ReadPaper, text: str, roster: Roster | None = None, *, tells_progress: bool = False
) -> ReadPaper:
    lines = text.splitlines()
    items = (_with_sources(item, lines, roster, tells_progress=tells_progress) for item in paper.items)
    return replace(paper, items=tuple(items))


class _Stretch:
    """The lines of an item as one run of letters, each knowing its line."""

    def __init__(self, lines: list[str], span: tuple[int, int]) -> None:
        self.span = span
        self.letters = ""
        self.line_of: list[int] = []
        for number in range(span[0], span[1] + 1):
            plain = _plain(tidy(lines[number - 1])) if 0 < number <= len(lines) else ""
            self.letters += plain
            self.line_of += [number] * len(plain)

    def lines_of(self, words: str) -> tuple[int, int]:
        """First and last line of `words`, or those of the item when they are not found as printed."""
        plain = _plain(words)
        first = self.letters.find(plain[:_EDGE]) if plain else -1
        if first < 0:
            return self.span
        last = self.letters.find(plain[-_EDGE:], max(first, first + len(plain) - _EDGE - 4))
        end = last + len(plain[-_EDGE:]) - 1 if last >= 0 else first + len(plain) - 1
        return self.line_of[first], self.line_of[min(end, len(self.line_of) - 1)]

    def lines_of_all(self, words: tuple[str, ...]) -> tuple[int, int]:
        spans = [self.lines_of(one) for one in words]
        found = [span for span in spans if span != self.span] or spans
        return min(span[0] for span in found), max(span[1] for span in found)


def _plain(words: str) -> str:
    return re.sub(r"\s", "", words).translate(_QUOTES)


def _with_sources(item: ReadItem, lines: list[str], roster: Roster | None, *, tells_progress: bool) -> ReadItem:
    stretch = _Stretch(lines, item.source_lines)
    told = {source.field: source.doubt for source in item.sources}
    doubts = {**_doubts(item, roster, tells_progress=tells_progress), **told}
    values: dict[str, tuple[str, ...]] = {
        "directive": (item.directive,),
        "lead_leaders": item.lead_leaders,
        "consulted_leaders": item.consulted_leaders,
        "responsible_units": item.responsible_units,
        "cooperating_units": item.cooperating_units,
        "deadline": (item.deadline_text,) if item.deadline_text else (),
        "sub_items": tuple(word for sub in item.sub_items for word in (sub.directive, sub.progress) if word),
        "progress": (item.progress,) if item.progress else (),
    }
    sources = [
        FieldSource(name, stretch.lines_of_all(words) if words else item.source_lines, doubts.get(name, ""))
        for name, words in values.items()
        if words or name in doubts
    ]
    return replace(item, sources=tuple(sources))


def _doubts(item: ReadItem, roster: Roster | None, *, tells_progress: bool) -> dict[str, str]:
    doubts: dict[str, str] = {}
    if not item.responsible_units:
        doubts["responsible_units"] = texts.HAS_NO_UNIT
    for name, units in (("responsible_units", item.responsible_units), ("cooperating_units", item.cooperating_units)):
        if doubt := _doubt_of_units(units, roster):
            doubts[name] = doubt
    if item.open_list and "responsible_units" not in doubts and "cooperating_units" not in doubts:
        doubts["responsible_units"] = texts.HAS_OPEN_LIST
    if roster is not None and roster.people:
        for name, people in (("lead_leaders", item.lead_leaders), ("consulted_leaders", item.consulted_leaders)):
            strangers = [one for one in people if one not in roster.people]
            if strangers:
                doubts[name] = texts.STRANGE_PERSON.format(name=strangers[0])
    return doubts | (_doubt_of_words(item) if tells_progress else {})


def _doubt_of_units(units: tuple[str, ...], roster: Roster | None) -> str:
    groups = [one for one in units if is_group(one) and (roster is None or one not in roster.units)]
    if groups:
        return texts.IS_GROUP.format(name=groups[0])
    if roster is None:
        guessed = [one for one in units if not is_unit(one) and not is_of_offices(one)]
        return texts.GUESSED_UNIT.format(name=guessed[0]) if guessed else ""
    unknown = unknown_units(units, roster)
    return texts.STRANGE_UNIT.format(name=unknown[0]) if unknown else ""


def _doubt_of_words(item: ReadItem) -> dict[str, str]:
    """Where directive and progress may have been parted at the wrong place."""
    has_progress = bool(item.progress) or any(sub.progress for sub in item.sub_items)
    if item.directive.count("“") != item.directive.count("”"):
        return {"directive": texts.UNPAIRED_QUOTES}
    if _LOOKS_DONE.search(item.directive):
        return {"directive": texts.LOOKS_DONE}
    if not has_progress:
        return {"progress": texts.NO_PROGRESS}
    if item.progress and not _DONE.search(item.progress):
        return {"progress": texts.LOOKS_LIKE_DIRECTIVE}
    bare = [sub for sub in item.sub_items if not sub.progress]
    if bare and len(bare) < len(item.sub_items):
        return {"sub_items": texts.SUB_WITHOUT_PROGRESS.format(number=bare[0].number)}
    return {}
