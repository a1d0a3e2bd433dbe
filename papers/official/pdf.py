"""The bulletin as PDF/A-2b."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from domain.papers.printed import PaperBulletin
from papers.fonts import FontSet, load_fonts
from papers.official import layout
from papers.official.heads import agency_lines, has_day_apart, signature_lines
from papers.official.sheets import annex_lines, photos_of, sheet_values, table_before, table_values
from papers.official.titles import break_title
from papers.typesetting import look_up, set_pdf

_TEMPLATE = Path(__file__).parent / "bulletin.typ"
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
# As the templates call them: red-rule is RED_RULE_MM.
_FIGURES = {
    re.sub("-(?:mm|pt)$", "", name.lower().replace("_", "-")): value
    for name, value in vars(layout).items()
    if name.isupper()
}


def draw(paper: PaperBulletin, fonts: FontSet | None = None) -> bytes:
    """The same bytes for the same words and fonts; `fonts` are those that ship unless told otherwise."""
    return set_pdf(_TEMPLATE, _data(paper), fonts or load_fonts(), day_of(paper), _files(paper))


def _files(paper: PaperBulletin) -> dict[str, bytes]:
    sheets = enumerate(paper.annexes)
    return {photo.name: photo.content for place, one in sheets for photo in photos_of(one, place)}


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages on which the last paragraph begins, the signature, the end (of the last annex) and the imprint
    stand; 0 where there is none.

    `lines_before` are the lines of text above the signature on its page.
    """

    last_words: int
    signature: int
    end: int
    imprint: int
    lines_before: int

    @property
    def is_imprint_apart(self) -> bool:
        return self.imprint > self.end

    @property
    def is_imprint_numbered(self) -> bool:
        """Not behind a blank page."""
        return self.imprint <= self.end + 1

    @property
    def is_signature_safe(self) -> bool:
        """It stays with its text even where a word processor breaks a line elsewhere."""
        return self.last_words < self.signature and self.lines_before > 1


def pages_of(paper: PaperBulletin, fonts: FontSet | None = None) -> Pages:
    expression = (
        "{ let place(mark) = query(mark).map(found => found.location().position()).at(-1, default: (page: 0, y: 0pt))\n"
        "(<last-words>, <signature>, <body-end>, <imprint>).map(mark => place(mark).page)"
        " + (place(<signature>).y.pt(),) }"
    )
    found = look_up(_TEMPLATE, _data(paper), fonts or load_fonts(), expression, _files(paper))
    last_words, signature, end, imprint, top = found
    lines = round((top - layout.TOP_MM * layout.PT_PER_MM) / layout.LINE_PT)
    return Pages(last_words, signature, end, imprint, lines)


def _data(paper: PaperBulletin) -> dict[str, Any]:
    lists = [("发送：", paper.send_to), ("抄送：", paper.copy_to)]
    return head_values(day_of(paper)) | {
        "masthead": paper.masthead,
        "masthead-size": layout.masthead_size(paper.masthead),
        "letter-gap": layout.letter_gap(paper.masthead),
        "issue-line": paper.issue_line,
        "agency": paper.agency,
        "agency-lines": agency_lines(paper),
        "day-apart": has_day_apart(paper),
        "date-line": paper.date_line,
        "title-lines": break_title(paper.title, layout.TITLE_ROOM),
        "paragraphs": paper.paragraphs,
        "signature-lines": signature_lines(paper),
        "signature-date": paper.signature_date,
        "signs-apart": not paper.paragraphs or paper.paragraphs[-1][0] in ("section", "subsection", "addressee"),
        "table": table_values(paper.table) if paper.table else None,
        "table-before": table_before(paper),
        "annex-lines": annex_lines(paper),
        "annexes": [sheet_values(one, photos_of(one, place)) for place, one in enumerate(paper.annexes)],
        "lists": [(name, f"{'，'.join(names)}。") for name, names in lists if names],
        "printed-by": paper.printed_by,
        "printed-on": paper.printed_on,
        "has-imprint": bool(paper.send_to or paper.copy_to or paper.printed_by),
    }


def head_values(day: date) -> dict[str, Any]:
    """What every template is told: the figures of the layout, and the day."""
    return {"layout": _FIGURES, "day": {"year": day.year, "month": day.month, "day": day.day}}


def day_of(paper: PaperBulletin) -> date:
    return day_said(paper.signature_date)


def day_said(words: str) -> date:
    """The day of a signature, which a PDF/A must name."""
    found = _DAY.search(words)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else date(2000, 1, 1)
