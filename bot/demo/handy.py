"""The files that lie ready on the page: the bulletin as a Word document, and a picture of the site.

Written by hand from the standard library: loading a document library would hold up the page.
"""

import io
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

from domain.papers.printed import BODY_FONT, TITLE_FONT

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}<w:sectPr>"
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'
    ' w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>'
)
_PARAGRAPH = (
    '<w:p><w:pPr><w:spacing w:line="560" w:lineRule="exact"/>{shape}</w:pPr><w:r><w:rPr>'
    '<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>{color}'
    '<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
)
_CENTRED, _INDENTED = '<w:jc w:val="center"/>', '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_EPOCH = (2026, 11, 20, 9, 0, 0)


def docx(text: str, head_lines: int) -> bytes:
    """A Word document of one paragraph a line; the first `head_lines` are centred, the first of all red."""
    lines = text.strip().splitlines()
    body = "".join(_paragraph(line, place, head_lines) for place, line in enumerate(lines))
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": _DOCUMENT.format(body=body)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _paragraph(line: str, place: int, head_lines: int) -> str:
    is_head = place < head_lines
    return _PARAGRAPH.format(
        shape=_CENTRED if is_head else _INDENTED,
        font=TITLE_FONT if is_head else BODY_FONT,
        color='<w:color w:val="C00000"/>' if place == 0 else "",
        size=72 if place == 0 else 32,
        text=escape(line),
    )


_WIDTH, _HEIGHT = 640, 400
_HORIZON, _DECK, _WATER = 210, 250, 330
Colour = tuple[int, int, int]
_STONE, _RAIL = (168, 160, 148), (120, 72, 60)


def bridge() -> bytes:
    """A PNG: a bridge of three arches over a river."""
    rows = b"".join(b"\0" + _row(y) for y in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _row(y: int) -> bytes:
    behind = bytearray(bytes(_behind(y)) * _WIDTH)
    if _DECK - 26 <= y < _DECK - 22:
        _fill(behind, 0, _WIDTH, _RAIL)
    if _DECK - 22 <= y < _DECK and y % 4:
        for x in range(8, _WIDTH, 40):
            _fill(behind, x, x + 4, _RAIL)
    if _DECK <= y < _WATER + 20:
        bare = bytes(behind)
        _fill(behind, 0, _WIDTH, _STONE)
        for middle in (110, 320, 530):
            half = _half_arch(y)
            left, right = max(middle - half, 0) * 3, min(middle + half, _WIDTH) * 3
            behind[left:right] = bare[left:right]
    return bytes(behind)


def _behind(y: int) -> Colour:
    if y < _HORIZON:
        return 150 + y // 4, 190 + y // 6, 230
    if y < _WATER:
        return 96, 140 - (y - _HORIZON) // 4, 84
    return 64, 110 + (y % 6) * 3, 140


def _half_arch(y: int) -> int:
    """Half the opening of an arch at this row."""
    height = y - _DECK - 18
    if height < 0:
        return 0
    radius = 82
    return radius if height >= radius else int((radius**2 - (radius - height) ** 2) ** 0.5)


def _fill(row: bytearray, left: int, right: int, colour: Colour) -> None:
    row[left * 3 : right * 3] = bytes(colour) * (right - left)
