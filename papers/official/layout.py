"""The figures of GB/T 9704-2012 that docx and PDF share; lengths in mm or pt as named."""

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210, 297
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
BLOCK_WIDTH_MM = PAGE_WIDTH_MM - LEFT_MM - RIGHT_MM
BLOCK_HEIGHT_MM = PAGE_HEIGHT_MM - TOP_MM - BOTTOM_MM
PT_PER_MM = 72 / 25.4

LINES, CHARACTERS = 22, 28
BODY_PT, TITLE_PT, SMALL_PT = 16.0, 22.0, 14.0
# From the upper edge of one line to that of the next.
LINE_PT = (BLOCK_HEIGHT_MM * PT_PER_MM - BODY_PT) / (LINES - 1)
# The masthead's upper edge stands 35 mm below that of the text block (7.2.4).
MASTHEAD_DROP_MM = 35
MASTHEAD_PT = 60.0
RED = "E60012"
RED_RULE_MM, RED_RULE_GAP_MM = 0.6, 4
# The rules of the imprint (版记): first and last, and those between.
THICK_RULE_MM, THIN_RULE_MM = 0.35, 0.25
PAGE_NUMBER_GAP_MM = 7
# Cells of tables on sheets, and the room of a photo with its caption, two of which fill a page below a heading.
CELL_PT, CAPTION_PT = 12.0, 12.0
PHOTO_ROOM_MM, CAPTION_ROOM_MM = 92, 13

TITLE_ROOM = BLOCK_WIDTH_MM * PT_PER_MM / TITLE_PT


# Characters a line of the agency over the red rule and under the text.
AGENCY_ROOM, SIGNATURE_ROOM = CHARACTERS - 2, CHARACTERS - 6


def letter_gap(masthead: str) -> float:
    """In em: 督 办 通 报 is spaced; a long masthead is not."""
    return 0.3 if len(masthead) <= 6 else 0.05


def masthead_size(masthead: str) -> float:
    """Points at which the masthead fits on one line of the text block."""
    room = 0.95 * BLOCK_WIDTH_MM * PT_PER_MM
    return min(MASTHEAD_PT, room / (max(1, len(masthead)) * (1 + letter_gap(masthead))))


def slip_masthead_size(masthead: str) -> float:
    """Points at which the masthead of a slip, spaced by 0.3 em, fits on one line."""
    return min(44.0, 0.95 * BLOCK_WIDTH_MM * PT_PER_MM / (max(1, len(masthead)) * 1.3))
