"""A supervision slip as PDF/A-2b."""

from datetime import date
from pathlib import Path

from domain.papers.printed import PaperSlip
from papers.fonts import FontSet, load_fonts
from papers.official.layout import slip_masthead_size
from papers.official.pdf import FIGURES, day_said
from papers.typesetting import set_pdf

_TEMPLATE = Path(__file__).parent / "slip.typ"


def draw(slip: PaperSlip, fonts: FontSet | None = None) -> bytes:
    day: date = day_said(slip.date_line)
    return set_pdf(
        _TEMPLATE,
        {
            "layout": FIGURES,
            "day": {"year": day.year, "month": day.month, "day": day.day},
            "colour": f"#{slip.colour}",
            "masthead": slip.masthead,
            "masthead-size": slip_masthead_size(slip.masthead),
            "number": slip.number,
            "date-line": slip.date_line,
            "agency": slip.agency,
            "rows": slip.rows,
            "answer-title": slip.answer_title,
            "answer-lines": slip.answer_lines,
            "answer-foot": slip.answer_foot,
        },
        fonts or load_fonts(),
        day,
    )
