"""Printed papers as words in their places; the room `papers` draws them."""

from dataclasses import dataclass

# The fonts that offices have.
TITLE_FONT, BODY_FONT = "方正小标宋简体", "仿宋_GB2312"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows of cells, the head first. `shares` part the width, `aligns` has l or c for each column."""

    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    aligns: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class PaperPicture:
    """A photo (JPEG or PNG) with the words under it."""

    content: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A heading with tables or pictures under it: an annex with its `mark` (附件1), or a paper of its own.

    `asides` are the lines under the heading; `signature` and its date close a paper of its own.
    """

    title: str
    mark: str = ""
    asides: tuple[str, ...] = ()
    tables: tuple[PaperTable, ...] = ()
    pictures: tuple[PaperPicture, ...] = ()
    signature: str = ""
    signature_date: str = ""


@dataclass(frozen=True, slots=True)
class PaperSlip:
    """A form that is handed over: `rows` of (name, words), then the lines on which it is answered by hand."""

    masthead: str
    colour: str
    number: str
    date_line: str
    agency: str
    rows: tuple[tuple[str, str], ...]
    answer_title: str
    answer_lines: int
    answer_foot: str


@dataclass(frozen=True, slots=True)
class PaperBulletin:
    """`paragraphs` are (style, text) with style preamble, section, item or subitem.

    `table` stands before the first section, `annexes` follow the signature, each on pages of its own.
    `mark` is not printed: it tells which draft a file that comes back was drawn from.
    """

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
    table: PaperTable | None = None
    annexes: tuple[PaperSheet, ...] = ()
    mark: str = ""


def words_of(paper: PaperBulletin) -> str:
    """All that is printed, a line each."""
    ends = (paper.masthead, paper.issue_line, paper.agency, paper.date_line, paper.title, paper.printed_by)
    return "\n".join([*ends, *(text for _, text in paper.paragraphs), *paper.send_to, *paper.copy_to])
