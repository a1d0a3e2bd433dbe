"""The ledger as offices keep it, in one workbook: items, figures by unit, history.

No text of a person becomes a formula, a number or a link: every cell is written by its kind, and the
workbook is told so as well.
"""

import io
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.dates.deadlines import DUE_SOON_DAYS, SILENT_DAYS
from domain.hygiene import clean
from domain.papers import ledger_texts as texts
from domain.papers.ledger import MARK_HEADING, Column, Ledger, LedgerRow, by_meeting, cell, count_items, fingerprint
from domain.papers.printed import TITLE_FONT
from domain.states import STATE_WORDS, State
from papers.ledger.heights import EDGE, LINE, MeasuredSheet, height_of
from papers.ledger.more_sheets import write_figures, write_history
from papers.ledger.styles import Styles, as_pages

COLUMNS = tuple(Column)
WIDTHS = (5, 13, 32, 8, 13, 12, 9, 11, 11, 34, 14, 14, 8, 10)
MOVED, MARKS, ASKED = range(len(COLUMNS), len(COLUMNS) + 3)
HEADER = 2
FIRST = HEADER + 1
# Rows below the last one, for what is added offline.
SPARE = 500
_LAST_ROW = 2**20 - 1
_BY_SYSTEM = (Column.NUMBER, Column.CONTACTS, Column.ASSIGNED_ON)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def draw_ledger(ledger: Ledger) -> bytes:
    """The bytes of the xlsx."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": clean(ledger.title)})
        styles = Styles(book)
        items, figures, history = (
            book.add_worksheet(name, MeasuredSheet) for name in (texts.SHEET, texts.FIGURES_SHEET, texts.HISTORY_SHEET)
        )
        _write_items(items, styles, ledger)
        write_figures(figures, styles, ledger)
        write_history(history, styles, ledger)
    return out.getvalue()


def _write_items(sheet: Worksheet, styles: Styles, ledger: Ledger) -> None:
    _set_up(sheet)
    last_column = len(COLUMNS) - 1
    title = styles.of(font_name=TITLE_FONT, font_size=20, align="center")
    sheet.merge_range(0, 0, 0, last_column, "", title)
    sheet.write_string(0, 0, clean(ledger.title), title)
    sheet.merge_range(1, 0, 1, last_column, "", styles.of(font_size=10))
    total, closed, stopped = count_items(ledger.rows)
    line = texts.as_of(ledger.today, total, closed=closed, stopped=stopped)
    sheet.write_string(1, 0, line, styles.of(font_size=10))
    for place, column in enumerate(COLUMNS):
        looks = {"bg_color": "#D9D9D9"} if column in _BY_SYSTEM else {}
        sheet.write_string(HEADER, place, column.heading, styles.heading(**looks))
    sheet.write_string(HEADER, MOVED, texts.MOVED_HEADING)
    sheet.write_string(HEADER, MARKS, MARK_HEADING)
    sheet.write_string(HEADER, ASKED, texts.ASKED_HEADING)
    end = _write_meetings(sheet, styles, ledger)
    sheet.autofilter(HEADER, 0, max(end - 1, HEADER), last_column)
    _light(sheet, styles, end + SPARE)
    _offer_states(sheet, end + SPARE)


def _set_up(sheet: Worksheet) -> None:
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_column(MOVED, ASKED, 12, None, {"hidden": True})
    sheet.set_row(0, 34)
    sheet.set_row(1, 30)
    sheet.set_row(HEADER, 32)
    as_pages(sheet, HEADER, 1)
    # Whole columns, so that rows added offline are printed too, and the hidden ones never.
    sheet.print_area(0, 0, _LAST_ROW, len(COLUMNS) - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.center_horizontally()


def _write_meetings(sheet: Worksheet, styles: Styles, ledger: Ledger) -> int:
    """Each meeting under its merged heading; gives the row after the last."""
    heading = styles.heading(bg_color="#F2F2F2", align="left", indent=1)
    looks = {is_sub: [styles.cell(column, is_sub=is_sub) for column in COLUMNS] for is_sub in (False, True)}
    # Shows nothing even where a program lets hidden columns spill into their neighbours.
    unseen = styles.of(num_format=";;;", text_wrap=False)
    at = FIRST
    for meeting, rows in by_meeting(ledger.rows):
        sheet.merge_range(at, 0, at, len(COLUMNS) - 1, "", heading)
        sheet.set_row(at, LINE + EDGE)
        total, closed, _ = count_items(rows)
        name = clean(meeting) or texts.NO_MEETING
        sheet.write_string(at, 0, texts.meeting_heading(name, total, closed), heading)
        sheet.write_string(at, MARKS, clean(meeting))
        for below, row in enumerate(rows, 1):
            _write_row(sheet, at + below, row, looks[bool(row.sub)], unseen)
        at += len(rows) + 1
    # A whole number as text ("37.1" has to be one) is no mistake.
    sheet.ignore_errors({"number_stored_as_text": f"A{FIRST + 1}:A{at + SPARE}"})
    return at


def _write_row(sheet: Worksheet, at: int, row: LedgerRow, looks: list[Format], unseen: Format) -> None:
    cells = {column: cell(row, column) for column in COLUMNS}
    sheet.set_row(at, height_of((cells[column], WIDTHS[place]) for place, column in enumerate(COLUMNS)))
    for place, column in enumerate(COLUMNS):
        words, look = cells[column], looks[place]
        day = _day_of(row, column)
        if not words:
            sheet.write_blank(at, place, None, look)
        elif column is Column.NUMBER and not row.sub:
            sheet.write_number(at, place, row.number, look)
        elif day is not None and day.year >= 1900:
            sheet.write_datetime(at, place, day, look)
        else:
            sheet.write_string(at, place, words, look)
    sheet.write_datetime(at, MOVED, row.last_moved_on, unseen)
    sheet.write_string(at, MARKS, fingerprint(row, cells))
    if row.asked_on is not None:
        sheet.write_datetime(at, ASKED, row.asked_on, unseen)


def _day_of(row: LedgerRow, column: Column) -> date | None:
    if column is Column.DUE:
        return row.deadline
    return row.assigned_on if column is Column.ASSIGNED_ON else None


def _light(sheet: Worksheet, styles: Styles, end: int) -> None:
    """Red overdue, yellow due soon or silent, green on course: by the day on which the file is read.

    What was asked to be closed in time is not overdue.
    """
    places = (_place(Column.DUE), _place(Column.STATE), MOVED, ASKED)
    due, state, moved, asked = (chr(ord("A") + place) for place in places)
    first = FIRST + 1
    is_dated, is_told = f"ISNUMBER(${due}{first})", f'${state}{first}<>""'
    gone = ",".join(f'${state}{first}="{STATE_WORDS[one]}"' for one in (State.CLOSED, State.CANCELLED))
    is_met = f"AND(ISNUMBER(${asked}{first}),${asked}{first}<=${due}{first})"
    near = f"AND({is_dated},${due}{first}>=TODAY(),${due}{first}<=TODAY()+{DUE_SOON_DAYS})"
    silent = f"AND(ISNUMBER(${moved}{first}),${moved}{first}<=TODAY()-{SILENT_DAYS})"
    rules = (
        (f"=OR({gone})", {"font_color": "#7F7F7F"}),
        (f"=AND({is_told},{is_dated},${due}{first}<TODAY(),NOT({is_met}))", _fill("#FFC7CE", "#9C0006")),
        (f"=AND({is_told},OR({near},{silent}))", _fill("#FFEB9C", "#7F6000")),
        (f"={is_told}", _fill("#C6EFCE", "#006100")),
    )
    for formula, looks in rules:
        rule = {"type": "formula", "criteria": formula, "format": styles.book.add_format(looks), "stop_if_true": True}
        both = f"{due}{first}:{due}{end} {state}{first}:{state}{end}"
        sheet.conditional_format(f"{due}{first}:{due}{end}", {**rule, "multi_range": both})


def _fill(background: str, font: str) -> dict[str, str]:
    return {"bg_color": background, "font_color": font}


def _offer_states(sheet: Worksheet, end: int) -> None:
    place = _place(Column.STATE)
    told = {"error_title": texts.STATE_TITLE, "error_message": texts.STATE_HINT}
    sheet.data_validation(FIRST, place, end, place, {"validate": "list", "source": list(STATE_WORDS.values()), **told})


def _place(column: Column) -> int:
    return COLUMNS.index(column)
