"""Numbers of headings: 一、三、 where no 二 is printed, and the same number twice, as the lines themselves show it."""

import re
from collections.abc import Iterator

from domain.dates.words import number_of
from domain.papers import findings_texts as texts
from domain.papers.reading import SumMismatch
from papers.reading.figures import Place
from papers.reading.layout import SECTION, SourceParagraph

_CHINESE = "零一二三四五六七八九十"


def heading_numbers(lines: list[SourceParagraph], places: list[Place], text: str) -> Iterator[SumMismatch]:
    """Runs of 一、二、…: another paper begins with another 一."""
    raw = text.splitlines()
    run: list[tuple[int, Place]] = []
    for line, place in zip(lines, places, strict=True):
        match = SECTION.match(line.text)
        # A heading in a table stands in each of its rows.
        if match is None or "\t" in raw[line.lines[0] - 1] or "|" in raw[line.lines[0] - 1]:
            continue
        number = number_of(match["number"])
        if run and number <= run[-1][0]:
            yield from _twice(run, number, place)
            run = []
        elif run and number > run[-1][0] + 1:
            yield from _missing(run[-1][0], number, place, text)
        run.append((number, place))


def _missing(before: int, number: int, place: Place, text: str) -> Iterator[SumMismatch]:
    missing = list(range(before + 1, number))
    if len(missing) > 1 or any(_is_printed(one, text) for one in missing):
        return
    words = "、".join(spelled(one) for one in missing)
    sentence = texts.HEADING_MISSING.format(place=place.words, after=spelled(number), missing=words)
    yield SumMismatch("heading_number", sentence, (place,))


def _twice(run: list[tuple[int, Place]], number: int, place: Place) -> Iterator[SumMismatch]:
    """二、 after 二、; a run that begins anew is another list."""
    last, before = run[-1]
    if number != last or number == 1:
        return
    sentence = texts.HEADING_TWICE.format(number=spelled(number), first=before.words, second=place.words)
    yield SumMismatch("heading_number", sentence, (before, place))


def _is_printed(number: int, text: str) -> bool:
    """In whatever form: 二、 二. （二） 第二, or within a line."""
    words = spelled(number)
    return bool(re.search(rf"(?<![一二三四五六七八九十]){words}\s*[、.．，,：:）)]|第{words}[部章节条]", text))


def spelled(number: int) -> str:
    if number <= len(_CHINESE) - 1:
        return _CHINESE[number]
    tens, ones = divmod(number, 10)
    return f"{_CHINESE[tens] if tens > 1 else ''}十{_CHINESE[ones] if ones else ''}"
