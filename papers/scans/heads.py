"""What stands at the head of a picture that nobody reads: a mark of classification is looked for there, cheaply."""

from typing import TYPE_CHECKING, Any

import numpy as np

from domain.papers import unreadable
from domain.papers.unreadable import ClassifiedPaper, UnreadablePaper
from domain.secrecy import classification_mark
from papers.files.pdf_text import pdf_text
from papers.scans.pages import has_ink, page_pictures
from papers.scans.recognise import engine, told_of
from papers.scans.upright import quarter_turns, turned

if TYPE_CHECKING:
    from PIL.Image import Image

# Letters of a mark are larger than those of the text; a third of the pixels is a third of the time.
_WIDTH, _PART = 1000, 0.5


def refuse_marked_head(name: str, content: bytes) -> None:
    """ClassifiedPaper for a mark on the first page of a scan or on a photo; what does not open has none to be seen."""
    if content.startswith(b"%PDF") and not _is_scan(content):
        return
    try:
        page = next(page_pictures(name, content), None)
    except UnreadablePaper:
        return
    if page is None or not has_ink(page):
        return
    scale = min(1.0, _WIDTH / page.width)
    small = page.resize((int(page.width * scale), max(1, int(page.height * scale))))
    told = _told(small)
    boxes = [] if told.boxes is None else [(*box.min(axis=0), *box.max(axis=0)) for box in told.boxes]
    # Where the upper half is empty the head may lie below.
    turns = quarter_turns(engine(), small, boxes) if boxes else 2
    both = (told, _told(turned(small, turns))) if turns else (told,)
    mark = next((found for one in both if (found := classification_mark("\n".join(one.txts or ())))), None)
    if mark is not None:
        raise ClassifiedPaper(mark)


def _told(page: "Image") -> Any:
    head = page.crop((0, 0, page.width, max(1, int(page.height * _PART))))
    return told_of(engine(), np.array(head)[..., ::-1])


def _is_scan(content: bytes) -> bool:
    try:
        pdf_text(content)
    except UnreadablePaper as refusal:
        return refusal.sentence == unreadable.SCANNED
    return False
