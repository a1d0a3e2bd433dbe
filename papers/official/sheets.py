"""Sheets as both formats need them: titles in lines, photos with their measures, annexes by their names."""

from dataclasses import dataclass
from typing import Any

from domain.papers.printed import PaperBulletin, PaperPicture, PaperSheet, PaperTable
from papers.official import layout
from papers.official.photo_size import size_of
from papers.official.titles import break_title
from papers.typesetting import can_be_set

# Larger ones would take more memory to draw than they are worth.
_PIXELS_AT_MOST = 40_000_000


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is set: a file's name by its place, and its size on the page.

    Word shows a photo as it is stored, typst turns it upright: `stored_mm` is (across, down) for the former.
    """

    name: str
    content: bytes
    caption: str
    width_mm: float
    height_mm: float
    stored_mm: tuple[float, float]


def photos_of(sheet: PaperSheet, place: int = 0) -> tuple[Photo, ...]:
    """Those whose size can be told; what is no photo inside is left out."""
    measured = (_measured(f"{place}-{number}", one) for number, one in enumerate(sheet.pictures))
    return tuple(photo for photo in measured if photo is not None)


def _measured(name: str, picture: PaperPicture) -> Photo | None:
    found = size_of(picture.content)
    if found is None or not 0 < found[0] * found[1] <= _PIXELS_AT_MOST:
        return None
    across, down, is_turned = found
    ending = "png" if picture.content.startswith(b"\x89") else "jpg"
    shown = _fitted(down, across) if is_turned else _fitted(across, down)
    stored = _fitted(across, down)
    return Photo(f"{name}.{ending}", picture.content, picture.caption, *shown, stored_mm=stored)


def _fitted(across: int, down: int) -> tuple[float, float]:
    room = layout.PHOTO_ROOM_MM - layout.CAPTION_ROOM_MM
    width = min(layout.BLOCK_WIDTH_MM, room * across / down)
    return width, width * down / across


def sheet_values(sheet: PaperSheet, photos: tuple[Photo, ...]) -> dict[str, Any]:
    """What the template is told."""
    signed = (*break_title(sheet.signature, layout.SIGNATURE_ROOM), sheet.signature_date)
    return {
        "mark": sheet.mark,
        "title-lines": break_title(sheet.title, layout.TITLE_ROOM),
        "asides": sheet.asides,
        "tables": [table_values(table) for table in sheet.tables],
        "pictures": [{"file": one.name, "width": one.width_mm, "caption": one.caption} for one in photos],
        "signature-lines": signed if sheet.signature else (),
    }


def table_values(table: PaperTable) -> dict[str, Any]:
    return {"rows": table.rows, "shares": table.shares, "aligns": tuple(table.aligns), "title": table.title}


def annex_lines(paper: PaperBulletin) -> tuple[str, ...]:
    """附件：1. and so on below the text, one name a line; a single one has no number."""
    if len(paper.annexes) == 1:
        return (f"附件：{paper.annexes[0].title}",)
    named = [f"{number}. {one.title}" for number, one in enumerate(paper.annexes, 1)]
    return tuple(("附件：" if number == 0 else "") + words for number, words in enumerate(named))


def table_before(paper: PaperBulletin) -> int:
    """The place of the paragraph that the table stands before: the first heading, else the first of all."""
    places = (place for place, (style, _) in enumerate(paper.paragraphs) if style == "section")
    return next(places, 0)


def is_picture(content: bytes) -> bool:
    """Whether it can be drawn to its last byte; takes as long as drawing it."""
    photo = _measured("photo", PaperPicture(content, ""))
    return photo is not None and can_be_set(photo.name, content)
