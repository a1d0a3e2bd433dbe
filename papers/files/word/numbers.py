"""一、 and 1. that stand in no paragraph's text: Word counts them by list and level."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from papers.files.word.parts import WordParts, attribute, child, children, value

_DEEPEST = 9
_SIMPLE = ("chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "ideographDigital")
_CHINESE = frozenset((*_SIMPLE, "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand", "koreanDigital2"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    words: str
    start: int
    style: str


@dataclass(frozen=True, slots=True)
class _List:
    """Lists of one kind count on, but where one of them begins anew."""

    kind: str
    levels: Mapping[int, _Level]
    anew: frozenset[int]


@dataclass(slots=True)
class WordNumbers:
    """Says the number of each paragraph once, in their order."""

    lists: dict[str, _List]
    styles: dict[str, Any]
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def of(self, properties: Any) -> str:
        """As Word prints it in front of a paragraph of these properties, "" where it has none."""
        name, level = self._place(properties)
        listed = self.lists.get(name)
        if listed is None or "%" not in (found := listed.levels.get(level, _NONE)).words:
            return ""
        self._count(name, listed, level)
        words = found.words
        for at in range(level + 1):
            one = listed.levels.get(at, _NONE)
            words = words.replace(f"%{at + 1}", _said(self.counts.get((listed.kind, at), one.start), one.form))
        return words

    def _count(self, name: str, listed: _List, level: int) -> None:
        start = listed.levels[level].start
        if level in listed.anew and (name, level) not in self.begun:
            self.counts.pop((listed.kind, level), None)
            self.begun.add((name, level))
        self.counts[listed.kind, level] = self.counts.get((listed.kind, level), start - 1) + 1
        for deeper in range(level + 1, _DEEPEST):
            self.counts.pop((listed.kind, deeper), None)

    def _place(self, properties: Any) -> tuple[str, int]:
        """List and level, the paragraph's own or those of its style or of what that is based on."""
        own = child(properties, "numPr")
        name = value(own, "numId")
        if name:
            return name, _whole(value(own, "ilvl"))
        style, seen = value(properties, "pStyle"), set[str]()
        while style in self.styles and style not in seen:
            seen.add(style)
            marks = child(self.styles[style], "pPr", "numPr")
            name = value(marks, "numId")
            if name:
                return name, self._level_of(name, style=style, level=value(own, "ilvl") or value(marks, "ilvl"))
            style = value(self.styles[style], "basedOn")
        return "", 0

    def _level_of(self, name: str, *, style: str, level: str) -> int:
        listed = self.lists.get(name)
        linked = (at for at, one in listed.levels.items() if one.style == style) if listed else iter(())
        return _whole(level) if level else next(linked, 0)


_NONE = _Level("decimal", "", 1, "")


def word_numbers(parts: WordParts) -> WordNumbers:
    styles = {attribute(one, "styleId"): one for one in children(parts.styles, "style")}
    kinds = {attribute(one, "abstractNumId"): one for one in children(parts.numbering, "abstractNum")}
    by_style = {value(one, "styleLink"): one for one in kinds.values() if value(one, "styleLink")}
    lists = {
        attribute(one, "numId"): _list(one, value(one, "abstractNumId"), kinds, by_style)
        for one in children(parts.numbering, "num")
    }
    return WordNumbers(lists, styles)


def _list(number: Any, kind: str, kinds: Mapping[str, Any], by_style: Mapping[str, Any]) -> _List:
    described = kinds.get(kind)
    described = by_style.get(value(described, "numStyleLink"), described)
    levels = {_whole(attribute(one, "ilvl")): _level(one) for one in children(described, "lvl")}
    anew = set()
    for change in children(number, "lvlOverride"):
        at = _whole(attribute(change, "ilvl"))
        before = levels.get(at, _NONE)
        before = _level(own) if (own := child(change, "lvl")) is not None else before
        if start := value(change, "startOverride"):
            anew.add(at)
            before = _Level(before.form, before.words, _whole(start), before.style)
        levels[at] = before
    return _List(kind, levels, frozenset(anew))


def _level(level: Any) -> _Level:
    form = value(level, "numFmt", otherwise="decimal")
    words = "" if form in ("bullet", "none") else value(level, "lvlText")
    return _Level(form, words, _whole(value(level, "start"), 1), value(level, "pStyle"))


def _whole(words: str, otherwise: int = 0) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 8 else otherwise


def _said(number: int, form: str) -> str:
    if form in _CHINESE:
        return _chinese(number)
    if "ircle" in form and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form in ("decimalEnclosedParen", "ideographEnclosedParen") and 1 <= number <= 20:
        return f"（{number}）"
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    import cn2an

    words = str(cn2an.an2cn(number))
    return words.removeprefix("一") if 10 <= number < 20 else words
