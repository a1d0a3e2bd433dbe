"""How the cells of the ledger look, the same on all its sheets."""

from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.papers import ledger_texts as texts
from domain.papers.ledger import Column

_CENTRED = frozenset({Column.NUMBER, Column.LEADERS, Column.CONTACTS, Column.ASSIGNED_ON, Column.DUE, Column.STATE})


@dataclass(slots=True)
class Styles:
    """Formats by what they are for; a workbook keeps each once."""

    book: xlsxwriter.Workbook
    _made: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def of(self, **looks: Any) -> Format:
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            base = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
            self._made[key] = self.book.add_format({**base, **looks})
        return self._made[key]

    def cell(self, column: Column, *, is_sub: bool = False) -> Format:
        looks: dict[str, Any] = {"border": 1, "align": "center" if column in _CENTRED else "left"}
        if column in (Column.DUE, Column.ASSIGNED_ON):
            looks["num_format"] = "yyyy-mm-dd"
        if is_sub and column is Column.DIRECTIVE:
            looks["indent"] = 1
        return self.of(**looks)

    def heading(self, **looks: Any) -> Format:
        base = {"font_name": "黑体", "bold": True, "border": 1, "align": "center", "bg_color": "#DDEBF7"}
        return self.of(**{**base, **looks})


def as_pages(sheet: Worksheet, heading: int, columns: int = 0) -> None:
    """A4 landscape, as wide as the page, the header on each; on screen it stays in sight."""
    sheet.freeze_panes(heading + 1, columns)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(heading)
    sheet.set_footer(texts.FOOTER)
