"""A bulletin with all that is printed with it: the table of what changed, and the annexes that were wished."""

from dataclasses import replace
from pathlib import Path

from domain.bulletin.making import delta_table
from domain.bulletin.snapshot import BulletinSnapshot, to_paper
from domain.bulletin.tracing import photo_sheet, trace_sheet, with_annexes
from domain.papers.printed import PaperBulletin, PaperPicture, PaperTable
from usecases.bulletin.annexes import Annexes, PhotoFile

# Telegram takes 50 MB; the words need little of it.
_PHOTO_BYTES_AT_MOST = 30_000_000


def draw_bulletin(
    kind: str, bulletin: BulletinSnapshot, found: Annexes, files: Path, font_dir: Path | None, mark: str = ""
) -> bytes:
    """`files` is where photos are. A KeyError for a kind that nobody draws: it must not leave as a bulletin."""
    from papers.fonts import load_fonts
    from papers.official import docx, pdf

    draw = {"bulletin": docx.draw, "bulletin_pdf": pdf.draw}[kind]
    return draw(replace(whole_paper(bulletin, found, files), mark=mark), load_fonts(font_dir))


def whole_paper(bulletin: BulletinSnapshot, found: Annexes, files: Path) -> PaperBulletin:
    sheets = []
    if found.bases is not None:
        sheets.append(trace_sheet(bulletin, found.bases, found.stopped))
    if found.photos is not None:
        pictures = _pictures(found.photos, files)
        left_out = len(found.photos) - len(pictures) + found.photos_left_out
        sheets += [photo_sheet(pictures, left_out)] if pictures else []
    rows = delta_table(bulletin)
    deltas = PaperTable(rows, (34, 22, 22, 22), "cccc") if rows else None
    return with_annexes(to_paper(bulletin), deltas, sheets)


def _pictures(photos: tuple[PhotoFile, ...], files: Path) -> list[PaperPicture]:
    """Those that are there, can be drawn, and fit into a file that can be sent."""
    from papers.official.sheets import is_picture

    pictures: list[PaperPicture] = []
    room = _PHOTO_BYTES_AT_MOST
    for photo in photos:
        path = files / photo.path
        content = path.read_bytes() if path.is_file() else b""
        if len(content) <= room and is_picture(content):
            pictures.append(PaperPicture(content, photo.caption))
            room -= len(content)
    return pictures
