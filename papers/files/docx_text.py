"""The text of a .docx: paragraphs with the numbers that Word counts by itself, tables a row a line."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.sheets import cell_words
from papers.reading.tables.grid import MERGED

if TYPE_CHECKING:
    from docx.document import Document as Whole
    from docx.table import Table


def docx_text(content: bytes) -> str:
    """A line a paragraph; the archive was looked through before (papers.files.archives)."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        document = Document(io.BytesIO(content))
        numbers = WordNumbers(document)
        lines: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines.extend(_rows(block))
            else:
                lines.append(numbers.of(block) + block.text.replace("\t", " "))
    except (OpcError, KeyError, ValueError, IndexError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        # Broken XML is a SyntaxError to lxml; a document without a body an AttributeError to python-docx.
        raise UnreadablePaper(unreadable.DAMAGED) from error
    return "\n".join(lines)


def _rows(table: "Table") -> Iterator[str]:
    """A row a line, cells at tabs; one that spans columns is named once and leaves the others empty, one that spans
    rows is marked where it repeats."""
    above: list[Any] = []
    for row in table.rows:
        marks = [cell._tc for cell in row.cells]  # noqa: SLF001
        cells: list[str] = []
        for at, cell in enumerate(row.cells):
            is_wide = at > 0 and marks[at] is marks[at - 1]
            words = "" if is_wide else cell_words(cell.text)
            is_repeated = bool(words) and at < len(above) and marks[at] is above[at]
            cells.append(MERGED + words if is_repeated else words)
        yield "\t".join(cells)
        above = marks


class WordNumbers:
    """一、 and 1. that stand in no paragraph's text: Word counts them by list and level."""

    def __init__(self, document: "Whole") -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        part = next((one for one in document.part.rels.values() if one.reltype.endswith("/numbering")), None)
        if part is not None and not part.is_external:
            self._read(part.target_part.element)

    def _read(self, numbering: Any) -> None:
        kinds = {
            one.get(_w("abstractNumId")): {
                int(level.get(_w("ilvl"))): (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
                for level in one.findall(_w("lvl"))
            }
            for one in numbering.findall(_w("abstractNum"))
        }
        for number in numbering.findall(_w("num")):
            self.levels[number.get(_w("numId"))] = kinds.get(_value(number, "abstractNumId", ""), {})

    def of(self, paragraph: Any) -> str:
        """The number of a paragraph as Word prints it, "" where it has none."""
        mark = _number_mark(paragraph)
        if mark is None or mark[0] not in self.levels:
            return ""
        name, level = mark
        levels = self.levels[name]
        if level not in levels or "%" not in levels[level][1]:
            return ""
        start = levels[level][2]
        self.counts[name, level] = self.counts.get((name, level), start - 1) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((name, deeper), None)
        words = levels[level][1]
        for at in range(level + 1):
            form, _, first = levels.get(at, ("decimal", "", 1))
            words = words.replace(f"%{at + 1}", _said(self.counts.get((name, at), first), form))
        return words


def _number_mark(paragraph: Any) -> tuple[str, int] | None:
    """List and level, the paragraph's own or those of its style."""
    own = paragraph._p.pPr  # noqa: SLF001
    style = paragraph.style.element.pPr if paragraph.style is not None else None
    for properties in (own, style):
        marks = properties.numPr if properties is not None else None
        if marks is not None and marks.numId is not None:
            return str(marks.numId.val), int(marks.ilvl.val) if marks.ilvl is not None else 0
    return None


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _value(element: Any, name: str, otherwise: str) -> str:
    found = element.find(_w(name))
    return otherwise if found is None else str(found.get(_w("val")) or otherwise)


def _said(number: int, form: str) -> str:
    if ("hinese" in form and "ircle" not in form) or form in ("japaneseCounting", "ideographDigital"):
        return _chinese(number)
    if "ircle" in form and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    import cn2an

    words = str(cn2an.an2cn(number))
    return words.removeprefix("一") if 10 <= number < 20 else words
