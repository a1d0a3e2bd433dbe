"""A number of things, and the things named: "3项分别是：" with two names behind it."""

import re
from collections.abc import Iterator

from domain.papers import findings_texts as texts
from domain.papers.reading import SumMismatch
from papers.checking.counts import Count
from papers.checking.scope import CountedParagraph

_NAMES = re.compile(r"^[^，。；：、（）\d]{0,14}?[，：]?(?:分别[是为]|具体[是为]|依次[是为])：?(?P<names>[^。]+)")
_BOXED = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）")
_TITLE = re.compile(r"《[^《》]*》|“[^“”]*”")
_WITHIN = re.compile(r"[、，；\d和及与]")
_MARKED = re.compile(r"(?:^|(?<=[、，；：]))(?:\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]是)")
_OPEN = re.compile(r"等(?:$|\d|[^，、]{0,8}$)|…|——")
_JOINED = re.compile(r"[和及与]|以及")
_LONGEST = 24


def named(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    for told in paragraphs:
        for one in told.counts:
            names = _names(told.text, one)
            if names and one.value not in _ways(names):
                words = texts.NAMED.format(
                    place=told.place.words, count=one.text, listed=len(names), names="、".join(names)
                )
                yield SumMismatch("named", words, (told.place,))


def _names(text: str, one: Count) -> list[str]:
    """The names behind 分别是, or none where it cannot be said what is one name."""
    match = _NAMES.match(text[one.end :])
    if match is None or one.is_vague or one.unit != 1:
        return []
    bare = _TITLE.sub(lambda title: _WITHIN.sub("", title[0]), _BOXED.sub("", match["names"]))
    if _MARKED.search(bare):
        return [part.strip("，、；") for part in _MARKED.split(bare) if part.strip("，、；")]
    bare = bare.split("；")[0]
    if re.search(r"\d", bare):
        return []
    names = [name for name in bare.split("、") if name]
    is_list = len(names) > 1 and all(len(name) <= _LONGEST for name in names)
    return names if is_list and "，" not in bare and not _OPEN.search(bare) else []


def _ways(names: list[str]) -> set[float]:
    """How many they may be: the last two can be joined, and a name can hold an and of its own."""
    joined = sum(len(_JOINED.findall(name)) for name in names)
    return {float(len(names) + more) for more in range(joined + 1)}
