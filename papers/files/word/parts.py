"""The parts of a .docx that hold words, whatever program and namespace they were written with."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper

_MAIN = re.compile(r"word/document\d*\.xml")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class WordParts:
    """Elements; those of a part that is not there hold nothing."""

    body: Any
    numbering: Any = None
    styles: Any = None
    # (footnote or endnote, id) -> the note
    notes: dict[tuple[str, str], Any] = field(default_factory=dict)
    keywords: str = ""
    has_pictures: bool = False


def word_parts(content: bytes) -> WordParts:
    """UnreadablePaper where it is broken; the archive was looked through before (papers.files.archives)."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = archive.namelist()
        main = next((one for one in names if _MAIN.fullmatch(one)), "")
        document = _root(archive, main)
        body = next(children(document, "body"), None)
        if body is None:
            raise UnreadablePaper(unreadable.DAMAGED)
        notes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in children(_root(archive, f"word/{kind}s.xml"), kind)
        }
        core = _root(archive, "docProps/core.xml")
        return WordParts(
            body,
            _root(archive, "word/numbering.xml"),
            _root(archive, "word/styles.xml"),
            notes,
            "".join(one.text or "" for one in children(core, "keywords")),
            any(one.startswith("word/media/") for one in names),
        )
    except (zipfile.BadZipFile, SyntaxError, ValueError, KeyError) as error:
        # Broken XML is a SyntaxError to lxml.
        raise UnreadablePaper(unreadable.DAMAGED) from error


def _root(archive: zipfile.ZipFile, name: str) -> Any:
    from docx.oxml.parser import parse_xml

    return parse_xml(archive.read(name)) if name in archive.namelist() else None


def local(element: Any) -> str:
    """The name without its namespace: Word's, that of the strict standard, and those of drawings."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, *names: str) -> Iterator[Any]:
    return (one for one in element if local(one) in names) if element is not None else iter(())


def child(element: Any, *path: str) -> Any:
    """The first of that path, None where there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: Any, name: str, otherwise: str = "") -> str:
    if element is None:
        return otherwise
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return otherwise


def value(element: Any, *path: str, otherwise: str = "") -> str:
    """The val of what stands at that path."""
    return attribute(child(element, *path), "val", otherwise)


def is_on(properties: Any, name: str) -> bool:
    """A property that is there is on, but where it says that it is off."""
    found = child(properties, name)
    return found is not None and attribute(found, "val", "1") not in _OFF
