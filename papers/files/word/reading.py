"""What is printed of a .docx, line by line: a paragraph a line, a row of a table a line with its cells at tabs.

Insertions, content controls, fields, smart tags and the like are looked through; what is struck out, moved away,
hidden or only a prompt is not there. Text boxes stand before or after the paragraph that they hang on, notes after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from papers.files.sheets import cell_words
from papers.files.word.fields import Fields
from papers.files.word.numbers import WordNumbers, word_numbers
from papers.files.word.parts import WordParts, attribute, child, children, is_on, local, value
from papers.reading.tables.grid import MERGED

_THROUGH = frozenset(("ins", "moveTo", "smartTag", "customXml", "sdtContent", "hyperlink", "fldSimple", "dir", "bdo"))
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "tblPr", "tblGrid", "trPr", "tcPr")
_NOT_SAID = frozenset((*_PROPERTIES, "sectPr", "del", "moveFrom", "delText", "rt", "object"))
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_NOTE = "注："
# Circled digits of the font Wingdings.
_WINGDINGS = {0xF081 + at: chr(ord("①") + at) for at in range(10)}


@dataclass(slots=True)
class _Paragraph:
    words: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)

    @property
    def text(self) -> str:
        return "".join(self.words)


@dataclass(slots=True)
class WordReading:
    parts: WordParts
    numbers: WordNumbers
    hidden: frozenset[str]

    def lines(self, container: Any) -> Iterator[str]:
        """Paragraphs whose mark was struck out run on into the next."""
        number, begun = "", _Paragraph()
        for block in blocks(container):
            if local(block) == "tbl":
                yield from self._rows(block)
                continue
            properties = child(block, "pPr")
            if self._is_unseen(properties):
                continue
            runs_on = _runs_on(properties)
            self._read(block, begun)
            if begun.words or not is_on(child(properties, "rPr"), "vanish"):
                number = number if runs_on else self.numbers.of(properties) or number
            if not runs_on:
                yield from _told(number, begun)
                number, begun = "", _Paragraph()
        if begun.words:
            yield from _told(number, begun)

    def paragraphs(self) -> Iterator[str]:
        """Of the body alone, without tables and boxes, tabs kept."""
        for block in blocks(self.parts.body):
            if local(block) == "p":
                read = _Paragraph()
                self._read(block, read)
                words = read.text.strip()
                if words:
                    yield self.numbers.of(child(block, "pPr")) + words

    def _read(self, element: Any, into: _Paragraph) -> None:
        for one in element:
            name = local(one)
            if name == "r" and self._is_hidden(one):
                continue
            if name == "t":
                if into.fields.is_shown:
                    into.words.append(one.text or "")
            elif name in _NOTES:
                into.below.extend(self._note(_NOTES[name], attribute(one, "id")))
            elif name == "txbxContent":
                (into.below if into.text.strip() else into.above).extend(self.lines(one))
            elif name in ("fldChar", "instrText"):
                into.words.append(into.fields.pass_over(one))
            elif name == "AlternateContent":
                self._read(_chosen(one), into)
            elif name == "sdt":
                self._read(_content(one), into)
            elif word := _LETTERS.get(name):
                into.words.append(word(one))
            elif name == "textpath":
                into.below.append(attribute(one, "string"))
            elif name not in _NOT_SAID:
                self._read(one, into)

    def _is_hidden(self, run: Any) -> bool:
        properties = child(run, "rPr")
        return is_on(properties, "vanish") or value(properties, "rStyle") in self.hidden

    def _is_unseen(self, properties: Any) -> bool:
        """Hidden as a whole, by its style."""
        return value(properties, "pStyle") in self.hidden

    def _note(self, kind: str, name: str) -> list[str]:
        note = self.parts.notes.get((kind, name))
        words = " ".join(line.strip() for line in self.lines(note)) if note is not None else ""
        return [words if words.startswith("注") else _NOTE + words] if words.strip() else []

    def _rows(self, table: Any) -> Iterator[str]:
        rows = [list(_through(row, "tc")) for row in _through(table, "tr") if not _is_gone(row)]
        if all(len(cells) <= 1 for cells in rows):
            # A frame around text is no table.
            for cells in rows:
                for cell in cells:
                    yield from self.lines(cell)
            return
        above: dict[int, str] = {}
        for row in (row for row in _through(table, "tr") if not _is_gone(row)):
            told: list[str] = [""] * _count(child(row, "trPr"), "gridBefore", 0)
            for cell in _through(row, "tc"):
                at, properties = len(told), child(cell, "tcPr")
                words = cell_words("\n".join(self.lines(cell)))
                if is_repeated := _goes_on(properties, "vMerge") and not words:
                    words = above.get(at, "")
                above[at] = words
                told.append(
                    "" if _goes_on(properties, "hMerge") else MERGED + words if is_repeated and words else words
                )
                told += [""] * (_count(properties, "gridSpan", 1) - 1)
            yield "\t".join(told)


def word_reading(parts: WordParts) -> WordReading:
    styles = children(parts.styles, "style")
    hidden = frozenset(attribute(one, "styleId") for one in styles if is_on(child(one, "rPr"), "vanish"))
    return WordReading(parts, word_numbers(parts), hidden)


def blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order, whatever they are wrapped in."""
    yield from _through(container, "p", "tbl")


def _through(container: Any, *names: str) -> Iterator[Any]:
    for one in container if container is not None else ():
        name = local(one)
        if name in names:
            yield one
        elif name == "sdt":
            yield from _through(_content(one), *names)
        elif name == "AlternateContent":
            yield from _through(_chosen(one), *names)
        elif name in _THROUGH:
            yield from _through(one, *names)


def _content(control: Any) -> Any:
    """A control that nobody filled shows a prompt."""
    is_prompt = is_on(child(control, "sdtPr"), "showingPlcHdr")
    content = child(control, "sdtContent")
    return () if is_prompt or content is None else content


def _chosen(alternate: Any) -> Any:
    """One of several ways to draw the same."""
    choices = [*children(alternate, "Choice"), *children(alternate, "Fallback")]
    return choices[0] if choices else ()


def _told(number: str, read: _Paragraph) -> Iterator[str]:
    words = read.text.replace("\t", " ")
    # 2. and 100个村 are no 2.100.
    gap = " " if number[-1:].isascii() and number and words[:1].isdigit() else ""
    is_only_holder = not words.strip() and not number and (read.above or read.below)
    yield from read.above
    if not is_only_holder:
        yield number + gap + words
    yield from read.below


def _runs_on(properties: Any) -> bool:
    mark = child(properties, "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def _is_gone(row: Any) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or is_on(properties, "hidden")


def _goes_on(properties: Any, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found, "val", "continue") != "restart"


def _count(properties: Any, name: str, otherwise: int) -> int:
    words = value(properties, name)
    return min(int(words), 100) if words.isascii() and words.isdigit() and len(words) < 5 else otherwise


def _break(element: Any) -> str:
    return "\n" if attribute(element, "type", "textWrapping") == "textWrapping" else ""


def _symbol(element: Any) -> str:
    code = attribute(element, "char")
    return _WINGDINGS.get(int(code, 16), "") if len(code) == 4 and code.isalnum() else ""


_LETTERS = {
    "tab": lambda _: "\t",
    "ptab": lambda _: "\t",
    "br": _break,
    "cr": lambda _: "\n",
    "noBreakHyphen": lambda _: "-",
    "sym": _symbol,
}
