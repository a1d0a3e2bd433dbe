"""The second and third sheet of the ledger: figures by unit, and history."""

from datetime import timedelta

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from domain.bulletin.forms import percent
from domain.dates.deadlines import DUE_SOON_DAYS
from domain.hygiene import clean
from domain.papers import ledger_texts as texts
from domain.papers.ledger import CELL_LIMIT, Ledger, count_items, unit_figures
from domain.states import OPEN_STATES
from papers.ledger.heights import height_of
from papers.ledger.styles import Styles, as_pages

_FIGURES_WIDTHS = (28, 11, 11, 11, 11, 12, 11)
_HISTORY_WIDTHS = (9, 17, 12, 14, 90)


def write_figures(sheet: Worksheet, styles: Styles, ledger: Ledger) -> None:
    """A row a unit, the one with most overdue items first; the last counts items, not parts of them."""
    _set_up(sheet, styles, texts.FIGURES_HEADINGS, _FIGURES_WIDTHS)
    soon = ledger.today + timedelta(days=DUE_SOON_DAYS)
    at = 0
    plain, bold = _looks(styles), _looks(styles, bold=True)
    for at, one in enumerate(unit_figures(ledger.rows, ledger.today, soon), 1):
        numbers = (one.total, one.closed, one.total - one.closed, one.overdue, one.due_soon)
        _write_numbers(sheet, at, one.name, numbers, plain)
    items = [row for row in ledger.rows if row.parent_id is None]
    total, closed, stopped = count_items(items)
    hot = [row for row in items if row.state in OPEN_STATES]
    late = sum(row.is_late(ledger.today) for row in hot)
    near = sum(row.deadline is not None and ledger.today <= row.deadline <= soon for row in hot)
    kept = total - stopped
    _write_numbers(sheet, at + 1, texts.FIGURES_TOTAL, (kept, closed, kept - closed, late, near), bold)
    sheet.write_string(at + 2, 0, texts.FIGURES_NOTE, styles.of(font_size=9, text_wrap=False))


def _looks(styles: Styles, **more: bool) -> tuple[Format, Format]:
    return styles.of(border=1, **more), styles.of(border=1, align="center", **more)


def _write_numbers(
    sheet: Worksheet, at: int, name: str, numbers: tuple[int, ...], looks: tuple[Format, Format]
) -> None:
    sheet.write_string(at, 0, clean(name), looks[0])
    for place, number in enumerate(numbers, 1):
        sheet.write_number(at, place, number, looks[1])
    share = percent(numbers[1], numbers[0]) if numbers[0] else ""
    sheet.write_string(at, len(numbers) + 1, share, looks[1])


def write_history(sheet: Worksheet, styles: Styles, ledger: Ledger) -> None:
    """What happened to the items, the newest first."""
    _set_up(sheet, styles, texts.HISTORY_HEADINGS, _HISTORY_WIDTHS)
    text, centred = styles.of(border=1), styles.of(border=1, align="center")
    at = 0
    for at, one in enumerate(ledger.history, 1):
        done, told = texts.happening(one)
        when = f"{one.at.astimezone(ledger.zone):%Y-%m-%d %H:%M}"
        sheet.write_string(at, 0, one.label, centred)
        sheet.write_string(at, 1, when, centred)
        sheet.write_string(at, 2, one.who, centred)
        sheet.write_string(at, 3, done, centred)
        sheet.write_string(at, 4, told[:CELL_LIMIT], text)
        sheet.set_row(at, height_of(((told[:CELL_LIMIT], _HISTORY_WIDTHS[4]),)))
    sheet.autofilter(0, 0, max(at, 1), len(_HISTORY_WIDTHS) - 1)
    if ledger.history_is_cut:
        note = texts.history_cut(len(ledger.history))
        sheet.write_string(at + 1, 0, note, styles.of(font_size=9, text_wrap=False))


def _set_up(sheet: Worksheet, styles: Styles, headings: tuple[str, ...], widths: tuple[int, ...]) -> None:
    for place, (name, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, styles.heading())
    as_pages(sheet, 0)
