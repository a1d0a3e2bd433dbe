"""Sheets as both formats need them: titles in lines, photos with their measures, annexes by their names."""

from dataclasses import dataclass
from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image

from domain.papers import PaperBulletin, PaperPicture, PaperSheet, PaperTable
from papers.official import layout
from papers.official.titles import break_title

# Larger ones would take more memory to draw than they are worth.
_PIXELS_AT_MOST = 40_000_000
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is set: a file's name by its place, and its size on the page."""

    name: str
    content: bytes
    caption: str
    width_mm: float
    height_mm: float


def photos_of(sheet: PaperSheet, place: int = 0) -> tuple[Photo, ...]:
    """Those that can be drawn; what is no photo inside is left out."""
    measured = (_measured(f"{place}-{number}", one) for number, one in enumerate(sheet.pictures))
    return tuple(photo for photo in measured if photo is not None)


def _measured(name: str, picture: PaperPicture) -> Photo | None:
    try:
        image = Image.from_blob(picture.content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError, KeyError):
        return None
    across, down = image.px_width, image.px_height
    if image.content_type not in _SUFFIXES or not 0 < across * down <= _PIXELS_AT_MOST:
        return None
    room = layout.PHOTO_ROOM_MM - layout.CAPTION_ROOM_MM
    width = min(layout.BLOCK_WIDTH_MM, room * across / down)
    return Photo(
        f"{name}.{_SUFFIXES[image.content_type]}",
        picture.content,
        picture.caption,
        width,
        width * down / across,
    )


def is_picture(content: bytes) -> bool:
    return _measured("", PaperPicture(content, "")) is not None


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
