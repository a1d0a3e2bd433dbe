"""Whether a file bears a mark of classification, wherever in it: text, header, footer, text box, comment, insertion,
any sheet, its header or name, what is hidden or struck out, the properties of the file, its name.

Looks at more than the reader reads, and into what the reader does not open: old Word and WPS files, .rtf, slides,
.ofd, mails, packed, attached and embedded files.
"""

import email
import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from domain.papers.unreadable import ClassifiedPaper, UnreadablePaper
from domain.secrecy import classification_mark, mark_in_name
from papers.files.archives import opened
from papers.files.grid import csv_rows, decoded
from papers.files.pdf_pages import attachments, pdf_words

_PDF, _ZIP, _OLD_FILE = b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_XML = (".xml", ".rels", ".vml")
# What is packed and holds no letters: pictures, sounds, fonts.
_NO_WORDS = re.compile(
    r"\.(?:jpe?g|png|gif|bmp|tiff?|webp|[ew]mf|wdp|svgz|mp[34]|m4[av]|wav|avi|mov|o?d?ttf|otf|fntdata)"
)
_MAIL = re.compile(rb"\s*(?:MIME-Version|From|Received|Subject|Content-Type):", re.IGNORECASE)
_DEEPEST = 3
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")
_HEAD, _PIECE, _OVERLAP = 8192, 4 << 20, 200
# A new paragraph, cell, comment, header or slide: what stands in two of them is no one word.
_BLOCK_END = re.compile(
    r"</(?:\w+:)?(?:p|tr|tc|si|is|v|comment|text|lpwstr|lpstr|TextObject|(?:odd|even|first)(?:Header|Footer)"
    r"|title|subject|keywords|description|category|div|li|td|h\d)>|<(?:\w+:)?(?:br|cr)\b[^<>]*>"
)
_TAB = re.compile(r"<(?:\w+:)?tab\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
# A field is known by its result; what makes it is looked at by itself.
_FIELD_CODE = re.compile(r"<(?:\w+:)?instrText\b[^<>]*>([^<]*)</(?:\w+:)?instrText>")
# Letters of .rtf: by their number, with one that old programs show instead, or as bytes.
_RTF_LETTER = re.compile(r"\\u(-?\d{1,5}) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_RTF_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
_RTF_END = re.compile(r"\\(?:par|line|cell|row|page|sect)\b ?")
_RTF_WORD = re.compile(r"\\[a-zA-Z]+-?\d* ?|\\\*|[{}\r\n]")
# Names of sheets, boxes and pictures.
_NAME = re.compile(r'\b(?:name|title|descr|alt|string)="([^"]*)"')
# &C and &"font,style" in the header of a sheet.
_CODE = re.compile(r'&(?:"[^"]*"|[A-Z]|\d{1,2})')
# Of a file without tags most is no words: only where this is found the rest is looked at.
_MAYBE = re.compile("[绝絕机機秘祕内內商].{0,8}[密部]", re.DOTALL)
_NOT_WORDS = re.compile("[^\u0020-\u007e\u2600-\u27bf\u2b50\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")


def may_hold_words(content: bytes) -> bool:
    """Whether a file is of a kind that is looked into; a picture or a recording is not."""
    head = content[:_HEAD]
    return head.startswith((_PDF, _ZIP, _OLD_FILE, *_TWO_BYTES)) or b"\0" not in head


def refuse_marked(name: str, content: bytes, depth: int = 0) -> None:
    """ClassifiedPaper where there is a mark; what cannot be opened has none that could be seen."""
    if (mark := mark_in_name(name)) is not None:
        raise ClassifiedPaper(mark)
    is_packed_data = depth > 0 and name.lower().endswith(".bin")
    if not (may_hold_words(content) or is_packed_data) or depth > _DEEPEST:
        return
    for words in _words(name.lower(), content, depth):
        if (mark := classification_mark(words)) is not None:
            raise ClassifiedPaper(mark)


def _words(name: str, content: bytes, depth: int) -> Iterator[str]:
    try:
        if content.startswith(_PDF):
            yield from pdf_words(content)
            for title, attached in attachments(content):
                refuse_marked(title, attached, depth + 1)
        elif content.startswith(_ZIP):
            yield from _in_archive(content, depth)
        elif content.startswith(_OLD_FILE) or not may_hold_words(content):
            yield from _in_old_file(content)
        elif content.startswith(b"{\\rtf"):
            yield _in_rtf(content.decode("latin-1"))
        elif _MAIL.match(content):
            yield from _in_mail(content)
        else:
            yield _in_text(name, decoded(content))
    except ClassifiedPaper:
        raise
    except (UnreadablePaper, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return


def _in_text(name: str, text: str) -> str:
    if name.endswith(".csv"):
        return "\n".join("\t".join(row) for row in csv_rows(text))
    return _in_tags(text) if text.lstrip().startswith("<") else text


def _in_mail(content: bytes) -> Iterator[str]:
    """A mail, or a page as a browser keeps it: each part as what it is."""
    mail = email.message_from_bytes(content)
    yield decoded(content)
    for part in mail.walk():
        held = part.get_payload(decode=True)
        if isinstance(held, bytes) and part.get_content_maintype() == "text":
            yield _in_text(part.get_content_type(), decoded(held))


def _in_rtf(text: str) -> str:
    numbered = _RTF_LETTER.sub(lambda one: chr(int(one[1]) & 0xFFFF), _RTF_END.sub("\n", text))
    lettered = _RTF_BYTES.sub(
        lambda one: bytes.fromhex(one[0].replace("\\'", "")).decode("gb18030", "replace"), numbered
    )
    return _RTF_WORD.sub(lambda one: "\n" if one[0] == "\n" else "", lettered)


def _in_archive(content: bytes, depth: int) -> Iterator[str]:
    archive = opened(content)
    for entry in archive.infolist():
        path = PurePosixPath(_name(entry))
        if path.suffix.lower() in _XML:
            words = map(_in_tags, _pieces(archive, entry))
            yield from map(_without_codes, words) if "worksheets/" in entry.filename else words
        else:
            is_file = not _NO_WORDS.fullmatch(path.suffix.lower())
            refuse_marked(path.name, archive.read(entry) if is_file else b"\0", depth + 1)


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[str]:
    """A big part is never in memory whole; it is cut where a paragraph, a row or at least a tag ends."""
    left = b""
    with archive.open(entry) as part:
        read = part.read(_PIECE)
        if read.startswith(_TWO_BYTES):
            yield (read + part.read(_PIECE)).decode("utf-16", "replace")
            return
        while read:
            both = left + read
            border = max(both.rfind(end) + len(end) for end in (b"</w:p>", b"</si>", b"</row>"))
            border = border if border > 10 else both.rfind(b">") + 1
            yield both[:border].decode("utf-8-sig", "replace")
            left = both[border:][-_PIECE:]
            read = part.read(_PIECE)
    yield left.decode("utf-8", "replace")


def _name(entry: zipfile.ZipInfo) -> str:
    """Windows packs Chinese names in its own code."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _in_tags(text: str) -> str:
    if "密" not in text and "部" not in text and "&#" not in text:
        return ""
    names = "\n".join((*_NAME.findall(text), *_FIELD_CODE.findall(text)))
    plain = _TAG.sub("", _TAB.sub(" ", _BLOCK_END.sub("\n", _FIELD_CODE.sub("", text))))
    return html.unescape(f"{plain}\n{names}")


def _without_codes(words: str) -> str:
    return _CODE.sub(lambda code: "\n" if code[0] in ("&L", "&C", "&R") else " ", words)


def _in_old_file(content: bytes) -> Iterator[str]:
    """Letters of two bytes, from either border, or as Chinese Windows writes them: whatever stands around them."""
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE + _OVERLAP]
        for held, code in ((piece, "utf-16-le"), (piece[1:], "utf-16-le"), (piece, "gb18030")):
            words = held.decode(code, "replace")
            if _MAYBE.search(words):
                yield _NOT_WORDS.sub("\n", words)
