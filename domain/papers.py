"""The printed bulletin as words in their places; the room `papers` draws it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaperBulletin:
    """`paragraphs` are (style, text) with style preamble, section, item or subitem."""

    masthead: str
    issue_line: str
    agency: str
    date_line: str
    title: str
    paragraphs: tuple[tuple[str, str], ...]
    signature: str
    signature_date: str
    send_to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: str = ""
