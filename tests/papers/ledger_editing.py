"""A ledger as a clerk's program saves it: cells changed in the file's own XML, rows added, copied, moved."""

import io
import re
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

_SHEET = "xl/worksheets/sheet1.xml"


def letter_of(heading: str, content: bytes) -> str:
    """The column ("M") whose header cell says `heading`."""
    from papers.files.grid import read_sheets

    header = read_sheets("a.xlsx", content)[0].rows[2]
    return chr(ord("A") + header.index(heading))


def changed(content: bytes, change: Callable[[str], str]) -> bytes:
    """The workbook with its first sheet's XML changed."""
    source = zipfile.ZipFile(io.BytesIO(content))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            target.writestr(name, change(body.decode()).encode() if name == _SHEET else body)
    return out.getvalue()


def with_cell(content: bytes, at: str, words: str) -> bytes:
    """`at` such as "I5" now says `words` (an empty cell stays empty)."""
    inline = f'<is><t xml:space="preserve">{escape(words)}</t></is>'

    def put(xml: str) -> str:
        kept = rf'(?s)<c r="{at}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
        assert re.search(kept, xml), at
        return re.sub(kept, lambda found: f'<c r="{at}"{found[1] or ""} t="inlineStr">{inline}</c>', xml)

    return changed(content, put)


def with_row(content: bytes, number: int, cells: dict[str, str]) -> bytes:
    """A row added at the end; `cells` by letter."""
    made = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'
        for letter, words in sorted(cells.items(), key=lambda pair: (len(pair[0]), pair[0]))
    )
    return changed(content, lambda xml: xml.replace("</sheetData>", f'<row r="{number}">{made}</row></sheetData>'))


def with_copy(content: bytes, number: int, to: int) -> bytes:
    """Row `number` once more, hidden cells too, as row `to`."""

    def put(xml: str) -> str:
        found = re.search(rf'<row r="{number}".*?</row>', xml, re.S)
        assert found is not None
        copy = re.sub(rf'r="([A-Z]*){number}"', rf'r="\g<1>{to}"', found[0])
        return xml.replace("</sheetData>", f"{copy}</sheetData>")

    return changed(content, put)
